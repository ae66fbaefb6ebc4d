"""What was announced for a day that has passed is named, and told neither as to come nor as done."""

from __future__ import annotations

import datetime as dt

import pytest
from timeline_articles import article, date, timeline

from briefing.model import Status

LATER = "Parliament passed the budget on Friday."


def headlines(text: str, *others: str, later: str = LATER) -> list[str]:
    first = article(text, day=dt.date(2024, 5, 10))
    made = timeline(
        first, *(article(t, day=dt.date(2024, 5, 15)) for t in others), article(later, day=dt.date(2024, 5, 24))
    )
    return [event.headline for event in made.events if date(event) == "2024-05-14" and event.status is Status.PAST]


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("The company will hold its annual meeting on May 14.", "Annual meeting"),
        ("The next round of talks will be held in Bern on Tuesday, the envoy said.", "Next round of talks"),
        ("The trial of Pavel Brandt will begin on May 14.", "Trial of Pavel Brandt"),
        ("A memorial service will take place in Orsk on May 14.", "Memorial service"),
        ("Shareholders will vote on the offer on May 14.", "Shareholders will vote on the offer"),
    ],
)
def test_what_nobody_confirmed_is_named(text: str, headline: str) -> None:
    assert headlines(text) == [headline]


def test_what_came_true_is_told_as_done() -> None:
    done = "The trial of Pavel Brandt began on Tuesday."
    assert headlines("The trial of Pavel Brandt will begin on May 14.", done) == ["Trial of Pavel Brandt begins"]


def test_what_still_lies_ahead_is_told_as_to_come() -> None:
    made = timeline(article("The company will hold its annual meeting on May 14.", day=dt.date(2024, 5, 10)))
    assert [event.headline for event in made.events] == ["Company will hold its annual meeting"]
