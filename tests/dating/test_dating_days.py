"""Sets of days against sets of dates."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.dating.days import FIRST, LAST, DaySet
from briefing.model import Interval

days = st.dates(FIRST, LAST)
some = st.sets(days, max_size=6)


@given(some, some)
def test_algebra_is_that_of_sets(left: set[dt.date], right: set[dt.date]) -> None:
    a, b = DaySet.of(*left), DaySet.of(*right)
    assert set(a & b) == left & right
    assert set(a | b) == left | right
    assert set(a - b) == left - right
    assert list(a) == sorted(left)
    assert (len(a), bool(a)) == (len(left), bool(left))
    assert (a.first, a.last) == (min(left, default=None), max(left, default=None))


@given(some, st.integers(0, 40), st.integers(0, 40))
def test_spread(members: set[dt.date], before: int, after: int) -> None:
    near = {m + dt.timedelta(days=n) for m in members for n in range(-before, after + 1) if _holds(m, n)}
    assert set(DaySet.of(*members).spread(before=before, after=after)) == near


def _holds(day: dt.date, days: int) -> bool:
    return FIRST <= day + dt.timedelta(days=days) <= LAST


@given(days, st.integers(-400, 400))
def test_shift(day: dt.date, by: int) -> None:
    assert list(DaySet.of(day).shift(by)) == ([day + dt.timedelta(days=by)] if _holds(day, by) else [])


@given(days)
def test_a_day_lies_in_its_weekday_and_its_month_day(day: dt.date) -> None:
    one = DaySet.of(day)
    for number in range(1, 8):
        assert bool(one & DaySet.weekday(number)) is (number == day.isoweekday())
    assert one & DaySet.month_day(day.month, day.day) == one
    assert one.years() == (day.year,)


@given(days, days)
def test_intervals(one: dt.date, other: dt.date) -> None:
    first, last = sorted((one, other))
    held = DaySet.interval(Interval.closed(first, last))
    assert (held.first, held.last, held.length) == (first, last, (last - first).days + 1)
    assert DaySet.interval(Interval(first, None)) == DaySet.since(first)


@pytest.mark.parametrize(("month", "day", "count"), [(2, 29, 49), (2, 30, 0), (8, 23, 201), (13, 1, 0)])
def test_month_days(month: int, day: int, count: int) -> None:
    assert len(DaySet.month_day(month, day)) == count


def test_saturday_23_august() -> None:
    years = (DaySet.weekday(6) & DaySet.month_day(8, 23)).years()
    assert [year for year in years if 2010 < year < 2035] == [2014, 2025, 2031]
