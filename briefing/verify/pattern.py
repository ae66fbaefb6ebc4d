"""What a paragraph, an item or a row has to say, in parts that are read from left to right, white space apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from briefing.render.cleaning import clean

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_COMMON = 0x250  # every font of the page has the letters below: they are never replaced
_REFERENCES = re.compile(r"(?:[,;]?S\d{1,6}(?:[–-]S\d{1,6})?)*")
_REFERENCE = re.compile(r"S(\d{1,6})(?:[–-]S(\d{1,6}))?")
_MOST_REFERENCES = 100_000


def key(text: str) -> str:
    """Return a text as it is compared: as the page prints it, without white space.

    >>> key("one\\ttwo\\u00a0three")
    'onetwothree'
    """
    return "".join(clean(text).split())


@dataclass(frozen=True, slots=True)
class Words:
    """Exactly these words."""

    text: str  # a key
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """Words of a certain form."""

    regex: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class References:
    """References to exactly these sources."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Any words that pass a test, up to the next words that are sure."""

    test: Callable[[str], bool]


Part = Words | Form | References | Passage


@dataclass(frozen=True, slots=True)
class Expected:
    """Something that has to stand on the page: what it is, where it belongs, what it says."""

    kind: str
    place: str
    parts: tuple[Part, ...]
    shown: str  # for messages
    required: bool = True
    editor: bool = False  # a person's words

    def fits(self, text: str) -> bool:
        """Return whether a text of the page, as a key, says just this."""
        at = 0
        for number, part in enumerate(self.parts):
            end = _read(part, self.parts[number + 1 :], text, at)
            if end < 0:
                return False
            at = end
        return at == len(text)

    @property
    def said(self) -> str:
        """The sure words of it, as a key."""
        return "".join(part.text for part in self.parts if isinstance(part, Words))

    def references(self, text: str) -> str:
        """Return the references with which a text ends that says this but for its references; else nothing."""
        if not self.parts or not isinstance(self.parts[-1], References):
            return ""
        found = list(_REFERENCES.finditer(text))
        tail = next((one for one in found if one.end() == len(text) and one.group()), None)
        if tail is None or not Expected("", "", self.parts[:-1], "").fits(text[: tail.start()]):
            return ""
        return tail.group()


def same(printed: str, meant: str) -> bool:
    """Return whether a text is printed as it was meant: a letter that no font has may stand as U+FFFD."""
    if printed == meant:
        return True
    if _REPLACEMENT not in printed or len(printed) != len(meant):
        return False
    return all(a == b or (a == _REPLACEMENT and ord(b) >= _COMMON) for a, b in zip(printed, meant, strict=True))


def within(printed: str, whole: str) -> bool:
    """Return whether a text stands somewhere in another, but for letters that no font has."""
    if _REPLACEMENT not in printed:
        return printed in whole
    form = "".join(f"[^\x00-{chr(_COMMON - 1)}]" if one == _REPLACEMENT else re.escape(one) for one in printed)
    return re.search(form, whole) is not None


def _read(part: Part, rest: tuple[Part, ...], text: str, at: int) -> int:
    """Return where a part ends that begins at ``at``, or -1."""
    if isinstance(part, Words):
        end = at + len(part.text)
        if same(text[at:end], part.text):
            return end
        return at if part.optional else -1
    if isinstance(part, Form):
        found = part.regex.match(text, at)
        return found.end() if found else -1
    if isinstance(part, References):
        return _end_of_references(part, text, at)
    following = next((other.text for other in rest if isinstance(other, Words) and not other.optional), "")
    end = text.find(following, at) if following else len(text)
    return end if end >= 0 and part.test(text[at:end]) else -1


def _end_of_references(part: References, text: str, at: int) -> int:
    """Return where the references end; digits that follow them in the next cell of a table are not theirs."""
    told = _REFERENCES.match(text, at)
    assert told is not None
    for end in range(told.end(), at - 1, -1):
        if _REFERENCES.fullmatch(text, at, end) and _numbers(text[at:end]) == set(part.numbers):
            return end
    return -1


def _numbers(text: str) -> set[int]:
    """Return the sources that references name: S1S3–S5 are 1, 3, 4 and 5."""
    found: set[int] = set()
    for first, last in _REFERENCE.findall(text):
        ends = int(first), int(last or first)
        if ends[1] - ends[0] > _MOST_REFERENCES:
            return set()
        found.update(range(ends[0], ends[1] + 1))
    return found
