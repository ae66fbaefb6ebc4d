"""Ways out for a message: what they have in common, and the one into a folder. For that to a server, see ``smtp``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from briefing.deliver.address import Mailbox
from briefing.deliver.files import write_atomic

SMALLER = "sources_inside: quoted, or none, in the brief makes it smaller"
"""What to do about a PDF that is too large for the mail."""


class Outcome(StrEnum):
    """What became of one message."""

    SENT = "sent"
    LATER = "later"  # refused for now (4xx), or the connection broke before the end
    REFUSED = "refused"  # for good (5xx)
    IN_DOUBT = "in doubt"  # given away whole, and no answer came


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one message, in the words of the server or ours."""

    outcome: Outcome
    text: str = ""
    broken: bool = False  # the connection, not the message
    unreached: bool = False  # there was no connection at all


class Sender(Protocol):
    """Takes messages one at a time; used as a context manager."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def send(self, sender: Mailbox, reader: Mailbox, message: bytes, commit: Callable[[], None]) -> Answer:
        """Hand one message over. ``commit`` is called when all of it is written but the end that makes it count.

        Raises ``DeliveryError`` when no message can go this way at all.
        """


class FolderSender:
    """Writes each message into a folder, as ``STEM.READER.eml``; equal messages are equal files."""

    def __init__(self, folder: Path, stem: str) -> None:
        self.folder, self.stem = folder, stem
        self.written: list[Path] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None  # nothing to close

    def send(self, sender: Mailbox, reader: Mailbox, message: bytes, commit: Callable[[], None]) -> Answer:
        commit()
        path = self.folder / f"{self.stem}.{re.sub(r'[^a-z0-9@._+-]', '_', reader.key)}.eml"
        write_atomic(path, message)
        self.written.append(path)
        return Answer(Outcome.SENT)
