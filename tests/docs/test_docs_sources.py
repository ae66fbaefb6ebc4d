"""``docs/sources.md``: its limits are those of the program, and its keys those of a brief."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

from pages import DOCS

from briefing.job import load_brief
from briefing.sources.limits import USUAL


def test_the_limits_are_the_ones_of_the_program(tmp_path: Path) -> None:
    told = (DOCS / "sources.md").read_text(encoding="utf-8").partition("## Limits")[2]
    rows = re.findall(r"\| (\d[\d,]*)\b[^|]*\| `([a-z_]+: \d+)` \|", told)
    assert {int(number.replace(",", "")) for number, _ in rows} == set(dataclasses.astuple(USUAL))
    (tmp_path / "a.txt").write_text("Trains ran again on Monday.\n", encoding="utf-8")
    brief = tmp_path / "rail.yaml"
    brief.write_text("sources: a.txt\nreading: {" + ", ".join(key for _, key in rows) + "}\n", encoding="utf-8")
    assert load_brief(brief).limits == USUAL
