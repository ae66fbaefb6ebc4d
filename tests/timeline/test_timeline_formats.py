"""Tables, calendars and text: other programs read them, and nothing that an article says is obeyed."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable
from dataclasses import replace

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from timeline_records import TRAPS, event, strike, timelines

from briefing.model import Bullet, EventBasis, Precision, Timeline
from briefing.timeline.file.store import dump
from briefing.timeline.formats.icalendar import dump_icalendar
from briefing.timeline.formats.markdown import dump_markdown
from briefing.timeline.formats.table import COLUMNS, dump_csv

HOSTILE = (
    *('=cmd|"/c calc"!A1', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "a,b", 'a"b', "a\nb", "x\x1b[2Jy", "‮gnp"),
    *("<b>bold</b>", "<img src=x>", "[a](javascript:x)", "![a](file:///x)", "*a*", "_a_", "`a`", "# a", "1. a", "- a"),
    *("~~a~~", "| a |", "&lt;", "https://example.org/", "www.example.org", "a@example.org", "<https://example.org>"),
    *("\\n", "a\\", "END:VEVENT", "a\r\nEND:VCALENDAR\r\n", "a;b:c,d", "    a", "***", "===", "> a", "+ a", "10) a"),
    *TRAPS,
)  # fmt: skip


def hostile(text: str) -> Timeline:
    """The strike with a text of an attacker in every place that an article fills."""
    timeline = strike()
    sources = tuple(replace(source, title=text, publisher=text, url=text, path=text) for source in timeline.documents)
    events = tuple(
        replace(event, headline=text, actors=(text,), bullets=(replace(event.bullets[0], text=text, insertions=()),))
        for event in timeline.events
    )
    return replace(timeline, documents=sources, events=events, title=text)


@pytest.mark.parametrize(("form", "name"), [("csv", "strike.csv"), ("ics", "strike.ics"), ("md", "strike.md")])
def test_form_reads_like_this(golden: Callable[[str, str], None], form: str, name: str) -> None:
    golden(name, dump(strike(), form).replace("\r\n", "\n"))


def test_unknown_form() -> None:
    with pytest.raises(KeyError):
        dump(strike(), "docx")


# CSV


def rows(timeline: Timeline) -> list[list[str]]:
    return list(csv.reader(io.StringIO(dump_csv(timeline), newline="")))


def test_csv_has_a_row_for_each_passage() -> None:
    found = rows(strike())
    assert [row[COLUMNS.index("headline")] for row in found[1:]] == [
        *("Agreement is signed", "Dockers walk out", "Dockers walk out", "Both sides meet again")
    ]
    assert [row[COLUMNS.index("source")] for row in found[2:4]] == ["harbour.txt", "gazette.txt"]


@pytest.mark.parametrize("text", HOSTILE)
def test_csv_cell_is_no_formula(text: str) -> None:
    found = rows(hostile(text))
    assert {len(row) for row in found} == {len(COLUMNS)}
    for row in found[1:]:
        for cell in row:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))
            assert "\x1b" not in cell


def test_csv_shows_a_note_as_a_note() -> None:
    noted = replace(
        strike(), events=(event("2025-08-18", "Walkout", Bullet("Mine.", None, (0, 0))), event("2025", "X"))
    )
    found = rows(noted)
    assert found[1][COLUMNS.index("source")] == "editor's note"
    assert found[2][COLUMNS.index("passage")] == ""


# iCalendar


def components(timeline: Timeline) -> list[icalendar.Component]:
    text = dump_icalendar(timeline)
    calendar = icalendar.Calendar.from_ical(text)
    assert calendar.errors == []
    return list(calendar.subcomponents)


@pytest.mark.parametrize(
    ("date", "precision", "days", "summary"),
    [
        ("2025-08-18", None, ("2025-08-18", "2025-08-19"), "Walkout"),
        ("2025-08-18/2025-08-19", None, ("2025-08-18", "2025-08-20"), "Walkout"),
        ("2025-08-21/2025-08-22", Precision.WITHIN, ("2025-08-21", "2025-08-23"), "Walkout (21 or 22 August 2025)"),
        ("1994~", None, ("1994-01-01", "1995-01-01"), "Walkout (about 1994)"),
        ("0987-03", None, ("0987-03-01", "0987-04-01"), "Walkout (March 987)"),
    ],
)  # fmt: skip
def test_calendar_days(date: str, precision: Precision | None, days: tuple[str, str], summary: str) -> None:
    made = event(date, "Walkout", **({"precision": precision} if precision else {}))
    (found,) = components(Timeline((), (made,), as_of=dt.date(2025, 8, 22)))
    assert found.name == "VEVENT"
    assert (found["DTSTART"].dt.isoformat(), found["DTEND"].dt.isoformat()) == days
    assert found["SUMMARY"].replace("\u00a0", " ") == summary
    assert found["UID"] == f"{made.id}@timeline.briefing"
    assert found["DTSTAMP"].dt.isoformat() == "2025-08-22T00:00:00+00:00"


@pytest.mark.parametrize("date", ["../2025-08-17", "2025-08-19/.."])
def test_open_date_is_a_journal_entry_without_a_day(date: str) -> None:
    (found,) = components(Timeline((), (event(date, "Walkout"),)))
    assert found.name == "VJOURNAL"
    assert "DTSTART" not in found
    assert "18" in found["SUMMARY"]


@pytest.mark.parametrize("text", HOSTILE)
def test_calendar_text_stays_text(text: str) -> None:
    dumped = dump_icalendar(hostile(text))
    assert dumped.endswith("END:VCALENDAR\r\n")
    assert dumped.count("\r\n") == dumped.count("\n") == dumped.count("\r") == len(dumped.splitlines())
    assert all(len(line.encode()) <= 75 for line in dumped.split("\r\n"))
    found = components(hostile(text))
    assert [component.name for component in found] == ["VEVENT"] * 3
    shown = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isprintable() and not text.isspace():
        assert found[1]["SUMMARY"] == shown


def test_calendar_without_any_date_bears_no_clock() -> None:
    assert dump_icalendar(Timeline((), ())) == dump_icalendar(Timeline((), ()))
    (found,) = components(Timeline((), (event("../2025-08-17", "Walkout"),)))
    assert found["DTSTAMP"].dt.date() == dt.date(2025, 8, 17)
    assert "DTSTAMP:09870302T000000Z" in dump_icalendar(Timeline((), (event("2025", "X"),), as_of=dt.date(987, 3, 2)))


# Markdown


def tokens(text: str) -> list[str]:
    parsed = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text)
    return [inner.type for token in parsed for inner in (token.children or [token])]


@pytest.mark.parametrize("text", [text for text in HOSTILE if any(c.isprintable() and not c.isspace() for c in text)])
def test_markdown_text_is_no_markup(text: str) -> None:
    dumped = dump_markdown(hostile(text))
    calm = dump_markdown(hostile("calm"))
    assert [kind for kind in tokens(dumped) if "text" not in kind] == [
        kind for kind in tokens(calm) if "text" not in kind
    ]
    for sign in ("https:", "www.", "a@"):
        assert sign not in dumped


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.isprintable() and text == text.strip() and text])
def test_markdown_text_reads_as_written(text: str) -> None:
    parsed = MarkdownIt("commonmark").parse(dump_markdown(hostile(text)))
    assert parsed[1].children is not None
    assert "".join(child.content for child in parsed[1].children) == " ".join(text.split(" "))


def test_markdown_shows_what_we_add_and_what_an_editor_wrote() -> None:
    text = dump_markdown(strike())
    assert "Dockers walked out on Monday \\[18 August\\]." in text
    noted = replace(strike().events[1], bullets=(Bullet("Mine.", None, (0, 0)),), date_basis=EventBasis.EDITOR)
    assert "- *Editor’s note:* Mine." in dump_markdown(replace(strike(), events=(noted,)))


@settings(max_examples=30, deadline=None)
@given(timelines(), st.sampled_from(["csv", "ics", "md"]))
def test_any_timeline_has_every_form(timeline: Timeline, form: str) -> None:
    text = dump(timeline, form)
    assert text == dump(timeline, form)
    text.encode("utf-8")
    if form == "ics":
        assert len(components(timeline)) == len(timeline.events)
