"""The output shown in ``docs/dates.md``, and in the README of Python, is what is printed."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

DOC = Path(__file__).resolve().parents[2] / "docs" / "dates.md"
CONSOLE = re.findall(r"```console\n\$ (.*?)\n(.*?)```", DOC.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize(("command", "shown"), CONSOLE)
def test_console(command: str, shown: str) -> None:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    done = subprocess.run(
        command, shell=True, capture_output=True, text=True, env={**os.environ, "PATH": path}, check=True
    )
    assert done.stdout == shown


@pytest.mark.parametrize("page", [DOC, DOC.parent.parent / "README.md"], ids=lambda page: page.name)
def test_python(page: Path) -> None:
    tried = doctest.testfile(str(page), module_relative=False)
    assert tried.attempted > 0
    assert tried.failed == 0
