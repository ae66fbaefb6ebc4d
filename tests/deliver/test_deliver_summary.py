"""What a message tells of a briefing: the few facts, with all that is left out counted."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from dataclasses import replace

import pytest

from briefing.deliver.summary import MOST_COMING, MOST_EVENTS, MOST_SOURCES, Cited, Told, shortened, summarise
from briefing.model import Brief, DayGroup, Entry, Item, Mark, Row, Run, SourceRow, Voice

BRIEF = Brief(
    name="ferries",
    title="Ferries",
    topic="Ferries",
    as_of="Friday 8 March 2024",
    zone="",
    language="en",
    created=dt.datetime(2024, 3, 8, tzinfo=dt.UTC),
    figures=(),
    bottom_line=(Item((Run("Crews return on Monday"), Run(" [11 March]", Voice.OURS), Run(".")), (2,)),),
    since="",
    new=(),
    gone=(),
    chart=None,
    days=(),
    differences=(),
    coming_up=(),
    background=(),
    sources=(),
    undated=(),
    left_out=(),
    audit=(),
    corrections=(),
    handling="For the desk\nalone",
)


def source(number: int, url: str = "") -> SourceRow:
    return SourceRow(number, f"d{number}", f"Title {number}", False, "Post", "8 March 2024", "", "", "", url)


def entry(words: str, *references: tuple[int, ...], date: str = "") -> Entry:
    items = tuple(Item((Run("A passage."),), numbers) for numbers in references)
    return Entry(words, words, Mark.DAY, 1, items, date=date)


def test_events_bear_the_numbers_of_all_their_passages() -> None:
    brief = replace(
        BRIEF,
        days=(
            DayGroup(
                "7 March", "Thursday", "", (entry("Crews vote", (3, 1), (1,)), entry("Talks", date="from 7 to 8"))
            ),
        ),
        coming_up=(Row("k", "Monday 11 March", Mark.PLANNED, "Ferries\u202e sail", (Item((), (4,)),)),),
        sources=tuple(map(source, range(1, 7))),
    )
    told = summarise(brief, "2024-03-08")
    assert [line.text for line in told.bottom_line] == ["Crews return on Monday [11 March]."]
    assert told.days[0].events == (Told("Crews vote", "", (1, 3)), Told("Talks", "from 7 to 8", ()))
    assert told.coming_up == (Told("Ferries sail", "Monday 11 March", (4,)),)
    assert [row.number for row in told.sources] == [1, 2, 3, 4]
    assert (told.all_sources, told.handling) == (6, "For the desk alone")


def test_the_newest_are_told_and_the_others_counted() -> None:
    days = tuple(
        DayGroup(f"{n} March", "", "", tuple(entry(f"{n}-{k}", (n * 5 + k,)) for k in range(5))) for n in range(12)
    )
    coming = tuple(Row(str(n), f"{n} April", Mark.PLANNED, str(n), ()) for n in range(20))
    told = summarise(replace(BRIEF, days=days, coming_up=coming, sources=tuple(map(source, range(99)))), "")
    assert sum(len(day.events) for day in told.days) == MOST_EVENTS
    assert (told.days[0].events[0].headline, told.days[-1].events[-1].headline) == ("6-0", "11-4")
    assert told.more_events == 60 - MOST_EVENTS
    assert (len(told.coming_up), told.more_coming) == (MOST_COMING, 20 - MOST_COMING)
    assert len(told.sources) == min(MOST_SOURCES, MOST_EVENTS + 1)
    shorter = shortened(told, 60, 5)
    assert [event.headline for day in shorter.days for event in day.events] == [f"11-{k}" for k in range(5)]
    assert (shorter.more_events, shorter.more_coming) == (55, 15)
    assert shortened(told, 1500, 60) == told


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=1&c=%20#d", True),
        ("HTTP://example.org/", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org/", False),
        ('https://example.org/"onclick="a', False),
        ("https://example.org/<b>", False),
        ("https://example.org/a b", False),
        ("https://example.org/\x00", False),
        ("https://exämple.org/", False),
        ("https://example.org/" + "a" * 500, False),
        ("", False),
    ],
)
def test_only_an_address_of_the_web_is_a_link(url: str, kept: bool) -> None:
    told = summarise(replace(BRIEF, sources=(source(2, url),)), "")
    assert told.sources == (Cited(2, "Post", "Title 2", "8 March 2024", url if kept else ""),)


def test_many_numbers_are_counted() -> None:
    assert Told("A", references=(1, 2, 3, 4, 5, 6)).marks == "[1] [2] [3] [4] [5] [6]"
    assert Told("A", references=tuple(range(1, 12))).marks == "[1] [2] [3] [4] [5] [6] and 5 more"
    assert Told("A").marks == ""


def test_templates_are_loaded_when_a_message_is_made_and_not_before() -> None:
    modules = "briefing.commands.send, briefing.batch.send, briefing.job.brief_file, briefing.batch.run"
    code = f"import sys, {modules}; raise SystemExit('jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
