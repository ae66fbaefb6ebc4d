"""Events told by their name alone: the calendar dates them; a mere mention tells nothing."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from timeline_articles import timeline

from briefing.model import Event, EventBasis, Interval, NamedEvent, Plan, Timeline
from briefing.model.edtf import parse_edtf
from briefing.timeline.language.lexicon import table
from briefing.timeline.merging.calendar import known, shipped
from briefing.timeline.merging.matching import fold

OWN = NamedEvent(("Torsk summit",), *parse_edtf("2019-05-11")[:2], "calendar.yaml")
OPENING = "A lighthouse museum opened in Torsk on Monday, its director Ada Holm said. "


def made(*bodies: str, calendar: tuple[NamedEvent, ...] = (OWN,)) -> Timeline:
    """The timeline of articles of 20 May 2019, a Monday, each with one sentence that has a date."""
    return timeline(*(OPENING + body for body in bodies), day=dt.date(2019, 5, 20), plan=Plan(calendar=calendar))


def named(*bodies: str, calendar: tuple[NamedEvent, ...] = (OWN,)) -> list[Event]:
    return [e for e in made(*bodies, calendar=calendar).events if e.date_basis is EventBasis.CALENDAR]


TOLD = [
    ("After the Torsk summit, Holm flew home.", "2019-05-11"),
    ("Holm met Berg ahead of the Torsk summit.", "2019-05-11"),
    ("She flew home following the Torsk summit.", "2019-05-11"),
    ("All began with the Torsk summit, at which Holm received Berg.", "2019-05-11"),
    ("The Torsk summit ended without a deal.", "2019-05-11"),
    ("The Lockerbie bombing killed 270 people.", "1988-12-21"),
    ("Holm recalled the Yalta Conference, where the victors divided a continent.", "1945-02-04/1945-02-11"),
    ("The Good Friday Agreement brought peace to the province.", "1998-04-10"),
    ("The Grenfell Tower fire shocked the city, Holm said.", "2017-06-14"),
    ("World War II ended, and the museum was closed.", "1939-09-01/1945-09-02"),
]


@pytest.mark.parametrize(("sentence", "date"), TOLD, ids=[row[0] for row in TOLD])
def test_named_event_is_dated(sentence: str, date: str) -> None:
    story = made(sentence)
    (found,) = [e for e in story.events if e.date_basis is EventBasis.CALENDAR]
    assert (found.interval, found.precision) == parse_edtf(date)[:2]
    assert sentence in [bullet.text for bullet in found.bullets]
    (resolution,) = found.resolutions
    (source,) = story.documents
    assert source.text[slice(*resolution.expression.span)] == resolution.expression.text
    assert resolution.expression.anchor.label in [n for row in known((OWN,)) for n in row.names]
    assert sentence not in [passage.text for passage in story.undated]


MENTIONED = [
    "Nobody wants a repeat of the Budapest Memorandum.",
    "It was the worst fire since the Great Fire of London.",
    "The Torsk summit proposals are on the table.",
    "After the Torsk summit proposals, Holm flew home.",
    "The Good Friday Agreement rests on trust.",
    "Holm wrote a book on the fall of the Berlin Wall.",
    "After the Lockerbie bombing, Holm became a pilot.",
    "The Torsk summit did not end well for anybody.",
    "The Torsk summit will open soon.",
    "The next Torsk summit was agreed in 2017.",
    "After the 2008 financial crisis, Holm lost her job.",
    "The Paris agreement ended a long quarrel.",
    "The Torsk summit in 2016 ended without a deal.",
]


@pytest.mark.parametrize("sentence", MENTIONED)
def test_mention_is_no_event(sentence: str) -> None:
    assert named(sentence) == []


def test_name_that_holds_a_date_word_is_no_date() -> None:
    story = made("The Good Friday Agreement rests on trust.")
    assert {event.interval for event in story.events} == {Interval.day(dt.date(2019, 5, 20))}


def test_articles_that_name_one_event_tell_one_event() -> None:
    (found,) = named("After the Torsk summit, Holm flew home.", "The Torsk summit ended in a quarrel.")
    assert len(found.documents) == 2


def test_brief_wins_over_the_shipped_calendar() -> None:
    own = NamedEvent(("Lockerbie Bombing",), *parse_edtf("2001-01-01")[:2], "calendar.yaml")
    (found,) = named("The Lockerbie bombing killed 270 people.", calendar=(own,))
    assert found.interval.start == dt.date(2001, 1, 1)


def test_shipped_rows() -> None:
    names = Counter(fold(name) for row in shipped() for name in row.names)
    assert len(shipped()) > 150
    assert [name for name, count in names.items() if count > 1] == []
    for row in shipped():
        assert row.interval.start is not None
        assert row.interval.last is not None
        assert row.interval.last <= dt.date(2020, 12, 31)
        for name in row.names:
            words = name.split()
            assert len(words) > 1 or name[0].isupper()
            assert not any(word.isdigit() for word in words if len(word) == 4), "a year in the text dates it already"


def test_shipped_sections_hold_dates_as_text() -> None:
    sections = [section for section in table("calendar").values() if isinstance(section, dict)]
    assert all(isinstance(row[0], str) for section in sections for row in section.values())
