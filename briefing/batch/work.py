"""What one worker does with one brief. Nothing that goes wrong here leaves it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path

from briefing.batch.cache import hashes, one_writer
from briefing.batch.record import Result, State
from briefing.build import Built, Options
from briefing.errors import BriefingError, StyleError
from briefing.job import Job
from briefing.model import Problem


def make(job: Job, options: Options, output: Path) -> Result:
    """Build one job and write its two files; return what became of it, whatever that is."""
    from briefing.build import build, write

    try:
        built = build(job, options)
        with one_writer(output, built.name):
            outputs, problems = write(built, output)
            files = hashes(output, built.name)
        return made(job, built, outputs, problems, style=options.style, files=files)
    except StyleError as error:
        return failed(job, error.problem, where=error.where, hint=error.hint, state=State.BAD_BRIEF)
    except BriefingError as error:
        return failed(job, error.problem, where=error.where, hint=error.hint)
    except MemoryError:
        raise
    except Exception as error:  # one brief must not stop the rest
        words = " ".join(f"{type(error).__name__}: {error}".split())
        return failed(job, words[:300], hint="build it alone to see where")


def made(
    job: Job,
    built: Built,
    outputs: tuple[Path, ...],
    problems: tuple[Problem, ...] = (),
    *,
    style: str | None = None,
    files: tuple[tuple[str, str], ...] = (),
) -> Result:
    """Return the result of a brief whose files are written; ``files`` are their hashes.

    Only a brief with readers needs a picture of its chart, in ``style`` or its own.
    """
    from briefing.deliver.summary import summarise

    picture = None
    if job.distribution is not None and built.brief.chart is not None:
        from briefing.render.picture import draw_png
        from briefing.render.style import load_style

        picture = draw_png(built.brief.chart, load_style(style or job.style))
    day = built.timeline.as_of.isoformat() if built.timeline.as_of else ""
    return Result(
        shown=job.shown,
        state=State.MADE,
        name=job.name,
        outputs=outputs,
        problems=built.problems + problems,
        summary=summarise(built.brief, day, picture),
        documents=len(built.timeline.documents),
        events=len(built.timeline.events),
        files=files,
    )


def failed(job: Job, message: str, *, where: str = "", hint: str = "", state: State = State.FAILED) -> Result:
    """Return the result of a brief of which nothing was made."""
    lines = message.split("\n")
    problems = [Problem(where or job.shown, lines[0], hint), *(Problem(job.shown, line) for line in lines[1:] if line)]
    return Result(job.shown, state, job.name, problems=(*job.notes, *problems))


class _LeaveError(BaseException):
    """Not caught by what catches every error, so that a file that is half written is cleared away."""


_leave: int | None = None  # the exit code, once the worker is told to leave
_busy = False


def prepare_worker() -> None:
    """Leave Ctrl-C to the parent, which lets begun work end; leave cleanly on SIGTERM; do not outlive the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _told_to_leave)
    gc.set_threshold(100_000, 50, 100)  # a brief makes many records and few circles: collecting as usual takes a tenth
    threading.Thread(target=_end_with_parent, daemon=True).start()


def in_worker(make: Callable[[Job], Result], job: Job) -> Result:
    """Return what ``make`` returns, unless the worker is told to leave: then it does, with no half file behind it."""
    global _busy
    _busy = True
    try:
        result = make(job)
    except _LeaveError:
        result = None
    _busy = False
    if _leave is not None or result is None:
        os._exit(_leave or 1)
    return result


def _told_to_leave(number: int, frame: object) -> None:
    global _leave
    _leave = 128 + number
    if not _busy:
        os._exit(_leave)
    raise _LeaveError


def _end_with_parent() -> None:
    # a worker holds both ends of its queue, so that the death of the parent does not close it
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
