"""Floor 1: characters. Nothing here knows a word."""
