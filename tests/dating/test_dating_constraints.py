"""What single sentences say about the day on which they were written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from dating_help import document

from briefing.dates.find import find
from briefing.dating import facts, habits, stamps
from briefing.dating.clues import Reading, read
from briefing.dating.constraint import Constraint
from briefing.dating.days import DaySet

ROWS: list[dict[str, Any]] = yaml.load(
    (Path(__file__).parent / "dating_constraints.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader
)


def counted_years(reading: Reading) -> Iterator[Constraint]:
    return facts.counted_years(reading, tuple(facts.beginnings(reading)))


RULES: dict[str, Callable[[Reading], Iterator[Constraint]]] = {
    "weekday_with_month_day": facts.weekday_with_month_day,
    "not_before": facts.not_before,
    "reported_month_day": facts.reported_month_day,
    "counted_years": counted_years,
    "reported_on_its_day": habits.reported_on_its_day,
    "soon_after_its_date": habits.soon_after_its_date,
    "date_line": stamps.date_line,
    "remarks": stamps.remarks,
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['rule']}: {row['text'][:60]}")
def test_constraints(row: dict[str, Any]) -> None:
    text = row["text"].replace("PAD", "Nothing new was said in the hall that morning. " * 12)
    reading = read(document(text, "a.txt"), find(text))
    found = list(RULES[row["rule"]](reading))
    if "days" not in row:
        assert found == []
        return
    for constraint in found:
        for day in row["days"]:
            assert constraint.days & DaySet.of(day), f"{day} must be left open"
        for evidence in constraint.evidence:
            assert text[slice(*evidence.span)] == evidence.text
    for day in row["not"]:
        assert not all(constraint.days & DaySet.of(day) for constraint in found), f"{day} must be excluded"


@pytest.mark.parametrize(
    ("text", "furniture", "expected"),
    [
        ("It closed on Saturday, Aug. 23.", False, False),
        ("It closed on Saturday, Aug. 23.", True, True),
    ],
)
def test_a_page_is_saved_after_its_article(text: str, furniture: bool, expected: bool) -> None:
    """What stands beside an article may be some days younger than the article."""
    reading = read(document(text, "a.txt", furniture=(text,) if furniture else ()), find(text))
    (constraint,) = facts.weekday_with_month_day(reading)
    assert bool(constraint.days & DaySet.of(dt.date(2025, 8, 20))) is expected


def test_evidence_of_a_long_sentence_is_cut_at_words() -> None:
    text = "Word " * 100 + "on Saturday, Aug. 23, " + "word " * 100 + "ended."
    reading = read(document(text, "a.txt"), find(text))
    (constraint,) = facts.weekday_with_month_day(reading)
    (evidence,) = constraint.evidence
    assert text[slice(*evidence.span)] == evidence.text
    assert "Saturday, Aug. 23" in evidence.text
    assert len(evidence.text) < 200
    assert evidence.text == evidence.text.strip()
    assert set(evidence.text.lower().replace(",", "").split()) <= {"word", "on", "saturday", "aug.", "23"}
