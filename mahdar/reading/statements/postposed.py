"""What was said before its verb: `"...", X said`, `..., X says, ...`."""

from mahdar.reading.scene import Scene
from mahdar.reading.statements.content import mode_of
from mahdar.reading.statements.cues import Cue, cues_at
from mahdar.reading.statements.discourse import Discourse
from mahdar.reading.statements.ends import find_end
from mahdar.reading.statements.found import Found
from mahdar.reading.statements.prepositions import Opening
from mahdar.reading.statements.speaker import RULES, Speaker


def said_before(
    scene: Scene, discourse: Discourse, cue: Cue, speaker: Speaker | None, bounds: tuple[int, int]
) -> Found | None:
    """What was said stands before its verb: in quotation marks, `"...", *he added*.`, or around an aside."""
    ends = cue.act == "says" and cue.tense == "past" and not scene.page.is_word(cue.stop)
    last = discourse.carried(scene, cue, bounds[0]) if speaker is None and ends else speaker
    return quote_before(scene, cue, last, bounds) or _aside(scene, cue, speaker, bounds)


def thus(scene: Scene, cue: Cue, start: int) -> int:
    """Where the words begin that take up a quotation right before the verb, `"...", *in these words* X commented`; the
    verb's own place for none."""
    before = range(max(start, cue.at - _WORDS), cue.at)
    return next((at for at in before for unit in scene.page.units("thus", at) if unit.stop == cue.at), cue.at)


_WORDS = 3  # of `in these words`


def quote_before(scene: Scene, cue: Cue, speaker: Speaker | None, bounds: tuple[int, int]) -> Found | None:
    """`"...", said X`: the quotation that ends right before the verb."""
    if speaker is None or cue.skip or not scene.page.language.on(RULES + "quote-before"):
        return None
    index = thus(scene, cue, bounds[0]) - 1
    if scene.page.is_a(index, "as-link"):
        index -= 1
    while index > bounds[0] and scene.is_comma(index):
        index -= 1
    number = scene.quoted.get(index)
    if number is None or scene.quotes[number][1] != index + 1 or scene.is_name_quote(number):
        return None
    quote = scene.quotes[number][2]
    return Found(cue, speaker, (quote.inner,), "direct", bounds[0], cue.stop, (RULES + "quote-before",))


_LEAST = 3  # words of a clause


def _closes(scene: Scene, cue: Cue, speaker: Speaker | None, bounds: tuple[int, int]) -> bool:
    """Whether a verb of saying with nothing but its subject ends a sentence behind a comma, `..., *says X*`, or what
    follows is his next act, `..., *says X*, adding that`."""
    apart = scene.is_comma(cue.at - 1 - scene.page.is_a(cue.at - 1, "as-link"))
    if speaker is None or cue.act != "says" or not apart or speaker.after <= cue.stop:
        return False
    for at in range(speaker.after, bounds[1]):
        if scene.is_comma(at) and any(one.kind == "participle" for one in cues_at(scene, at + 1)):
            return True
        if scene.page.is_word(at) and at not in scene.timed:
            return False
    return True


def _aside(scene: Scene, cue: Cue, speaker: Speaker | None, bounds: tuple[int, int]) -> Found | None:
    """`..., as X says, ...`: what is said stands behind the aside, or before it where nothing follows."""
    page = scene.page
    closes = _closes(scene, cue, speaker, bounds)
    linked = closes or page.is_a(cue.at - 1, "as-link")
    if speaker is None or not speaker.named or not linked or cue.skip:
        return None
    if not page.language.on(RULES + "aside"):
        return None
    start, stop = bounds
    behind = scene.is_comma(speaker.after) and not closes
    first, last = (speaker.after + 1, stop) if behind else (start, cue.at - 1)
    if first == start and not closes and any(page.is_word(index) for index in range(speaker.after, stop)):
        return None
    end = find_end(scene, Opening(first, first, 0, "object"), last)
    if sum(page.is_word(index) for index in range(first, end)) < _LEAST:
        return None
    mode, rules = mode_of(scene, (first, end)), (RULES + "aside", speaker.rule)
    return Found(cue, speaker, (scene.span(first, end),), mode, start, end, rules, cue.stop)
