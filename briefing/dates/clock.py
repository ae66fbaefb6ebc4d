"""Clock times: "9 a.m.", "10:35", "0735", "four in the morning"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d)(?:[:.](\d\d))?)?")


def read_clock(
    words: Sequence[str],
    halves: Mapping[str, str],
    numbers: Mapping[str, float | str],
    beside: Mapping[str, int] = MappingProxyType({}),
) -> str | None:
    """Return the TIMEX3 time of day that ``words`` name, or None when there is no such time.

    ``halves`` tells which words mean the first ("a") and the second half of the day ("p"); ``numbers`` are in words;
    ``beside`` tells which words add minutes to an hour (1, "past") or take them off (-1, "to").

    >>> halves = {"a.m.": "a", "p.m.": "p", "morning": "a"}
    >>> [read_clock(w.split(), halves, {"four": 4}) for w in ("9 a.m.", "12:30 p.m.", "0735", "four in the morning")]
    ['T09:00', 'T12:30', 'T07:35', 'T04:00']
    >>> read_clock(["25:10"], halves, {}) is None
    True
    >>> read_clock("ten to three".split(), halves, {"ten": 10, "three": 3}, {"to": -1})
    'T02:50'
    """
    lowered = [word.lower() for word in words]
    for side, sign in beside.items():
        if side in lowered:
            half = next((halves[w] for w in lowered if w in halves), "")
            return _beside(lowered, lowered.index(side), sign, numbers, half)
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


def _beside(words: list[str], at: int, sign: int, numbers: Mapping[str, float | str], half: str) -> str | None:
    """Return the time of "quarter to nine": minutes, the word at ``at``, the hour."""
    minutes = 30.0 if "half" in words[:at] else 15.0 if "quarter" in words[:at] else _number(words[:at], numbers)
    hour = _number(words[at + 1 :], numbers)
    if minutes is None or hour is None or minutes > 59 or not 1 <= hour <= 24:
        return None
    later = 12 if half == "p" and hour < 12 else 0
    total = ((int(hour) + later) * 60 + sign * int(minutes)) % (24 * 60)
    return f"T{total // 60:02d}:{total % 60:02d}"


def _number(words: list[str], numbers: Mapping[str, float | str]) -> float | None:
    for word in reversed(words):
        value = float(word) if word.isdecimal() else numbers.get(word)
        if isinstance(value, (int, float)) and value == int(value):
            return float(value)
    return None
