"""Works a table of rules out: a character for each word, a regular expression for each row, checked.

What comes out is plain data, which can be kept: the rows in the order in which they are tried, and how each begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypedDict

from briefing.dates.pattern import Compiled, PatternCompiler
from briefing.dates.tokens import SHAPES
from briefing.errors import RuleError
from briefing.model.time import Direction, TimexType

_FIRST_CODE = 0xE000  # the private use area: no text holds these characters for their meaning
_KEYS = {"name", "pattern", "type", "value", "length", "shift", "mod", "direction", "part", "range", "not_before",
         "not_after", "after", "before", "examples", "counter", "anchor", "only"}  # fmt: skip
_SLOT = re.compile(r"\{(\w+)\}")
_OPERATORS = frozenset("()[]?:|\\")
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
    "compared",
    "unlike",
    "adjectival",
    "article",
    "definite",
    "-ed",
    "linking",
    "joining",
    "dayly",
)
"""Classes that tell the direction of a time; a table has those that its language needs."""


class Book(TypedDict):
    """A table of rules, worked out."""

    language: str
    anchor: str
    known: dict[str, str]  # word -> character
    suffixes: dict[str, str]  # suffix -> character
    classes: dict[str, str]  # class -> characters
    values: dict[str, dict[str, str]]  # class -> lower-case word -> value
    rows: list[dict[str, Any]]  # the fields of each `Row`
    by_first: dict[str, tuple[int, ...]]  # character -> the rows that may begin with it
    vocabulary: str  # the characters of all words of the rows
    strong: str  # those of them that alone call for a look at the rows
    settings: dict[str, Any]  # the rest of the table, as it stands


class _Codes:
    """Gives each word a character; a word that a pattern asks for with a capital has two."""

    def __init__(self, twins: frozenset[str]) -> None:
        self.known: dict[str, str] = {}
        self._twins = twins

    def __call__(self, word: str) -> str:
        key = word if word[:1].isupper() else word.lower()
        own = self.known.setdefault(key, chr(_FIRST_CODE + len(self.known)))
        twin = key[:1].upper() + key[1:]
        return own + self(twin) if twin != key and twin in self._twins else own


def work_out(source: Mapping[str, Any], where: str = "") -> Book:
    """Return the table that ``source`` (the loaded YAML) describes; raise `RuleError` that names a faulty row."""
    code = _Codes(_capital_words(source))
    classes: dict[str, str] = dict(SHAPES)
    values: dict[str, dict[str, str]] = {}
    for name, words in source["classes"].items():
        classes[name] = "".join(code(str(word)) for word in words)
        values[name] = {str(word).lower(): str(value) for word, value in words.items()}
    macros = dict(source.get("macros", {}))
    for name, phrases in source.get("phrases", {}).items():
        longest_first = sorted(map(str, phrases), key=lambda phrase: (-len(phrase.split()), phrase))
        macros[name] = "(" + " | ".join(longest_first) + ")"
        values[name] = {str(phrase).lower(): str(value) for phrase, value in phrases.items()}
    suffixes = {suffix: code(f"-{suffix}-") for suffix in source.get("suffixes", {})}
    for suffix, name in source.get("suffixes", {}).items():
        classes[name] = classes.get(name, "") + suffixes[suffix]
        classes[f"-{suffix}"] = suffixes[suffix]
    compiler = PatternCompiler(classes, macros, code)
    made = [_row(entry, compiler, where) for entry in source["rows"]]
    vocabulary = frozenset().union(*(letters for _, _, letters in made))
    _add_kin(source, classes, code.known)
    return Book(
        language=source["language"], anchor=source["anchor"], known=code.known, suffixes=suffixes, classes=classes,
        values=values, rows=[fields for fields, _, _ in made], by_first=_by_first([first for _, first, _ in made]),
        vocabulary="".join(sorted(vocabulary)), strong="".join(sorted(vocabulary - _weak(source, classes, code))),
        settings={key: rest for key, rest in source.items() if key not in ("rows", "classes")},
    )  # fmt: skip


def _add_kin(source: Mapping[str, Any], classes: dict[str, str], known: Mapping[str, str]) -> None:
    """Put the known words of a suffix ("postponed") into its class; a class that the table leaves out is empty."""
    for name in OPTIONAL:
        classes.setdefault(name, "")
    for suffix, name in source.get("suffixes", {}).items():
        kin = (code for word, code in known.items() if word.endswith(suffix) and len(word) > len(suffix) + 2)
        tagged = classes["ahead"] + classes["unlike"] + classes.get(name, "")
        classes[name] += "".join(code for code in kin if code not in tagged)


def _weak(source: Mapping[str, Any], classes: Mapping[str, str], code: _Codes) -> frozenset[str]:
    """Return the characters of words that are too common to call for a look at the rows by themselves."""
    named = "".join(classes[name] for name in source.get("weak", ()))
    return frozenset(named).union(*(code(word) for word in source.get("weak_words", ()) if word in code.known))


def _by_first(firsts: Sequence[frozenset[str]]) -> dict[str, tuple[int, ...]]:
    """Return the numbers of the rows that may begin with each character."""
    found: dict[str, list[int]] = {}
    for number, first in enumerate(firsts):
        for character in first:
            found.setdefault(character, []).append(number)
    return {character: tuple(found[character]) for character in sorted(found)}


def _capital_words(source: Mapping[str, Any]) -> frozenset[str]:
    """Return the words that a pattern asks for with a capital; to others they are still their lower-case twins."""
    texts = [re.sub(r"\{[^}]*\}", " ", row["pattern"]) for row in source["rows"]]
    texts += [str(phrase) for phrases in source.get("phrases", {}).values() for phrase in phrases]
    words = [word for text in texts for word in text.split()]
    named = {str(word) for members in source["classes"].values() for word in members}
    return frozenset(word for word in words if word[:1].isupper() and word not in named)


def _row(
    entry: Mapping[str, Any], compiler: PatternCompiler, where: str
) -> tuple[dict[str, Any], frozenset[str], frozenset[str]]:
    """Return the fields of a `Row`, the characters it may begin with, and those of all its words."""
    name = entry.get("name", "?")
    try:
        unknown = sorted(set(entry) - _KEYS)
        if unknown:
            raise RuleError(f"unknown key {unknown[0]!r}")
        compiled = compiler.compile(entry["pattern"])
        letters = frozenset(re.sub(r"\(\?P<\w+>", "", compiled.source)) - _OPERATORS
        return dict(_fields(entry, compiled, compiler), name=name), compiled.first, letters
    except KeyError as error:
        raise RuleError(f"row {name}: {error.args[0]} is missing", where) from error
    except (RuleError, ValueError) as error:
        raise RuleError(f"row {name}: {getattr(error, 'problem', error)}", where) from error


def _fields(entry: Mapping[str, Any], compiled: Compiled, compiler: PatternCompiler) -> Iterator[tuple[str, Any]]:
    """Yield what a `Row` holds but for its name, checked."""
    marks = compiled.source.count("(?P<mark")
    values, lengths = _each(entry.get("value", ""), marks), _each(entry.get("length", ""), marks)
    if not len(values) == len(lengths) == max(marks, 1):
        raise RuleError(f"{marks} marks but {len(values)} values")
    slots = tuple((group, re.sub(r"_\d$", "", group), kind) for group, kind in compiled.slots.items())
    _check_slots(entry, values + lengths, {slot[1] for slot in slots})
    yield "type", TimexType(entry["type"]).value
    yield "direction", Direction(entry.get("direction", "unknown")).value
    yield from (("values", values), ("lengths", lengths), ("slots", slots), ("marks", marks))
    yield from ((key, entry.get(key, "")) for key in ("shift", "mod", "part", "anchor"))
    yield from (("range", entry.get("range", False)), ("only", tuple(entry.get("only", {}).items())))
    yield from (("source", _context(entry, compiler, compiled.source)), ("single", compiled.single))
    yield "second", "".join(sorted(compiled.second))


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
