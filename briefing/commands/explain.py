"""``briefing explain``: why each date of a timeline is what it is."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.commands.report import Report, report_options, write_result

if TYPE_CHECKING:
    from briefing.model import Timeline


@click.command("explain")
@click.argument("timeline", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("event", required=False)
@report_options
def command(timeline: Path, event: str | None, quiet: bool, as_json: bool) -> int:
    """Tell why each date of a TIMELINE file is what it is.

    EVENT is the id of an event, or its number, counted from 1; without it every event is explained.
    """
    from briefing.build import read_timeline
    from briefing.timeline.formats.explanation import explain_all, explain_event

    found = read_timeline(timeline)
    text = explain_all(found) if event is None else explain_event(found, _number(found, event.strip()))
    write_result(text)
    return Report(quiet=quiet, as_json=as_json, json_to_stderr=True).finish()


def _number(timeline: Timeline, wanted: str) -> int:
    """The number of an event, counted from 1, by number, id or older id."""
    if wanted.isascii() and wanted.isdigit() and len(wanted) < 10:
        if 1 <= int(wanted) <= len(timeline.events):
            return int(wanted)
        count = len(timeline.events)
        there = {0: "there is none", 1: "there is one alone"}.get(count, f"they are numbered from 1 to {count}")
        raise click.BadParameter(f"{wanted} is no event: {there}", param_hint="EVENT")
    wanted = wanted.removeprefix("id:")
    for number, event in enumerate(timeline.events, 1):
        if wanted == event.id or wanted in event.was:
            return number
    near = difflib.get_close_matches(wanted[:80], [event.id for event in timeline.events], 1, 0.5)
    remedy = f"did you mean {near[0]}?" if near else "its ids stand after id: in the file"
    raise click.BadParameter(f"{wanted[:80]!r} is no event of the timeline: {remedy}", param_hint="EVENT")
