"""What one brief may take: its time and its memory. One that wants more fails, and the others go on."""

from __future__ import annotations

import contextlib
import dataclasses
import math
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from briefing.batch.record import Result
from briefing.batch.work import failed
from briefing.build import Options
from briefing.job import Job
from briefing.sources import beside

try:
    import resource
except ImportError:  # Windows has neither these limits nor the alarm
    HAVE_LIMITS = False
else:
    HAVE_LIMITS = True


_REMEDY = "give it fewer articles, or more with --{}"


@dataclass(frozen=True, slots=True)
class Limits:
    """For one brief. A hundred articles take seconds, and some hundred megabytes."""

    seconds: float = 900.0
    memory: int = 4_000_000_000  # bytes of address space
    grace: float = 5.0  # seconds until what did not listen is told again; twice that, and the system ends it


class _OutOfTimeError(BaseException):
    """Not caught by what catches every error."""


def make_within(
    limits: Limits, make: Callable[[Job, Options, Path], Result], options: Options, output: Path, job: Job
) -> Result:
    """Do ``make`` within the limits; a result that says so when they were too narrow."""
    began = time.perf_counter()
    try:
        with _limited(limits):
            result = make(job, options, output)
    except _OutOfTimeError:
        beside.stop()  # it may still be at work for this brief
        result = failed(job, f"took longer than {limits.seconds:g} s and was stopped", hint=_REMEDY.format("seconds"))
    except MemoryError:
        size = f"needs more than {limits.memory / 1e6:,.0f} MB of memory"
        result = failed(job, size, hint=_REMEDY.format("memory"))
    return dataclasses.replace(result, seconds=time.perf_counter() - began)


@contextlib.contextmanager
def _limited(limits: Limits) -> Iterator[None]:
    if not HAVE_LIMITS or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: object) -> None:
        raise _OutOfTimeError

    memory, processor = resource.getrlimit(resource.RLIMIT_AS), resource.getrlimit(resource.RLIMIT_CPU)
    before = signal.signal(signal.SIGALRM, stop)
    try:
        _set(resource.RLIMIT_AS, limits.memory)
        _set(resource.RLIMIT_CPU, math.ceil(time.process_time() + limits.seconds + 2 * limits.grace))
        signal.setitimer(signal.ITIMER_REAL, limits.seconds, limits.grace)
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        resource.setrlimit(resource.RLIMIT_AS, memory)
        resource.setrlimit(resource.RLIMIT_CPU, processor)


def _set(kind: int, most: int) -> None:
    """Lower a limit; one of the system that is lower still stays."""
    soft, hard = resource.getrlimit(kind)
    lowest = min(most, *(limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY), most)
    with contextlib.suppress(ValueError, OSError):  # a system that does not set this one
        resource.setrlimit(kind, (lowest, hard))
