"""``briefing build``: the main job."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from briefing.commands.options import AS_OF, DATE, FOLDER, SINCE, SOURCES, STYLE, Mark
from briefing.commands.report import Report, report_options


@click.command("build")
@SOURCES
@FOLDER
@STYLE
@DATE
@AS_OF
@SINCE
@click.option("--handling", type=Mark(), help="A mark at head and foot of every page: an embargo, a TLP colour.")
@click.option("--overwrite", is_flag=True, help="Replace a timeline file that a person edited.")
@report_options
def command(
    sources: tuple[Path, ...],
    folder: Path,
    style: str | None,
    given: dt.date | None,
    as_of: dt.date | None,
    since: Path | None,
    handling: str | None,
    overwrite: bool,
    quiet: bool,
    as_json: bool,
) -> int:
    """Make NAME.pdf and NAME.timeline.yaml of articles, a folder or a brief file.

    SOURCES are articles, folders, or one brief file (.yaml); "-" is standard input. A folder that holds brief.yaml is
    that brief; otherwise every file under it is an article. NAME is that of the brief, else of the folder.
    """
    from briefing.render.beside import renderer

    report = Report(quiet=quiet, as_json=as_json)
    with renderer() as render:  # before all else: it loads while the rest goes on
        from briefing.build import Options, build, write
        from briefing.forks import spread
        from briefing.job import job_from_sources

        job = job_from_sources(sources, output=folder)
        options = Options(given, as_of, style, since, handling)
        built = build(job, options, render, each=spread)
    report.meet(built.problems)
    paths, problems = write(built, folder, overwrite=overwrite)
    report.meet(problems)
    report.outputs += [path.as_posix() for path in paths]
    if job.distribution is not None:
        from briefing.batch.run import remember
        from briefing.batch.work import made

        remember(job, options, folder, made(job, built, paths, problems, options))
    return report.finish()
