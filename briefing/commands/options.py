"""Options and arguments that several commands share."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click

from briefing.model.plan import LONGEST_HANDLING

SOURCES = click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SOURCES...")
FOLDER = click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("out"),
    show_default=True,
    help="Folder of the two files.",
)
STYLE = click.option("--style", metavar="STYLE", help="A style by name, or the path of a style file.")


class Day(click.ParamType[dt.date]):
    """A day as YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day; write it as 2025-08-22", param, ctx)


class Mark(click.ParamType[str]):
    """A handling mark: a short text on one line."""

    name = "TEXT"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        mark = str(value).strip()
        if not mark or len(mark) > LONGEST_HANDLING or not mark.isprintable():
            self.fail(f"a mark is a text on one line, of at most {LONGEST_HANDLING} characters", param, ctx)
        return mark


DATE = click.option("--date", "given", type=Day(), help="Publication date of every article that has none of its own.")
AS_OF = click.option("--as-of", type=Day(), help="Date of the briefing; default: that of the newest article.")
SINCE = click.option(
    "--since",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="TIMELINE",
    help="An earlier timeline file: mark what is new.",
)
