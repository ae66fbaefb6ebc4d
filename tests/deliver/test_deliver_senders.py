"""One conversation with a server that is slow, or leaves in the midst of it: what became of the message is known."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from mail_server import ONE, TWO, Server

from briefing.deliver.distribution import Security, SmtpServer
from briefing.deliver.senders import Outcome
from briefing.deliver.smtp import SmtpSender
from briefing.errors import DeliveryError

pytest_plugins = ["mail_fixtures"]

MESSAGE = b"Subject: x\r\n\r\n" + b"line of the message\r\n" * 200_000


class Leaver:
    """A server that answers so many commands, then leaves or falls silent.

    ``data`` are the bytes that it hears of a message, if not all; ``last`` is what it says before it leaves. It takes
    one connection after the other, each in the same way, and counts them.
    """

    def __init__(self, answers: int, *, silent: bool = False, data: int = 0, last: bytes = b"") -> None:
        self.answers, self.silent, self.data, self.last = answers, silent, data, last
        self.connections = 0
        self._over = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.smtp = SmtpServer("127.0.0.1", self._socket.getsockname()[1], Security.NONE)
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._over.set()
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            with contextlib.suppress(OSError), connection:
                self._talk(connection)

    def _talk(self, connection: socket.socket) -> None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        left = self.answers
        stream = connection.makefile("rb", buffering=0)
        for reply in (b"220 ready\r\n", *(b"250 OK\r\n",) * 3, b"354 go on\r\n", b"250 taken\r\n"):
            if left == 0:
                break
            left -= 1
            connection.sendall(reply)
            if reply.startswith(b"354"):
                heard = bytearray()
                while not heard.endswith(b"\r\n.\r\n") and (not self.data or len(heard) < self.data):
                    heard += connection.recv(4096)
            else:
                stream.readline()
        if self.last:
            connection.sendall(self.last)
        if self.silent:
            self._over.wait(20)


@pytest.fixture
def leave() -> Iterator[Callable[..., Leaver]]:
    made: list[Leaver] = []

    def start(answers: int, **more: object) -> Leaver:
        made.append(Leaver(answers, **more))  # type: ignore[arg-type]
        return made[-1]

    yield start
    for leaver in made:
        leaver.close()


@pytest.mark.parametrize("answered", range(6))
def test_server_that_leaves_before_it_has_the_message(leave: Callable[..., Leaver], answered: int) -> None:
    """Nothing is in doubt: the final dot was not written."""
    leaver = leave(answered, data=10_000)
    written: list[bool] = []
    with SmtpSender(leaver.smtp, timeout=30) as sender:
        answers = [sender.send(ONE, TWO, MESSAGE, lambda: written.append(True)) for _ in range(2)]
    assert [answer.outcome for answer in answers] == [Outcome.LATER] * 2
    assert all(answer.broken and answer.text.startswith("no connection to 127.0.0.1") for answer in answers)
    assert not written
    assert leaver.connections == 2  # a new one for each try


def test_server_that_leaves_after_the_final_dot(leave: Callable[..., Leaver]) -> None:
    leaver = leave(5)
    with SmtpSender(leaver.smtp, timeout=30) as sender:
        answer = sender.send(ONE, TWO, MESSAGE[:100_000], lambda: None)
    assert (answer.outcome, answer.broken) == (Outcome.IN_DOUBT, True)


@pytest.mark.parametrize(("answered", "outcome"), [(0, Outcome.LATER), (3, Outcome.LATER), (5, Outcome.IN_DOUBT)])
def test_server_that_falls_silent_is_waited_for_and_no_longer(
    leave: Callable[..., Leaver], answered: int, outcome: Outcome
) -> None:
    leaver = leave(answered, silent=True)
    began = time.monotonic()
    with SmtpSender(leaver.smtp, timeout=0.5) as sender:
        answer = sender.send(ONE, TWO, b"Subject: x\r\n", lambda: None)
    assert (answer.outcome, answer.broken) == (outcome, True)
    assert "timed out" in answer.text
    assert 0.4 < time.monotonic() - began < 15


@pytest.mark.parametrize(
    ("answered", "last", "outcome", "text"),
    [
        (0, b"421 too many connections\r\n", Outcome.LATER, "421 too many connections"),
        (2, b"452 sender has sent too much\r\n", Outcome.LATER, "452 sender has sent too much"),
        (3, b"550 no such user\r\n", Outcome.REFUSED, "550 no such user"),
        (3, b"421 closing\r\n", Outcome.LATER, "421 closing"),
        (5, b"421 closing\r\n", Outcome.LATER, "421 closing"),
        (5, b"554 looks like spam\r\n", Outcome.REFUSED, "554 looks like spam"),
        (5, b"what\r\n", Outcome.IN_DOUBT, "an answer from"),
    ],
)
def test_last_word_of_a_server(
    leave: Callable[..., Leaver], answered: int, last: bytes, outcome: Outcome, text: str
) -> None:
    with SmtpSender(leave(answered, last=last).smtp, timeout=30) as sender:
        answer = sender.send(ONE, TWO, b"Subject: x\r\n", lambda: None)
    assert answer.outcome is outcome
    assert text in answer.text


def test_server_that_refuses_the_sender_refuses_all(leave: Callable[..., Leaver]) -> None:
    with (
        SmtpSender(leave(2, last=b"550 not you\r\n").smtp, timeout=30) as sender,
        pytest.raises(DeliveryError, match=r"the server refuses the sender one@example\.org: 550 not you"),
    ):
        sender.send(ONE, TWO, b"Subject: x\r\n", lambda: None)


def test_server_without_tls_on_its_port_is_named_at_once(leave: Callable[..., Leaver]) -> None:
    server = replace(leave(6).smtp, security=Security.TLS)
    with (
        SmtpSender(server, timeout=30) as sender,
        pytest.raises(DeliveryError, match="does not begin with TLS") as told,
    ):
        sender.send(ONE, TWO, b"Subject: x\r\n", lambda: None)
    assert "security: starttls" in told.value.hint


def test_slow_server_gets_the_message_whole_over_one_connection(serve: Callable[..., Server]) -> None:
    server = serve()
    server.handler.watch = lambda point, reader: bool(time.sleep(0.2))
    with SmtpSender(server.smtp, timeout=30) as sender:
        answers = [sender.send(ONE, reader, b"Subject: x\r\n\r\n.\r\n..\r\n", lambda: None) for reader in (ONE, TWO)]
    assert [answer.outcome for answer in answers] == [Outcome.SENT] * 2
    assert {message for _, message in server.handler.received} == {b"Subject: x\r\n\r\n.\r\n..\r\n"}
