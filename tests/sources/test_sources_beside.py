"""What a library takes apart is read in a process that is killed past its time or its memory, and never by this one."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.child import Child
from briefing.errors import SourceError
from briefing.sources import beside
from briefing.sources.contents import read_documents
from briefing.sources.declared import Declared
from briefing.sources.limits import USUAL
from briefing.sources.read import read_sources

PAGE = b"<html><head><title>Ferries sail again</title></head><body><p>The ferries sailed on Monday.</p></body></html>"


class Source:
    def __init__(self, file: Path) -> None:
        self.file, self.path, self.declared = file, file.name, Declared()


@pytest.fixture(autouse=True)
def ended() -> Iterator[None]:
    beside.stop()
    yield
    beside.stop()


def reader() -> int:
    assert beside._reader is not None
    return beside._reader[1].process


def test_a_page_is_read_beside_and_reads_the_same() -> None:
    assert beside.read_within(PAGE, "page.html") == read_documents(PAGE, "page.html")
    first = reader()
    assert first != os.getpid()
    beside.read_within(PAGE + b" ", "other.html")
    assert reader() == first  # one process for all files


def test_plain_text_needs_no_other_process() -> None:
    beside.read_within(b"Trains ran again on Monday.", "rail.txt")
    assert beside._reader is None


class Sleeper(Child):
    """A reader that hangs."""

    def __init__(self) -> None:
        super().__init__("time:sleep")

    def call(self, *arguments: object, seconds: float | None = None) -> object:
        return super().call(60, seconds=1)


def test_a_file_that_takes_too_long_is_stopped_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers: Iterator[Callable[..., Child]] = iter([lambda function, memory: Sleeper(), Child])
    monkeypatch.setattr(beside, "Child", lambda function, memory: next(readers)(function, memory=memory))
    (tmp_path / "a.html").write_bytes(PAGE)
    (tmp_path / "b.html").write_bytes(PAGE + b" ")
    sources = [Source(tmp_path / name) for name in ("a.html", "b.html")]
    (document,), (problem,) = read_sources(sources, limits=USUAL)
    assert document.path == "b.html"
    assert str(problem) == "a.html: could not be read: its reader took longer than 1 s (save the article as plain text)"


def test_a_file_that_needs_too_much_memory() -> None:
    limits = replace(USUAL, memory=120_000_000, file=10**9, markup=10**9)
    with pytest.raises(SourceError, match=r"needs more than 0\.1 GB of memory|ended|cannot be parsed"):
        beside.read_within(b"<p>" + b"<i>deep</i>" * 5_000_000, "page.html", limits=limits)
    assert beside.read_within(PAGE, "page.html")[0]


def test_a_reader_that_dies_costs_one_file() -> None:
    beside.read_within(PAGE, "page.html")
    os.kill(reader(), signal.SIGKILL)
    with pytest.raises(SourceError, match="SIGKILL"):
        beside.read_within(PAGE, "page.html")
    assert beside.read_within(PAGE, "page.html")[0]


def test_a_fault_of_a_library_is_one_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "Child", lambda function, memory: Child("json:loads"))
    with pytest.raises(SourceError, match="could not be read: TypeError"):
        beside.read_within(PAGE, "page.html")
