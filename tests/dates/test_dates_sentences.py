"""Every sentence of ``sentences.yaml``: what is marked in it is found, with its type and value, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefing.dates.api import find_dates

GROUPS = yaml.safe_load((Path(__file__).parent / "sentences.yaml").read_text(encoding="utf-8"))
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


@pytest.mark.parametrize(("dct", "language", "row"), CASES)
def test_sentence(dct: str | None, language: str, row: list[Any]) -> None:
    text, spans = marked(row[0])
    found = find_dates(text, anchor=dct, language=language)
    assert [(e.text, f"{e.type} {e.value}") for e in found] == [
        (text[start:end], gold) for (start, end), gold in zip(spans, row[1:], strict=True)
    ]
