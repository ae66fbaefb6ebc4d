"""What is kept for the next run: used while it is of the same bytes, and never else."""

from __future__ import annotations

import marshal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing import resources
from briefing.dates.rulebook import work_out
from briefing.kept import kept

PACKAGE = Path(resources.__file__).parent


class Maker:
    """Makes upper-case words of a file, and counts how often."""

    def __init__(self, file: Path) -> None:
        self.file, self.times = file, 0

    def __call__(self) -> dict[str, str]:
        self.times += 1
        return {"words": self.file.read_text(encoding="utf-8").upper()}


@pytest.fixture
def maker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Maker:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    monkeypatch.setattr("sys.pycache_prefix", None)
    (tmp_path / "table.yaml").write_text("one", encoding="utf-8")
    (tmp_path / "code.py").write_text("1", encoding="utf-8")
    return Maker(tmp_path / "table.yaml")


def ask(maker: Maker) -> Any:
    return kept([maker.file, maker.file.with_name("code.py")], maker)


def copies(maker: Maker) -> list[Path]:
    return sorted((maker.file.parent / "__pycache__").glob("*"))


def test_second_time_is_read_from_the_copy(maker: Maker) -> None:
    assert [ask(maker), ask(maker)] == [{"words": "ONE"}] * 2
    assert maker.times == 1
    assert [path.suffix for path in copies(maker)] == [".kept"]  # and no draft of it


def test_what_is_returned_belongs_to_the_caller(maker: Maker) -> None:
    ask(maker).clear()
    ask(maker).clear()
    assert ask(maker) == {"words": "ONE"}


@pytest.mark.parametrize("name", ["table.yaml", "code.py"])
def test_other_bytes_are_never_answered_by_the_copy(maker: Maker, name: str) -> None:
    ask(maker)
    maker.file.with_name(name).write_text("two", encoding="utf-8")
    ask(maker)
    assert maker.times == 2
    assert ask(maker) == {"words": maker.file.read_text(encoding="utf-8").upper()}
    assert maker.times == 2


@pytest.mark.parametrize(
    "spoil", [lambda data: data[:-1], lambda data: data[:-1] + b"?", lambda data: data[:40], lambda _: b""]
)
def test_broken_copy_is_made_anew(maker: Maker, spoil: Callable[[bytes], bytes]) -> None:
    ask(maker)
    (copy,) = copies(maker)
    copy.write_bytes(spoil(copy.read_bytes()))
    assert ask(maker) == {"words": "ONE"}
    assert maker.times == 2
    ask(maker)
    assert maker.times == 2


def test_nothing_is_written_where_python_writes_no_byte_code(maker: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    assert ask(maker) == {"words": "ONE"}
    assert not (maker.file.parent / "__pycache__").exists()


def test_copy_goes_where_byte_code_goes(maker: Maker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.pycache_prefix", str(tmp_path / "elsewhere"))
    ask(maker)
    assert not (maker.file.parent / "__pycache__").exists()
    assert len([path for path in (tmp_path / "elsewhere").rglob("*") if path.is_file()]) == 1


def test_place_that_cannot_be_written_is_left(maker: Maker) -> None:
    (maker.file.parent / "__pycache__").write_text("a file", encoding="utf-8")
    assert [ask(maker), ask(maker)] == [{"words": "ONE"}] * 2
    assert maker.times == 2


def test_what_is_no_plain_data_is_returned_and_not_kept(maker: Maker) -> None:
    found = kept([maker.file], lambda: maker)
    assert found is maker
    assert not copies(maker)


def test_missing_file_is_told(maker: Maker) -> None:
    maker.file.unlink()
    with pytest.raises(FileNotFoundError):
        ask(maker)


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.yaml")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_table_is_plain_data(path: Path) -> None:
    rows = resources.table(str(path.relative_to(PACKAGE)))
    assert marshal.loads(marshal.dumps(rows)) == rows


@pytest.mark.parametrize("language", ["en", "de", "und"])
def test_rules_are_the_same_from_the_copy(language: str) -> None:
    book = work_out(resources.table(f"dates/tables/{language}.yaml"))
    assert marshal.loads(marshal.dumps(book)) == book
