"""Web archives: their pages in every way that servers answer; bombs, damage and what is no page."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from source_files import warc

from briefing.errors import SourceError
from briefing.model import Document
from briefing.sources.contents import read_documents

PAGE = (
    b"<!doctype html><html><body><article><h1>Ferries sail</h1><p>The ferries sailed on Wednesday.</p></article></html>"
)
TYPE = "Content-Type: text/html; charset=utf-8"


def read(data: bytes) -> tuple[Document, ...]:
    return read_documents(data, "a.warc")[0]


def chunked(body: bytes) -> bytes:
    return b"".join(b"%x;q\r\n%s\r\n" % (len(p), p) for p in (body[:30], body[30:])) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    "data",
    [
        warc(PAGE),
        warc(chunked(PAGE), head=f"{TYPE}\r\nTransfer-Encoding: chunked"),
        warc(PAGE, head=f"{TYPE}\r\ntransfer-encoding: chunked"),  # some archives keep it joined
        warc(gzip.compress(PAGE, mtime=0), head=f"{TYPE}\r\nContent-Encoding: gzip"),
        warc(zlib.compress(PAGE), head=f"{TYPE}\r\nContent-Encoding: deflate"),
        warc(
            chunked(gzip.compress(PAGE, mtime=0)),
            head=f"{TYPE}\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked",
        ),
        gzip.compress(warc(PAGE), mtime=0),
        warc(b"", kind="request") + warc(PAGE),
    ],
)
def test_a_page(data: bytes) -> None:
    (document,) = read(data)
    assert document.path == "a.warc#1"
    assert document.text == "Ferries sail\n\nThe ferries sailed on Wednesday.\n"


def test_only_pages_count() -> None:
    other = PAGE.replace(b"Wednesday", b"Friday")
    records = (
        warc(PAGE),
        warc(b"x()", head="Content-Type: text/javascript"),
        warc(PAGE, status="301 Moved"),
        warc(b"not gzip", head=f"{TYPE}\r\nContent-Encoding: gzip"),
        warc(other),
    )
    for data in (b"".join(records), b"".join(gzip.compress(record, mtime=0) for record in records)):
        assert [document.path for document in read(data)] == ["a.warc#1", "a.warc#5"]


def test_damage_keeps_what_came_before() -> None:
    documents, (problem,) = read_documents(warc(PAGE) + warc(PAGE.replace(b"Wed", b"Mon"))[:-60], "a")
    assert len(documents) == 2  # the page that was cut off is still a page
    assert "cut off" in problem.message
    documents, (problem,) = read_documents(warc(PAGE) + b"junk", "a")
    assert len(documents) == 1
    assert "damaged record" in problem.message


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: b"WARC/1.0\r\n\r\n", "damaged"),
        (lambda: warc(b"x()", head="Content-Type: text/javascript"), "holds no article"),
        (lambda: gzip.compress(b"no archive", mtime=0), "a compressed file"),
        (lambda: gzip.compress(warc(b"") + bytes(101_000_000), compresslevel=1, mtime=0), "bytes unpacked"),
    ],
    ids=["damaged", "no page", "no archive", "bomb"],
)
def test_what_is_refused(make: Callable[[], bytes], words: str) -> None:
    data = make()
    begun = time.process_time()
    with pytest.raises(SourceError, match=words):
        read(data)
    assert time.process_time() - begun < 5


@given(
    st.binary(max_size=200),
    st.sampled_from([b"", gzip.compress(warc(PAGE), mtime=0), warc(PAGE)[:60], warc(PAGE)[:180]]),
)
def test_any_bytes(body: bytes, start: bytes) -> None:
    for data in (start + body, warc(body, head=f"{TYPE}\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip")):
        try:
            documents, problems = read_documents(data, "a")
        except SourceError:
            continue
        assert documents or any(not problem.note for problem in problems)
