"""Lengths that count from an event: dated by whoever dates the event, and by nobody where it could be two."""

from __future__ import annotations

import datetime as dt

import pytest
from timeline_articles import article, date, timeline

from briefing.model import AnchorKind, Document, Event, Interval, NamedEvent, Plan, Precision, Resolution
from briefing.timeline.formats.explanation import explain_event

OPENED = "Ana Reyes opened the dam"


def counted(*articles: str | Document, plan: Plan | None = None) -> list[tuple[Event, Resolution]]:
    """The events that rest on a length around another event; the same in both orders of the articles."""
    made = timeline(*articles, plan=plan)
    assert made == timeline(*reversed(articles), plan=plan)
    return [
        (event, resolution)
        for event in made.events
        for resolution in event.resolutions
        if resolution.expression.anchor.kind is AnchorKind.EVENT
    ]


@pytest.mark.parametrize(
    ("articles", "wanted"),
    [
        ([f"Leaders held a summit in Geneva on 6 May. Three days after the summit, {OPENED}."], "2024-05-09"),
        ([f"The harbour burned on 6 May. {OPENED} a week before the summit in Geneva. It met on 9 May."], None),
        (["The summit in Geneva took place on 6 May.", f"{OPENED} two days after the summit in Geneva."], "2024-05-08"),
        (["Deputies in Chad voted on 6 May.", f"{OPENED} in Chad two days before the vote."], "2024-05-04"),
        (["Deputies in Chad voted on 6 May.", f"{OPENED} in Peru two days before the vote."], None),
        (["Deputies in Chad voted on 6 March.", f"{OPENED} in Chad two days before the vote."], None),
        (["The summit in Geneva took place on 6 May.", f"{OPENED} on 14 May, a week after the Geneva summit."], None),
        (["A summit in Geneva took place on 6 May.", f"{OPENED} three days after a summit."], None),
        (["Minister Kari Lund resigned on 6 May.", f"Four days after Lund resigned, {OPENED}."], "2024-05-10"),
        (["Minister Bo Holm resigned on 6 May.", f"Four days after Lund resigned, {OPENED}."], None),
        (["The summit in Geneva took place on 6 May.", f"{OPENED} three days after the summit in Oslo."], None),
        (["The summit in Geneva was held in March.", f"{OPENED} three days after the summit in Geneva."], None),
        (["A quake in Peru on 6 May cut roads.", f"Two days after the ground shook in Peru, {OPENED}."], "2024-05-08"),
        (["A strike in Oslo began on 6 May.", f"Two days after the strike in Oslo, {OPENED}."], None),
        (["A strike in Oslo ended on 6 May.", f"Two days after the strike in Oslo, {OPENED}."], "2024-05-08"),
        (["The summit in Geneva may take place on 6 May.", f"{OPENED} three days after the summit in Geneva."], None),
    ],
)  # fmt: skip
def test_day_counted_from_an_event(articles: list[str], wanted: str | None) -> None:
    assert [date(event) for event, _ in counted(*articles)] == ([wanted] if wanted else [])


def test_of_two_candidates_neither_is_taken() -> None:
    two = "The summit in Geneva took place on 6 May. Another summit in Geneva took place on 9 May."
    assert counted(two, f"{OPENED} three days after the summit in Geneva.") == []


def test_own_article_comes_before_another() -> None:
    own = f"Deputies in Chad voted on 6 May. {OPENED} in Chad two days after the vote."
    ((event, _),) = counted(own, "Deputies in Chad voted on 2 May.")
    assert date(event) == "2024-05-08"


def test_what_counts_from_an_event_dates_nothing_else() -> None:
    chain = (
        "The summit in Geneva took place on 6 May. Minister Kari Lund resigned two days after the summit in Geneva.",
        f"{OPENED} three days after Lund resigned.",
    )
    assert [date(event) for event, _ in counted(*chain)] == ["2024-05-08"]


def test_date_of_the_article_stays() -> None:
    undated = article(f"{OPENED} three days after the summit in Geneva.", day=None)
    made = timeline("The summit in Geneva took place on 6 May.", undated)
    assert [d.published for d in made.documents if d.id == undated.id] == [None]
    assert "2024-05-09" in [date(event) for event in made.events]


@pytest.mark.parametrize("day", [dt.date(2024, 5, 17), dt.date(2024, 5, 7)])
def test_past_is_never_dated_after_its_article(day: dt.date) -> None:
    told = article(f"{OPENED} three days after the summit in Geneva.", day=day)
    assert bool(counted("The summit in Geneva took place on 6 May.", told)) == (day.day == 17)


def test_calendar_of_the_brief_counts_too() -> None:
    row = NamedEvent(("Lake Days",), Interval.day(dt.date(2024, 5, 6)), Precision.DAY, "calendar.yaml")
    ((event, resolution),) = counted(f"{OPENED} three days after the Lake Days.", plan=Plan(calendar=(row,)))
    assert date(event) == "2024-05-09"
    assert "calendar.yaml dates it" in resolution.expression.explanation


def test_file_says_what_it_counts_from() -> None:
    source = article("The summit in Geneva took place on 6 May.", path="summit.txt")
    made = timeline(source, f"{OPENED} three days after the summit in Geneva.")
    number, event = next((n, e) for n, e in enumerate(made.events, 1) if e.headline.startswith(OPENED[:9]))
    anchor = event.resolutions[0].expression.anchor
    assert (anchor.label, anchor.interval) == ("the summit in Geneva", Interval.day(dt.date(2024, 5, 6)))
    assert event.resolutions[0].expression.explanation == (
        "three days: after “the summit in Geneva”, Monday 6 May 2024, leads to Thursday 9 May 2024; "
        "“6 May” in summit.txt dates it."
    )
    assert "summit.txt dates it" in " ".join(explain_event(made, number).split())
    assert [i.text for i in event.bullets[0].insertions] == ["Thursday 9 May"]
    assert event.bullets[0].text[: event.bullets[0].insertions[0].at].endswith("three days")
