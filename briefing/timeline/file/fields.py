"""Reading plain data with care: each value is checked for its type, and each fault knows where it stands."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import TypeVar

from briefing.timeline.file.yaml_text import Data, Path

Choice = TypeVar("Choice", bound=StrEnum)

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class FieldError(Exception):
    """A value that may not stand where it stands."""

    def __init__(self, path: Path, problem: str, hint: str) -> None:
        super().__init__(path, problem, hint)
        self.path, self.problem, self.hint = path, problem, hint


class Fields:
    """The fields of one mapping; ``path`` leads to it from the top of the file."""

    def __init__(self, value: Data, path: Path, allowed: frozenset[str]) -> None:
        if not isinstance(value, dict):
            raise FieldError(path, f"is {_kind(value)}, not a mapping of keys to values", f"allowed: {_list(allowed)}")
        for key in value:
            if key not in allowed:
                import difflib  # only where something is wrong

                near = difflib.get_close_matches(key, sorted(allowed), 1)
                hint = f"did you mean {near[0]}?" if near else f"allowed: {_list(allowed)}"
                raise FieldError((*path, key), "is no key of a timeline file", hint)
        self._value, self.path = value, path

    def __contains__(self, key: str) -> bool:
        return self._value.get(key) is not None

    def fault(self, key: str, problem: str, hint: str) -> FieldError:
        """Return the error for a value that has the right type and is wrong all the same."""
        return FieldError((*self.path, key), problem, hint)

    def text(self, key: str) -> str:
        """Return a text that must be there."""
        text = self.text_or_none(key)
        if text is None:
            path = (*self.path, key) if key in self._value else self.path
            raise FieldError(path, f"has no {key}", f"write {key}: and a text")
        return text

    def text_or_none(self, key: str) -> str | None:
        """Return a text; a number that lost its quotes is one."""
        value = self._value.get(key)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if value is None or isinstance(value, str):
            return value
        raise self.fault(key, f"is {_kind(value)}, not a text", "put the text in quotes")

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts."""
        found = []
        for item, path in self.items(key):
            if isinstance(item, (bool, list, dict)) or item is None:
                raise FieldError(path, f"is {_kind(item)}, not a text", "put the text in quotes")
            found.append(str(item))
        return tuple(found)

    def inner(self, key: str) -> tuple[Data, Path] | None:
        """Return a value within, with its path, for a record of its own."""
        return (self._value[key], (*self.path, key)) if key in self else None

    def items(self, key: str) -> Iterator[tuple[Data, Path]]:
        """Return the items of a list, each with its path; nothing stands for an empty list."""
        value = self._value.get(key)
        if value is None:
            return
        if not isinstance(value, list):
            raise self.fault(key, f"is {_kind(value)}, not a list", "begin each item with a hyphen")
        for number, item in enumerate(value):
            yield item, (*self.path, key, number)

    def integer(self, key: str, default: int = 0) -> int:
        """Return a whole number from zero."""
        value = self._value.get(key)
        if value is None:
            return default
        if isinstance(value, str) and re.fullmatch(r"[0-9]{1,15}", value):
            return int(value)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        raise self.fault(key, f"is {_shown(value)}, not a number from 0", "write digits only")

    def span(self) -> tuple[int, int]:
        """Return the character offsets ``start`` and ``end``; without them, (0, 0)."""
        start, end = self.integer("start"), self.integer("end")
        if end < start:
            raise self.fault("end", f"is {end} and lies before start, {start}", "both count characters of the source")
        return start, end

    def flag(self, key: str) -> bool:
        """Return true or false; nothing is false."""
        value = self._value.get(key)
        if value is None or isinstance(value, bool):
            return bool(value)
        raise self.fault(key, f"is {_shown(value)}, neither true nor false", "write true or false, without quotes")

    def choice(self, key: str, choices: type[Choice]) -> Choice | None:
        """Return one of the words of an enumeration, or None."""
        text = self.text_or_none(key)
        if text is None:
            return None
        try:
            return choices(text)
        except ValueError:
            words = _list([choice.value for choice in choices])
            raise self.fault(key, f"is {_shown(text)}", f"allowed: {words}") from None

    def day(self, key: str) -> dt.date | None:
        """Return a day like 2025-08-18, or None."""
        text = self.text_or_none(key)
        if text is None:
            return None
        try:
            if not _DAY.fullmatch(text) or text >= "9999":  # the day after must exist, too
                raise ValueError
            return dt.date.fromisoformat(text)
        except ValueError:
            raise self.fault(key, f"is {_shown(text)}, not a day", "write it like 2025-08-18") from None


def _kind(value: Data) -> str:
    if value is None:
        return "empty"
    if isinstance(value, (bool, int)):
        return str(value).lower()
    return {str: "a text", list: "a list", dict: "a mapping"}[type(value)]


def _shown(value: Data) -> str:
    return repr(value[:60]) if isinstance(value, str) else _kind(value)


def _list(words: frozenset[str] | list[str]) -> str:
    return ", ".join(sorted(words) if isinstance(words, frozenset) else words)
