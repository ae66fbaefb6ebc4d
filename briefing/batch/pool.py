"""Briefs side by side in processes of this machine; one that takes its process down with it stops nobody."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from briefing.batch.record import Result
from briefing.batch.work import failed, in_worker, prepare_worker
from briefing.job import Job

Make = Callable[[Job], Result]
Stopped = Callable[[], bool]

_LOOK = 0.2  # seconds between two looks whether to stop
_AHEAD = 2  # briefs that a worker has or waits for


def make_all(jobs: list[Job], make: Make, *, workers: int, stopped: Stopped) -> Iterator[tuple[Job, Result]]:
    """Yield each job with its result as it is done; ``workers`` processes are started by spawn.

    One job alone is made in this process. Once ``stopped`` says so, what is begun is finished and no other is begun.
    """
    if len(jobs) == 1:
        if not stopped():
            yield jobs[0], make(jobs[0])
        return
    waiting = deque(jobs)
    while waiting and not stopped():
        suspects: list[Job] = []
        yield from _in_pool(waiting, suspects, make, workers, stopped)
        for job in suspects:  # a worker died, and one of these is why: each in a pool of its own
            if stopped():
                return
            again: list[Job] = []
            yield from _in_pool(deque([job]), again, make, 1, lambda: False)
            if again:
                yield job, failed(job, "its process died", hint="too little memory? build it alone")


def _in_pool(
    waiting: deque[Job], suspects: list[Job], make: Make, workers: int, stopped: Stopped
) -> Iterator[tuple[Job, Result]]:
    """Yield results until none is waiting, or a worker dies: what was begun by then goes to ``suspects``."""
    pool = ProcessPoolExecutor(
        min(workers, len(waiting)), mp_context=multiprocessing.get_context("spawn"), initializer=prepare_worker
    )
    begun: dict[Future[Result], Job] = {}
    try:
        while True:
            if stopped():
                for future in [future for future in begun if future.cancel()]:
                    waiting.appendleft(begun.pop(future))
            else:
                while waiting and len(begun) < _AHEAD * workers:
                    begun[pool.submit(in_worker, make, waiting[0])] = waiting[0]
                    waiting.popleft()
            if not begun:
                return
            for future in _done(begun):
                result = future.result()
                yield begun.pop(future), result
    except BrokenProcessPool:
        for future, job in begun.items():
            if future.exception() is None:
                yield job, future.result()
            else:
                suspects.append(job)
    finally:
        pool.shutdown(cancel_futures=True)


def _done(futures: Iterable[Future[Result]]) -> list[Future[Result]]:
    """Return the futures that are done, in the order of their beginning; wait a moment for one."""
    done = wait(futures, timeout=_LOOK, return_when=FIRST_COMPLETED).done
    return [future for future in futures if future in done]
