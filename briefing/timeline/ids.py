"""What identifies an event, and where it stands among others."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Container

from briefing.model import Event, Interval, Precision

_YEAR_ALONE = (Precision.YEAR, Precision.DECADE, Precision.CENTURY)
_MONTH_ALONE = (Precision.MONTH, Precision.QUARTER, Precision.HALF, Precision.SEASON)


def event_id(interval: Interval, precision: Precision, text: str) -> str:
    """Return the id of an event: first day, with zeros for what is not known, and a hash of its first bullet's text.

    >>> event_id(Interval(dt.date(1994, 1, 1), dt.date(1995, 1, 1)), Precision.YEAR, "A memorandum is signed.")
    '19940000-f1588645'
    """
    return f"{_day(interval, precision)}-{_hash(text)}"


def redated(id: str, interval: Interval, precision: Precision) -> str:
    """Return the id of the same event under another date.

    >>> redated("19940000-f1588645", Interval(dt.date(1994, 12, 5), dt.date(1994, 12, 6)), Precision.DAY)
    '19941205-f1588645'
    """
    day = _day(interval, precision)
    return f"{day}-{id.partition('-')[2]}" if id[8:9] == "-" else f"{day}-{_hash(id)}"


def free_id(id: str, taken: Container[str]) -> str:
    """Return ``id``, or where another event of that day rests on the same passage, an id that is free."""
    while id in taken:
        id = f"{id[:8]}-{_hash(id)}"
    return id


def rests_on(id: str, text: str) -> bool:
    """Return whether ``text`` is the bullet that gave an event its id."""
    return id[8:] == f"-{_hash(text)}"


def _day(interval: Interval, precision: Precision) -> str:
    start = interval.start
    if start is None:
        return "00000000"
    if precision in _YEAR_ALONE:
        return f"{start.year:04d}0000"
    if precision in _MONTH_ALONE:
        return f"{start.year:04d}{start.month:02d}00"
    return f"{start.year:04d}{start.month:02d}{start.day:02d}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]


def date_key(interval: Interval) -> tuple[dt.date, int, dt.date]:
    """Return the place of an interval among others: "before 18 August" comes just before the 18th."""
    first = interval.start if interval.start is not None else interval.last or dt.date.min
    side = 0 if interval.start is None else 1 if interval.end is not None else 2
    return first, side, interval.end or dt.date.max


def sort_key(event: Event) -> tuple[dt.date, int, dt.date, str]:
    """Return the key by which the events of a timeline are sorted: date, then id."""
    return *date_key(event.interval), event.id
