"""Floor 4: all readings together. Nothing here opens a report's text."""
