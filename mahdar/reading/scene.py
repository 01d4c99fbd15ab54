"""The scene: mentions, times, quotations and sentences of a draft, by word, for the steps that read clauses."""

from bisect import bisect_left, bisect_right

import msgspec

from mahdar.reading.draft import Draft
from mahdar.reading.page import Page
from mahdar.text.fold import fold
from mahdar.types.marks import Mention, Time
from mahdar.types.span import Span


class Phrase(msgspec.Struct, frozen=True):
    """A mention with its title: words `first` up to `stop`; the name alone begins at word `name`."""

    mention: Mention
    first: int
    stop: int
    name: int


def scene_of(draft: Draft) -> "Scene":
    """The scene of a draft; all steps above mentions look at the same one."""
    known = draft.page.scene
    if not isinstance(known, Scene) or known.layers is not draft.layers["mentions"]:
        known = Scene(draft)
        draft.page.scene = known
    return known


_BRACKETS = 8  # words in brackets, with their marks
_LISTED = 24  # words of a list of names in brackets, which has no verb
_OF_NAME = 4  # words of a name in quotation marks
_DATELINE = 14  # words and signs
_STYLED = 80  # mentions back in which whoever bears a style is sought
_STEM = 3  # letters of a style without its pronoun


class Scene:
    """Word-indexed views of the layers below statements."""

    def __init__(self, draft: Draft) -> None:
        self.layers = draft.layers["mentions"]
        self.page: Page = draft.page
        at = self.page.words.at
        self.phrases = [self._phrase(mention) for mention in draft.mentions]
        self.phrases.sort(key=lambda phrase: (phrase.first, -phrase.stop))
        self._firsts = [phrase.first for phrase in self.phrases]
        self.ending: dict[int, Phrase] = {}
        self.starting: dict[int, Phrase] = {}
        self.covering: dict[int, Phrase] = {}
        for phrase in self.phrases:
            self.starting.setdefault(phrase.first, phrase)
            self.ending.setdefault(phrase.stop, phrase)
            for index in range(phrase.first, phrase.stop):
                self.covering.setdefault(index, phrase)
        ranges = [(at(time.span.start), at(time.span.stop), time) for time in draft.times]
        self.timed = {index for first, stop, _ in ranges for index in range(first, stop)}
        named = {"group", "institution", "person"}  # `the 23 March movement` tells no day, nor does Di *Maio*
        inside = {i for p in self.phrases if p.mention.kind in named for i in range(p.first + 1, p.stop)}
        self._times = [(first, time) for first, _, time in ranges if first not in inside]
        self.quotes = [(at(q.span.start), at(q.span.stop), q) for q in draft.quotes]
        self.quoted = {i: n for n, (first, stop, _) in enumerate(self.quotes) for i in range(first, stop)}
        self.quote_at = {first: n for n, (first, _, _) in enumerate(self.quotes)}
        whole = [(at(s.span.start), at(s.span.stop)) for s in draft.sentences]
        self.sentences = [(self._past_dateline(first, stop), stop) for first, stop in whole]
        self._starts = [first for first, _ in self.sentences]
        self.furniture = {i for f in draft.furniture for i in range(at(f.span.start), at(f.span.stop))}

    def _past_dateline(self, first: int, stop: int) -> int:
        """Past `Geneva, 23 November (the agency) -`: places, media, times and signs up to a dash."""
        marks = self.page.language.orthography.punctuation
        known = {"place", "media", "state"}
        for index in range(first, min(stop, first + _DATELINE)):
            if self.page.word(index) in marks.dash:
                return index + 1 if first < index < stop - 1 else first
            phrase = self.covering.get(index)
            agency = phrase is not None and (phrase.mention.kind in known or self.in_brackets(phrase))
            if self.page.is_word(index) and index not in self.timed and not agency:
                return first
        return first

    def _phrase(self, mention: Mention) -> Phrase:
        words = self.page.words
        name = words.holding(mention.span.start)  # the name may begin inside a word, after proclitics
        stop = words.at(mention.span.stop)
        first = name
        if mention.office:
            start = words.holding(mention.office.start)
            first, stop = min(first, start), max(stop, words.at(mention.office.stop))
        return Phrase(mention, first, stop, name)

    def phrases_in(self, start: int, stop: int) -> list[Phrase]:
        """The phrases that begin at words `start` up to `stop`, in order."""
        return self.phrases[bisect_left(self._firsts, start) : bisect_left(self._firsts, stop)]

    def last_named(self, index: int) -> Phrase | None:
        """`His Majesty` alone is whoever was last named with that style; `the latter` whoever was named last."""
        styles = self.page.units("his-highness", index)
        stem = self.page.word(index)[styles[0].skip :][:_STEM] if styles else ""
        before = bisect_left(self._firsts, index)
        near = self.phrases[max(0, before - _STYLED) : before]
        for known in near if styles else reversed(near):  # a house prints the style of its own without a name
            if known.mention.kind != "person" or known.mention.form != "name":
                continue
            beside = [at for at in range(known.first - 1, known.first + 2) if self.page.is_a(at, "highness")]
            if not styles or any(stem in self.page.word(at) for at in beside):
                return Phrase(known.mention, index, index + 1, index)
        return None

    def times_in(self, start: int, stop: int) -> list[tuple[int, Time]]:
        """(first word, time) of the times that begin at words `start` up to `stop`."""
        first = bisect_left(self._times, start, key=lambda pair: pair[0])
        last = bisect_left(self._times, stop, key=lambda pair: pair[0])
        return self._times[first:last]

    def sentence_of(self, index: int) -> tuple[int, int]:
        """The word range of the sentence that holds word `index`."""
        at = bisect_right(self._starts, index) - 1
        if at >= 0 and index < self.sentences[at][1]:
            return self.sentences[at]
        return index, index + 1

    def is_name_quote(self, number: int) -> bool:
        """Whether a quotation holds a name or a term, not speech: a platform, a paper, one or two words."""
        first, stop, quote = self.quotes[number]
        inner = range(first + 1, stop - 1 if quote.closed else stop)
        words = [index for index in inner if self.page.is_word(index)]
        if not words:
            return True
        phrase = self.starting.get(words[0])
        if phrase and phrase.stop >= words[-1] + 1:
            return True
        if len(words) <= _OF_NAME and self.page.is_a(first - 1, "remarks") and self.is_comma(stop):
            return True  # `by the knowledge of "X",`
        if len(words) <= _OF_NAME and self._told_to(first - 1) and self.page.is_word(stop):
            return True
        if self.page.is_a(first - 1, "name-word"):
            return True  # `gave themselves *the name* "X Y Z"`
        before = self.page
        behind = stop + self.is_comma(stop)
        if len(words) <= 3 and first and not self.is_colon(first - 1) and self.page.units("that", behind):
            cues = (sense for sense in self.page.senses(first - 1) if sense.cls == "cue")
            return all(sense.word.suffixed for sense in cues)  # `said to «X», that`; `, *whom* «X» *followed*, that`
        if len(words) <= 3 and self._with_medium(first - 1):
            return True
        return len(words) <= 3 and before.is_a(first - 1, "media-head", "institution-head", "place-head", "group-head")

    def _with_medium(self, index: int) -> bool:
        """Whether a medium follows: `in a phone call with "X"`, `on the platform "X"`."""
        if not self.page.is_a(index, "together-with"):
            return self._platform(index)
        near = range(max(0, index - 3), index)
        return any(
            unit.stop <= index for at in near if self.said_in(at) for unit in self.page.units("cue-channel", at + 1)
        )

    def _platform(self, index: int) -> bool:
        return self.page.is_a(index, "channel-link") and not self.is_preposition(index)

    def _told_to(self, index: int) -> bool:
        """Whether the proclitic `to` stands alone before a quotation mark: `told "X" that`."""
        return self.page.word(index) == self.page.language.orthography.proclitics.noun[1]

    def span(self, first: int, stop: int, skip: int = 0) -> Span:
        return self.page.span(first, stop, skip)

    def is_comma(self, index: int) -> bool:
        return self.page.word(index) in self.page.language.orthography.punctuation.comma

    def is_colon(self, index: int) -> bool:
        return self.page.word(index) in self.page.language.orthography.punctuation.colon

    def is_preposition(self, index: int) -> bool:
        return index >= 0 and self.page.is_a(index, "preposition")

    def said_in(self, index: int) -> bool:
        """Whether a preposition and a channel stand there: `in a statement`."""
        return self.is_preposition(index) and any(not unit.prefix for unit in self.page.units("cue-channel", index + 1))

    def past_channel(self, index: int) -> int:
        """Past `in a statement`, `in a televised speech`, `on platform X`: where it was said."""
        page = self.page
        if not self.is_preposition(index):
            return index
        units = [unit for unit in page.units("cue-channel", index + 1) if not unit.prefix]
        phrase = self.starting.get(index + 1)
        if units:
            stop = units[0].stop
        elif phrase and phrase.mention.kind == "media" and page.is_a(index, "channel-link"):
            return phrase.stop
        else:
            return index
        while page.lexicon.has(page.word(stop), "adjective") and stop not in self.starting:
            stop += 1
        if page.is_word(stop) and not page.lexicon.is_common(page.word(stop)) and self.is_preposition(stop + 1):
            stop += 1
        stop = self._past_relative(self._past_outlet(self._past_twice(stop)))
        further = self.past_channel(stop)
        return further if further > stop else stop

    def _past_twice(self, index: int) -> int:
        """Past whom the text was for, where the same preposition stands again: `called in a letter *to X* to`."""
        whom = self.starting.get(index + 1) if self.is_preposition(index) else None
        return whom.stop if whom and self.page.word(whom.stop) == self.page.word(index) else index

    def _past_outlet(self, index: int) -> int:
        """Past the medium told: `in an interview *with the agency ((X))*`, `in talk *to (X)*`; else `index`."""
        page, marks = self.page, self.page.language.orthography.punctuation
        to = page.language.orthography.proclitics.noun[1]
        at = index + (page.is_a(index, "together-with") or page.word(index) == to)
        while page.is_a(at, "media-head") or (at > index and page.word(at) in marks.open_bracket):
            at = max((unit.stop for unit in page.units("media-head", at)), default=at + 1)
        number = self.quote_at.get(at)
        if number is not None and self.is_name_quote(number) and (at > index or self._platform(at - 1)):
            return self.quotes[number][1]
        phrase = self.starting.get(at)
        stop = phrase.stop if phrase else at
        bracketed = page.word(at - 1) in marks.open_bracket
        while bracketed and stop < min(page.size, at + _BRACKETS) and page.is_word(stop):
            stop += 1
        while bracketed and page.word(stop) in marks.close_bracket:
            stop += 1
        told = bracketed or (phrase is not None and phrase.mention.kind == "media")
        return stop if told and stop > index and page.word(stop - 1) != to else index

    def past_told(self, index: int) -> int:
        """Past `to "X"`, the paper told; the word itself for none."""
        number = self.quote_at.get(index + 1)
        to = self.page.language.orthography.proclitics.noun[1]
        word = self.page.word(index)
        if word.startswith(to) and word[1:].isascii() and word[1:].isalpha():
            return index + 1  # `to RT`, one word in two scripts
        phrase = self.starting.get(index)
        if phrase and phrase.mention.kind == "media" and self.page.deep[index][: self.skip_of(phrase)] == to:
            return phrase.stop  # `said *to Reuters*`
        agency = any(unit.prefix == to for unit in self.page.units("media-head", index))
        outlet = self._past_outlet(index) if agency else index
        if outlet > index:
            return outlet  # `said *to the agency ((X))*`
        told = number is not None and (agency or self._told_to(index)) and self.is_name_quote(number)
        return self.quotes[number][1] if told and number is not None else index

    def by_tongue_of(self, index: int) -> Phrase | None:
        """By whom a body speaks, or whom a medium quotes: `the presidency said *by the tongue of* X`, `quoting X`."""
        quoting = next((unit.stop for unit in self.page.units("quoting", index)), 0)
        if quoting:
            counted = quoting not in self.starting and bool(self.page.units("number", quoting))
            return self.starting.get(quoting + counted)
        told = self.is_preposition(index) and self.page.is_a(index + 1, "tongue")
        return self.starting.get(index + 2) if told else None

    def _past_relative(self, index: int) -> int:
        """Past a verb that tells when or where the statement was made: `a statement issued on Tuesday`."""
        if not self.page.lexicon.has(self.page.word(index), "past", "present"):
            return index
        stop = index + 1
        while stop < self.page.size and stop in self.timed:
            stop += 1
        place = self.starting.get(stop + 1)
        if stop == index + 1 and self.is_preposition(stop) and place and place.mention.kind in {"place", "state"}:
            stop = place.stop
        return stop if stop > index + 1 else index

    def past_brackets(self, index: int, stop: int) -> int:
        """Past a few words in round brackets: `the observatory (based in London)`; else the word itself."""
        marks = self.page.language.orthography.punctuation
        if self.page.word(index) in marks.open_bracket:
            for at in range(index + 1, min(stop, index + _LISTED)):
                if self.page.word(at) in marks.close_bracket:
                    return at + 1
                if at >= index + _BRACKETS and self.page.lexicon.tense(self.page.word(at)):
                    break
        return index

    def starts_prepositional(self, phrase: Phrase, behind: int | None = None) -> bool:
        """Whether a noun phrase stands behind a preposition, apart or attached; a verb at word `behind` is none."""
        if phrase.first - 1 != behind and self.is_preposition(phrase.first - 1):
            return True
        noun = self.page.language.orthography.proclitics.noun
        skip = self.skip_of(phrase)
        return any(letter in noun for letter in self.page.deep[phrase.first][:skip])

    def in_brackets(self, phrase: Phrase) -> bool:
        """Whether a phrase stands alone in brackets, as the agency of a dateline does."""
        marks = self.page.language.orthography.punctuation
        return (
            self.page.word(phrase.first - 1) in marks.open_bracket
            and self.page.word(phrase.stop) in marks.close_bracket
        )

    def skip_of(self, phrase: Phrase) -> int:
        """Letters of proclitics before the phrase, on its first word."""
        first = phrase.mention.office.start if phrase.mention.office and phrase.first < phrase.name else None
        start = first if first is not None else phrase.mention.span.start
        begin = self.page.words.start(phrase.first)
        if start >= self.page.words.stop(phrase.first):  # words before the mention's own: a delegation, another title
            whole = self.starting.get(phrase.first)
            cuts = [sense.skip for sense in self.page.senses(phrase.first) if sense.cls == "delegation"]
            return self.skip_of(whole) if whole and whole.mention is not phrase.mention else min(cuts, default=0)
        return len(fold(self.page.text[begin:start]).text)
