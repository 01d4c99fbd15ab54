"""Floor 0: frozen values without I/O."""
