"""Lists of recipients in CSV and YAML files: a row that names nobody is told, and keeps nobody else from the list."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefing.deliver.address import Mailbox, read_mailbox
from briefing.errors import BriefFileError, one_line
from briefing.job.nodes import MAX_FAULTS, Faults, Mapping, Node, Sequence, read_bytes, read_yaml
from briefing.job.section import Section, describe, one_text, show
from briefing.model import Problem

LARGEST = 20_000_000
"""Bytes of a list: half a million readers."""

_ADDRESS = ("address", "email", "e-mail", "mail")
_NAME = ("name",)
_TAGS = ("tags", "tag")
_PARTS = re.compile(r"[\s,;|]+")
_ROW = "correct the row; the others are served"


@dataclass(frozen=True, slots=True)
class Row:
    """One reader of a list, with tags in small letters."""

    mailbox: Mailbox
    tags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Listed:
    """The readers of a file, and what is wrong with its other rows."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()


def read_list(path: Path) -> Listed:
    """Return the readers of a file; ``BriefFileError`` when it cannot be read, or is no list at all."""
    return _read_yaml(path) if path.suffix.lower() in (".yaml", ".yml") else _read_csv(path)


def tags_of(text: str) -> frozenset[str]:
    """Return the tags in a text: words parted by blanks, commas, semicolons or bars.

    >>> sorted(tags_of("Press; board"))
    ['board', 'press']
    """
    return frozenset(tag for tag in _PARTS.split(text.casefold()) if tag)


def _read_yaml(path: Path) -> Listed:
    """Return the readers of a YAML list: each item a mailbox, or a mapping of ``address``, ``name`` and ``tags``."""
    node = read_yaml(_read_text(path), str(path))
    if not isinstance(node, Sequence):
        where = f"{one_line(str(path))}:{node.line}:{node.column}"
        raise BriefFileError(f"found {describe(node)}; allowed: a list of addresses", where)
    rows: list[Row] = []
    problems = _Problems(path)
    for n, item in enumerate(node.items, 1):
        faults = Faults(str(path))
        row = _yaml_row(item, f"[{n}]", faults)
        rows += [row] if row is not None else []
        for line, _, message in sorted(set(faults.found)):
            problems.add(line, message)
    return Listed(tuple(rows), problems.all)


def _yaml_row(item: Node, path: str, faults: Faults) -> Row | None:
    tags: frozenset[str] = frozenset()
    if isinstance(item, Mapping):
        entry = Section(item, path, ("address", "name", "tags"), faults)
        address = entry.text("address", longest=500) if entry.require("address") else None
        name = entry.text("name", longest=200)
        tags = frozenset().union(*map(tags_of, entry.texts("tags")))
    else:
        address, name = one_text(item, path, faults, longest=500), None
    if address is None:
        return None
    try:
        return Row(_named(address, name or ""), tags)
    except ValueError as error:
        faults.add(item, f"{path}: found {show(address)}; allowed: {error}")
        return None


def _read_csv(path: Path) -> Listed:
    """Return the readers of a CSV file.

    The first row names the columns when none of its cells holds an @: ``address`` (or ``email``) and, if they are
    there, ``name`` and ``tags``. Without such a row the first cell is the mailbox. Columns are parted by comma,
    semicolon or tab; empty rows and those that begin with # are skipped. After a row of several lines that names
    nobody, perhaps for want of a quotation mark, its other lines are read as rows of their own.
    """
    lines = _read_text(path).split("\n")
    top = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    delimiter = max(",;\t", key=top.count)
    rows: list[Row] = []
    problems = _Problems(path)
    columns: tuple[int, int, int] | None = None
    start, again = 0, True
    while again:
        again = False
        for first, last, cells in _csv_rows(lines, start, delimiter):
            if columns is None:
                columns = _columns(cells, f"{one_line(str(path))}:{first}:1")
                if columns is not None:
                    continue
                columns = (0, -1, -1)
            cell, owner, tagged = (cells[k] if 0 <= k < len(cells) else "" for k in columns)
            try:
                rows.append(Row(_named(cell, owner), tags_of(tagged)))
            except ValueError as error:
                problems.add(first, f"found {show(cell)}; allowed: {error}")
                if last > first and not problems.full:
                    start, again = first, True
                    break
    return Listed(tuple(rows), problems.all)


def _columns(cells: list[str], where: str) -> tuple[int, int, int] | None:
    """Return where address, name and tags stand when ``cells`` are a header, else None."""
    if any("@" in cell for cell in cells):
        return None
    header = [cell.casefold() for cell in cells]
    address, name, tags = (
        next((k for k, cell in enumerate(header) if cell in names), -1) for names in (_ADDRESS, _NAME, _TAGS)
    )
    if address < 0:
        raise BriefFileError(f"found the columns {', '.join(map(show, cells))}; one must be called address", where)
    return address, name, tags


def _csv_rows(lines: list[str], start: int, delimiter: str) -> Iterator[tuple[int, int, list[str]]]:
    """Yield the rows that say something: the first and the last line of each, from 1, and its cells."""
    read = csv.reader((f"{line}\n" for line in lines[start:]), delimiter=delimiter)
    while True:
        first = start + read.line_num + 1
        try:
            cells = [cell.strip() for cell in next(read)]
        except StopIteration:
            return
        except csv.Error:
            cells = [lines[first - 1]]  # names nobody
        if any(cells) and not cells[0].startswith("#"):
            yield first, start + read.line_num, cells


class _Problems:
    """What is wrong with the rows of a file; beyond a hundred they are counted."""

    def __init__(self, path: Path) -> None:
        self._path, self._found, self._more = str(path), list[Problem](), 0

    @property
    def full(self) -> bool:
        return len(self._found) >= MAX_FAULTS

    @property
    def all(self) -> tuple[Problem, ...]:
        more = (Problem(self._path, f"{self._more:,} more rows are wrong", _ROW),) if self._more else ()
        return (*self._found, *more)

    def add(self, line: int, message: str) -> None:
        if self.full:
            self._more += 1
        else:
            self._found.append(Problem(f"{self._path}:{line}", message, _ROW))


def _named(address: str, name: str) -> Mailbox:
    mailbox = read_mailbox(address)
    return read_mailbox(f"{name} <{mailbox.address}>") if name else mailbox


def _read_text(path: Path) -> str:
    """Return the text of a list, in whatever encoding a spreadsheet wrote it."""
    from briefing.sources.text import decode

    decoded = decode(read_bytes(path, LARGEST, "a list"))
    if decoded is None:
        raise BriefFileError("is no text", one_line(str(path)), "save it as CSV in UTF-8")
    return decoded.text
