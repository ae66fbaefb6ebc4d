"""Many briefs: what has not changed is left, the rest is built side by side."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from briefing.batch.cache import Cache
from briefing.batch.key import key_of
from briefing.batch.limits import Limits, make_within
from briefing.batch.pool import Stopped, make_all
from briefing.batch.record import Result, State
from briefing.batch.work import make
from briefing.build import Options
from briefing.cores import usable_cores
from briefing.errors import BriefFileError
from briefing.job import Folders, Job, check_names, job_from_sources
from briefing.model import Problem

Make = Callable[[Job, Options, Path], Result]


def load_all(paths: Sequence[Path], output: Path) -> tuple[tuple[Job, ...], tuple[Result, ...]]:
    """Return the jobs of all briefs that can be read, and the results of those that cannot.

    Raises ``BriefFileError`` when two of them would write the same files.
    """
    jobs: list[Job] = []
    bad: list[Result] = []
    folders = Folders()
    for path in paths:
        try:
            jobs.append(job_from_sources([path], output=output, folders=folders))
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
    stopped: Stopped = lambda: False,
    scheduler: str | None = None,
) -> Iterator[Result]:
    """Yield one result for each job as it is done: first what is unchanged, then what was made.

    ``workers`` processes are started by spawn; one job alone is built in this one. Once ``stopped`` says so, what is
    begun is finished and no other is begun. With ``whatever_flags``, files that ``build`` made of the same inputs with
    flags of its own are left. With ``scheduler``, the address of one of dask.distributed, its workers do the work;
    raises ``ClusterError`` when it cannot be used.
    """
    options, cache = options or Options(), cache or Cache()
    limits = limits or Limits()
    due: list[tuple[Job, str]] = []
    for job in jobs:
        if stopped():
            return
        key = key_of(job, options)
        known = None if force else cache.find(job, key, output, whatever_flags=whatever_flags)
        if known is not None:
            yield known
        else:
            due.append((job, key))
    keys = {job.name: key for job, key in due}
    waiting = [job for job, _ in due]
    if scheduler is None:
        work = functools.partial(make_within, limits, make, options, output)
        made = make_all(waiting, work, workers=workers or usable_cores(), stopped=stopped)
    else:
        made = _on_cluster(scheduler, waiting, options, output, limits, stopped)
    for job, result in made:
        # inputs that changed meanwhile belong to no known key
        if result.state is State.MADE and key_of(job, options) == keys[job.name]:
            cache.keep(job, keys[job.name], output, result, without_flags=key_of(job, Options()))
        yield result


def _on_cluster(
    scheduler: str, jobs: list[Job], options: Options, output: Path, limits: Limits, stopped: Stopped
) -> Iterator[tuple[Job, Result]]:
    from briefing.batch.cluster import connected, make_all_on

    if jobs and not stopped():
        with connected(scheduler) as client:
            yield from make_all_on(client, jobs, options, output, limits, stopped)


def remember(job: Job, options: Options, output: Path, result: Result, *, cache: Cache | None = None) -> None:
    """Keep what was made elsewhere, so that ``send`` mails it as it is."""
    key = key_of(job, options)
    (cache or Cache()).keep(job, key, output, result, without_flags=key_of(job, Options()))


def _placed(line: str, path: Path) -> tuple[str, str]:
    where, _, message = line.partition(": ")
    return (where, message) if message else (str(path), line)
