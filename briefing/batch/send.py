"""From a finished brief to its readers."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefing.batch.mailing import distribution_of
from briefing.deliver.address import Mailbox
from briefing.deliver.dispatch import Rounds, deliver
from briefing.deliver.distribution import Distribution, SmtpServer
from briefing.deliver.draft import Draft, enqueue
from briefing.deliver.lock import locked
from briefing.deliver.outbox import Letter, Outbox, State, Stored
from briefing.deliver.places import state_folder
from briefing.deliver.secret import read_secret, read_secret_file
from briefing.deliver.senders import Sender
from briefing.deliver.smtp import SmtpSender
from briefing.errors import DeliveryError
from briefing.job import Job, load_brief
from briefing.model import Problem

Connect = Callable[[Distribution, str], Sender]
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of one edition. ``delivered`` counts this run alone."""

    series: str
    day: str
    revision: int
    letters: tuple[Letter, ...]
    delivered: int
    problems: tuple[Problem, ...]

    @property
    def words(self) -> str:
        """What to tell of it."""
        missing = len(self.letters) - self.count(State.SENT)
        tail = f", {missing} not delivered" if missing else ""
        edition = f"{self.series} {self.day}".strip()
        return f"{edition}: {self.delivered} delivered now, {self.count(State.SENT)} have it{tail}"

    @property
    def data(self) -> dict[str, object]:
        """What the machine-readable report says of it."""
        counts = {state.value: self.count(state) for state in State}
        named = {"name": self.series, "day": self.day, "revision": self.revision}
        return {**named, "delivered": self.delivered, "letters": counts}

    def count(self, state: State) -> int:
        """Return how many letters are in ``state``."""
        return sum(letter.state is state for letter in self.letters)


def outbox_path() -> Path:
    """Return the file of the outbox."""
    return state_folder() / "outbox.sqlite3"


@contextlib.contextmanager
def opened_outbox(tell: Tell = lambda words: None) -> Iterator[Outbox]:
    """Open the outbox, one sender at a time; ``tell`` is told when there is another to wait for."""
    path = outbox_path()
    with locked(path.with_suffix(".lock"), waits=tell), Outbox(path) as outbox:
        yield outbox


def connect(distribution: Distribution, shown: str, environment: Mapping[str, str] = os.environ) -> Sender:
    """Return the way to the server of a brief, with its password from the environment or a file."""
    server = distribution.smtp
    if server is None:
        raise DeliveryError("names no mail server", shown, "say host and security under distribution.smtp")
    if server.user is None:
        return SmtpSender(server)
    file = server.password_file
    password = read_secret_file(file) if file is not None else read_secret(server.password_env, environment)
    if password is None:
        remedy = f"write it into {file}" if file is not None else f"set {server.password_env}"
        raise DeliveryError("the password of the mail server is not set", shown, remedy)
    return SmtpSender(server, password)


@dataclass(slots=True)
class Post:
    """The mail of one run. A server that is away at the end of an edition's rounds is tried once for each other one."""

    rounds: Rounds
    connect: Connect = connect
    _away: set[SmtpServer | None] = field(default_factory=set)

    def send(
        self, outbox: Outbox, draft: Draft, job: Job, readers: Sequence[Mailbox], *, revise: bool, now: dt.datetime
    ) -> Sent:
        """Queue an edition and send what is due to ``readers``; nobody who has it gets it again.

        They may be a part of the list: the letters of the others stay as they are.
        """
        distribution = distribution_of(job)
        sender = self.connect(distribution, job.shown)
        queued = enqueue(outbox, draft, distribution, readers, revise=revise, now=now)
        sent = self._deliver(outbox, queued.stored, job, sender, readers)
        if not queued.changed:
            return sent
        changed = Problem(
            job.shown,
            f"the PDF has changed since the edition of {draft.summary.day or 'no day'} went out, and was not sent",
            "--revise sends it to everybody as corrected",
        )
        return replace(sent, problems=(*sent.problems, changed))

    def retry(self, outbox: Outbox, stored: Stored) -> Sent:
        """Send an edition again to those who were refused it or may not have it."""
        job = load_brief(Path(stored.brief))
        sender = self.connect(distribution_of(job), job.shown)
        outbox.requeue(stored.id)
        return self._deliver(outbox, stored, job, sender)

    def _deliver(
        self, outbox: Outbox, stored: Stored, job: Job, sender: Sender, readers: Sequence[Mailbox] | None = None
    ) -> Sent:
        distribution = distribution_of(job)
        rounds = replace(self.rounds, delays=()) if distribution.smtp in self._away else self.rounds
        before = _having(_served(outbox, stored, readers))
        problems: tuple[Problem, ...] = ()
        try:
            with sender:
                done = deliver(outbox, stored, sender, in_doubt=distribution.in_doubt, readers=readers, rounds=rounds)
            if done.away:
                self._away.add(distribution.smtp)
        except DeliveryError as error:
            problems = (Problem(job.shown, f"{error.where}: {error.problem}", error.hint),)
        letters = _served(outbox, stored, readers)
        problems += tuple(_undelivered(letter, job.shown) for letter in letters if letter.state is not State.SENT)
        return Sent(stored.series, stored.day, stored.revision, letters, _having(letters) - before, problems)


def _served(outbox: Outbox, stored: Stored, readers: Sequence[Mailbox] | None) -> tuple[Letter, ...]:
    """Return the letters of an edition to ``readers``, or all."""
    letters = outbox.letters(stored.id)
    if readers is None:
        return letters
    served = {reader.key for reader in readers}
    return tuple(letter for letter in letters if letter.reader.key in served)


def _having(letters: Sequence[Letter]) -> int:
    return sum(letter.state is State.SENT for letter in letters)


_REMEDIES = {
    State.QUEUED: ("waits", "send it again later"),
    State.FAILED: ("was refused", "correct the address, or use briefing outbox retry"),
    State.IN_DOUBT: ("is in doubt", "look whether it arrived; briefing outbox retry sends it again"),
}


def _undelivered(letter: Letter, shown: str) -> Problem:
    what, remedy = _REMEDIES[letter.state]
    answer = f": {letter.answer}" if letter.answer else ""
    return Problem(shown, f"the message to {letter.reader.address} {what}{answer}", remedy)
