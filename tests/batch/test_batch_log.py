"""Lines for a program that collects them: one a brief, one a problem, whatever is in their names."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.batch.log import end, line, logged
from briefing.batch.record import Result, State
from briefing.model import Problem

RESULTS = (
    Result("a.yaml", State.UNCHANGED, "a", documents=5, events=12, problems=(Problem("x", "is kept", note=True),)),
    Result(
        "b.yaml", State.MADE, "b", problems=(Problem("b/x.txt", "is binary", "save it"),), seconds=1.2345, documents=2
    ),
    Result("bad\n\u202e= [red].yaml", State.BAD_BRIEF),
)


def test_key_and_value() -> None:
    stream = io.StringIO()
    assert tuple(logged(RESULTS, "key=value", quiet=False, stream=stream)) == RESULTS
    assert stream.getvalue().splitlines() == [
        "level=info event=brief brief=a.yaml name=a state=unchanged seconds=0.0 documents=5 events=12 problems=0 "
        "notes=1",
        'level=info event=note brief=a.yaml where=x message="is kept" hint=""',
        "level=warning event=brief brief=b.yaml name=b state=made seconds=1.234 documents=2 events=0 problems=1 "
        "notes=0",
        'level=warning event=problem brief=b.yaml where=b/x.txt message="is binary" hint="save it"',
        'level=error event=brief brief="bad\\n\\u202e= [red].yaml" name="" state="bad brief" seconds=0.0 documents=0 '
        "events=0 problems=0 notes=0",
    ]


def test_json() -> None:
    stream = io.StringIO()
    assert tuple(logged(RESULTS, "json", quiet=False, stream=stream)) == RESULTS
    rows = [json.loads(row) for row in stream.getvalue().splitlines()]
    assert [(row["event"], row["brief"]) for row in rows] == [
        *(("brief", "a.yaml"), ("note", "a.yaml"), ("brief", "b.yaml"), ("problem", "b.yaml")),
        ("brief", RESULTS[2].shown),
    ]
    assert "\u202e" not in stream.getvalue()


def test_quiet_leaves_what_is_no_more_than_information() -> None:
    stream = io.StringIO()
    assert tuple(logged(RESULTS, "json", quiet=True, stream=stream)) == RESULTS
    assert {json.loads(row)["level"] for row in stream.getvalue().splitlines()} == {"warning", "error"}


@pytest.mark.parametrize(("code", "level"), [(0, "info"), (1, "warning"), (2, "error"), (3, "error"), (143, "error")])
def test_end(code: int, level: str) -> None:
    told = {"made": 1, "unchanged": 1, "failed": 0, "bad_brief": 1, "not_begun": 2, "code": code}
    assert end(RESULTS, 5, code) == {"level": level, "event": "end", "briefs": 5, **told}


@given(st.text())
def test_any_text_stays_on_one_line_and_can_be_read_back(text: str) -> None:
    in_json, in_words = (line({"brief": text}, form) for form in ("json", "key=value"))
    assert in_json.isprintable()
    assert in_words.isprintable()
    assert json.loads(in_json) == {"brief": text}
    word = in_words.removeprefix("brief=")
    assert (json.loads(word) if word.startswith('"') else word) == text
    assert word.startswith('"') or not set(word) & set(' ="\\')
