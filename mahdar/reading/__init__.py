"""Floor 3: one report is read. Steps are pure functions of the draft; each gives one layer."""
