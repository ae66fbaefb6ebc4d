"""What identifies an event, and where it stands among others."""

from __future__ import annotations

import datetime as dt
import hashlib

from briefing.model import Event, Interval, Precision

_YEAR_ALONE = (Precision.YEAR, Precision.DECADE, Precision.CENTURY)
_MONTH_ALONE = (Precision.MONTH, Precision.QUARTER, Precision.HALF, Precision.SEASON)


def event_id(interval: Interval, precision: Precision, text: str) -> str:
    """Return the id of an event: first day, with zeros for what is not known, and a hash of its first bullet's text.

    >>> event_id(Interval(dt.date(1994, 1, 1), dt.date(1995, 1, 1)), Precision.YEAR, "A memorandum is signed.")
    '19940000-f1588645'
    """
    start = interval.start
    if start is None:
        day = "00000000"
    elif precision in _YEAR_ALONE:
        day = f"{start.year:04d}0000"
    elif precision in _MONTH_ALONE:
        day = f"{start.year:04d}{start.month:02d}00"
    else:
        day = f"{start.year:04d}{start.month:02d}{start.day:02d}"
    return f"{day}-{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:8]}"


def date_key(interval: Interval) -> tuple[dt.date, int, dt.date]:
    """Return the place of an interval among others: "before 18 August" comes just before the 18th."""
    first = interval.start if interval.start is not None else interval.last or dt.date.min
    side = 0 if interval.start is None else 1 if interval.end is not None else 2
    return first, side, interval.end or dt.date.max


def sort_key(event: Event) -> tuple[dt.date, int, dt.date, str]:
    """Return the key by which the events of a timeline are sorted: date, then id."""
    return *date_key(event.interval), event.id
