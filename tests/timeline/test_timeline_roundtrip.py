"""The sample articles, all the way: a timeline file loses nothing that the program knew."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from briefing.build import Options, build_timeline
from briefing.job import job_from_sources
from briefing.model import Correction, CorrectionKind, Interval, Precision, Timeline
from briefing.timeline.choice.since import compare
from briefing.timeline.file.store import attach, dump, dump_json, dump_yaml, is_edited, load, schema

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.fixture(scope="module", params=["shown", "all"])
def made(request: pytest.FixtureRequest) -> Timeline:
    job = job_from_sources((SEEDS,), output=None)
    plan = replace(job.plan, events=None, bullets=None) if request.param == "all" else job.plan
    timeline, _ = build_timeline(replace(job, plan=plan), Options())
    documents = tuple(replace(document, furniture=()) for document in timeline.documents)  # stands in left_out
    return replace(timeline, documents=documents)


def test_file_and_sources_give_the_timeline_again(made: Timeline) -> None:
    texts = {document.id: document.text for document in made.documents}
    for form in (dump_yaml, dump_json):
        text = form(made)
        assert attach(load(text), texts) == (made, ())
        assert not is_edited(text)


def test_json_keeps_to_the_schema(made: Timeline) -> None:
    jsonschema.Draft202012Validator(schema()).validate(json.loads(dump_json(made)))


def test_against_itself_nothing_is_new(made: Timeline) -> None:
    assert compare(made, made) == replace(made, since=made.as_of)


@pytest.mark.parametrize("form", ["csv", "ics", "md"])
def test_every_passage_is_in_every_form(made: Timeline, form: str) -> None:
    passages = [bullet for event in made.events for bullet in event.bullets]
    bare = {bullet: replace(bullet, insertions=()) for bullet in passages}
    events = tuple(replace(event, bullets=tuple(bare[bullet] for bullet in event.bullets)) for event in made.events)
    text = dump(replace(made, events=events), form).replace("\r\n ", "").replace("\\", "").replace('""', '"')
    assert [bullet.text for bullet in passages if bullet.text not in text] == []


def test_event_that_a_person_moves_leaves_the_background() -> None:
    job = job_from_sources((SEEDS,), output=None)
    timeline, _ = build_timeline(job, Options())
    old = next(event for event in timeline.events if event.background)
    interval = Interval.day(dt.date(2025, 8, 20))
    correction = Correction(CorrectionKind.DATE, (f"id:{old.id}",), interval, Precision.DAY)
    moved, _ = build_timeline(replace(job, plan=replace(job.plan, corrections=(correction,))), Options())
    found = next(event for event in moved.events if old.id in event.was)
    assert (found.interval, found.background) == (interval, False)
