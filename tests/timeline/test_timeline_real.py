"""The five real articles, read where they lie: which events, when, by whose account. Their words stand nowhere here."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from timeline_articles import date, expressions

from briefing.model import DateBasis, Event, EventBasis, Interval, Plan, Status, Timeline
from briefing.sources.read import read_sources
from briefing.timeline.build import build

FRIDAY = dt.date(2025, 8, 22)


@pytest.fixture(scope="module")
def made(request: pytest.FixtureRequest) -> Timeline:
    from briefing.job.record import Source

    folder: Path = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip("the folder of real articles is not beside the project")
    documents, _ = read_sources([Source(path, path.name) for path in sorted(folder.glob("*.txt"))])
    dated = [replace(d, published=Interval.day(FRIDAY), published_basis=DateBasis.GIVEN) for d in documents]
    timeline, notes = build(dated, expressions(dated), Plan())
    assert notes == ()
    return timeline


def find(made: Timeline, edtf: str, actor: str) -> Event:
    (event,) = [e for e in made.events if date(e) == edtf and e.actors and e.actors[0] == actor]
    return event


@pytest.mark.parametrize(
    ("edtf", "actor", "sources"),
    [
        ("2025-08-22", "Rutte", 5),
        ("2025-08-18", "Trump", 4),
        ("2025-08-18", "Macron", 1),
        ("2025-08-19", "Bloomberg", 1),
        ("2025-08-19", "Trump", 1),
        ("2025-08-20", "Lavrov", 2),
        ("2025-08-22", "Lavrov", 2),
        ("2025-08-18/2025-08-21", "Trump", 1),
        ("2014", "Russia", 1),
        ("2022", "Russia", 1),
    ],
)
def test_event(made: Timeline, edtf: str, actor: str, sources: int) -> None:
    assert len(find(made, edtf, actor).documents) == sources


def test_nothing_else_on_a_day(made: Timeline) -> None:
    days = [date(e) for e in made.events if e.interval.is_day]
    assert sorted(days) == ["2025-08-18"] * 2 + ["2025-08-19"] * 2 + ["2025-08-20"] + ["2025-08-22"] * 2


def test_background(made: Timeline) -> None:
    assert [(date(e), len(e.documents)) for e in made.events if e.background] == [("1994", 3), ("2014", 1), ("2022", 1)]


def test_summit_that_nobody_dates_lies_before_the_talks(made: Timeline) -> None:
    (event,) = [e for e in made.events if e.date_basis is EventBasis.ORDER]
    assert (date(event), event.places) == ("../2025-08-17", ("Alaska",))


def test_what_is_announced_is_planned(made: Timeline) -> None:
    planned = {date(e) for e in made.events if e.status is Status.PLANNED}
    assert planned == {"2025-08-18/2025-08-24", "2025-08-20/.."}


def test_speakers_and_outlets(made: Timeline) -> None:
    pairs = {(b.speaker, b.via) for e in made.events for b in e.bullets if b.via}
    assert pairs >= {("Trump", "Fox News"), ("European officials", "Kyiv Independent"), ("Lavrov", "NBC")}


def test_washington_and_the_white_house_are_one_place(made: Timeline) -> None:
    assert set(find(made, "2025-08-18", "Trump").places) == {"Washington", "White House"}


def test_passages(made: Timeline) -> None:
    texts = {d.id: d for d in made.documents}
    for event in made.events:
        for bullet in event.bullets:
            assert bullet.document is not None
            document = texts[bullet.document]
            assert document.text[slice(*bullet.span)] == bullet.text
            assert not any(f.span[0] < bullet.span[1] and bullet.span[0] < f.span[1] for f in document.furniture)
    assert len(made.events) <= 25


def test_every_headline_has_an_actor_and_no_loose_end(made: Timeline) -> None:
    for event in made.events:
        assert 15 <= len(event.headline) <= 80
        assert event.headline.rsplit(" ", 1)[-1].casefold() not in ("the", "a", "of", "to", "and", "that", "in", "for")
    assert len({e.headline for e in made.events}) == len(made.events)
