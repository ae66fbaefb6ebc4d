"""The first brief file: it loads as it stands, and each of its suggestions does."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.job import load_brief
from briefing.job.brief_file import KEYS
from briefing.job.starter import Found, source_patterns, starter
from briefing.model import DateBasis, Document, Interval, Problem, Timeline


def document(path: str, title: str | None, day: str | None) -> Document:
    published = Interval.day(dt.date.fromisoformat(day)) if day else None
    basis = DateBasis.DECLARED if day else None
    return Document(f"d{path}", path, "", "", "Crews vote.\nMore.", title, published=published, published_basis=basis)


FOUND = Found(
    folder="ferries",
    name="ferries",
    timeline=Timeline(
        documents=(
            document("vote.txt", "Crews vote\x1b[31m", "2024-03-08"),
            document("page.html", None, None),
            document("more/day [1].md", 'A "quoted" title: yes', "2024-03-09"),
        ),
        events=(),
        topic=("ferry strike", "Oslo: the harbour"),
        as_of=dt.date(2024, 3, 9),
    ),
    others=(Problem("logo.png", "an image\nof a ferry"),),
)


def folder(root: Path) -> Path:
    for name in ("vote.txt", "page.html", "more/day [1].md", "logo.png", "calendar.yaml"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("Summit: 2024-03-07\n", encoding="utf-8")
    return root


def test_starter(golden: Callable[[str, str], None]) -> None:
    golden("job/starter.yaml", starter(FOUND))


def test_it_loads_as_it_stands(tmp_path: Path) -> None:
    brief = folder(tmp_path) / "brief.yaml"
    brief.write_text(starter(FOUND), encoding="utf-8")
    job = load_brief(brief)
    assert [source.path for source in job.sources] == ["more/day [1].md", "page.html", "vote.txt"]
    assert job.distribution is None


def test_every_suggestion_loads_when_its_mark_is_taken_away(tmp_path: Path) -> None:
    brief = folder(tmp_path) / "brief.yaml"
    key = "|".join(KEYS)
    text, count = re.subn(rf"(?m)^# (?=(?:{key}):|  (- |from|to|subject|in_doubt|smtp))", "", starter(FOUND))
    assert count == 25
    brief.write_text(text.replace("  # - {path", "  - {path"), encoding="utf-8")
    job = load_brief(brief)
    assert job.plan.topic == ("ferry strike", "Oslo: the harbour")
    assert job.plan.title == "A title of your own"
    assert len(job.plan.corrections) == 5
    assert job.distribution is not None
    assert len(job.distribution.recipients) == 2


@pytest.mark.parametrize(
    ("paths", "others", "expected"),
    [
        (["a.txt", "b.txt"], [], ("*.txt",)),
        (["a.txt", "b.txt"], ["c.txt"], ("a.txt", "b.txt")),
        (["a.txt"], ["c.html"], ("*.txt",)),
        (["x/a.txt", "y/b.txt"], ["y/c.txt"], ("x/*.txt", "y/b.txt")),
        (["x[1]/a.txt"], [], ("x[[]1]/*.txt",)),
    ],
)
def test_patterns_match_the_articles_and_spare_the_rest(
    paths: list[str], others: list[str], expected: tuple[str, ...]
) -> None:
    assert source_patterns(paths, others) == expected
