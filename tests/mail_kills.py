"""A real ``briefing send`` that is killed again and again, against a server that remembers what it acknowledged.

Nothing is pretended: the sender is a process of its own and dies of SIGKILL. The server lives in the process of the
caller; it kills at a reply that it is about to give or has just given. A write to the outbox is seen from outside,
through the notices that the system gives of changes in its folder.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import os
import random
import select
import signal
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import warm

from briefing.deliver.outbox import Outbox, State

LONGEST_PAUSE = 0.004
"""Seconds between what is waited for and the kill, at most: about as long as a letter takes."""

ARTICLE = "---\npublished: 2024-03-08\n---\nFerry crews voted on Thursday to end their strike.\n"
BRIEF = """\
sources: {name}/*.txt
distribution:
  from: Desk <desk@example.org>
  to: [{readers}]
  in_doubt: {name}
  smtp: {{host: 127.0.0.1, port: {port}, security: none}}
"""


PLACES = (
    "before",  # a reply
    "after",  # a reply
    "write",  # of the outbox
    "taken",  # a message, and not acknowledged
    "dropped",  # a message, whole as it was
)


@dataclass(frozen=True, slots=True)
class Trap:
    """Where a run is killed: at the ``number``-th reply, write to the outbox, or message that has come whole."""

    place: str  # one of PLACES
    number: int
    pause: float


@dataclass(frozen=True, slots=True)
class Taken:
    """A message that the server took; ``acknowledged`` once its reply was given to the connection."""

    reader: str
    identity: str
    sha256: str
    acknowledged: bool


@dataclass
class Postbox:
    """A mail server that answers every command, one connection at a time, and keeps a list of what it took."""

    taken: list[Taken] = field(default_factory=list)
    about_to: Callable[[], bool] = lambda: False  # before each reply; true: no reply, the connection is lost
    done: Callable[[], None] = lambda: None  # after each reply
    whole: Callable[[str], bool] = lambda place: False  # when a message has come; true: the connection is lost
    _socket: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))

    def __enter__(self) -> Postbox:
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self._socket.close()

    @property
    def port(self) -> int:
        return int(self._socket.getsockname()[1])

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection, contextlib.suppress(OSError, _LostError):
                self._talk(connection)

    def _talk(self, connection: socket.socket) -> None:
        stream = connection.makefile("rb")
        reader = ""
        self._reply(connection, b"220 ready\r\n")
        while line := stream.readline():
            verb = line[:4].upper()
            if verb == b"RCPT":
                reader = line.decode().partition("<")[2].partition(">")[0]
            if verb != b"DATA":
                self._reply(connection, b"221 bye\r\n" if verb == b"QUIT" else b"250 OK\r\n")
                continue
            self._reply(connection, b"354 go on\r\n")
            lines = []
            while (line := stream.readline()) not in (b".\r\n", b""):
                lines.append(line)
            if line:
                self._take(connection, reader, b"".join(lines))

    def _take(self, connection: socket.socket, reader: str, message: bytes) -> None:
        identity = message.partition(b"Message-ID: ")[2].partition(b"\r\n")[0].decode()
        if self.whole("dropped"):
            raise _LostError
        taken = Taken(reader, identity, hashlib.sha256(message).hexdigest(), False)
        self.taken.append(taken)  # from here on the reader has it, whether the sender learns so or not
        if self.whole("taken"):
            raise _LostError
        self._reply(connection, b"250 taken\r\n")
        self.taken[-1] = Taken(taken.reader, taken.identity, taken.sha256, True)

    def _reply(self, connection: socket.socket, words: bytes) -> None:
        if self.about_to():
            raise _LostError
        connection.sendall(words)
        self.done()


class _LostError(Exception):
    pass


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands in the outbox after a run, by reader, and what the run returned."""

    code: int
    states: dict[str, State]

    @property
    def killed(self) -> bool:
        return self.code == -signal.SIGKILL


class Desk:
    """A brief that is built once and sent many times, each time with a new outbox."""

    def __init__(self, root: Path, in_doubt: str, readers: int) -> None:
        self.root, self.in_doubt = root / in_doubt, in_doubt
        self.readers = [f"r{n}@example.org" for n in range(readers)]
        self.postbox = Postbox()
        self.state = self.root / "state"
        articles = self.root / in_doubt
        articles.mkdir(parents=True)
        (articles / "vote.txt").write_text(ARTICLE, encoding="utf-8")
        text = BRIEF.format(name=in_doubt, readers=", ".join(self.readers), port=self.postbox.port)
        (self.root / f"{in_doubt}.yaml").write_text(text, encoding="utf-8")
        assert warm.here(["build", f"{in_doubt}.yaml", "--quiet"], self.root, self._environment) == 0

    def new_outbox(self, number: int) -> None:
        self.state = self.root / f"state{number}"
        (self.state / "briefing").mkdir(parents=True)
        self.postbox.taken.clear()

    @property
    def _environment(self) -> dict[str, str]:
        return {"XDG_STATE_HOME": str(self.state), "XDG_CACHE_HOME": str(self.root / "cache")}

    def run(self, *words: str, trap: Trap | None = None) -> Seen:
        """Run a command of ``briefing`` on the brief, killed at the trap when it comes that far."""
        process = warm.start([words[0], f"{self.in_doubt}.yaml", *words[1:]], self.root, self._environment)
        with contextlib.ExitStack() as stack:
            if trap is not None:
                stack.enter_context(_set(trap, self.postbox, self.state / "briefing", process.kill))
            process.join(60)
        assert process.exitcode is not None, "it does not end"
        return Seen(process.exitcode, self.states())

    def states(self) -> dict[str, State]:
        path = self.state / "briefing" / "outbox.sqlite3"
        if not path.exists():
            return {}
        with Outbox(path) as outbox:
            return {
                letter.reader.address: letter.state
                for stored in outbox.editions()
                for letter in outbox.letters(stored.id)
            }

    def copies(self) -> Counter[str]:
        return Counter(taken.reader for taken in self.postbox.taken)


@contextlib.contextmanager
def _set(trap: Trap, postbox: Postbox, folder: Path, kill: Callable[[], None]) -> Iterator[None]:
    if trap.place == "write":
        with _writes(folder, trap, kill):
            yield
        return
    count = 0

    def about_to() -> bool:
        nonlocal count
        count += 1
        if trap.place == "before" and count == trap.number:
            kill()
            return True
        return False

    def done() -> None:
        if trap.place == "after" and count == trap.number:
            time.sleep(trap.pause)
            kill()

    def whole(place: str) -> bool:
        nonlocal count
        if place == trap.place:
            count += 1
            if count == trap.number:
                kill()
                return True
        return False

    if trap.place in ("before", "after"):
        postbox.about_to, postbox.done = about_to, done
    else:
        postbox.whole = whole
    try:
        yield
    finally:
        postbox.about_to, postbox.done, postbox.whole = Postbox.about_to, Postbox.done, Postbox.whole


@contextlib.contextmanager
def _writes(folder: Path, trap: Trap, kill: Callable[[], None]) -> Iterator[None]:
    """Kill at a change of the outbox: in the midst of a commit, or just after it."""
    system = ctypes.CDLL(None, use_errno=True)
    handle = system.inotify_init1(os.O_NONBLOCK)
    modify, header = 2, 16  # IN_MODIFY; struct inotify_event without the name
    if handle < 0 or system.inotify_add_watch(handle, os.fsencode(folder), modify) < 0:
        raise OSError(ctypes.get_errno(), "no notices of changes")
    over = threading.Event()

    def wait() -> None:
        count = 0
        while not over.is_set():
            if not select.select([handle], [], [], 0.05)[0]:
                continue
            data = os.read(handle, 65536)
            while data:
                length = int.from_bytes(data[12:16], "little")
                count += not data[header : header + length].rstrip(b"\0").endswith(b"-shm")
                data = data[header + length :]
            if count >= trap.number:
                time.sleep(trap.pause)
                kill()
                return

    thread = threading.Thread(target=wait)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        os.close(handle)


def traps(random: random.Random, due: int) -> Trap:
    """Return a place for the next kill, when ``due`` letters are to go."""
    place = random.choice(PLACES)
    most = {"before": 3 + 4 * due, "after": 3 + 4 * due, "write": 6 + 4 * due}.get(place, due)
    return Trap(place, random.randint(1, most), random.uniform(0, LONGEST_PAUSE))


def kill(desk: Desk, kills: int, seed: int, *, in_a_row: int = 4) -> dict[str, int]:
    """Kill ``kills`` runs, a few in a row on each outbox; check after each row what must hold; return counts."""
    chance = random.Random(seed)
    told: Counter[str] = Counter()
    outboxes = 0
    while told["kills"] < kills:
        outboxes += 1
        desk.new_outbox(outboxes)
        doubts: Counter[str] = Counter()
        states: dict[str, State] = {}
        for _ in range(min(in_a_row, kills - told["kills"])):
            due = len(desk.readers) if not states else sum(_due(state, desk.in_doubt) for state in states.values())
            if not due:
                break
            trap = traps(chance, due)
            seen = desk.run("send", "--yes", trap=trap)
            states = seen.states
            if not seen.killed:
                continue  # it was over before the trap
            told["kills"] += 1
            told[trap.place] += 1
            doubts.update(reader for reader, state in states.items() if state is State.IN_DOUBT)
            _check_while_killed(desk, states)
        told["twice"] += _check_at_last(desk, desk.run("send", "--yes"), doubts)
        told["held"] += sum(state is State.IN_DOUBT for state in desk.states().values())
        told["in doubt"] += doubts.total()
    return {"outboxes": outboxes, **told}


def _due(state: State, in_doubt: str) -> bool:
    return state is State.QUEUED or (state is State.IN_DOUBT and in_doubt == "resend")


def _check_while_killed(desk: Desk, states: dict[str, State]) -> None:
    """What the outbox says at any time is true: nobody is called sent who has nothing, or queued who has it."""
    copies = desk.copies()
    for reader, state in states.items():
        assert state is not State.SENT or copies[reader], f"{reader} is called sent and has nothing"
        assert state is not State.QUEUED or not copies[reader], f"{reader} is called queued and has it"


def _check_at_last(desk: Desk, seen: Seen, doubts: Counter[str]) -> int:
    """Check what a run without a kill leaves behind; return how many readers have more than one copy."""
    copies = desk.copies()
    assert set(seen.states) == set(desk.readers), "somebody is not in the outbox"
    for reader in desk.readers:
        taken = [(one.identity, one.sha256) for one in desk.postbox.taken if one.reader == reader]
        assert len(set(taken)) <= 1, f"{reader} has two different messages"
        assert copies[reader] <= 1 + doubts[reader], f"{reader} has a copy more, and was not in doubt"
        if desk.in_doubt == "resend":
            assert copies[reader] >= 1, f"{reader} is lost"
            assert seen.states[reader] is State.SENT, f"{reader} has it and is called {seen.states[reader]}"
        else:
            assert copies[reader] <= 1, f"{reader} has it twice"
            assert copies[reader] or seen.states[reader] is State.IN_DOUBT, f"{reader} is missing and not listed"
            assert seen.states[reader] in (State.SENT, State.IN_DOUBT), f"{reader} waits for nothing"
    assert len({one.identity for one in desk.postbox.taken}) == len(copies), "two readers share a Message-ID"
    assert seen.code == (0 if set(seen.states.values()) == {State.SENT} else 1)
    return sum(count > 1 for count in copies.values())
