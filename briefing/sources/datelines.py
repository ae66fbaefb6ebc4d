"""Dates that a program wrote into a file, believed only where the article itself says the same."""

from __future__ import annotations

from briefing.model import Interval

_LINES = 15  # from the top of an article, in which it says when it was published
_LONGEST = 100  # characters of such a line


def confirmed(day: Interval | None, text: str) -> Interval | None:
    """Return ``day`` when a short line near the top of ``text`` names it, else None.

    A file was made, printed or saved on some day, which need not be the one on which its article was published.

    >>> import datetime as dt
    >>> day = Interval.day(dt.date(2024, 3, 13))
    >>> confirmed(day, "Ferries sail again\\n\\nHarbour Post, 13 March 2024\\n") == day
    True
    >>> confirmed(day, "Ferries sail again\\n\\nThey sailed.\\n") is None
    True
    """
    if day is None or not day.is_day or day.start is None:
        return None
    from briefing.dates.find import find
    from briefing.dates.resolve import resolve

    lines = [line for line in text[:20_000].split("\n") if line.strip()][:_LINES]
    for line in lines:
        if str(day.start.year) in line and len(line) <= _LONGEST:
            values = {found.value[:10] for found in resolve(line, find(line), None)}
            if day.start.isoformat() in values:
                return day
    return None
