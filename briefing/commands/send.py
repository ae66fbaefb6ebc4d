"""``briefing send``: mail the PDF to the readers of a brief."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.commands.options import BRIEFS, FOLDER
from briefing.commands.report import Report, report_options
from briefing.model import Problem

if TYPE_CHECKING:
    from briefing.batch.record import Result
    from briefing.batch.send import Post, Sent
    from briefing.deliver.address import Mailbox
    from briefing.deliver.draft import Draft
    from briefing.job import Job


@click.command("send")
@BRIEFS
@FOLDER
@click.option("--yes", "-y", is_flag=True, help="Send without asking.")
@click.option("--dry-run", is_flag=True, help="Write .eml files into the output folder instead of sending.")
@click.option("--to", "address", metavar="ADDRESS", help="Send a proof to this address alone.")
@click.option(
    "--tag", "tags", multiple=True, metavar="TAG", help="Send to readers with this tag alone; may be repeated."
)
@click.option("--revise", is_flag=True, help="Send a changed PDF of the same date to everybody, as corrected.")
@report_options
def command(
    briefs: tuple[Path, ...],
    folder: Path,
    yes: bool,
    dry_run: bool,
    address: str | None,
    tags: tuple[str, ...],
    revise: bool,
    quiet: bool,
    as_json: bool,
) -> int:
    """Mail the PDF of each brief to its readers, one message each.

    BRIEF is a brief file (.yaml) with a distribution, or the folder that holds it as brief.yaml. What has changed is
    built first. Nobody gets an edition twice: sending an unchanged brief again delivers nothing.
    """
    from briefing.batch.record import exit_code
    from briefing.batch.run import load_all, run
    from briefing.batch.send import Post
    from briefing.batch.settings import Settings
    from briefing.deliver.dispatch import Rounds
    from briefing.errors import BriefingError

    if not (yes or dry_run or sys.stdin.isatty()):
        raise click.UsageError("nobody can be asked here: give --yes, or --dry-run")
    if address is not None and tags:
        raise click.UsageError("--to names one address, --tag a part of the list: give one of them")
    order = _Order(folder, _reader(address), tags, revise)
    report = Report(quiet=quiet, as_json=as_json)
    report.facts["editions"] = []
    post = Post(Rounds(tell=report.tell))
    jobs, bad = load_all(briefs, folder)
    results = (*bad, *run(jobs, Settings(folder, whatever_flags=True)))
    for result in results:
        report.meet(result.problems)
    finished = {result.name: result for result in results if result.made}
    for job in (job for job in jobs if job.name in finished):
        if job.distribution is not None:
            report.meet(job.distribution.problems)
        try:
            if dry_run:
                report.outputs += [path.as_posix() for path in _write(job, finished[job.name], order)]
            else:
                _report(job, _send(job, finished[job.name], order, post, ask=not yes), report)
        except BriefingError as error:
            report.meet([Problem(error.where or job.shown, error.problem, error.hint)])
    return report.finish(exit_code(results))


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be sent of each brief."""

    folder: Path  # of the PDFs, and of messages that are only written
    reader: Mailbox | None  # of a proof
    tags: tuple[str, ...]
    revise: bool

    def of(self, job: Job, result: Result) -> tuple[Draft, Sequence[Mailbox]]:
        """Return what goes out of a finished brief, and to whom."""
        from briefing.batch.mailing import draft_of, readers_of

        draft = draft_of(job, result, proof=self.reader is not None)
        return draft, (self.reader,) if self.reader else readers_of(job, self.tags)


def _reader(address: str | None) -> Mailbox | None:
    from briefing.deliver.address import read_mailbox

    try:
        return read_mailbox(address) if address is not None else None
    except ValueError as error:
        raise click.BadParameter(f"found {address!r}; allowed: {error}", param_hint="--to") from None


def _write(job: Job, result: Result, order: _Order) -> tuple[Path, ...]:
    from briefing.batch.mailing import distribution_of, write_messages

    distribution = distribution_of(job)
    draft, readers = order.of(job, result)
    return write_messages(draft, distribution, readers, order.folder, revise=order.revise)


def _send(job: Job, result: Result, order: _Order, post: Post, *, ask: bool) -> Sent | None:
    """Send what is to be sent; None when somebody was asked and said no."""
    from briefing.batch.mailing import distribution_of
    from briefing.batch.send import opened_outbox

    distribution_of(job)  # or there is nothing to ask
    draft, readers = order.of(job, result)
    question = f'Send "{draft.summary.title}" ({draft.summary.as_of}) to {len(readers)} readers?'
    if ask and not click.confirm(question, err=True):
        return None
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    with opened_outbox(post.rounds.tell) as outbox:
        return post.send(outbox, draft, job, readers, revise=order.revise, now=now)


def _report(job: Job, sent: Sent | None, report: Report) -> None:
    if sent is None:
        report.meet([Problem(job.shown, "was not sent", note=True)])
        return
    report.meet(sent.problems)
    report.facts["editions"].append({"brief": job.shown, **sent.data})
    report.tell(sent.words)
