"""Real runs of ``briefing``, each a process of its own that can be killed: forked from one that has loaded the program.

A run from the start would spend most of its time on that loading, which is the same each time.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
from collections.abc import Mapping, Sequence
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from unittest import mock

from briefing.cli import main

_LOADED = [
    *("briefing.commands.build", "briefing.commands.send", "briefing.batch.run", "briefing.batch.send"),
    *("briefing.job.brief_file", "briefing.deliver.mail", "briefing.deliver.template", "briefing.render.style"),
    *("briefing.sources.read", "jinja2.sandbox", "encodings.idna"),
]


def start(words: Sequence[str], folder: Path, environment: Mapping[str, str]) -> ForkServerProcess:
    """Start the command line in a working folder, with more in its environment; its output goes nowhere.

    The process ends with the code of the command.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_LOADED)
    process = context.Process(target=_run, args=(list(words), folder, dict(environment)))
    process.start()
    return process


def _run(words: list[str], folder: Path, environment: dict[str, str]) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    raise SystemExit(here(words, folder, environment))


def here(words: list[str], folder: Path, environment: Mapping[str, str]) -> int:
    """Do the same in this process, and return the code.

    The program is taken as unchanged since it began: what is edited in the checkout meanwhile makes no brief stale.
    """
    unchanged = mock.patch("briefing.batch.key.program", return_value="one program")
    with contextlib.chdir(folder), mock.patch.dict(os.environ, environment), unchanged:
        return main(words)
