"""One sender at a time: a lock that the system drops when its holder dies."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from briefing.errors import DeliveryError

PATIENCE = 900.0
"""Seconds for which another sender is waited for."""


@contextlib.contextmanager
def locked(
    path: Path,
    *,
    patience: float = PATIENCE,
    sleep: Callable[[float], None] = time.sleep,
    waits: Callable[[str], None] = lambda words: None,
) -> Iterator[None]:
    """Hold the lock at ``path``; ``DeliveryError`` when another process holds it for more than ``patience`` seconds.

    ``waits`` is told once that there is another.
    """
    step = 0.25
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        hint = "give write permission, or set XDG_STATE_HOME to a folder of yours"
        raise DeliveryError(f"the outbox cannot be locked: {error.strerror}", str(path), hint) from error
    try:
        left = patience
        while not _taken(handle):
            if left <= 0:
                raise DeliveryError("another briefing is being sent", str(path), "wait until it has ended")
            if left == patience:
                waits(f"another briefing is being sent: waiting for it, {patience / 60:.0f} minutes at most")
            sleep(step)
            left -= step
        yield
    finally:
        os.close(handle)


try:
    import fcntl
except ImportError:  # Windows
    import msvcrt

    def _taken(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore]
        except OSError:
            return False
        return True
else:

    def _taken(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
