"""Sentences without a date: of which day they are told."""

from __future__ import annotations

import pytest
from timeline_articles import story, timeline

from briefing.model.edtf import format_edtf

STRIKE = "Dockers in Tavira walked out on Wednesday over pay, and twelve ships lay at anchor."


def told(text: str) -> list[tuple[int, str]]:
    """The number of each sentence, and the day of each telling in it, when every event is asked for."""
    found = story(text)
    rows = [(t, k) for k, t in enumerate(found.tellings) if found.follows[k] < 0]
    return sorted({(t.parsed.sentence.index, format_edtf(t.interval, t.precision)) for t, _ in rows})


@pytest.mark.parametrize(
    ("second", "day"),
    [
        ("Fishermen sold their catch in the streets.", "2024-05-15"),  # told of the day that is reported
        ("Fishermen today sold their catch in the streets.", "2024-05-17"),
        ("Fish is twice as dear in the streets.", "2024-05-17"),  # what is so is so when it is written
    ],
)
def test_what_is_reported_and_what_is_so(second: str, day: str) -> None:
    assert told(f"{STRIKE}\n{second}") == [(0, "2024-05-15"), (1, day)]


def test_a_told_day_goes_on() -> None:
    rows = told(
        f"{STRIKE}\nIn Porto Novo a crane driver was hurt on Tuesday.\nNurses drove from Lagos to the port.\n"
        "Bakers in Lagos ran out of flour.\nTeachers in Faro stayed at home.\n"
    )
    assert rows == [(0, "2024-05-15"), (1, "2024-05-14"), (2, "2024-05-14"), (3, "2024-05-14"), (4, "2024-05-15")]


def test_an_old_day_does_not_go_on() -> None:
    rows = told(f"{STRIKE}\nThe union was founded in Lagos on 3 May 1961.\nNurses drove from Lagos to the port.\n")
    assert rows == [(0, "2024-05-15"), (1, "1961-05-03"), (2, "2024-05-15")]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The union has announced that its members earned 2 percent less in 2022.", {"2022", "2024-05-17"}),
        ("Shares of the port sank again after they had reached a low on Tuesday.", {"2024-05-14", "2024-05-17"}),
        ("The port lost 3 percent from the close on Tuesday.", {"2024-05-17"}),
        ("Freight is a 9 percent rise from Tuesday away from ruin.", {"2024-05-17"}),
        ("The port was shut from Tuesday to Thursday.", {"2024-05-14/2024-05-16"}),
        ("Ships from Tuesday's convoy sank in the bay.", {"2024-05-17"}),
        ("The mayor praised Monday's talks on the port.", {"2024-05-13", "2024-05-17"}),
        ("The mayor resigned after his arrest on Monday.", {"2024-05-13", "2024-05-17"}),
        ("Freight gained 2 percent, but after a sharp fall yesterday.", {"2024-05-16", "2024-05-17"}),
        ("Freight fell after the news, having climbed to a record on Monday.", {"2024-05-13", "2024-05-17"}),
        ("The two sides agreed to meet again on Monday.", {"2024-05-17", "2024-05-20"}),
        ("The ferry, which had left Lagos on Wednesday, landed in Faro.", {"2024-05-15", "2024-05-17"}),
    ],
)
def test_a_date_of_other_words_leaves_the_main_verb_its_day(text: str, days: set[str]) -> None:
    assert {day for _, day in told(text)} >= days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The mayor spoke to Reyes after their meeting on Monday.", {"2024-05-13"}),
        ("Five people were killed after a blast in Faro on Monday.", {"2024-05-13"}),
        ("The board met on Tuesday and told the staff to stay at home.", {"2024-05-14"}),
        ("The vote on Monday split the town.", {"2024-05-13"}),
        ("The meeting was set for Monday.", {"2024-05-20"}),
    ],
)
def test_the_date_of_the_main_verb_is_its_only_one(text: str, days: set[str]) -> None:
    assert {day for _, day in told(text)} == days


def test_what_was_before_the_story_does_not_go_on() -> None:
    first = "Dockers walked out on Wednesday."
    assert told(f"{first}\nThe mayor had banned pickets on Monday.\nNurses drove to Faro.")[-1] == (2, "2024-05-15")


def test_the_day_of_a_clause_beside_it_does_not_go_on() -> None:
    rows = told(
        "Dockers walked out on Thursday.\nThe port, which had shut on Tuesday, lost a buyer.\nNurses sang in Faro."
    )
    assert rows[-1] == (2, "2024-05-16")


def test_what_will_be_is_of_no_told_day() -> None:
    rows = told("Dockers walked out on Thursday.\nThe mayor met them on Tuesday.\nThe port of Faro will be sold.")
    assert rows[-1] == (2, "2024-05-17")


def test_what_looks_back_on_a_later_day_is_later_still() -> None:
    rows = told("Dockers walked out on Tuesday.\nThe port, which had closed its gates on Wednesday, lost a buyer.")
    assert (1, "2024-05-17") in rows


def test_an_older_day_goes_on_in_its_paragraph() -> None:
    rows = told(f"{STRIKE}\nThe ferry Aurora sank on 2 April. Nine people drowned.\nNurses drove from Lagos.")
    assert rows[1:] == [(1, "2024-04-02"), (2, "2024-04-02"), (3, "2024-05-15")]


@pytest.mark.parametrize(
    "text", ["The union called off a strike planned for Sunday.", "A march planned for Sunday was cancelled."]
)
def test_what_is_called_off_is_not_to_come(text: str) -> None:
    assert not any(told.ahead for told in story(text).tellings)


def test_what_stands_under_a_date_is_listed_once_where_the_best_are_asked_for() -> None:
    made = timeline(f"{STRIKE}\nThe union has new rooms in Faro. Ships sank again when they met a storm on Tuesday.")
    passages = [b.text for event in made.events for b in event.bullets] + [p.text for p in made.undated]
    assert len(passages) == len(set(passages))


def test_a_pronoun_is_named_by_the_one_thing_it_can_stand_for() -> None:
    text = "The inquiry, which minister Petra Lind announced on Sunday, will last a year. It is to begin in October."
    assert "Inquiry is to begin" in [event.headline for event in timeline(text).events]


def test_a_pronoun_that_may_stand_for_two_things_is_not_named() -> None:
    text = "The ferry hit the quay on Monday. It was repaired on Tuesday."
    assert not [event for event in timeline(text).events if event.headline.startswith(("Ferry is", "Quay is"))]
