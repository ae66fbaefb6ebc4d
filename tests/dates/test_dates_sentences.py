"""Every sentence of ``sentences*.yaml``: what is marked in it is found, with its type and value, and nothing else."""

from __future__ import annotations

import re
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefing.dates.api import find_dates
from briefing.model import TimeExpression

FILES = sorted(Path(__file__).parent.glob("sentences*.yaml"))
GROUPS = [
    pytest.param(group, id=f"{file.stem} {number}")
    for file in FILES
    for number, group in enumerate(yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader), 1)
]
ROWS = [row for group in GROUPS for row in group.values[0]["rows"]]  # type: ignore[index]


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the text without its brackets, and the spans that they marked."""
    plain, spans, start = "", [], 0
    for piece in re.split(r"([\[\]])", text):
        if piece == "[":
            start = len(plain)
        elif piece == "]":
            spans.append((start, len(plain)))
        else:
            plain += piece
    return plain, spans


def told(expression: TimeExpression, gold: str) -> str:
    """Return type and value of an expression, and its days where the gold names them."""
    days = expression.interval
    where = "none" if days is None else str(days.start) if days.is_day else f"{days.start}/{days.last}"
    return f"{expression.type} {expression.value}" + (f" = {where}" if " = " in gold else "")


def wrong(row: list[str], dct: str | None, language: str) -> str:
    """Return what is found in a sentence and what is meant, where the two differ."""
    text, spans = marked(row[0])
    meant = [f"{text[start:end]}: {gold}" for (start, end), gold in zip(spans, row[1:], strict=True)]
    golds = chain(row[1:], repeat(""))
    expressions = find_dates(text, anchor=dct, language=language)
    found = [f"{e.text}: {told(e, gold)}" for e, gold in zip(expressions, golds, strict=False)]
    return "" if found == meant else f"{row[0]}\n  found {found}\n  meant {meant}"


@pytest.mark.parametrize("group", GROUPS)
def test_each_sentence_says_what_it_is_marked_with(group: dict[str, Any]) -> None:
    results = [wrong(row, group.get("dct"), group.get("language", "en")) for row in group["rows"]]
    assert not any(results), "\n".join(filter(None, results))


def test_a_quarter_are_near_misses() -> None:
    assert len(ROWS) > 600
    assert sum(len(row) == 1 for row in ROWS) * 6 > len(ROWS)
