"""Many briefs: what has not changed is left, the rest is built side by side."""

from __future__ import annotations

import contextlib
import functools
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from briefing.batch.cache import Cache
from briefing.batch.key import key_of
from briefing.batch.limits import Limits, make_within
from briefing.batch.record import Result, State
from briefing.batch.work import failed, make, prepare_worker
from briefing.build import Options
from briefing.errors import BriefFileError
from briefing.job import Job, check_names, job_from_sources
from briefing.model import Problem

Make = Callable[[Job, Options, Path], Result]


def load_all(paths: Sequence[Path], output: Path) -> tuple[tuple[Job, ...], tuple[Result, ...]]:
    """Return the jobs of all briefs that can be read, and the results of those that cannot.

    Raises ``BriefFileError`` when two of them would write the same files.
    """
    jobs: list[Job] = []
    bad: list[Result] = []
    for path in paths:
        try:
            jobs.append(job_from_sources([path], output=output))
        except BriefFileError as error:
            lines = str(error).split("\n")
            problems = tuple(Problem(*_placed(line, path)) for line in lines)
            bad.append(Result(str(path), State.BAD_BRIEF, problems=problems))
    check_names(jobs)
    return tuple(jobs), tuple(bad)


def run(
    jobs: Sequence[Job],
    output: Path,
    *,
    options: Options | None = None,
    cache: Cache | None = None,
    workers: int | None = None,
    force: bool = False,
    whatever_flags: bool = False,
    limits: Limits | None = None,
    make: Make = make,
) -> Iterator[Result]:
    """Yield one result for each job as it is done: first what is unchanged, then what was made.

    ``workers`` processes are started by spawn; one job alone is built in this one. Finished work stays when the caller
    stops early. With ``whatever_flags``, files that ``build`` made of the same inputs with flags of its own are left.
    """
    options, cache = options or Options(), cache or Cache()
    make = functools.partial(make_within, limits or Limits(), make)
    due: list[tuple[Job, str]] = []
    for job in jobs:
        key = key_of(job, options)
        known = None if force else cache.find(job, key, output, whatever_flags=whatever_flags)
        if known is not None:
            yield known
        else:
            due.append((job, key))
    keys = {job.name: key for job, key in due}
    for job, result in _make_all([job for job, _ in due], options, output, workers or usual_workers(), make):
        # inputs that changed meanwhile belong to no known key
        if result.state is State.MADE and key_of(job, options) == keys[job.name]:
            cache.keep(job, keys[job.name], output, result, without_flags=key_of(job, Options()))
        yield result


def remember(job: Job, options: Options, output: Path, result: Result, *, cache: Cache | None = None) -> None:
    """Keep what was made elsewhere, so that ``send`` mails it as it is."""
    key = key_of(job, options)
    (cache or Cache()).keep(job, key, output, result, without_flags=key_of(job, Options()))


def usual_workers() -> int:
    """Return how many processes may run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _make_all(
    jobs: list[Job], options: Options, output: Path, workers: int, make: Make
) -> Iterator[tuple[Job, Result]]:
    if len(jobs) == 1:
        yield jobs[0], make(jobs[0], options, output)
        return
    unfinished = list(jobs)
    for job, result in _in_pool(jobs, options, output, workers, make):
        unfinished.remove(job)
        yield job, result
    # a worker died and took the pool with it: each of the others in a pool of its own
    for job in unfinished:
        done = list(_in_pool([job], options, output, 1, make))
        yield done[0] if done else (job, failed(job, "its process died", hint="too little memory? build it alone"))


def _in_pool(jobs: list[Job], options: Options, output: Path, workers: int, make: Make) -> Iterator[tuple[Job, Result]]:
    """Yield results until all are there, or until a worker dies."""
    if not jobs:
        return
    pool = ProcessPoolExecutor(
        min(workers, len(jobs)),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=prepare_worker,
    )
    try:
        futures: dict[Future[Result], Job] = {pool.submit(make, job, options, output): job for job in jobs}
        for future in as_completed(futures):
            yield futures[future], future.result()
    except BrokenProcessPool:
        return
    finally:
        pool.shutdown(cancel_futures=True)


def _placed(line: str, path: Path) -> tuple[str, str]:
    where, _, message = line.partition(": ")
    return (where, message) if message else (str(path), line)


@contextlib.contextmanager
def stop_on_termination() -> Iterator[None]:
    """Within, let SIGTERM do what Ctrl-C does: begun briefs are finished, no other is begun."""

    def stop(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
