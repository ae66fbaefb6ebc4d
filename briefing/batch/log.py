"""What became of a batch as lines for a program that collects them: key=value words, or JSON objects.

A line has no time of day: whoever collects the lines adds when they came.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from briefing.batch.record import Result, State
from briefing.errors import BriefingError

Value = str | int | float | bool

_BARE = re.compile(r"[\w.,:;/@+%#~()\[\]-]+", re.ASCII)
_LEVELS = ("info", "warning", "error")


def logged(results: Iterable[Result], form: str, *, quiet: bool, stream: TextIO | None = None) -> Iterator[Result]:
    """Yield the results, and write on ``stream`` (standard error) a line for each, and one for each of its problems.

    When ``quiet``, only what is more than information is written.
    """
    stream = stream or sys.stderr
    for result in results:
        for record in records(result):
            if not quiet or record["level"] != "info":
                print(line(record, form), file=stream, flush=True)
        yield result


def records(result: Result) -> Iterator[dict[str, Value]]:
    """Yield what is told of one brief: how it ended, then each problem."""
    flaws = sum(not problem.note for problem in result.problems)
    yield {
        "level": _LEVELS[0 if result.flawless else 1 if result.made else 2],
        "event": "brief",
        "brief": result.shown,
        "name": result.name,
        "state": result.state.value,
        "seconds": round(result.seconds, 3),
        "documents": result.documents,
        "events": result.events,
        "problems": flaws,
        "notes": len(result.problems) - flaws,
    }
    for problem in result.problems:
        yield {
            "level": _LEVELS[0 if problem.note else 1],
            "event": "note" if problem.note else "problem",
            "brief": result.shown,
            "where": problem.where,
            "message": problem.message,
            "hint": problem.hint,
        }


def end(results: Sequence[Result], total: int, code: int) -> dict[str, Value]:
    """Return what is told at the end: how many of the ``total`` briefs there were of each state, and the exit code."""
    counts = {state.value.replace(" ", "_"): sum(result.state is state for result in results) for state in State}
    facts = {"briefs": total, **counts, "not_begun": total - len(results), "code": code}
    return {"level": _LEVELS[min(code, 2)], "event": "end", **facts}


def refusal(error: BriefingError, form: str) -> str:
    """Return what is told when nothing was begun."""
    facts = {"where": error.where, "message": error.problem, "hint": error.hint}
    return line({"level": "error", "event": "refused", **facts}, form)


def line(record: dict[str, Value], form: str) -> str:
    """Return ``record`` on one line, with every control and direction character escaped.

    >>> print(line({"event": "brief", "brief": 'a "b".yaml', "seconds": 0.25, "hint": ""}, "key=value"))
    event=brief brief="a \\"b\\".yaml" seconds=0.25 hint=""
    >>> print(line({"event": "brief", "brief": "a\\x85b"}, "json"))
    {"event": "brief", "brief": "a\\u0085b"}
    """
    if form == "json":
        return _printable(json.dumps(record, ensure_ascii=False))
    return " ".join(f"{key}={_word(value)}" for key, value in record.items())


def _word(value: Value) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return text if _BARE.fullmatch(text) else _printable(json.dumps(text, ensure_ascii=False))


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else json.dumps(char)[1:-1] for char in text)
