"""Floor 3: reports come in. What cannot be read is refused by name; the rest is read."""
