"""Many briefs: what has not changed is left, the rest is built side by side."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from pathlib import Path

from briefing.batch.cache import Cache
from briefing.batch.key import key_of
from briefing.batch.limits import make_within
from briefing.batch.pool import make_all
from briefing.batch.record import Result, State
from briefing.batch.settings import Settings
from briefing.build import Options
from briefing.cores import usable_cores
from briefing.errors import BriefFileError
from briefing.job import Folders, Job, check_names, job_from_sources
from briefing.model import Problem


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


def run(jobs: Sequence[Job], settings: Settings) -> Iterator[Result]:
    """Yield one result for each job as it is done: first what is unchanged, then what was made.

    One job alone is built in this process. Raises ``ClusterError`` when the scheduler cannot be used.
    """
    options, output, cache = settings.options, settings.output, settings.cache
    keys: dict[str, str] = {}
    for job in jobs:
        if settings.stopped():
            return
        key = key_of(job, options)
        known = None if settings.force else cache.find(job, key, output, whatever_flags=settings.whatever_flags)
        if known is not None:
            yield known
        else:
            keys[job.name] = key
    for job, result in _made([job for job in jobs if job.name in keys], settings):
        # inputs that changed meanwhile belong to no known key
        if result.state is State.MADE and key_of(job, options) == keys[job.name]:
            cache.keep(job, keys[job.name], output, result, without_flags=key_of(job, Options()))
        yield result


def _made(jobs: list[Job], settings: Settings) -> Iterator[tuple[Job, Result]]:
    if settings.scheduler is None:
        make = functools.partial(make_within, settings.limits, settings.make, settings.options, settings.output)
        yield from make_all(jobs, make, workers=settings.workers or usable_cores(), stopped=settings.stopped)
    elif jobs and not settings.stopped():
        from briefing.batch.cluster import connected, make_all_on

        with connected(settings.scheduler) as client:
            yield from make_all_on(client, jobs, settings)


def remember(job: Job, options: Options, output: Path, result: Result) -> None:
    """Keep what was made elsewhere, so that ``send`` mails it as it is."""
    Cache().keep(job, key_of(job, options), output, result, without_flags=key_of(job, Options()))


def _placed(line: str, path: Path) -> tuple[str, str]:
    where, _, message = line.partition(": ")
    return (where, message) if message else (str(path), line)
