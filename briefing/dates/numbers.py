"""Numbers in words and figures: "twenty-one", "2 1/2", "one and a half", "1,200", "several"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

Count = float | str  # "X" for a number that is not told

_FIGURES = re.compile(r"\d{1,9}(?:,\d{3}){0,3}(?:\.\d{1,6})?")


def read_number(words: Sequence[str], known: Mapping[str, float | str]) -> Count:
    """Return the number that ``words`` name; words that are not in ``known`` are passed over.

    "one and a half" is 1.5 and "two hundred" 200: a scale multiplies, everything else adds. Of a span ("two to
    three") the caller passes the lower end only.

    >>> known = {"twenty": 20, "one": 1, "half": 0.5, "hundred": 100, "several": "X", "two": 2}
    >>> read_number(["twenty", "-", "one"], known), read_number(["two", "and", "a", "half"], known)
    (21, 2.5)
    >>> read_number(["2", "1/2"], known), read_number(["several", "hundred"], known)
    (2.5, 'X')
    """
    total: float = 0
    seen = False
    for word in words:
        lower = word.lower()
        value = known.get(lower)
        if isinstance(value, str):
            return value
        if value is None:
            value = _figure(lower)
            if value is None:
                continue
        if value >= 100 or lower == "dozen":
            total = (total or 1) * value
        else:
            total += value
        seen = True
    return (int(total) if total == int(total) else total) if seen else "X"


def _figure(word: str) -> float | None:
    above, slash, below = word.partition("/")
    if slash and above.isdecimal() and below.isdecimal() and len(above) < 4 and 0 < len(below) < 4 and int(below):
        return int(above) / int(below)
    word = re.sub(r"(?:st|nd|rd|th)$", "", word)
    return float(word.replace(",", "")) if _FIGURES.fullmatch(word) else None
