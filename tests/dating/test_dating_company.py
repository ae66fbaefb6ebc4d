"""The week that a collection is of, from the days that its articles name."""

from __future__ import annotations

import datetime as dt

import pytest
from dating_help import document, mentions_of
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.dating.clues import Reading, read
from briefing.dating.company import SURE, Company, company, surely
from briefing.dating.days import DaySet

WEEK = (
    "Volunteers fill sandbags at Torgau, 3 June 2013.\n\nThe Elbe at Torgau rose above its mark on Monday.",
    "Soldiers wait at a dyke near Torgau on 4 June 2013.\n\nThe dyke near Torgau held, the district said on Tuesday.",
    "Children cross the market place, 5 June 2013.\n\nSchools at Torgau closed on Wednesday and the trains stopped.",
    "The dyke near Torgau broke on Thursday, a day after the schools had closed. On June 4 it had still held.",
)
APART = (
    "Volunteers fill sandbags at Torgau, 3 June 2013.\n\nThe Elbe at Torgau rose above its mark on Monday.",
    "A library is opened at Ghent on 14 October 2008.\n\nThe library at Ghent opened its doors on Tuesday.",
    "A bear is seen at Cortina, 9 March 2016.\n\nThe bear of Cortina was caught alive on Wednesday, the guards said.",
)
THURSDAY = dt.date(2013, 6, 6)


def readings(*texts: str, given: dict[int, dt.date] | None = None) -> list[Reading]:
    documents = [document(text, f"{n}.txt", published=(given or {}).get(n)) for n, text in enumerate(texts)]
    mentions = mentions_of(documents)
    return [read(d, mentions[d.id]) for d in documents]


def of(found: list[Reading]) -> Company | None:
    return company(found, [DaySet.all()] * len(found))


def test_articles_of_one_week_agree_on_it() -> None:
    found = readings(*WEEK)
    week = of(found)
    assert week is not None
    likeliest = [max(likely, key=likely.__getitem__) for likely in week.likely]
    assert likeliest == [dt.date(2013, 6, n) for n in (3, 4, 5, 6)]
    sure = [surely(reading, likely) for reading, likely in zip(found, week.likely, strict=True)]
    assert any(sure)
    for day, days in zip(likeliest, sure, strict=True):
        assert days in (DaySet(0), DaySet.of(day, day + dt.timedelta(days=1)))  # that of the news, or the next
    assert all(sum(likely.values()) <= 1 + 1e-9 for likely in week.likely)
    for evidence in week.evidence:
        assert evidence.constraint.startswith("names a day of the week about ")
        assert "June 2013" in evidence.constraint


def test_the_evidence_names_the_year_first() -> None:
    week = of(readings(*WEEK))
    assert week is not None
    assert len(week.evidence) == 3
    assert all("2013" in evidence.text for evidence in week.evidence)


@pytest.mark.parametrize(
    "texts",
    [
        WEEK[:1],  # alone
        ("The mayor spoke on Monday.", "The mayor was silent on Tuesday."),  # nobody names a day
        ("They met on June 3.", "They met on June 4."),  # nor a year
        (),
    ],
)
def test_no_company(texts: tuple[str, ...]) -> None:
    assert of(readings(*texts)) is None


def test_articles_of_different_years_prove_no_week() -> None:
    assert of(readings(*APART)) is None


def test_a_date_that_is_given_counts() -> None:
    """Articles that are known to be of another year take the company from the last."""
    assert of(readings(*WEEK, given=dict.fromkeys(range(3), dt.date(2010, 1, 5)))) is None


@pytest.mark.parametrize(
    ("likely", "sure"),
    [
        ({THURSDAY: SURE}, True),
        ({THURSDAY: 0.5, dt.date(2013, 6, 7): 0.4}, True),  # the day of the news, or the next
        ({THURSDAY: 0.5, dt.date(2013, 6, 5): 0.5}, False),
        ({THURSDAY: 0.5, dt.date(2013, 6, 13): 0.5}, False),
        ({dt.date(2013, 6, 7): 1.0}, False),  # a Friday, where the news is of Thursday
        ({}, False),
    ],
)
def test_only_what_is_nearly_certain_is_an_answer(likely: dict[dt.date, float], sure: bool) -> None:
    (reading,) = readings(WEEK[3])
    assert bool(surely(reading, likely)) is sure


def test_without_a_weekday_nothing_is_sure() -> None:
    (reading,) = readings("The dyke near Torgau broke in the night.")
    assert not surely(reading, {THURSDAY: 1.0})


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(len(WEEK))))
def test_the_order_of_articles_does_not_matter(order: list[int]) -> None:
    straight = of(readings(*WEEK))
    documents = [document(WEEK[n], f"{n}.txt") for n in order]
    mentions = mentions_of(documents)
    turned = of([read(d, mentions[d.id]) for d in documents])
    assert straight is not None
    assert turned is not None
    for place, n in enumerate(order):
        assert turned.likely[place] == pytest.approx(straight.likely[n])
    assert turned.evidence == straight.evidence
