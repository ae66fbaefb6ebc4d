"""What a person or a page states about an article, apart from the article itself."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, fields, replace
from typing import Any

from briefing.dates.absolute import read_date
from briefing.model import FACTS, Interval
from briefing.sources.agreement import differ, quoted
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
    origins: tuple[
        tuple[str, str], ...
    ] = ()  # where each fact beside the date stands: ("title", "front matter, title")

    def read_in(self, **places: str) -> Declared:
        """Return these facts with the place in which each was read; what is told of one that is not there is dropped.

        >>> Declared(title="Ferries sail again").read_in(title="mail Subject", author="mail From").origins
        (('title', 'mail Subject'),)
        """
        found = ((fact, places.get(fact, "")) for fact in FACTS if getattr(self, fact))
        return replace(self, origins=tuple((fact, place) for fact, place in found if place))

    def without(self, *facts: str) -> Declared:
        """Return these facts without some of them."""
        kept = tuple((fact, place) for fact, place in self.origins if fact not in facts)
        dropped: dict[str, Any] = dict.fromkeys(facts)
        return replace(self, origins=kept, **dropped)

    def or_else(self, other: Declared) -> Declared:
        """Return these facts, with those of ``other`` where these are silent.

        A moment that is stated in UTC says nothing of the day at its outlet: its day is that in ``timezone``. One with
        an offset of its own keeps its day. Where both name a day, and not the same, the note tells the other one; so
        does the origin of every other fact.
        """
        missing = {f.name: getattr(other, f.name) for f in fields(self) if not getattr(self, f.name)}
        missing["origins"] = self._origins_with(other)
        if self.published is None:
            return replace(self, **missing)._in_zone()
        missing |= {"published_note": self.published_note, "published_at": self.published_at}
        if self.published != other.published and other.published is not None and self.published_note:
            source = f" ({other.published_note})" if other.published_note else ""
            missing["published_note"] = f"{self.published_note}; the file itself says {_shown(other.published)}{source}"
        return replace(self, **missing)

    def _origins_with(self, other: Declared) -> tuple[tuple[str, str], ...]:
        own, others = dict(self.origins), dict(other.origins)
        found: dict[str, str] = {}
        for fact in FACTS:
            value, there = getattr(self, fact), getattr(other, fact)
            found[fact] = own.get(fact, "") if value else others.get(fact, "")
            if found[fact] and value and there and differ(fact, value, there):
                source = f" ({others[fact]})" if fact in others else ""
                found[fact] += f"; the file itself says {quoted(there)}{source}"
        return tuple((fact, place) for fact, place in found.items() if place)

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


def first_stated(fact: str, *stated: tuple[str | None, str]) -> tuple[str | None, str]:
    """Return the first value of a fact that is there, and its place; one that clearly contradicts it is told with it.

    >>> first_stated("language", (None, "JSON-LD inLanguage"), ("en", "html lang"), ("de", "meta name language"))
    ('en', 'html lang; meta name language says “de”')
    """
    found = [(value, place) for value, place in stated if value]
    if not found:
        return None, ""
    (value, place), *others = found
    other = next(((said, where) for said, where in others if differ(fact, value, said)), None)
    return value, place if other is None else f"{place}; {other[1]} says {quoted(other[0])}"


def plain_fact(value: str) -> str | None:
    """Return ``value`` on one line without control characters, cut to ``LONGEST_FACT``; None when nothing is left.

    >>> plain_fact(" Rail strike\\n ends ")
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
