"""One story in many formats: the same events, the same dates, the same words, from each."""

from __future__ import annotations

import csv
import io
import json
import socket
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from source_files import docx, mail, pdf, rss, warc, zipped

from briefing.errors import SourceError
from briefing.model import Plan, Timeline
from briefing.pipeline import make_timeline
from briefing.sources.contents import read_documents
from briefing.sources.declared import Declared

TITLE = "Ferry crews accept an offer after nine days"
DAY = "13 March 2024"
STORY = (
    "Ferries between the islands sailed again on Wednesday, nine days after their crews had walked out over pay.",
    "The union accepted an offer of four per cent on Monday, its president Ada Lorne said in Oban. On 4 March the "
    "crews of eleven ships had refused to sail.",
    "The company will open its new terminal in Oban on 2 April. Lorne will meet its director next Tuesday.",
)
RFC = "Wed, 13 Mar 2024 09:30:00 +0000"
HTML = "".join(f"<p>{text}</p>" for text in STORY)
FACTS = {"title": TITLE, "published": "2024-03-13", "text": "\n\n".join(STORY)}


def table() -> bytes:
    stream = io.StringIO()
    csv.writer(stream).writerows([FACTS.keys(), FACTS.values()])
    return stream.getvalue().encode()


PAGE = (
    f"<!doctype html><html><head><meta property='article:published_time' content='2024-03-13T09:30:00Z'></head>"
    f"<body><article><h1>{TITLE}</h1>{HTML}</article></body></html>"
).encode()
MAIL = mail(TITLE, "\n\n".join(STORY), RFC)
FORWARD = f"---------- Forwarded message ---------\nFrom: Post\nDate: {DAY}\nSubject: {TITLE}\n\n"
ITEM = f"<title>{TITLE}</title><pubDate>{RFC}</pubDate><description><![CDATA[{HTML}]]></description>"
PLAIN = f"---\ntitle: {TITLE}\npublished: 2024-03-13\n---\n{TITLE}\n\n{FACTS['text']}\n".encode()
FILES = {
    "plain text": PLAIN,
    "plain text in UTF-16": PLAIN.decode().encode("utf-16"),
    "web page": PAGE,
    "PDF": pdf(TITLE, (DAY, *STORY), "20240313"),
    "Word": docx((TITLE, DAY, *STORY), title=TITLE, created="2024-03-13T09:30:00Z"),
    "mail": MAIL,
    "forwarded mail": mail("Fwd: News", f"{FORWARD}{FACTS['text']}", "Fri, 15 Mar 2024 09:30:00 +0000"),
    "mail folder": b"From x Wed Mar 13 09:30:00 2024\n" + MAIL,
    "RSS": rss(ITEM),
    "Atom": (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>{TITLE}</title><published>2024-03-13T09:30:00Z'
        f'</published><content type="html"><![CDATA[{HTML}]]></content></entry></feed>'
    ).encode(),
    "CSV": table(),
    "JSON lines": json.dumps(FACTS).encode(),
    "web archive": warc(PAGE),
    "ZIP": zipped({"story.md": PLAIN}),
}


@dataclass(frozen=True)
class Source:
    file: Path
    path: str = "story"
    declared: Declared = field(default_factory=Declared)


def told(folder: Path, data: bytes) -> list[tuple[object, ...]]:
    (folder / "story").write_bytes(data)
    timeline: Timeline = make_timeline([Source(folder / "story")], Plan()).timeline
    return [
        (e.interval, e.precision, e.status, e.headline, tuple(bullet.text for bullet in e.bullets))
        for e in timeline.events
    ]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[object, ...]]:
    return told(tmp_path_factory.mktemp("plain"), PLAIN)


@pytest.mark.parametrize("name", [name for name in FILES if name != "plain text"])
def test_the_same_events_from_each(tmp_path: Path, name: str, expected: list[tuple[object, ...]]) -> None:
    assert len(expected) >= 4
    assert told(tmp_path, FILES[name]) == expected


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was touched")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    far = "http://example.org/x"
    linked = f'<link rel="stylesheet" href="{far}"><img src="{far}"><script src="{far}"></script><iframe src="{far}">'
    page = f'<!DOCTYPE html SYSTEM "{far}">'.encode() + PAGE.replace(b"<p>", linked.encode() + b"</iframe><p>", 1)
    for data in (*FILES.values(), page, warc(page), rss(ITEM.replace("<p>", f"{linked}</iframe><p>", 1))):
        documents, _ = read_documents(data, "a")
        assert "nine days after" in documents[0].text


@cache
def _starts() -> tuple[bytes, ...]:
    return (*(data[:40] for data in FILES.values()), b"", b"WARC/1.0\r\n", b"\x1f\x8b\x08")


@settings(deadline=None)
@given(st.sampled_from(_starts()), st.binary(max_size=200))
def test_any_bytes_are_documents_or_a_named_problem(start: bytes, body: bytes) -> None:
    try:
        documents, problems = read_documents(start + body, "a")
    except SourceError as error:
        assert error.problem  # noqa: PT017
        return
    assert documents or any(not problem.note for problem in problems)
    assert len({document.id for document in documents}) == len(documents)
    for document in documents:
        document.text.encode("utf-8")
        assert any(char.isalnum() for char in document.text)
        assert all(0 <= f.span[0] < f.span[1] <= len(document.text) for f in document.furniture)
    assert all(str(problem).isprintable() for problem in problems)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(sorted(FILES)), st.integers(0, 3000), st.binary(min_size=1, max_size=20))
def test_damaged_files_are_documents_or_a_named_problem(name: str, at: int, junk: bytes) -> None:
    data = FILES[name]
    for damaged in (data[:at] + junk + data[at + len(junk) :], data[:at], data[:at] + junk + data[at:]):
        try:
            documents, problems = read_documents(damaged, "a")
        except SourceError:
            continue
        assert documents or any(not problem.note for problem in problems)
