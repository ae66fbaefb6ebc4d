"""``briefing verify``: what it prints, which code comes out, what it loads."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tamper import reword

from briefing.cli import main


@pytest.fixture
def pdf(strike: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "strike.pdf"
    path.write_bytes(strike)
    return path


def test_an_untouched_file_is_code_0_and_says_what_it_is_not(pdf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(pdf)]) == 0
    *items, counts, note = capsys.readouterr().out.splitlines()
    assert all(line.startswith("proven  ") for line in items)
    assert counts == f"{len(items)} proven, 0 editor's, 0 not attached, 0 false"
    assert "no signature" in note


def test_something_false_is_code_3_and_is_told_even_when_quiet(
    pdf: Path, strike: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf.write_bytes(reword(strike, "Cranes", "Trains"))
    assert main(["verify", str(pdf), "--quiet"]) == 3
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("false ")
    assert "Trains" in line
    assert "Cranes" in line


def test_the_report_for_machines(pdf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(pdf), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["code"] == 0
    assert report["counts"]["false"] == 0
    assert sum(report["counts"].values()) == len(report["items"])
    assert set(report["items"][0]) == {"state", "kind", "place", "message"}


def test_the_files_of_the_articles_are_compared(
    pdf: Path, strike_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "articles"
    shutil.copytree(strike_folder, folder)
    assert main(["verify", str(pdf), "--sources", str(folder)]) == 0
    assert capsys.readouterr().out.count("is the file that was read") == 3
    (folder / "radio.txt").unlink()
    with (folder / "post.txt").open("a", encoding="utf-8") as file:
        file.write("One more line.\n")
    assert main(["verify", str(pdf), "--sources", str(folder)]) == 3
    told = capsys.readouterr().out
    assert "not attached  file, S1 radio.txt: is not in the folder of sources" in told
    assert "false         file, S2 post.txt: is not the file that was read" in told


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"Dear reader"])
def test_what_is_no_briefing_is_code_3_on_one_line(
    content: bytes, pdf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf.write_bytes(content)
    assert main(["verify", str(pdf)]) == 3
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1
    assert told[0].startswith(f"briefing: {pdf.as_posix()}: is ")


@pytest.mark.parametrize("arguments", [[], ["absent.pdf"], ["--sources", "absent"]])
def test_wrong_usage_is_code_2(arguments: list[str]) -> None:
    assert main(["verify", *arguments]) == 2


def test_no_heavy_library_is_loaded(pdf: Path) -> None:
    code = (
        "import sys; from briefing.cli import main; code = main(['verify', sys.argv[1], '--quiet']);"
        "heavy = set('matplotlib pydantic dateparser reportlab trafilatura'.split()) & set(sys.modules);"
        "sys.exit(f'loaded: {sorted(heavy)}' if heavy else code)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(pdf)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
