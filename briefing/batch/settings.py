"""How a batch is made: where to, how, by whom, and within which limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from briefing.batch.cache import Cache
from briefing.batch.limits import Limits
from briefing.batch.pool import Stopped
from briefing.batch.record import Result
from briefing.batch.work import make
from briefing.build import Options
from briefing.job import Job

Make = Callable[[Job, Options, Path], Result]


@dataclass(frozen=True, slots=True)
class Settings:
    """How a batch is made."""

    output: Path  # the folder of its files
    options: Options = field(default_factory=Options)
    force: bool = False  # build also what has not changed
    whatever_flags: bool = False  # leave what ``build`` made of the same inputs with flags of its own
    limits: Limits = field(default_factory=Limits)  # of one brief
    workers: int | None = None  # processes, started by spawn; None: one for each core
    scheduler: str | None = None  # address of one of dask.distributed, whose workers do the work
    stopped: Stopped = lambda: False  # once it says so, what is begun is finished and no other is begun
    cache: Cache = field(default_factory=Cache)
    make: Make = make
