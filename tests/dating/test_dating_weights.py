"""What an article says of time, and how much better one day suits it than another."""

from __future__ import annotations

import datetime as dt
import math
from itertools import pairwise

import pytest
from dating_help import document

from briefing.dates.find import find
from briefing.dating.clues import read
from briefing.dating.days import DaySet
from briefing.dating.tables import COUNTS, EDGES, GAPS, offsets, presence, ratios
from briefing.dating.weights import CLOSED, MOST, NEVER, Horizon, Said, said

YEARS = Horizon(dt.date(2009, 1, 1), 4 * 365)


def told(text: str) -> Said:
    return said(read(document(text, "a.txt"), find(text)))


def weight(text: str, day: str, known: DaySet | None = None) -> float:
    weights = YEARS.weigh(told(text), known or DaySet.all(), {})
    return float(weights[YEARS.place(dt.date.fromisoformat(day))])


def test_the_horizon_counts_days() -> None:
    assert YEARS.day(YEARS.place(dt.date(2010, 5, 17))) == dt.date(2010, 5, 17)
    assert YEARS.place(dt.date(2008, 12, 31)) == -1
    some = DaySet.of(dt.date(2008, 1, 1), dt.date(2009, 1, 1), dt.date(2010, 5, 17), dt.date(2090, 1, 1))
    assert [YEARS.day(n) for n in YEARS.among(some).nonzero()[0]] == [dt.date(2009, 1, 1), dt.date(2010, 5, 17)]


@pytest.mark.parametrize(
    ("text", "better", "worse"),
    [
        ("The mayor of Celle resigned on Friday.", "2010-05-14", "2010-05-13"),
        ("The mayor of Celle resigned on Friday.", "2010-05-15", "2010-05-17"),
        ("The mayor of Celle resigned after Friday's debate on the ovens.", "2010-05-15", "2010-05-18"),
        ("Bakers of Celle, 14 May 2010.", "2010-05-14", "2010-05-13"),
        ("Bakers of Celle, 14 May 2010.", "2010-05-15", "2010-06-15"),
        ("Bakers of Celle, 14 May 2010.", "2010-06-01", "2011-06-01"),
        ("The bakers met on 14 May.", "2010-05-15", "2010-05-10"),
        ("The bakers met on 14 May.", "2011-05-15", "2011-12-15"),
        ("The bakers will meet on 14 May.", "2010-05-10", "2010-05-18"),
        ("The ovens were lit in March.", "2010-05-10", "2010-02-10"),
        ("The ovens were lit in 2010.", "2010-05-10", "2009-05-10"),
        ("The ovens were lit in 2010.", "2011-05-10", "2009-05-10"),
    ],
)
def test_one_day_suits_better_than_another(text: str, better: str, worse: str) -> None:
    assert weight(text, better) > weight(text, worse)


def test_nothing_said_says_nothing_but_of_years() -> None:
    """Where no year is named, all years are alike, and so are all days."""
    weights = YEARS.weigh(told("The ovens of the bakers were lit again."), DaySet.all(), {})
    assert weights.max() == pytest.approx(weights.min())


def test_days_that_the_article_excludes_weigh_little() -> None:
    open_days = DaySet.since(dt.date(2010, 1, 1))
    text = "The mayor of Celle resigned on Friday."
    assert weight(text, "2009-05-15") - weight(text, "2009-05-15", open_days) == pytest.approx(-CLOSED)
    assert weight(text, "2010-05-14") == weight(text, "2010-05-14", open_days)


def test_what_many_name_counts_less() -> None:
    once = told("Bakers of Celle, 14 May 2010.")
    place = YEARS.place(dt.date(2010, 5, 14))
    alone, shared = (YEARS.weigh(once, DaySet.all(), power) for power in ({}, {(5, 14): 0.5}))
    assert 0 < shared[place] < alone[place]


def test_a_known_day_is_certain() -> None:
    weights = YEARS.known(DaySet.of(dt.date(2010, 5, 14)))
    assert weights[YEARS.place(dt.date(2010, 5, 14))] > 0
    assert sorted(set(weights))[0] == NEVER


def test_kinds() -> None:
    text = (
        "Bakers of Celle, 14 May 2010.\n\nThe mayor of Celle resigned on Friday after the debate that began on Monday. "
        + "Nothing new was said in the hall that morning. " * 12
        + "She had met the bakers on 3 April and on Tuesday. They will meet on 3 June. It snowed in March, as in 1998."
    )
    found = told(text)
    assert found.weekdays == {("lead", 5): 1, ("opening", 1): 1, ("weekday", 2): 1}
    assert {day: kind for day, (kind, _) in found.dated.items()} == {dt.date(2010, 5, 14): "head"}
    assert {day: kind for day, (kind, _) in found.undated.items()} == {(4, 3): "text", (6, 3): "ahead"}
    assert found.months == {3}
    assert found.told == {1998}


def test_a_remark_of_a_reader_is_not_of_the_article() -> None:
    assert not told("Nobody knew of it. " * 30 + "A reader wrote on 3 June 2010 at 10:14 that this was no news.").dated


def test_a_table_of_dates_is_heard_in_part() -> None:
    days = " ".join(f"On {n} May {year} it rained." for n in range(1, 29) for year in range(1990, 2000))
    assert len(told(days).dated) <= MOST


def test_no_day_of_a_calendar_breaks_it() -> None:
    for text in ("On 29 February it snowed.", "On 31 April it snowed.", "On 29 February 2011 it snowed."):
        assert YEARS.weigh(told(text), DaySet.all(), {}).shape == (YEARS.length,)


def test_rows_have_a_count_for_each_step() -> None:
    for name, row in COUNTS.items():
        size = 12 if name == "month" else len(GAPS) + 2 if "years" in name else len(EDGES) if " " in name else 7
        assert len(row) == (7 if name == "weekday ahead" else size), name
        assert min(row) >= 0


def test_tables_are_odds_against_chance() -> None:
    assert ratios((10, 10, 10)) == pytest.approx([0, 0, 0])
    table = offsets(COUNTS["dated head"], 3000)
    assert len(table) == EDGES[-1] - EDGES[0]
    on_its_day, a_month_before, a_month_after = (float(table[-EDGES[0] + days]) for days in (0, -40, 40))
    assert on_its_day > a_month_after > a_month_before
    assert on_its_day > 0
    for without, naming in presence(COUNTS["years told"]).values():
        assert (without < 0) == (naming > 0)
        assert math.isfinite(naming)
    assert all(left < right for left, right in pairwise(EDGES))
