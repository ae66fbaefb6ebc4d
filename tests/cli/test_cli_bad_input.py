"""What happens with bad input: a row of the contract, a test."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

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


def timeline(*paths: Path | str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = main(["timeline", *map(str, paths)])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_a_file_that_may_not_be_read_is_left_out_also_when_it_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "locked.txt").write_text(GOOD + "Another.\n", encoding="utf-8")
    opened = os.open

    def locked(path: Any, *rest: Any, **more: Any) -> int:
        if str(path).endswith("locked.txt"):
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *rest, **more)

    monkeypatch.setattr(os, "open", locked)
    monkeypatch.setattr(os, "access", lambda path, mode, **_: not str(path).endswith("locked.txt"))
    code, out, error = timeline(folder / "good.txt", folder / "locked.txt", capsys=capsys)
    assert code == 1
    assert "2025-05-12" in out
    assert "locked.txt: cannot be read: Permission denied (" in error


@pytest.mark.parametrize("brief", ["sources: brief.yaml", "sources: [brief.yaml, other.yaml]"])
def test_a_brief_that_names_itself_is_told_why_nothing_is_made(
    folder: Path, brief: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "brief.yaml").write_text(brief + "\n", encoding="utf-8")
    (folder / "other.yaml").write_text("a: b\n", encoding="utf-8")
    code, _, error = timeline(folder, capsys=capsys)
    assert code == 3
    assert "brief.yaml: holds YAML keys and is no article" in error


def test_an_empty_folder_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert timeline(tmp_path / "empty", capsys=capsys) == (
        3,
        "",
        "briefing: empty: there is no article in it (hidden files, and links that lead out, are skipped)\n",
    )


def test_a_briefing_is_no_source_of_the_next(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["build", str(folder), "-o", str(folder / "january"), "--quiet"])
    code, out, error = timeline(folder, capsys=capsys)
    assert code == 0
    assert out.count("path: ") == 1
    assert "note: january/articles.pdf: was made by briefing and is no article" in error


@pytest.mark.parametrize("day", ["0001-01-01", "0001-01-03", "9998-01-01", "9999-12-30", "9999-12-31"])
def test_a_date_at_the_end_of_the_calendar_is_none(folder: Path, day: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = f"---\npublished: {day}\n---\n{GOOD}\nThey met again this week and parted yesterday.\n"
    (folder / "good.txt").write_text(text, encoding="utf-8")
    code, out, error = timeline(folder, capsys=capsys)
    assert code == 0
    assert "published: null" in out
    assert "good.txt: " in error


def test_a_briefing_of_a_day_before_its_articles_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["timeline", str(folder), "--date", "2025-05-16", "--as-of", "2025-05-01"]) == 0
    assert "note: as of: 2025-05-01: the newest article is of 2025-05-16" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "words"), [("sources:\n\t- a.txt\n", "b.yaml:2:1: is not YAML"), ("[", "is not YAML")]
)
def test_a_tab_is_named_where_it_is_the_fault(
    folder: Path, text: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "b.yaml").write_text(text, encoding="utf-8")
    code, _, error = timeline(folder / "b.yaml", capsys=capsys)
    assert code == 2
    assert words in error
    assert ("indent with blanks, not with a tab" in error) == ("\t" in text)


def test_an_address_is_not_fetched_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, error = timeline("https://example.org/a", capsys=capsys)
    assert code == 2
    assert "nothing is fetched; save the page" in error
