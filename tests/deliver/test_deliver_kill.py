"""A real ``briefing send``, killed at the words of the server: who gets what when it is run again."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
import warm
from mail_desk import Desk
from mail_server import Server

from briefing.deliver.address import Mailbox
from briefing.deliver.outbox import Outbox, State

pytest_plugins = ["mail_fixtures"]

READERS = [f"r{n}@example.org" for n in range(3)]
KILLED = READERS[1]


class Killed:
    """A brief of which the sender is killed once, when it serves one reader, at one point of the conversation."""

    def __init__(self, desk: Desk, environment: dict[str, str]) -> None:
        self.desk, self.environment = desk, environment
        self.process: BaseProcess | None = None

    def send(self) -> int:
        words = ["send", str(self.desk.path), "-o", str(self.desk.out), "--yes"]
        self.process = warm.start(words, self.desk.root, self.environment)
        self.process.join(30)
        assert self.process.exitcode is not None, "it does not end"
        return self.process.exitcode

    def send_and_kill(self, point: str) -> None:
        def watch(here: str, reader: str) -> bool:
            if (here, reader) != (point, KILLED):
                return False
            assert self.process is not None
            self.process.kill()
            return True

        self.desk.server.handler.watch = watch
        assert self.send() == -signal.SIGKILL
        self.desk.server.handler.watch = lambda here, reader: False

    def state(self) -> State:
        with Outbox(Path(self.environment["XDG_STATE_HOME"], "briefing", "outbox.sqlite3")) as outbox:
            return {letter.reader.address: letter.state for letter in outbox.letters(1)}[KILLED]

    def copies(self) -> Counter[str]:
        return Counter(self.desk.server.handler.readers())


@pytest.fixture
def killed(tmp_path: Path, serve: Callable[..., Server], monkeypatch: pytest.MonkeyPatch) -> Killed:
    folders = {"XDG_STATE_HOME": str(tmp_path / "state"), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    for name, value in folders.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("briefing.batch.key.program", lambda: "one program")
    return Killed(Desk(tmp_path, serve(), [Mailbox(reader) for reader in READERS]), folders)


@pytest.mark.parametrize(
    ("point", "state", "copies"),
    [
        ("rcpt", State.QUEUED, 1),  # nothing was handed over
        ("data", State.IN_DOUBT, 1),  # handed over, and lost
        ("taken", State.IN_DOUBT, 2),  # handed over and taken, and the answer lost
    ],
)
def test_with_resend_nobody_is_lost(killed: Killed, point: str, state: State, copies: int) -> None:
    killed.desk.build()
    killed.send_and_kill(point)
    assert killed.state() is state
    assert killed.send() == 0
    assert killed.copies() == {READERS[0]: 1, KILLED: copies, READERS[2]: 1}
    messages = {message for reader, message in killed.desk.server.handler.received if reader == KILLED}
    assert len(messages) == 1  # byte for byte, so that a mail program shows it once


@pytest.mark.parametrize(
    ("point", "code", "copies"),
    [("rcpt", 0, 1), ("data", 1, 0), ("taken", 1, 1)],
)
def test_with_hold_nobody_gets_two(killed: Killed, point: str, code: int, copies: int) -> None:
    killed.desk.write("  in_doubt: hold\n")
    killed.desk.build()
    killed.send_and_kill(point)
    assert [killed.send(), killed.send()] == [code, code]
    assert killed.copies()[KILLED] == copies
    assert killed.state() is (State.SENT if code == 0 else State.IN_DOUBT)
