"""ZIP archives: each file as if it lay in the folder; links, names that lead out, bombs and damage are refused."""

from __future__ import annotations

import io
import stat
import time
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from source_files import docx, rss, zipped

from briefing.errors import SourceError
from briefing.sources.contents import read_documents
from briefing.sources.limits import USUAL

STORY = "Ferries sail again\n\nThe ferries sailed again on Wednesday.\n"


def test_files_of_any_format() -> None:
    data = zipped(
        {
            "folder/": "",
            "folder/b.txt": STORY,
            "a.docx": docx(["Word sailed.", "On Monday."]),
            "week.zip": zipped({"x.txt": "Inner sailed."}),
            "feed.xml": rss("<title>Feed</title><description>Fed sailed.</description>"),
        }
    )
    documents, _ = read_documents(data, "all.zip")
    assert [(d.path, d.text.split("\n")[0]) for d in documents] == [
        ("all.zip#1", "Ferries sail again"),
        ("all.zip#2", "Word sailed."),
        ("all.zip#3.1", "Inner sailed."),
        ("all.zip#4.1", "Feed"),
    ]


def with_entry(change: Callable[[zipfile.ZipInfo], None], data: bytes = b"/etc/hostname") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(zipfile.ZipInfo("good.txt"), STORY)
        entry = zipfile.ZipInfo("odd.txt")
        change(entry)
        archive.writestr(entry, data, compress_type=entry.compress_type)
    return stream.getvalue()


def named(name: str) -> Callable[[zipfile.ZipInfo], None]:
    return lambda entry: setattr(entry, "filename", name)


def mode(kind: int) -> Callable[[zipfile.ZipInfo], None]:
    return lambda entry: setattr(entry, "external_attr", (kind | 0o644) << 16)


ENCRYPTED = with_entry(lambda entry: None).replace(
    b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"
)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (with_entry(named("../../odd.txt")), "leads out"),
        (with_entry(named("a/../../odd.txt")), "leads out"),
        (with_entry(named("..\\odd.txt")), "leads out"),
        (with_entry(named("/etc/passwd")), "leads out"),
        (with_entry(named("C:\\odd.txt")), "leads out"),
        (with_entry(mode(stat.S_IFLNK)), "is a link"),
        (with_entry(mode(stat.S_IFIFO)), "no regular file"),
        (with_entry(lambda entry: setattr(entry, "compress_type", zipfile.ZIP_LZMA)), "method that is not read"),
        (with_entry(lambda entry: None, b""), "is empty"),
        (with_entry(lambda entry: setattr(entry, "compress_type", 8), b"\x00" * (USUAL.file + 1)), "is too large"),
        (with_entry(lambda entry: None, b"x" * 99).replace(b"x" * 99, b"y" * 99), "damaged"),
    ],
)
def test_what_is_refused_of_an_archive(data: bytes, words: str) -> None:
    ((document,), (problem,)) = read_documents(data, "a.zip")
    assert document.text == STORY
    assert words in problem.message
    assert problem.where.startswith("a.zip#2 (")
    assert problem.hint
    assert not problem.note


def test_encrypted_files() -> None:
    documents, problems = read_documents(ENCRYPTED, "a.zip")
    assert documents == ()
    assert {problem.message for problem in problems} == {"is encrypted"}


@pytest.mark.parametrize("name", [".hidden", "__MACOSX/._a.txt", ".git/config"])
def test_hidden_files_are_skipped(name: str) -> None:
    ((document,), (note,)) = read_documents(with_entry(named(name)), "a.zip")
    assert document.text == STORY
    assert note.note


def test_a_brief_in_an_archive_is_no_article() -> None:
    ((_,), (note,)) = read_documents(with_entry(named("brief.yaml"), b"sources: [a.txt]\n"), "a.zip")
    assert note.message == "holds YAML keys and is no article"


def test_names_on_one_line() -> None:
    _, (problem,) = read_documents(with_entry(named("odd\n\x1b[31m\u202e.txt"), b""), "a.zip")
    assert str(problem).isprintable()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04" + b"x" * 100, "cannot be unpacked"),
        (b"PK\x05\x06" + bytes(18), "holds no article"),
        (zipped({"xl/workbook.xml": ""}), "a spreadsheet"),
        (zipped({"ppt/presentation.xml": ""}), "a presentation"),
        (zipped({"mimetype": "", "content.xml": ""}), "OpenDocument"),
        (b"PK\x03\x04" + b"PK\x01\x02" * (USUAL.entries + 1), "more than 10,000 files"),
    ],
)
def test_what_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        read_documents(data, "a.zip")


def test_bombs() -> None:
    count = USUAL.unpacked // 15_000_000 + 3
    bomb = zipped({f"{n}.txt": b" " * 15_000_000 for n in range(count)})
    begun = time.process_time()
    _, problems = read_documents(bomb, "bomb.zip")
    assert "bytes unpacked" in problems[-1].message
    assert len(problems) == USUAL.unpacked // 15_000_000 + 1
    nested = zipped({"a.txt": STORY})
    for _ in range(8):
        nested = zipped({"again.zip": nested})
    documents, (problem,) = read_documents(nested, "nested.zip")
    assert documents == ()
    assert "deeper than" in problem.message
    assert time.process_time() - begun < 5


SAMPLE = zipped({"a.txt": STORY, "b.txt": STORY * 2})


@settings(max_examples=80, deadline=None)
@given(st.integers(0, len(SAMPLE) - 1), st.binary(min_size=1, max_size=30))
def test_damaged_archives(at: int, junk: bytes) -> None:
    for data in (SAMPLE[:at] + junk + SAMPLE[at + len(junk) :], SAMPLE[:at], b"PK\x03\x04" + junk):
        try:
            documents, problems = read_documents(data, "a.zip")
        except SourceError:
            continue
        assert documents or not all(problem.note for problem in problems)
