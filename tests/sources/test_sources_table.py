"""Tables of articles: every row one, in any of the usual ways to write them; a bad row is named."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import SourceError
from briefing.model import Interval
from briefing.sources.contents import read_documents
from briefing.sources.limits import USUAL
from briefing.sources.part import Part
from briefing.sources.table import read_table

ROW = {
    "title": "Ferries sail again",
    "text": 'The ferries "sailed" again, on Wednesday;\nnine days later.',
    "published": "2024-03-13",
    "publisher": "Harbour Post",
    "url": "https://example.org/1",
    "author": "A. Reader",
    "language": "en-GB",
}
WEDNESDAY = Interval.day(dt.date(2024, 3, 13))


def table(rows: list[dict[str, str]], delimiter: str = ",", end: str = "\r\n") -> bytes:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]), delimiter=delimiter, lineterminator=end)
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


def lines(rows: list[dict[str, str]]) -> bytes:
    return "\n".join(map(json.dumps, rows)).encode()


@pytest.mark.parametrize(
    "data",
    [
        table([ROW]),
        b"\xef\xbb\xbf" + table([ROW], ";", "\n"),
        table([ROW], "\t"),
        table([ROW], "\t").decode().encode("utf-16"),
        table([ROW | {"id": "7"}], "|"),
        table([{"Headline": ROW["title"], "Body": ROW["text"], "Date": "13 March 2024", "Source": "Harbour Post"}
               | {"Link": ROW["url"], "Byline": "A. Reader", "Lang": "en_GB"}]),
        lines([ROW]),
        json.dumps([ROW | {"authors": ["A. Reader"], "author": None, "publisher": {"name": "Harbour Post"}}]).encode(),
        json.dumps(ROW, indent=2).encode(),
        json.dumps({"status": "ok", "articles": [ROW]}).encode(),
    ],
    ids=["commas", "semicolons", "tabs", "UTF-16", "bars", "names", "lines", "list", "one object", "in an object"],
)  # fmt: skip
def test_a_row_is_an_article(data: bytes) -> None:
    ((document,), problems) = read_documents(data, "week.csv")
    assert document.path == "week.csv#1"
    assert document.text == f"Ferries sail again\n\n{ROW['text']}\n"
    assert (document.title, document.publisher, document.url) == (ROW["title"], ROW["publisher"], ROW["url"])
    assert (document.author, document.language, document.published) == ("A. Reader", "en-GB", WEDNESDAY)
    assert problems == ()


@pytest.mark.parametrize("write", [table, lines])
def test_bad_rows_are_named(write: object) -> None:
    rows = [
        ROW,
        ROW | {"text": " "},
        ROW | {"published": "last week", "text": "Other."},
        ROW | {"text": "<p>A</p><p>B</p>"},
    ]
    documents, problems = read_documents(write(rows), "t")  # type: ignore[operator]
    assert [d.path for d in documents] == ["t#1", "t#3", "t#4"]
    assert documents[1].published is None
    assert documents[2].text.endswith("A\n\nB\n")
    assert [str(p) for p in problems] == [
        "t#2 (Ferries sail again): has no text (fill its column text)",
        "t#3: 'last week' is no date of publication (write it as 2025-08-22)",
    ]


def test_a_line_that_is_no_json() -> None:
    documents, (problem,) = read_documents(lines([ROW]) + b"\n{broken\n", "t")
    assert len(documents) == 1
    assert problem.where == "t#2"


@pytest.mark.parametrize(
    "text",
    [
        "text, title and more",
        "Title, text: what a headline needs\n\nThey sailed.",
        "title;published\nFerries;2024\n",
        "The text\n\nThey sailed, again.",
        '{ "a brace": that begins an article',
    ],
)
def test_what_only_looks_like_a_table_is_text(text: str) -> None:
    ((document,), _) = read_documents(text.encode(), "t")
    assert document.text == text


def test_long_fields_and_long_tables() -> None:
    begun = time.process_time()
    ((document,), _) = read_documents(table([ROW | {"text": "word " * 100_000}]), "t")
    assert len(document.text) > 400_000
    documents, problems = read_documents(
        table([ROW | {"text": f"They sailed {n}."} for n in range(USUAL.articles + 9)]), "t"
    )
    assert len(documents) == USUAL.articles
    assert "more than" in problems[-1].message
    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    ("data", "words"), [(b"[" * 3_000 + b'{"text": 1}', "too deeply"), (b'[{"text": "a"},', "cannot be parsed")]
)
def test_what_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(SourceError, match=words) as refused:
        read_documents(data, "t")
    assert refused.value.hint


def test_an_object_without_words_is_named() -> None:
    documents, (problem,) = read_documents(b'{"text": {}}', "t")
    assert documents == ()
    assert str(problem) == "t#1: has no text (fill its column text)"


@given(st.binary(max_size=200), st.sampled_from([b"title,text\n", b'{"text": ', b'[{"text": "', b"text\tdate\r"]))
def test_any_bytes(body: bytes, head: bytes) -> None:
    try:
        documents, problems = read_documents(head + body, "t")
    except SourceError:
        return
    assert documents or not all(problem.note for problem in problems)
    for document in documents:
        document.text.encode("utf-8")


@pytest.mark.parametrize("end", ["read", "left", "broken"])
def test_the_limit_of_the_process_stays_as_it_was(end: str) -> None:
    usual = csv.field_size_limit()
    long = ROW | {"text": "Ferries sail. " * usual}
    found = read_table(table([long, ROW]), USUAL)
    part = next(found)
    assert isinstance(part, Part)
    assert len(part.text) > usual
    assert csv.field_size_limit() == usual  # between two rows as well
    if end == "read":
        assert len(list(found)) == 1
    elif end == "broken":
        short = replace(USUAL, markup=usual)
        with pytest.raises(SourceError, match="fault in line"):
            list(read_table(table([long]), short))
    del found
    assert csv.field_size_limit() == usual
