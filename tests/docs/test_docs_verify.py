"""``docs/verify.md``: its commands, run on the sample articles, prove the sample briefing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pages import DOCS, blocks

from briefing.cli import main


def test_the_commands_of_the_page_prove_the_sample(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(DOCS.parent / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    lines = [line for block in blocks("verify.md", "sh") for line in block.splitlines()]
    assert len(lines) == 4
    for line in lines:
        program, *arguments = line.split()
        assert program == "briefing"
        assert main(arguments) == 0, line
    assert ", 0 false\n" in capsys.readouterr().out
