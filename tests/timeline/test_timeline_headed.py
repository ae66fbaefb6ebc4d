"""Days on lines of their own are those of what stands below them."""

from __future__ import annotations

import datetime as dt

import pytest
from timeline_articles import article, date, everything, timeline

DIARY = (
    "The strike day by day.\n\n{0}\n\nDockers of Tavira walk out over pay. Police watched the gates.\n\n{1}\n\n"
    "Ships turn to Faro. The port lost a million euros on 7 May.\n\n{2}\nThe minister flew to Tavira."
)


def told(*days: str) -> list[tuple[str, str]]:
    made = timeline(article(DIARY.format(*days), day=dt.date(2024, 5, 24)), plan=everything())
    return [(date(event), bullet.text.split()[0]) for event in made.events for bullet in event.bullets]


@pytest.mark.parametrize(
    "days",
    [("Monday, 6 May", "8 May", "May 13, 2024:"), ("6 May", "Wednesday 8 May 2024", "13 May")],
)
def test_a_day_on_a_line_of_its_own_dates_what_stands_below(days: tuple[str, ...]) -> None:
    assert {
        ("2024-05-06", "Dockers"),
        ("2024-05-06", "Police"),
        ("2024-05-08", "Ships"),
        ("2024-05-07", "The"),  # a day of its own goes before
        ("2024-05-13", "The"),
    } <= set(told(*days))


def test_one_such_line_is_the_day_of_the_article() -> None:
    assert not any(day == "2024-05-06" for day, _ in told("6 May", "Second part", "Third part"))


def test_the_line_is_in_the_audit() -> None:
    made = timeline(article(DIARY.format("6 May", "8 May", "13 May"), day=dt.date(2024, 5, 24)), plan=everything())
    (event,) = (event for event in made.events if event.bullets[0].text.startswith("Ships"))
    assert [resolution.expression.text for resolution in event.resolutions] == ["8 May"]


@pytest.mark.parametrize("mark", [" - ", " – ", ": "])
def test_a_line_that_opens_with_its_day_needs_no_verb_that_is_known(mark: str) -> None:
    made = timeline(article(f"6 May{mark}Dockers of Tavira walk out.", day=dt.date(2024, 5, 24)), plan=everything())
    assert [date(event) for event in made.events] == ["2024-05-06"]
