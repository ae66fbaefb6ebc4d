"""Dates that stand by themselves in metadata, front matter and other languages, as exact as they are given."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from briefing.dates import calendar
from briefing.model.time import Interval, Precision

_ISO = re.compile(r"(\d{4})(?:-?(\d\d)(?:-?(\d\d))?)?(?:[T ]\d\d:?\d\d.*)?", re.DOTALL)
_HAS_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)|\d{1,2}[./-]\d{1,2}[./-]\d{2}")
_WEEK = re.compile(r"\d{4}-(?:W\d\d(?:-[1-7])?|Q[1-4])")
_MAIL = re.compile(r"(?:[A-Z][a-z]{2},\s*)?(\d{1,2})[\s-]([A-Z][a-z]{2})[a-z]*\.?[\s-](\d{4})\b")
_ENGLISH = re.compile(r"(?:[A-Z][a-z]{2,8}\.?,?\s+)?([A-Z][a-z]{2,8})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_MONTH_YEAR = re.compile(r"([A-Z][a-z]{2,8})\.?,?\s+(\d{4})")
_MONTHS = {
    name: i
    for i, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
_LONGEST = 100  # characters; a date is not longer


def read_date(text: str, *, languages: Sequence[str] | None = None) -> tuple[Interval, Precision] | None:
    """Return the days that ``text`` names and how exactly, or None when it is no whole date.

    ISO 8601, mail dates and English dates are read here; anything else by dateparser, strictly: what the text does not
    say is never filled from the clock. "August 2025" stays a month. A time zone does not move the day.

    >>> read_date("Fri, 22 Aug 2025 09:30:00 +0200")[0].start.isoformat()
    '2025-08-22'
    >>> read_date("2025-08")[1].value
    'month'
    >>> read_date("on Friday") is None
    True
    """
    text = " ".join(text[: _LONGEST * 2].split())[:_LONGEST]
    if not text or not any(c.isdigit() for c in text):
        return None
    found = _plain(text)
    if found is not None or _ISO.fullmatch(text) or not _HAS_YEAR.search(text):
        return found
    return _by_dateparser(text, languages)


def _plain(text: str) -> tuple[Interval, Precision] | None:
    found = _ISO.fullmatch(text)
    if found is not None:
        return calendar.interval_of("-".join(part for part in found.groups() if part))
    if _WEEK.fullmatch(text):
        return calendar.interval_of(text)
    for pattern, order in ((_MAIL, (3, 2, 1)), (_ENGLISH, (3, 1, 2)), (_MONTH_YEAR, (2, 1, 0))):
        match = pattern.match(text) if order[2] else pattern.fullmatch(text)
        if match is None:
            continue
        month = _MONTHS.get(match[order[1]][:3].lower())
        if month is None or not _is_month(match[order[1]]):
            continue
        day = f"-{int(match[order[2]]):02d}" if order[2] else ""
        return calendar.interval_of(f"{match[order[0]]}-{month:02d}{day}")
    return None


def _is_month(word: str) -> bool:
    names = (
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    )
    return (len(word) >= 3 and any(name.startswith(word.lower()) for name in names)) or word == "Sept"


def _by_dateparser(text: str, languages: Sequence[str] | None) -> tuple[Interval, Precision] | None:
    from dateparser.date import DateDataParser

    settings = {
        "STRICT_PARSING": False,
        "REQUIRE_PARTS": ["month", "year"],
        "PREFER_DAY_OF_MONTH": "first",
        "RELATIVE_BASE": dt.datetime(2001, 1, 1),
        "PARSERS": ["absolute-time"],
        "NORMALIZE": True,
    }
    known = list(languages) if languages else None
    try:
        data = DateDataParser(languages=known, settings=settings).get_date_data(text)
    except (ValueError, OverflowError, TypeError):
        return None
    when = data.date_obj
    if when is None:
        return None
    if data.period == "month":
        return calendar.interval_of(f"{when.year:04d}-{when.month:02d}")
    if data.period == "year":
        return calendar.interval_of(f"{when.year:04d}")
    return Interval.day(when.date()), Precision.DAY
