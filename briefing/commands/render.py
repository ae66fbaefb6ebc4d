"""``briefing render``: the PDF of a timeline file that a person may have edited."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.commands.options import STYLE, Place
from briefing.commands.report import Report, report_options


@click.command("render")
@click.argument("timeline", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "-o",
    "--output",
    type=Place(dir_okay=False),
    metavar="FILE.pdf",
    help="Default: beside the timeline file, under its name.",
)
@click.option(
    "--sources",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="FOLDER",
    help="Folder of the articles; default: that of the timeline file.",
)
@STYLE
@report_options
def command(
    timeline: Path, output: Path | None, sources: Path | None, style: str | None, quiet: bool, as_json: bool
) -> int:
    """Make the PDF of a timeline file, as it stands.

    Passages are checked against the articles; what is no passage any more is printed as an editor's note.
    """
    from briefing.deliver.files import write_atomic
    from briefing.render.beside import renderer

    report = Report(quiet=quiet, as_json=as_json)
    name = timeline.name.removesuffix(".yaml").removesuffix(".yml").removesuffix(".json").removesuffix(".timeline")
    with renderer() as render:
        from briefing.build import rebuild

        folders = (sources or timeline.parent,)
        pdf, problems = rebuild(timeline, name=name, folders=folders, style=style or "house", render=render)
    report.meet(problems)
    target = output or timeline.with_name(f"{name}.pdf")
    write_atomic(target, pdf)
    report.outputs.append(target.as_posix())
    return report.finish()
