"""Floor 5: where readings are made, and where the rules' own examples are run."""
