"""Units, intervals and TIMEX3 values."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.dates import calendar
from briefing.model import Precision

DAYS = st.dates(dt.date(200, 1, 1), dt.date(9700, 1, 1))
UNITS = st.sampled_from(["day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century"])


@settings(deadline=None, derandomize=True)
@given(DAYS, UNITS, st.integers(-1, 1))
def test_shift_there_and_back(day: dt.date, unit: str, count: int) -> None:
    there = calendar.shift(day, count, unit)
    assert there.start is not None
    assert calendar.shift(there.start, -count, unit) == calendar.enclosing(day, unit)


@settings(deadline=None, derandomize=True)
@given(DAYS, UNITS)
def test_next_unit_starts_where_this_one_stops(day: dt.date, unit: str) -> None:
    if unit != "weekend":
        assert calendar.shift(day, 1, unit).start == calendar.enclosing(day, unit).end


@settings(deadline=None, derandomize=True)
@given(DAYS, UNITS)
def test_value_names_its_unit(day: dt.date, unit: str) -> None:
    interval = calendar.enclosing(day, unit)
    assert interval.start is not None
    found = calendar.interval_of(calendar.value_of(interval.start, unit))
    assert found == (interval, calendar.PRECISION_OF_UNIT[unit])


@pytest.mark.parametrize(
    ("value", "first", "last", "precision"),
    [
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2020-W53", "2020-12-28", "2021-01-03", "week"),
        ("2024-W10-WE", "2024-03-09", "2024-03-10", "weekend"),
        ("2024-WI", "2024-12-01", "2025-02-28", "season"),
        ("2024-H2", "2024-07-01", "2024-12-31", "half"),
        ("199", "1990-01-01", "1999-12-31", "decade"),
        ("19", "1900-01-01", "1999-12-31", "century"),
        ("2024-03-09TNI", "2024-03-09", "2024-03-09", "day"),
    ],
)
def test_interval_of_value(value: str, first: str, last: str, precision: str) -> None:
    found = calendar.interval_of(value)
    assert found is not None
    assert (str(found[0].start), str(found[0].last), found[1]) == (first, last, Precision(precision))


@pytest.mark.parametrize("value", ["", "P3D", "2024-13", "2024-02-30", "2021-W53", "PRESENT_REF", "XXXX-03", "2024-W1"])
def test_value_that_names_no_days(value: str) -> None:
    assert calendar.interval_of(value) is None


@pytest.mark.parametrize(
    ("count", "unit", "value"),
    [
        (2.5, "year", "P2Y6M"),
        (0.5, "hour", "PT30M"),
        (1.5, "day", "P1DT12H"),
        (2, "fortnight", "P4W"),
        (3, "decade", "P30Y"),
        ("X", "month", "PXM"),
        ("X", "hour", "PTXH"),
        (36, "hour", "PT36H"),
        (90, "minute", "PT90M"),
        (2, "night", "P2TNI"),
        (1200, "year", "P1200Y"),
        (0.3, "second", "PT0.3S"),
    ],
)
def test_length_value(count: float | str, unit: str, value: str) -> None:
    assert calendar.length_value(count, unit) == value


@pytest.mark.parametrize(
    ("day", "count", "unit", "result"),
    [
        ("2024-01-31", 1, "month", "2024-02-29"),
        ("2024-02-29", 1, "year", "2025-02-28"),
        ("2024-03-31", -1, "quarter", "2023-12-31"),
        ("2024-03-13", 2, "fortnight", "2024-04-10"),
        ("2024-03-13", -1, "decade", "2014-03-13"),
        ("2024-03-13", 3, "day", "2024-03-16"),
    ],
)
def test_move(day: str, count: int, unit: str, result: str) -> None:
    assert calendar.move(dt.date.fromisoformat(day), count, unit).isoformat() == result
