"""The five scraped articles and the sample articles, labelled as a careful reader would label them."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from pathlib import Path

import pytest

from briefing.job import job_from_sources
from briefing.model import Document
from briefing.resources import folder
from briefing.sources.read import read_sources


def labelled(document: Document) -> list[tuple[int, str]]:
    """Every line of the text that is not blank: its number from 1, and its label where the whole of it has one."""
    lines = []
    for number, match in enumerate(re.finditer(r"[^\n]*\n?", document.text), 1):
        words = match.group().strip()
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        whole = [f.reason for f in document.furniture if f.span[0] <= start and start + len(words) <= f.span[1]]
        if words:
            lines.append((number, whole[0] if whole else ""))
    return lines


def runs(document: Document) -> list[tuple[str, int, int]]:
    """Labels of whole lines with the first and last line of each run."""
    grouped = (list(group) for _, group in groupby(labelled(document), key=lambda line: line[1]))
    return [(group[0][1], group[0][0], group[-1][0]) for group in grouped if group[0][1]]


def parts(document: Document) -> list[tuple[str, str]]:
    """Labels inside a line: the reason, and the first and last three characters that it covers."""
    found = []
    for furniture in document.furniture:
        start, end = furniture.span
        before = document.text[:start].rpartition("\n")[2].strip()
        after = document.text[end:].partition("\n")[0].strip()
        if before or after:
            words = document.text[start:end]
            found.append((furniture.reason, f"{words[:3]}..{words[-3:]}"))
    return found


REAL = {
    "000": ([("subheading", 3, 3), ("subheading", 13, 13), ("question to the reader", 27, 27)], []),
    "001": (
        [("donation pitch", 10, 14)],
        [
            ("dateline", "Kyi..iv."),
            ("subheading", 'Sti..rk"'),
            ("subheading", "Sel..ear"),
            ("agency sign-off", "AFP../nd"),
        ],
    ),
    "002": (
        [
            *(("repeated headline", 3, 3), ("dateline", 5, 5), ("repeated headline", 6, 6)),
            *(("template residue", 30, 30), ("list of other stories", 32, 87)),
        ],
        [],
    ),
    "003": ([("subheading", 2, 2), ("dateline", 4, 4)], []),
    "004": ([("subheading", 5, 5), ("subheading", 14, 14)], []),
}


@pytest.mark.parametrize("number", REAL)
def test_real_article(real_articles: Path, number: str) -> None:
    documents, problems = read_sources(job_from_sources([real_articles]).sources)
    (document,) = (document for document in documents if document.path.startswith(number))
    assert (runs(document), parts(document)) == REAL[number]
    assert problems == ()
    assert document.published is None
    assert (document.title is None) is (number == "004")
    assert document.publisher is None


def test_sample_articles() -> None:
    documents, problems = read_sources(job_from_sources([folder("seeds")]).sources)
    assert problems == ()
    found = {document.path.removeprefix("articles/"): document for document in documents}
    assert {path: (str(d.published and d.published.start), d.published_note) for path, d in found.items()} == {
        "left-daily.txt": ("None", ""),
        "live-page.txt": ("None", ""),
        "moscow-bureau.html": ("2025-08-22", "JSON-LD datePublished"),
        "policy-letter.md": ("2025-08-23", "front matter, published"),
        "statements.txt": ("None", ""),
        "wire-kiev.txt": ("None", ""),
    }
    assert {path: Counter(f.reason for f in document.furniture) for path, document in found.items()} == {
        "left-daily.txt": {"dateline": 1, "subheading": 2, "agency sign-off": 1, "donation pitch": 1},
        "live-page.txt": {"subheading": 2, "question to the reader": 1},
        "moscow-bureau.html": {"subheading": 2, "dateline": 1, "question to the reader": 1},
        "policy-letter.md": Counter(
            ["front matter", "navigation", "link to another story", "donation pitch", "copyright line"]
            + 4 * ["subheading"]
            + 3 * ["list mark"]
        ),
        "statements.txt": {"subheading": 2},
        "wire-kiev.txt": {"repeated headline": 2, "dateline": 1, "template residue": 1, "list of other stories": 1},
    }
    assert found["moscow-bureau.html"].publisher == "The Lantern"
    assert "Storm closes" not in found["moscow-bureau.html"].text


def test_sample_articles_share_no_nine_words_with_the_real_ones(real_articles: Path) -> None:
    def nine(paths: list[Path]) -> set[tuple[str, ...]]:
        words = [re.findall(r"[^\W_]+", path.read_text(encoding="utf-8").casefold()) for path in paths]
        return {tuple(text[n : n + 9]) for text in words for n in range(len(text) - 8)}

    ours = nine([path for path in folder("seeds").rglob("*") if path.is_file()])
    assert ours & nine(sorted(real_articles.glob("*.txt"))) == set()
