"""Dates as pages print them: figures whose order is known, words of many languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.model import Interval
from briefing.sources.declared import publication_date

CHANGED = re.compile(r"updat|modif|edited|changed|aktualisiert|actuali|mis à jour|ge(?:ä|ae)ndert", re.IGNORECASE)
"""What marks a date of change."""

_NAME = r"[^\W\d_]{3,12}"
_FIGURES = r"(?P<one>\d\d?)[./-](?P<two>\d\d?)[./-](?P<year>(?:19|20)\d\d)"
_WRITTEN = re.compile(
    rf"""(?<![\w./-])(?:
      (?P<iso>(?:19|20)\d\d[-./]\d\d?[-./]\d\d?)
    | {_FIGURES}
    | \d\d?(?:\.|st|nd|rd|th|er)?[ ]?(?:de[ ])?{_NAME}\.?,?[ ](?:de[ ])?(?:19|20)\d\d
    | {_NAME}\.?[ ]\d\d?(?:st|nd|rd|th)?,?[ ](?:19|20)\d\d
    | (?:19|20)\d\d[ ]?年[ ]?\d\d?[ ]?月[ ]?\d\d?[ ]?日
    )(?![\w/-])""",
    re.VERBOSE,
)
_LEADING = re.compile(rf"{_FIGURES}(?!\d)")


def days_in(line: str, language: str) -> Iterator[Interval]:
    """Yield the days that a line prints; a date in figures that may be read in two ways is none.

    >>> [day.start.isoformat() for day in days_in("Oslo, 13.03.2024 | 10:15", "nb")]
    ['2024-03-13']
    >>> list(days_in("03/04/2024", "en"))
    []
    """
    for match in _WRITTEN.finditer(line):
        if (value := _value(match, language)) and (day := publication_date(value)) is not None and day.is_day:
            yield day


def day_of(line: str, language: str) -> Interval | None:
    """Return the day that a whole line is, or None."""
    figures = _LEADING.match(line)
    value = line if figures is None else _in_order(figures, language)
    day = publication_date(value) if value else None
    return day if day is not None and day.is_day else None


def _value(match: re.Match[str], language: str) -> str:
    if match["iso"]:
        year, month, day = (int(figure) for figure in re.findall(r"\d+", match["iso"]))
        return f"{year:04d}-{month:02d}-{day:02d}"
    if match["one"]:
        return _in_order(match, language)
    return re.sub(r"\s*[年月]\s*", "-", match[0]).rstrip("日")


def _in_order(match: re.Match[str], language: str) -> str:
    """Return figures as year, month and day; empty where a language that writes both orders may mean either."""
    one, two = int(match["one"]), int(match["two"])
    if language[:2].lower() in ("en", "") and one <= 12 and two <= 12 and one != two:
        return ""
    day, month = (one, two) if two <= 12 else (two, one)
    return f"{match['year']}-{month:02d}-{day:02d}"
