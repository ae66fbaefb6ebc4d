"""``briefing timeline``: the timeline alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import click

from briefing.commands.options import AS_OF, DATE, SINCE, SOURCES, Day, Place
from briefing.commands.report import Report, report_options, write_result


@click.command("timeline")
@SOURCES
@click.option("-o", "--output", type=Place(dir_okay=False), metavar="FILE", help="Default, and -: standard output.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["yaml", "json", "csv", "ics", "md"]),
    default="yaml",
    show_default=True,
    help="How to write it.",
)
@click.option("--all", "everything", is_flag=True, help="Every event found, not only what the PDF shows.")
@click.option("--days", type=click.IntRange(min=1), metavar="N", help="Only the N days that matter most.")
@click.option(
    "--per-day", type=click.IntRange(min=1), metavar="K", help="Only the K passages of a day that matter most."
)
@click.option("--from", "first", type=Day(), help="Only what happened on this day or later.")
@click.option("--to", "last", type=Day(), help="Only what happened on this day or earlier.")
@DATE
@AS_OF
@SINCE
@report_options
def command(
    sources: tuple[Path, ...],
    output: Path | None,
    form: str,
    everything: bool,
    days: int | None,
    per_day: int | None,
    first: dt.date | None,
    last: dt.date | None,
    given: dt.date | None,
    as_of: dt.date | None,
    since: Path | None,
    quiet: bool,
    as_json: bool,
) -> int:
    """Write what happened when, by whose account, as YAML, JSON, CSV, iCalendar or Markdown.

    SOURCES are as for build: articles, folders or a brief file, and "-" for standard input.
    """
    from briefing.build import Options, build_timeline
    from briefing.forks import spread
    from briefing.job import job_from_sources
    from briefing.timeline.file.store import dump

    if first is not None and last is not None and last < first:
        raise click.UsageError(f"--to {last} lies before --from {first}")
    if output is not None and str(output) == "-":
        output = None
    report = Report(quiet=quiet, as_json=as_json, json_to_stderr=output is None)
    job = job_from_sources(sources, output=output.parent if output is not None else None)
    plan = replace(job.plan, days=days, per_day=per_day, first=first, last=last)
    if everything:
        plan = replace(plan, events=None, bullets=None, period=(plan.period[0], None))
    timeline, problems = build_timeline(replace(job, plan=plan), Options(given, as_of, None, since), each=spread)
    report.meet(problems)
    text = dump(timeline, form)
    if output is None:
        write_result(text)
    else:
        from briefing.deliver.files import write_atomic

        write_atomic(output, text.encode("utf-8"))
        report.outputs.append(output.as_posix())
    return report.finish()
