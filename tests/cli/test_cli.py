"""The command line itself: what is listed, what is quick, which code comes out."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from briefing import __version__, cli
from briefing.cli import COMMANDS, main
from briefing.commands.report import write_result


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


@pytest.mark.parametrize(
    ("word", "told"),
    [("biuld", "there is no command 'biuld': did you mean build?"), ("zzz", "the commands are build, batch, timeline")],
)
def test_unknown_command_is_told_with_what_there_is(word: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([word, "articles"]) == 2
    assert told in capsys.readouterr().err


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
    text.write_text("They met on Monday.\n" * 3_000, encoding="utf-8")
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


def test_help_tells_exit_codes_and_a_first_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    text = capsys.readouterr().out
    assert "briefing build FOLDER" in text
    assert re.findall(r"(?m)^ +(?:Exit codes)? +([0-3])  \S", text) == ["0", "1", "2", "3"]


@pytest.mark.parametrize("command", ["build", "timeline", "batch", "dates"])
def test_an_empty_text_is_not_the_working_folder(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, ""]) == 2
    assert "an empty text is no path" in capsys.readouterr().err


def test_an_empty_style_is_not_the_usual_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", ".", "--style", ""]) == 2
    assert "an empty text is no name" in capsys.readouterr().err


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2025-02-30", "soon"])
@pytest.mark.parametrize("option", ["--date", "--as-of"])
def test_a_day_that_can_be_none_is_wrong_usage(option: str, day: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", ".", option, day]) == 2
    assert repr(day) in capsys.readouterr().err


@pytest.mark.parametrize(
    "argv", [["build", "\x1b[2J.txt"], ["verify", "\x1b[2J.pdf"], ["\x1b[2J"], ["build", "--\x1b"]]
)
def test_what_is_wrong_is_told_in_one_manner(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(argv) == 2
    error = capsys.readouterr().err
    assert error.startswith("briefing: ")
    assert "\x1b" not in error


@pytest.mark.parametrize("text", [None, "sorces: x\n", "[", "sources: nothing.txt\n"])
def test_a_name_with_a_newline_stays_on_one_line(
    tmp_path: Path, text: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    brief = tmp_path / "a\nb.yaml"
    if text is not None:
        brief.write_text(text, encoding="utf-8")
    assert main(["build", str(brief)]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert lines
    assert [line for line in lines if "a\\nb.yaml" not in line] == []


def test_each_line_of_many_faults_is_told_alike(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = [str(tmp_path / name) for name in ("one", "two", "three")]
    assert main(["build", *missing]) == 2
    assert [line.split(": ")[:2] for line in capsys.readouterr().err.splitlines()] == [
        ["briefing", path] for path in missing
    ]


def test_a_result_is_written_whole_where_a_stream_takes_a_part(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = bytearray()

    class Narrow(io.RawIOBase):
        def writable(self) -> bool:
            return True

        def write(self, data: Any) -> int:
            taken.extend(bytes(data)[:7])
            return min(7, len(data))

    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(Narrow(), write_through=True))  # type: ignore[type-var]
    write_result("What happened when – and who says so.\n" * 3)
    assert taken.decode() == "What happened when – and who says so.\n" * 3


def test_a_fault_of_the_program_is_one_line_with_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(KeyError) as caught:
        {}["key\n"]  # type: ignore[index]
    assert cli._own_fault(caught.value) == 3
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert f"briefing {__version__}, test_cli.py:" in told


def test_a_stream_that_fails_is_named(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cli.group, "main", full)
    assert main(["styles"]) == 3
    assert capsys.readouterr().err == "briefing: standard output: No space left on device\n"


def test_closed_streams_are_no_traceback(tmp_path: Path) -> None:
    command = f'"{sys.executable}" -m briefing dates - --date 2025-08-22 <&- >&- 2>"{tmp_path}/told"'
    assert subprocess.run(command, shell=True, check=False).returncode == 3
    assert (tmp_path / "told").read_text(encoding="utf-8").startswith("problem: -: is empty")
