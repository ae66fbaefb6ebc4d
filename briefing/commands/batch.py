"""``briefing batch``: many briefs, only what has changed."""

from __future__ import annotations

import contextlib
import importlib.util
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
    from briefing.batch.settings import Settings
    from briefing.batch.stop import heeded

    if scheduler is not None:
        _check_scheduler(scheduler, jobs)
    teller = _Teller(form, silent=quiet or as_json, quiet=quiet)
    with heeded(quiet=teller.silent or form is not None) as stop, _refusal_logged(form):
        settings = Settings(
            folder,
            force=force,
            limits=Limits(seconds, memory * 1_000_000),
            workers=jobs,
            scheduler=scheduler,
            stopped=lambda: bool(stop),
        )
        loaded, bad = load_all(briefs, folder)
        done = tuple(teller.follow(bad, run(loaded, settings), len(loaded)))
    place = {job.name: n for n, job in enumerate(loaded)}
    results = tuple(sorted(done, key=lambda result: place.get(result.name, -1)))
    code = stop.code if stop else exit_code(results)
    report = Report(quiet=quiet, as_json=as_json)
    if as_json or form is None:
        for result in results:
            report.meet(result.problems)
    report.outputs += [path.as_posix() for result in results for path in result.outputs]
    report.facts["briefs"] = [_row(result) for result in results]
    teller.end(results, len(loaded) + len(bad), code)
    return report.finish(code)


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells on standard error how the batch goes: as a log, for a person, or not at all."""

    form: str | None  # of the log
    silent: bool  # but for the log
    quiet: bool

    def follow(self, bad: tuple[Result, ...], found: Iterator[Result], total: int) -> Iterable[Result]:
        """Return the results, each told as it comes; ``total`` is how many are to be found."""
        if self.form is not None:
            from briefing.batch.log import logged

            return logged(itertools.chain(bad, found), self.form, quiet=self.quiet)
        from briefing.batch.progress import followed

        return itertools.chain(bad, followed(found, total, quiet=self.silent))

    def end(self, results: tuple[Result, ...], total: int, code: int) -> None:
        """Tell how many of ``total`` briefs ended how."""
        if self.form is not None:
            from briefing.batch.log import end, line

            click.echo(line(end(results, total, code), self.form), err=True)
        elif not self.silent:
            from briefing.batch.record import State

            counts = {state: sum(result.state is state for result in results) for state in State}
            told = [f"{count} {state}" for state, count in counts.items() if count]
            if len(results) < total:
                told.append(f"{total - len(results)} not begun")
            click.echo(f"{total} briefs: {', '.join(told)}", err=True)


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
