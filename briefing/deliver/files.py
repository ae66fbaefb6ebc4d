"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from briefing.errors import DeliveryError


def write_atomic(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path``: under the final name stands the old file, or the whole new one.

    Who may read it follows the umask, as for any file that a program makes.

    Raises ``DeliveryError`` when the folder cannot be made or has no room.
    """
    scratch: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, scratch = _scratch(path)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(scratch, path)
    except BaseException as error:  # also when the run is stopped here
        if scratch is not None:
            with contextlib.suppress(OSError):
                os.unlink(scratch)
        if not isinstance(error, OSError):
            raise
        raise DeliveryError(
            f"cannot be written: {error.strerror or error}", str(path), "make room there, or name another place"
        ) from error


def _scratch(path: Path) -> tuple[int, str]:
    """Open a new file beside ``path``; ``tempfile`` would keep it from everybody else."""
    while True:
        name = str(path.parent / f".{path.name[:80]}.{os.urandom(4).hex()}")
        with contextlib.suppress(FileExistsError):
            return os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o666), name
