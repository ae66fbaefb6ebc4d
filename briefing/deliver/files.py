"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from briefing.errors import DeliveryError


def write_atomic(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path``: under the final name stands the old file, or the whole new one.

    Raises ``DeliveryError`` when the folder cannot be made or has no room.
    """
    scratch: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, scratch = tempfile.mkstemp(prefix=f".{path.name[:80]}.", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(scratch, 0o644)
        os.replace(scratch, path)
    except BaseException as error:  # also when the run is stopped here
        if scratch is not None:
            with contextlib.suppress(OSError):
                os.unlink(scratch)
        if not isinstance(error, OSError):
            raise
        raise DeliveryError(
            f"cannot be written: {error.strerror or error}", str(path), "make room or choose another folder with -o"
        ) from error
