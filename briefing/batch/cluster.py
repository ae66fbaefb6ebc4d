"""A batch on a cluster of dask.distributed: sources are read and tagged in chunks, and reduced to one briefing each.

This process opens the sources and writes the briefings; what travels are bytes and records, so that the workers need
no disk in common with it. A worker that dies is made up for by the others; one that is of another version is refused.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar, cast

from briefing.batch.record import Result
from briefing.batch.settings import Settings
from briefing.batch.share import Chunk, Order, make_briefing, read_chunk, reading_of, this_program
from briefing.batch.work import failed, finished, style_of_picture, unmade, written
from briefing.build import Options, build, source_date
from briefing.errors import BriefingError, ClusterError
from briefing.job import Job
from briefing.model import Interval
from briefing.sources.read import Opened, open_source

if TYPE_CHECKING:
    from distributed import Client, Future

Answer = TypeVar("Answer")

SOURCES = 100
"""Most sources of a chunk."""

_REMEDY = "start the cluster, then the batch again: it goes on from here"
_BYTES = 4_000_000  # of sources, from which a chunk is whole
_ANSWER = 10.0  # seconds for a scheduler, and for its first worker
_ALONE = 60.0  # seconds without any worker after which the rest is given up
_LOOK = 0.2  # seconds between two looks at signals and limits
_AHEAD = 2  # briefings, and chunks of one, that a thread of a worker has or waits for


@contextlib.contextmanager
def connected(address: str) -> Iterator[Client]:
    """Yield a client of the scheduler at ``address``, which has a worker. Raises ``ClusterError``."""
    from distributed import Client

    for name in ("distributed", "distributed.client", "distributed.core", "distributed.comm"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what is wrong we say ourselves
    warnings.filterwarnings("ignore", module="distributed")
    try:
        client = _within(_ANSWER + 1, lambda: Client(address, timeout=_ANSWER, set_as_default=False, name="briefing"))
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        reason = "does not answer" if isinstance(error, OSError) else f"cannot be used: {str(error)[:200]}"
        raise ClusterError(reason, address, "look at --scheduler, and whether the scheduler runs") from error
    try:
        try:
            _within(_ANSWER + 1, lambda: client.wait_for_workers(1, timeout=_ANSWER))
        except OSError as error:
            raise ClusterError("has no worker", address, "start one: dask worker ADDRESS --nthreads 1") from error
        yield client
    finally:
        with contextlib.suppress(Exception):
            _within(_ANSWER, lambda: client.close(timeout=2))


def _within(seconds: float, ask: Callable[[], Answer]) -> Answer:
    """Return what ``ask`` returns; ``TimeoutError`` when it takes longer, as before a peer that only listens."""
    answers: queue.SimpleQueue[tuple[Answer, None] | tuple[None, Exception]] = queue.SimpleQueue()

    def wait() -> None:
        try:
            answers.put((ask(), None))
        except Exception as error:
            answers.put((None, error))

    threading.Thread(target=wait, daemon=True).start()
    try:
        answer, error = answers.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError from None
    if error is not None:
        raise error
    return cast(Answer, answer)


def make_all_on(client: Client, jobs: Sequence[Job], settings: Settings) -> Iterator[tuple[Job, Result]]:
    """Yield each job with its result as it is done.

    Of the limits only the time counts, from when a brief is handed to the cluster; memory is the workers' own matter.
    """
    yield from _Run(client, settings).results(jobs)


@dataclass(slots=True)
class _Begun:
    """A brief that the cluster works on."""

    job: Job
    order: Order
    chunks: list[Future]
    whole: Future | None  # None for a briefing that is drawn here
    since: float

    @property
    def awaited(self) -> list[Future]:
        return [self.whole] if self.whole is not None else self.chunks


@dataclass(slots=True)
class _Run:
    """One batch on a cluster."""

    client: Client
    settings: Settings
    begun: dict[str, _Begun] = field(default_factory=dict)
    told: queue.SimpleQueue[str] = field(default_factory=queue.SimpleQueue)
    looked: float = 0.0
    seen: float = 0.0  # when there was a worker

    def results(self, jobs: Sequence[Job]) -> Iterator[tuple[Job, Result]]:
        waiting = deque(jobs)
        threads = sum(_within(_ANSWER, self.client.nthreads).values()) or 1
        self.seen = time.monotonic()
        try:
            while self.begun or (waiting and not self.settings.stopped()):
                while waiting and len(self.begun) < _AHEAD * threads and not self.settings.stopped():
                    job = waiting.popleft()
                    try:
                        self.begun[job.name] = self._begin(job, _AHEAD * threads)
                    except BriefingError as error:
                        yield job, unmade(job, error)
                for begun in self._done():
                    del self.begun[begun.job.name]
                    yield begun.job, self._result(begun)
                for begun in self._late():
                    del self.begun[begun.job.name]
                    self._drop(begun)
                    words = f"took longer than {self.settings.limits.seconds:g} s and was stopped"
                    yield begun.job, failed(begun.job, words, hint="give it fewer articles, or more with --seconds")
        except _LostError as lost:
            for job in (*(begun.job for begun in self.begun.values()), *waiting):
                yield job, failed(job, str(lost), hint=_REMEDY)
        finally:
            for begun in self.begun.values():
                self._drop(begun)

    def _begin(self, job: Job, most: int) -> _Begun:
        """Hand a brief to the cluster; of its chunks no more than ``most`` wait at once."""
        since = time.monotonic()
        chunks: list[Future] = []

        def hand(chunk: Chunk) -> None:
            self._wait_for_room(chunks, most)
            chunks.append(self.client.submit(read_chunk, chunk, pure=False))

        order = order_of(job, self.settings.options, hand)
        whole = None
        if _drawn_anywhere(self.settings.options.style or job.style):
            whole = self.client.submit(make_briefing, order, chunks, pure=False)
            whole.add_done_callback(lambda _, name=job.name: self.told.put(name))
        else:
            for future in chunks:
                future.add_done_callback(lambda _, name=job.name: self.told.put(name))
        begun = _Begun(job, order, chunks, whole, since)
        if not begun.awaited:
            self.told.put(job.name)
        return begun

    def _wait_for_room(self, chunks: list[Future], most: int) -> None:
        while sum(not future.done() for future in chunks) >= most and not self.settings.stopped():
            time.sleep(_LOOK / 10)
            self._look()

    def _done(self) -> list[_Begun]:
        """Return the briefs that are done; wait a moment for one."""
        names: dict[str, None] = {}
        with contextlib.suppress(queue.Empty):
            names[self.told.get(timeout=_LOOK)] = None
            while True:
                names[self.told.get_nowait()] = None
        if not names:
            self._look()
        done = [self.begun[name] for name in names if name in self.begun]
        return [begun for begun in done if all(future.done() for future in begun.awaited)]

    def _late(self) -> list[_Begun]:
        now = time.monotonic()
        return [begun for begun in self.begun.values() if now - begun.since > self.settings.limits.seconds]

    def _look(self) -> None:
        """Raise ``_LostError`` when there is no scheduler any more, or for a minute no worker."""
        now = time.monotonic()
        if now - self.looked < 10 * _LOOK:
            return
        self.looked = now
        try:
            if _within(_ANSWER, self.client.nthreads):
                self.seen = now
        except Exception as error:
            raise _LostError("the scheduler has gone away") from error
        if now - self.seen > _ALONE:
            raise _LostError(f"the cluster has had no worker for {_ALONE:.0f} s")

    def _result(self, begun: _Begun) -> Result:
        job = begun.job
        try:
            if begun.whole is not None:
                done = begun.whole.result(timeout=_ALONE)
            else:
                reading = reading_of(begun.order.opened, [future.result(timeout=_ALONE) for future in begun.chunks])
                done = finished(build(job, self.settings.options, reading=reading), style=begun.order.picture)
            return replace(written(job, done, self.settings.output), seconds=time.monotonic() - begun.since)
        except Exception as error:
            return _unmade(job, error)
        finally:
            self._drop(begun)

    def _drop(self, begun: _Begun) -> None:
        with contextlib.suppress(Exception):
            _within(_ANSWER, lambda: self.client.cancel([*begun.chunks, *begun.awaited], force=True))


class _LostError(Exception):
    """The cluster is not there any more."""


def order_of(job: Job, options: Options, hand: Callable[[Chunk], object]) -> Order:
    """Open the sources of a job and ``hand`` on those to read, each content once, in chunks; return what to make."""
    given, program = Interval.day(options.given) if options.given else None, this_program()
    opened: list[Opened] = []
    waiting: list[Opened] = []
    seen: set[str] = set()

    def whole() -> None:
        hand(Chunk(tuple(waiting), job.limits, given, job.plan.language, program))
        waiting.clear()

    for listed in sorted(job.sources, key=lambda source: source.path):
        source = open_source(listed, job.limits)
        opened.append(replace(source, data=b""))
        if source.error is not None or source.aside or source.sha256 in seen:
            continue
        seen.add(source.sha256)
        waiting.append(source)
        if len(waiting) == SOURCES or sum(len(each.data) for each in waiting) >= _BYTES:
            whole()
    if waiting:
        whole()
    return Order(_bare(job), options, tuple(opened), style_of_picture(job, options), source_date(), program)


def _bare(job: Job) -> Job:
    """Return what a worker needs of a job: neither paths of articles nor readers' addresses."""
    return replace(job, sources=(), distribution=None, reads=())


def _drawn_anywhere(style: str) -> bool:
    """Return whether every machine can draw in this style: one of a file of the user's own may name fonts beside it."""
    from briefing.render.style import style_names

    return style in style_names()


def _unmade(job: Job, error: Exception) -> Result:
    from distributed import CancelledError, KilledWorker

    if isinstance(error, KilledWorker):
        return failed(job, "the workers that began it died", hint="too little memory? build it alone")
    if isinstance(error, CancelledError):
        return failed(job, "the scheduler has gone away", hint=_REMEDY)
    if isinstance(error, (ImportError, AttributeError)):
        words = " ".join(str(error).split())[:200]
        return failed(job, f"a worker has no such briefing: {words}", hint="install the same on every machine")
    return unmade(job, error)
