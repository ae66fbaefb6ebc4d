"""The phrases of page furniture: rows of ``tables/furniture.yaml``, checked as they are loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml

from briefing.errors import RuleError
from briefing.model import Span

TABLE = "furniture.yaml"
LONGEST_LINE = 400
"""Characters of a line that can be furniture as a whole."""

_TAIL = 200  # characters of a paragraph's end that are searched
_BLANKS = {0x09: " ", 0xA0: " ", 0x202F: " "}
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


@dataclass(frozen=True, slots=True)
class Phrase:
    """A row of the table."""

    name: str
    reason: str
    where: Where
    pattern: re.Pattern[str]

    def find(self, line: str) -> Iterator[Span]:
        """Yield the spans of ``line``, a paragraph without blanks around it, that the row sets aside or counts."""
        line = line.translate(_BLANKS)
        if self.where is Where.PART:
            yield from (match.span() for match in self.pattern.finditer(line))
            return
        if self.where is Where.END:
            match = self.pattern.search(line, max(0, len(line) - _TAIL))
        elif len(line) > LONGEST_LINE and self.where not in (Where.PITCH, Where.HINT):
            return
        elif self.where in (Where.PITCH, Where.HINT):
            match = self.pattern.search(_QUOTED.sub(" ", line[:2000]))
        elif self.where is Where.START:
            match = self.pattern.match(line)
        else:
            match = self.pattern.fullmatch(line)
        if match:
            yield match.span() if self.where is Where.END else (0, len(line))


@cache
def phrases(*where: Where) -> tuple[Phrase, ...]:
    """Return the rows of those kinds, in the order of the table."""
    return tuple(phrase for phrase in _table() if phrase.where in where)


def rows() -> list[dict[str, object]]:
    """Return the rows of the table as they stand in the file, examples included."""
    text = files("briefing.sources").joinpath("tables", TABLE).read_text(encoding="utf-8")
    loaded = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return list(loaded)


@cache
def _table() -> tuple[Phrase, ...]:
    table = tuple(_phrase(row) for row in rows())
    names = [phrase.name for phrase in table]
    if len(set(names)) < len(names):
        raise RuleError(f"a name stands twice: {max(names, key=names.count)}", TABLE)
    return table


def _phrase(row: dict[str, object]) -> Phrase:
    name = str(row.get("name", "a row without a name"))
    unknown = set(row) - {"name", "reason", "where", "pattern", "case", "examples"}
    if unknown:
        raise RuleError(f"{name}: the key {min(unknown)!r} is not known", TABLE)
    try:
        where = Where(str(row["where"]))
        pattern = str(row["pattern"])
        if where is Where.END:
            pattern = rf"(?:{pattern})\Z"
        return Phrase(name, str(row["reason"]), where, re.compile(pattern, _FLAGS[str(row.get("case", "any"))]))
    except (KeyError, ValueError, re.error) as error:
        raise RuleError(f"{name}: {error}", TABLE) from error


_FLAGS = {"any": re.IGNORECASE, "exact": re.NOFLAG}
