"""What a program wrote into a file, believed only where the article itself says the same."""

from __future__ import annotations

from briefing.model import Interval
from briefing.sources.declared import plain_fact
from briefing.sources.lines import alphanumeric

_LINES = 15  # from the top of an article, in which it says when it was published
_LONGEST = 100  # characters of such a line
_TOP = 5_000  # characters of an article, in which its title stands


def confirmed_title(title: str, text: str) -> str | None:
    """Return ``title`` as a plain fact when the top of ``text`` holds it, else None: files are named for other things.

    >>> confirmed_title("Ferries sail again", "FERRIES SAIL AGAIN\\n\\nThey sailed.\\n")
    'Ferries sail again'
    >>> confirmed_title("Microsoft Word - draft3.doc", "Ferries sail again\\n") is None
    True
    """
    letters = alphanumeric(title)
    return plain_fact(title) if letters and letters in alphanumeric(text[:_TOP]) else None


def confirmed_day(day: Interval | None, text: str) -> Interval | None:
    """Return ``day`` when a short line near the top of ``text`` names it, else None.

    A file was made, printed or saved on some day, which need not be the one on which its article was published.

    >>> import datetime as dt
    >>> day = Interval.day(dt.date(2024, 3, 13))
    >>> confirmed_day(day, "Ferries sail again\\n\\nHarbour Post, 13 March 2024\\n") == day
    True
    >>> confirmed_day(day, "Ferries sail again\\n\\nThey sailed.\\n") is None
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
