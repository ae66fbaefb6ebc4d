"""How fast a server may be asked to take messages."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable


class Pace:
    """Parts messages evenly: no two begin closer together than a minute divided by ``per_minute``.

    The first message of a process waits as long as any other, since another process may have sent one just before it
    ended: the limit holds across kills, and nothing has to be kept for that.
    """

    def __init__(
        self,
        per_minute: int,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._step, self._clock, self._sleep = 60.0 / per_minute, clock, sleep
        self._next = clock() + self._step

    def wait(self) -> None:
        """Return when the next message may begin."""
        while (left := self._next - self._clock()) > 0:
            self._sleep(left)
        self._next = self._clock() + self._step


@functools.cache
def pace_of(host: str, port: int, per_minute: int) -> Pace:
    """Return the pace of a server; all briefs that this process sends through it share it."""
    return Pace(per_minute)
