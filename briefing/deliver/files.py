"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path

from briefing.errors import DeliveryError


def write_atomic(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path``: under the final name stands the old file, or the whole new one.

    Who may read it follows the umask, as for any file that a program makes. What is there and no regular file, such as
    a device, is never replaced.

    Raises ``DeliveryError`` when the folder cannot be made or has no room.
    """
    scratch: str | None = None
    try:
        _refuse_what_is_no_file(path)
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
        remedy = _REMEDIES.get(error.errno or 0, "name another place")
        raise DeliveryError(f"cannot be written: {error.strerror or error}", str(path), remedy) from error


_REMEDIES = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), "make room there, or name another place"),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), "give permission to write there, or name another place"),
}


def _refuse_what_is_no_file(path: Path) -> None:
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise DeliveryError("is no regular file, and is left as it is", str(path), "name another place")


def _scratch(path: Path) -> tuple[int, str]:
    """Open a new file beside ``path``; ``tempfile`` would keep it from everybody else."""
    while True:
        name = str(path.parent / f".{path.name[:80]}.{os.urandom(4).hex()}")
        with contextlib.suppress(FileExistsError):
            return os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o666), name
