"""What a command tells: problems on stderr, one line each, and one machine-readable report on request."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import click

from briefing.errors import json_line, one_line
from briefing.model import Problem

Command = TypeVar("Command", bound=Callable[..., Any])


def report_options(command: Command) -> Command:
    """Add ``--quiet`` and ``--json`` to a command."""
    command = click.option("--json", "as_json", is_flag=True, help="Write one machine-readable report.")(command)
    return click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors.")(command)


def write_result(text: str) -> None:
    """Write a result to standard output, all of it: a stream without a buffer may take only a part at a time."""
    stream = sys.stdout.buffer
    rest = memoryview(text.encode("utf-8"))
    while rest:
        rest = rest[stream.write(rest) :]
    sys.stdout.flush()


@dataclass
class Report:
    """Collects what a command made and met; ``finish`` tells it once and returns the exit code."""

    quiet: bool = False
    as_json: bool = False
    json_to_stderr: bool = False  # where stdout carries a result
    outputs: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)  # what else the machine-readable report says

    def meet(self, problems: Sequence[Problem]) -> None:
        """Remember problems, each once."""
        self.problems += [problem for problem in problems if problem not in self.problems]

    def tell(self, words: str) -> None:
        """Tell at once how the work goes, on standard error, where somebody may want to know."""
        if not (self.quiet or self.as_json):
            print(one_line(words), file=sys.stderr, flush=True)

    def finish(self, code: int = 0) -> int:
        """Tell what was made and met; the code is at least 1 when a problem is more than a note."""
        code = max(code, 1 if any(not problem.note for problem in self.problems) else 0)
        if self.as_json:
            rows = [{"where": p.where, "message": p.message, "hint": p.hint, "note": p.note} for p in self.problems]
            text = json_line({"outputs": self.outputs, "problems": rows, **self.facts, "code": code})
            print(text, file=sys.stderr if self.json_to_stderr else sys.stdout)
            return code
        for problem in self.problems:
            if not (self.quiet and problem.note):
                print(f"{'note' if problem.note else 'problem'}: {problem}", file=sys.stderr)
        if not self.quiet:
            for output in self.outputs:
                print(output, file=sys.stderr if self.json_to_stderr else sys.stdout)
        return code
