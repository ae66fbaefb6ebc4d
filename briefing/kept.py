"""What has been worked out from shipped files, kept for the next run where Python keeps its byte code.

A copy names the very bytes that it was made from, files and code alike, and is read for those alone: it cannot be
stale. It is written where and when Python writes byte code (PYTHONPYCACHEPREFIX, PYTHONDONTWRITEBYTECODE), and is
trusted as much as that.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
import sys
from collections.abc import Callable, Sequence
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from typing import Any

_SIZE = hashlib.sha256().digest_size


def kept(files: Sequence[Path], make: Callable[[], Any]) -> Any:
    """Return what ``make`` makes of ``files``, or the copy of it; plain data, which belongs to the caller.

    Raises ``FileNotFoundError`` where one of the files is missing.
    """
    stamp = _digest(MAGIC_NUMBER, *(file.read_bytes() for file in files))
    place = _place(files[0])
    copy = _read(place) if place is not None else b""
    head, check, data = copy[:_SIZE], copy[_SIZE : 2 * _SIZE], copy[2 * _SIZE :]
    if head == stamp and check == _digest(data):
        return marshal.loads(data)
    made = make()
    if place is not None and not sys.dont_write_bytecode:
        _write(place, stamp, made)
    return made


def _digest(*parts: bytes) -> bytes:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
    return whole.digest()


def _place(file: Path) -> Path | None:
    """Return where the copy for ``file`` lies; None where Python keeps no byte code at all."""
    try:
        return Path(cache_from_source(str(file))).with_suffix(".kept")
    except NotImplementedError:
        return None


def _read(place: Path) -> bytes:
    try:
        return place.read_bytes()
    except OSError:
        return b""


def _write(place: Path, stamp: bytes, made: Any) -> None:
    """Write a copy in one step, where that is allowed; who may not write works it out each time."""
    try:
        data = marshal.dumps(made)
    except ValueError:  # not plain data
        return
    draft = place.with_name(f"{place.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        place.parent.mkdir(exist_ok=True, parents=True)
        try:
            draft.write_bytes(stamp + _digest(data) + data)
            draft.replace(place)
        finally:
            draft.unlink(missing_ok=True)
