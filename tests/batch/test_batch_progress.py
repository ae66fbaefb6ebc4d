"""How far a batch has come: lines in a log, a bar on a terminal, nothing when quiet."""

from __future__ import annotations

import io

import pytest

from briefing.batch.progress import followed
from briefing.batch.record import Result, State
from briefing.model import Problem

RESULTS = (
    Result("a.yaml", State.UNCHANGED, "a"),
    Result("b.yaml", State.MADE, "b", problems=(Problem("x", "is binary"),), seconds=1.24),
    Result("c.yaml", State.FAILED, "c", problems=(Problem("c.yaml", "fails"),)),
    Result("bad\n[red].yaml", State.BAD_BRIEF),
)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_lines_elsewhere() -> None:
    stream = io.StringIO()
    assert tuple(followed(RESULTS, 4, quiet=False, stream=stream)) == RESULTS
    assert stream.getvalue().splitlines() == [
        "[1/4] a: unchanged",
        "[2/4] b: made in 1.2 s, with problems",
        "[3/4] c: failed",
        "[4/4] bad\\n[red].yaml: bad brief",
    ]


def test_bar_with_the_time_left_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    stream = Terminal()
    assert tuple(followed(RESULTS, 4, quiet=False, stream=stream)) == RESULTS
    assert "4/4" in stream.getvalue()
    assert "0:00:00" in stream.getvalue()
    assert "[red]" in stream.getvalue()  # no mark-up


@pytest.mark.parametrize("term", ["dumb", "unknown"])
def test_lines_on_a_terminal_that_draws_nothing(term: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", term)
    stream = Terminal()
    assert tuple(followed(RESULTS, 4, quiet=False, stream=stream)) == RESULTS
    assert stream.getvalue().startswith("[1/4] a: unchanged\n")


def test_nothing_when_quiet() -> None:
    stream = Terminal()
    assert tuple(followed(RESULTS, 4, quiet=True, stream=stream)) == RESULTS
    assert stream.getvalue() == ""
