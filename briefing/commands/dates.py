"""``briefing dates``: the time expressions of texts, what they mean, and why."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from briefing.commands.options import DATE, Place
from briefing.commands.report import Report, report_options, write_result
from briefing.model import Problem


@click.command("dates")
@click.argument("files", nargs=-1, required=True, type=Place(), metavar="FILE...")
@DATE
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl", "timeml"]),
    default="table",
    show_default=True,
    help="How to write them.",
)
@click.option("--language", metavar="TAG", help="Language of texts that do not state theirs; default: en.")
@report_options
def command(
    files: tuple[Path, ...], given: dt.date | None, form: str, language: str | None, quiet: bool, as_json: bool
) -> int:
    """Find the time expressions of texts ("-" is standard input) and say what they mean, and why.

    They count from the publication date of each text: its own, else --date, else what its words tell of it.
    """
    from briefing.tagging.read import read_texts
    from briefing.tagging.write import dump

    if form == "timeml" and len(files) > 1:
        raise click.UsageError("TimeML is one document: give one FILE")
    report = Report(quiet=quiet, as_json=as_json, json_to_stderr=True)
    tagged, problems = read_texts(files, given=given, language=language or "en", stdin=sys.stdin.buffer)
    report.meet(problems)
    for item in tagged:
        manner = "a story: a date without its year takes that of the date told last" if item.kind.narrative else "news"
        report.meet([Problem(item.document.path, f"read as {manner}", item.kind.reason, note=True)])
    write_result(dump(tagged, form))
    return report.finish(0 if tagged else 3)
