"""A real cluster of dask.distributed on this machine: a scheduler and two workers, each a process of its own."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LOCAL = ("--host", "127.0.0.1", "--no-dashboard")


@dataclass
class Cluster:
    """The address of the scheduler, and its workers."""

    address: str
    workers: list[subprocess.Popen[bytes]]


@contextlib.contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """Start a cluster and end it; its files lie in ``folder``."""
    file = folder / "scheduler.json"
    known = ("--scheduler-file", str(file))
    with contextlib.ExitStack() as stack:
        stack.enter_context(_process(folder, "scheduler", *LOCAL, "--port", "0", *known))
        worker = (*LOCAL, "--no-nanny", "--nthreads", "1", "--memory-limit", "0", *known)
        started = [stack.enter_context(_process(folder, "worker", *worker)) for _ in range(workers)]
        yield Cluster(_address(file), started)


def _address(file: Path) -> str:
    for _ in range(600):
        with contextlib.suppress(OSError, ValueError):  # not there, or not yet whole
            return str(json.loads(file.read_text(encoding="utf-8"))["address"])
        time.sleep(0.05)
    raise TimeoutError("the scheduler does not start")


@contextlib.contextmanager
def _process(folder: Path, role: str, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", f"distributed.cli.dask_{role}", *options]
    with (
        (folder / f"{role}.log").open("ab") as log,
        subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT) as process,
    ):
        try:
            yield process
        finally:
            process.kill()
