"""Who said what: a cue, a speaker, and what is said."""

from mahdar.reading.statements.step import find_statements

__all__ = ["find_statements"]
