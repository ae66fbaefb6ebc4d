"""Briefings to draw: the sample, and what a page has to survive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from briefing.model import AuditRow, Brief, DayGroup, Difference, Entry, Item, Mark, Row, Run, SourceRow, Voice
from briefing.render.sample import SAMPLE

HOSTILE = (
    "<b>bold</b> <img src='/etc/hostname'/> </para> ]]> &amp; & <onDraw name='x'/> \x00\x07\ud800 "
    "\u202eright to left\u202c \ufeffzero\u200bwidth (a \\ b) %PDF {} " + "w" * 3000
)
LONG_ADDRESS = "https://example.org/" + "a-very-long-path/" * 16 + "?q=1&r=2"


def source(number: int, **changes: str) -> SourceRow:
    """Return a source that says little."""
    row = SourceRow(
        number,
        f"d{number:012d}",
        f"Article {number}",
        False,
        "Example Agency",
        "Friday 15 March 2024",
        "Given",
        "",
        "0f" * 32,
    )
    return replace(row, **changes)


def said(text: str, *references: int) -> Item:
    return Item((Run(text),), references)


EMPTY = Brief(
    name="empty",
    title="Nothing in these sources could be dated",
    topic="",
    as_of="not known",
    zone="",
    language="en",
    created=dt.datetime(2024, 3, 15, tzinfo=dt.UTC),
    figures=(),
    bottom_line=(),
    since="",
    new=(),
    gone=(),
    chart=None,
    days=(),
    differences=(),
    coming_up=(),
    background=(),
    sources=(source(1),),
    undated=(),
    left_out=(),
    audit=(),
    corrections=(),
)


def one_event() -> Brief:
    entry = Entry("e1", "A ship leaves", Mark.DAY, 1, (said("The ship left on Friday.", 1),))
    return replace(
        EMPTY,
        title="A ship leaves",
        as_of="Friday 15 March 2024",
        bottom_line=(said("The ship left on Friday.", 1),),
        days=(DayGroup("15 March", "Friday", "", (entry,)),),
        audit=(AuditRow(1, "Friday", "16–22", Mark.DAY, "2024-03-15", "weekday-same", "the day of the report", "e1"),),
    )


def many_events(count: int = 70, sources: int = 24) -> Brief:
    """Return days of several events, which pages have to part within days and within passages."""
    marks = tuple(Mark)
    days, audit = [], []
    for number in range(count):
        cited = tuple(sorted({number % sources + 1, (number * 7) % sources + 1, (number * 7 + 1) % sources + 1}))
        text = f"Passage {number} says what happened at length, " + "and then it goes on for a while, " * (number % 9)
        items = tuple(said(f"{text}as told on the day itself.", *cited) for _ in range(1 + number % 4))
        entry = Entry(f"e{number}", f"Event number {number} happens", marks[number % len(marks)], len(cited), items)
        if number % 3 == 0:
            date = f"{number % 28 + 1} March" if number % 2 else f"A day from {number % 28 + 1} March to 2 April 2024"
            days.append(DayGroup(date, "Monday", "", (entry,)))
        else:
            days[-1] = replace(
                days[-1], entries=(*days[-1].entries, replace(entry, date="on a day in March", new=True))
            )
        audit.append(
            AuditRow(
                number % sources + 1, "on Monday", "1–10", entry.mark, "2024-03-11", "weekday-past", text, entry.key
            )
        )
    return replace(
        one_event(),
        title="Seventy events in many days",
        days=tuple(days),
        sources=tuple(source(number) for number in range(1, sources + 1)),
        audit=tuple(sorted(audit, key=lambda row: row.source)),
    )


def foreign_names() -> Brief:
    words = "Володимир Зеленський і Κυριάκος Μητσοτάκης, Łukasz Żółw, Nguyễn Thị Minh, ✓ → 𝒜 漢字 עברית"
    entry = Entry("e1", words, Mark.DAY, 1, (said(words, 1),), date="у середу")
    return replace(
        one_event(),
        title="Київ і Αθήνα",
        topic="Зустріч",
        days=(DayGroup("15 березня", "п’ятниця", "", (entry,)),),
        sources=(source(1, title=words, outlet="Ουτλετ", attachment="s1.txt"),),
    )


def hostile() -> Brief:
    item = Item((Run(HOSTILE), Run(f"[{HOSTILE}]", Voice.OURS), Run(HOSTILE, Voice.EDITOR)), (1, 2, 9))
    entry = Entry("e1", HOSTILE, Mark.SPAN, 3, (item, item), more=HOSTILE[:80], date=HOSTILE[:60])
    return replace(
        EMPTY,
        title=HOSTILE,
        topic=HOSTILE,
        bottom_line=(item,),
        notices=(HOSTILE,),
        since="the edition of Friday",
        new=(item,),
        gone=(HOSTILE,),
        days=(DayGroup(HOSTILE[:200], HOSTILE[:30], HOSTILE[:30], (entry,)),),
        differences=(Difference(HOSTILE, (item, item, item, item)),),
        coming_up=(Row("r1", HOSTILE[:90], Mark.PLANNED, HOSTILE, (item,)),),
        sources=(
            source(1, title=HOSTILE, outlet=HOSTILE, evidence=HOSTILE, url="javascript:alert(1)"),
            source(2, url=LONG_ADDRESS, attachment="s2.txt"),
        ),
        undated=(item,),
        left_out=(item,),
        audit=(AuditRow(1, HOSTILE, "0–1", Mark.DAY, "2024", "rule", HOSTILE, "e1"),),
        corrections=(HOSTILE,),
        keywords=(HOSTILE,),
    )


def long_address() -> Brief:
    """Return a link that runs over lines and, behind enough sources, over a page."""
    rows = tuple(
        source(number, url=LONG_ADDRESS if number % 2 else "", attachment=f"s{number}.txt") for number in range(1, 15)
    )
    return replace(one_event(), sources=rows)


CASES: dict[str, Callable[[], Brief]] = {
    "sample": lambda: SAMPLE,
    "without-chart": lambda: replace(SAMPLE, chart=None),
    "none": lambda: EMPTY,
    "one-event": one_event,
    "many-events": many_events,
    "foreign-names": foreign_names,
    "long-address": long_address,
    "hostile": hostile,
}
"""What each style has to draw."""


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> Brief:
    """Each briefing in turn."""
    return CASES[request.param]()


@pytest.fixture
def cases() -> dict[str, Callable[[], Brief]]:
    """The briefings by name."""
    return CASES
