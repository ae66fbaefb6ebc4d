"""Every sentence of ``sentences*.yaml``: what is marked in it is found, with its type and value, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefing.dates.api import find_dates
from briefing.model import TimeExpression

FILES = sorted(Path(__file__).parent.glob("sentences*.yaml"))
GROUPS = [group for file in FILES for group in yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)]
CASES = [
    pytest.param(group.get("dct"), group.get("language", "en"), row, id=row[0][:60])
    for group in GROUPS
    for row in group["rows"]
]


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


@pytest.mark.parametrize(("dct", "language", "row"), CASES)
def test_sentence(dct: str | None, language: str, row: list[Any]) -> None:
    text, spans = marked(row[0])
    found = find_dates(text, anchor=dct, language=language)
    gold = [(text[start:end], words) for (start, end), words in zip(spans, row[1:], strict=True)]
    assert [e.text for e in found] == [words for words, _ in gold]
    assert [told(e, meant) for e, (_, meant) in zip(found, gold, strict=True)] == [meant for _, meant in gold]


def test_a_quarter_are_near_misses() -> None:
    rows = [row for group in GROUPS for row in group["rows"]]
    assert len(rows) > 600
    assert sum(len(row) == 1 for row in rows) * 6 > len(rows)
