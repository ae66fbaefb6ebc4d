"""Sets of days: the algebra in which constraints on a date are written.

A set is one integer, a bit a day from 1900 to 2100, so that "every Friday", "every 23 August" and "the ten days after"
intersect in microseconds, whatever the number of years.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from briefing.model import Interval

FIRST = dt.date(1900, 1, 1)
LAST = dt.date(2100, 12, 31)
_SIZE = (LAST - FIRST).days + 1
_FULL = (1 << _SIZE) - 1


@dataclass(frozen=True, slots=True, repr=False)
class DaySet:
    """Days between ``FIRST`` and ``LAST``; days outside are cut off.

    >>> fridays = DaySet.weekday(5)
    >>> [str(day) for day in fridays & DaySet.month_day(8, 22) if day.year in range(2014, 2026)]
    ['2014-08-22', '2025-08-22']
    """

    bits: int

    @classmethod
    def all(cls) -> DaySet:
        """Return every day."""
        return cls(_FULL)

    @classmethod
    def of(cls, *days: dt.date) -> DaySet:
        """Return the set of ``days``."""
        bits = 0
        for day in days:
            if FIRST <= day <= LAST:
                bits |= 1 << (day - FIRST).days
        return cls(bits)

    @classmethod
    def interval(cls, interval: Interval) -> DaySet:
        """Return the days of ``interval``; an open side reaches the end of the horizon."""
        low = 0 if interval.start is None else max(0, (interval.start - FIRST).days)
        high = _SIZE if interval.end is None else min(_SIZE, (interval.end - FIRST).days)
        return cls(((1 << high) - 1) >> low << low) if high > low else cls(0)

    @classmethod
    def since(cls, day: dt.date) -> DaySet:
        """Return ``day`` and every day after it."""
        return cls.interval(Interval(day, None))

    @classmethod
    def weekday(cls, number: int) -> DaySet:
        """Return every day of a weekday, Monday is 1."""
        return _weekday(number)

    @classmethod
    def month_day(cls, month: int, day: int) -> DaySet:
        """Return that day of every year; the empty set when no year has it."""
        return _month_day(month, day)

    @classmethod
    def month(cls, month: int) -> DaySet:
        """Return that month of every year."""
        return _month(month)

    def __and__(self, other: DaySet) -> DaySet:
        return DaySet(self.bits & other.bits)

    def __or__(self, other: DaySet) -> DaySet:
        return DaySet(self.bits | other.bits)

    def __sub__(self, other: DaySet) -> DaySet:
        return DaySet(self.bits & ~other.bits)

    def __bool__(self) -> bool:
        return bool(self.bits)

    def __len__(self) -> int:
        return self.bits.bit_count()

    def __iter__(self) -> Iterator[dt.date]:
        bits = self.bits
        while bits:
            lowest = bits & -bits
            yield FIRST + dt.timedelta(days=lowest.bit_length() - 1)
            bits ^= lowest

    def __repr__(self) -> str:
        shown = [str(day) for day, _ in zip(self, range(4), strict=False)]
        return f"DaySet({', '.join(shown)}{' ...' if len(self) > len(shown) else ''})"

    @property
    def first(self) -> dt.date | None:
        """The earliest day, or None."""
        return FIRST + dt.timedelta(days=(self.bits & -self.bits).bit_length() - 1) if self.bits else None

    @property
    def last(self) -> dt.date | None:
        """The latest day, or None."""
        return FIRST + dt.timedelta(days=self.bits.bit_length() - 1) if self.bits else None

    @property
    def length(self) -> int:
        """The number of days from the earliest to the latest, both included."""
        return self.bits.bit_length() - (self.bits & -self.bits).bit_length() + 1 if self.bits else 0

    def shift(self, days: int) -> DaySet:
        """Return the set moved ``days`` later, or earlier when negative."""
        return DaySet((self.bits << days) & _FULL if days >= 0 else self.bits >> -days)

    def spread(self, *, before: int = 0, after: int = 0) -> DaySet:
        """Return the days from ``before`` days before a member to ``after`` days after one."""
        bits = _smear(self.bits, after, later=True) & _FULL
        return DaySet(_smear(bits, before, later=False))

    def years(self) -> tuple[int, ...]:
        """Return the years of which the set holds a day, in order."""
        return tuple(year for year in range(FIRST.year, LAST.year + 1) if self.bits & _year(year))


def _smear(bits: int, days: int, *, later: bool) -> int:
    # Doubling: after each step the smear covers twice as many days.
    done = 0
    while done < days:
        step = min(done + 1, days - done)
        bits |= bits << step if later else bits >> step
        done += step
    return bits


@lru_cache(maxsize=8)
def _weekday(number: int) -> DaySet:
    start = (number - FIRST.isoweekday()) % 7
    return DaySet(sum(1 << n for n in range(start, _SIZE, 7)))


@lru_cache(maxsize=400)
def _month_day(month: int, day: int) -> DaySet:
    days = []
    for year in range(FIRST.year, LAST.year + 1):
        try:
            days.append(dt.date(year, month, day))
        except ValueError:
            continue
    return DaySet.of(*days)


@lru_cache(maxsize=16)
def _month(month: int) -> DaySet:
    bits = 0
    for day in range(1, 32):
        bits |= _month_day(month, day).bits
    return DaySet(bits)


@lru_cache(maxsize=256)
def _year(year: int) -> int:
    return DaySet.interval(Interval(dt.date(year, 1, 1), dt.date(year + 1, 1, 1))).bits
