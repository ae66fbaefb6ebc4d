"""``briefing send``: mail the PDF to the readers of a brief."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.commands.options import BRIEFS, FOLDER
from briefing.commands.report import Report, report_options

if TYPE_CHECKING:
    from briefing.batch.record import Result
    from briefing.batch.send import Sent
    from briefing.deliver.address import Mailbox
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
    from briefing.errors import BriefingError
    from briefing.model import Problem

    if not (yes or dry_run or sys.stdin.isatty()):
        raise click.UsageError("nobody can be asked here: give --yes, or --dry-run")
    if address is not None and tags:
        raise click.UsageError("--to names one address, --tag a part of the list: give one of them")
    reader = _reader(address)
    report = Report(quiet=quiet, as_json=as_json)
    editions = report.facts["editions"] = []
    jobs, bad = load_all(briefs, folder)
    results = (*bad, *run(jobs, folder, whatever_flags=True))
    for result in results:
        report.meet(result.problems)
    finished = {result.name: result for result in results if result.made}
    for job in jobs:
        if job.name not in finished:
            continue
        if job.distribution is not None:
            report.meet(job.distribution.problems)
        try:
            if dry_run:
                written = _write(job, finished[job.name], reader, tags, folder, revise=revise)
                report.outputs += [path.as_posix() for path in written]
                continue
            sent = _send(job, finished[job.name], reader, tags, yes=yes, revise=revise)
        except BriefingError as error:
            report.meet([Problem(error.where or job.shown, error.problem, error.hint)])
            continue
        if sent is None:
            report.meet([Problem(job.shown, "was not sent", note=True)])
            continue
        report.meet(sent.problems)
        editions.append({"brief": job.shown, **sent.data})
        if not (quiet or as_json):
            click.echo(sent.words, err=True)
    return report.finish(exit_code(results))


def _reader(address: str | None) -> Mailbox | None:
    from briefing.deliver.address import read_mailbox

    try:
        return read_mailbox(address) if address is not None else None
    except ValueError as error:
        raise click.BadParameter(f"{address!r}: {error}", param_hint="--to") from None


def _write(
    job: Job, result: Result, reader: Mailbox | None, tags: tuple[str, ...], folder: Path, *, revise: bool
) -> tuple[Path, ...]:
    from briefing.batch.send import distribution_of, draft_of, readers_of, write_messages

    distribution = distribution_of(job)
    draft = draft_of(job, result, proof=reader is not None)
    return write_messages(draft, distribution, (reader,) if reader else readers_of(job, tags), folder, revise=revise)


def _send(
    job: Job, result: Result, reader: Mailbox | None, tags: tuple[str, ...], *, yes: bool, revise: bool
) -> Sent | None:
    """Ask where somebody can be asked, and send; None when the answer was no."""
    from briefing.batch.send import distribution_of, draft_of, opened_outbox, readers_of, send

    distribution = distribution_of(job)
    draft = draft_of(job, result, proof=reader is not None)
    readers = (reader,) if reader else readers_of(job, tags)
    question = f'Send "{draft.summary.title}" ({draft.summary.as_of}) to {len(readers)} readers?'
    if not yes and not click.confirm(question, err=True):
        return None
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    with opened_outbox() as outbox:
        return send(outbox, draft, distribution, readers, job.shown, revise=revise, now=now)
