"""Time expressions of a text in one call: ``briefing.find_dates``."""

from __future__ import annotations

import datetime as dt

from briefing.model.time import Interval, TimeExpression


def find_dates(
    text: str, *, anchor: dt.date | str | Interval | None = None, language: str = "en"
) -> tuple[TimeExpression, ...]:
    """Return the time expressions of ``text`` in their order, each with its value, its days and the reason for them.

    ``anchor`` is when the text was written: a day, an ISO 8601 date ("2025-08-22", "2025-08") or an interval. Without
    it, what counts from that day keeps the X in its value and has no interval. Offsets count code points.

    Raises ValueError for an anchor that is no date, TypeError for one of another type, and `RuleError` for a language
    tag that is none.

    >>> for found in find_dates("They met on Monday and will meet again next month.", anchor="2025-08-22"):
    ...     print(found.text, found.value, found.interval.start)
    Monday 2025-08-18 2025-08-18
    next month 2025-09 2025-09-01
    """
    from briefing.dates.find import find
    from briefing.dates.resolve import resolve

    return resolve(text, find(text, language=language), as_interval(anchor), language=language)


def as_interval(anchor: dt.date | str | Interval | None) -> Interval | None:
    """Return the days that an anchor stands for."""
    if anchor is None or isinstance(anchor, Interval):
        return anchor
    if isinstance(anchor, dt.datetime):
        return Interval.day(anchor.date())
    if isinstance(anchor, dt.date):
        return Interval.day(anchor)
    if not isinstance(anchor, str):
        raise TypeError(f"an anchor is a day, an ISO 8601 date or an Interval, not {type(anchor).__name__}")
    from briefing.dates.absolute import read_date

    found = read_date(anchor)
    if found is None:
        raise ValueError(f"{anchor!r} is no date; write it as 2025-08-22")
    return found[0]
