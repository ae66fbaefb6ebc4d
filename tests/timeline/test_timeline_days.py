"""Which days matter: those that are named, by many, and still later."""

from __future__ import annotations

import datetime as dt

from timeline_articles import article, dates, timeline

from briefing.model import Document, Plan

FIRST = dt.date(2024, 5, 6)  # a Monday


def told(day: int, text: str) -> Document:
    return article(f"{text} Article {day}.", day=FIRST + dt.timedelta(days=day), path=f"{day:02}.txt")


def best(documents: list[Document], count: int = 1) -> list[str]:
    return sorted(set(dates(timeline(*documents, plan=Plan(days=count)))))


def test_a_day_that_many_name_goes_before_one_that_few_name() -> None:
    strike = [told(k, "Dockers walked out on 8 May, and ships lay at anchor.") for k in (3, 4, 5)]
    gala = [told(4, "Singers met on 7 May in the opera house of Tavira.")]
    assert best(strike + gala) == ["2024-05-08"]


def test_a_day_that_is_named_weeks_later_goes_before_one_named_at_once() -> None:
    once = [told(k, f"The river rose on 7 May past mark {k} of the bridge.") for k in (2, 3)]
    again = [told(k, f"The dam broke on 8 May, as inquiry {k} recalled.") for k in (30, 41)]
    assert best(once + again) == ["2024-05-08"]


def test_ten_papers_of_one_day_count_less_than_papers_of_four_days() -> None:
    crowd = [article(f"Deputies of town {k} debated until late on Monday.", day=FIRST, path=f"c{k}") for k in range(10)]
    spread = [told(k, f"Envoy number {k} recalled that a truce was signed on 8 May in Oslo.") for k in (3, 5, 7, 9)]
    later = [told(k, f"Harvest {k} was brought in by farmers.") for k in (10, 11, 12)]
    assert best(crowd + spread + later) == ["2024-05-08"]


def test_a_late_day_is_not_hidden_by_days_that_had_more_time_to_be_named() -> None:
    early = [told(k, f"Paper {k} still writes of the flood of 7 May in Tavira.") for k in (2, 9, 12, 16)]
    many = [told(k, f"Nothing of note was brought by post {k}.") for k in range(40)]
    late = [told(40, "A court freed the mayor on 15 June."), told(41, "The mayor was freed on 15 June, a court said.")]
    late += [told(42, "Since the mayor was freed on 15 June, crowds have sung.")]
    found = best(early + many + late, 2)
    assert "2024-06-15" in found


def test_what_was_long_before_the_first_article_counts_less() -> None:
    old = [told(k, f"Guide {k} says that the castle burned on 3 March 1961 at night.") for k in (1, 2)]
    new = [told(k, f"Visitor {k} saw that the castle burned on 6 May at night.") for k in (1, 2)]
    assert best(old + new) == ["2024-05-06"]


def test_the_same_text_on_one_day_is_one_voice() -> None:
    text = "Miners struck on 7 May over pay, over hours, over the state of the lifts and over a roof that fell."
    copies = [article(f"{text} ({name})", day=FIRST + dt.timedelta(days=2), path=name) for name in "abcd"]
    others = [
        article(f"{opening} on 6 May in {town}.", day=FIRST + dt.timedelta(days=2), path=town)
        for opening, town in (("A ferry sank", "Bergen"), ("Rowers saw a ferry sink", "Voss"))
    ]
    assert best(copies + others) == ["2024-05-06"]


def test_the_order_of_articles_does_not_matter() -> None:
    documents = [told(k, f"Speaker {k} said that a pact was signed on {k + 3} May in Oslo.") for k in range(6)]
    assert best(documents, 3) == best(documents[::-1], 3)
