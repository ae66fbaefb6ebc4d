"""What one worker does with one brief. Nothing that goes wrong here leaves it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from pathlib import Path

from briefing.batch.record import Result, State
from briefing.build import Built, Options
from briefing.errors import BriefingError, StyleError
from briefing.job import Job
from briefing.model import Problem


def make(job: Job, options: Options, output: Path) -> Result:
    """Build one job and write its two files; return what became of it, whatever that is."""
    from briefing.build import build, write

    began = time.perf_counter()
    try:
        built = build(job, options)
        outputs, problems = write(built, output)
        return made(job, built, outputs, problems, style=options.style, began=began)
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
    began: float | None = None,
) -> Result:
    """Return the result of a brief whose files are written; ``began`` is when, on the clock of ``perf_counter``.

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
        seconds=time.perf_counter() - began if began is not None else 0.0,
    )


def failed(job: Job, message: str, *, where: str = "", hint: str = "", state: State = State.FAILED) -> Result:
    """Return the result of a brief of which nothing was made."""
    lines = message.split("\n")
    problems = [Problem(where or job.shown, lines[0], hint), *(Problem(job.shown, line) for line in lines[1:] if line)]
    return Result(job.shown, state, job.name, problems=(*job.notes, *problems))


def prepare_worker() -> None:
    """Leave Ctrl-C to the parent, which lets begun work end, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    # a worker holds both ends of its queue, so that the death of the parent does not close it
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
