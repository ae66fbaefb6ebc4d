"""Every row of the table of furniture keeps its own examples, is needed, and is well formed."""

from __future__ import annotations

import time
from typing import Any

import pytest

from briefing.errors import RuleError
from briefing.sources import phrases as module
from briefing.sources.phrases import Phrase, Where, needed, phrases, rows, whole_line

ROWS = rows()
TABLE: dict[str, Phrase] = {phrase.name: phrase for kind in Where for phrase in phrases(kind)}
WHOLE = (Where.LINE, Where.START, Where.HEADING, Where.SECTION)


def found(phrase: Phrase, line: str) -> bool:
    small = line.lower()
    return phrase in needed(small, phrase.where) and any(phrase.find(line))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_examples(row: dict[str, Any]) -> None:
    phrase = TABLE[row["name"]]
    assert min(len(row["examples"]["yes"]), len(row["examples"]["no"])) > 1
    assert [line for line in row["examples"]["yes"] if not found(phrase, line)] == []
    assert [line for line in row["examples"]["no"] if found(phrase, line)] == []


@pytest.mark.parametrize("row", [row for row in ROWS if TABLE[row["name"]].where in WHOLE], ids=lambda row: row["name"])
def test_a_near_miss_of_one_row_is_no_line_of_another(row: dict[str, Any]) -> None:
    assert [line for line in row["examples"]["no"] if whole_line(line, *WHOLE)] == []


def test_one_pass_finds_what_single_rows_find() -> None:
    for row in ROWS:
        phrase = TABLE[row["name"]]
        if phrase.where in WHOLE:
            for line in row["examples"]["yes"]:
                first = next(other for other in phrases(phrase.where) if any(other.find(line)))
                assert whole_line(line, phrase.where) is first


@pytest.mark.parametrize(
    "change",
    [{"wher": "line"}, {"where": "nowhere"}, {"reason": None}, {"case": "some"}, {"longest": "far"}],
)
def test_a_row_that_is_wrong_is_named(change: dict[str, Any]) -> None:
    row = {"name": "odd", "reason": "r", "where": "line", "pattern": "x"} | change
    if change.get("reason", "") is None:
        del row["reason"]
    with pytest.raises(RuleError, match="odd"):
        module._phrase(row)


@pytest.mark.parametrize(
    "unit", ["a", "a.", "?.", " ", "{{", "(", "our ", "A. ", '"', "Share ", "A-", "\u00a9 ", "By A ", "Home > "]
)
def test_work_is_bounded(unit: str) -> None:
    line = unit * (200_000 // len(unit))
    start = time.process_time()
    for kind in Where:
        for phrase in phrases(kind):
            list(phrase.find(line))
    assert time.process_time() - start < 60  # a guard against hanging, no measure of speed
