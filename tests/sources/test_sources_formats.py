"""Files inside files: numbered, bounded, and each refusal with its place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

import pytest

from briefing.errors import SourceError
from briefing.model import Document, Interval
from briefing.sources import formats
from briefing.sources.contents import read_documents
from briefing.sources.declared import Declared, publication_date
from briefing.sources.limits import USUAL, Limits
from briefing.sources.part import Found, Packed, Part, Refusal


def read_pack(data: bytes, limits: Limits) -> Iterator[Found]:
    """A format of the tests: ``PACK``, then files between ``|``; ``[]`` make a pack inside."""
    for n, piece in enumerate(data.removeprefix(b"PACK").split(b"|"), 1):
        if piece == b"BROKEN":
            raise SourceError("ends too early", hint="save it again")
        inner = b"PACK" + piece[1:-1].replace(b";", b"|") if piece.startswith(b"[") else piece
        yield Packed(inner, f"file{n}", (n,))


@pytest.fixture(autouse=True)
def packs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "_FORMATS", ((lambda data: data.startswith(b"PACK"), read_pack),))


def test_every_article_has_a_path_and_an_id_of_its_own() -> None:
    data = b"PACKOne sailed.|[Two sailed.;Three sailed.]|Four sailed."
    documents, problems = read_documents(data, "week.pack")
    assert [(d.path, d.text) for d in documents] == [
        ("week.pack#1", "One sailed."),
        ("week.pack#2.1", "Two sailed."),
        ("week.pack#2.2", "Three sailed."),
        ("week.pack#3", "Four sailed."),
    ]
    assert len({d.id for d in documents}) == 4
    assert {d.sha256 for d in documents} == {hashlib.sha256(data).hexdigest()}
    assert {d.file for d in documents} == {"week.pack"}
    assert problems == ()


def test_what_cannot_be_read_is_named_with_its_place() -> None:
    documents, problems = read_documents(b"PACKOne sailed.||[Two sailed.;\x89PNG\r\n]", "week.pack")
    assert [d.path for d in documents] == ["week.pack#1", "week.pack#3.1"]
    assert [str(problem) for problem in problems] == [
        "week.pack#2 (file2): is empty (leave it out of the folder)",
        "week.pack#3.2 (file3/file2): an image (leave it out of the folder)",
    ]
    assert not any(problem.note for problem in problems)


def test_a_file_that_breaks_off_keeps_what_was_read() -> None:
    documents, (problem,) = read_documents(b"PACKOne sailed.|BROKEN", "week.pack")
    assert [d.path for d in documents] == ["week.pack#1"]
    assert str(problem) == "week.pack: ends too early (save it again)"
    with pytest.raises(SourceError, match="ends too early"):
        read_documents(b"PACKBROKEN", "week.pack")


def test_too_deep() -> None:
    def nested(data: bytes, limits: Limits) -> Iterator[Found]:
        yield Packed(b"PACK", "again", (1,))

    formats._FORMATS = ((lambda data: True, nested),)
    documents, (problem,) = read_documents(b"PACK", "a")
    assert documents == ()
    assert problem.where.startswith(f"a#{'1.' * USUAL.depth}1")
    assert "deeper than" in problem.message


@pytest.mark.parametrize(
    ("size", "count", "kept", "words"),
    [(10, USUAL.articles + 50, USUAL.articles, "2,000 articles"), (1_000, 15, 10, "bytes unpacked")],
)
def test_no_more_than_the_limits(size: int, count: int, kept: int, words: str) -> None:
    limits = replace(USUAL, unpacked=100_000 if size == 10 else 10_000)
    made = 0

    def many(data: bytes, limits: Limits) -> Iterator[Found]:
        nonlocal made
        for made in range(1, count + 1):
            yield Packed(b"%09d." % made + b" " * (size - 10), "x", (made,))

    formats._FORMATS = ((lambda data: data == b"MANY", many),)
    documents, problems = read_documents(b"MANY", "a", limits=limits)
    assert len(documents) == kept
    assert [words in problem.message for problem in problems] == [True]
    assert made == kept + 1  # nothing is unpacked beyond


def test_what_the_brief_states_of_several() -> None:
    def titled(data: bytes, limits: Limits) -> Iterator[Found]:
        yield Part("One sailed.", Declared(title="One"), number=(1,))

    formats._FORMATS = ((lambda data: True, titled),)
    day = publication_date("2024-03-13")
    brief = Declared(title="Mine", url="https://example.org/", publisher="Harbour Post", published=day)
    ((document,), _) = read_documents(b"x", "a", brief)
    assert (document.title, document.url, document.publisher) == ("One", None, "Harbour Post")
    assert isinstance(document.published, Interval)


def test_nothing_inside() -> None:
    formats._FORMATS = ((lambda data: True, lambda data, limits: iter(())),)
    with pytest.raises(SourceError, match="holds no article"):
        read_documents(b"x", "a")
    formats._FORMATS = ((lambda data: True, lambda data, limits: iter((Refusal("is a note", "", note=True),))),)
    with pytest.raises(SourceError, match="holds no article"):
        read_documents(b"x", "a")


@pytest.mark.parametrize(
    ("path", "id", "file"),
    [
        ("mail.mbox#2", "dother", "mail.mbox"),
        ("a.zip#2.11", "dother", "a.zip"),
        ("story#2", f"d{'0' * 12}", "story#2"),  # a file with such a name
        ("C# and more", "dother", "C# and more"),
        ("#1", "dother", "#1"),
        ("a#2.", "dother", "a#2."),
    ],
)
def test_the_file_of_a_part(path: str, id: str, file: str) -> None:
    document = Document(id=id, path=path, sha256="0" * 64, text_sha256="", text="")
    assert document.file == file
    assert document.is_part is (file != path)
