"""Out of the outbox: the letters of an edition go to its readers, in rounds, and each answer is kept."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from briefing.deliver.address import Mailbox
from briefing.deliver.distribution import InDoubt
from briefing.deliver.mail import addressed, message_id, thread_id
from briefing.deliver.outbox import Letter, Outbox, State, Stored
from briefing.deliver.senders import Answer, Outcome, Sender
from briefing.errors import DeliveryError

_BROKEN = 3
"""A round ends when the connection broke this often in a row, or cannot be made: the server is away."""


@dataclass(frozen=True, slots=True)
class Rounds:
    """How often one run tries what waits, and whom it tells before it tries again."""

    delays: Sequence[float] = (2.0, 10.0, 30.0)  # seconds before each further round; what waits then, waits for a run
    sleep: Callable[[float], None] = time.sleep
    tell: Callable[[str], None] = lambda words: None


@dataclass(frozen=True, slots=True)
class Delivered:
    """The letters of an edition after its rounds. ``away``: in the last one the server could not be reached."""

    letters: tuple[Letter, ...]
    away: bool


def deliver(
    outbox: Outbox,
    stored: Stored,
    sender: Sender,
    *,
    in_doubt: InDoubt,
    readers: Collection[Mailbox] | None = None,
    rounds: Rounds | None = None,
) -> Delivered:
    """Send the letters of an edition that are due, of ``readers`` or of everybody.

    A letter is in doubt from before its final dot until the answer. What is refused for now, or breaks, is tried again
    in the next of ``rounds``; a letter that stays in doubt is sent again, the same bytes, when ``in_doubt`` says so.
    """
    keys = None if readers is None else frozenset(reader.key for reader in readers)
    try:
        return _Delivery(outbox, stored, sender, in_doubt, keys).run(rounds or Rounds())
    finally:
        outbox.withdraw(stored.id)


@dataclass(slots=True)
class _Delivery:
    """One edition on its way out."""

    outbox: Outbox
    stored: Stored
    sender: Sender
    in_doubt: InDoubt
    keys: frozenset[str] | None  # of the readers to be served; None: everybody
    message: bytes = b""  # read from the outbox when the first letter is due
    announced: set[Letter] = field(default_factory=set)

    def run(self, rounds: Rounds) -> Delivered:
        """Go through the letters that are due, as often as the rounds say."""
        due = self._due()
        for delay in (*rounds.delays, None):
            failed = self._round(due)
            due = self._due()
            if delay is None or not due:
                break
            name = f"{self.stored.series} {self.stored.day}".rstrip()
            rounds.tell(f"{name}: {len(due)} not delivered yet: {failed.text}; next try in {delay:g} s")
            rounds.sleep(delay)
        return Delivered(self.outbox.letters(self.stored.id), failed.unreached)

    def _due(self) -> list[Letter]:
        states = {State.QUEUED, State.IN_DOUBT} if self.in_doubt is InDoubt.RESEND else {State.QUEUED}
        letters = (letter for letter in self.outbox.letters(self.stored.id) if letter.state in states)
        return [letter for letter in letters if self.keys is None or letter.reader.key in self.keys]

    def _round(self, due: Sequence[Letter]) -> Answer:
        """Try each letter once, unless the server is away; return the last answer that leaves one waiting."""
        self.announced.clear()
        failed, broken = Answer(Outcome.SENT), 0
        for letter in due:
            answer = self._hand_over(letter, due)
            if answer.outcome in (Outcome.LATER, Outcome.IN_DOUBT):
                failed = answer
            broken = broken + 1 if answer.broken else 0
            if answer.unreached or broken == _BROKEN:
                break
        return failed

    def _hand_over(self, letter: Letter, due: Sequence[Letter]) -> Answer:
        stored, reader = self.stored, letter.reader
        identity = message_id(stored.series, stored.day, stored.revision, stored.sender, reader)
        message = addressed(self._message(), identity, reader, thread_id(stored.series, stored.sender, reader))
        answer = self.sender.send(
            Mailbox(stored.sender), reader, message, lambda: self._commit_before_the_end(letter, due)
        )
        state = {
            Outcome.SENT: State.SENT,
            Outcome.REFUSED: State.FAILED,
            Outcome.IN_DOUBT: State.IN_DOUBT,
            # not taken this time; whether it was taken before stays as it is
            Outcome.LATER: letter.state,
        }[answer.outcome]
        self.outbox.mark(letter, state, answer.text, attempt=True)
        return answer

    def _message(self) -> bytes:
        self.message = self.message or self.outbox.message(self.stored.id) or b""
        if not self.message:
            where = f"{self.stored.series} {self.stored.day}"
            raise DeliveryError("was purged from the outbox", where, "send with --revise")
        return self.message

    def _commit_before_the_end(self, letter: Letter, due: Sequence[Letter]) -> None:
        """Commit what must be known before the final dot of a letter.

        Letters are announced some at a time: one wait for the disk for all of them.
        """
        if letter not in self.announced:
            first = due.index(letter)
            self.announced = set(due[first : first + self.outbox.group])
            self.outbox.announce(due[first : first + self.outbox.group])
        self.outbox.mark(letter, State.IN_DOUBT, "no answer yet")
