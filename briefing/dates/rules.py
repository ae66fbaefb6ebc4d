"""Loads a table of rules and checks it: words, classes, and the rows in the order in which they are tried."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from briefing import resources
from briefing.dates.pattern import Compiled, PatternCompiler
from briefing.dates.tokens import SHAPES, Alphabet
from briefing.errors import RuleError
from briefing.model.time import Direction, TimexType

_FIRST_CODE = 0xE000  # the private use area: no text holds these characters for their meaning
_KEYS = {"name", "pattern", "type", "value", "length", "shift", "mod", "direction", "part", "range", "not_before",
         "not_after", "after", "before", "examples", "counter", "anchor", "only"}  # fmt: skip
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(slots=True)
class Row:
    """One rule: what it matches and what that means."""

    name: str
    pattern: str
    type: TimexType
    values: tuple[str, ...]  # a template for each marked expression
    lengths: tuple[str, ...] = ()  # "count unit" for each of them, where it is a length
    shift: str = ""
    mod: str = ""
    direction: Direction = Direction.UNKNOWN
    part: str = ""
    anchor: str = ""  # "text": the date told last; "period": the quarter told last; "near": the day beside it
    range: bool = False
    only: tuple[tuple[str, str], ...] = ()  # what slots must hold: (("day", "11"),)
    compiled: Compiled = field(default_factory=Compiled)
    letters: frozenset[str] = frozenset()  # the characters of its words
    regex: re.Pattern[str] | None = None
    slots: tuple[tuple[str, str, str], ...] = ()  # group, name in templates, class
    marks: int = 0

    def prepare(self) -> re.Pattern[str]:
        """Return the regular expression, compiled on first use."""
        if self.regex is None:
            self.regex = re.compile(self.compiled.source)
        return self.regex


@dataclass(frozen=True, slots=True)
class Meaning:
    """What words mean wherever they stand: the part of a `Mention` that its place does not change."""

    type: TimexType
    template: str
    shift: tuple[int, str] | None
    mod: str
    captures: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Table:
    """The rules of one language."""

    language: str
    anchor: str
    alphabet: Alphabet
    rows: tuple[Row, ...]
    by_first: Mapping[str, tuple[Row, ...]]
    by_pair: dict[str, tuple[Row, ...]]  # of the characters of a token and the next; fills itself
    vocabulary: frozenset[str]
    values: Mapping[str, Mapping[str, str]]  # class -> lower-case word -> value
    classes: Mapping[str, str]  # class -> characters
    source: Mapping[str, Any]
    trigger: re.Pattern[str]
    ranges: frozenset[str]  # rows that mark both ends of a range
    meanings: dict[tuple[str, ...], tuple[Meaning | None, ...]] = field(default_factory=dict)  # of matches met before

    def rows_at(self, pair: str) -> tuple[Row, ...]:
        """Return the rows that may match where ``pair`` are the characters of a token and of the next."""
        rows = self.by_pair.get(pair)
        if rows is None:
            first = self.by_first.get(pair[0], ())
            rows = tuple(r for r in first if r.compiled.single or (len(pair) > 1 and pair[1] in r.compiled.second))
            self.by_pair[pair] = rows
        return rows


OPTIONAL = (
    "past",
    "ahead",
    "had",
    "to",
    "thing",
    "until",
    "deadline",
    "intent",
    "gathering",
    "calling",
    "wanted",
    "arranged",
    "be",
    "present",
    "would",
    "will",
    "was",
    "could",
    "negated",
    "knowing",
    "possessive",
    "sentence_end",
    "dash",
    "comma",
    "saying",
    "meet",
    "pointing",
    "appointed",
    "joint",
    "bounds",
    "undone",
    "off",
    "linking",
    "joining",
)
"""Classes that tell the direction of a time; a table has those that its language needs."""
ANY = "und"
"""The table for languages that have none of their own: what is written alike everywhere."""


def load(language: str) -> Table:
    """Return the table of a language tag ("en", "de-AT"), checked; of one without a table, what all languages share.

    Raises `RuleError` for what is no language tag, and for a table with a faulty row, which it names.
    """
    if not re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}", language):
        raise RuleError(f"{language[:20]!r} is no language tag", hint="write it as en or de-AT")
    return _load(language[: (language + "-").index("-")].lower())


@cache
def _load(language: str) -> Table:
    name = f"{language}.yaml"
    try:
        source = resources.table(f"dates/tables/{name}")
    except FileNotFoundError:
        return _load(ANY)
    return build(source, name)


def build(source: Mapping[str, Any], where: str = "") -> Table:
    """Return the table that ``source`` (the loaded YAML) describes."""
    known: dict[str, str] = {}
    classes: dict[str, str] = dict(SHAPES)
    values: dict[str, dict[str, str]] = {}
    twins = _capital_words(source)

    def code(word: str) -> str:
        key = word if word[:1].isupper() else word.lower()
        own = known.setdefault(key, chr(_FIRST_CODE + len(known)))
        twin = key[:1].upper() + key[1:]
        return own + code(twin) if twin != key and twin in twins else own

    for name, words in source["classes"].items():
        classes[name] = "".join(code(str(w)) for w in words)
        values[name] = {str(w).lower(): str(v) for w, v in words.items()}
    macros = dict(source.get("macros", {}))
    for name, phrases in source.get("phrases", {}).items():
        longest_first = sorted(map(str, phrases), key=lambda phrase: (-len(phrase.split()), phrase))
        macros[name] = "(" + " | ".join(longest_first) + ")"
        values[name] = {str(phrase).lower(): str(value) for phrase, value in phrases.items()}
    suffixes = {suffix: code(f"-{suffix}-") for suffix in source.get("suffixes", {})}
    for suffix, name in source.get("suffixes", {}).items():
        classes[name] = classes.get(name, "") + suffixes[suffix]
    compiler = PatternCompiler(classes, macros, code)
    rows = tuple(_row(entry, compiler, where) for entry in source["rows"])
    by_first: dict[str, list[Row]] = {}
    vocabulary: set[str] = set()
    for row in rows:
        for first in sorted(row.compiled.first):
            by_first.setdefault(first, []).append(row)
        vocabulary |= row.letters
    for name in OPTIONAL:
        classes.setdefault(name, "")
    for suffix, name in source.get("suffixes", {}).items():
        kin = (c for word, c in known.items() if word.endswith(suffix) and len(word) > len(suffix) + 2)
        tagged = classes["ahead"] + classes.get(name, "")
        classes[name] += "".join(c for c in kin if c not in tagged)
    weak = set("".join(classes[name] for name in source.get("weak", ())))
    weak |= {c for w in source.get("weak_words", ()) if w in known for c in code(w)}
    strong = "".join(sorted(vocabulary - weak))
    return Table(
        source["language"], source["anchor"], Alphabet(known, suffixes), rows,
        {k: tuple(v) for k, v in by_first.items()}, {}, frozenset(vocabulary), values, classes, source,
        re.compile(f"[{re.escape(strong)}]"), frozenset(row.name for row in rows if row.range),
    )  # fmt: skip


def _capital_words(source: Mapping[str, Any]) -> frozenset[str]:
    """Return the words that a pattern asks for with a capital; to others they are still their lower-case twins."""
    texts = [re.sub(r"\{[^}]*\}", " ", row["pattern"]) for row in source["rows"]]
    texts += [str(phrase) for phrases in source.get("phrases", {}).values() for phrase in phrases]
    words = [word for text in texts for word in text.split()]
    named = {str(word) for members in source["classes"].values() for word in members}
    return frozenset(word for word in words if word[:1].isupper() and word not in named)


def _row(entry: Mapping[str, Any], compiler: PatternCompiler, where: str) -> Row:
    name = entry.get("name", "?")
    try:
        unknown = sorted(set(entry) - _KEYS)
        if unknown:
            raise RuleError(f"unknown key {unknown[0]!r}")
        compiled = compiler.compile(entry["pattern"])
        marks = compiled.source.count("(?P<mark")
        values = _each(entry.get("value", ""), marks)
        lengths = _each(entry.get("length", ""), marks)
        if not len(values) == len(lengths) == max(marks, 1):
            raise RuleError(f"{marks} marks but {len(values)} values")
        slots = tuple((group, re.sub(r"_\d$", "", group), kind) for group, kind in compiled.slots.items())
        _check_slots(entry, values + lengths, {s[1] for s in slots})
        letters = frozenset(re.sub(r"\(\?P<\w+>", "", compiled.source)) - frozenset("()[]?:|\\")
        compiled.source = _context(entry, compiler, compiled.source)
        return Row(
            name, entry["pattern"], TimexType(entry["type"]), values, lengths, entry.get("shift", ""),
            entry.get("mod", ""), Direction(entry.get("direction", "unknown")), entry.get("part", ""),
            entry.get("anchor", ""), entry.get("range", False), tuple(entry.get("only", {}).items()),
            compiled, letters, None, slots, marks,
        )  # fmt: skip
    except KeyError as error:
        raise RuleError(f"row {name}: {error.args[0]} is missing", where) from error
    except (RuleError, ValueError) as error:
        raise RuleError(f"row {name}: {getattr(error, 'problem', error)}", where) from error


def _each(given: str | list[str], marks: int) -> tuple[str, ...]:
    """Return one template for each marked expression."""
    return tuple(given) if isinstance(given, list) else (given,) * max(marks, 1)


def _check_slots(entry: Mapping[str, Any], values: tuple[str, ...], known: set[str]) -> None:
    wanted = {w for value in values for w in _SLOT.findall(value)}
    for key in ("shift", "mod", "part"):
        wanted |= set(_SLOT.findall(entry.get(key, "")))
    missing = sorted(wanted - known)
    if missing:
        raise RuleError(f"{missing[0]!r} is used but not in the pattern")


def _context(entry: Mapping[str, Any], compiler: PatternCompiler, source: str) -> str:
    """Put what must and must not stand before and after the words around them."""

    def sources(key: str) -> list[str]:
        given = entry.get(key, ())
        return [compiler.compile(p, named=False).source for p in ([given] if isinstance(given, str) else given)]

    head = "".join(f"(?<!{s})" for s in sources("not_after"))
    must = sources("after")
    if must:
        head += "(?:" + "|".join(f"(?<={s})" for s in must) + ")"
    tail = "".join(f"(?!{s})" for s in sources("not_before"))
    need = sources("before")
    if need:
        tail += "(?=" + "|".join(need) + ")"
    return f"{head}(?:{source}){tail}"
