"""YAML as a person edits it: written with care for the reader, read without surprises.

Only text, whole numbers, true, false and null have a meaning; ``NO``, ``12:30`` and ``2025-08-18`` are text. Anchors,
aliases and tags are refused, so no file can grow while it is read. Reading works on the stream of events and needs no
recursion: the depth of a hostile file cannot exhaust the stack.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

import yaml

Data: TypeAlias = "str | int | bool | list[Data] | dict[str, Data] | None"
Path: TypeAlias = "tuple[str | int, ...]"

WIDTH = 100
"""Columns after which a text is folded."""

_MAX_DEPTH = 32
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_CONSTANTS: Mapping[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "null", "Null", "NULL", "~"), None),
}
_PLAIN = re.compile(r"[^\W\d_][\w ,;.()'’/&+–—-]*(?<! )")  # a letter first; nothing that YAML could read otherwise
_NOT_WORDS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))
_FOLDABLE = re.compile(r"(?<=[^\s]) (?=[^\s])")


class YamlError(Exception):
    """Text that is not the YAML we read; ``line`` counts from 1."""

    def __init__(self, line: int, problem: str, hint: str = "") -> None:
        super().__init__(line, problem, hint)
        self.line, self.problem, self.hint = line, problem, hint


def parse(text: str) -> tuple[Data, dict[Path, int]]:
    """Return the one document in ``text``, and the line of each of its keys and items; raises ``YamlError``."""
    reader = _Reader()
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            reader.take(event)
    except UnicodeEncodeError:
        raise YamlError(1, "holds half a character", "save the file as UTF-8") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "holds a character that YAML does not allow"
        line = mark.line + 1 if mark is not None else 1
        raise YamlError(line, f"is no YAML: {problem}", "check indentation, quotes and colons on this line") from None
    return reader.root, reader.lines


class _Reader:
    """Builds data from the events of the parser."""

    def __init__(self) -> None:
        self.root: Data = None
        self.lines: dict[Path, int] = {}
        self._open: list[list[Data] | dict[str, Data]] = []
        self._path: list[str | int] = []
        self._key: str | None = None
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark is not None else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlError(line, "holds an anchor or alias (& or *)", "write the value out, or put it in quotes")
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise YamlError(line, "holds a second document after ---", "keep one timeline in one file")
        elif isinstance(event, yaml.ScalarEvent):
            self._refuse_tag(event.tag, line)
            self._scalar(event.value, not event.style, line)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._refuse_tag(event.tag, line)
            self._begin({} if isinstance(event, yaml.MappingStartEvent) else [], line)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._open.pop()
            if self._path:
                self._path.pop()

    def _refuse_tag(self, tag: str | None, line: int) -> None:
        if tag not in (None, "!"):
            raise YamlError(line, f"holds the tag {tag[:40]}", "remove it; text that begins with ! needs quotes")

    def _scalar(self, value: str, plain: bool, line: int) -> None:
        if self._open and isinstance(self._open[-1], dict) and self._key is None:
            if value in self._open[-1]:
                raise YamlError(line, f"has the key {value[:40]!r} twice", "keep one of the two")
            self._key = value
            self.lines[(*self._path, value)] = line
            return
        self._place(_meaning(value) if plain else value, line)

    def _begin(self, container: list[Data] | dict[str, Data], line: int) -> None:
        if len(self._open) >= _MAX_DEPTH:
            raise YamlError(line, f"is nested more than {_MAX_DEPTH} deep", "no timeline is; check the brackets")
        if self._open and isinstance(self._open[-1], dict) and self._key is None:
            raise YamlError(line, "has a list or mapping as key", "a key is a word before a colon")
        step = self._place(container, line)
        self._open.append(container)
        self._path += step

    def _place(self, value: Data, line: int) -> list[str | int]:
        """Put a value into the innermost open container; return the step that leads to it."""
        if not self._open:
            self.root = value
            return []
        holder = self._open[-1]
        if isinstance(holder, list):
            holder.append(value)
            self.lines[(*self._path, len(holder) - 1)] = line
            return [len(holder) - 1]
        assert self._key is not None
        key, self._key = self._key, None
        holder[key] = value
        return [key]


def _meaning(plain: str) -> Data:
    if plain in _CONSTANTS:
        return _CONSTANTS[plain]
    return int(plain) if _INTEGER.fullmatch(plain) else plain


def emit(data: Mapping[str, Data], comment: str = "") -> str:
    """Return block-style YAML with a blank line before each key and item of the first level, after a comment."""
    lines = [f"# {line}".rstrip() for line in comment.splitlines()]
    for key, value in data.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            lines += [""] * (lines[-1:] != [""]) + [f"{key}:"]
            for number, item in enumerate(value):
                lines += [""] * (number > 0) + list(_item(item, "  "))
            lines.append("")
        else:
            lines += _entry(key, value, "")
    return "\n".join(lines) + "\n"


def _entry(key: str, value: Data, indent: str) -> Iterator[str]:
    """The lines of ``key: value``."""
    head = f"{indent}{key}:"
    line = _one_line(value, WIDTH - len(head))
    if line is not None:
        yield f"{head} {line}"
    elif isinstance(value, str):
        yield from _block(value, f"{head} ", indent + "  ")
    elif isinstance(value, dict):
        yield head
        for inner, item in value.items():
            yield from _entry(inner, item, indent + "  ")
    elif isinstance(value, list):
        yield head
        for item in value:
            yield from _item(item, indent + "  ")


def _item(value: Data, indent: str) -> Iterator[str]:
    """The lines of ``- value``."""
    line = _one_line(value, WIDTH - len(indent) - 2)
    if line is not None:
        yield f"{indent}- {line}"
    elif isinstance(value, str):
        yield from _block(value, f"{indent}- ", indent + "  ")
    elif isinstance(value, dict):
        lead = "- "
        for key, item in value.items():
            for row in _entry(key, item, indent + "  "):
                yield f"{indent}{lead}{row[len(indent) + 2 :]}" if row else ""
                lead = "  "
    else:
        raise TypeError("a list within a list has no place in a timeline")


def _one_line(value: Data, room: int) -> str | None:
    """``value`` on one line, or None when it deserves several."""
    if isinstance(value, str):
        text = scalar(value)
        fits = len(text) <= room and "\n" not in value
        return text if fits or not _block_style(value) else None
    if isinstance(value, dict):
        if not value or len(value) > 3 or any(isinstance(item, (list, dict)) for item in value.values()):
            return None if value else "{}"
        text = "{" + ", ".join(f"{key}: {_in_flow(item)}" for key, item in value.items()) + "}"
        return text if len(text) <= room else None
    if isinstance(value, list):
        if any(isinstance(item, (list, dict)) for item in value):
            return None
        text = "[" + ", ".join(_in_flow(item) for item in value) + "]"
        return text if len(text) <= room or not value else None
    return json.dumps(value)


def _in_flow(value: Data) -> str:
    if isinstance(value, str):
        text = scalar(value)
        return f"'{text}'" if "," in text and text[0] not in "'\"" else text
    return json.dumps(value)


def scalar(text: str) -> str:
    """Return ``text`` as a YAML scalar of one line: bare where nothing can be misread, else in quotes.

    >>> scalar("Talks at the White House"), scalar("2025-08-18"), scalar("no")
    ('Talks at the White House', "'2025-08-18'", "'no'")
    """
    if not _is_visible(text):
        return '"' + "".join(_escape(character) for character in text) + '"'
    if _PLAIN.fullmatch(text) and text.lower() not in _NOT_WORDS:
        return text
    return "'" + text.replace("'", "''") + "'"


def _is_visible(text: str) -> bool:
    """Whether a person sees every character: no control, no mark of direction, no line end of any kind."""
    return text.isprintable() or all(c.isprintable() or c in "\u00a0\u2009\u202f" for c in text)


def _escape(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable():
        return character
    if character == "\n":
        return "\\n"
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _block_style(text: str) -> str:
    """The kind of block that says the same as ``text``: folded, literal where lines are indented, or none.

    A block shows no unseen character, and has no blank at the end of a line, where an editor would remove it.
    """
    lines = text.split("\n")
    if not (lines[0] and lines[-1]) or not all(line == line.rstrip() and _is_visible(line) for line in lines):
        return ""
    if lines[0] != lines[0].lstrip() or (len(lines) == 1 and not _FOLDABLE.search(text)):
        return ""
    return ">-" if all(line == line.lstrip() for line in lines) else "|-"


def _block(text: str, head: str, indent: str) -> Iterator[str]:
    """The lines of a block; a folded one is broken where one space divides two words, and has an empty line for each
    line end.
    """
    style = _block_style(text)
    yield head + style
    for number, line in enumerate(text.split("\n")):
        if style == "|-":
            yield indent + line if line else ""
            continue
        if number:
            yield ""
        if line:
            yield from _wrapped(_FOLDABLE.split(line), indent)


def _wrapped(words: Sequence[str], indent: str) -> Iterator[str]:
    room = WIDTH - len(indent)
    row = ""
    for word in words:
        if row and len(row) + 1 + len(word) > room:
            yield indent + row
            row = word
        else:
            row = f"{row} {word}" if row else word
    yield indent + row
