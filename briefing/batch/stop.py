"""How a batch is told to stop: once to finish what is begun, twice to end at once."""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Iterator

AGAIN = "briefing: stopping; what is begun is finished (once more: stop at once)\n"


class Stop:
    """Whether the batch is to stop, and by which signal."""

    def __init__(self) -> None:
        self.signal: int | None = None

    def __bool__(self) -> bool:
        return self.signal is not None

    @property
    def code(self) -> int:
        """The exit code of a program that this signal ends: 130 for Ctrl-C, 143 for SIGTERM."""
        return 128 + (self.signal or signal.SIGINT)


@contextlib.contextmanager
def heeded(*, quiet: bool = False) -> Iterator[Stop]:
    """Within, Ctrl-C and SIGTERM set the ``Stop``; a second one raises ``KeyboardInterrupt``."""
    stop = Stop()

    def hear(number: int, frame: object) -> None:
        if stop:
            raise KeyboardInterrupt
        stop.signal = number
        if not quiet:
            with contextlib.suppress(OSError, RuntimeError):  # nobody reads, or in the middle of a line
                sys.stderr.write(AGAIN)

    before = {number: signal.signal(number, hear) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
