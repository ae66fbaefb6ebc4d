"""EDTF there and back, and what is refused."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Interval, Precision
from briefing.model.edtf import format_edtf, parse_edtf

CASES = [
    ("2025-08-18", "2025-08-18", "2025-08-18", Precision.DAY),
    ("2025-08-18/2025-08-19", "2025-08-18", "2025-08-19", Precision.SPAN),
    ("2025-08", "2025-08-01", "2025-08-31", Precision.MONTH),
    ("2025-23", "2025-09-01", "2025-11-30", Precision.SEASON),
    ("2025-24", "2025-12-01", "2026-02-28", Precision.SEASON),
    ("2025-35", "2025-07-01", "2025-09-30", Precision.QUARTER),
    ("2025-40", "2025-01-01", "2025-06-30", Precision.HALF),
    ("2025", "2025-01-01", "2025-12-31", Precision.YEAR),
    ("199X", "1990-01-01", "1999-12-31", Precision.DECADE),
    ("19XX", "1900-01-01", "1999-12-31", Precision.CENTURY),
    ("../2025-08-17", None, "2025-08-17", Precision.BEFORE),
    ("2025-08-19/..", "2025-08-19", None, Precision.AFTER),
]


@pytest.mark.parametrize(("text", "first", "last", "precision"), CASES)
def test_there_and_back(text: str, first: str | None, last: str | None, precision: Precision) -> None:
    interval, kind, approximate = parse_edtf(text)
    assert (interval.start, interval.last) == tuple(dt.date.fromisoformat(d) if d else None for d in (first, last))
    assert kind is precision
    assert not approximate
    assert format_edtf(interval, kind) == text


def test_about_a_year_is_approximate() -> None:
    interval, precision, approximate = parse_edtf("1994~")
    assert (precision, approximate) == (Precision.YEAR, True)
    assert format_edtf(interval, precision, approximate=True) == "1994~"


@pytest.mark.parametrize(
    "text", ["", "2025-02-30", "2025-13", "25", "../..", "2025-08-19/2025-08-18", "0000", "soon", "9999", "9999-12-31"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        parse_edtf(text)


@given(st.dates(dt.date(1000, 1, 1), dt.date(9000, 1, 1)), st.integers(1, 4000))
def test_any_closed_range_survives(start: dt.date, days: int) -> None:
    interval = Interval(start, start + dt.timedelta(days=days))
    assert parse_edtf(format_edtf(interval, Precision.SPAN))[0] == interval
