"""``briefing batch``: many briefs, only what has changed."""

from __future__ import annotations

import contextlib
import importlib.util
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.commands.options import BRIEFS, FOLDER
from briefing.commands.report import Report, report_options
from briefing.errors import BriefFileError, BriefingError

if TYPE_CHECKING:
    from briefing.batch.record import Result


@click.command("batch")
@BRIEFS
@FOLDER
@click.option("--jobs", "-j", type=click.IntRange(1, 256), metavar="N", help="Processes; default: one a processor.")
@click.option("--force", is_flag=True, help="Build also what has not changed.")
@click.option(
    "--seconds",
    type=click.FloatRange(0.1, 86_400),
    default=900,
    show_default=True,
    metavar="S",
    help="The longest that one brief may take.",
)
@click.option(
    "--memory",
    type=click.IntRange(500, 1_000_000),
    default=4000,
    show_default=True,
    metavar="MB",
    help="The most memory (address space) that one brief may take.",
)
@click.option(
    "--scheduler", metavar="ADDRESS", help="Work on a dask.distributed cluster: tcp://HOST:PORT (docs/scale-out.md)."
)
@click.option("--log", "form", type=click.Choice(["key=value", "json"]), help="Write stderr as lines for a program.")
@report_options
def command(
    briefs: tuple[Path, ...],
    folder: Path,
    jobs: int | None,
    force: bool,
    seconds: float,
    memory: int,
    scheduler: str | None,
    form: str | None,
    quiet: bool,
    as_json: bool,
) -> int:
    """Make the PDF and the timeline of many briefs side by side.

    BRIEF is a brief file (.yaml), or a folder as for build. One of which nothing has changed since its last run is left
    as it is; one that fails does not stop the others.

    Ctrl-C and SIGTERM let what is begun end, and begin no more; started again, the command goes on from there.
    """
    from briefing.batch.limits import Limits
    from briefing.batch.record import exit_code
    from briefing.batch.run import load_all, run
    from briefing.batch.stop import heeded

    if scheduler is not None:
        _check_scheduler(scheduler, jobs)
    limits = Limits(seconds, memory * 1_000_000)
    with heeded(quiet=quiet or as_json or form is not None) as stop, _refusal_logged(form):
        loaded, bad = load_all(briefs, folder)
        found = run(
            loaded,
            folder,
            workers=jobs,
            force=force,
            limits=limits,
            stopped=lambda: bool(stop),
            scheduler=scheduler,
        )
        done = tuple(_told(bad, found, len(loaded), form, quiet=quiet, as_json=as_json))
    place = {job.name: n for n, job in enumerate(loaded)}
    results = tuple(sorted(done, key=lambda result: place.get(result.name, -1)))
    code = stop.code if stop else exit_code(results)
    report = Report(quiet=quiet, as_json=as_json)
    if as_json or form is None:
        for result in results:
            report.meet(result.problems)
    report.outputs += [path.as_posix() for result in results for path in result.outputs]
    report.facts["briefs"] = [_row(result) for result in results]
    _tell_end(results, len(loaded) + len(bad), code, form, quiet=quiet, as_json=as_json)
    return report.finish(code)


@contextlib.contextmanager
def _refusal_logged(form: str | None) -> Iterator[None]:
    """With a log, write also what ends the whole batch as a line of it."""
    try:
        yield
    except BriefingError as error:
        if form is not None:
            from briefing.batch.log import refusal

            click.echo(refusal(error, form), err=True)
            raise click.exceptions.Exit(2 if isinstance(error, BriefFileError) else 3) from error
        raise


def _check_scheduler(address: str, jobs: int | None) -> None:
    """Refuse an address that is none, and say what to install where the libraries of clusters are absent."""
    if not re.fullmatch(r"(tcp|tls)://[^\s/:]+:\d+|(tcp|tls)://\[[0-9a-fA-F:]+\]:\d+", address):
        raise click.BadParameter(f"{address!r} is no address; write it as tcp://HOST:PORT", param_hint="--scheduler")
    if jobs is not None:
        raise click.UsageError("--jobs counts processes of this machine; a cluster has workers of its own")
    if importlib.util.find_spec("distributed") is None:
        raise click.UsageError("--scheduler needs dask.distributed: pip install 'briefing[dask]'")


def _told(
    bad: tuple[Result, ...], found: Iterator[Result], total: int, form: str | None, *, quiet: bool, as_json: bool
) -> Iterable[Result]:
    """Return the results, each told as it comes."""
    if form is not None:
        from briefing.batch.log import logged

        return logged((result for part in (bad, found) for result in part), form, quiet=quiet)
    from briefing.batch.progress import followed

    return (*bad, *followed(found, total, quiet=quiet or as_json))


def _row(result: Result) -> dict[str, object]:
    return {
        "brief": result.shown,
        "name": result.name,
        "state": result.state.value,
        "outputs": [path.as_posix() for path in result.outputs],
        "seconds": round(result.seconds, 3),
        "documents": result.documents,
        "events": result.events,
    }


def _tell_end(
    results: tuple[Result, ...], total: int, code: int, form: str | None, *, quiet: bool, as_json: bool
) -> None:
    from briefing.batch.record import State

    if form is not None:
        from briefing.batch.log import end, line

        click.echo(line(end(results, total, code), form), err=True)
    elif not (quiet or as_json):
        counts = {state: sum(result.state is state for result in results) for state in State}
        told = [f"{count} {state}" for state, count in counts.items() if count]
        if len(results) < total:
            told.append(f"{total - len(results)} not begun")
        click.echo(f"{total} briefs: {', '.join(told)}", err=True)
