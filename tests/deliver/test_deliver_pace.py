"""A server is asked no faster than the brief allows, also by a program that was killed and started again."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from mail_server import Server

from briefing.deliver.address import Mailbox
from briefing.deliver.pace import Pace, pace_of
from briefing.deliver.senders import Outcome
from briefing.deliver.smtp import SmtpSender

pytest_plugins = ["mail_fixtures"]

READERS = [Mailbox(f"r{n}@example.org") for n in range(3)]
KILLS = 2
SEND = """
import sys
from briefing.deliver.address import Mailbox
from briefing.deliver.distribution import Security, SmtpServer
from briefing.deliver.smtp import SmtpSender
port, *readers = sys.argv[1:]
with SmtpSender(SmtpServer("127.0.0.1", int(port), Security.NONE, per_minute=100)) as sender:
    for reader in readers:
        sender.send(Mailbox(reader), Mailbox(reader), b"Subject: x\\r\\n", lambda: None)
"""


class Clock:
    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 6))
        self.now += seconds


def test_messages_are_parted_evenly_and_lost_time_is_not_made_up_for() -> None:
    clock = Clock()
    pace = Pace(120, clock=clock, sleep=clock.sleep)
    for _ in range(3):
        pace.wait()
    clock.now += 0.2
    pace.wait()
    clock.now += 60
    pace.wait()
    pace.wait()
    assert clock.slept == [0.5, 0.5, 0.5, 0.3, 0.5]


def test_one_server_has_one_pace() -> None:
    assert pace_of("a.example.org", 25, 60) is pace_of("a.example.org", 25, 60)
    assert pace_of("a.example.org", 25, 60) is not pace_of("b.example.org", 25, 60)


def asked(server: Server) -> list[float]:
    """Remember when the server is asked to take a message for somebody."""
    times: list[float] = []

    def watch(point: str, reader: str) -> bool:
        if point == "rcpt":
            times.append(time.monotonic())
        return False

    server.handler.watch = watch
    return times


def test_real_server_is_asked_ten_times_a_second(serve: Callable[..., Server]) -> None:
    server = serve()
    times = asked(server)
    server.handler.at_rcpt = {READERS[1].address: ["451 later"], READERS[2].address: ["550 no"]}
    began = time.monotonic()
    with SmtpSender(replace(server.smtp, per_minute=600)) as sender:
        found = [sender.send(READERS[0], reader, b"Subject: x\r\n", lambda: None).outcome for reader in READERS]
    assert found == [Outcome.SENT, Outcome.LATER, Outcome.REFUSED]
    assert all(moment - began >= 0.1 * n for n, moment in enumerate(times, 1))


@pytest.mark.skipif(sys.platform == "win32", reason="kills with a signal")
def test_pace_holds_across_kills(serve: Callable[..., Server]) -> None:
    """The next process cannot know when the one before it asked last, and keeps its distance all the same."""
    server = serve()
    times = asked(server)
    command = [sys.executable, "-c", SEND, str(server.smtp.port), *(reader.address for reader in READERS)]
    for turn in range(KILLS + 1):
        before, began = len(times), time.monotonic()
        process = subprocess.Popen(command)
        while turn < KILLS and len(times) == before and process.poll() is None:
            time.sleep(0.002)
        if turn < KILLS:
            process.kill()
        assert process.wait(30) == (-signal.SIGKILL if turn < KILLS else 0)
        assert all(moment - began >= 0.6 * n for n, moment in enumerate(times[before:], 1))
    assert len(times) >= KILLS + len(READERS)
