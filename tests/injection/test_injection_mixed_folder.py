"""Two hundred hostile files among twenty articles: the briefing of the twenty, and a name for each of the others."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from briefing.cli import main

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
GOOD = 20


@pytest.fixture(scope="module")
def invented() -> ModuleType:
    specification = importlib.util.spec_from_file_location("invented_files", BENCHMARKS / "invented_files.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    sys.modules["invented_files"] = module
    specification.loader.exec_module(module)
    return module


def test_the_briefing_of_the_good_files_and_a_name_for_every_bad_one(
    tmp_path: Path, invented: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    bad = dict(invented.hostile(25))  # each kind once; benchmarks/readers.py takes two hundred
    for name, data in bad.items():
        (folder / name).write_bytes(data)
    forms = list(invented.FORMATS.items())
    for n in range(GOOD):
        end, write = forms[n % len(forms)]
        (folder / f"good-{n:02d}.{end}").write_bytes(write(*invented.article(n, 1_500)))
    assert main(["build", str(folder), "-o", str(tmp_path / "out")]) == 1
    assert (tmp_path / "out" / "mixed.pdf").read_bytes().startswith(b"%PDF")
    timeline = yaml.safe_load((tmp_path / "out" / "mixed.timeline.yaml").read_text(encoding="utf-8"))
    assert len(timeline["documents"]) == GOOD
    assert len(timeline["events"]) > 5
    lines = [line for line in capsys.readouterr().err.splitlines() if line.startswith("problem: ")]
    for name in bad:
        named = [line for line in lines if line.startswith((f"problem: {name}: ", f"problem: {name}#"))]
        assert named, name
        assert all(line.endswith(")") and " (" in line for line in named), named  # the remedy
    assert not [line for line in lines if "good-" in line]
