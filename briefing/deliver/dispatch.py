"""From an edition to its readers: what goes into the outbox, and what goes out of it."""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from briefing.deliver.address import Mailbox
from briefing.deliver.distribution import Distribution, InDoubt
from briefing.deliver.mail import Edition, addressed, compose, message_id, subject_of, thread_id
from briefing.deliver.outbox import Letter, Outbox, State, Stored
from briefing.deliver.senders import SMALLER, Answer, Outcome, Sender
from briefing.deliver.summary import Summary
from briefing.errors import DeliveryError

DELAYS = (2.0, 10.0, 30.0)
"""Seconds between the rounds of one run; what still waits then waits for the next run."""

_BROKEN = 3
"""A round ends when the connection broke this often in a row: the server is away."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A briefing that is to go out."""

    series: str  # its NAME; for a proof, another one
    summary: Summary
    pdf: bytes
    brief: str  # the brief file
    proof: bool = False  # a proof may change as often as it likes

    @property
    def pdf_sha256(self) -> str:
        return hashlib.sha256(self.pdf).hexdigest()


@dataclass(frozen=True, slots=True)
class Queued:
    """What the outbox made of a draft. ``changed``: readers have another PDF of this date, and this one is not sent."""

    stored: Stored
    changed: bool


def edition_of(draft: Draft, distribution: Distribution, *, revision: int, date: dt.datetime | None) -> Edition:
    """Return the edition that a draft becomes; ``DeliveryError`` when its PDF is too large to be mailed."""
    corrected = revision > 1 and not draft.proof
    size, limit = len(draft.pdf), distribution.attachment_limit
    if size > limit * 1_000_000 and not distribution.link:
        words = f"the PDF has {size / 1e6:.1f} MB; no more than {limit} MB are attached"
        raise DeliveryError(words, draft.summary.name, SMALLER)
    return Edition(
        series=draft.series,
        summary=draft.summary,
        sender=distribution.sender,
        subject=subject_of(distribution.subject, draft.summary, corrected=corrected),
        pdf=draft.pdf,
        date=date,
        revision=revision,
        link=distribution.link if size > limit * 1_000_000 else "",
        unsubscribe=distribution.unsubscribe,
        html=distribution.html,
        text=distribution.text,
    )


def enqueue(
    outbox: Outbox,
    draft: Draft,
    distribution: Distribution,
    readers: Sequence[Mailbox],
    *,
    everybody: Sequence[Mailbox] = (),
    revise: bool = False,
    now: dt.datetime,
) -> Queued:
    """Put a draft into the outbox, with a letter for each reader who has none.

    ``everybody`` is the whole list, when ``readers`` are a part of it: the letters of the others stay as they are.
    What nobody has yet is replaced. Once somebody has an edition, another PDF of the same date goes out only with
    ``revise``, as the next revision; without it the readers who still wait get what the others have.
    """
    known = outbox.latest(draft.series, draft.summary.day)
    same = known is not None and known.pdf_sha256 == draft.pdf_sha256
    if known is not None and known.frozen and (same or not (revise or draft.proof)):
        outbox.address(known.id, readers, everybody)
        if same and outbox.message(known.id) is None:
            edition = edition_of(draft, distribution, revision=known.revision, date=now)
            outbox.refill(known.id, compose(edition))
        return Queued(known, changed=not same)
    stored = _put(outbox, draft, distribution, known, now)
    outbox.address(stored.id, readers, everybody)
    return Queued(stored, changed=False)


def _put(outbox: Outbox, draft: Draft, distribution: Distribution, known: Stored | None, now: dt.datetime) -> Stored:
    """Put a draft in the place of the edition of its date that nobody has yet, else as the next revision."""
    if known is not None and not known.frozen:
        identity, revision = known.id, known.revision
    else:
        identity, revision = 0, known.revision + 1 if known else 1
    edition = edition_of(draft, distribution, revision=revision, date=now)
    stored = Stored(
        id=identity,
        series=draft.series,
        day=draft.summary.day,
        revision=revision,
        subject=edition.subject,
        pdf_sha256=draft.pdf_sha256,
        brief=draft.brief,
        sender=distribution.sender.address,
        frozen=False,
    )
    return outbox.put(stored, compose(edition))


def deliver(
    outbox: Outbox,
    stored: Stored,
    sender: Sender,
    *,
    in_doubt: InDoubt,
    readers: Collection[Mailbox] | None = None,
    sleep: Callable[[float], None] = time.sleep,
    delays: Sequence[float] = DELAYS,
    tell: Callable[[Letter, Answer], None] = lambda letter, answer: None,
) -> tuple[Letter, ...]:
    """Send the letters of an edition that are due, and return all of its letters as they are then.

    ``readers`` are those to be served; None: everybody.

    A letter is in doubt from before its final dot until the answer. What is refused for now, or breaks, is tried again
    after each of ``delays``; a letter that stays in doubt is sent again, the same bytes, when ``in_doubt`` says so.
    """
    keys = None if readers is None else frozenset(reader.key for reader in readers)

    def is_due(letter: Letter) -> bool:
        waits = letter.state is State.QUEUED or (letter.state is State.IN_DOUBT and in_doubt is InDoubt.RESEND)
        return waits and (keys is None or letter.reader.key in keys)

    try:
        return _rounds(outbox, stored, sender, is_due=is_due, sleep=sleep, delays=delays, tell=tell)
    finally:
        outbox.withdraw(stored.id)


def _rounds(
    outbox: Outbox,
    stored: Stored,
    sender: Sender,
    *,
    is_due: Callable[[Letter], bool],
    sleep: Callable[[float], None],
    delays: Sequence[float],
    tell: Callable[[Letter, Answer], None],
) -> tuple[Letter, ...]:
    message: bytes | None = None
    for delay in (*delays, None):
        due = [letter for letter in outbox.letters(stored.id) if is_due(letter)]
        if due and message is None:
            message = outbox.message(stored.id)
        broken = 0
        register = _Register(outbox, due)
        for letter in due:
            if message is None:
                raise DeliveryError("was purged from the outbox", f"{stored.series} {stored.day}", "send with --revise")
            answer = _hand_over(outbox, stored, letter, message, sender, register)
            tell(letter, answer)
            broken = broken + 1 if answer.broken else 0
            if broken == _BROKEN:
                break
        letters = outbox.letters(stored.id)
        if delay is None or not any(is_due(letter) for letter in letters):
            return letters
        sleep(delay)
    raise AssertionError("the last round returns")


class _Register:
    """Announces the letters of a round, some at a time: one wait for the disk for all of them."""

    def __init__(self, outbox: Outbox, due: Sequence[Letter]) -> None:
        self._outbox, self._due = outbox, due
        self._announced: set[Letter] = set()

    def before_the_end(self, letter: Letter) -> None:
        """Commit what must be known before the final dot of a letter."""
        if letter not in self._announced:
            first = self._due.index(letter)
            group = self._due[first : first + self._outbox.group]
            self._outbox.announce(group)
            self._announced = set(group)
        self._outbox.mark(letter, State.IN_DOUBT, "no answer yet")


def _hand_over(
    outbox: Outbox, stored: Stored, letter: Letter, message: bytes, sender: Sender, register: _Register
) -> Answer:
    identity = message_id(stored.series, stored.day, stored.revision, stored.sender, letter.reader)
    thread = thread_id(stored.series, stored.sender, letter.reader)
    answer = sender.send(
        Mailbox(stored.sender),
        letter.reader,
        addressed(message, identity, letter.reader, thread),
        lambda: register.before_the_end(letter),
    )
    state = {
        Outcome.SENT: State.SENT,
        Outcome.REFUSED: State.FAILED,
        Outcome.IN_DOUBT: State.IN_DOUBT,
        # not taken this time; whether it was taken before stays as it is
        Outcome.LATER: letter.state,
    }[answer.outcome]
    outbox.mark(letter, state, answer.text, attempt=True)
    return answer
