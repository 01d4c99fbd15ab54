"""Phrases that may take part: who stands for a delegation, which name a title leads to, who is joined to whom."""

from mahdar.language.schema import EntityTable
from mahdar.reading.draft import Draft
from mahdar.reading.events.voices import Voices
from mahdar.reading.events.wholes import PARTIES, Wholes
from mahdar.reading.scene import Phrase, Scene
from mahdar.types.marks import Mention
from mahdar.types.span import Span

_DUAL, _PAIR = 2, 2  # letters of a dual's ending; how many it means


class People(Wholes):
    """The phrases of a scene as participants, and who speaks where."""

    def __init__(self, scene: Scene, draft: Draft) -> None:
        self.scene, self.page = scene, scene.page
        self._joining = scene.page.language.orthography.proclitics.any
        self.phrase_of: dict[Span, Phrase] = {phrase.mention.span: phrase for phrase in scene.phrases}
        self._states: dict[str, Mention] = {}
        for mention in sorted(draft.mentions, key=lambda one: one.stands_for is not None):  # by its name, if it is told
            self._states.setdefault(mention.stands_for or mention.key, mention)
        self._sides: dict[str, str] = {}
        for mention in draft.mentions:
            if mention.side and mention.kind == "person":
                self._sides.setdefault(mention.key, mention.side)
        self.voices = Voices(draft, self.phrase_of)
        self.met: set[Span] = set()  # whom a subject met so far: no subjects of the clauses behind

    # ── one phrase ───────────────────────────────────────────────
    def at(self, index: int) -> Phrase | None:
        """The party that begins at word `index`: a title with the name behind it, a delegation as its state."""
        phrase = self.scene.starting.get(index)
        if phrase is None and self.page.is_a(index, "his-highness", "the-latter"):
            return self.scene.last_named(index)
        return self.whole(phrase) if phrase and self.is_party(phrase) else None

    def is_where(self, phrase: Phrase) -> bool:
        """Whether a phrase only says where: a place that stands for nobody, a state behind `in`."""
        mention = phrase.mention
        if mention.kind == "place":
            return mention.form != "metonym"
        locative = self.page.language.orthography.proclitics.noun[0]
        attached = locative in self.page.deep[phrase.first][: self.scene.skip_of(phrase)]
        return mention.kind == "state" and (attached or self.page.is_a(phrase.first - 1, "in-place"))

    def covering(self, index: int) -> Phrase | None:
        phrase = self.scene.covering.get(index)
        return self.whole(phrase) if phrase and self.is_party(phrase) else None

    def nation(self, index: int) -> Phrase | None:
        """The state that an adjective names, where the report mentions it: `Russian-American talks`."""
        for sense in self.page.senses(index) if 0 <= index < self.page.size else ():
            table, header = sense.row.table, sense.row.header
            if sense.cls == "nationality" and isinstance(table, EntityTable) and header:
                state = self._states.get(f"{header.class_}:{table.id}")
                if state:
                    return Phrase(state, index, index + 1, index)
        return None

    def named_in(self, phrase: Phrase) -> list[Phrase]:
        """The sides that a plural names by their own names, `the envoys of X and Y`; else the phrase itself."""
        sides = phrase.mention.sides
        inner = [one for one in self.scene.phrases_in(phrase.first, phrase.stop) if one.mention.key in sides]
        holders = self._holders(phrase) if len(sides) == _PAIR and not inner else []
        if holders:
            return holders
        if len(sides) == _PAIR and not inner and self.page.is_a(phrase.first, "counterpart"):
            states = [self._states[side] for side in sides if side in self._states]
            inner = [Phrase(state, phrase.first, phrase.stop, phrase.name) for state in states]
        return inner if len(sides) > 1 and len(inner) == len(sides) else [phrase]

    def _holders(self, phrase: Phrase) -> list[Phrase]:
        """`the Xian and the Yish ministers`: the two whom the report names with that office, one of each side."""
        noun = self._dual_noun(phrase.first)
        found: dict[str, Phrase] = {}
        for known in self.scene.phrases if noun else ():
            office = (known.mention.office_text or "").split()[:1]
            side = self.side_of(known.mention) or ""
            if known.mention.kind == "person" and side in phrase.mention.sides and self._singular(office) == noun:
                found.setdefault(side, Phrase(known.mention, phrase.first, phrase.stop, phrase.name))
        return list(found.values()) if len(found) == _PAIR else []

    # ── several ──────────────────────────────────────────────────
    def two(self, index: int, before: int) -> list[Phrase]:
        """`received *the two ministers*`, at word `index`: the two named last before a word whose office has that
        noun."""
        noun = self._dual_noun(index)
        found: dict[str, Phrase] = {}
        for phrase in reversed(self.scene.phrases) if noun else ():
            words = (phrase.mention.office_text or "").split()[: phrase.mention.kind == "person"]
            if phrase.first < before and len(found) < _PAIR and self._singular(words) == noun:
                found.setdefault(phrase.mention.key, phrase)
        return list(reversed(found.values())) if len(found) == _PAIR else []

    def _dual_noun(self, index: int) -> str:
        """The folded noun of which a definite title in the dual, that stands at a word, tells two; empty for none."""
        duals = (s for s in self.page.senses(index) if s.cls == "title" and s.word.number == "d" and s.word.definite)
        sense = next((one for one in duals if len(one.prefix) <= 1), None)
        return self._singular([sense.word.text])[:-_DUAL] if sense else ""

    def _singular(self, words: list[str]) -> str:
        """The first of some words, folded and without article."""
        article = self.page.language.orthography.proclitics.article
        return self.page.lexicon.fold(words[0].removeprefix(article)) if words else ""

    def joined(self, phrase: Phrase) -> bool:
        """Whether a conjunction stands on the phrase."""
        return bool(self.scene.skip_of(phrase)) and self.page.deep[phrase.first][0] in self._joining

    def group(self, phrase: Phrase, stop: int) -> list[Phrase]:
        """A phrase and those joined to it behind it, past commas, titles and a repeated preposition."""
        group, index = [phrase], phrase.stop
        while index < stop:
            index = self.scene.past_brackets(self._to_then(index, stop), stop)
            index = max((unit.stop for unit in self.page.units("on-one-side", index)), default=index)
            if self.scene.is_comma(index) or self.page.is_a(index, "link-again"):
                index += 1
                continue
            following = self.at(index)
            if following and following.stop == index + 1 and self.page.is_a(index, "each-of"):
                inner = self.at(following.stop)
                if inner is None or not self.joined(following):
                    break
                group.append(inner)
                index = inner.stop
                continue
            if following is None:
                following = self._adjective(index) or self._sent_by(index)
                if following is None:
                    break
                group.append(following)
            elif not self.joined(following) and following.mention.form != "title":
                if not self.page.is_a(index - 1, "link-again"):
                    break
                group.append(following)
            elif self.joined(following):
                group.append(following)
            index = following.stop
        return group

    def _to_then(self, index: int, stop: int) -> int:
        """Past the time at word `index` where `then` and a further party follow it."""
        at = index
        while at < stop and at in self.scene.timed:
            at += 1
        return at if at > index and self.page.is_a(at, "then") else index

    def _adjective(self, index: int) -> Phrase | None:
        """`... and the Turkish one, X`: a joined adjective is the name behind it, or the state that it names; and
        `his rival X` is X."""
        if self.page.word(index)[0] in self._joining and self.page.is_a(index, "his-other"):
            other = self.at(index + 1)
            return Phrase(other.mention, index, other.stop, other.name) if other else None
        if self.page.word(index)[0] not in self._joining or not self.page.is_a(index, "nationality"):
            return None
        name = self.scene.starting.get(index + 1)
        if name and name.mention.kind == "person" and not self.scene.skip_of(name):
            return Phrase(name.mention, index, name.stop, name.name)
        return self.nation(index)

    def _sent_by(self, index: int) -> Phrase | None:
        """`... *and a delegation of* X`: X."""
        joined = self.page.word(index)[0] in self._joining and self.page.is_a(index, "delegation")
        inner = self.at(index + 2) if joined and self.page.is_a(index + 1, "of-it") else None
        return Phrase(inner.mention, index, inner.stop, inner.name) if inner else None

    def before(self, index: int, start: int) -> list[Phrase]:
        """The phrases joined to each other of which the last ends right before word `index`."""
        found: list[Phrase] = []
        at = index - 1
        while at >= start:
            if self.scene.is_comma(at) and found:
                at -= 1
                continue
            phrase = self.covering(at)
            if phrase is None and not found and self._described(at):
                phrase = self.covering(at - 1)
            if phrase is None or phrase.first < start:
                break
            phrase = self.leading(phrase)
            found.insert(0, phrase)
            if self.page.is_a(phrase.first - 1, "in-company"):
                at = phrase.first - 2
                continue
            beside = self._nation_joined(phrase.first - 1)  # `the Turkish one X *and the Armenian one* Y`
            if not (beside or self.joined(phrase)):
                break
            at = phrase.first - 1 - beside
        return found

    def _nation_joined(self, index: int) -> bool:
        """Whether a nation's adjective with a conjunction stands there, between two names."""
        return self.page.is_a(index, "nationality") and self.page.word(index)[0] in self._joining

    def _described(self, index: int) -> bool:
        """Whether a definite adjective stands there behind a body: `the united delegation`."""
        adjective = self.page.lexicon.has(self.page.word(index), "adjective") and self.page.is_definite(index)
        body = self.scene.covering.get(index - 1)
        return adjective and body is not None and body.mention.kind in {"group", "institution"}

    def state_of(self, phrase: Phrase) -> Phrase | None:
        """The state for which a person acts, where the report names it."""
        state = self._states.get(self.side_of(phrase.mention) or "")
        return Phrase(state, phrase.first, phrase.stop, phrase.name) if state and state.kind == "state" else None

    def group_of(self, phrase: Phrase) -> Phrase | None:
        """The armed group or party for which a person acts, where the report names it."""
        side = self.side_of(phrase.mention) or ""
        group = self._states.get(f"group:{side.partition(':')[2]}")
        return Phrase(group, phrase.first, phrase.stop, phrase.name) if group else None

    def capital(self, phrase: Phrase) -> Phrase | None:
        """`the Omani capital` is the city of that state that the report names."""
        side = phrase.mention.side
        if phrase.mention.kind != "group" or side is None or not self.page.is_a(phrase.first, "in-place"):
            return None
        return next((p for p in self.scene.phrases if p.mention.kind == "place" and p.mention.side == side), None)

    def side_of(self, mention: Mention) -> str | None:
        """The side for which a mention's actor acts, as far as the report says."""
        return mention.side or self._sides.get(mention.key)

    def subject(self, index: int, start: int, reach: int, people_only: bool = False) -> list[Phrase]:
        """The nearest group before word `index` that stands behind no preposition: the subject of the clause; people
        before states."""
        for kinds in ({"person"}, {"state", "place"}) if people_only else (PARTIES | {"place"},):
            for surely in (True, False):
                group = self._nearest(range(max(start, index - reach), index), start, kinds, surely)
                if group:
                    return group
        return []

    def opening(self, start: int, stop: int) -> list[Phrase]:
        """The first person of words `start` up to `stop` who may be the subject of their main clause; a name before a
        title that stands alone."""
        may: list[Phrase] = []
        for phrase in self.scene.phrases_in(start, stop):
            party = self.at(phrase.first)
            if party and self._acts(party, {"person"}, True) and not self.scene.starts_prepositional(party):
                may.append(party)
        names = [party for party in may if party.mention.form == "name"]
        return self.group((names or may)[0], stop) if may else []

    def _nearest(self, within: range, start: int, kinds: set[str], surely: bool) -> list[Phrase]:
        at = within.stop - 1
        while at >= within.start:
            phrase = self.covering(at)
            if phrase is None:
                at -= 1
                continue
            group = self.before(at + 1, start)
            first = group[0] if group else phrase
            inner = self.scene.starts_prepositional(first) and not self._delegates(first)
            if not inner and self._acts(first, kinds, surely):
                return group
            at = first.first - 1
        return []

    def _delegates(self, phrase: Phrase) -> bool:
        """Whether the preposition before a phrase only tells whose delegates they are: `a delegation from X`."""
        before = range(max(0, phrase.first - 4), phrase.first - 1)
        return self.page.is_a(phrase.first - 1, "of-it") and any(self.page.is_a(at, "delegation") for at in before)

    def _acts(self, phrase: Phrase, kinds: set[str], surely: bool) -> bool:
        """Whether the phrase may be the subject of a clause that is over: people and states, no city that is named;
        `surely` also no counterpart, whom the subject met, and nobody who only owns the noun before."""
        delegated = "person" in kinds and (self.page.is_a(phrase.first, "delegation") or self._delegates(phrase))
        if phrase.mention.kind not in kinds and not delegated:
            return False
        alone = phrase.mention.form == "title" and phrase.stop == phrase.first + 1
        if alone and self.page.is_a(phrase.first, "source-head"):
            return False  # `*the source* described the talks with X`
        beside = self.page.is_a(phrase.first, "counterpart", "kin") or self.page.is_a(phrase.first - 1, "kin")
        if surely and (beside or phrase.mention.span in self.met or self._owns(phrase.first - 1)):
            return False
        if phrase.mention.kind != "person" and self.page.is_a(phrase.first - 1, "visits"):
            return False
        if self.page.is_a(phrase.first - 1, "aide") and not self.page.is_definite(phrase.first - 1):
            return False  # the aide acts, not the one whose aide it is
        if phrase.mention.form == "metonym":
            before = self.scene.covering.get(phrase.first - 1)
            return not self.scene.is_comma(phrase.stop) and before is None
        return True

    def _owns(self, index: int) -> bool:
        """Whether the word before a phrase is a noun that the phrase completes: `the return of X`."""
        page, word = self.page, self.page.word(index)
        if not page.is_word(index) or index in self.scene.covering or index in self.scene.timed:
            return False
        if page.is_a(index, "deed-of", "visit"):
            return False
        return page.lexicon.has(word, "noun") and not (
            page.lexicon.has(word, "past", "present", "particle") or page.is_definite(index)
        )
