"""The command line: a table of commands, each loaded when it is called."""

from __future__ import annotations

import contextlib
import difflib
import gc
import os
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import NoReturn

import click

from briefing import __version__
from briefing.errors import BriefFileError, BriefingError, StyleError, one_line

_MORE = """\b
Begin with "briefing build FOLDER" on a folder of articles; the PDF lies in ./out.

\b
Exit codes  0  everything was made
            1  made, but an input, a brief, a reader or every date is missing
            2  wrong usage or a bad brief file; nothing was made
            3  nothing could be made, or verify found something false
"""

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
            if cmd_name.startswith("-"):
                return None
            near = difflib.get_close_matches(cmd_name, COMMANDS, 1)
            remedy = f"did you mean {near[0]}?" if near else f"the commands are {', '.join(COMMANDS)}"
            raise click.UsageError(f"there is no command {cmd_name[:80]!r}: {remedy}", ctx)
        command = import_module(f"briefing.commands.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]}, epilog=_MORE)
@click.version_option(__version__, prog_name="briefing", message="%(prog)s %(version)s")
def group() -> None:
    """Articles in; a dated, sourced, defensible briefing PDF out."""


def run() -> NoReturn:
    """Run a command as a process of its own, and end it without taking the libraries apart.

    Clearing away a loaded matplotlib takes a tenth of a whole build, and the system frees the memory anyway. All that a
    command opens it closes itself; only the streams are left to flush.
    """
    gc.set_threshold(100_000, 50, 100)  # a run is short: collecting as often as usual takes 8 % of it
    _open_streams()
    try:
        code = main()
    except (
        Exception
    ) as error:  # a fault of ours, told on one line; "python -X dev -m briefing" shows where it comes from
        if sys.flags.dev_mode:
            raise
        code = _own_fault(error)
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
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return error.exit_code
    except click.ClickException as error:
        _tell(error.format_message().splitlines())
        if isinstance(error, click.UsageError) and error.ctx is not None:
            print(f"See '{error.ctx.command_path} --help'.", file=sys.stderr)
        return error.exit_code
    except click.Abort:
        print("briefing: stopped", file=sys.stderr)
        return 130
    except BriefingError as error:
        _tell(str(error).split("\n"))
        return 2 if isinstance(error, (BriefFileError, StyleError)) else 3
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except OSError as error:
        _tell([f"{error.filename or 'standard output'}: {error.strerror or error}"])
        return 3
    return result if isinstance(result, int) else 0


def _tell(lines: Iterable[str]) -> None:
    for line in lines:
        print(f"briefing: {one_line(line)}", file=sys.stderr)


def _own_fault(error: Exception) -> int:
    """Tell what no other place has answered, on one line with the place that a report of it needs."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f", {os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace is not None else ""
    words = f"{type(error).__name__}: {error}"[:300]
    _tell([f"a fault of the program, not of your input: {words} (briefing {__version__}{place}; please report it)"])
    return 3


def _open_streams() -> None:
    """Give a process that was started with closed streams empty ones, so that no file it opens is taken for one."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            with contextlib.suppress(OSError):
                os.fstat(number)  # open after all, to something that Python could not use
                continue
            os.open(os.devnull, os.O_RDWR)  # the lowest free number, which is this one
            setattr(sys, name, os.fdopen(number, "r" if number == 0 else "w", encoding="utf-8", closefd=False))
