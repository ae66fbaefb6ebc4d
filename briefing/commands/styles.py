"""``briefing styles``: which looks there are, and a sample page of one."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.commands.options import Place
from briefing.commands.report import Report, report_options


@click.command("styles")
@click.argument("name", required=False)
@click.option(
    "-o",
    "--output",
    type=Place(file_okay=False),
    metavar="FOLDER",
    default=Path("out"),
    show_default=True,
    help="Folder for the sample page.",
)
@report_options
def command(name: str | None, output: Path, quiet: bool, as_json: bool) -> int:
    """List the styles, or make a sample page of the style NAME (or of a style file)."""
    from briefing.render.style import load_style, style_names

    report = Report(quiet=quiet, as_json=as_json)
    if name is None:
        known = {style: load_style(style).describes for style in style_names()}
        if as_json:
            report.facts["styles"] = known
        else:
            width = max(map(len, known))
            for style, describes in known.items():
                click.echo(f"{style:<{width}}  {describes}")
        return report.finish()
    from briefing.deliver.files import write_atomic
    from briefing.render.pdf import render
    from briefing.render.sample import SAMPLE, SAMPLE_FILES

    target = output / f"style-{Path(name).stem}.pdf"
    write_atomic(target, render(SAMPLE, load_style(name), SAMPLE_FILES))
    report.outputs.append(target.as_posix())
    return report.finish()
