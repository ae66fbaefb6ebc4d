"""Clock times: "9 a.m.", "10:35", "0735", "half past nine"."""

from __future__ import annotations

import re

_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d)(?:[:.](\d\d))?)?")


_HALVES = {"morning": "a", "afternoon": "p", "evening": "p", "night": "p"}
_HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def read_clock(words: list[str]) -> str | None:
    """Return the TIMEX3 time of day that ``words`` name, or None when there is no such time.

    >>> read_clock(["9", "a.m."]), read_clock(["12:30", "p.m."]), read_clock(["0735"]), read_clock(["12", "a.m."])
    ('T09:00', 'T12:30', 'T07:35', 'T00:00')
    >>> read_clock(["25:10"]) is None
    True
    """
    figure = words[0].lower()
    figure = str(_HOURS.index(figure) + 1) if figure in _HOURS else figure
    if re.fullmatch(r"\d{4}", figure):
        figure = f"{figure[:2]}:{figure[2:]}"
    found = _CLOCK.fullmatch(figure)
    if found is None:
        return None
    hour, minute, second = int(found[1]), int(found[2] or 0), found[3]
    half = _HALVES.get(words[-1].lower(), words[-1][:1].lower()) if len(words) > 1 else ""
    if half in ("a", "p") and hour > 12:
        half = ""  # "16:30 p.m." says it twice
    if half in ("a", "p"):
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or minute > 59:
        return None
    return f"T{hour:02d}:{minute:02d}" + (f":{second}" if second else "")
