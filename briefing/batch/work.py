"""What one worker does with one brief. Nothing that goes wrong here leaves it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from briefing.batch.cache import hashes, one_writer
from briefing.batch.record import Result, State
from briefing.build import Built, Options
from briefing.deliver.summary import Summary
from briefing.errors import BriefingError, StyleError
from briefing.job import Job
from briefing.model import Problem


@dataclass(frozen=True, slots=True)
class Finished:
    """What is kept of a finished briefing: its files, not yet written, and what is told of it. It travels."""

    name: str
    pdf: bytes
    timeline_yaml: bytes
    problems: tuple[Problem, ...]
    summary: Summary
    documents: int
    events: int


def make(job: Job, options: Options, output: Path) -> Result:
    """Build one job and write its two files; return what became of it, whatever that is."""
    from briefing.build import build

    try:
        return written(job, finished(build(job, options), style=style_of_picture(job, options)), output)
    except MemoryError:
        raise
    except Exception as error:  # one brief must not stop the rest
        return unmade(job, error)


def unmade(job: Job, error: Exception) -> Result:
    """Return the result of a brief that ``error`` stopped."""
    if isinstance(error, StyleError):
        return failed(job, error.problem, where=error.where, hint=error.hint, state=State.BAD_BRIEF)
    if isinstance(error, BriefingError):
        return failed(job, error.problem, where=error.where, hint=error.hint)
    words = " ".join(f"{type(error).__name__}: {error}".split())
    return failed(job, words[:300], hint="build it alone to see where")


def finished(built: Built, *, style: str | None) -> Finished:
    """Return what is kept of ``built``, with a picture of its chart in ``style`` when that is not None."""
    from briefing.deliver.summary import summarise

    picture = None
    if style is not None and built.brief.chart is not None:
        from briefing.render.picture import draw_png
        from briefing.render.style import load_style

        picture = draw_png(built.brief.chart, load_style(style))
    timeline = built.timeline
    return Finished(
        name=built.name,
        pdf=built.pdf,
        timeline_yaml=built.timeline_yaml,
        problems=built.problems,
        summary=summarise(built.brief, timeline.as_of.isoformat() if timeline.as_of else "", picture),
        documents=len(timeline.documents),
        events=len(timeline.events),
    )


def written(job: Job, done: Finished, output: Path) -> Result:
    """Write the two files of a brief and return its result. Raises ``DeliveryError``."""
    from briefing.build import write

    with one_writer(output, done.name):
        outputs, problems = write(done, output)
        files = hashes(output, done.name)
    return _result(job, done, outputs, problems, files)


def made(
    job: Job,
    built: Built,
    outputs: tuple[Path, ...],
    problems: tuple[Problem, ...],
    options: Options,
) -> Result:
    """Return the result of a brief whose files are written."""
    return _result(job, finished(built, style=style_of_picture(job, options)), outputs, problems, ())


def _result(
    job: Job,
    done: Finished,
    outputs: tuple[Path, ...],
    problems: tuple[Problem, ...],
    files: tuple[tuple[str, str], ...],
) -> Result:
    return Result(
        shown=job.shown,
        state=State.MADE,
        name=job.name,
        outputs=outputs,
        problems=done.problems + problems,
        summary=done.summary,
        documents=done.documents,
        events=done.events,
        files=files,
    )


def style_of_picture(job: Job, options: Options) -> str | None:
    """Return the style of the chart's picture, which only a brief with readers needs."""
    return (options.style or job.style) if job.distribution is not None else None


def failed(job: Job, message: str, *, where: str = "", hint: str = "", state: State = State.FAILED) -> Result:
    """Return the result of a brief of which nothing was made."""
    lines = message.split("\n")
    problems = [Problem(where or job.shown, lines[0], hint), *(Problem(job.shown, line) for line in lines[1:] if line)]
    return Result(job.shown, state, job.name, problems=(*job.notes, *problems))


class _LeaveError(BaseException):
    """Not caught by what catches every error, so that a file that is half written is cleared away."""


_leave: int | None = None  # the exit code, once the worker is told to leave
_busy = False
_made = 0
_ROUND = 10  # briefs between two collections of everything


def prepare_worker() -> None:
    """Leave Ctrl-C to the parent, which lets begun work end; leave cleanly on SIGTERM; do not outlive the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _told_to_leave)
    gc.set_threshold(100_000, 50, 1_000_000)  # see _collect
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
    _collect()
    return result


def _collect() -> None:
    """Free what finished briefs left in circles, now and then; what the first one loaded stays and is not looked at.

    Collecting as usual looks at everything again and again, which takes a tenth of the time.
    """
    global _made
    _made += 1
    if _made == 1:
        gc.collect()
        gc.freeze()
    elif _made % _ROUND == 0:
        gc.collect()


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
