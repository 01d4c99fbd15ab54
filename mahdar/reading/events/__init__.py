"""Things that happen: a trigger word and the phrases around it."""
