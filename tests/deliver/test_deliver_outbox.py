"""The outbox and the disk: what it says after the process, or the machine, stopped at any moment."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from mail_server import NOW, Server

from briefing.deliver.address import Mailbox
from briefing.deliver.boot import boot_id
from briefing.deliver.dispatch import Rounds, deliver
from briefing.deliver.distribution import Distribution, InDoubt
from briefing.deliver.draft import Draft, enqueue
from briefing.deliver.outbox import Letter, Outbox, State, Stored
from briefing.deliver.smtp import SmtpSender
from briefing.deliver.summary import Summary
from briefing.errors import DeliveryError

pytest_plugins = ["mail_fixtures"]

READERS = tuple(Mailbox(f"r{n}@example.org") for n in range(40))
DISTRIBUTION = Distribution(Mailbox("desk@example.org"), READERS)
DRAFT = Draft("ferries", Summary("ferries", "Ferries", "8 March 2024", "2024-03-08", "", "en", ()), b"%PDF-1.7\n", "")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "outbox.sqlite3"


def queue(outbox: Outbox) -> Stored:
    return enqueue(outbox, DRAFT, DISTRIBUTION, READERS, now=NOW).stored


def states(path: Path, boot: str) -> list[State]:
    with Outbox(path, boot=boot) as outbox:
        return [letter.state for letter in outbox.letters(1)]


def test_announced_letter_is_in_doubt_once_the_machine_was_started_anew(path: Path) -> None:
    with Outbox(path, boot="Monday") as outbox:
        stored = queue(outbox)
        letters = outbox.letters(stored.id)
        outbox.announce(letters[:4])
        outbox.mark(letters[0], State.SENT, "250 taken")
        outbox.mark(letters[1], State.QUEUED, "451 later")
        outbox.mark(letters[2], State.IN_DOUBT, "")
    kept = [State.SENT, State.QUEUED, State.IN_DOUBT, State.QUEUED, State.QUEUED]
    assert states(path, "Monday")[:5] == kept  # the process was killed: what it had not begun, it had not begun
    kept[3] = State.IN_DOUBT  # the power was cut: it may have gone out, and the commit that says so may be lost
    assert states(path, "Tuesday")[:5] == kept
    with Outbox(path, boot="Tuesday") as outbox:
        outbox.requeue(1)
    assert states(path, "Wednesday").count(State.IN_DOUBT) == 0


def test_where_the_system_does_not_tell_each_letter_is_announced_alone(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.deliver.outbox.boot_id", lambda: None)
    with Outbox(path) as outbox:
        assert outbox.group == 1
        outbox.announce(outbox.letters(queue(outbox).id)[:1])
    with Outbox(path) as outbox:
        assert outbox.letters(1)[0].state is State.IN_DOUBT


def test_boot_id(tmp_path: Path) -> None:
    known = tmp_path / "boot"
    known.write_text("9b2d\n", encoding="ascii")
    assert boot_id(known) == "9b2d"
    known.write_bytes(b"\xff")
    assert boot_id(known) is None
    assert boot_id(tmp_path / "none") is None


class OnDisk(Outbox):
    """An outbox that keeps, beside itself, what the disk has for certain: the files as the last wait left them."""

    kept: Path
    waits = 0

    def announce(self, letters: Sequence[Letter]) -> None:  # type: ignore[override]
        super().announce(letters)
        self.waits += 1
        for path in self.kept.parent.glob("outbox.sqlite3*"):
            shutil.copy(path, self.kept / path.name)


def test_no_message_ends_before_the_disk_knows_of_it(path: Path, serve: Callable[..., Server], tmp_path: Path) -> None:
    """With the power cut at any message, its reader is in doubt afterwards, or has it."""
    server, seen = serve(), []
    with OnDisk(path, boot="Monday") as outbox:
        outbox.kept = tmp_path / "disk"
        outbox.kept.mkdir()

        def cut(point: str, reader: str) -> bool:
            if point == "taken":
                disk = tmp_path / f"after {reader}"
                shutil.copytree(outbox.kept, disk)
                place = READERS.index(Mailbox(reader))
                seen.append(states(disk / path.name, "Tuesday")[place])
            return False

        server.handler.watch = cut
        with SmtpSender(server.smtp) as sender:
            letters = deliver(outbox, queue(outbox), sender, in_doubt=InDoubt.HOLD).letters
        assert {letter.state for letter in letters} == {State.SENT}
        assert (outbox.waits, outbox.group) == (2, 32)
    assert len(seen) == len(READERS)
    assert set(seen) == {State.IN_DOUBT}


def test_what_was_announced_and_not_tried_is_taken_back(path: Path, serve: Callable[..., Server]) -> None:
    server = serve()
    server.handler.at_rcpt = {reader.address: ["421 closing"] * 9 for reader in READERS[1:]}
    with Outbox(path, boot="Monday") as outbox, SmtpSender(server.smtp) as sender:
        deliver(outbox, queue(outbox), sender, in_doubt=InDoubt.HOLD, rounds=Rounds(delays=()))
    assert states(path, "Tuesday") == [State.SENT, *[State.QUEUED] * (len(READERS) - 1)]


def test_outbox_of_the_form_before_is_taken_over(path: Path) -> None:
    with Outbox(path) as outbox:
        queue(outbox)
    database = sqlite3.connect(path)
    database.executescript("ALTER TABLE letter DROP COLUMN announced; PRAGMA user_version = 1;")
    database.close()
    assert set(states(path, "Monday")) == {State.QUEUED}
    with Outbox(path, boot="Monday") as outbox:
        outbox.announce(outbox.letters(1))


def test_outbox_of_a_later_form_is_refused(path: Path) -> None:
    database = sqlite3.connect(path)
    database.execute("PRAGMA user_version = 3")
    database.close()
    with pytest.raises(DeliveryError, match="newer version"):
        Outbox(path)
