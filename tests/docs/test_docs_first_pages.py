"""``docs/first-briefing.md`` and ``docs/correcting-a-date.md``: their commands run in order on the sample articles."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from pages import blocks

from briefing.cli import main
from briefing.job import load_brief
from briefing.resources import folder


@pytest.fixture(autouse=True)
def beside_the_samples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(folder("seeds"), tmp_path / "seeds")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("page", "made"), [("first-briefing.md", "articles"), ("correcting-a-date.md", "kyiv-guarantees")]
)
def test_each_command_succeeds(page: str, made: str) -> None:
    lines = [line.split() for block in blocks(page, "sh") for line in block.splitlines()]
    assert lines
    for program, *words in lines:
        assert program == "briefing"
        assert main(words) == 0, words
    assert sorted(path.name for path in Path("out").iterdir()) == [f"{made}.pdf", f"{made}.timeline.yaml"]


@pytest.mark.parametrize("text", blocks("correcting-a-date.md", "yaml"))
def test_what_is_shown_of_a_brief_fits_the_sample(text: str) -> None:
    brief = Path("seeds/brief.yaml")
    whole = yaml.safe_load(brief.read_text(encoding="utf-8")) | yaml.safe_load(text)
    brief.write_text(yaml.safe_dump(whole), encoding="utf-8")
    assert load_brief(brief).sources
