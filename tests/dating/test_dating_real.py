"""The five scraped articles that name no publication date: as they are, retold on other days, robbed of evidence."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from pathlib import Path

import pytest
from dating_help import articles, dates, document, mentions_of, retold

from briefing.dating.infer import date_documents, undated
from briefing.model import DateBasis, Interval
from briefing.sources.clean import label

DAY = dt.date(2025, 8, 22)


def test_all_five_are_of_one_friday(real_articles: Path) -> None:
    documents = articles(real_articles)
    assert len(documents) == 5
    for dated in date_documents(documents, mentions_of(documents)):
        assert dated.published == Interval.day(DAY), dated.path
        assert dated.published_basis is DateBasis.INFERRED


def test_the_evidence_stands_in_the_texts(real_articles: Path) -> None:
    documents = articles(real_articles)
    texts = {d.id: d.text for d in documents}
    for dated in date_documents(documents, mentions_of(documents)):
        assert dated.evidence
        for evidence in dated.evidence:
            assert texts[evidence.document][slice(*evidence.span)] == evidence.text
            assert evidence.constraint
        assert any("2014, 2025 and 2031" in evidence.constraint for evidence in dated.evidence)


def test_the_order_of_files_does_not_matter(real_articles: Path) -> None:
    documents = list(articles(real_articles))
    mentions = mentions_of(documents)
    expected = {d.id: d for d in date_documents(documents, mentions)}
    orders = list(itertools.permutations(documents))
    for order in random.Random(5).sample(orders, 20):
        assert {d.id: d for d in date_documents(order, mentions)} == expected


@pytest.mark.parametrize(
    "day",
    [
        dt.date(2025, 8, 29),
        dt.date(2014, 8, 22),
        dt.date(2019, 3, 14),
        dt.date(2019, 9, 4),
        dt.date(2031, 10, 7),
        dt.date(2024, 12, 30),
    ],
    ids=lambda day: f"{day:%a-%Y-%m-%d}",
)
def test_the_answer_moves_with_the_articles(real_articles: Path, day: dt.date) -> None:
    moved = (day - DAY).days
    documents = label(tuple(document(retold(d.text, moved, 2025), d.path) for d in articles(real_articles)))
    assert set(dates(documents).values()) == {Interval.day(day)}


def test_without_the_pair_of_weekday_and_day_it_refuses(real_articles: Path) -> None:
    documents = []
    for article in articles(real_articles):
        text = "".join(line for line in article.text.splitlines(keepends=True) if "Aug. 23" not in line)
        documents.append(document(text, article.path))
    dated = date_documents(label(tuple(documents)), mentions_of(documents))
    assert [d.published for d in dated] == [None] * 5
    problems = undated(dated)
    assert [p.where for p in problems] == [d.path for d in dated]
    assert all("--date" in p.hint and "published:" in p.hint for p in problems)


def test_without_the_year_it_refuses(real_articles: Path) -> None:
    documents = tuple(
        document(article.text.replace("fourth year", "bitter phase"), article.path)
        for article in articles(real_articles)
    )
    assert set(dates(label(documents)).values()) == {None}


@pytest.mark.parametrize("left_out", range(5))
def test_four_of_five(real_articles: Path, left_out: int) -> None:
    """Without one article the others are dated alike, or not at all where it held the evidence."""
    documents = [d for n, d in enumerate(articles(real_articles)) if n != left_out]
    assert set(dates(documents).values()) <= {Interval.day(DAY), None}
