"""Events that two articles tell under the same weekday, and what the day of one says of the other."""

from __future__ import annotations

import datetime as dt

import pytest
from dating_help import document
from hypothesis import given
from hypothesis import strategies as st

from briefing.dates.find import find
from briefing.dating.clues import read
from briefing.dating.days import DaySet
from briefing.dating.events import Day, Reach, SameEvent, same_events

BRIDGE = "The bridge at Vellmar was shut after a barge of the Kessler yard struck it on Saturday."
SAME = "The barge of the Kessler yard that struck the bridge at Vellmar on Saturday was still there."
BARE: Reach = (0, 6)
LAST: Reach = (1, 13)
DATED: Reach = (0, 183)


def told(*texts: str, least: float = 0.34) -> tuple[SameEvent, ...]:
    readings = [read(document(text, f"{n}.txt"), find(text)) for n, text in enumerate(texts)]
    return same_events(readings, least)


def on(day: str) -> str:
    return SAME.replace("on Saturday", day)


def test_one_event_in_two_papers() -> None:
    (event,) = told(BRIDGE, SAME)
    assert (event.first, event.second) == (0, 1)
    assert event.day == Day(6, None, (BARE, BARE))
    assert [clue.mention.text for clue in event.clues] == ["Saturday", "Saturday"]
    assert 0.34 <= event.alike <= 1


@pytest.mark.parametrize(
    ("day", "month_day", "reach"),
    [
        ("last Saturday", None, LAST),
        ("on Saturday, August 17,", (8, 17), DATED),
        ("on Saturday 17 August", (8, 17), DATED),
    ],
)
def test_how_a_paper_names_the_day(day: str, month_day: tuple[int, int] | None, reach: Reach) -> None:
    (event,) = told(BRIDGE, on(day))
    assert event.day == Day(6, month_day, (BARE, reach))


@pytest.mark.parametrize(
    "other",
    [
        on("on Sunday"),  # another day
        on("next Saturday"),
        on("every Saturday"),
        "The barge of the Kessler yard that will strike the bridge at Vellmar on Saturday is a model.",  # to come
        "The bridge of a barge was struck on Saturday, after it had been shut.",  # no name in common
        "Vellmar and the Kessler family opened a library on Saturday, with music and a long speech by the mayor.",
        "The barge of the Kessler yard that struck the bridge at Vellmar was still there.",  # no day
        "",
    ],
)
def test_no_event_in_common(other: str) -> None:
    assert told(BRIDGE, other) == ()


def test_one_weekday_of_two_dates_is_two_days() -> None:
    assert told(on("on Saturday, August 17,"), on("on Saturday, August 10,")) == ()
    assert len(told(on("on Saturday, August 17,"), on("on Saturday, August 17,"))) == 1


def test_an_article_is_no_second_witness_of_itself() -> None:
    assert told(f"{BRIDGE} {SAME}") == ()


def test_of_several_tellings_the_likest_counts() -> None:
    (event,) = told(BRIDGE, f"At Vellmar the Kessler yard was silent on Saturday.\n\n{SAME}", least=0.1)
    assert event.clues[1].mention.span[0] > 60


@pytest.mark.parametrize(
    ("reach", "known", "teller", "expected"),
    [
        # Told on Monday 19 as of Saturday: the 17th, told elsewhere until Friday 23.
        ((BARE, BARE), "2024-08-19", 0, ("2024-08-17", "2024-08-23")),
        # Told on the day itself.
        ((BARE, BARE), "2024-08-17", 0, ("2024-08-17", "2024-08-23")),
        # "Last Saturday", told on Friday 23: the 17th or the 10th.
        ((BARE, LAST), "2024-08-23", 1, ("2024-08-10", "2024-08-23")),
        # "Saturday" on the 19th is told as last Saturday from the 18th on.
        ((BARE, LAST), "2024-08-19", 0, ("2024-08-18", "2024-08-30")),
    ],
)
def test_what_a_day_says_of_the_other(
    reach: tuple[Reach, Reach], known: str, teller: int, expected: tuple[str, str]
) -> None:
    days = Day(6, None, reach).days(DaySet.of(dt.date.fromisoformat(known)), teller)
    assert (str(days.first), str(days.last)) == expected


def test_a_date_keeps_the_event_on_its_day() -> None:
    day = Day(6, (8, 17), (DATED, LAST))
    friday = DaySet.of(dt.date(2024, 8, 23))
    assert day.days(friday, 1).first == dt.date(2024, 8, 17)
    assert not day.days(DaySet.of(dt.date(2023, 8, 25)), 1)  # the 17th was a Thursday


@given(
    st.dates(dt.date(1950, 1, 1), dt.date(2050, 1, 1)),
    st.tuples(st.sampled_from([BARE, LAST, DATED]), st.sampled_from([BARE, LAST, DATED])),
    st.data(),
)
def test_two_true_tellings_never_exclude_each_other(
    event: dt.date, reach: tuple[Reach, Reach], data: st.DataObject
) -> None:
    """Whenever two papers tell of a day, each within its reach, the date of one leaves that of the other open."""
    first, second = (event + dt.timedelta(days=data.draw(st.integers(*r))) for r in reach)
    day = Day(event.isoweekday(), (event.month, event.day) if DATED in reach else None, reach)
    assert day.days(DaySet.of(first), 0) & DaySet.of(second)
    assert day.days(DaySet.of(second), 1) & DaySet.of(first)
