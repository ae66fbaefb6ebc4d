"""Chronologies: lines that open with their day matter most, where there are several."""

from __future__ import annotations

import datetime as dt

import pytest
from timeline_articles import article, dates, timeline

from briefing.model import Document, Plan, Timeline

FIRST = dt.date(2024, 5, 6)  # a Monday
LINES = (
    "{0}6 May{1}The union of the dockers of Tavira walks out.",
    "{0}8 May{1}A tanker turns to Faro.",
    "{0}13 May{1}The minister flies to Tavira.",
    "{0}17 May{1}A judge bans the pickets.",
    "{0}21 May{1}The union of the dockers signs a truce.",
)


def chronology(before: str = "", mark: str = " - ", count: int = len(LINES)) -> Document:
    text = "\n\n".join(line.format(before, mark) for line in LINES[:count])
    return article(f"Here is what has happened so far.\n\n{text}", day=FIRST + dt.timedelta(days=17), path="list")


def report(day: int, text: str) -> Document:
    return article(text, day=FIRST + dt.timedelta(days=day), path=f"{day}-{text[:9]}")


def passages(found: Timeline) -> list[str]:
    return [bullet.text for event in found.events for bullet in event.bullets]


NEWS = (
    report(1, "Dockers of Tavira in the south walked out on Monday after talks on pay and on hours had failed."),
    report(12, "A judge in Tavira banned the pickets of the dockers on Friday after the port had sued them for days."),
)


@pytest.mark.parametrize("mark", [" - ", " – ", ": "])
@pytest.mark.parametrize("before", ["", "• "])
def test_a_line_of_a_chronology_tells_its_day(before: str, mark: str) -> None:
    found = passages(timeline(*NEWS, chronology(before, mark), plan=Plan(days=1, per_day=1)))
    assert found == [LINES[0].format(before, mark)]


def test_four_lines_are_no_chronology() -> None:
    found = passages(timeline(*NEWS, chronology(count=4), plan=Plan(per_day=1)))
    assert not any(text.startswith("6 May") for text in found)


def test_a_day_that_a_chronology_lists_matters_more() -> None:
    other = report(17, "Ships from Faro came back on 9 May, a pilot recalled, when a storm closed its harbour.")
    found = dates(timeline(*NEWS, chronology(), other, plan=Plan(days=3)))
    assert "2024-05-09" not in found
