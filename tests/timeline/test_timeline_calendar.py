"""Named events: the calendar fills an open date of the event it names, and no other."""

from __future__ import annotations

import re

import pytest
from timeline_records import document, event

from briefing.model import Bullet, Event, EventBasis, NamedEvent, Precision
from briefing.model.edtf import parse_edtf
from briefing.timeline.merging.calendar import sharpen


def named(date: str, *names: str) -> NamedEvent:
    interval, precision, _ = parse_edtf(date)
    return NamedEvent(names, interval, precision, "calendar.yaml")


CALENDAR = (
    named("2025-08-15", "Alaska summit", "Anchorage talks"),
    named("2025-08-18", "White House talks"),
    named("2025-03-04/2025-03-06", "Riga port strike"),
    named("2025-03-01", "port strike"),
)


def sharpened(date: str, headline: str, *passages: str) -> Event:
    source = document(" ".join(passages), "a.txt")
    bullets, start = [], 0
    for passage in passages:
        bullets.append(Bullet(passage, source.id, (start, start + len(passage))))
        start += len(passage) + 1
    (found,) = sharpen((event(date, headline, *bullets, date_basis=EventBasis.ORDER),), CALENDAR)
    for resolution in found.resolutions:
        assert source.text[slice(*resolution.expression.span)] == resolution.expression.text
    return found


DATED = [  # open date, headline, passage; date, words that name the event
    ("../2025-08-17", "Leaders at Alaska summit", "It followed the Alaska summit.", "2025-08-15", "Alaska summit"),
    ("../2025-08-17", "Summit is held in Alaska", "A summit (in Alaska) was.", "2025-08-15", "summit (in Alaska"),
    ("2025-08-10/..", "Anchorage talks end", "The ANCHORAGE TALKS ended.", "2025-08-15", "ANCHORAGE TALKS"),
    ("../2025-08-17", "Alaska summit", "After the Alaska summit, Macron wrote to both.", "2025-08-15", "Alaska summit"),
    ("../2025-08-17", "Leaders meet at summit", "They met at the Alaska summit.", "2025-08-15", "Alaska summit"),
    ("../2025-08-17", "Riga port strike", "So the Riga port strike.", "2025-03-04/2025-03-06", "Riga port strike"),
]  # fmt: skip


@pytest.mark.parametrize(("date", "headline", "passage", "sharp", "words"), DATED, ids=[row[1] for row in DATED])
def test_calendar_dates_the_event_it_names(date: str, headline: str, passage: str, sharp: str, words: str) -> None:
    found = sharpened(date, headline, "Nothing is said here.", passage)
    assert (found.interval, found.precision) == parse_edtf(sharp)[:2]
    assert found.date_basis is EventBasis.CALENDAR
    assert found.id.startswith(sharp[:10].replace("-", ""))
    (resolution,) = found.resolutions
    assert resolution.expression.text == words
    assert resolution.expression.value == sharp[:10]
    assert resolution.expression.anchor.label in {name for row in CALENDAR for name in row.names}
    assert re.match(
        r"The sources say only (before|after) .*; calendar\.yaml dates “", resolution.expression.explanation
    )


KEPT = [  # date, headline, passage
    ("2025-08-18", "Alaska summit", "The Alaska summit was on Monday."),  # has a day of its own
    ("2025-08", "Alaska summit", "The Alaska summit was in August."),  # has a month of its own
    ("2025-08-18/..", "Alaska summit", "The Alaska summit comes next."),  # another of that name: the day does not fit
    ("../2025-08-10", "Alaska summit", "The Alaska summit was over."),
    ("2025-08-01/..", "Macron writes to both", "After the Alaska summit, Macron wrote to both."),
    ("2025-08-01/..", "Macron writes to both after Alaska summit", "After the Alaska summit, Macron wrote to both."),
    ("2025-08-01/..", "Macron recalls summit", "Since last week's Alaska summit Macron has been silent."),
    ("../2025-08-20", "Summit is held in Alaska", "The White House talks followed a meeting."),
    ("../2025-08-17", "Summit is held in Geneva", "A summit was held in Geneva, not Alaska."),
    ("../2025-08-17", "Alaska votes", "Alaska voted. A summit was far."),
]


@pytest.mark.parametrize(("date", "headline", "passage"), KEPT, ids=[row[1] + " " + row[0] for row in KEPT])
def test_calendar_leaves_other_events_alone(date: str, headline: str, passage: str) -> None:
    found = sharpened(date, headline, passage)
    assert (found.interval, found.precision) == parse_edtf(date)[:2]
    assert found.date_basis is EventBasis.ORDER
    assert found.resolutions == ()


def test_no_calendar_no_change() -> None:
    events = (event("../2025-08-17", "Alaska summit", Bullet("Alaska summit", "d", (0, 13))),)
    assert sharpen(events, ()) == sharpen(events, (named("2025-08-15", "—"),)) == events


def test_editors_note_can_be_dated_without_an_audit_line() -> None:
    (found,) = sharpen((event("../2025-08-17", "Alaska summit", Bullet("The Alaska summit.", None, (0, 0))),), CALENDAR)
    assert (found.precision, found.resolutions) == (Precision.DAY, ())
