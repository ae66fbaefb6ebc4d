"""Feeds: every entry an article with its own date; nothing fetched, no entity opened, nothing that breaks it."""

from __future__ import annotations

import datetime as dt
import socket
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from source_files import rss
from test_sources_docx import BOMB, OUTSIDE

from briefing.errors import SourceError
from briefing.model import Interval
from briefing.sources.contents import read_documents

STORY = "The ferries between the islands sailed again on Wednesday, nine days after their crews had walked out. " * 3
WEDNESDAY = Interval.day(dt.date(2024, 3, 13))
ITEM = (
    "<title>Ferries sail &amp;amp; sail</title><link>https://example.org/1</link><dc:creator>A. Reader</dc:creator>"
    "<pubDate>Wed, 13 Mar 2024 23:30:00 -0500</pubDate><description>Short.</description>"
    f"<content:encoded><![CDATA[<p>{STORY}</p><p>More <b>to</b> come.</p><script>x()</script>]]></content:encoded>"
)
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB"><title>Harbour Post</title>
<entry><title type="html">Ferries &lt;i&gt;sail&lt;/i&gt;</title><link rel="self" href="https://example.org/self"/>
<link href="https://example.org/2"/><updated>2024-03-20T00:00:00Z</updated><published>2024-03-13T23:30:00Z</published>
<author><name>A. Reader</name><email>a@example.org</email></author><source><title>North Wire</title></source>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{STORY}</p><p>More.</p></div></content></entry>
<entry><title>Second</title><updated>2024-03-20T00:00:00Z</updated>
<content type="text">{STORY} a &lt; b</content></entry>
</feed>"""


def test_rss() -> None:
    documents, problems = read_documents(rss(ITEM, ITEM.replace("pubDate", "lastChange")), "feed.xml")
    first, second = documents
    assert first.path == "feed.xml#1"
    assert first.text == f"Ferries sail & sail\n\n{STORY.strip()}\n\nMore to come.\n"
    assert (first.title, first.author, first.publisher) == ("Ferries sail & sail", "A. Reader", "Harbour Post")
    assert (first.url, first.published, first.published_note) == ("https://example.org/1", WEDNESDAY, "feed, pubDate")
    assert second.published is None
    assert problems == ()


def test_atom() -> None:
    documents, _ = read_documents(ATOM.encode(), "a")
    first, second = documents
    assert first.text == f"Ferries sail\n\n{STORY.strip()}\n\nMore.\n"
    assert (first.published, first.publisher, first.language) == (WEDNESDAY, "North Wire", "en-GB")
    assert (first.url, first.author) == ("https://example.org/2", "A. Reader")
    assert second.text.endswith("a < b\n")
    assert (second.published, second.publisher) == (None, "Harbour Post")  # a change is no publication


def test_rdf_and_teasers() -> None:
    data = (
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        b'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbour Post</title></channel>'
        b"<item><title>One</title><dc:date>2024-03-13</dc:date><description>They sailed.</description></item>"
        b"<item><title>Two</title></item></rdf:RDF>"
    )
    ((document,), problems) = read_documents(data, "a")
    assert (document.text, document.published) == ("One\n\nThey sailed.\n", WEDNESDAY)
    assert [(p.where, p.note) for p in problems] == [("a#1", True), ("a#2 (Two)", False)]


def test_broken_markup_is_read_as_far_as_it_goes() -> None:
    documents, _ = read_documents(rss(ITEM, ITEM)[:-200], "a")
    assert documents[0].title == "Ferries sail & sail"
    assert read_documents(rss(ITEM.replace("</title>", "&nbsp;&x;</title>")), "a")[0]


def test_nothing_is_fetched_and_no_entity_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("the network was touched")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    out = '<!DOCTYPE rss SYSTEM "http://example.org/rss.dtd">'
    for head, name in ((out, "nbsp"), (BOMB, "e9"), (OUTSIDE, "out")):
        try:
            ((document,), _) = read_documents(rss(ITEM.replace("Short.", f"&{name};"), head=head), "a")
        except SourceError:
            continue
        assert len(document.text) < 1000


@pytest.mark.parametrize(
    ("data", "words"),
    [(rss(), "without entries"), (b"<rss>", "without entries|cannot be parsed")],
)
def test_what_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        read_documents(data, "a")


@settings(deadline=None)
@given(st.text(max_size=80), st.text(max_size=80), st.sampled_from(["title", "description", "pubDate", "link"]))
def test_any_entry(text: str, other: str, name: str) -> None:
    data = rss(
        f"<{name}>{text}</{name}><description><![CDATA[{other}]]></description>".encode("utf-8", "replace").decode()
    )
    try:
        documents, problems = read_documents(data, "a")
    except SourceError:
        return
    assert documents or problems
    for document in documents:
        document.text.encode("utf-8")
        assert "\x00" not in document.text
