"""``briefing verify``: a PDF against the sources inside it."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.commands.options import STYLE
from briefing.commands.report import report_options
from briefing.errors import json_line, one_line

if TYPE_CHECKING:
    from briefing.verify.attached import FileHash
    from briefing.verify.record import Check

_NO_SIGNATURE = (
    "This detects alteration against the sources inside the file. It is no signature: who changes page, timeline and "
    "sources together, by the same rules, is not found out."
)


@click.command("verify")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE.pdf")
@click.option(
    "--sources",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="FOLDER",
    help="Folder of the articles: their files are compared as well.",
)
@STYLE
@report_options
def command(file: Path, sources: Path | None, style: str | None, quiet: bool, as_json: bool) -> int:
    """Check the pages of a PDF against the timeline and the sources inside it.

    Each item is proven, editor's (a person's word), not attached, or false; exit code 3 when something is false.
    --style names the style of the PDF when it is none of those that ship with briefing.
    """
    from briefing.render.style import load_style, style_names
    from briefing.verify.record import State
    from briefing.verify.run import verify

    styles = [load_style(name) for name in dict.fromkeys((*((style,) if style else ()), *style_names()))]
    checks = verify(
        file.read_bytes(),
        styles,
        name=file.stem,
        where=file.as_posix(),
        file_hash=_hashes(sources) if sources is not None else None,
    )
    false = any(check.state is State.FALSE for check in checks)
    if as_json:
        print(_json(file, checks, 3 if false else 0))
    else:
        _tell(checks, quiet)
    return 3 if false else 0


def _tell(checks: tuple[Check, ...], quiet: bool) -> None:
    from briefing.verify.record import State

    for check in checks:
        if check.state is State.FALSE or not quiet:
            click.echo(one_line(f"{check.state.value:<12}  {check.kind}, {check.place}: {check.message}"))
    if not quiet:
        counts = Counter(check.state for check in checks)
        click.echo(", ".join(f"{counts[state]} {state.value}" for state in State))
        click.echo(_NO_SIGNATURE)


def _json(file: Path, checks: tuple[Check, ...], code: int) -> str:
    from briefing.verify.record import State

    counts = Counter(check.state for check in checks)
    report = {
        "file": file.as_posix(),
        "counts": {state.value: counts[state] for state in State},
        "items": [
            {"state": check.state.value, "kind": check.kind, "place": check.place, "message": check.message}
            for check in checks
        ],
        "note": _NO_SIGNATURE,
        "code": code,
    }
    return json_line(report)


def _hashes(folder: Path) -> FileHash:
    """Return what gives the SHA-256 of the files under ``folder``; a path that leads out of it is not followed."""
    from briefing.sources.names import disk_names

    root = folder.resolve()

    def hashed(name: str) -> str | None:
        try:
            file = (root / name).resolve()
            if not file.is_relative_to(root) or not file.is_file():
                return None
            with file.open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()
        except (OSError, ValueError):
            return None

    return lambda path: next((found for name in disk_names(path) if (found := hashed(name))), None)
