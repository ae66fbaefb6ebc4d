"""The command line: a table of commands, each loaded when it is called."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

import click

from briefing import __version__
from briefing.errors import BriefFileError, BriefingError, StyleError, one_line

COMMANDS = {
    "build": "Make the PDF and the timeline of articles, a folder or a brief.",
    "batch": "Make many briefings: in parallel, and only what changed.",
    "timeline": "Write the timeline alone.",
    "render": "Make the PDF of a timeline file that a person may have edited.",
    "dates": "Find time expressions in texts and say what they mean.",
    "tag": "Find the time expressions of a corpus.",
    "explain": "Tell why each date of a timeline is what it is.",
    "send": "Mail a briefing to its readers, each once.",
    "outbox": "Show, retry or forget what was sent and what waits.",
    "verify": "Check a PDF against the sources inside it.",
    "styles": "List the styles, or make a sample page of one.",
    "init": "Write a commented brief file for a folder of articles.",
}
"""Name and one line of help of each command; its module is ``briefing.commands.NAME``."""


class LazyGroup(click.Group):
    """A group that imports a command only when it is called, so that ``--help`` stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"briefing.commands.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefing", message="%(prog)s %(version)s")
def group() -> None:
    """Articles in; a dated, sourced, defensible briefing PDF out."""


def run() -> NoReturn:
    """Run a command as a process of its own, and end it without taking the libraries apart.

    Clearing away a loaded matplotlib takes a tenth of a whole build, and the system frees the memory anyway. All that a
    command opens it closes itself; only the streams are left to flush.
    """
    gc.set_threshold(100_000, 50, 100)  # a run is short: collecting as often as usual takes 8 % of it
    code = main()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):  # the reader has gone, or the stream is closed
            code = code or 1
    os._exit(code)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 all made, 1 made with problems, 2 wrong usage, 3 nothing made."""
    try:
        result = group.main(args=list(argv) if argv is not None else None, prog_name="briefing", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        print("briefing: stopped", file=sys.stderr)
        return 130
    except BriefingError as error:
        print(f"briefing: {error}", file=sys.stderr)
        return 2 if isinstance(error, (BriefFileError, StyleError)) else 3
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except OSError as error:
        print(f"briefing: {one_line(str(error))}", file=sys.stderr)
        return 3
    return result if isinstance(result, int) else 0
