"""``briefing outbox``: what was sent, what waits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from briefing.commands.options import Day
from briefing.commands.report import Report, report_options

if TYPE_CHECKING:
    from briefing.deliver.outbox import Letter, Stored


@click.group("outbox")
def command() -> None:
    """Show, retry or forget what was sent and what waits."""


@command.command("list", short_help="List who still waits for which edition.")
@click.option("--all", "every", is_flag=True, help="List also what everybody has.")
@report_options
def list_(every: bool, quiet: bool, as_json: bool) -> int:
    """List the editions that somebody still waits for, and who."""
    from briefing.batch.send import outbox_path
    from briefing.deliver.outbox import Outbox

    report = Report(quiet=quiet, as_json=as_json)
    rows = report.facts["editions"] = []
    path = outbox_path()
    if not path.exists():
        return report.finish()
    with Outbox(path) as outbox:
        for stored in outbox.editions() if every else outbox.waiting():
            letters = outbox.letters(stored.id)
            report.outputs += _lines(stored, letters)
            rows.append(_row(stored, letters))
    return report.finish()


def _lines(stored: Stored, letters: Sequence[Letter]) -> list[str]:
    """Return what a person is told of an edition: how many have it, and who has not."""
    from briefing.deliver.outbox import State

    waiting = [letter for letter in letters if letter.state is not State.SENT]
    edition = f"{stored.series} {stored.day or 'no day'} revision {stored.revision}"
    return [
        f"{edition}: {len(letters) - len(waiting)} of {len(letters)} sent",
        *(f"  {letter.reader.address}: {letter.state}, {letter.answer or 'not tried'}" for letter in waiting),
    ]


def _row(stored: Stored, letters: Sequence[Letter]) -> dict[str, object]:
    told = [
        {"address": x.reader.address, "state": x.state.value, "attempts": x.attempts, "answer": x.answer}
        for x in letters
    ]
    return {"name": stored.series, "day": stored.day, "revision": stored.revision, "letters": told}


@command.command("retry", short_help="Send again what waits or was refused.")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@report_options
def retry(names: tuple[str, ...], quiet: bool, as_json: bool) -> int:
    """Send again what was refused, is in doubt or waits: all of it, or that of the briefs called NAME."""
    from briefing.batch import send as way
    from briefing.deliver.dispatch import Rounds
    from briefing.errors import BriefingError
    from briefing.model import Problem

    report = Report(quiet=quiet, as_json=as_json)
    post = way.Post(Rounds(tell=report.tell))
    with way.opened_outbox(report.tell) as outbox:
        waiting = outbox.waiting(names or None)
        idle = set(names) - {stored.series for stored in waiting}
        report.meet([Problem(name, "nothing waits under this name", note=True) for name in sorted(idle)])
        for stored in waiting:
            try:
                sent = post.retry(outbox, stored)
            except BriefingError as error:
                report.meet([Problem(error.where or stored.series, error.problem, error.hint)])
                continue
            report.meet(sent.problems)
            report.outputs.append(sent.words)
    return report.finish()


@command.command("purge", short_help="Drop the messages that everybody has.")
@click.option("--before", type=Day(), help="Only editions of an earlier day.")
@report_options
def purge(before: dt.date | None, quiet: bool, as_json: bool) -> int:
    """Drop the messages that everybody has; who has which edition stays known."""
    from briefing.batch import send as way

    report = Report(quiet=quiet, as_json=as_json)
    with way.opened_outbox(report.tell) as outbox:
        count = outbox.purge(before.isoformat() if before else None)
    report.outputs.append(f"{count} editions purged")
    return report.finish()
