"""Dates as text: EDTF (ISO 8601-2:2019, levels 0 to 2, the part that a timeline needs)."""

from __future__ import annotations

import datetime as dt
import re

from briefing.model.time import Interval, Precision

_SEASON_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}  # northern seasons by their first month (meteorological)
_BLOCKS = {  # EDTF division code -> precision, first month, length in months
    **{code: (Precision.SEASON, month, 3) for code, month in _SEASON_MONTHS.items()},
    **{33 + n: (Precision.QUARTER, 1 + 3 * n, 3) for n in range(4)},
    **{40 + n: (Precision.HALF, 1 + 6 * n, 6) for n in range(2)},
}
_DIGITS = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def format_edtf(interval: Interval, precision: Precision, *, approximate: bool = False) -> str:
    """Return the EDTF text of ``interval``; both ends of a range are included.

    >>> format_edtf(Interval(dt.date(2025, 9, 1), dt.date(2025, 12, 1)), Precision.SEASON)
    '2025-23'
    >>> format_edtf(Interval(None, dt.date(2025, 8, 18)), Precision.BEFORE)
    '../2025-08-17'
    """
    start, last = interval.start, interval.last
    if start is None or last is None:
        return f"{start.isoformat() if start else '..'}/{last.isoformat() if last else '..'}"
    tail = "~" if approximate else ""
    year = f"{start.year:04d}"
    if precision is Precision.DAY:
        return start.isoformat() + tail
    if precision is Precision.MONTH:
        return f"{year}-{start.month:02d}{tail}"
    if precision is Precision.YEAR:
        return year + tail
    if precision is Precision.DECADE:
        return f"{year[:3]}X{tail}"
    if precision is Precision.CENTURY:
        return f"{year[:2]}XX{tail}"
    for code, (kind, month, _) in _BLOCKS.items():
        if kind is precision and month == start.month:
            return f"{year}-{code}{tail}"
    return f"{start.isoformat()}/{last.isoformat()}"


def parse_edtf(text: str) -> tuple[Interval, Precision, bool]:
    """Return interval, precision and whether it is approximate; ``ValueError`` says what is wrong.

    A closed range without more knowledge is a ``span``.

    >>> parse_edtf("2025-33")[0].start.isoformat()
    '2025-01-01'
    """
    text = text.strip()
    if "/" in text:
        return _parse_range(text)
    approximate = text.endswith("~")
    body = text.removesuffix("~")
    if re.fullmatch(r"\d{3}X", body):
        first = int(body[:3]) * 10
        return _years(first, 10, text), Precision.DECADE, approximate
    if re.fullmatch(r"\d{2}XX", body):
        return _years(int(body[:2]) * 100, 100, text), Precision.CENTURY, approximate
    match = _DIGITS.fullmatch(body)
    if not match:
        raise ValueError(f"{text!r} is not a date like 2025-08-18, 2025-08, 2025 or 2025-08-18/2025-08-19")
    year, middle, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if middle is None:
        return _years(year, 1, text), Precision.YEAR, approximate
    if day is not None:
        try:
            return Interval.day(dt.date(year, middle, day)), Precision.DAY, approximate
        except (ValueError, OverflowError):
            raise ValueError(f"{text!r} is no day of the calendar") from None
    if 1 <= middle <= 12 and 1 <= year <= 9998:
        return months(year, middle, 1), Precision.MONTH, approximate
    if middle in _BLOCKS and 1 <= year <= 9997:
        kind, month, length = _BLOCKS[middle]
        return months(year, month, length), kind, approximate
    raise ValueError(f"{text!r} has no month or division {middle:02d}")


def months(year: int, month: int, count: int) -> Interval:
    """Return the ``count`` months that begin with ``month`` of ``year``."""
    ahead = month - 1 + count
    return Interval(dt.date(year, month, 1), dt.date(year + ahead // 12, ahead % 12 + 1, 1))


def _years(first: int, count: int, text: str) -> Interval:
    if not 1 <= first <= 9999 - count:
        raise ValueError(f"{text!r} lies outside the years 1 to 9998")
    return Interval(dt.date(first, 1, 1), dt.date(first + count, 1, 1))


def _parse_range(text: str) -> tuple[Interval, Precision, bool]:
    left, _, right = text.partition("/")
    if left == right == "..":
        raise ValueError(f"{text!r} is open on both sides")
    start = None if left in ("..", "") else parse_edtf(left)[0].start
    end = None if right in ("..", "") else parse_edtf(right)[0].end
    if start is not None and end is not None and start >= end:
        raise ValueError(f"{text!r} ends before it begins")
    precision = Precision.BEFORE if start is None else Precision.AFTER if end is None else Precision.SPAN
    return Interval(start, end), precision, False
