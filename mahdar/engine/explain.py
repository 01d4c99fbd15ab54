"""Why a statement is read as it is: how its speaker was found, and what ended its content."""

from bisect import bisect_right

from mahdar.types.marks import Statement
from mahdar.types.reading import Reading
from mahdar.types.span import Span

_CARRIED = "carried-on"


def why_speaker(reading: Reading, statement: Statement) -> str:
    """How the speaker was found: named with the verb, or carried on from an earlier sentence, and by what agreement."""
    if statement.speaker is None:
        return "nobody is named, and nobody who spoke before agrees with the verb"
    if statement.speaker_mention is not None and not any(rule.endswith(_CARRIED) for rule in statement.rules):
        return "named in this sentence"
    there, here = (_sentence(reading, span.start) for span in (statement.speaker, statement.cue))
    agrees = next((m for m in reading.mentions if m.span == statement.speaker and m.gender), None)
    by = f", and agrees with the verb ({_GENDERS.get(agrees.gender or '', '')})" if agrees else ""
    where = "this sentence" if there == here else f"sentence {there + 1}"
    return f"carried on from {where}: spoke last{by}"


_GENDERS = {"m": "masculine", "f": "feminine"}


def why_end(reading: Reading, statement: Statement, text: str) -> str:
    """What ends the content: the quotation, the sentence, the next act of speech, or the narrator."""
    if not statement.content:
        return "there is no content"
    stop = statement.content[-1].stop
    if any(quote.inner.stop == stop for quote in reading.quotes):
        return "the quotation closes"
    if stop <= statement.cue.start:
        return "the cue follows"
    sentence = reading.sentences[_sentence(reading, stop - 1)].span if reading.sentences else Span(0, len(text))
    rest = text[stop : sentence.stop]
    if not any(char.isalnum() for char in rest):
        return "the sentence ends"
    following = next((s for s in reading.statements if stop <= s.cue.start <= stop + _NEAR), None)
    if following is not None:
        return f"the next act begins: {following.cue.of(text)}"
    return f"the narrator goes on: {next(word for word in rest.split() if any(c.isalnum() for c in word))}"


_NEAR = 4  # characters: a comma, a space, a conjunction


def _sentence(reading: Reading, offset: int) -> int:
    """The number of the sentence that holds a character, from 0."""
    return max(0, bisect_right([one.span.start for one in reading.sentences], offset) - 1)
