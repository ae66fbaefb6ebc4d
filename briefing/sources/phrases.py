"""The phrases of page furniture: rows of ``tables/furniture.yaml``, checked as they are loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from typing import Any

from briefing import resources
from briefing.errors import RuleError
from briefing.model import Span

TABLE = "furniture.yaml"

_KEYS = frozenset({"name", "reason", "where", "pattern", "case", "longest", "needs", "examples"})
_LONGEST = 200  # characters of a line that is set aside as a whole, where the row does not say
_TAIL = 200  # characters of a paragraph's end that are searched
_LEAD = 300  # characters of the first paragraph in which a dateline ends
_SCANNED = 2000  # characters of a line that are searched for a pitch
_QUOTED = re.compile(r"[\"“„«][^\"“”„«»]{0,400}[\"”“»]")


class Where(StrEnum):
    """What a row is held against, as the head of the table explains."""

    LINE = "line"
    START = "start"
    PART = "part"
    END = "end"
    HEADING = "heading"
    SECTION = "section"
    PITCH = "pitch"
    HINT = "hint"
    LEAD = "lead"
    HEAD = "head"


@dataclass(frozen=True)
class Phrase:
    """A row of the table."""

    name: str
    reason: str
    where: Where
    source: str  # the pattern as written, its flags inside
    longest: int
    needs: tuple[str, ...]  # one of these, in small letters, stands in every text that the row can match

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when it is first needed."""
        return re.compile(rf"(?:{self.source})\Z" if self.where is Where.END else self.source)

    def find(self, line: str) -> Iterator[Span]:
        """Yield the spans of ``line``, a paragraph without blanks around it, that the row sets aside or counts."""
        match: re.Match[str] | None
        if self.where is Where.PART:
            yield from (match.span() for match in self.pattern.finditer(line))
            return
        if self.where is Where.END:
            match = self.pattern.search(line, max(0, len(line) - _TAIL))
        elif self.where in (Where.PITCH, Where.HINT):
            match = self.pattern.search(_QUOTED.sub(" ", line[:_SCANNED]))
        elif self.where is Where.LEAD:
            match = self.pattern.search(line, 0, _LEAD)
        elif self.where in (Where.START, Where.HEAD):
            match = self.pattern.match(line)
        else:
            match = self.pattern.fullmatch(line)
        if match and self.where is Where.LEAD:
            yield 0, match.end()
        elif match and self.where in (Where.END, Where.HEAD):
            yield match.span()
        elif match and (len(line) <= self.longest or self.where in (Where.PITCH, Where.HINT)):
            yield 0, len(line)


@cache
def phrases(*where: Where) -> tuple[Phrase, ...]:
    """Return the rows of those kinds, in the order of the table."""
    return tuple(phrase for phrase in _table() if phrase.where in where)


def needed(text: str, *where: Where) -> tuple[Phrase, ...]:
    """Return the rows of those kinds that ``text``, in small letters, can match at all."""
    return tuple(row for row in phrases(*where) if not row.needs or any(word in text for word in row.needs))


def whole_line(line: str, *where: Where) -> Phrase | None:
    """Return the first row of those kinds that sets ``line`` aside as a whole (LINE, START, HEADING, SECTION)."""
    if len(line) > _longest(where):
        return None
    small = line.casefold()
    for kind in where:
        row = _first(kind, line, small)
        if row is not None and len(line) <= row.longest:
            return row
    return None


def _first(kind: Where, line: str, small: str) -> Phrase | None:
    """Return the first row of a kind that ``line``, ``small`` in small letters, matches."""
    rows, pattern, others = _joined(kind)
    match = pattern.match(line) if kind is Where.START else pattern.fullmatch(line)
    found = rows[match.lastindex - 1] if match and match.lastindex else None
    for place, row in others:
        if found is not None and place > found[0]:
            break
        if any(word in small for word in row.needs):
            match = row.pattern.match(line) if kind is Where.START else row.pattern.fullmatch(line)
            if match:
                return row
    return found[1] if found else None


def rows() -> list[dict[str, Any]]:
    """Return the rows of the table as they stand in the file, examples included."""
    return list(resources.table(f"sources/tables/{TABLE}"))


@cache
def _longest(where: tuple[Where, ...]) -> int:
    return max((row.longest for row in phrases(*where)), default=0)


Placed = tuple[tuple[int, Phrase], ...]


@cache
def _joined(where: Where) -> tuple[Placed, re.Pattern[str], Placed]:
    """The rows of a kind, with their places, that need no word, as one pattern, a group each; and those that do."""
    placed = tuple(enumerate(phrases(where)))
    always = tuple((place, row) for place, row in placed if not row.needs)
    pattern = re.compile("|".join(f"({row.source})" for _, row in always))
    return always, pattern, tuple((place, row) for place, row in placed if row.needs)


@cache
def _table() -> tuple[Phrase, ...]:
    table = tuple(_phrase(row) for row in rows())
    names = [phrase.name for phrase in table]
    if len(set(names)) < len(names):
        raise RuleError(f"a name stands twice: {max(names, key=names.count)}", TABLE)
    return table


def _phrase(row: dict[str, Any]) -> Phrase:
    name = str(row.get("name", "a row without a name"))
    if unknown := set(row) - _KEYS:
        raise RuleError(f"{name}: the key {min(unknown)!r} is not known", TABLE)
    try:
        return Phrase(
            name=name,
            reason=str(row["reason"]),
            where=Where(row["where"]),
            source=f"{_FLAGS[row.get('case', 'any')]}{row['pattern']})",
            longest=int(row.get("longest", _LONGEST)),
            needs=tuple(row.get("needs", ())),
        )
    except (KeyError, ValueError, TypeError) as error:
        raise RuleError(f"{name}: {error!r}", TABLE) from error


_FLAGS = {"any": "(?i:", "exact": "(?:"}
