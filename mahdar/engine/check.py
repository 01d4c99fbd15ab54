"""The rules' own examples, run: what a text says under a language, and whether that is what its example wants."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from mahdar.engine.explain import why_end, why_speaker
from mahdar.language.language import Language
from mahdar.language.schema import Example
from mahdar.reading.pipeline import read
from mahdar.record.anchor import resolve
from mahdar.types.ids import report_id
from mahdar.types.marks import Mark, Meeting, Mention, Statement, Time
from mahdar.types.reading import LAYERS, Reading
from mahdar.types.report import Report
from mahdar.types.span import Span, hull

_ASKED = (
    "speaker",
    "content",
    "value",
    "type",
    "kind",
    "participants",
    "status",
    "format",
    "form",
    "place",
    "party",
    "issue",
    "stance",
    "polarity",
    "killed",
    "injured",
    "until",
    "answers",
)


class Saying(msgspec.Struct, frozen=True):
    """One mark as its examples speak of it: the printed trigger, the fields (each with every wording that is right)."""

    layer: str
    rules: tuple[str, ...]
    finds: tuple[str, ...]
    fields: dict[str, tuple[str, ...]]


class Outcome(msgspec.Struct, frozen=True):
    """Whether an example holds, and what was said instead."""

    rule: str
    text: str
    silent: bool
    holds: bool
    known: bool
    said: tuple[Saying, ...]


def reading_of(language: Language, text: str) -> Reading:
    return read(Report(id=report_id("example", text), path="example", text=text), language)


def sayings(language: Language, text: str, on: str | None = None) -> list[Saying]:
    """Everything that one text says."""
    return list(_sayings(reading_of(language, text), text, date.fromisoformat(on) if on else None))


def holds(example: Example, said: list[Saying], rule: str | None = None) -> bool:
    """Whether what an example wants is said, by `rule` where one is given."""
    wanted = {key: str(value) for key in _ASKED if (value := getattr(example, key)) is not None}
    trigger = example.finds or example.cue
    for one in said:
        if (rule is not None and rule not in one.rules) or (example.cue and one.layer != "statements"):
            continue
        if trigger is not None and trigger not in one.finds:
            continue
        if all(_norm(value) in {_norm(v) for v in one.fields.get(key, ())} for key, value in wanted.items()):
            return True
    return trigger is None and not wanted and (rule is None or not said)


def _norm(text: str) -> str:
    return ",".join(sorted(" ".join(part.split()) for part in text.split(","))).strip()


def check(language: Language) -> Iterator[Outcome]:
    """Every example and every silence of every rule, with all rules on."""
    for rule, example in language.examples():
        said = sayings(language, example.text, example.on)
        good = holds(example, said, rule) if (example.finds or example.cue) else holds(example, said)
        yield Outcome(rule, example.text, False, good, example.known_failure is not None, tuple(said))
    for rule, silence in language.silences():
        said = [one for one in sayings(language, silence.text) if rule in one.rules]
        yield Outcome(rule, silence.text, True, not said, silence.known_failure is not None, tuple(said))


def is_needed(language: Language, rule: str) -> bool:
    """Whether taking the rule out breaks an example of its own; only the texts of those examples are read again."""
    without = language.without(rule)
    table = language.taught()[rule]
    return any(not holds(example, sayings(without, example.text, example.on)) for example in table.example)


# ── what a mark says ─────────────────────────────────────────────
def _sayings(reading: Reading, text: str, on: date | None) -> Iterator[Saying]:
    mentions = {mention.span: mention for mention in reading.mentions}
    times = {time.span: time for time in reading.times}
    speaker = _Printer(text, mentions)
    for layer in (name for name in LAYERS if name != "puzzles"):
        for mark in getattr(reading, layer):
            fields = {name: speaker.value(getattr(mark, name)) for name in mark.__struct_fields__}
            finds = speaker.name(mark.span)
            if isinstance(mark, Statement):
                finds = (mark.cue.of(text),)
                fields |= {"speaker_by": (why_speaker(reading, mark),), "ends": (why_end(reading, mark, text),)}
                if mark.medium:
                    yield Saying(layer, mark.rules, (mark.medium.of(text),), fields)
            elif isinstance(mark, Meeting):
                finds = (mark.trigger.of(text),)
            elif isinstance(mark, Mention):
                finds = (mark.text, *speaker.name(mark.span))
            elif isinstance(mark, Time):
                fields["value"] = (resolve(mark.shape, on).value,)
            elif layer == "deadlines":
                finds = (*finds, mark.span.of(text).split()[0], *_beginnings(mark, text))
                fields["until"] = tuple(times[mark.until].span.of(text) for _ in [0] if mark.until in times)
            yield Saying(layer, mark.rules, finds, fields)


def _beginnings(mark: Mark, text: str) -> tuple[str, ...]:
    words = mark.span.of(text).split()
    return tuple(" ".join(words[:n]) for n in range(1, min(4, len(words)) + 1))


class _Printer:
    """Prints fields: a span as its characters, a mention also with its title."""

    def __init__(self, text: str, mentions: dict[Span, Mention]) -> None:
        self.text, self.mentions = text, mentions

    def name(self, span: Span) -> tuple[str, ...]:
        mention = self.mentions.get(span)
        if mention is None or mention.office is None:
            return (span.of(self.text),)
        return (span.of(self.text), hull([span, mention.office]).of(self.text), mention.office.of(self.text))

    def value(self, value: Any) -> tuple[str, ...]:
        if isinstance(value, Span):
            return self.name(value)
        if isinstance(value, tuple) and value and isinstance(value[0], Span):
            whole = ",".join(span.of(self.text) for span in value)
            full = ",".join(self.name(span)[1 if len(self.name(span)) > 1 else 0] for span in value)
            return (*(span.of(self.text) for span in value), whole, full)
        return () if value is None or isinstance(value, tuple) else (str(value),)
