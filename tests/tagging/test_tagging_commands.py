"""``briefing dates`` and ``briefing tag``, run as a user runs them."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

import briefing
from briefing.cli import main
from briefing.errors import SourceError
from briefing.tagging.corpus import read_manifest

TEXT = "The council met on Monday.\n\nIt will meet again in two weeks.\n"


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: bytes
    stderr: bytes


class Run(Protocol):
    def __call__(self, *args: str | Path, stdin: bytes = b"") -> Done: ...


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run the command line in this process, and return what a shell would see of it."""

    def command(*args: str | Path, stdin: bytes = b"") -> Done:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capfdbinary.readouterr()
        code = main([*map(str, args)])
        return Done(code, *capfdbinary.readouterr())

    return command


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_json_lines_hold_the_contract(run: Run, article: Path) -> None:
    done = run("dates", article, "--date", "2025-08-22", "--format", "jsonl")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert list(rows[0]) == ["path", "start", "end", "text", "type", "value", "mod", "anchor", "rule", "explanation"]
    assert [(r["text"], r["value"]) for r in rows] == [("Monday", "2025-08-18"), ("two weeks", "P2W")]
    assert TEXT[rows[0]["start"] : rows[0]["end"]] == "Monday"
    assert rows[0]["anchor"] == {"kind": "dct", "start": "2025-08-22", "end": "2025-08-22", "span": None}


def test_table_is_aligned(run: Run, article: Path) -> None:
    lines = run("dates", article, "--date", "2025-08-22").stdout.decode().splitlines()
    assert lines[0].split() == ["characters", "words", "type", "value", "days", "reason"]
    assert len({line.index(kind) for line, kind in zip(lines, ("type", "DATE", "DURATION"), strict=True)}) == 1


def test_standard_input_and_no_date(run: Run) -> None:
    done = run("dates", "-", "--format", "jsonl", stdin=TEXT.encode())
    assert json.loads(done.stdout.splitlines()[0])["value"] == "XXXX-WXX-1"
    assert done.returncode == 0
    assert b"note: -: no date" in done.stderr
    assert run("dates", "-", "--quiet", stdin=TEXT.encode()).stderr == b""


def test_kind_of_text_is_reported(run: Run, article: Path) -> None:
    told = b"War came in 1871. In 1872 he died. On 3 May 1873 it ended; two days later he left."
    assert b"note: -: read as a story: " in run("dates", "-", stdin=told).stderr
    assert b"3 dates name the year, 1 expression counts" in run("dates", "-", stdin=told).stderr
    assert b"a.txt: read as news (" in run("dates", article, "--date", "2025-08-22").stderr


def test_date_of_the_text_wins_over_the_one_given(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\npublished: 2024-03-13\n---\nThe council met on Monday.\n", encoding="utf-8")
    rows = [
        json.loads(line) for line in run("dates", path, "--date", "2025-08-22", "--format", "jsonl").stdout.splitlines()
    ]
    assert [r["value"] for r in rows] == ["2024-03-13", "2024-03-11"]


def test_language_is_a_table(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Sie trafen sich am Montag.", encoding="utf-8")
    done = run("dates", path, "--language", "de", "--date", "2025-08-22", "--format", "jsonl")
    assert json.loads(done.stdout)["value"] == "2025-08-18"


def test_bad_file_among_good_ones(run: Run, article: Path, tmp_path: Path) -> None:
    done = run("dates", article, tmp_path / "none.txt", "--date", "2025-08-22")
    assert done.returncode == 1
    assert b"Monday" in done.stdout
    assert b"none.txt" in done.stderr
    assert run("dates", tmp_path / "none.txt").returncode == 3


def test_timeml_is_one_document(run: Run, article: Path) -> None:
    assert run("dates", article, article.with_name("b.txt"), "--format", "timeml").returncode == 2
    assert run("dates", article, "--format", "timeml").stdout.startswith(b"<?xml")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "texts").mkdir()
    entries = []
    for number in range(7):
        (tmp_path / "texts" / f"{number}.txt").write_bytes(f"{TEXT}\r\nArticle {number} of 199{number}.".encode())
        entries.append({"id": f"d{number}", "text": f"texts/{number}.txt", "dct": "2025-08-22"})
    manifest = tmp_path / "manifest.json"
    manifest.write_text(json.dumps({"documents": entries}), encoding="utf-8")
    return manifest


def test_tag_writes_the_same_whatever_the_number_of_processes(run: Run, corpus: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    assert run("tag", corpus, one, "--jobs", "1").returncode == 0
    assert run("tag", corpus, two, "--jobs", "2").returncode == 0
    assert one.read_bytes() == two.read_bytes()
    rows = [json.loads(line) for line in one.read_text(encoding="utf-8").splitlines()]
    assert [r["value"] for r in rows if r["doc"] == "d3"] == ["2025-08-18", "P2W", "1993"]


def test_tag_names_what_it_cannot_read(run: Run, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "texts" / "3.txt").unlink()
    done = run("tag", corpus, tmp_path / "out.jsonl")
    assert done.returncode == 3
    assert b"3.txt" in done.stderr
    corpus.write_text("[1]", encoding="utf-8")
    done = run("tag", corpus, tmp_path / "out.jsonl")
    assert done.returncode == 3
    assert b"is no manifest" in done.stderr
    corpus.write_text('{"documents": ' + "[" * 100_000, encoding="utf-8")
    with pytest.raises(SourceError, match="is no manifest"):
        read_manifest(corpus)
    assert not (tmp_path / "out.jsonl").exists()


def test_python_api() -> None:
    (found,) = briefing.find_dates("They met on Monday.", anchor="2025-08-22")
    assert found.value == "2025-08-18"
    with pytest.raises(ValueError, match="is no date"):
        briefing.find_dates("They met on Monday.", anchor="soon")
    with pytest.raises(TypeError, match="not int"):
        briefing.find_dates("They met on Monday.", anchor=5)  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        _ = briefing.nothing


def test_public_names_are_there_typed_and_documented() -> None:
    home = Path(briefing.__file__).parent
    page = (home.parent / "docs" / "dates.md").read_text(encoding="utf-8")
    assert (home / "py.typed").is_file()
    for name in set(briefing.__all__) - {"__version__"}:
        assert getattr(briefing, name).__doc__
        assert name in dir(briefing)
        assert f"`{name}`" in page or f"briefing.{name}" in page
