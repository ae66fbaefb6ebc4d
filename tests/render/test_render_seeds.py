"""The briefing of the sample articles, as a screen reader reads it: a text that a person can review."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.build import Options, build
from briefing.job import job_from_sources

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler's pdfinfo is not installed")
def test_tags_and_reading_order_of_the_seeds(golden: Callable[[str, str], None], tmp_path: Path) -> None:
    path = tmp_path / "seeds.pdf"
    path.write_bytes(build(job_from_sources([SEEDS]), Options()).pdf)
    run = subprocess.run(["pdfinfo", "-struct-text", str(path)], capture_output=True, text=True, check=True)
    text = re.sub(r"Object \d+ 0", "Object", run.stdout)
    text = re.sub(r"(Figure:\n)(?: {7}.*\n| {6}\".*\n)*", r"\1", text)  # what a chart draws has tests of its own
    golden("seeds.structure.txt", text)
