"""Dates that count from an event are counted once more, and only from days that the sources name."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from briefing.dates.find import find
from briefing.dates.resolve import resolve
from briefing.model import Anchor, AnchorKind, DateBasis, Document, Event, Interval, Plan, Timeline
from briefing.timeline.build import build
from briefing.verify.attached import Attached
from briefing.verify.dates import check_dates
from briefing.verify.record import State

DAY = dt.date(2024, 5, 17)
TEXTS = ("Deputies in Chad voted on Monday.", "Ana Reyes opened the dam three days after the vote in Chad.")


def made() -> Timeline:
    documents = [
        Document(
            f"d{n}", f"{n}.txt", f"{n}", f"{n}", text, published=Interval.day(DAY), published_basis=DateBasis.GIVEN
        )
        for n, text in enumerate(TEXTS)
    ]
    timeline, _ = build(documents, {d.id: resolve(d.text, find(d.text), d.published) for d in documents}, Plan())
    return timeline


def states(timeline: Timeline) -> dict[str, State]:
    """The state of each check of what the dam rests on, by its kind."""
    attached = {d.id: Attached(d.text, True) for d in timeline.documents}
    (dam,) = [event for event in timeline.events if "dam" in event.headline]
    checks = check_dates(timeline, attached)
    return {check.kind: check.state for check in checks if f"event {dam.id}" in check.place}


def counted_from(timeline: Timeline, days: Interval) -> Timeline:
    """The timeline, as if what counts from an event counted from ``days``."""

    def moved(event: Event) -> Event:
        rows = tuple(
            replace(one, expression=replace(one.expression, anchor=Anchor(AnchorKind.EVENT, days, None, "the vote")))
            if one.expression.anchor.kind is AnchorKind.EVENT
            else one
            for one in event.resolutions
        )
        return replace(event, resolutions=rows)

    return replace(timeline, events=tuple(moved(event) for event in timeline.events))


def test_day_is_counted_again() -> None:
    assert states(made()) == {"bracket": State.PROVEN, "expression": State.PROVEN, "date": State.PROVEN}


@pytest.mark.parametrize("day", [3, 14])
def test_other_day_is_found_out(day: int) -> None:
    forged = counted_from(made(), Interval.day(dt.date(2024, 5, day)))
    assert states(forged)["expression"] is State.FALSE


def test_day_that_no_source_names_is_not_proven() -> None:
    timeline = made()
    days = Interval.day(dt.date(2024, 5, 13))
    unnamed = replace(
        timeline,
        documents=tuple(replace(d, text=d.text.replace("Monday", "a wet day")) for d in timeline.documents),
    )
    assert states(counted_from(unnamed, days))["expression"] is State.EDITOR
