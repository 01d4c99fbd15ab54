"""The pipeline: steps in the one order in which each finds what it needs. A wrong order cannot be built."""

from collections.abc import Callable, Iterable

import msgspec

from mahdar.language.language import Language
from mahdar.reading.actors import find_candidates, find_mentions
from mahdar.reading.credits import find_credits
from mahdar.reading.dateline import day_of
from mahdar.reading.draft import Draft
from mahdar.reading.events.control import find_control
from mahdar.reading.feared import find_wars
from mahdar.reading.furniture import find_furniture
from mahdar.reading.happenings import find_assessments, find_deadlines, find_incidents, find_meetings
from mahdar.reading.header import find_published
from mahdar.reading.page import Page
from mahdar.reading.prints import find_prints
from mahdar.reading.puzzles import find_puzzles
from mahdar.reading.quotes import find_quotes
from mahdar.reading.sentences import find_sentences
from mahdar.reading.stances import find_stances
from mahdar.reading.statements import find_statements
from mahdar.reading.terms import find_terms
from mahdar.reading.times import find_times
from mahdar.types.marks import Mark
from mahdar.types.reading import Reading
from mahdar.types.report import Report


class Step(msgspec.Struct, frozen=True):
    """One step: a function of a draft, the layers that it looks at and the one it gives."""

    gives: str
    needs: frozenset[str]
    find: Callable[[Draft], Iterable[Mark]]


def step(gives: str, find: Callable[[Draft], Iterable[Mark]], *needs: str) -> Step:
    return Step(gives, frozenset(needs), find)


class Pipeline:
    """Steps in order. Raises ValueError where a step comes before what it needs."""

    def __init__(self, *steps: Step) -> None:
        made: set[str] = set()
        for one in steps:
            missing = one.needs - made
            if missing:
                raise ValueError(f"the step for {one.gives!r} needs {sorted(missing)}, which no step before it gives")
            made.add(one.gives)
        self.steps = steps

    def __call__(self, report: Report, language: Language) -> Reading:
        """Read one report: pure, the same bytes for the same text and language."""
        draft = Draft(report, Page(report.text, language), {})
        for one in self.steps:
            draft = draft.with_layer(one.gives, one.find(draft))
        published = day_of(draft, report.published or find_published(draft))
        return Reading(report=report.id, published=published, outlet=report.outlet, **draft.layers)


READ = Pipeline(
    step("quotes", find_quotes),
    step("furniture", find_furniture, "quotes"),
    step("sentences", find_sentences, "quotes"),
    step("prints", find_prints, "sentences", "furniture"),
    step("times", find_times, "sentences"),
    step("mentions", find_mentions, "sentences", "times", "quotes", "furniture"),
    step("candidates", find_candidates, "mentions"),
    step("statements", find_statements, "mentions", "times", "quotes", "sentences", "furniture"),
    step("meetings", find_meetings, "mentions", "times", "statements", "sentences", "furniture"),
    step("assessments", find_assessments, "meetings", "statements"),
    step("incidents", find_incidents, "mentions", "times", "statements", "furniture"),
    step("wars", find_wars, "mentions", "times", "furniture"),
    step("control", find_control, "mentions", "times", "statements", "furniture"),
    step("deadlines", find_deadlines, "mentions", "times", "furniture"),
    step("stances", find_stances, "mentions", "statements", "furniture"),
    step("terms", find_terms, "mentions", "sentences", "furniture"),
    step("credits", find_credits, "mentions", "statements", "furniture"),
    step("puzzles", find_puzzles, "statements", "quotes", "mentions"),
)


def read(report: Report, language: Language) -> Reading:
    """What one report says."""
    return READ(report, language)
