"""``briefing dates``: the time expressions of texts, what they mean, and why."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from briefing.commands.options import DATE
from briefing.errors import one_line


@click.command("dates")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True), metavar="FILE...")
@DATE
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl", "timeml"]),
    default="table",
    show_default=True,
    help="How to write them.",
)
@click.option("--language", metavar="TAG", help="Language of texts that do not state theirs; default: en.")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors.")
def command(files: tuple[Path, ...], given: dt.date | None, form: str, language: str | None, quiet: bool) -> int:
    """Find the time expressions of texts ("-" is standard input) and say what they mean, and why.

    They count from the publication date of each text: its own, else --date, else what its words tell of it.
    """
    from briefing.tagging.read import read_texts
    from briefing.tagging.write import dump

    if form == "timeml" and len(files) > 1:
        raise click.UsageError("TimeML is one document: give one FILE")
    tagged, problems = read_texts(files, given=given, language=language or "en", stdin=sys.stdin.buffer)
    for problem in problems:
        if not (quiet and problem.note):
            print(f"{'note' if problem.note else 'problem'}: {problem}", file=sys.stderr)
    for item in tagged:
        if not quiet:
            manner = (
                "a story: a date without its year takes that of the date told last" if item.kind.narrative else "news"
            )
            print(one_line(f"note: {item.document.path}: read as {manner} ({item.kind.reason})"), file=sys.stderr)
    sys.stdout.buffer.write(dump(tagged, form).encode("utf-8"))
    sys.stdout.flush()
    if not tagged:
        return 3
    return 1 if any(not problem.note for problem in problems) else 0
