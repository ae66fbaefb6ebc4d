"""``briefing init``: a first brief file for a folder of articles."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from briefing.commands.report import Report, report_options
from briefing.errors import BriefFileError, one_line


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), default=Path("."))
@report_options
def command(folder: Path, quiet: bool, as_json: bool) -> int:
    """Write a commented brief.yaml for the articles of a folder; it builds as it stands.

    Says what was found in the folder. A brief file that is there already is never overwritten.
    """
    from briefing.deliver.files import write_atomic
    from briefing.job import BRIEF_NAME, job_from_sources
    from briefing.job.starter import Found, starter
    from briefing.pipeline import make_timeline

    path = folder / BRIEF_NAME
    if path.exists() or path.is_symlink():
        raise BriefFileError("is there already and is left as it is", str(path), "edit it, or name another folder")
    report = Report(quiet=quiet, as_json=as_json)
    job = job_from_sources([folder], output=Path("out"))
    made = make_timeline(job.sources, job.plan)
    known = {source.path for source in job.sources}
    others = tuple(problem for problem in made.problems if not problem.note and problem.where in known)
    found = Found(folder.as_posix(), job.name, made.timeline, others)
    write_atomic(path, starter(found).encode())
    report.meet(job.notes)
    report.outputs.append(path.as_posix())
    if not (quiet or as_json):
        documents = sorted(made.timeline.documents, key=lambda document: document.path)
        for document in documents:
            click.echo(one_line(f"found {document.path}"), err=True)
        for other in others:
            click.echo(f"left out {other}", err=True)
        click.echo(one_line(f"next: briefing build {shlex.quote(folder.as_posix())}"), err=True)
    return report.finish()
