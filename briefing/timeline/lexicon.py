"""The tables of this folder: English verbs, words of closed classes, and names that every newsroom knows."""

from __future__ import annotations

import functools
from importlib import resources
from typing import Any


@functools.cache
def table(name: str) -> dict[str, Any]:
    """Return the table ``name`` ("english", "names") of ``briefing/timeline/tables``."""
    import yaml

    text = resources.files("briefing.timeline").joinpath("tables", f"{name}.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    rows = yaml.load(text, Loader=loader)
    assert isinstance(rows, dict)
    return rows


@functools.cache
def words(name: str) -> frozenset[str]:
    """Return a word class of the English table, case-folded."""
    return frozenset(str(word).casefold() for word in table("english")[name])


@functools.cache
def phrases(name: str) -> tuple[tuple[str, ...], ...]:
    """Return a list of the English table, each entry as its words; longest first."""
    rows = [tuple(str(entry).casefold().split()) for entry in table("english")[name]]
    return tuple(sorted(rows, key=lambda row: (-len(row), row)))
