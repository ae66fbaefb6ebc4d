"""How fast a list is served through the outbox, against a bare loop of smtplib that sends the same bytes.

    python benchmarks/mail.py --readers 1000 --kilobytes 100

Both use one connection to one server, a process of its own on this machine; they take turns, and the best of the turns
count. Memory is that of this process, read after the first tenth of the readers and after the last.
"""

from __future__ import annotations

import argparse
import datetime as dt
import multiprocessing
import multiprocessing.connection
import random
import smtplib
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from briefing.deliver.address import Mailbox
from briefing.deliver.dispatch import deliver
from briefing.deliver.distribution import Distribution, InDoubt, Security, SmtpServer
from briefing.deliver.draft import Draft, enqueue
from briefing.deliver.mail import addressed, message_id, thread_id
from briefing.deliver.outbox import Outbox, State
from briefing.deliver.senders import Answer
from briefing.deliver.smtp import SmtpSender
from briefing.deliver.summary import Line, Summary

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from mail_kills import Postbox

SUMMARY = Summary(
    "ferries", "Ferry strike ends", "8 March 2024", "2024-03-08", "", "en", (Line("Crews return.", (1,)),)
)


def serve(pipe: multiprocessing.connection.Connection) -> None:
    with Postbox() as postbox:
        pipe.send(postbox.port)
        while pipe.recv():
            pipe.send([(taken.identity, taken.sha256) for taken in postbox.taken])
            postbox.taken.clear()


def through_the_outbox(port: int, pdf: bytes, readers: tuple[Mailbox, ...], folder: Path) -> tuple[float, list[int]]:
    """Return the seconds that a list takes, and the memory in kB after each letter."""
    distribution = Distribution(Mailbox("desk@example.org"), readers)
    memory: list[int] = []

    class Watched(SmtpSender):
        def send(self, sender: Mailbox, reader: Mailbox, message: bytes, commit: Callable[[], None]) -> Answer:
            memory.append(resident())
            return super().send(sender, reader, message, commit)

    began = time.perf_counter()
    with Outbox(folder / "outbox.sqlite3") as outbox:
        queued = enqueue(outbox, Draft("ferries", SUMMARY, pdf, ""), distribution, readers, now=dt.datetime.now(dt.UTC))
        with Watched(SmtpServer("127.0.0.1", port, Security.NONE)) as sender:
            letters = deliver(outbox, queued.stored, sender, in_doubt=InDoubt.RESEND).letters
    seconds = time.perf_counter() - began
    assert all(letter.state is State.SENT for letter in letters)
    return seconds, memory


def bare(port: int, message: bytes, readers: tuple[Mailbox, ...]) -> float:
    """Return the seconds that the same messages take without an outbox."""
    heads = [
        addressed(
            b"",
            message_id("ferries", SUMMARY.day, 1, "desk@example.org", reader),
            reader,
            thread_id("ferries", "desk@example.org", reader),
        )
        for reader in readers
    ]
    began = time.perf_counter()
    with smtplib.SMTP("127.0.0.1", port) as smtp:
        for reader, head in zip(readers, heads, strict=True):
            smtp.sendmail("desk@example.org", [reader.address], head + message)
    return time.perf_counter() - began


def resident() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readers", type=int, default=1000)
    parser.add_argument("--kilobytes", type=int, default=100)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where the outbox lies: a disk, not memory")
    given = parser.parse_args()
    pdf = b"%PDF-1.7\n" + random.Random(1).randbytes(given.kilobytes * 1000)
    readers = tuple(Mailbox(f"r{n}@example.org") for n in range(given.readers))
    pipe, other = multiprocessing.Pipe()
    context = multiprocessing.get_context("spawn")
    context.Process(target=serve, args=(other,), daemon=True).start()
    port = pipe.recv()
    times: list[float] = []
    bares: list[float] = []
    for _ in range(given.turns):
        with tempfile.TemporaryDirectory(dir=given.folder) as folder:
            seconds, memory = through_the_outbox(port, pdf, readers, Path(folder))
            with Outbox(Path(folder, "outbox.sqlite3")) as outbox:
                message = outbox.message(1)
        pipe.send(True)
        ours = pipe.recv()
        assert message is not None
        bare_seconds = bare(port, message, readers)
        pipe.send(True)
        assert sorted(ours) == sorted(pipe.recv())  # every byte that the bare loop sends
        times.append(seconds)
        bares.append(bare_seconds)
    pipe.send(False)
    rate, plain = given.readers / min(times), given.readers / min(bares)
    print(f"outbox {rate:.0f}/s, bare loop {plain:.0f}/s, {rate / plain:.2f} of it")
    tenth, last = memory[len(memory) // 10], memory[-1]
    print(f"memory after the first tenth {tenth / 1000:.1f} MB, after the last {last / 1000:.1f} MB")


if __name__ == "__main__":
    main()
