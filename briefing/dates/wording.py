"""Dates in words, as exactly as they are known and no more.

The words are data, one table a language (``words/en.yaml``); an unknown language is worded in English.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from briefing import resources
from briefing.model.time import Interval, Precision

_NO_BREAK = "\u00a0"
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_FIELD = re.compile(r"\{(\w+)\}")
_DAY = dt.timedelta(days=1)


def date_phrase(
    interval: Interval,
    precision: Precision | None = None,
    *,
    weekday: bool = False,
    year: int | None = None,
    short: bool = False,
    approximate: bool = False,
    language: str = "en",
) -> str:
    """Return ``interval`` in words, to the precision given; no-break spaces stand inside dates.

    Without a precision a single day is a day and more are a span. ``weekday`` names the weekday of a day; ``year`` is a
    year that need not be said, that of the briefing; ``short`` abbreviates months, weekdays and quarters. Raises
    ``ValueError`` for an interval without any bound.

    >>> days = Interval.closed(dt.date(2025, 8, 18), dt.date(2025, 8, 21))
    >>> date_phrase(days, Precision.WITHIN, year=2025).replace(_NO_BREAK, " ")
    'a day from 18 to 21 August'
    """
    wording = _Wording(table(language), year, short, weekday)
    words = wording.of(interval, precision or (Precision.DAY if interval.is_day else Precision.SPAN))
    return wording.form("about", {"date": words}) if approximate else words


def plain_date(interval: Interval, *, weekday: bool = False, year: int | None = None) -> str:
    """Return a day, or the days from and to, in words with common spaces: for texts that stand in files."""
    return date_phrase(interval, weekday=weekday, year=year).replace(_NO_BREAK, " ")


def deadline_phrase(day: dt.date, *, year: int | None = None, short: bool = False, language: str = "en") -> str:
    """Return the last day for something in words; ``year`` and ``short`` as for ``date_phrase``.

    >>> deadline_phrase(dt.date(2025, 8, 31), year=2025).replace(_NO_BREAK, " ")
    'by 31 August'
    """
    return _Wording(table(language), year, short, False).form(
        "by", {"date": date_phrase(Interval.day(day), year=year, short=short, language=language)}
    )


def weekday_name(day: dt.date, *, short: bool = False, language: str = "en") -> str:
    """Return the name of a day of the week.

    >>> weekday_name(dt.date(2025, 8, 18))
    'Monday'
    """
    names: list[str] = table(language)["weekdays_short" if short else "weekdays"]
    return names[day.weekday()]


def month_names(language: str = "en") -> tuple[str, ...]:
    """Return the twelve names of the months.

    >>> month_names()[7]
    'August'
    """
    return tuple(table(language)["months"])


@lru_cache(maxsize=8)
def table(language: str) -> Mapping[str, Any]:
    """Return the table of words for a BCP 47 tag; English where there is none."""
    code = re.split(r"[-_]", language.lower())[0]
    rows: Mapping[str, Any]
    try:
        rows = resources.table(f"dates/words/{code if code.isalpha() and code.isascii() else 'en'}.yaml")
    except FileNotFoundError:
        rows = resources.table("dates/words/en.yaml")
    return rows


class _Wording:
    """One language and one manner of wording."""

    def __init__(self, words: Mapping[str, Any], home: int | None, short: bool, weekday: bool) -> None:
        self.words, self.home, self.short, self.weekday = words, home, short, weekday

    def form(self, name: str, fields: Mapping[str, str], group: str = "forms") -> str:
        forms: Mapping[str, str] = self.words[group]
        chosen = forms[f"{name}_short"] if self.short and f"{name}_short" in forms else forms[name]

        def kept(match: re.Match[str]) -> str:
            return match[1] if all(fields.get(name) for name in _FIELD.findall(match[1])) else ""

        return _OPTIONAL.sub(kept, chosen).replace("~", _NO_BREAK).format_map(fields)

    def of(self, interval: Interval, precision: Precision) -> str:
        start, last = interval.start, interval.last
        if start is None and last is None:
            raise ValueError("a date that is open on both sides has no words")
        if start is None:
            assert last is not None
            return self._side("before", last + _DAY, last)
        if last is None:
            before = start - _DAY if start > dt.date.min else start
            return self._side("after", before, before)
        if precision is Precision.DAY and start == last:
            return self.day(start)
        if precision is Precision.WEEK and (last - start).days == 6:
            return self.form("week", {"date": self.day(start, weekday=False)})
        if precision is Precision.WEEKEND:
            return self.form("weekend", {"date": self._range("ranges", start, last)})
        if precision in (Precision.WITHIN, Precision.BEFORE, Precision.AFTER):
            return self._within(start, last)
        unit = self._unit(start, last, precision)
        return unit if unit is not None else self._range("ranges", start, last)

    def day(self, day: dt.date, *, weekday: bool | None = None) -> str:
        named = self.weekday if weekday is None else weekday
        return self.form("day", self._fields(day, day) | ({} if named else {"weekday": ""}))

    def _fields(self, start: dt.date, last: dt.date) -> dict[str, str]:
        """The fields of both ends; the year of the briefing is left empty where a form may leave it out."""
        short = "_short" if self.short else ""
        months, weekdays = self.words[f"months{short}"], self.words[f"weekdays{short}"]
        own = start.year == last.year == self.home
        return {
            "weekday": weekdays[start.weekday()],
            "weekday2": weekdays[last.weekday()],
            "day": str(start.day),
            "day2": str(last.day),
            "month": months[start.month - 1],
            "month2": months[last.month - 1],
            "year": "" if own else str(start.year),
            "year2": str(last.year),
        }

    def _side(self, name: str, limit: dt.date, last_inside: dt.date) -> str:
        """The days on one side of ``limit``; the turn of a year is named by the year alone."""
        if (last_inside.month, last_inside.day) == (12, 31):
            return self.form(f"{name}_year", {"date": str(limit.year)})
        return self.form(name, {"date": self.day(limit, weekday=False)})

    def _unit(self, start: dt.date, last: dt.date, precision: Precision) -> str | None:
        """The wording of a whole calendar unit, or None when the days are not one."""
        months = _whole_months(start, last)
        year = {"year": str(start.year), "year2_short": f"{last.year % 100:02d}"}
        number = (start.month - 1) // 3 if precision is Precision.QUARTER else (start.month - 1) // 6
        ordinal = {"ordinal": self.words["ordinals"][number], "number": str(number + 1)}
        whole_years = start.month == 1 and months % 12 == 0
        match precision, months:
            case Precision.MONTH, 1:
                return self.form("month", self._fields(start, last))
            case Precision.QUARTER, 3 if start.month % 3 == 1:
                return self.form("quarter", year | ordinal)
            case Precision.HALF, 6 if start.month % 6 == 1:
                return self.form("half", year | ordinal)
            case Precision.SEASON, 3 if start.month in self.words["seasons"]:
                name = "season" if start.year == last.year else "season_over_new_year"
                return self.form(name, year | {"season": self.words["seasons"][start.month]})
            case ((Precision.YEAR | Precision.SPAN), 12) if whole_years:
                return self.form("year", year)
            case Precision.DECADE, 120 if whole_years and start.year % 10 == 0:
                return self.form("decade", year)
            case Precision.CENTURY, 1200 if whole_years and start.year % 100 == 0:
                return self.form("century", {"ordinal": self._century(start.year // 100 + 1)})
        return None

    def _century(self, number: int) -> str:
        teens = 10 < number % 100 < 14
        suffixes: list[str] = self.words["century_suffixes"]
        suffix = self.words["century_teens"] if teens else suffixes[number % 10]
        return f"{number}{suffix}"

    def _within(self, start: dt.date, last: dt.date) -> str:
        if start == last:
            return self.day(start)
        if last - start == _DAY and start.year == last.year:
            name = "either" if start.month == last.month else "either_over_month_end"
            return self.form(name, self._fields(start, last), "within")
        for unit in (Precision.MONTH, Precision.YEAR, Precision.DECADE, Precision.CENTURY):
            words = self._unit(start, last, unit)
            if words is not None:
                return self.form("whole", {"date": words}, "within")
        return self._range("within", start, last)

    def _range(self, group: str, start: dt.date, last: dt.date) -> str:
        months = _whole_months(start, last)
        fields = self._fields(start, last)
        if start == last:
            return self.day(start)
        if months and start.month == 1 and months % 12 == 0:
            fields["year"] = str(start.year)
            return self.form("years", fields, group) if months > 12 else str(start.year)
        if months == 1:
            return self.form("month", fields)
        if months:
            return self.form("months_of_year" if start.year == last.year else "months", fields, group)
        if start.year != last.year:
            return self.form("days", fields, group)
        return self.form("one_month" if start.month == last.month else "one_year", fields, group)


def _whole_months(start: dt.date, last: dt.date) -> int:
    """How many whole months the days make; 0 when they do not."""
    end = last + _DAY
    if start.day != 1 or end.day != 1:
        return 0
    return (end.year - start.year) * 12 + end.month - start.month
