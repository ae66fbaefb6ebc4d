"""Dates in words: one row of ``wording.yaml`` a date."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefing.brief.wording import date_phrase, weekday_name
from briefing.dates.wording import table
from briefing.model import Interval, Precision
from briefing.model.edtf import parse_edtf

ROWS = yaml.load(Path(__file__).with_name("wording.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['edtf']} {row.get('precision', '')}" for row in ROWS])
def test_wording(row: dict[str, str]) -> None:
    interval, read, approximate = parse_edtf(row["edtf"])
    precision = Precision(row["precision"]) if "precision" in row else read

    def worded(*, year: int | None = None, short: bool = False) -> str:
        words = date_phrase(interval, precision, approximate=approximate, year=year, short=short)
        return words.replace("\u00a0", "~")

    near = row.get("near", row["full"])
    assert (worded(), worded(year=2025), worded(year=2025, short=True)) == (row["full"], near, row.get("short", near))


def test_weekday_stands_before_a_single_day_only() -> None:
    day = Interval.day(dt.date(2025, 8, 18))
    assert date_phrase(day, weekday=True) == "Monday\u00a018\u00a0August\u00a02025"
    assert date_phrase(day, weekday=True, short=True, year=2025) == "Mon\u00a018\u00a0Aug"
    assert "Monday" not in date_phrase(Interval(None, day.start), weekday=True)
    assert weekday_name(dt.date(2025, 8, 18), short=True) == "Mon"


def test_without_precision_days_are_a_span() -> None:
    assert date_phrase(Interval.closed(dt.date(2025, 8, 15), dt.date(2025, 8, 24))) == "15–24\u00a0August\u00a02025"


def test_first_day_of_the_calendar_has_words() -> None:
    assert date_phrase(Interval(dt.date.min, None)) == "after\u00a01\u00a0January\u00a01"
    assert date_phrase(Interval(None, dt.date.max)) == "before\u00a031\u00a0December\u00a09999"


def test_no_bound_has_no_words() -> None:
    with pytest.raises(ValueError, match="open on both sides"):
        date_phrase(Interval(None, None))


@pytest.mark.parametrize("tag", ["en-GB", "tlh", "../../secrets", "", "x"])
def test_unknown_language_is_worded_in_english(tag: str) -> None:
    assert date_phrase(Interval.day(dt.date(2025, 8, 18)), language=tag) == "18\u00a0August\u00a02025"


def test_another_language_is_a_table() -> None:
    days = Interval.closed(dt.date(2025, 8, 18), dt.date(2025, 8, 21))
    assert date_phrase(days, Precision.WITHIN, language="de") == "ein Tag vom 18. bis\u00a021.\u00a0August\u00a02025"
    assert date_phrase(Interval.day(dt.date(2025, 8, 18)), weekday=True, language="de-CH").startswith("Montag")
    assert date_phrase(Interval(None, days.start), language="de") == "vor dem\u00a018.\u00a0August\u00a02025"
    assert date_phrase(Interval(dt.date(2025, 1, 1), None), language="de") == "nach\u00a02024"
    assert table("de").keys() == table("en").keys()
    assert all(table("de")[group].keys() <= table("en")[group].keys() for group in ("forms", "ranges", "within"))


@given(
    st.dates(dt.date(2, 1, 1), dt.date(9880, 1, 1)),
    st.integers(1, 40000),
    st.sampled_from(Precision),
    st.sampled_from([None, 2025]),
    st.booleans(),
    st.sampled_from(["en", "de"]),
)
def test_every_interval_has_words_that_name_its_years(
    day: dt.date, length: int, precision: Precision, year: int | None, short: bool, language: str
) -> None:
    end = day + dt.timedelta(days=length)
    for interval in (Interval(day, end), Interval(None, end), Interval(day, None), Interval.day(day)):
        words = date_phrase(interval, precision, year=year, short=short, language=language)
        assert words == words.strip()
        assert not set("{}[]~") & set(words)
        start, last = interval.start, interval.last
        if precision is Precision.SPAN and start and last and year is None:
            assert str(start.year) in words
            assert str(last.year) in words
