"""Clock times: "9 a.m.", "10:35", "0735", "four in the morning"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d)(?:[:.](\d\d))?)?")


def read_clock(words: Sequence[str], halves: Mapping[str, str], numbers: Mapping[str, float | str]) -> str | None:
    """Return the TIMEX3 time of day that ``words`` name, or None when there is no such time.

    ``halves`` tells which words mean the first ("a") and the second half of the day ("p"); ``numbers`` are in words.

    >>> halves = {"a.m.": "a", "p.m.": "p", "morning": "a"}
    >>> [read_clock(w.split(), halves, {"four": 4}) for w in ("9 a.m.", "12:30 p.m.", "0735", "four in the morning")]
    ['T09:00', 'T12:30', 'T07:35', 'T04:00']
    >>> read_clock(["25:10"], halves, {}) is None
    True
    """
    figure = words[0].lower()
    number = numbers.get(figure)
    if isinstance(number, (int, float)):
        figure = f"{number:.0f}"
    if re.fullmatch(r"\d{4}", figure):
        figure = f"{figure[:2]}:{figure[2:]}"
    found = _CLOCK.fullmatch(figure)
    if found is None:
        return None
    hour, minute, second = int(found[1]), int(found[2] or 0), found[3]
    half = next((halves[w] for w in reversed([w.lower().replace(" ", "") for w in words]) if w in halves), "")
    if half and hour <= 12:  # "16:30 p.m." says it twice
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or minute > 59:
        return None
    return f"T{hour:02d}:{minute:02d}" + (f":{second}" if second else "")
