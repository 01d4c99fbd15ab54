"""Who is named: persons by the grammar of titles and names, bodies by head nouns, and the names that data list."""

from mahdar.reading.actors.candidates import find_candidates
from mahdar.reading.actors.find import find_mentions

__all__ = ["find_candidates", "find_mentions"]
