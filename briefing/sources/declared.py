"""What a person or a page states about an article, apart from the article itself."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, fields, replace

from briefing.dates.absolute import read_date
from briefing.model import Interval
from briefing.sources.moment import clock, day_there

LONGEST_FACT = 500
"""Characters of a title or a name that are kept; longer ones are cut."""


@dataclass(frozen=True, slots=True)
class Declared:
    """Facts about an article as stated in a brief, in front matter or in the metadata of a page; None where silent."""

    title: str | None = None
    publisher: str | None = None
    published: Interval | None = None
    published_note: str = ""  # where the date stands: "JSON-LD datePublished"
    url: str | None = None  # http or https
    author: str | None = None
    language: str | None = None  # BCP 47 tag
    published_at: dt.datetime | None = None  # the moment, where it is stated with its zone
    timezone: str | None = None  # of the briefing, as in "Europe/Kyiv"
    notes: tuple[tuple[str, str], ...] = ()  # what, remedy: where the facts contradict each other

    def or_else(self, other: Declared) -> Declared:
        """Return these facts, with those of ``other`` where these are silent.

        A moment that is stated in UTC says nothing of the day at its outlet: its day is that in ``timezone``. One with
        an offset of its own keeps its day. Where both name a day, and not the same, the note tells the other one.
        """
        missing = {f.name: getattr(other, f.name) for f in fields(self) if not getattr(self, f.name)}
        if self.published is None:
            return replace(self, **missing)._in_zone()
        missing |= {"published_note": self.published_note, "published_at": self.published_at}
        if self.published != other.published and other.published is not None and self.published_note:
            source = f" ({other.published_note})" if other.published_note else ""
            missing["published_note"] = f"{self.published_note}; the file itself says {_shown(other.published)}{source}"
        return replace(self, **missing)

    def _in_zone(self) -> Declared:
        """Return these facts with the day of publication as it is in ``timezone``, or a note on it."""
        when, day = self.published_at, self.published
        if when is None or self.timezone is None or day is None:
            return self
        there = day_there(when, self.timezone)
        if there is None or Interval.day(there) == day or not day.is_day:
            return self
        if when.utcoffset():
            return replace(self, published_note=f"{self.published_note}, {clock(when)} ({there} in {self.timezone})")
        note = f"{self.published_note}, {day.start} {clock(when)}, which is {there} in {self.timezone}"
        return replace(self, published=Interval.day(there), published_note=note)


def one_line(value: str) -> str | None:
    """Return ``value`` on one line without control characters, cut to ``LONGEST_FACT``; None when nothing is left.

    >>> one_line(" Rail strike\\n ends ")
    'Rail strike ends'
    """
    kept = "".join(c if unicodedata.category(c) not in _CONTROLS else " " for c in value[: 4 * LONGEST_FACT])
    return " ".join(kept.split())[:LONGEST_FACT].rstrip() or None


def web_address(value: str) -> str | None:
    """Return ``value`` when it is an http or https address without blanks, else None."""
    value = value.strip()
    return value if len(value) <= 2000 and re.fullmatch(r"https?://[^\s<>\"\\\x00-\x20\x7f]+", value, re.I) else None


def publication_date(value: str) -> Interval | None:
    """Return the days that a stated date names, or None when it is none, or only stands where one is missing.

    >>> publication_date("2025-08-22T18:40:00+03:00") == Interval.day(dt.date(2025, 8, 22))
    True
    """
    try:
        found = read_date(value)
    except OverflowError:  # the last day of the calendar has no day after it
        return None
    return None if found is None or found[0] in _PLACEHOLDERS else found[0]


def language_tag(value: str) -> str | None:
    """Return ``value`` as a BCP 47 tag ("en", "pt-BR"), else None.

    >>> language_tag("en_GB")
    'en-GB'
    """
    value = value.strip().replace("_", "-")
    return value if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", value) else None


def _shown(days: Interval) -> str:
    return "/".join(str(day) for day in dict.fromkeys((days.start, days.last)) if day)


_PLACEHOLDERS = tuple(Interval.day(dt.date(year, 1, 1)) for year in (1, 1970))  # what programs write for "no date"
_CONTROLS = frozenset({"Cc", "Cs", "Zl", "Zp"})
