"""Happenings that only their order dates."""

from __future__ import annotations

import pytest
from timeline_articles import date, timeline

from briefing.model import EventBasis, Status


def ordered(text: str) -> list[tuple[str, str]]:
    return [(date(e), e.headline) for e in timeline(text).events if e.date_basis is EventBasis.ORDER]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ana Reyes opened the dam on Tuesday, following a summit held in Geneva.", ["../2024-05-13"]),
        ("Ana Reyes opened the dam on Tuesday, ahead of a summit in Geneva.", ["2024-05-15/.."]),
        ("Ana Reyes opened the dam on Tuesday after she had met Kari Lund at a summit in Geneva.", ["../2024-05-13"]),
        ("Ana Reyes opened the dam on Tuesday after lunch.", []),
        ("Ana Reyes opened the dam on Tuesday after a summit in Geneva on Monday.", []),
    ],
)
def test_open_intervals(text: str, wanted: list[str]) -> None:
    assert [row[0] for row in ordered(text)] == wanted


def test_happening_that_has_a_date_gives_the_bound() -> None:
    made = timeline(
        "Ana Reyes held talks with Foreign Minister Kari Lund at the White House on Monday.",
        "Both agreed after Lund's visit to the White House "
        "and following a summit held in Geneva that included a dinner.",
    )
    found = [(date(e), e.headline) for e in made.events if e.date_basis is EventBasis.ORDER]
    assert found == [("../2024-05-12", "Summit in Geneva includes a dinner")]


def test_later_happening_is_planned() -> None:
    made = timeline("Ana Reyes opened the dam on Thursday, ahead of a summit in Geneva.")
    (event,) = [e for e in made.events if e.interval.end is None]
    assert (date(event), event.status) == ("2024-05-17/..", Status.PLANNED)
