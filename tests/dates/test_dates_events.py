"""Lengths around events: what they wait for, and where they lead once the event has a date."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing.dates.api import find_dates
from briefing.dates.events import resolve_event
from briefing.model import AnchorKind, Interval, TimeExpression

FRIDAY = "2025-08-22"
SUMMIT = Interval.day(dt.date(2025, 8, 15))
WAR = Interval.closed(dt.date(1914, 7, 28), dt.date(1918, 11, 11))


def only(text: str) -> TimeExpression:
    (found,) = find_dates(text, anchor=FRIDAY)
    return found


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("He left three days after the summit in Geneva, it is said.", "the summit in Geneva"),
        ("It fell six weeks before he took office.", "he took office"),
        ("Hours after the vote: silence.", "the vote"),
    ],
)
def test_event_is_named(text: str, label: str) -> None:
    found = only(text)
    assert (found.anchor.kind, found.anchor.label, found.interval) == (AnchorKind.EVENT, label, None)
    assert f"“{label}”" in found.explanation


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("He left three days after the summit.", "2025-08-18", "2025-08-18", "day"),
        ("He left three days before the summit.", "2025-08-12", "2025-08-12", "day"),
        ("He left two weeks after the summit.", "2025-08-29", "2025-08-29", "day"),
        ("He left two months after the summit.", "2025-10-01", "2025-10-31", "month"),
        ("He left five years before the summit.", "2020-01-01", "2020-12-31", "year"),
        ("He left a year and a half after the summit.", "2027-02-01", "2027-02-28", "month"),
        ("He left 48 hours after the summit.", "2025-08-17", "2025-08-17", "day"),
        ("He left two hours after the summit.", "2025-08-15", "2025-08-16", "within"),
        ("He left minutes before the summit.", "2025-08-14", "2025-08-15", "within"),
        ("He left weeks after the summit.", "2025-08-16", "None", "after"),
        ("He left weeks before the summit.", "None", "2025-08-14", "before"),
    ],
)
def test_days_follow_from_the_event(text: str, first: str, last: str, precision: str) -> None:
    found = resolve_event(only(text), SUMMIT)
    assert found.interval is not None
    assert (str(found.interval.start), str(found.interval.last), found.precision) == (first, last, precision)
    assert (found.anchor.kind, found.anchor.interval) == (AnchorKind.EVENT, SUMMIT)


def test_date_of_another_clause_is_not_the_events() -> None:
    found, _ = find_dates("Three days after the summit they left by the end of June.", anchor=FRIDAY)
    assert found.anchor.kind is AnchorKind.EVENT


def test_value_stays_the_length() -> None:
    assert resolve_event(only("He left three days after the summit."), SUMMIT).value == "P3D"


def test_long_event_gives_a_span() -> None:
    found = resolve_event(only("It opened two years after the war."), WAR)
    assert found.interval == Interval.closed(dt.date(1916, 1, 1), dt.date(1920, 12, 31))
    assert found.precision == "within"


def test_explanation_names_event_and_day() -> None:
    assert resolve_event(only("He left three days after the summit."), SUMMIT).explanation == (
        "three days: after “the summit”, Friday 15 August 2025, leads to Monday 18 August 2025."
    )


@pytest.mark.parametrize("text", ["He left on Monday.", "It took three days.", "He left three days ago."])
def test_what_counts_from_no_event_is_left(text: str) -> None:
    found = only(text)
    assert resolve_event(found, SUMMIT) is found


def test_event_without_days_leaves_it() -> None:
    found = only("He left three days after the summit.")
    assert resolve_event(found, Interval(None, dt.date(2025, 1, 1))) is found


def test_years_outside_the_calendar_leave_it() -> None:
    found = only("It stood 9000 years before the summit.")
    assert resolve_event(found, SUMMIT) is found


def test_date_told_with_the_event_settles_it() -> None:
    found, _ = find_dates("Three days after the vote of 7 May 1999 he left.", anchor=FRIDAY)
    assert (found.anchor.kind, found.interval) == (AnchorKind.EXPRESSION, Interval.day(dt.date(1999, 5, 10)))
