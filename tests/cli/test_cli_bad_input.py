"""What happens with bad input: a row of the contract, a test."""

from __future__ import annotations

import os
from pathlib import Path

import pikepdf
import pytest

from briefing.cli import main

GOOD = """Harbour pilots walk out

The harbour pilots walked out on Monday, 12 May 2025, their union said.

Port director Ana Lind met the union on 14 May 2025 and promised new talks.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "good.txt").write_text(GOOD, encoding="utf-8")
    return articles


def build(folder: Path, *more: str) -> tuple[int, Path]:
    out = folder.parent / "out"
    return main(["build", str(folder), "-o", str(out), *more]), out


def uris(pdf: Path) -> list[str]:
    with pikepdf.open(pdf) as document:
        links = [annotation for page in document.pages for annotation in page.get("/Annots", [])]  # type: ignore[call-overload]
        return [str(link.A.URI) for link in links if "/A" in link and "/URI" in link.A]


BAD = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\n ", "empty"),
    "binary.bin": (bytes(range(256)) * 40, "binary"),
    "locked.pdf": (b"%PDF-1.7\n1 0 obj << /Encrypt 2 0 R >>", "PDF"),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_bad_file_among_good_ones_is_named_and_left_out(
    folder: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    data, reason = BAD[name]
    (folder / name).write_bytes(data)
    code, out = build(folder)
    lines = [line for line in capsys.readouterr().err.splitlines() if name in line]
    assert code == 1
    assert (out / "articles.pdf").exists()
    assert len(lines) == 1
    assert reason.lower() in lines[0].lower()
    assert lines[0].endswith(")"), "the remedy stands at the end"


def test_a_file_of_a_gigabyte_is_left_out_unread(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (folder / "huge.txt").open("wb") as stream:
        stream.truncate(2**30)
    code, out = build(folder)
    assert code == 1
    assert "huge.txt" in capsys.readouterr().err
    assert (out / "articles.pdf").exists()


def test_a_file_name_cannot_speak_to_the_terminal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a\x1b[2J\nb.txt").write_bytes(b"")
    build(folder)
    error = capsys.readouterr().err
    assert "\x1b" not in error
    assert "\\x1b[2J\\nb.txt" in error


def test_no_readable_source_makes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "nothing.txt").write_bytes(b"")
    code, out = build(empty)
    assert code == 3
    assert not out.exists()
    assert "nothing.txt" in capsys.readouterr().err


@pytest.mark.parametrize(
    "data",
    [
        GOOD.encode("utf-16"),
        GOOD.replace("\n", "\r\n").encode("utf-8-sig"),
        GOOD.replace("union", "un\x00ion\u202e").encode(),
        GOOD.replace("Lind", "Lindström").encode("latin-1"),
    ],
    ids=["utf-16", "crlf and bom", "nul and bidi", "latin-1"],
)
def test_odd_encodings_are_built(folder: Path, data: bytes) -> None:
    (folder / "good.txt").write_bytes(data)
    code, out = build(folder)
    assert code == 0
    assert (out / "articles.pdf").read_bytes().startswith(b"%PDF")


HOSTILE = [
    "<b>bold</b> & <i>unclosed",
    '<img src="/etc/passwd"/>',
    '<a href="javascript:alert(1)">press</a>',
    '<onDraw name="save" label="x"/>',
    "]]> </para> <para>",
    "${jndi:ldap://127.0.0.1/a} {{7*7}} %(x)s",
    "w" * 200_000,
    "<" * 5_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_markup_in_an_article_is_text(folder: Path, text: str) -> None:
    (folder / "hostile.txt").write_text(
        f"The mayor of {text[:40]} resigned on 15 May 2025, the council said. {text}\n", encoding="utf-8"
    )
    code, out = build(folder)
    assert code == 0
    assert all(uri.startswith(("http://", "https://", "mailto:")) for uri in uris(out / "articles.pdf"))


def test_an_article_without_a_date_is_named_with_flag_and_key(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "undated.txt").write_text("The mayor resigned on Friday, the council said.\n", encoding="utf-8")
    (folder / "good.txt").unlink()
    code, out = build(folder)
    error = capsys.readouterr().err
    assert code == 1
    assert "undated.txt" in error
    assert "--date" in error
    assert "published" in error
    assert (out / "articles.pdf").exists(), "a briefing that says so, never a traceback"


def test_given_a_date_the_same_article_is_resolved(folder: Path) -> None:
    (folder / "good.txt").write_text("The mayor resigned on Friday, the council said.\n", encoding="utf-8")
    code, out = build(folder, "--date", "2025-05-17")
    assert code == 0
    assert "2025-05-16" in (out / "articles.timeline.yaml").read_text(encoding="utf-8")


def test_an_output_folder_that_cannot_be_made(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder.parent / "out").write_text("a file", encoding="utf-8")
    code = main(["build", str(folder), "-o", str(folder.parent / "out" / "deep")])
    assert code == 3
    assert "cannot be written" in capsys.readouterr().err


def test_a_missing_source_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(tmp_path / "nowhere")]) == 2
    assert "nowhere" in capsys.readouterr().err


def test_a_bad_brief_file_is_wrong_usage(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    brief = folder / "brief.yaml"
    brief.write_text("sources: [good.txt]\nlimts: {events: 3}\n", encoding="utf-8")
    code, out = build(folder)
    assert code == 2
    assert "brief.yaml:2:1" in capsys.readouterr().err
    assert not out.exists()


def test_an_edited_timeline_is_never_overwritten(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = build(folder)
    assert code == 0
    edited = out / "articles.timeline.yaml"
    edited.write_text(edited.read_text(encoding="utf-8").replace("2025-05-14", "2025-05-15"), encoding="utf-8")
    before = edited.read_bytes()
    code, _ = build(folder)
    assert code == 1
    assert edited.read_bytes() == before
    assert (out / "articles.new.timeline.yaml").exists()
    assert "was edited" in capsys.readouterr().err
    assert build(folder, "--overwrite")[0] == 0
    assert edited.read_bytes() != before


def test_the_same_input_gives_the_same_bytes_anywhere(folder: Path, tmp_path: Path) -> None:
    _, out = build(folder)
    first = {path.name: path.read_bytes() for path in out.iterdir()}
    moved = tmp_path / "elsewhere" / "articles"
    moved.parent.mkdir()
    os.rename(folder, moved)
    _, again = build(moved)
    assert {path.name: path.read_bytes() for path in again.iterdir()} == first
