"""What a finished brief sends, and to whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from briefing.batch.record import Result
from briefing.deliver.address import Mailbox
from briefing.deliver.distribution import Distribution
from briefing.deliver.draft import Draft, edition_of
from briefing.deliver.mail import addressed, compose, message_id, thread_id
from briefing.deliver.senders import FolderSender
from briefing.errors import DeliveryError
from briefing.job import Job


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
