"""How far a batch has come: a bar with the time left on a terminal, a line for each brief elsewhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TextIO

from briefing.batch.record import Result, State
from briefing.errors import one_line


def followed(results: Iterable[Result], total: int, *, quiet: bool, stream: TextIO | None = None) -> Iterator[Result]:
    """Yield the results, and tell on ``stream`` (standard error) how far they have come."""
    stream = stream or sys.stderr
    if quiet:
        return iter(results)
    return _bar(results, total, stream) if _draws(stream) else _lines(results, total, stream)


def _draws(stream: TextIO) -> bool:
    """Whether a line on ``stream`` can be drawn again and again."""
    return stream.isatty() and os.environ.get("TERM") not in ("dumb", "unknown")


def _lines(results: Iterable[Result], total: int, stream: TextIO) -> Iterator[Result]:
    for n, result in enumerate(results, 1):
        print(f"[{n}/{total}] {one_line(words(result))}", file=stream, flush=True)
        yield result


def words(result: Result) -> str:
    """Return what became of one brief, in a few words.

    >>> words(Result("ferries.yaml", State.UNCHANGED, "ferries"))
    'ferries: unchanged'
    """
    taken = f" in {result.seconds:.1f} s" if result.state is State.MADE else ""
    flaw = "" if result.flawless or not result.made else ", with problems"
    return f"{result.name or result.shown}: {result.state}{taken}{flaw}"


def _bar(results: Iterable[Result], total: int, stream: TextIO) -> Iterator[Result]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(file=stream), transient=True) as progress:
        task = progress.add_task("Briefings", total=total)
        for result in results:
            progress.update(task, advance=1, description=one_line(result.name or result.shown)[:40])
            yield result
