"""Into the outbox: a finished briefing becomes an edition, with a letter for each reader who has none."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.deliver.address import Mailbox
from briefing.deliver.distribution import Distribution
from briefing.deliver.mail import Edition, compose, subject_of
from briefing.deliver.outbox import Outbox, Stored
from briefing.deliver.senders import SMALLER
from briefing.deliver.summary import Summary
from briefing.errors import DeliveryError


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
    size, limit = len(draft.pdf), distribution.attachment_limit
    too_large = size > limit * 1_000_000
    if too_large and not distribution.link:
        words = f"the PDF has {size / 1e6:.1f} MB; no more than {limit} MB are attached"
        raise DeliveryError(words, draft.summary.name, SMALLER)
    corrected = revision > 1 and not draft.proof
    return Edition(
        series=draft.series,
        summary=draft.summary,
        sender=distribution.sender,
        subject=subject_of(distribution.subject, draft.summary, corrected=corrected),
        pdf=draft.pdf,
        date=date,
        revision=revision,
        link=distribution.link if too_large else "",
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
    revise: bool = False,
    now: dt.datetime,
) -> Queued:
    """Put a draft into the outbox, with a letter for each of ``readers`` who has none.

    They may be a part of the list: the letters of the others stay as they are. What nobody has yet is replaced. Once
    somebody has an edition, another PDF of the same date goes out only with ``revise``, as the next revision; without
    it the readers who still wait get what the others have.
    """
    everybody = () if draft.proof else distribution.recipients
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
