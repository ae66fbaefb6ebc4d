"""The outbox: which reader has which edition. SQLite, each step committed before the next is taken."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self

from briefing.deliver.address import Mailbox
from briefing.deliver.boot import boot_id
from briefing.errors import DeliveryError


class State(StrEnum):
    """Where a letter is."""

    QUEUED = "queued"
    IN_DOUBT = "in doubt"  # from before the final dot until the answer to it
    SENT = "sent"
    FAILED = "failed"  # refused for good


@dataclass(frozen=True, slots=True)
class Letter:
    """An edition on its way to one reader."""

    edition: int
    reader: Mailbox
    state: State
    attempts: int
    answer: str  # the last one of the server


@dataclass(frozen=True, slots=True)
class Stored:
    """An edition as the outbox holds it. ``frozen``: somebody has it, or may have it."""

    id: int
    series: str
    day: str
    revision: int
    subject: str
    pdf_sha256: str
    brief: str  # the brief file, to find the server again
    sender: str  # address of the envelope
    frozen: bool


_SCHEMA = """
CREATE TABLE edition (
    id INTEGER PRIMARY KEY,
    series TEXT NOT NULL,
    day TEXT NOT NULL,
    revision INTEGER NOT NULL,
    subject TEXT NOT NULL,
    pdf_sha256 TEXT NOT NULL,
    brief TEXT NOT NULL,
    sender TEXT NOT NULL,
    message BLOB,
    UNIQUE (series, day, revision)
);
CREATE TABLE letter (
    edition INTEGER NOT NULL REFERENCES edition (id),
    address TEXT NOT NULL,
    name TEXT NOT NULL,
    place INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'in doubt', 'sent', 'failed')),
    attempts INTEGER NOT NULL DEFAULT 0,
    answer TEXT NOT NULL DEFAULT '',
    maybe INTEGER NOT NULL DEFAULT 0,  -- was in doubt once: the reader may have it
    announced TEXT NOT NULL DEFAULT '',  -- the run of the machine in which it may go out
    PRIMARY KEY (edition, address)
);
PRAGMA user_version = 2;
"""
_SINCE_1 = """
ALTER TABLE letter ADD COLUMN announced TEXT NOT NULL DEFAULT '';
PRAGMA user_version = 2;
"""
_CUT_OFF = """
UPDATE letter SET state = 'in doubt', answer = 'the machine stopped while it was being sent'
WHERE state = 'queued' AND announced NOT IN ('', ?)
"""
_EDITION = """
SELECT id, series, day, revision, subject, pdf_sha256, brief, sender,
    EXISTS (SELECT 1 FROM letter WHERE edition = edition.id AND (state IN ('sent', 'in doubt') OR maybe))
FROM edition
"""
_LATEST = "revision = (SELECT MAX(revision) FROM edition AS e WHERE e.series = edition.series AND e.day = edition.day)"
_GROUP = 32


class Outbox:
    """The outbox in one file, for its owner's eyes only. Every method is one transaction.

    Every commit outlives a kill of the process, but only some wait for the disk. What they cover is what ``announce``
    says: letters that may go out from then on. When the machine has been started anew since (``boot`` is another),
    such a letter is in doubt, whatever of it the disk has.
    """

    def __init__(self, path: Path, *, boot: str | None = None) -> None:
        known = boot or boot_id()
        self._boot = known or uuid.uuid4().hex
        self.group = _GROUP if known else 1
        """How many letters it is right to announce at once."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            self._db = sqlite3.connect(path, isolation_level=None, timeout=60)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._prepare()
        except (OSError, sqlite3.Error) as error:
            remedy = "mend it, or move it away: a new one does not know who has what"
            raise DeliveryError(f"the outbox cannot be opened: {error}", str(path), remedy) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def latest(self, series: str, day: str) -> Stored | None:
        """Return the newest revision of an edition."""
        query = f"{_EDITION} WHERE series = ? AND day = ? AND {_LATEST}"
        row = self._db.execute(query, (series, day)).fetchone()
        return None if row is None else _stored(row)

    def waiting(self, series: Iterable[str] | None = None) -> tuple[Stored, ...]:
        """Return the newest editions that somebody still has to get, of these series or of all."""
        wanted = None if series is None else set(series)
        return tuple(
            stored
            for stored in self.editions()
            if (wanted is None or stored.series in wanted)
            and any(letter.state is not State.SENT for letter in self.letters(stored.id))
        )

    def editions(self) -> tuple[Stored, ...]:
        """Return the newest revision of each edition, by series and day."""
        rows = self._db.execute(f"{_EDITION} WHERE {_LATEST} ORDER BY series, day").fetchall()
        return tuple(_stored(row) for row in rows)

    def put(self, stored: Stored, message: bytes) -> Stored:
        """Keep an edition that nobody has yet: a new one (``id`` 0), or other content for one that waits.

        A new revision takes the place of the older ones for all who still wait for those.
        """
        assert not stored.frozen
        with self._transaction():
            if stored.id:
                self._db.execute(
                    "UPDATE edition SET subject = ?, pdf_sha256 = ?, brief = ?, sender = ?, message = ? WHERE id = ?",
                    (stored.subject, stored.pdf_sha256, stored.brief, stored.sender, message, stored.id),
                )
            else:
                self._db.execute(
                    "DELETE FROM letter WHERE state = 'queued'"
                    " AND edition IN (SELECT id FROM edition WHERE series = ? AND day = ?)",
                    (stored.series, stored.day),
                )
                self._db.execute(
                    "INSERT INTO edition (series, day, revision, subject, pdf_sha256, brief, sender, message)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        *(stored.series, stored.day, stored.revision),
                        *(stored.subject, stored.pdf_sha256, stored.brief, stored.sender, message),
                    ),
                )
        kept = self.latest(stored.series, stored.day)
        assert kept is not None
        return kept

    def address(self, edition: int, readers: Iterable[Mailbox], everybody: Iterable[Mailbox] = ()) -> None:
        """Queue a letter for each reader who has none; one who left the list before it went out gets none.

        ``everybody`` is the list, when ``readers`` are a part of it. Who has the edition, or may have it, stays known.
        """
        wanted = {reader.key: (n, reader) for n, reader in enumerate(readers)}
        listed = {reader.key for reader in everybody} | set(wanted)
        with self._transaction():
            rows = self._db.execute(
                "SELECT address FROM letter WHERE edition = ? AND state IN ('queued', 'failed') AND NOT maybe",
                (edition,),
            )
            gone = [(edition, row[0]) for row in rows.fetchall() if row[0].lower() not in listed]
            self._db.executemany("DELETE FROM letter WHERE edition = ? AND address = ?", gone)
            known = {letter.reader.key for letter in self.letters(edition)}
            self._db.executemany(
                "INSERT INTO letter (edition, address, name, place, state) VALUES (?, ?, ?, ?, 'queued')",
                [(edition, r.address, r.name, n) for key, (n, r) in wanted.items() if key not in known],
            )

    def letters(self, edition: int) -> tuple[Letter, ...]:
        """Return the letters of an edition in the order of its list."""
        rows = self._db.execute(
            "SELECT address, name, state, attempts, answer FROM letter WHERE edition = ? ORDER BY place, address",
            (edition,),
        ).fetchall()
        return tuple(Letter(edition, Mailbox(row[0], row[1]), State(row[2]), row[3], row[4]) for row in rows)

    def message(self, edition: int) -> bytes | None:
        """Return the message of an edition as it was put, or None when it was purged."""
        row = self._db.execute("SELECT message FROM edition WHERE id = ?", (edition,)).fetchone()
        return None if row is None or row[0] is None else bytes(row[0])

    def refill(self, edition: int, message: bytes) -> None:
        """Put the message of a purged edition back: the same PDF, for a reader who came later."""
        with self._transaction():
            self._db.execute("UPDATE edition SET message = ? WHERE id = ? AND message IS NULL", (message, edition))

    def announce(self, letters: Iterable[Letter]) -> None:
        """Put on the disk that these letters may go out from here on; whatever happens, none goes out before."""
        self._db.execute("PRAGMA synchronous = FULL")
        with self._transaction():
            self._db.executemany(
                "UPDATE letter SET announced = ? WHERE edition = ? AND address = ?",
                [(self._boot, letter.edition, letter.reader.address) for letter in letters],
            )
        self._db.execute("PRAGMA synchronous = NORMAL")

    def mark(self, letter: Letter, state: State, answer: str, *, attempt: bool = False) -> None:
        """Commit where a letter is; ``letter`` tells where it was. To be in doubt it must have been announced."""
        self._db.execute(
            "UPDATE letter SET state = ?1, answer = ?2, attempts = attempts + ?3, maybe = maybe OR ?4,"
            " announced = CASE ?1 WHEN 'in doubt' THEN announced ELSE '' END WHERE edition = ?5 AND address = ?6",
            (
                *(state.value, answer, attempt, letter.state is State.IN_DOUBT),
                *(letter.edition, letter.reader.address),
            ),
        )

    def withdraw(self, edition: int) -> None:
        """Take back what was announced and not tried."""
        with self._transaction():
            self._db.execute("UPDATE letter SET announced = '' WHERE edition = ? AND state = 'queued'", (edition,))

    def requeue(self, edition: int) -> int:
        """Queue again what failed or is in doubt; return how many letters that are."""
        with self._transaction():
            changed = self._db.execute(
                "UPDATE letter SET state = 'queued', announced = '', maybe = maybe OR state = 'in doubt'"
                " WHERE edition = ? AND state IN ('failed', 'in doubt')",
                (edition,),
            )
        return changed.rowcount

    def purge(self, before: str | None = None) -> int:
        """Drop the messages of editions that everybody has, keeping who has them; return how many.

        ``before`` spares editions of that ISO day and later.
        """
        done = "NOT EXISTS (SELECT 1 FROM letter WHERE edition = edition.id AND state <> 'sent')"
        with self._transaction():
            changed = self._db.execute(
                f"UPDATE edition SET message = NULL WHERE message IS NOT NULL AND (? IS NULL OR day < ?) AND {done}",
                (before, before),
            )
        self._db.execute("VACUUM")
        return changed.rowcount

    def _prepare(self) -> None:
        with self._transaction():
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            if version > 2:
                raise sqlite3.DatabaseError("it was written by a newer version of briefing")
            for statement in {0: _SCHEMA, 1: _SINCE_1}.get(version, "").split(";\n"):
                self._db.execute(statement)
            self._db.execute(_CUT_OFF, (self._boot,))

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")


def _stored(row: tuple[int, str, str, int, str, str, str, str, int]) -> Stored:
    return Stored(*row[:8], frozen=bool(row[8]))
