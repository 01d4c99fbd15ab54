"""Sums and numbers of weapons, forces, captives beside an incident, and numbers that a passage puts right."""

from mahdar.reading.scene import Scene
from mahdar.types.span import Span


def amount_in(scene: Scene, first: int, stop: int) -> tuple[float, str] | None:
    """A sum of money at words `first` up to `stop`, else a number of weapons, forces or captives, with its unit."""
    page = scene.page
    for cls in ("currency", "weapon", "force-noun", "captive", "arms-noun"):
        for index in range(first, stop):
            for unit in page.units("number", index):
                if unit.value and index not in scene.timed and page.is_a(unit.stop, cls):
                    sense = page.sense(unit.stop, cls)
                    return unit.value, page.light[unit.stop] if sense is None else sense.word.text
    return None


def put_right(scene: Scene, first: int, stop: int, amount: float) -> tuple[float, Span] | None:
    """The number that is taken back at words `first` up to `stop`: `375 drones, not 396`, and where it stands."""
    page = scene.page
    for at in range(first, stop):
        for unit in page.units("number", at + 1) if page.is_a(at, "not-that") else ():
            if unit.value and unit.value != amount and at + 1 not in scene.timed:
                return unit.value, scene.span(at, unit.stop)
    return None
