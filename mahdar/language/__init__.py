"""Floor 2: data files become objects. A language is a folder of TOML; no Python file knows a word of it."""
