"""Time zones in words."""

from __future__ import annotations

import datetime as dt
import zoneinfo


def zone_words(timezone: str | None, day: dt.date | None) -> str:
    """Return a zone as a reader knows it, with its offset at noon of ``day`` when the zone data are at hand.

    >>> zone_words("Europe/Kyiv", None)
    'Kyiv time'
    """
    if not timezone:
        return ""
    city = timezone.rsplit("/", 1)[-1].replace("_", " ")
    words = city if city == "UTC" else f"{city} time"
    if day is None or city == "UTC":
        return words
    try:
        noon = dt.datetime(day.year, day.month, day.day, 12, tzinfo=zoneinfo.ZoneInfo(timezone))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return words
    offset = noon.utcoffset() or dt.timedelta()
    minutes = int(offset.total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    return f"{words} (UTC{'+' if minutes >= 0 else '−'}{hours}{f':{rest:02d}' if rest else ''})"
