"""Floor 5: a record leaves, one file a format."""
