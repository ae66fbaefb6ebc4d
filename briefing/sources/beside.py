"""Files that a library takes apart are read in a process beside this one, within time and memory, and killed past them.

Plain text is only decoded, which takes a time and a memory that its length bounds: it is read here.
"""

from __future__ import annotations

import atexit
import threading

from briefing.child import Child, StoppedError
from briefing.errors import SourceError
from briefing.model import Document, Problem
from briefing.sources.contents import read_documents
from briefing.sources.declared import Declared
from briefing.sources.formats import is_plain
from briefing.sources.limits import USUAL, Limits

_NOTHING = Declared()

Read = tuple[tuple[Document, ...], tuple[Problem, ...]]

_lock = threading.Lock()
_reader: tuple[int, Child] | None = None  # its memory, and the process, which is kept for the files to come


def read_within(data: bytes, path: str, declared: Declared = _NOTHING, limits: Limits = USUAL) -> Read:
    """Return what ``read_documents`` does, within limits.

    Raises ``SourceError`` also for a file that takes more than they allow, or that breaks its reader.
    """
    if is_plain(data):
        return read_documents(data, path, declared, limits)
    with _lock:
        try:
            found: Read = _child(limits.memory).call(data, path, declared, limits, seconds=limits.seconds)
            return found
        except StoppedError as error:
            stop()
            raise SourceError(f"could not be read: its reader {error}", hint="save the article as plain text") from None
        except SourceError:
            raise
        except Exception as error:  # a library fails in ways of its own; the next file is for the same process
            words = f"{type(error).__name__}: {error}"[:200]
            raise SourceError(f"could not be read: {words}", hint="save the article as plain text") from error


def _child(memory: int) -> Child:
    global _reader
    if _reader is None or _reader[0] != memory:
        stop()
        _reader = (memory, Child("briefing.sources.contents:read_documents", memory=memory))
    return _reader[1]


@atexit.register
def stop() -> None:
    """End the process that reads; the next file starts another."""
    global _reader
    if _reader is not None:
        _reader[1].close()
        _reader = None
