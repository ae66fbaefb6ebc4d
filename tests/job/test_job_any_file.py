"""Whatever stands in a brief file: a job, or faults with their places; never another error, never long."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.errors import BriefFileError
from briefing.job import load_brief
from briefing.job.brief_file import KEYS
from briefing.job.nodes import MAX_FAULTS

WORDS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["a.txt", "*.txt", "**", ".", "..", "2024-03-08", "2024-03", "2024-03-08/..", "a@example.org", "{title}"]
    ),
    st.sampled_from(["true", "none", "starttls", "Europe/Oslo", "\0", "\n", "{", "[", "a/../b", "\ud800"[:0]]),
    st.integers(-5, 5000),
    st.none(),
)
INNER = st.sampled_from(
    [
        *("path", "published", "url", "match", "id", "date", "drop", "rename", "merge", "split", "from", "to", "files"),
        *("subject", "in_doubt", "smtp", "host", "port", "security", "user", "password", "events", "bullets"),
    ]
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    WORDS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(INNER, inner, max_size=4), max_leaves=12
)


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("An article.\n", encoding="utf-8")
    return tmp_path / "brief.yaml"


def load(brief: Path, text: str) -> None:
    brief.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        load_brief(brief)
    except BriefFileError as error:
        for line in str(error).split("\n"):
            assert re.match(r".*\.(yaml|csv|txt)(:\d+(:\d+)?)?: \S", line), line


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=80))
def test_any_text(brief: Path, text: str) -> None:
    load(brief, text)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6))
def test_any_values_under_known_keys(brief: Path, data: dict[str, Any]) -> None:
    load(brief, json.dumps({"sources": "a.txt", **data}))


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"key{n}: x\n" for n in range(10_000)),
        "sources:\n" + "".join(f"- none{n}.txt\n" for n in range(10_000)),
        "names:\n" + "".join(f"  name{n}: [x]\n" for n in range(8_000)) + "sources: a.txt\n",
        "title: " + "x" * 300_000,
        "topic: [" + "a, " * 100_000 + "a]",
        "title: " + '"' + "\\n" * 130_000 + '"',
        "{" * 300_000,
        "- " * 130_000,
        "? " * 130_000,
        "&a [*a]",
    ],
    ids=lambda text: text[:12],
)
def test_large_brief_is_read_or_refused_soon(brief: Path, text: str) -> None:
    began = time.process_time()
    load(brief, text)
    assert time.process_time() - began < 30  # a guard against hanging, no measure of speed


def test_no_more_faults_than_a_person_reads(brief: Path) -> None:
    brief.write_text("".join(f"key{n}: x\n" for n in range(1000)), encoding="utf-8")
    with pytest.raises(BriefFileError) as caught:
        load_brief(brief)
    assert caught.value.problem.count("\n") == MAX_FAULTS - 1
