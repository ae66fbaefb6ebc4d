"""What came a length before a dated verb has its day too."""

from __future__ import annotations

import pytest
from timeline_articles import date, timeline


def told(text: str) -> dict[str, str]:
    return {date(event): event.headline for event in timeline(text).events}


@pytest.mark.parametrize(
    ("text", "day", "headline"),
    [
        (
            "Faro dismissed its inspector on Wednesday, a week after a footbridge fell into the river.",
            "2024-05-08",
            "Footbridge falls into the river",
        ),
        ("The vote came on Sunday, a day after the union agreed on a rise.", "2024-05-11", "Union agrees on a rise"),
        ("A court freed Lee on Monday, two days before deputies voted on a pardon.", "2024-05-15", "Deputies vote on"),
    ],
)
def test_a_length_after_a_clause_counts_back_to_it(text: str, day: str, headline: str) -> None:
    found = told(text)
    assert len(found) == 2
    assert found[day].startswith(headline)


@pytest.mark.parametrize(
    "text",
    [
        "Faro dismissed its inspector on Wednesday, five weeks after a footbridge fell.",  # more or less
        "Faro dismissed its inspector on Wednesday, days after a footbridge fell.",
        "Faro dismissed its inspector on Wednesday, a week before the footbridge opens.",  # to come
        "Rebels took Faro on Tuesday, three days after they had entered Lagos.",
    ],
)
def test_nothing_is_counted_that_is_not_sure(text: str) -> None:
    assert len(told(text)) == 1


def test_the_explanation_says_from_what_it_was_counted() -> None:
    made = timeline("The vote came on Sunday, a day after the union agreed on a rise.")
    (event,) = (event for event in made.events if date(event) == "2024-05-11")
    assert [r.expression.explanation for r in event.resolutions] == [
        "a day before “Sunday”, the day of what came then."
    ]
