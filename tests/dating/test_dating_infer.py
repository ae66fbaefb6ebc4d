"""Small collections told in our own words, and what must hold for any of them."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from dating_help import dates, document, mentions_of, retold
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.dating.infer import date_documents, undated
from briefing.model import DateBasis, Document, Interval

CASES: list[dict[str, Any]] = yaml.load(
    (Path(__file__).parent / "clusters.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader
)
BY_NAME = {case["name"]: case for case in CASES}
FRIDAY = BY_NAME["a teaser on the page, a counted year and one Friday"]
CHAIRLIFT = BY_NAME["a paper that counts the years gives them to one that names the day of the same event"]


def collection(case: dict[str, Any]) -> tuple[Document, ...]:
    found = []
    for path, told in case["documents"].items():
        spec = {"text": told} if isinstance(told, str) else told
        found.append(
            document(spec["text"], path, published=spec.get("published"), furniture=tuple(spec.get("furniture", ())))
        )
    return tuple(found)


def written(day: Interval | None) -> str | None:
    if day is None:
        return None
    return str(day.start) if day.is_day else f"{day.start}/{day.last}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_clusters(case: dict[str, Any]) -> None:
    documents = collection(case)
    dated = {d.path: d for d in date_documents(documents, mentions_of(documents))}
    assert {path: written(dated[path].published) for path in case["dates"]} == case["dates"]
    for path, words in case.get("evidence", {}).items():
        constraints = " | ".join(evidence.constraint for evidence in dated[path].evidence)
        for each in words:
            assert each in constraints


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_evidence_is_text_of_the_collection(case: dict[str, Any]) -> None:
    documents = collection(case)
    texts = {d.id: d.text for d in documents}
    for before, after in zip(documents, date_documents(documents, mentions_of(documents)), strict=True):
        if before.published is not None:
            assert after == before
        elif after.published is None:
            assert (after.published_basis, after.evidence) == (None, ())
        else:
            assert after.published_basis is DateBasis.INFERRED
            assert after.evidence
        for evidence in after.evidence:
            assert texts[evidence.document][slice(*evidence.span)] == evidence.text != ""
            assert "{" not in evidence.constraint


def test_undated_documents_are_reported_with_the_remedy() -> None:
    documents = collection(BY_NAME["one lone article with a weekday"])
    (problem,) = undated(date_documents(documents, mentions_of(documents)))
    assert problem.where == "lone.txt"
    assert "--date" in problem.hint
    assert "published:" in problem.hint
    assert problem.note


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_the_order_of_documents_does_not_matter(data: st.DataObject) -> None:
    case = data.draw(st.sampled_from(CASES))
    documents = collection(case)
    mentions = mentions_of(documents)
    expected = {d.id: d for d in date_documents(documents, mentions)}
    order = data.draw(st.permutations(documents))
    assert {d.id: d for d in date_documents(order, mentions)} == expected


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(min_value=-60 * 366, max_value=60 * 366))
def test_a_story_told_later_is_dated_later(days: int) -> None:
    """The harbour dispute, as it would read had it happened ``days`` later."""
    documents = tuple(
        document(
            told(before.text, days),
            before.path,
            furniture=tuple(told(before.text[slice(*part.span)], days) for part in before.furniture),
        )
        for before in collection(FRIDAY)
    )
    answer = dt.date(2019, 9, 13) + dt.timedelta(days=days)
    began = (dt.date(2017, 7, 1) + dt.timedelta(days=days)).year
    # A dispute in its third year is told of in the second or third year after the one in which it began.
    expected = Interval.day(answer) if answer.year - began in (2, 3) else None
    assert [d.published for d in date_documents(documents, mentions_of(documents))] == [expected] * 3


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(min_value=-60 * 366, max_value=60 * 366))
def test_a_dated_day_told_later_is_dated_later(days: int) -> None:
    """The accident of the chairlift, as two papers would tell it had it happened ``days`` later."""
    documents = tuple(document(retold(d.text, days, 2024), d.path) for d in collection(CHAIRLIFT))
    first, later = (day + dt.timedelta(days=days) for day in (dt.date(2024, 2, 18), dt.date(2024, 2, 23)))
    began = (dt.date(2021, 7, 1) + dt.timedelta(days=days)).year
    dated = dates(documents)
    if later.year - began in (2, 3):
        assert dated == {"first.txt": Interval.day(first), "later.txt": Interval.day(later)}
    else:
        assert set(dated.values()) <= {Interval.day(first), Interval.day(later), None}


def told(text: str, days: int) -> str:
    return retold(text.replace("Sept. 14", "September 14"), days, 2019)


PIECES = (
    " ",
    "\n",
    '"',
    ". ",
    "Ab ",
    "Friday",
    "Aug. 23",
    "2019",
    "today",
    "in its third year of ",
    "began in ",
    "10:20",
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_text_is_read(text: str) -> None:
    documents = (document(text, "a.txt"), document(text + " Monday.", "b.txt"))
    for dated in date_documents(documents, mentions_of(documents)):
        assert dated.published is None or dated.evidence


@pytest.mark.parametrize(
    "piece", ["Saturday, Aug. 23 said ", "in 2019 it began Aug. 23, 2019 ", "x" * 40, '"word word. ']
)
def test_a_bloated_text_takes_time_in_proportion(piece: str) -> None:
    """A line of dates without end must not cost its square: 150,000 characters in well under three seconds."""
    documents = tuple(document(piece * (size // len(piece)), f"{size}.txt") for size in (75_000, 150_000))
    mentions = mentions_of(documents)
    start = time.process_time()
    date_documents(documents, mentions)
    assert time.process_time() - start < 3
