"""Live blogs: the entries of one page, and the days on which they were written.

Each day of a live blog is an article of its own, with its own date, so that "today" and "on Friday" count from the day
of the entry; the time of each entry stands above it. A blog of one day is one article.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.model import DateBasis, Furniture, Interval
from briefing.sources.declared import Declared
from briefing.sources.lines import alphanumeric
from briefing.sources.moment import clock, day_there
from briefing.sources.part import Part

STAMP = "time of the entry"
"""The reason why the line above an entry is furniture."""

_UTC = dt.timedelta(0)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: when it was written, what stands above it, and its lines."""

    at: dt.datetime  # with its zone, where it states one
    lines: tuple[str, ...]
    stamp: str = ""  # as the page writes it

    def day(self, timezone: str | None) -> dt.date:
        """Return its day at the outlet; of one in UTC that in ``timezone``."""
        there = day_there(self.at, timezone) if timezone and self.at.utcoffset() == _UTC else None
        return there or self.at.date()


def live_parts(
    entries: Sequence[Entry],
    before: Sequence[str],
    stated: Declared,
    *,
    where: str,
    basis: DateBasis = DateBasis.METADATA,
    timezone: str | None = None,
) -> tuple[Part, ...]:
    """Return the days of a live blog, the first one first and the entries of each in the order of their times.

    ``before`` are the lines that stand above the entries: they belong to the day on which the page says that it was
    published, else to the first one.
    """
    days: dict[dt.date, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: (entry.day(timezone), _time(entry))):
        days.setdefault(entry.day(timezone), []).append(entry)
    own = stated.published.start if stated.published is not None and stated.published.is_day else None
    home = own if own in days else next(iter(days))
    parts = []
    for number, (day, found) in enumerate(days.items(), 1):
        text, furniture = _written(found, before if day == home else (), stated.title)
        facts = replace(stated, published=Interval.day(day), published_note=where, published_at=None, notes=())
        parts.append(Part(text, facts, basis, furniture, number=(number,) if len(days) > 1 else ()))
    if parts and stated.notes:
        parts[0] = replace(parts[0], notes=stated.notes)
    return tuple(parts)


def _time(entry: Entry) -> float:
    return entry.at.replace(tzinfo=entry.at.tzinfo or dt.UTC).timestamp()


def _written(entries: Sequence[Entry], before: Sequence[str], title: str | None) -> tuple[str, tuple[Furniture, ...]]:
    """Return the text of one day and where the times of its entries stand in it."""
    lines = [(line, "") for line in before]
    if title and (not lines or alphanumeric(lines[0][0]) != alphanumeric(title)):
        lines.insert(0, (title, ""))
    for entry in entries:
        lines.append((entry.stamp or clock(entry.at), STAMP))
        lines += ((line, "") for line in entry.lines)
    text, furniture = "", []
    for line, reason in lines:
        if reason:
            furniture.append(Furniture((len(text), len(text) + len(line)), reason))
        text += f"{line}\n\n"
    return text.rstrip("\n") + "\n", tuple(furniture)
