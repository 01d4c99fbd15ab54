"""Who spoke so far in a report, and who goes on where a verb of speech names nobody."""

from mahdar.reading.scene import Phrase, Scene
from mahdar.reading.statements.cues import Cue
from mahdar.reading.statements.speaker import RULES, Speaker, agrees, is_met, may_speak
from mahdar.types.span import Span

_TOPIC = 4  # words into a sentence within which its subject stands


def head_subject(scene: Scene, start: int) -> Phrase | None:
    """The person within the first words of a sentence, behind no preposition: whom the sentence is about."""
    fronted = scene.page.is_a(start, "preposition") and scene.page.word(start)[0] in _and(scene)
    begin = behind_adverbial(scene, start)
    for index in range(start, max(begin, start) + _TOPIC):
        phrase = scene.starting.get(index)
        if fronted and not scene.page.lexicon.tense(scene.page.word(index - 1)):
            continue  # `and as to *the visit of X* to Y, he said`
        if phrase and phrase.mention.kind == "person" and not scene.starts_prepositional(phrase):
            return phrase
    return None


def behind_adverbial(scene: Scene, start: int) -> int:
    """The word behind the comma that ends a short adverbial at the head of a sentence: `meanwhile, *X* came out`."""
    commas = (at for at in range(start + 1, start + _TOPIC + 1) if scene.is_comma(at))
    at = next(commas, None)
    adverbial = at is not None and not any(inside in scene.starting for inside in range(start, at))
    return at + 1 if at is not None and adverbial else start


def _and(scene: Scene) -> str:
    return scene.page.language.orthography.proclitics.any[0]


def _told(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase in quotation marks stands behind a lone preposition: `in reply to "X"`."""
    quoted = phrase.first - 1 in scene.quote_at
    return quoted and scene.page.word(phrase.first - 2) in scene.page.language.orthography.proclitics.noun


class Discourse:
    """Who has spoken so far in a report, latest last: where a verb names nobody, the last that agrees goes on; whose
    statement was told of last; and what was told last."""

    def __init__(self) -> None:
        self.spoken: list[Phrase] = []
        self.noted = -1
        self.issued: Phrase | None = None
        self.told: tuple[Span, ...] = ()
        self.tense: str | None = None

    def note(self, scene: Scene, phrase: Phrase, cue: Cue, bounds: tuple[int, int]) -> None:
        self.spoken.append(phrase)
        self.noted = cue.at
        if any(scene.page.is_a(index, "issued-text") for index in range(*bounds)):
            self.issued = phrase
        if cue.kind == "verb":
            self.tense = cue.tense

    def hear(self, scene: Scene, start: int) -> None:
        """After a sentence in which nobody speaks: the person it is about may speak in the next one."""
        subject = head_subject(scene, start)
        if subject:
            self.spoken.append(subject)

    def told_since(self, scene: Scene, start: int, cue: Cue) -> bool:
        """Whether something was told in this sentence; for `denied that`, with a word of its own, or the one before."""
        if not self.told:
            return False
        if not cue.sense.word.suffixed and start > 0:
            start = scene.sentence_of(start - 1)[0]
        return self.told[0].start >= scene.page.words.start(start)

    def spoke_since(self, start: int) -> bool:
        """Whether the last speaker stands at word `start` or behind it."""
        return bool(self.spoken) and self.spoken[-1].first >= start

    def carried(self, scene: Scene, cue: Cue, start: int) -> Speaker | None:
        """The person this sentence is about; else the last speaker who agrees, at most a dozen acts back."""
        last = self.spoken[-1] if self.spoke_since(start) else None
        goes_on = last is not None and last.mention.kind != "media" and agrees(cue, last, before=True)
        head = None if goes_on else head_subject(scene, start)
        if head and head.stop < cue.at + bool(cue.skip) and agrees(cue, head, before=True):
            return Speaker(head, RULES + "carried-on", False, cue.stop)
        for phrase in reversed(self.spoken[-12:]):
            if agrees(cue, phrase, before=True) and phrase.mention.kind != "media":
                return Speaker(phrase, RULES + "carried-on", False, cue.stop)
        return None

    def subject_of_sentence(self, scene: Scene, cue: Cue, start: int) -> Speaker | None:
        """The subject of the main clause before a participle: the first phrase that may speak and agrees."""
        index = start
        while index < cue.at:
            phrase = scene.starting.get(index)
            if (
                phrase
                and may_speak(phrase)
                and not scene.in_brackets(phrase)
                and not scene.starts_prepositional(phrase)
                and not is_met(scene, phrase)
                and not _told(scene, phrase)
                and agrees(cue, phrase, before=True)
            ):
                return Speaker(phrase, RULES + "participle-tail", True, cue.stop)
            index = phrase.stop if phrase else index + 1
        return None
