"""The scale of time: which unit an axis counts in, its cells, and where a day stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.dates.wording import month_names, weekday_name
from briefing.render.words import Words

_CELL = {"day": 19.0, "week": 17.5, "month": 18.5, "quarter": 18.5}  # least width of a cell, in points
_YEAR_CELL = 24.0
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_LAST = dt.date.max.toordinal() + 1


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch of the axis from day ``start`` to before day ``end`` (proleptic ordinals), with its two lines."""

    start: int
    end: int
    upper: str
    lower: str
    weekend: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear scale over whole cells."""

    unit: str  # day, week, month, quarter, year, or "10 years" ...
    cells: tuple[Cell, ...]
    left: float
    right: float

    @property
    def start(self) -> int:
        """The first day, as an ordinal."""
        return self.cells[0].start

    @property
    def end(self) -> int:
        """The day after the last one."""
        return self.cells[-1].end

    def x(self, ordinal: float) -> float:
        """Return where the day ``ordinal`` begins."""
        return self.left + (self.right - self.left) * (ordinal - self.start) / (self.end - self.start)


def make_scale(first: int, last: int, left: float, right: float) -> Scale:
    """Return the scale from ``first`` to ``last`` (ordinals, both included) in the finest unit that has room."""
    room = right - left
    for unit, least in _CELL.items():
        spans = {"day": 1, "week": 7, "month": 31, "quarter": 92}[unit]
        if (last - first) / spans > 40:
            continue
        cells = tuple(_cells(unit, first, last))
        if len(cells) * least <= room:
            return Scale(unit, cells, left, right)
    years = (last - first) / 365.2425
    for count in _YEARS:
        if years / count > 200:
            continue
        cells = tuple(_year_cells(count, first, last))
        if len(cells) * _YEAR_CELL <= room or count == _YEARS[-1]:
            return Scale("year" if count == 1 else f"{count} years", cells, left, right)
    raise AssertionError("the largest unit always fits")


def year_start(year: int) -> int:
    """Return the ordinal of 1 January, kept inside the calendar."""
    return 1 if year < 1 else _LAST if year > dt.MAXYEAR else dt.date(year, 1, 1).toordinal()


def _cells(unit: str, first: int, last: int) -> Iterator[Cell]:
    begin = dt.date.fromordinal(first)
    if unit == "day":
        for ordinal in range(first, last + 1):
            day = dt.date.fromordinal(ordinal)
            yield Cell(ordinal, ordinal + 1, weekday_name(day, short=True), str(day.day), day.weekday() >= 5)
        return
    if unit == "week":
        seen = ""
        for ordinal in range(max(1, first - begin.weekday()), last + 1, 7):
            monday = dt.date.fromordinal(ordinal)
            named = _month(monday)
            yield Cell(ordinal, min(ordinal + 7, _LAST), named if named != seen else "", str(monday.day))
            seen = named
        return
    step = 1 if unit == "month" else 3
    year, month = begin.year, (begin.month - 1) // step * step + 1
    former = None
    while (start := dt.date(year, month, 1).toordinal()) <= last:
        name = month_names()[month - 1][:3] if step == 1 else f"Q{month // 3 + 1}"
        upper = str(year) if year != former else ""
        former, month = year, month + step
        if month > 12:
            year, month = year + 1, 1
        end = _LAST if year > dt.MAXYEAR else dt.date(year, month, 1).toordinal()
        yield Cell(start, end, upper, name)
        if end == _LAST:
            return


def _year_cells(count: int, first: int, last: int) -> Iterator[Cell]:
    year = dt.date.fromordinal(first).year // count * count
    final = dt.date.fromordinal(last).year
    if count == 100:  # the 20th century is 1901 to 2000
        year = (dt.date.fromordinal(first).year - 1) // 100 * 100 + 1
    while year <= final:
        start, end = year_start(year), year_start(year + count)
        if end > start:
            yield Cell(start, end, *_year_words(year, count))
        year += count


def _year_words(year: int, count: int) -> tuple[str, str]:
    if count == 1:
        return "", str(year)
    if count == 10:
        return "", f"{year}s"
    if count == 100:
        return "", _ordinal(year // 100 + 1)
    return f"{max(year, 1)}–", str(year + count - 1)


def _ordinal(number: int) -> str:
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def title(scale: Scale, words: Words) -> str:
    """Return the time that the axis covers, for the side column: "August 2025", "1994 to 2025"."""
    first, last = dt.date.fromordinal(scale.start), dt.date.fromordinal(scale.end - 1)
    if scale.unit not in ("day", "week"):
        return from_to(first.year, last.year, words)
    if (first.year, first.month) == (last.year, last.month):
        return f"{month_names()[first.month - 1]} {first.year}"
    from_year = "" if first.year == last.year else f" {first.year}"
    return words.chart_from_to.format(first=f"{_month(first)}{from_year}", last=f"{_month(last)} {last.year}")


def from_to(first: int, last: int, words: Words) -> str:
    """Return "1994 to 2025", or the one year."""
    return str(first) if first == last else words.chart_from_to.format(first=first, last=last)


def subtitle(scale: Scale, zone: str, words: Words) -> str:
    """Return the line under the title: the time zone where days are shown, else the unit."""
    if scale.unit == "day":
        return zone
    count, _, years = scale.unit.partition(" ")
    named = {"10": "decade", "100": "century", "1000": "millennium"}.get(count, "years") if years else scale.unit
    return str(getattr(words, f"chart_by_{named}")).format(n=count)


def _month(day: dt.date) -> str:
    return month_names()[day.month - 1][:3]


def short_day(ordinal: int) -> str:
    """Return "22 Aug 2025"."""
    day = dt.date.fromordinal(ordinal)
    return f"{day.day} {_month(day)} {day.year}"
