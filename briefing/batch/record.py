"""What became of one brief of a batch."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from briefing.deliver.summary import Summary
from briefing.model import Problem


class State(StrEnum):
    """How a brief ended."""

    MADE = "made"
    UNCHANGED = "unchanged"  # nothing that it is made of has changed since the last run
    FAILED = "failed"
    BAD_BRIEF = "bad brief"  # the brief file itself is wrong


@dataclass(frozen=True, slots=True)
class Result:
    """One brief: its files and what was met on the way. It travels between processes."""

    shown: str  # the brief file, or the name of a folder without one
    state: State
    name: str = ""
    outputs: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()
    summary: Summary | None = None
    seconds: float = 0.0
    documents: int = 0
    events: int = 0
    files: tuple[tuple[str, str], ...] = ()  # name and hash of each file as it was written

    @property
    def pdf(self) -> Path:
        """The PDF; only for a brief that has one."""
        return self.outputs[0]

    @property
    def made(self) -> bool:
        """Whether the files of the brief stand there."""
        return self.state in (State.MADE, State.UNCHANGED)

    @property
    def flawless(self) -> bool:
        """Whether nothing was met but notes."""
        return self.made and all(problem.note for problem in self.problems)


def exit_code(results: tuple[Result, ...]) -> int:
    """Return 0 when all is well, 1 when something was made, 2 when every brief is bad, else 3."""
    if all(result.flawless for result in results):
        return 0
    if any(result.made for result in results):
        return 1
    return 2 if all(result.state is State.BAD_BRIEF for result in results) else 3
