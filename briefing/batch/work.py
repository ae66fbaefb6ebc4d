"""What one worker does with one brief. Nothing that goes wrong here leaves it."""

from __future__ import annotations

import signal
import time
from pathlib import Path

from briefing.batch.record import Result, State
from briefing.build import Options
from briefing.errors import BriefingError, StyleError
from briefing.job import Job
from briefing.model import Problem


def make(job: Job, options: Options, output: Path) -> Result:
    """Build one job and write its two files; return what became of it, whatever that is."""
    from briefing.build import build, write
    from briefing.deliver.summary import summarise

    began = time.perf_counter()
    try:
        built = build(job, options)
        outputs, problems = write(built, output)
        day = built.timeline.as_of.isoformat() if built.timeline.as_of else ""
        return Result(
            shown=job.shown,
            state=State.MADE,
            name=job.name,
            outputs=outputs,
            problems=built.problems + problems,
            summary=summarise(built.brief, day),
            seconds=time.perf_counter() - began,
        )
    except StyleError as error:
        return failed(job, error.problem, where=error.where, hint=error.hint, state=State.BAD_BRIEF)
    except BriefingError as error:
        return failed(job, error.problem, where=error.where, hint=error.hint)
    except Exception as error:  # one brief must not stop the rest
        return failed(job, f"{type(error).__name__}: {error}", hint="build it alone to see where")


def failed(job: Job, message: str, *, where: str = "", hint: str = "", state: State = State.FAILED) -> Result:
    """Return the result of a brief of which nothing was made."""
    lines = message.split("\n")
    problems = [Problem(where or job.shown, lines[0], hint), *(Problem(job.shown, line) for line in lines[1:] if line)]
    return Result(job.shown, state, job.name, problems=(*job.notes, *problems))


def ignore_interrupts() -> None:
    """Leave Ctrl-C to the parent, which lets finished work stand."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
