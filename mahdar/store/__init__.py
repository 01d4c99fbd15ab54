"""Floor 5: a record kept in one SQLite file."""
