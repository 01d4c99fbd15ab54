"""What is said: its spans, its mode, whom it is asked of."""

import msgspec

from mahdar.reading.scene import Phrase, Scene
from mahdar.reading.statements.cues import Cue
from mahdar.reading.statements.ends import find_end
from mahdar.reading.statements.prepositions import Opening
from mahdar.types.marks import Mode
from mahdar.types.span import Span


def content_spans(scene: Scene, opening: Opening, stop: int) -> tuple[tuple[Span, ...], Mode] | None:
    """The spans of what is said and whether it is quoted: wholly, in part or not at all."""
    first = opening.first
    if first >= stop:
        return None
    if first in scene.quote_at:
        number = scene.quote_at[first]
        _, end, quote = scene.quotes[number]
        tail = any(scene.page.is_word(index) for index in range(end, stop))
        if (opening.frame == "quote" and not _runs_on(scene, end, stop)) or not tail:
            inner = _behind_that(scene, first + 1, quote.inner)
            return ((inner,), "direct") if len(inner) else None
    marks = scene.page.language.orthography.punctuation
    if scene.page.word(first) in marks.open_bracket and scene.page.word(stop - 1) in marks.close_bracket:
        first, stop = first + 1, stop - 1  # some papers quote in round brackets
        if first >= stop:
            return None
        return ((scene.span(first, stop),), "direct")
    span = scene.span(first, stop, opening.skip)
    mode = mode_of(scene, (first, stop))
    if opening.frame == "quote" and mode == "indirect":
        return (span,), "direct"
    return ((span,), mode) if len(span) else None


def mode_of(scene: Scene, *parts: tuple[int, int]) -> Mode:
    """How words are told that no quotation holds as a whole: with a part in quotation marks, or without."""
    return "mixed" if any(index in scene.quoted for part in parts for index in range(*part)) else "indirect"


def _behind_that(scene: Scene, index: int, inner: Span) -> Span:
    """A quotation whose marks hold the particle too, `said "that ..."`, without it."""
    that = next((unit.stop for unit in scene.page.units("that", index) if not unit.prefix), 0)
    start = scene.page.words.start(that) if that else inner.start
    return Span(start, inner.stop) if inner.start <= start < inner.stop else inner


def _runs_on(scene: Scene, start: int, stop: int) -> bool:
    """Whether what is said goes on behind a quotation without a pause, in the narrator's words."""
    words = 0
    while start < stop and (scene.page.is_word(start) or scene.page.word(start).isdecimal()):
        words, start = words + 1, start + 1
    return words >= 3


def _continued(scene: Scene, first: int) -> tuple[Span, ...]:
    """The paragraphs that go on with a quotation left open: each begins with a mark of its own."""
    number = scene.quote_at.get(first)
    spans: list[Span] = []
    while number is not None and not scene.quotes[number][2].closed:
        behind = scene.quotes[number][1]
        while behind < scene.page.size and scene.page.is_break(behind):
            behind += 1
        number = scene.quote_at.get(behind)
        if number is not None:
            spans.append(scene.quotes[number][2].inner)
    return tuple(spans)


Content = tuple[tuple[Span, ...], Mode, int]


def content_of(scene: Scene, cue: Cue, opening: Opening, stop: int, by: Phrase | None = None) -> Content | None:
    """The spans of what is said, how it is told, and the word behind it, in a sentence that ends at `stop`."""
    end = find_end(scene, opening, stop, cue.tense, by)
    if cue.act == "describes" and opening.first in scene.quote_at:  # what it is called ends with the quotation
        behind = scene.quotes[scene.quote_at[opening.first]][1]
        whole = opening.frame == "that" and scene.page.is_word(behind)  # `called it "a ray of hope" *for millions*`
        opening = opening if whole else msgspec.structs.replace(opening, frame="quote")
        end = behind if scene.page.is_a(cue.at - 1, "what") else end  # `struck *what it called* "bases" in Y`
    found = content_spans(scene, opening, end)
    if found is None:
        return None
    spans, mode = found
    if mode == "direct":
        spans = (*spans, *_continued(scene, opening.first))
    return spans, mode, end


def with_target(cue: Cue, content: Content | None, target: Span | None) -> Content | None:
    """What is said with whom or what it is said of: what is described, whom somebody accuses, thanks or urges."""
    if content is None or target is None:
        return content
    spans, mode, end = content
    if cue.act == "describes":
        spans = (target, *spans)
        mode = "mixed" if mode == "direct" else mode
    with_whom = cue.act in {"accuses", "welcomes", "demands"} and cue.addressee == "object"
    if with_whom and target.stop <= spans[0].start and mode != "direct":
        spans = (Span(target.start, spans[0].stop), *spans[1:])
    return spans, mode, end


def asked_of(scene: Scene, opening: Opening, spans: tuple[Span, ...]) -> Span | None:
    """What is asked, without the one it is asked of, where the content holds both: `urged the parties to *stop*`."""
    start = scene.span(opening.first, opening.first + 1, opening.skip).start
    return Span(start, spans[0].stop) if spans[0].start < start < spans[0].stop else None
