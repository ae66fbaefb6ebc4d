"""The time that a collection is of, from the days that its articles name, and each article within it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from dating_help import document, mentions_of
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.dating.clues import Reading, read
from briefing.dating.company import FEWEST, GIVEN, LARGEST, SURE, Company, company
from briefing.dating.days import DaySet
from briefing.dating.reasons import reasons

WEEK = (
    "Volunteers fill sandbags at Torgau, 3 June 2013.\n\nThe Elbe at Torgau rose above its mark on Monday.",
    "Soldiers wait at a dyke near Torgau on 4 June 2013.\n\nThe dyke near Torgau held, the district said on Tuesday.",
    "Children cross the market place, 5 June 2013.\n\nSchools at Torgau closed on Wednesday and the trains stopped.",
    "The dyke near Torgau broke on Thursday, a day after the schools had closed. On June 4 it had still held.",
    "A boat is tied to the town hall of Torgau, 6 June 2013.\n\nNobody in Torgau slept in a dry bed on Thursday.",
    "Torgau will be shut to cars until the water has gone, its mayor told the council.",
)
DAYS = [dt.date(2013, 6, n) for n in (3, 4, 5, 6, 6)]
APART = (
    "A library is opened at Ghent on 14 October 2008.\n\nThe library at Ghent opened its doors on Tuesday.",
    "A bear is seen at Cortina, 9 March 2016.\n\nThe bear of Cortina was caught alive on Wednesday, the guards said.",
    "Miners leave the pit of Kirkel, 21 July 2011.\n\nThe pit of Kirkel was closed on Thursday after 90 years.",
    "Bees are sold at Molde, 2 May 2014.\n\nThe bees of Molde were sold on Friday to a school.",
    "The clock of Zadar is cleaned, 30 November 2009.\n\nThe clock of Zadar struck again on Monday.",
)


def readings(*texts: str, known: dict[int, dt.date] | None = None) -> list[Reading]:
    documents = [document(text, f"{n}.txt", published=(known or {}).get(n)) for n, text in enumerate(texts)]
    mentions = mentions_of(documents)
    return [read(d, mentions[d.id]) for d in documents]


def of(found: list[Reading]) -> Company | None:
    days = [DaySet.all() if r.document.published is None else DaySet.interval(r.document.published) for r in found]
    return company(found, days, [r.document.published is not None for r in found])


def likeliest(week: Company, number: int) -> dt.date:
    return week.horizon.day(int(week.likely[number].argmax()))


def test_articles_of_one_week_agree_on_it() -> None:
    week = of(readings(*WEEK))
    assert week is not None
    assert [likeliest(week, n) for n in range(5)] == DAYS
    assert [week.answer(n) for n in range(5)] == [DaySet.of(day) for day in DAYS]
    for likely in week.likely:
        assert 0 <= likely.sum() <= 1 + 1e-9
    assert week.days < 10
    assert not week.given


def test_an_article_that_says_nothing_of_the_day_has_none() -> None:
    """However sure the week is, an article that names no day of it is not placed in it."""
    week = of(readings(*WEEK))
    assert week is not None
    assert not week.answer(5)


def test_a_date_that_is_given_places_what_names_a_weekday_alone() -> None:
    texts = [text.split("\n\n")[-1] for text in WEEK]
    assert of(readings(*texts)) is None  # nobody names a year
    week = of(readings(*texts, known={0: DAYS[0], 2: DAYS[2], 4: DAYS[4], 5: DAYS[4]}))
    assert week is not None
    assert week.given
    assert week.answer(1) == DaySet.of(DAYS[1])
    assert week.answer(3) == DaySet.of(DAYS[3])
    assert [week.answer(n) for n in (0, 2, 4)] == [DaySet.of(DAYS[n]) for n in (0, 2, 4)]


def test_a_day_may_be_unlikely_in_company() -> None:
    week = of(readings(*WEEK))
    assert week is not None
    assert week.chance(2, DaySet.of(DAYS[2])) > 0.9
    assert week.chance(2, DaySet.of(DAYS[2] + dt.timedelta(days=1))) > 0.9  # a day beside it
    assert week.chance(2, DaySet.of(DAYS[2] + dt.timedelta(days=7))) < 0.1
    assert week.chance(3, DaySet.of(dt.date(1950, 1, 1))) == 0


@pytest.mark.parametrize(
    "texts",
    [
        WEEK[: FEWEST - 1],
        ["The mayor spoke on Monday."] * FEWEST,  # nobody names a day
        [f"They met on June {n}." for n in range(1, FEWEST + 1)],  # nor a year
        ["It began in 4711."] * FEWEST,  # nor one that can be
        [f"{WEEK[0]} The dyke near Torgau held.\n\nEdition {n}." for n in range(2 * FEWEST)],  # one text, in copies
        (),
    ],
)
def test_no_company(texts: tuple[str, ...]) -> None:
    assert of(readings(*texts)) is None


def test_a_library_is_no_company() -> None:
    (reading,) = readings(WEEK[0])
    assert company([reading] * (LARGEST + 1), [DaySet.all()] * (LARGEST + 1), [False] * (LARGEST + 1)) is None


def test_articles_of_different_years_prove_no_week() -> None:
    apart = of(readings(*APART))
    assert apart is not None
    assert apart.days > 100
    assert not any(apart.answer(n) for n in range(len(APART)))


def test_less_is_asked_where_dates_are_given() -> None:
    assert GIVEN < SURE
    week = of(readings(*WEEK))
    assert week is not None
    day = DaySet.of(DAYS[2])
    for aim, asked in (((SURE + 1) / 2, week), ((GIVEN + SURE) / 2, replace(week, given=True))):
        likely = week.likely[2] * (aim / week.chance(2, day))
        one = replace(asked, likely=(*week.likely[:2], likely, *week.likely[3:]))
        assert one.answer(2) == day
        assert not replace(one, days=30.0).answer(2)
        assert bool(replace(one, given=False).answer(2)) is (aim > SURE)


def test_reasons_begin_with_the_article_itself() -> None:
    found = readings(*WEEK)
    week = of(found)
    assert week is not None
    own, *others = reasons(found, week, [None] * len(found), 3)
    assert own.document == found[3].document.id
    assert own.constraint.startswith("tells of Thursday, so it appeared on a Thursday or soon after")
    assert own.constraint.endswith("about 6 June 2013, give or take a day")
    assert [e.constraint for e in others] == ["names 6 June 2013", "names 5 June 2013", "names 4 June 2013"]
    assert all("2013" in e.text for e in others)


def test_reasons_show_the_dated_articles_first() -> None:
    found = readings(*WEEK, known={2: DAYS[2]})
    week = of(found)
    assert week is not None
    _, first, *_ = reasons(found, week, [None, None, DaySet.of(DAYS[2]), None, None, None], 3)
    assert first.document == found[2].document.id
    assert first.constraint.endswith("appeared on 5 June 2013")


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
        assert turned.answer(place) == straight.answer(n)
