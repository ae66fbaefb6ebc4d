"""Live blogs that were copied as plain text: lines that are a date and a time of day, with an entry under each."""

from __future__ import annotations

import datetime as dt
import re

from briefing.sources.declared import plain_fact
from briefing.sources.live import Entry
from briefing.sources.text import title_of
from briefing.sources.written import days_in

_CLOCK = re.compile(r"(?<![\d.:])([01]?\d|2[0-3])[:.h]([0-5]\d)(?::[0-5]\d)?\s?([ap])?\.?(?:m\b\.?)?", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 60  # characters of a line that is a stamp
_MOST_WORDS = 6  # of such a line: the weekday, the month, the zone, "updated at"
_FEWEST = 3  # stamps of a live blog


def read_live_text(text: str, start: int, language: str) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """Return the entries of a text that has a stamp of day and time above each, and the lines before the first.

    Nothing where all of it was written on one day: that is an article like any other.
    """
    entries: list[tuple[dt.datetime, str, list[str]]] = []
    before: list[str] = []
    for line in text[start:].split("\n"):
        line = line.strip()
        if line and (when := _stamp(line, language)) is not None:
            entries.append((when, line, []))
        elif line:
            (entries[-1][2] if entries else before).append(line)
    found = tuple(Entry(when, tuple(lines), stamp) for when, stamp, lines in entries if lines)
    if len(found) < _FEWEST or len({entry.at.date() for entry in found}) < 2:
        return (), ()
    return found, tuple(before)


def title_before(before: tuple[str, ...]) -> str | None:
    """Return the title in the lines that stand before the entries."""
    return plain_fact(title_of(before[0]) or "") if before else None


def _stamp(line: str, language: str) -> dt.datetime | None:
    """Return the day and the time that a line is, or None where it is more, or less."""
    if len(line) > _LONGEST or (line[-1] in ".!?" and not line.endswith(".m.")):
        return None
    time = _CLOCK.search(line)
    if time is None or len(_WORD.findall(line)) > _MOST_WORDS:
        return None
    days = set(days_in(line.replace(time[0], " "), language))
    if len(days) != 1:
        return None
    day = days.pop().start
    hour, minute = int(time[1]), int(time[2])
    if time[3]:
        hour = hour % 12 + (12 if time[3].lower() == "p" else 0)
    return None if day is None else dt.datetime.combine(day, dt.time(hour, minute))
