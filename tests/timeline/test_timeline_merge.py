"""One event once: as many pairs that must stay apart as pairs that must be one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from timeline_articles import article, everything, story, timeline

from briefing.model import Status
from briefing.timeline.merging.merge import merge

PAIRS = yaml.load((Path(__file__).parent / "timeline_pairs.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def test_as_many_pairs_apart_as_together() -> None:
    assert len(PAIRS["apart"]) >= len(PAIRS["same"])


@pytest.mark.parametrize(("name", "one", "other"), PAIRS["same"], ids=[row[0] for row in PAIRS["same"]])
def test_one_event(name: str, one: str, other: str) -> None:
    assert [len(event.documents) for event in timeline(one, other).events] == [2], name


@pytest.mark.parametrize(("name", "one", "other"), PAIRS["apart"], ids=[row[0] for row in PAIRS["apart"]])
def test_two_events(name: str, one: str, other: str) -> None:
    assert all(len(event.documents) == 1 for event in timeline(one, other).events), name


def test_longer_time_takes_the_day() -> None:
    _, wednesday, earlier = next(row for row in PAIRS["same"] if row[0] == "a longer time takes the day")
    (event,) = timeline(wednesday, earlier).events
    assert event.interval.is_day
    assert event.interval.start is not None
    assert event.interval.start.isoformat() == "2024-05-15"


def test_evidence_does_not_chain() -> None:
    """The second is like the first and like the third, which have nothing in common but the day."""
    made = timeline(
        "Mayor Rui Costa opened the Lisbon bridge on Thursday.",
        "Mayor Rui Costa spoke of the bridge to envoy Lena Brandt on Thursday.",
        "Envoy Lena Brandt inspected a prison in Porto on Thursday.",
    )
    assert all(len(event.documents) < 3 for event in made.events)


def test_what_was_announced_and_what_came_are_one_past_event() -> None:
    before = article("Shareholders of Lumen will vote on the sale on Wednesday.", day=dt.date(2024, 5, 13))
    after = article("Shareholders of Lumen backed the sale in a vote on Wednesday.")
    (event,) = timeline(before, after).events
    assert (len(event.documents), event.status) == (2, Status.PAST)
    assert event.headline == "Shareholders of Lumen back the sale in a vote"


SENTENCES = [row[k] for kind in ("same", "apart") for row in PAIRS[kind] for k in (1, 2)]


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(8)), st.integers(0, len(SENTENCES) - 9))
def test_order_of_tellings_does_not_matter(order: list[int], start: int) -> None:
    told = [t for text in SENTENCES[start : start + 8] for t in story(text).tellings]
    shuffled = [told[k] for k in order if k < len(told)] + told[8:]
    one = merge(told if len(shuffled) == len(told) else shuffled)
    other = merge(shuffled)
    assert one == other


VERDICT = (
    "A jury convicted the banker Rui Tavares of fraud on Thursday. Tavares resigned as chairman of the opera house."
)


def test_another_deed_without_a_date_is_an_event_only_where_everything_is_asked_for() -> None:
    (event,) = timeline(VERDICT).events
    assert len(event.bullets) == 2
    first, second = timeline(VERDICT, plan=everything()).events
    assert [len(event.bullets) for event in (first, second)] == [1, 1]
    assert first.interval == second.interval


def test_what_has_no_date_has_the_day_that_another_article_gives_for_what_it_was_told_with() -> None:
    lead = "Rui Tavares has been convicted of fraud. Tavares resigned as chairman of the opera house."
    made = timeline(lead, "A jury convicted the banker Rui Tavares of fraud on Thursday.", plan=everything())
    assert {event.interval.start for event in made.events} == {dt.date(2024, 5, 16)}
    assert sorted(len(event.documents) for event in made.events) == [1, 2]
