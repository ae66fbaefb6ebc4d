"""The output shown in ``docs/dates.md`` is what the commands print."""

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


def test_python() -> None:
    assert doctest.testfile(str(DOC), module_relative=False).failed == 0
