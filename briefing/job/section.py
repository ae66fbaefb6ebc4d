"""One mapping of a settings file, read key by key: what is wrong is remembered with its place, never raised."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence as Items

from briefing.job.nodes import Faults, Mapping, Node, Scalar, Sequence
from briefing.model import Interval, Precision
from briefing.model.edtf import parse_edtf
from briefing.model.time import FIRST_DAY, LAST_DAY

SHOWN = 60
"""How many characters of a wrong value a message shows."""


class Section:
    """A mapping whose keys are known.

    ``path`` is where it stands: "" for the whole file, "limits", "sources[2]". Each method returns the value of a key,
    or None when the key is absent or wrong; in the second case ``faults`` says why.
    """

    def __init__(self, node: Node, path: str, keys: Items[str], faults: Faults) -> None:
        self.node, self.path, self._faults = node, path, faults
        self._values: dict[str, Node] = {}
        if not isinstance(node, Mapping):
            faults.add(node, f"{self._at()}found {describe(node)}; allowed: keys and values ({', '.join(keys)})")
            return
        known = frozenset(keys)
        first: dict[str, int] = {}
        for key, value in node.entries:
            if faults.full:
                break
            name = key.text or ""
            if name in first:
                faults.add(key, f"{self._at()}the key {show(name)} stands twice, first in line {first[name]}")
            elif name not in known:
                faults.add(
                    key, f"{self._at()}found the key {show(name)}; allowed: {', '.join(keys)}{nearest(name, keys)}"
                )
            first.setdefault(name, key.line)
            if not (isinstance(value, Scalar) and value.text is None):
                self._values.setdefault(name, value)

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def get(self, key: str) -> Node | None:
        """Return the node of ``key``."""
        return self._values.get(key)

    def child(self, key: str) -> str:
        """Return the path of ``key``, for messages."""
        return f"{self.path}.{key}" if self.path else key

    def require(self, *keys: str) -> bool:
        """Whether one of ``keys`` is there; it is a fault when none is."""
        if any(key in self._values for key in keys):
            return True
        if isinstance(self.node, Mapping):
            self._faults.add(self.node, f"{self._at()}the key {' or '.join(keys)} is missing")
        return False

    def wrong(self, key: str, allowed: str, more: str = "") -> None:
        """Remember that the value of ``key`` is not what is allowed."""
        node = self._values[key]
        self._faults.add(node, f"{self.child(key)}: found {describe(node)}; allowed: {allowed}{more}")

    def refuse(self, key: str, reason: str) -> None:
        """Remember why the value of ``key`` cannot stand, in a sentence of its own."""
        self._faults.add(self._values[key], f"{self.child(key)}: {reason}")

    def section(self, key: str, keys: Items[str]) -> Section | None:
        """Return the keys and values under ``key``."""
        node = self._values.get(key)
        return None if node is None else Section(node, self.child(key), keys, self._faults)

    def text(self, key: str, *, longest: int = 1000) -> str | None:
        """Return a text on one line."""
        node = self._values.get(key)
        return None if node is None else one_text(node, self.child(key), self._faults, longest=longest)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; one text alone is a list of one."""
        node = self._values.get(key)
        if node is None:
            return ()
        if isinstance(node, Scalar):
            text = one_text(node, self.child(key), self._faults)
            return () if text is None else (text,)
        if not isinstance(node, Sequence):
            self.wrong(key, "a list of texts")
            return ()
        read = (one_text(item, f"{self.child(key)}[{n}]", self._faults) for n, item in enumerate(node.items, 1))
        return tuple(text for text in read if text is not None)

    def items(self, key: str, allowed: str) -> tuple[Node, ...]:
        """Return the nodes of a list."""
        node = self._values.get(key)
        if node is None:
            return ()
        if not isinstance(node, Sequence):
            self.wrong(key, allowed)
            return ()
        return node.items

    def whole(self, key: str, least: int, most: int) -> int | None:
        """Return a whole number between ``least`` and ``most``."""
        node = self._values.get(key)
        if node is None:
            return None
        text = node.text if isinstance(node, Scalar) else None
        if text is not None and text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most:
            return int(text)
        self.wrong(key, f"a whole number from {least} to {most}")
        return None

    def choice(self, key: str, choices: Items[str]) -> str | None:
        """Return one of a few words."""
        node = self._values.get(key)
        if node is None:
            return None
        text = node.text if isinstance(node, Scalar) else None
        if text in choices:
            return text
        self.wrong(key, ", ".join(choices), nearest(text or "", choices))
        return None

    def flag(self, key: str) -> bool | None:
        """Return true or false, in the words of YAML 1.2."""
        word = self.choice(key, ("true", "false"))
        return None if word is None else word == "true"

    def date(self, key: str) -> tuple[Interval, Precision] | None:
        """Return the days of an EDTF date, quoted or bare."""
        node = self._values.get(key)
        if node is None:
            return None
        if isinstance(node, Scalar) and node.text is not None:
            try:
                return parse_edtf(node.text)[:2]
            except ValueError as error:
                self.refuse(key, str(error) if len(node.text) <= SHOWN else f"{show(node.text)} is not a date")
                return None
        self.wrong(key, "a date like 2025-08-22, 2025-08, 2025 or 2025-08-18/2025-08-19")
        return None

    def day(self, key: str) -> dt.date | None:
        """Return one day."""
        read = self.date(key)
        if read is None:
            return None
        day = read[0].start
        if not read[0].is_day or day is None or not FIRST_DAY <= day <= LAST_DAY:
            self.wrong(key, f"one day like 2025-08-22, of the years {FIRST_DAY.year} to {LAST_DAY.year}")
            return None
        return day

    def _at(self) -> str:
        return f"{self.path}: " if self.path else ""


def one_text(node: Node, path: str, faults: Faults, *, longest: int = 1000) -> str | None:
    """Return the text of ``node`` when it is one, on one line and not endless."""
    if not isinstance(node, Scalar) or node.text is None:
        faults.add(node, f"{path}: found {describe(node)}; allowed: a text")
        return None
    text = node.text.strip()
    if not text:
        faults.add(node, f"{path}: found an empty text; allowed: a text")
    elif any(ord(char) < 32 or ord(char) in (0x7F, 0x85, 0x2028, 0x2029) for char in text):
        faults.add(node, f"{path}: found {show(text)}; allowed: a text on one line, without control characters")
    elif len(text) > longest:
        faults.add(node, f"{path}: found a text of {len(text):,} characters; allowed: up to {longest:,}")
    else:
        return text
    return None


def describe(node: Node) -> str:
    """Return what stands at ``node``, in words."""
    if isinstance(node, Mapping):
        return "keys and values"
    if isinstance(node, Sequence):
        return "a list"
    return "nothing" if node.text is None else show(node.text)


def show(text: str) -> str:
    """Return ``text`` in quotes, shortened, with what does not print as escapes."""
    return repr(text if len(text) <= SHOWN else f"{text[: SHOWN - 3]}...")


def nearest(word: str, words: Items[str]) -> str:
    """Return the hint that names the word which was probably meant, or nothing.

    >>> nearest("sorces", ("sources", "title"))
    "; did you mean 'sources'?"
    """
    from difflib import get_close_matches

    folded = {other.casefold(): other for other in words}
    found = get_close_matches(word[:SHOWN].casefold(), folded, n=1, cutoff=0.6)
    return f"; did you mean {folded[found[0]]!r}?" if found else ""
