"""A language, loaded: its orthography, its lexicon, its rules. Immutable once made."""

from collections import defaultdict
from functools import cache
from pathlib import Path

from mahdar.errors import BadData
from mahdar.language.fill import Filler
from mahdar.language.inflect import Inflector, Word
from mahdar.language.lexicon import BUILT_IN, LITERAL, Lexicon
from mahdar.language.load import Row, load_file, load_inflection, load_orthography, load_rows
from mahdar.language.rules import Rule, Tree, compile_rule
from mahdar.language.schema import EntityTable, Example, RuleTable, Silent, Taught
from mahdar.text.fold import deep_table

DATA = Path(__file__).parent.parent


class Language:
    """All that the grammar knows about one language.

    `rules` are by id; `trees` hold the patterns of each layer.
    """

    def __init__(self, code: str, folder: Path, issues: Path | None = None) -> None:
        self.code = code
        self.orthography = load_orthography(folder)
        self.deep = deep_table(self.orthography.letters)
        self.rows: tuple[Row, ...] = (*load_rows(folder, code), *load_file(issues or DATA / "issues.toml", "issues"))
        self.lexicon = Lexicon(self.orthography, self.deep)
        filler = Filler(self.lexicon, Inflector(load_inflection(folder)))
        for row in self.rows:
            filler.fill(row)
        self.rules: dict[str, Rule] = {}
        for row in self.rows:
            if isinstance(row.table, RuleTable):
                self._add_rule(compile_rule(row, self.lexicon.fold), row)
        by_layer: defaultdict[str, list[Rule]] = defaultdict(list)
        for rule in self.rules.values():
            by_layer[rule.table.layer].append(rule)
        self.trees = {layer: Tree(rules) for layer, rules in by_layer.items()}
        self._check_references()

    def _add_rule(self, rule: Rule, row: Row) -> None:
        self.rules[rule.id] = rule
        literals = {word for pattern in rule.patterns for element in pattern for word in element.words}
        for word in sorted(literals):
            known = (s.word.text == word for s in self.lexicon.single.get(word, ()) if s.cls == LITERAL)
            if not any(known):
                self.lexicon.add(LITERAL, Word(word, "literal"), Row("", "literal", row.table, None))

    def _check_references(self) -> None:
        """Every class that a pattern names must have words, and every side that an entity takes must be one."""
        known = {sense.cls for senses in self.lexicon.single.values() for sense in senses}
        known |= {phrase.sense.cls for phrases in self.lexicon.phrases.values() for phrase in phrases}
        known |= {LITERAL, *BUILT_IN}
        entities = {row.table.id for row in self.rows if isinstance(row.table, EntityTable)}
        for row in self.rows:
            side = row.table.side if isinstance(row.table, EntityTable) else None
            if side and side not in entities:
                raise BadData(f"{row.place}: {row.id}: its side {side!r} is no entity of any file")
            patterns = self.rules[row.id].patterns if isinstance(row.table, RuleTable) else ()
            for element in (element for pattern in patterns for element in pattern):
                if element.cls not in known:
                    where = f"{row.place}: {row.id}"
                    raise BadData(f"{where}: no word is of the class {element.cls!r}, which its pattern names")

    # ── rules by name ────────────────────────────────────────────
    def on(self, rule: str) -> bool:
        """Whether a rule that lives in code is in force; an unknown id is an error, not a silent no."""
        if rule not in self.rules:
            raise BadData(f"{rule}: the grammar names a rule that no data file explains")
        return rule not in self.lexicon.hidden

    def without(self, rule: str) -> "Language":
        """This language with one rule or trigger word taken out."""
        twin: Language = object.__new__(Language)
        twin.__dict__.update(self.__dict__)
        twin.lexicon = self.lexicon.without(rule)
        return twin

    def taught(self) -> dict[str, Taught]:
        """Rule id -> its table, for every rule and trigger word."""
        return {row.id: row.table for row in self.rows if isinstance(row.table, Taught)}

    def examples(self) -> list[tuple[str, Example]]:
        return [(id_, example) for id_, table in self.taught().items() for example in table.example]

    def silences(self) -> list[tuple[str, Silent]]:
        return [(id_, silent) for id_, table in self.taught().items() for silent in table.silent]


@cache
def load_language(code: str = "ar", folder: Path | None = None, issues: Path | None = None) -> Language:
    """The language of `code`; its data are read once. `issues` is another file of issues."""
    path = folder or DATA / "languages" / code
    if not path.is_dir():
        known = ", ".join(sorted(p.name for p in (DATA / "languages").iterdir()))
        raise BadData(f"no language {code!r}; there are: {known}")
    return Language(code, path, issues)
