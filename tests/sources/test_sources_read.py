"""Reading: good files become documents, every other one a problem on one line; nothing stops the rest."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import os
import tempfile
import zipfile
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import SourceError
from briefing.model import DateBasis, Document, Interval, Problem
from briefing.sources.contents import read_documents
from briefing.sources.declared import Declared
from briefing.sources.limits import USUAL
from briefing.sources.read import read_sources

GOOD = "Ferries sail again\n\nThe ferries sailed again on Wednesday.\n"
DAY = Interval.day(dt.date(2024, 3, 13))


@dataclass(frozen=True)
class Source:
    file: Path
    path: str
    declared: Declared = field(default_factory=Declared)


def read(folder: Path, **facts: Declared) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    names = sorted(path.name for path in folder.iterdir())
    return read_sources([Source(folder / name, name, facts.get(name, Declared())) for name in reversed(names)])


def test_a_document(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    ((document,), problems) = read(tmp_path)
    data = (tmp_path / "b.txt").read_bytes()
    assert document.text == GOOD
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.text_sha256 == hashlib.sha256(GOOD.encode()).hexdigest()
    assert document.id == f"d{document.sha256[:12]}"
    assert (document.path, document.title, document.published) == ("b.txt", "Ferries sail again", None)
    assert problems == ()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "is empty"),
        (b"\x00" * 2000, "is empty"),
        (b"... --- ...", "holds no text"),
        (b"---\ntitle: x\n---\n", "holds no text"),
        (b"PK\x03\x04" + b"x" * 100, "ZIP archive that cannot be unpacked"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, "encrypted office document"),
        (b"-----BEGIN PGP MESSAGE-----\n\nhQEMA", "encrypted"),
        (b"Salted__abcdefgh", "encrypted"),
        (gzip.compress(GOOD.encode(), mtime=0), "compressed"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "an image"),
        (b"{\\rtf1 Ferries}", "rich text"),
        (bytes(range(256)) * 20, "is no text"),
        (b'{"title": "Ferries", "n": [1, 2]}', "JSON"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "feed without entries"),
        (b"<?xml version='1.0'?><note>Ferries</note>", "XML"),
        (b"<!DOCTYPE html><html><body></body></html>", "web page without"),
    ],
)
def test_what_is_no_article(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "odd.txt").write_bytes(data)
    (tmp_path / "z.txt").write_text(GOOD + "More.\n")
    documents, (problem,) = read(tmp_path)
    assert [document.path for document in documents] == ["a.txt", "z.txt"]
    assert words in problem.message
    assert (problem.where, problem.note) == ("odd.txt", False)
    assert problem.hint


def test_what_is_no_regular_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "gone").symlink_to(tmp_path / "nothing")
    (tmp_path / "link").symlink_to(tmp_path / "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    documents, problems = read(tmp_path)
    assert [document.path for document in documents] == ["a.txt"]
    assert [(problem.where, problem.note) for problem in problems] == [
        ("folder", False),
        ("gone", False),
        ("link", True),  # the same bytes as a.txt
        ("loop", False),
        ("pipe", False),
    ]


def test_permission_denied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "b.txt").write_text(GOOD)
    real = os.open

    def refuse(path: Path, flags: int) -> int:  # an administrator may read everything, so the bits alone do not do
        if path.name == "b.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, flags)

    monkeypatch.setattr("briefing.sources.read.os.open", refuse)
    ((document,), (problem,)) = read(tmp_path)
    assert document.path == "a.txt"
    assert str(problem) == "b.txt: cannot be read: Permission denied (check the path and its permissions)"


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    with open(tmp_path / "huge.txt", "wb") as stream:
        stream.truncate(1 << 30)
    documents, (problem,) = read(tmp_path)
    assert documents == ()
    assert "too large: 1,073,741,824 bytes, at most 20,000,000" in problem.message


def test_the_limit_is_in_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    source = Source(tmp_path / "a.txt", "a.txt")
    assert len(read_sources([source], limits=replace(USUAL, file=len(GOOD)))[0]) == 1
    assert len(read_sources([source], limits=replace(USUAL, file=len(GOOD) - 1))[0]) == 0


def test_the_same_bytes_twice_are_one_document(tmp_path: Path) -> None:
    for name in ("c.txt", "a.txt", "b.html"):
        (tmp_path / name).write_text(GOOD)
    ((document,), problems) = read(tmp_path)
    assert document.path == "a.txt"
    assert [(p.where, p.message, p.note) for p in problems] == [
        ("b.html", "the same file as a.txt", True),
        ("c.txt", "the same file as a.txt", True),
    ]


def test_names_are_shown_on_one_line(tmp_path: Path) -> None:
    (tmp_path / "odd\nname\u202e.txt").write_bytes(b"")
    _, (problem,) = read(tmp_path)
    assert str(problem).isprintable()
    assert problem.where == "odd\\nname\\u202e.txt"


@pytest.mark.skipif(os.name != "posix", reason="names are bytes on POSIX only")
def test_a_name_that_is_no_unicode(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        with open(path, "w") as stream:
            stream.write(GOOD)
    except OSError:
        pytest.skip("this file system wants Unicode names")
    ((document,), _) = read(tmp_path)
    assert document.path == "caf\\udce9.txt"


@pytest.mark.parametrize("name", ["brief.yaml", "calendar.YML"])
def test_yaml_with_keys_is_no_article(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text('# a note\n"Harbour day": 2024-03-13\n')
    documents, (problem,) = read(tmp_path)
    assert documents == ()
    assert problem.note


def test_an_article_is_known_by_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "story.yaml").write_text(GOOD)
    (tmp_path / "plain.html").write_text("Ferries & more\n\nThe <b>ferries</b> sailed.\n")
    (tmp_path / "page.txt").write_text(f"<!doctype html><html><body><article><h1>Ferries</h1><p>{GOOD * 5}</p>")
    documents, problems = read(tmp_path)
    assert [document.path for document in documents] == ["page.txt", "plain.html", "story.yaml"]
    assert "<b>ferries</b>" in documents[1].text
    assert "<p>" not in documents[0].text
    assert problems == ()


def test_lost_characters_are_noted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(GOOD.encode() + b"nul\x00 here\n")
    ((document,), (problem,)) = read(tmp_path)
    assert "nul\ufffd here" in document.text
    assert (problem.message, problem.note) == ("1 character could not be read as utf-8 and stand as U+FFFD", True)


PAGE = (
    '<!doctype html><html><head><script type="application/ld+json">{"@type": "NewsArticle", "headline": "Page title",'
    '"datePublished": "2024-03-12", "publisher": "Page Post"}</script></head>'
    f"<body><article><h1>Page title</h1><p>{GOOD * 5}</p></article></body></html>"
)


@pytest.mark.parametrize(
    ("text", "basis", "note", "publisher"),
    [
        (PAGE, DateBasis.METADATA, "JSON-LD datePublished", "Page Post"),
        (
            f"---\npublished: 2024-03-12\npublisher: Front\n---\n{GOOD}",
            DateBasis.DECLARED,
            "front matter, published",
            "Front",
        ),
        (GOOD, None, "", None),
    ],
)
def test_who_says_when(tmp_path: Path, text: str, basis: DateBasis | None, note: str, publisher: str | None) -> None:
    (tmp_path / "a").write_text(text)
    ((document,), _) = read(tmp_path)
    assert (document.published_basis, document.published_note, document.publisher) == (basis, note, publisher)
    brief = Declared(published=DAY, published_note="the brief", publisher="Brief Post")
    ((document,), _) = read(tmp_path, a=brief)
    assert (document.published, document.published_basis) == (DAY, DateBasis.BRIEF)
    assert document.published_note.split(";")[0] == "the brief"
    assert document.publisher == "Brief Post"
    ((document,), _) = read(tmp_path, a=Declared(title="Mine"))
    assert (document.title, document.published_basis, document.publisher) == ("Mine", basis, publisher)


def test_front_matter_is_furniture_and_keeps_its_place(tmp_path: Path) -> None:
    text = f"---\ntitel: x\npublished: 2024-03-12\n---\n\n{GOOD}"
    (tmp_path / "a.md").write_text(text)
    ((document,), problems) = read(tmp_path)
    assert document.text == text
    assert document.title == "Ferries sail again"
    (front,) = document.furniture
    assert (text[slice(*front.span)], front.reason) == ("---\ntitel: x\npublished: 2024-03-12\n---", "front matter")
    assert [(problem.note, problem.hint) for problem in problems] == [(True, "did you mean 'title'?")]


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_any_bytes(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a").write_bytes(data)
        documents, problems = read(Path(folder))
    assert len(documents) + sum(not problem.note for problem in problems) == 1
    for problem in problems:
        assert str(problem).isprintable()
    for document in documents:
        document.text.encode("utf-8")
        assert all(0 <= f.span[0] < f.span[1] <= len(document.text) for f in document.furniture)


@given(st.text(alphabet="-ab: \n\r\ufeff\u0000\ud800é", max_size=80))
def test_text_is_only_decoded(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    try:
        (document,), _ = read_documents(data, "a")
    except SourceError:
        return
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    assert document.text == plain.replace("\x00", "\ufffd").replace("\ud800", "\ufffd")


def test_one_text_in_two_files_is_one_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"One sailed.")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        for name, text in (("1", "One sailed."), ("2", "Two sailed."), ("3", "Two sailed.")):
            archive.writestr(name, text)

    documents, problems = read(tmp_path)
    assert [d.path for d in documents] == ["a.txt", "b.zip#2"]
    assert [(p.where, p.message, p.note) for p in problems] == [
        ("b.zip#1", "the same article as a.txt", True),
        ("b.zip#3", "the same article as b.zip#2", True),
    ]
