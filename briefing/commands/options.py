"""Options and arguments that several commands share."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click

from briefing.model.plan import LONGEST_HANDLING
from briefing.model.time import FIRST_DAY, LAST_DAY


class Place(click.Path):
    """A path that is read, or not, by whoever takes it: here only an empty one is refused.

    An empty text is what a script passes whose variable is not set; as a path it would mean the working folder.
    """

    def __init__(self, *, file_okay: bool = True, dir_okay: bool = True) -> None:
        super().__init__(path_type=Path, file_okay=file_okay, dir_okay=dir_okay, readable=False, allow_dash=True)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not str(value):
            self.fail("an empty text is no path", param, ctx)
        return super().convert(value, param, ctx)


SOURCES = click.argument("sources", nargs=-1, required=True, type=Place(), metavar="SOURCES...")
BRIEFS = click.argument("briefs", nargs=-1, required=True, type=Place(), metavar="BRIEF...")
FOLDER = click.option(
    "-o",
    "--output",
    "folder",
    type=Place(file_okay=False),
    metavar="FOLDER",
    default=Path("out"),
    show_default=True,
    help="Where the PDF and the timeline lie.",
)


class Name(click.ParamType[str]):
    """A text that is not empty, as that of a variable is which a script did not set."""

    name = "NAME"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not str(value).strip():
            self.fail("an empty text is no name", param, ctx)
        return str(value)


STYLE = click.option(
    "--style", type=Name(), metavar="STYLE", help="A style that briefing styles lists, or the path of a style file."
)


class Day(click.ParamType[dt.date]):
    """A day as YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        if isinstance(value, dt.date):
            return value
        try:
            day = dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day; write it as 2025-08-22", param, ctx)
        if not FIRST_DAY <= day <= LAST_DAY:
            self.fail(f"{value!r} lies outside the years {FIRST_DAY.year} to {LAST_DAY.year}", param, ctx)
        return day


class Mark(click.ParamType[str]):
    """A handling mark: a short text on one line."""

    name = "TEXT"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        mark = str(value).strip()
        if not mark or len(mark) > LONGEST_HANDLING or not mark.isprintable():
            self.fail(f"a mark is a text on one line, of at most {LONGEST_HANDLING} characters", param, ctx)
        return mark


DATE = click.option("--date", "given", type=Day(), help="Publication day of every article that states none.")
AS_OF = click.option("--as-of", type=Day(), help="Day of the briefing; default: that of the newest article.")
SINCE = click.option(
    "--since",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="TIMELINE",
    help="An earlier timeline file: mark what is new.",
)
