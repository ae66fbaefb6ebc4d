"""``briefing batch``: many briefs, only what has changed."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.commands.options import FOLDER
from briefing.commands.report import Report, report_options


@click.command("batch")
@click.argument("briefs", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="BRIEF...")
@FOLDER
@click.option("--jobs", "-j", type=click.IntRange(1, 256), metavar="N", help="Processes; default: one a processor.")
@click.option("--force", is_flag=True, help="Build also what has not changed.")
@report_options
def command(briefs: tuple[Path, ...], folder: Path, jobs: int | None, force: bool, quiet: bool, as_json: bool) -> int:
    """Make the PDF and the timeline of many briefs side by side.

    A brief of which nothing has changed since its last run is left as it is. One that fails does not stop the others.
    """
    from briefing.batch.progress import followed
    from briefing.batch.record import State, exit_code
    from briefing.batch.run import load_all, run, stop_on_termination

    report = Report(quiet=quiet, as_json=as_json)
    loaded, bad = load_all(briefs, folder)
    with stop_on_termination():
        found = run(loaded, folder, workers=jobs, force=force)
        done = (*bad, *followed(found, len(loaded), quiet=quiet or as_json))
    place = {job.name: n for n, job in enumerate(loaded)}
    results = tuple(sorted(done, key=lambda result: place.get(result.name, -1)))
    for result in results:
        report.meet(result.problems)
        report.outputs += [path.as_posix() for path in result.outputs]
    report.facts["briefs"] = [
        {
            "brief": result.shown,
            "name": result.name,
            "state": result.state.value,
            "outputs": [path.as_posix() for path in result.outputs],
            "seconds": round(result.seconds, 3),
        }
        for result in results
    ]
    if not (quiet or as_json):
        counts = {state: sum(result.state is state for result in results) for state in State}
        told = ", ".join(f"{count} {state}" for state, count in counts.items() if count)
        click.echo(f"{len(results)} briefs: {told}", err=True)
    return report.finish(exit_code(results))
