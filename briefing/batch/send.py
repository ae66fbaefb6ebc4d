"""From a finished brief to its readers."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.batch.record import Result
from briefing.deliver.address import Mailbox
from briefing.deliver.dispatch import Draft, deliver, edition_of, enqueue
from briefing.deliver.distribution import Distribution
from briefing.deliver.lock import locked
from briefing.deliver.mail import addressed, compose, message_id, thread_id
from briefing.deliver.outbox import Letter, Outbox, State, Stored
from briefing.deliver.places import state_folder
from briefing.deliver.secret import read_secret, read_secret_file
from briefing.deliver.senders import FolderSender, Sender, SmtpSender
from briefing.errors import DeliveryError
from briefing.job import Job, load_brief
from briefing.model import Problem

Connect = Callable[[Distribution, str], Sender]


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
def opened_outbox() -> Iterator[Outbox]:
    """Open the outbox, one sender at a time."""
    path = outbox_path()
    with locked(path.with_suffix(".lock")), Outbox(path) as outbox:
        yield outbox


def distribution_of(job: Job) -> Distribution:
    """Return the distribution of a brief; ``DeliveryError`` when it has none."""
    if job.distribution is None:
        raise DeliveryError("has no distribution", job.shown, "say from, to and smtp under distribution")
    return job.distribution


def readers_of(job: Job, tags: Sequence[str] = ()) -> tuple[Mailbox, ...]:
    """Return the readers of a brief who bear one of ``tags``, or all; ``DeliveryError`` when that is nobody."""
    distribution = distribution_of(job)
    readers = distribution.tagged(tags)
    if not readers:
        known = ", ".join(sorted(frozenset[str]().union(*distribution.tags.values())))
        remedy = f"the tags there are: {known or 'none'}" if tags else "correct the list"
        raise DeliveryError(f"nobody is on the list{' with this tag' if tags else ''}", job.shown, remedy)
    return readers


def draft_of(job: Job, result: Result, *, proof: bool) -> Draft:
    """Return what is to go out: exactly the PDF that stands in the output folder."""
    assert result.summary is not None
    try:
        pdf = result.pdf.read_bytes()
    except OSError as error:
        raise DeliveryError(f"cannot be read: {error.strerror}", str(result.pdf)) from error
    series = f"{job.name}:proof" if proof else job.name
    return Draft(series, result.summary, pdf, str(job.brief.absolute()) if job.brief else "", proof)


def write_messages(
    draft: Draft, distribution: Distribution, readers: Sequence[Mailbox], folder: Path, *, revise: bool = False
) -> tuple[Path, ...]:
    """Write one .eml file for each reader, dated by the as-of day and not by the clock: equal drafts, equal files."""
    day = draft.summary.day
    date = dt.datetime.combine(dt.date.fromisoformat(day), dt.time(), dt.UTC) if day else None
    edition = edition_of(draft, distribution, revision=2 if revise else 1, date=date)
    message = compose(edition)
    with FolderSender(folder, draft.summary.name) as sender:
        for reader in readers:
            identity = message_id(edition.series, day, edition.revision, edition.sender.address, reader)
            thread = thread_id(edition.series, edition.sender.address, reader)
            sender.send(edition.sender, reader, addressed(message, identity, reader, thread), lambda: None)
    return tuple(sender.written)


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


def send(
    outbox: Outbox,
    draft: Draft,
    distribution: Distribution,
    readers: Sequence[Mailbox],
    shown: str,
    *,
    revise: bool,
    now: dt.datetime,
    connect: Connect = connect,
) -> Sent:
    """Queue an edition and send what is due to ``readers``; nobody who has it gets it again.

    They may be a part of the list: the letters of the others stay as they are.
    """
    sender = connect(distribution, shown)
    everybody = () if draft.proof else distribution.recipients
    queued = enqueue(outbox, draft, distribution, readers, everybody=everybody, revise=revise, now=now)
    sent = _deliver(outbox, queued.stored, distribution, sender, shown, readers)
    if not queued.changed:
        return sent
    changed = Problem(
        shown,
        f"the PDF has changed since the edition of {draft.summary.day or 'no day'} went out, and was not sent",
        "--revise sends it to everybody as corrected",
    )
    return Sent(sent.series, sent.day, sent.revision, sent.letters, sent.delivered, (*sent.problems, changed))


def retry(outbox: Outbox, stored: Stored, *, connect: Connect = connect) -> Sent:
    """Send an edition again to those who were refused it or may not have it."""
    job = load_brief(Path(stored.brief))
    distribution = distribution_of(job)
    sender = connect(distribution, job.shown)
    outbox.requeue(stored.id)
    return _deliver(outbox, stored, distribution, sender, job.shown)


def _deliver(
    outbox: Outbox,
    stored: Stored,
    distribution: Distribution,
    sender: Sender,
    shown: str,
    readers: Sequence[Mailbox] | None = None,
) -> Sent:
    served = None if readers is None else {reader.key for reader in readers}

    def letters_now() -> tuple[Letter, ...]:
        letters = outbox.letters(stored.id)
        return tuple(letter for letter in letters if served is None or letter.reader.key in served)

    before = _having(letters_now())
    problems: tuple[Problem, ...] = ()
    try:
        with sender:
            deliver(outbox, stored, sender, in_doubt=distribution.in_doubt, readers=readers)
    except DeliveryError as error:
        problems = (Problem(shown, f"{error.where}: {error.problem}", error.hint),)
    letters = letters_now()
    problems += tuple(_undelivered(letter, shown) for letter in letters if letter.state is not State.SENT)
    return Sent(stored.series, stored.day, stored.revision, letters, _having(letters) - before, problems)


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
