"""``briefing tag``: the time expressions of a corpus."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.commands.report import Report, report_options


@click.command("tag")
@click.argument("manifest", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.argument("output", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--jobs", "-j", type=click.IntRange(1, 256), metavar="N", help="Processes; default: as many as pay.")
@click.option("--language", default="en", show_default=True, metavar="TAG", help="Language of the texts.")
@click.option("--timing", is_flag=True, help="Add a line that tells how long it took.")
@report_options
def command(
    manifest: Path, output: Path, jobs: int | None, language: str, timing: bool, quiet: bool, as_json: bool
) -> int:
    """Find the time expressions of every document of MANIFEST and write them to OUTPUT, a JSON object a line.

    MANIFEST is JSON: {"documents": [{"id", "text": path of a UTF-8 file beside it, "dct": "2025-08-22"}]}.
    """
    from briefing.tagging.corpus import tag_corpus

    report = Report(quiet=quiet, as_json=as_json)
    tag_corpus(manifest, output, jobs=jobs, language=language, timing=timing)
    report.outputs.append(output.as_posix())
    return report.finish()
