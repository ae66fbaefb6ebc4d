"""``briefing styles``: the list, and a sample page."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest

from briefing.cli import main


def test_styles_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["styles"]) == 0
    out = capsys.readouterr().out
    assert [line.split()[0] for line in out.splitlines()] == ["house", "large", "two-page"]


def test_styles_are_listed_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["styles", "--json"]) == 0
    assert set(json.loads(capsys.readouterr().out)["styles"]) == {"house", "large", "two-page"}


def test_a_sample_page_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["styles", "two-page", "-o", str(tmp_path / "looks")]) == 0
    made = tmp_path / "looks" / "style-two-page.pdf"
    assert capsys.readouterr().out == f"{made.as_posix()}\n"
    with pikepdf.open(made) as pdf:
        assert len(pdf.attachments) == 6


def test_an_own_style_is_shown_under_the_name_of_its_file(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("name: ../elsewhere\npage: {size: letter}\n", encoding="utf-8")
    assert main(["styles", str(own), "-o", str(tmp_path)]) == 0
    with pikepdf.open(tmp_path / "style-own.pdf") as pdf:
        assert [float(side) for side in pdf.pages[0].mediabox] == [0, 0, 612, 792]


def test_an_unknown_style_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["styles", "hous", "-o", str(tmp_path)]) == 2
    assert "use house, large, two-page" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
