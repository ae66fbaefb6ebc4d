"""The command line itself: what is listed, what is quick, which code comes out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from briefing.cli import COMMANDS, main


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    text = capsys.readouterr().out
    assert all(f"  {name} " in text for name in COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_each_listed_command_has_help_of_its_own(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--help"]) == 0
    assert f"Usage: briefing {name}" in capsys.readouterr().out


@pytest.mark.parametrize("argv", [["nonsense"], ["--nonsense"], ["build", "--nonsense"]])
def test_wrong_usage_is_code_2(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(argv) == 2
    assert "nonsense" in capsys.readouterr().err


@pytest.mark.parametrize("argv", [["--help"], ["--version"]])
def test_help_and_version_load_no_heavy_library(argv: list[str]) -> None:
    code = (
        "import sys; from briefing.cli import main; main(sys.argv[1:]);"
        "names = 'matplotlib reportlab pydantic dateparser yaml lxml pikepdf rich'.split();"
        "heavy = set(names) & set(sys.modules);"
        "sys.exit(f'loaded: {sorted(heavy)}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code, *argv], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_reader_that_goes_away_is_no_traceback(tmp_path: Path) -> None:
    text = tmp_path / "many.txt"
    text.write_text("They met on Monday.\n" * 20_000, encoding="utf-8")
    command = f'"{sys.executable}" -m briefing dates "{text}" --date 2025-08-22 | head -n 1'
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("characters")
    assert "Traceback" not in done.stderr


def test_a_process_tells_its_code_and_all_its_output(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "briefing", "--help"], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stdout.endswith("\n")
    done = subprocess.run([sys.executable, "-m", "briefing", "nonsense"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "nonsense" in done.stderr
