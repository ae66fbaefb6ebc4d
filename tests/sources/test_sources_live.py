"""Live blogs: each day an article of its own, each entry under its time, all of them one voice."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import SourceError
from briefing.model import Document, Plan, Problem
from briefing.pipeline import make_timeline
from briefing.sources.contents import read_documents
from briefing.sources.declared import Declared

TITLE = "Ferry strike: the latest from the islands"
ADDRESS = "https://harbour.example/live/ferry-strike"
ENTRIES = (  # newest first, as pages have them
    ("2024-03-13T08:05:00+00:00", "Ferries sail again", "The first ferry left Oban today with two hundred people."),
    ("2024-03-12T21:40:00+00:00", "Union accepts", "The union accepted the offer today, its president Ada Lorne said."),
    ("2024-03-12T09:15:00+00:00", "Talks go on", "Both sides will meet again tomorrow, the company Calder said."),
    ("2024-03-11T17:30:00+00:00", "Calder makes an offer", "Calder offered four per cent today after a week of talks."),
)


def described(entries: Sequence[tuple[str, str, str]] = ENTRIES, **more: str) -> str:
    blog = {
        "@type": "LiveBlogPosting",
        "headline": TITLE,
        "url": ADDRESS,
        "datePublished": "2024-03-11T08:00:00Z",
        "publisher": {"@type": "Organization", "name": "Harbour Post"},
        "liveBlogUpdate": [
            {"@type": "BlogPosting", "datePublished": when, "headline": head, "articleBody": body}
            for when, head, body in entries
        ],
    }
    head = (
        f'<link rel="canonical" href="{ADDRESS}"><script type="application/ld+json">{json.dumps(blog | more)}</script>'
    )
    body = f"<main><h1>{TITLE}</h1><p>All that is known.</p></main>"
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


def printed(entries: Sequence[tuple[str, str, str]] = ENTRIES) -> str:
    rows = "".join(
        f"<article class='entry'><header><time datetime='{when}'>{when[11:16]}</time></header>"
        f"<h2>{head}</h2><p>{body}</p></article>"
        for when, head, body in entries
    )
    return (
        f"<!doctype html><html><head><link rel='canonical' href='{ADDRESS}'></head><body><main><h1>{TITLE}</h1>"
        f"<p>What happened so far on the islands.</p><div class='live-blog'>{rows}</div></main>"
        "<aside><time datetime='2024-03-01T10:00'>1 March</time><p>Another story of another day.</p></aside>"
        "</body></html>"
    )


PLAIN = f"""{TITLE}

What happened so far on the islands.

13 March 2024, 08:05 GMT

The first ferry left Oban today with two hundred people.

12 March 2024, 21:40 GMT

The union accepted the offer today, its president Ada Lorne said.

12 March 2024, 09:15 GMT

Both sides will meet again tomorrow, the company Calder said.

11 March 2024, 5:30pm GMT

Calder offered four per cent today after a week of talks.
"""


def read(text: str, **facts: str) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    return read_documents(text.encode(), "live", Declared(**facts))  # type: ignore[arg-type]


def days(documents: Sequence[Document]) -> list[str]:
    return [str(document.published and document.published.start) for document in documents]


@pytest.mark.parametrize("text", [described(), printed(), PLAIN], ids=["JSON-LD", "elements", "plain text"])
def test_each_day_is_an_article_with_its_date(text: str) -> None:
    documents, problems = read(text)
    assert problems == ()
    assert [document.path for document in documents] == ["live#1", "live#2", "live#3"]
    assert days(documents) == ["2024-03-11", "2024-03-12", "2024-03-13"]
    assert {document.title for document in documents} == {TITLE}
    assert {document.published_note for document in documents} == {"times of the entries"}
    first, second, third = (document.text for document in documents)
    assert "offered four per cent" in first
    assert second.index("meet again tomorrow") < second.index("accepted the offer")  # in the order of time
    assert "accepted the offer" not in first + third
    assert "Another story" not in first + second + third


@pytest.mark.parametrize("text", [described(), printed(), PLAIN], ids=["JSON-LD", "elements", "plain text"])
def test_the_time_of_each_entry_stands_above_it_as_furniture(text: str) -> None:
    documents, _ = read(text)
    stamps = [d.text[slice(*f.span)] for d in documents for f in d.furniture if f.reason == "time of the entry"]
    assert len(stamps) == 4
    assert all(time in " ".join(stamps) for time in ("08:05", "21:40", "09:15"))
    for document in documents:
        assert document.text.count("\n\n\n") == 0


def test_what_stands_above_the_entries_is_kept_once() -> None:
    for text in (printed(), PLAIN):
        documents, _ = read(text)
        assert [("happened so far" in document.text) for document in documents] == [True, False, False]


def test_a_blog_of_one_day_is_one_article() -> None:
    documents, _ = read(printed(ENTRIES[1:3]))
    assert [document.path for document in documents] == ["live"]
    assert days(documents) == ["2024-03-12"]
    assert documents[0].text.index("meet again tomorrow") < documents[0].text.index("accepted the offer")


@pytest.mark.parametrize(
    ("timezone", "wanted"),
    [(None, ["2024-03-11", "2024-03-12", "2024-03-13"]), ("Asia/Tokyo", ["2024-03-12", "2024-03-13"])],
)
def test_days_of_entries_in_utc_are_those_of_the_briefing(timezone: str | None, wanted: list[str]) -> None:
    if timezone:
        documents, _ = read(described(), timezone=timezone)
    else:
        documents, _ = read(described())
    assert days(documents) == wanted


def test_an_offset_of_its_own_keeps_the_day_of_an_entry() -> None:
    entries = [(when.replace("+00:00", "-05:00"), head, body) for when, head, body in ENTRIES]
    documents, _ = read(described(entries), timezone="Asia/Tokyo")
    assert days(documents) == ["2024-03-11", "2024-03-12", "2024-03-13"]


def test_comments_and_lists_with_times_are_no_live_blog() -> None:
    page = printed().replace("live-blog", "comments")
    ((document,), _) = read(page)
    assert document.path == "live"


@pytest.mark.parametrize(
    "text",
    [
        PLAIN.replace("11 March 2024, 5:30pm GMT", "They met on 11 March 2024 at 5:30pm in Oban and talked."),
        PLAIN.replace("13 March", "12 March").replace("11 March", "12 March"),  # one day: an article like any other
        "A day in March\n\n13 March 2024, 08:05\n\nOne ferry left.\n\n14 March 2024, 09:00\n\nAnother left.\n",
        PLAIN.replace("2024, ", ""),  # no year, no day
    ],
)
def test_plain_texts_that_are_no_live_blog(text: str) -> None:
    documents, _ = read(text)
    assert len(documents) == 1 or "11 March 2024, 5:30pm GMT" not in text
    if len(documents) == 1:
        assert documents[0].text == text


def test_front_matter_holds_for_every_day() -> None:
    documents, _ = read(f"---\npublisher: Harbour Post\ntitle: Strike, live\n---\n{PLAIN}")
    assert {(d.publisher, d.title) for d in documents} == {("Harbour Post", "Strike, live")}
    assert len(documents) == 3


@dataclass(frozen=True)
class Source:
    file: Path
    path: str
    declared: Declared = field(default_factory=Declared)


@pytest.mark.parametrize("text", [described(), printed(), PLAIN], ids=["JSON-LD", "elements", "plain text"])
def test_today_counts_from_the_day_of_the_entry(tmp_path: Path, text: str) -> None:
    (tmp_path / "live").write_text(text)
    timeline = make_timeline([Source(tmp_path / "live", "live")], Plan(events=None)).timeline
    told = {bullet.text: str(event.interval.start) for event in timeline.events for bullet in event.bullets}
    for words, day in (("offered four", 11), ("accepted the offer", 12), ("meet again", 13), ("left Oban", 13)):
        assert [date for bullet, date in told.items() if words in bullet] == [f"2024-03-{day}"]


def test_the_days_of_one_blog_are_one_voice(tmp_path: Path) -> None:
    again = [(when, head, "The union accepted the offer on Tuesday, Ada Lorne said.") for when, head, _ in ENTRIES[:1]]
    (tmp_path / "live").write_text(described((*again, *ENTRIES[1:])))
    timeline = make_timeline([Source(tmp_path / "live", "live")], Plan(events=None)).timeline
    assert len(timeline.documents) == 3
    assert {event.voices for event in timeline.events} == {1}
    assert max(len(event.documents) for event in timeline.events) == 2


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["2024-03-11T08:00:00Z", "2024-03-12", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00Z", "x"]
            ),
            st.text(max_size=20),
            st.text(max_size=60),
        ),
        max_size=5,
    )
)
def test_any_entries(entries: list[tuple[str, str, str]]) -> None:
    try:
        documents, _ = read(described(entries), timezone="Europe/Kyiv")
    except SourceError:
        return
    for document in documents:
        document.text.encode("utf-8")
        assert document.published is None or isinstance(document.published.start, dt.date)
        assert all(0 <= f.span[0] < f.span[1] <= len(document.text) for f in document.furniture)
