"""The moment of publication: where it is stated with its zone, and which day it is in the briefing's."""

from __future__ import annotations

import datetime as dt
import re

_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:?\d\d)(?::?\d\d(?:[.,]\d{1,9})?)? ?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)", re.IGNORECASE
)
_MAIL = re.compile(
    r"(?:[A-Za-z]{3}, ?)?\d{1,2} [A-Za-z]{3} \d{4} \d\d:\d\d(?::\d\d)? (?:[+-]\d{4}|GMT|UT|UTC|Z)\b.{0,20}"
)
_LONGEST = 100  # characters


def moment(value: str) -> dt.datetime | None:
    """Return the moment that ``value`` names with its zone, or None when it names a day alone, or no zone.

    >>> moment("2025-08-21T22:30:00.000Z").isoformat()
    '2025-08-21T22:30:00+00:00'
    >>> moment("Thu, 21 Aug 2025 22:30:00 -0500").isoformat()
    '2025-08-21T22:30:00-05:00'
    >>> moment("2025-08-21T22:30") is None
    True
    """
    value = " ".join(value[: 2 * _LONGEST].split())[:_LONGEST]
    found = _ISO.fullmatch(value)
    try:
        if found is not None:
            offset = found[3].upper().replace(":", "")
            offset = "+0000" if offset[0] not in "+-" else f"{offset:0<5}"
            return dt.datetime.strptime(f"{found[1]} {found[2].replace(':', '')} {offset}", "%Y-%m-%d %H%M %z")
        if _MAIL.fullmatch(value):
            from email.utils import parsedate_to_datetime

            # "-0000" says nothing of the zone, only the moment; so does a bare "GMT".
            when = parsedate_to_datetime(value)
            return when.replace(tzinfo=dt.UTC) if when.tzinfo is None else when
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
    return None


def day_there(when: dt.datetime, timezone: str) -> dt.date | None:
    """Return the day that a moment falls on in a zone ("Europe/Kyiv"), or None where the zone is not known.

    >>> day_there(dt.datetime(2025, 8, 21, 22, 30, tzinfo=dt.UTC), "Europe/Kyiv")
    datetime.date(2025, 8, 22)
    """
    from zoneinfo import ZoneInfo

    try:
        return when.astimezone(ZoneInfo(timezone)).date()
    except (ValueError, OSError, KeyError, OverflowError):
        return None


def clock(when: dt.datetime) -> str:
    """Return the time of day and the zone of a moment as a person writes them.

    >>> clock(dt.datetime(2025, 8, 21, 22, 30, tzinfo=dt.UTC))
    '22:30 UTC'
    """
    name = str(when.tzinfo or "")
    return f"{when:%H:%M} {name}".strip()
