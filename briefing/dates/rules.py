"""The rules of a language: its words, and the rows in the order in which they are tried."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from briefing import resources
from briefing.dates.tokens import Alphabet
from briefing.errors import RuleError
from briefing.model.time import Direction, TimexType

if TYPE_CHECKING:
    from briefing.dates.rulebook import Book

_CODE = ("dates/rulebook.py", "dates/pattern.py", "dates/tokens.py")  # what works a table out
ANY = "und"
"""The table for languages that have none of their own: what is written alike everywhere."""


@dataclass(slots=True)
class Row:
    """One rule: what it matches and what that means."""

    name: str
    source: str  # its regular expression over the characters of `Tokens.codes`
    single: bool  # whether it can be one token long
    second: str  # the characters that may stand second in it
    type: TimexType
    values: tuple[str, ...]  # a template for each marked expression
    lengths: tuple[str, ...]  # "count unit" for each of them, where it is a length
    shift: str
    mod: str
    direction: Direction
    part: str
    anchor: str  # "text": the date told last; "period": the quarter told last; "near": the day beside it
    range: bool
    only: tuple[tuple[str, str], ...]  # what slots must hold: (("day", "11"),)
    slots: tuple[tuple[str, str, str], ...]  # group, name in templates, class
    marks: int
    regex: re.Pattern[str] | None = None

    def prepare(self) -> re.Pattern[str]:
        """Return the regular expression, compiled on first use."""
        if self.regex is None:
            self.regex = re.compile(self.source)
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
    by_first: Mapping[str, tuple[int, ...]]  # character -> numbers of rows
    by_pair: dict[str, tuple[Row, ...]]  # of the characters of a token and the next; fills itself
    vocabulary: frozenset[str]
    values: Mapping[str, Mapping[str, str]]  # class -> lower-case word -> value
    classes: Mapping[str, str]  # class -> characters
    settings: Mapping[str, Any]  # the rest of the YAML: macros, phrases, halves ...
    trigger: re.Pattern[str]
    ranges: frozenset[str]  # rows that mark both ends of a range
    meanings: dict[tuple[str, ...], tuple[Meaning | None, ...]] = field(default_factory=dict)  # of matches met before

    def rows_at(self, pair: str) -> tuple[Row, ...]:
        """Return the rows that may match where ``pair`` are the characters of a token and of the next."""
        rows = self.by_pair.get(pair)
        if rows is None:
            first = (self.rows[number] for number in self.by_first.get(pair[0], ()))
            rows = tuple(row for row in first if row.single or (len(pair) > 1 and pair[1] in row.second))
            self.by_pair[pair] = rows
        return rows


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
        book = resources.worked_out(f"dates/tables/{name}", lambda source: _worked_out(source, name), *_CODE)
    except FileNotFoundError:
        return _load(ANY)
    return _table(book)


def build(source: Mapping[str, Any], where: str = "") -> Table:
    """Return the table that ``source`` (the loaded YAML) describes."""
    return _table(_worked_out(source, where))


def _worked_out(source: Mapping[str, Any], where: str) -> Book:
    from briefing.dates.rulebook import work_out

    return work_out(source, where)


def _table(book: Book) -> Table:
    rows = tuple(
        Row(**{**fields, "type": TimexType(fields["type"]), "direction": Direction(fields["direction"])})
        for fields in book["rows"]
    )
    return Table(
        book["language"], book["anchor"], Alphabet(book["known"], book["suffixes"]), rows, book["by_first"], {},
        frozenset(book["vocabulary"]), book["values"], book["classes"], book["settings"],
        re.compile(f"[{re.escape(book['strong'])}]"), frozenset(row.name for row in rows if row.range),
    )  # fmt: skip
