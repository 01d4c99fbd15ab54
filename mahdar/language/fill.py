"""Filling a lexicon: each row of data becomes the printed forms under which it is met."""

from collections.abc import Iterable, Iterator

from mahdar.language.inflect import Inflector, Word
from mahdar.language.lexicon import Lexicon
from mahdar.language.load import Row
from mahdar.language.schema import Cue, EntityTable, Issue, Month, NumberWord, Trigger, Verb, WordList

VOCABULARY = frozenset({"noun", "adjective", "verb", "particle", "masdar"})


class Filler:
    """Turns rows of data into entries of a lexicon."""

    def __init__(self, lexicon: Lexicon, inflector: Inflector) -> None:
        self.lexicon, self.inflect = lexicon, inflector
        lexicon.final_ta = inflector.e.letters.ta
        lexicon.alif = inflector.e.letters.alif
        lexicon.ya = lexicon.fold(inflector.e.letters.ya)
        lexicon.plural_endings = inflector.e.noun.masculine_plural

    def fill(self, row: Row) -> None:
        table = row.table
        if isinstance(table, Verb):
            self._verb(row, table)
        elif isinstance(table, Cue):
            for form in table.forms:
                self.lexicon.add(f"cue-{table.role}", Word(form, "noun"), row)
        elif isinstance(table, Trigger):
            self._trigger(row, table)
        elif isinstance(table, WordList):
            self._list(row, table)
        elif isinstance(table, EntityTable):
            self._entity(row, table)
        else:
            self._plain(row)

    def _plain(self, row: Row) -> None:
        """Rows whose forms are listed in full."""
        table = row.table
        if isinstance(table, NumberWord):
            self._add(table.class_, (Word(form, "number") for form in table.forms), row)
        elif isinstance(table, Issue):
            self._add("issue", (Word(word, "name") for word in table.words), row)
        elif isinstance(table, Month):
            for cls in dict.fromkeys(("month", row.kind)):
                self._add(cls, (Word(name, "name") for name in table.names), row)

    def _add(self, cls: str, words: Iterable[Word], row: Row) -> None:
        for word in words:
            self.lexicon.add(cls, word, row)

    def _verb(self, row: Row, verb: Verb) -> None:
        make = self.inflect
        self._add("cue", make.past(verb.past), row)
        self._add("cue", make.present(verb.present), row)
        for form, texts in verb.irregular.items():
            self._add("cue", (Word(text, form, None, None) for text in texts), row)
        if verb.participle:
            self._add("cue", make.participle(verb.participle), row)
        if verb.masdar:
            self._add("cue", make.noun(verb.masdar, form="masdar"), row)

    def _trigger(self, row: Row, trigger: Trigger) -> None:
        make, cls = self.inflect, trigger.class_
        self._add(cls, (Word(form, "form") for form in trigger.forms), row)
        if trigger.noun:
            self._add(cls, self._noun_forms(trigger.noun), row)
        if trigger.adjective:
            for base in trigger.adjective.split("/"):
                self._add(cls, make.adjective(base), row)
        if trigger.past:
            self._add(cls, make.past(trigger.past), row)
        if trigger.present:
            self._add(cls, make.present(trigger.present), row)
        if trigger.participle:
            self._add(cls, make.participle(trigger.participle), row)
        if trigger.masdar:
            self._add(cls, make.noun(trigger.masdar, form="masdar"), row)
        for form, texts in trigger.irregular.items():
            self._add(cls, (Word(text, form) for text in texts), row)

    def _noun_forms(self, slashed: str, gender: str | None = None) -> Iterator[Word]:
        singular, *plurals = slashed.split("/")
        if singular:
            yield from self.inflect.noun(singular, gender)
        for plural in plurals:
            if plural:
                yield from self.inflect.noun(plural, gender, "p")

    def _list(self, row: Row, table: WordList) -> None:
        if table.class_ in VOCABULARY:
            for text in table.words:
                for word in self._inflected(text, table):
                    self.lexicon.add_common(word.text, word.form if table.class_ == "verb" else table.class_)
            return
        for text in table.words:
            self._add(table.class_, self._inflected(text, table), row)

    def _inflected(self, text: str, table: WordList) -> Iterator[Word]:
        if table.inflect == "none":
            yield Word(text, "particle" if table.class_ == "particle" else "name", table.gender)
        elif table.inflect == "noun":
            yield from self._noun_forms(text, table.gender)
        elif table.inflect == "adjective":
            base, *plurals = text.split("/")
            yield from self.inflect.adjective(base)
            for plural in plurals:
                yield from self.inflect.noun(plural, None, "p", "adjective")
        elif table.inflect == "verb":
            past, _, present = text.partition("/")
            yield from self.inflect.past(past)
            if present:
                yield from self.inflect.present(present)
        else:
            yield from self._title(text)

    def _title(self, slashed: str) -> Iterator[Word]:
        masculine, feminine, *plurals = [*slashed.split("/"), "", ""][:4]
        if masculine:
            yield from self.inflect.noun(masculine, "m", form="title")
        if feminine:
            yield from self.inflect.noun(feminine, "f", form="title")
        for plural in plurals:
            if plural:
                yield from self.inflect.noun(plural, "m", "p", form="title")

    def _entity(self, row: Row, entity: EntityTable) -> None:
        cls = "platform" if entity.kind == "platform" else (row.header.class_ if row.header else None) or "institution"
        gender = entity.gender or "f"
        for name in entity.names:
            self.lexicon.add(cls, Word(name, "name", gender, "s"), row)
        for base in entity.adjective:
            self._add("nationality", self.inflect.adjective(base), row)
        for base in entity.people:
            self._add("nationality", self.inflect.noun(base, "m", "p", "adjective"), row)
        for name in entity.capital:
            self.lexicon.add("capital", Word(name, "name", "f", "s"), row)
        for name in entity.palace:
            self.lexicon.add("palace", Word(name, "name", "m", "s"), row)
