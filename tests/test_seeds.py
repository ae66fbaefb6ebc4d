"""The main job on the sample articles and on the real ones: the same every time, and right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.build import Options, build
from briefing.job import job_from_sources
from briefing.model import EventBasis, Status, Timeline

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"


def test_the_timeline_of_the_seeds_is_the_golden_one(golden: Callable[[str, str], None]) -> None:
    built = build(job_from_sources([SEEDS]), Options())
    golden("seeds.timeline.yaml", built.timeline_yaml.decode("utf-8"))
    assert built.code == 0


def test_what_an_event_tells_is_not_kept_without_a_date_too() -> None:
    made = build(job_from_sources([SEEDS]), Options()).timeline
    told = {(bullet.document, bullet.span) for event in made.events for bullet in event.bullets}
    assert made.undated
    assert not [passage.text for passage in made.undated if (passage.document, passage.span) in told]


@pytest.fixture(scope="module")
def real() -> Timeline:
    folder = ROOT.parent / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip("the folder of real articles is not beside the project")
    return build(job_from_sources([folder]), Options()).timeline


EXPECTED = [
    # words of the headline, date, sources at least, planned, background
    ("Kyiv", "2025-08-22", 5, False, False),
    ("Lavrov", "2025-08-22", 2, False, False),
    ("Lavrov", "2025-08-20", 2, False, False),
    ("Trump", "2025-08-19", 1, False, False),
    ("Bloomberg", "2025-08-19", 1, False, False),
    ("Macron", "2025-08-18", 1, False, False),
    ("Trump", "2025-08-18", 4, False, False),
    ("Budapest Memorandum", "1994", 3, False, True),
    ("Crimea", "2014", 1, False, True),
    ("offensive", "2022", 1, False, True),
]


@pytest.mark.parametrize(("words", "date", "sources", "planned", "background"), EXPECTED)
def test_real_articles_hold_the_event(
    real: Timeline, words: str, date: str, sources: int, planned: bool, background: bool
) -> None:
    found = [
        event
        for event in real.events
        if words in event.headline
        and event.interval.start is not None
        and event.interval.start.isoformat().startswith(date)
        and event.status == (Status.PLANNED if planned else Status.PAST)
    ]
    assert found, [event.headline for event in real.events]
    best = max(found, key=lambda event: len(event.documents))
    assert len(best.documents) >= sources
    assert best.background is background


def test_real_articles_are_dated_from_evidence(real: Timeline) -> None:
    for document in real.documents:
        assert document.published is not None
        assert document.published.is_day
        assert str(document.published.start) == "2025-08-22"
        assert document.evidence


def test_the_alaska_summit_has_no_date_but_an_order(real: Timeline) -> None:
    (summit,) = [event for event in real.events if "Alaska" in event.headline]
    assert summit.date_basis is EventBasis.ORDER
    assert summit.interval.start is None
    assert str(summit.interval.last) == "2025-08-17"


def test_the_real_briefing_is_short_and_clean(real: Timeline) -> None:
    assert len(real.events) <= 25
    assert len({event.headline for event in real.events}) == len(real.events)
    texts = {document.id: document for document in real.documents}
    for event in real.events:
        for bullet in event.bullets:
            assert bullet.document is not None
            document = texts[bullet.document]
            start, end = bullet.span
            assert document.text[start:end] == bullet.text
            assert not any(start < f.span[1] and f.span[0] < end for f in document.furniture)
