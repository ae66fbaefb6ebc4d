"""``docs/sources.md``: its limits are those of the program."""

from __future__ import annotations

import re

from pages import DOCS

from briefing.sources import limits


def test_the_limits_are_the_ones_of_the_program() -> None:
    told = (DOCS / "sources.md").read_text(encoding="utf-8").partition("## Limits")[2]
    numbers = {int(n.replace(",", "")) for n in re.findall(r"\| (\d[\d,]*)\b", told)}
    assert numbers == {value for name, value in vars(limits).items() if name.isupper()}
