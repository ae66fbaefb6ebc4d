"""YAML as it is written: every value a text with its line and column, nothing guessed.

A YAML loader reads ``NO`` as false, ``12:30`` as 750, lets the second of two equal keys win and builds whatever a tag
or an alias asks for. Here a scalar stays the text that stands in the file, and anchors, aliases and tags are refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefing.errors import BriefFileError, one_line

MAX_BYTES = 1_000_000
MAX_DEPTH = 12
MAX_FAULTS = 100


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value without parts. ``text`` is None where nothing stands (or a bare ``null``)."""

    text: str | None
    line: int  # from 1
    column: int  # from 1


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order of the file; equal keys are all there."""

    entries: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int


Node = Scalar | Sequence | Mapping


@dataclass(slots=True)
class Faults:
    """What is wrong with one file, collected until all of it is known."""

    file: str
    found: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def full(self) -> bool:
        """Whether enough is known; what comes is no longer looked at closely."""
        return len(self.found) >= MAX_FAULTS

    def add(self, node: Node, message: str) -> None:
        """Remember that ``node`` is wrong."""
        if not self.full:
            self.found.append((node.line, node.column, message))

    def lines(self) -> list[str]:
        """Return ``file:line:column: message`` for each fault, in the order of the file."""
        return [f"{self.file}:{line}:{column}: {message}" for line, column, message in sorted(set(self.found))]

    def place(self, node: Node) -> str:
        """Return ``file:line:column`` of ``node`` for outputs, which do not tell where the file lies."""
        return f"{Path(self.file).name}:{node.line}:{node.column}"


def read_bytes(path: Path, most: int, kind: str) -> bytes:
    """Return what a file holds; ``BriefFileError`` says why not: one of ``kind`` has ``most`` bytes at most."""
    try:
        with path.open("rb") as stream:
            data = stream.read(most + 1)
    except OSError as error:
        words = f"cannot be read: {error.strerror or error}"
        raise BriefFileError(words, one_line(str(path)), "check the path and its permissions") from None
    if len(data) > most:
        words = f"is larger than {most:,} bytes, too large for {kind}"
        raise BriefFileError(words, one_line(str(path)), "look whether it is the right file")
    return data


def read_text(path: Path) -> str:
    """Return the text of a small UTF-8 file; ``BriefFileError`` says why not."""
    data = read_bytes(path, MAX_BYTES, "a file of settings")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BriefFileError("is not UTF-8", f"{one_line(str(path))}:{line}", "save it as UTF-8") from None


def read_yaml(text: str, file: str) -> Node:
    """Return the one YAML document of ``text``; ``BriefFileError`` names line and column of what is refused.

    >>> node = read_yaml("language: no", "brief.yaml")
    >>> node.entries[0][1].text
    'no'
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _build(yaml.parse(text, Loader=loader), file)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{file}:{mark.line + 1}:{mark.column + 1}" if mark else file
        raise BriefFileError(f"is not YAML: {error.problem or error.context}", where, _remedy(error, text)) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise BriefFileError(
            f"holds the character U+{error.character:04X}, which YAML forbids", f"{file}:{line}"
        ) from None


def _remedy(error: Any, text: str) -> str:
    """Return what to look at when a parser gave up: where it did, or where what it was reading begins."""
    lines = text.split("\n")
    if error.problem_mark and "".join(lines[error.problem_mark.line :][:1]).strip(" ").startswith("\t"):
        return "indent with blanks, not with a tab"
    if error.context_mark and error.problem_mark and error.context_mark.line != error.problem_mark.line:
        return f"look at what begins in line {error.context_mark.line + 1}: brackets, quotes, indentation"
    return "look at brackets, quotes, colons and indentation there"


def _build(events: Iterator[Any], file: str) -> Node:
    """Assemble the events of the parser without recursion, and stop at the first thing refused."""
    open_nodes: list[tuple[int, int, list[Node]]] = []  # where each begins, and its parts so far
    root: Node | None = None
    for event in events:
        kind = type(event).__name__
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        where = f"{file}:{line}:{column}"
        if kind == "AliasEvent" or getattr(event, "anchor", None):
            raise BriefFileError("anchors and aliases (& and *) are not allowed", where, "write the value out")
        if getattr(event, "tag", None):
            raise BriefFileError("tags (!) are not allowed", where, "put the value in quotes")
        if kind in ("MappingStartEvent", "SequenceStartEvent"):
            if len(open_nodes) >= MAX_DEPTH:
                raise BriefFileError(f"is nested more than {MAX_DEPTH} levels deep", where)
            open_nodes.append((line, column, []))
            continue
        if kind == "ScalarEvent":
            empty = event.implicit[0] and event.value in ("", "~", "null", "Null", "NULL")
            node: Node = Scalar(None if empty else event.value, line, column)
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            line, column, parts = open_nodes.pop()
            is_list = kind == "SequenceEndEvent"
            node = Sequence(tuple(parts), line, column) if is_list else _mapping(parts, line, column, file)
        elif kind == "DocumentStartEvent" and root is not None:
            raise BriefFileError("holds more than one YAML document", where, "remove the line ---")
        else:
            continue
        if open_nodes:
            open_nodes[-1][-1].append(node)
        else:
            root = node
    return root if root is not None else Scalar(None, 1, 1)


def _mapping(parts: list[Node], line: int, column: int, file: str) -> Mapping:
    entries = []
    for key, value in zip(parts[::2], parts[1::2], strict=True):
        if not isinstance(key, Scalar):
            raise BriefFileError("a key must be a text", f"{file}:{key.line}:{key.column}")
        entries.append((key, value))
    return Mapping(tuple(entries), line, column)
