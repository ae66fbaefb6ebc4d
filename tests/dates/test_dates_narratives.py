"""Whole texts: what every expression of ``narratives*.yaml`` means; of histories, without the day of writing too."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefing.dates.api import as_interval, find_dates
from briefing.dates.find import find
from briefing.dates.narrative import kind_of

FILES = sorted(Path(__file__).parent.glob("narratives*.yaml"))
STORIES = [story for file in FILES for story in yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)]
_MARKED = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")


def unmarked(text: str) -> tuple[str, list[tuple[int, str, str]]]:
    """Return the text without its marks, and where they stood, with their words and what they mean."""
    plain, gold, at = "", [], 0
    for found in _MARKED.finditer(text):
        plain += text[at : found.start()]
        gold.append((len(plain), found[1], " ".join(found[2].split())))
        plain += found[1]
        at = found.end()
    return plain + text[at:], gold


@pytest.mark.parametrize(
    ("story", "written"),
    [
        pytest.param(story, written, id=f"{story['name']}: {written}")
        for story in STORIES
        for written in {story["written"]: None, (story["written"] if "news" in story else None): None}
    ],
)
def test_text(story: dict[str, Any], written: str | None) -> None:
    text, gold = unmarked(story["text"])
    assert len(gold) >= 8
    found = {}
    for e in find_dates(text, anchor=written):
        days = e.interval
        where = "none" if days is None else str(days.start) if days.is_day else f"{days.start}/{days.last}"
        found[e.span[0]] = (e.text, f"{e.type} {e.value}", where)
    shown = [
        (words, f"{value} = {where}" if " = " in meant else value)
        for (words, value, where), (_, _, meant) in zip(found.values(), gold, strict=False)
    ]
    assert shown == [(words, meant) for _, words, meant in gold]
    assert len(found) == len(gold)


@pytest.mark.parametrize("story", [pytest.param(s, id=s["name"]) for s in STORIES])
def test_kind_of_text_is_known(story: dict[str, Any]) -> None:
    text, _ = unmarked(story["text"])
    assert kind_of(find(text), as_interval(story["written"])).narrative is ("news" not in story)
