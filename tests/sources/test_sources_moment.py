"""Moments of publication near midnight: which day counts, and what is told of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.job import load_brief
from briefing.model import DateBasis, Interval
from briefing.sources.contents import read_documents
from briefing.sources.declared import Declared
from briefing.sources.moment import moment

STORY = "The ferries between the islands sailed again on Wednesday, nine days after their crews had walked out.\n"


def stated(value: str) -> bytes:
    return (
        f"<!doctype html><html><head><meta property='article:published_time' content='{value}'></head>"
        f"<body><article><h1>Ferries sail again</h1><p>{STORY * 4}</p></article></body></html>"
    ).encode()


@pytest.mark.parametrize(
    ("value", "timezone", "day", "note"),
    [
        # UTC says nothing of the day at the outlet: the zone of the briefing does.
        ("2024-03-13T21:59:00Z", "Europe/Kyiv", 13, ""),
        ("2024-03-13T22:00:00Z", "Europe/Kyiv", 14, ", 2024-03-13 22:00 UTC, which is 2024-03-14 in Europe/Kyiv"),
        ("2024-03-13T22:00:00.123+00:00", "Europe/Kyiv", 14, ", 2024-03-13 22:00 UTC, which is 2024-03-14 in Eur"),
        ("2024-03-13T03:59:00Z", "America/New_York", 12, ", 2024-03-13 03:59 UTC, which is 2024-03-12 in America"),
        ("2024-03-13T04:00:00Z", "America/New_York", 13, ""),
        ("2024-03-13T22:00:00Z", "UTC", 13, ""),
        ("2024-03-13T22:00:00Z", None, 13, ""),
        # An offset of its own is that of the outlet: its "today" is its day, wherever the briefing is read.
        ("2024-03-13T23:30:00-04:00", "Europe/Kyiv", 13, ", 23:30 UTC-04:00 (2024-03-14 in Europe/Kyiv)"),
        ("2024-03-14T00:30:00+02:00", "America/New_York", 14, ", 00:30 UTC+02:00 (2024-03-13 in America/New_York)"),
        ("2024-03-14T10:30:00+02:00", "America/New_York", 14, ""),
        # No zone, or no time: a day is a day.
        ("2024-03-13T23:30:00", "Europe/Kyiv", 13, ""),
        ("2024-03-13", "Asia/Tokyo", 13, ""),
        ("2024-03-13T22:00:00Z", "Nowhere/Never", 13, ""),
    ],
)
def test_either_side_of_midnight(value: str, timezone: str | None, day: int, note: str) -> None:
    ((document,), _) = read_documents(stated(value), "a.html", Declared(timezone=timezone))
    assert document.published == Interval.day(dt.date(2024, 3, day))
    assert document.published_basis is DateBasis.METADATA
    where = "meta property article:published_time"
    assert document.published_note.startswith(where + note)
    assert bool(note) is (document.published_note != where)


def test_a_mail_and_a_feed_near_midnight() -> None:
    mail = b"From: Post <a@example.org>\nSubject: Ferries\nDate: Wed, 13 Mar 2024 23:10:00 +0000\n\n" + STORY.encode()
    item = f"<item><title>A</title><pubDate>Wed, 13 Mar 2024 23:10:00 GMT</pubDate><description>{STORY}</description>"
    feed = f"<rss><channel><title>Post</title>{item}</item></channel></rss>".encode()
    for data in (mail, feed):
        ((document,), _) = read_documents(data, "a", Declared(timezone="Europe/Oslo"))
        assert document.published == Interval.day(dt.date(2024, 3, 14))


def test_the_zone_of_the_brief_reaches_its_sources(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "brief.yaml").write_text("sources: a.txt\ntimezone: Europe/Kyiv\n")
    assert [source.declared.timezone for source in load_brief(tmp_path / "brief.yaml").sources] == ["Europe/Kyiv"]


def test_what_the_brief_states_holds_and_what_the_file_says_is_told() -> None:
    brief = Declared(published=Interval.day(dt.date(2024, 3, 15)), published_note="the brief", timezone="Europe/Kyiv")
    ((document,), _) = read_documents(stated("2024-03-13T22:00:00Z"), "a.html", brief)
    assert document.published == brief.published
    assert (
        document.published_note == "the brief; the file itself says 2024-03-13 (meta property article:published_time)"
    )
    ((document,), _) = read_documents(stated("2024-03-15"), "a.html", brief)
    assert document.published_note == "the brief"


@pytest.mark.parametrize(
    "value",
    [
        *("", "2024-03-13", "2024-03-13T10:00", "13 March 2024 10:00", "2024-13-41T10:00Z", "2024-03-13T99:99Z"),
        *(
            "2024-03-13T10:00:00+99:99",
            "Wed, 13 Mar 2024 10:00:00",
            "Wed, 41 Mar 2024 10:00:00 GMT",
            "Z",
        ),
    ],
)
def test_no_moment(value: str) -> None:
    assert moment(value) is None


@given(st.text(alphabet="0123456789-T:Z+ GMTWed,Mar.", max_size=40) | st.text(max_size=40))
def test_any_text(value: str) -> None:
    when = moment(value)
    assert when is None or when.tzinfo is not None
