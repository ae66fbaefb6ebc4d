"""The tables of this folder: English verbs, words of closed classes, and names that every newsroom knows."""

from __future__ import annotations

import functools
from typing import Any

from briefing import resources


@functools.cache
def table(name: str) -> dict[str, Any]:
    """Return the table ``name`` ("english", "names") of ``briefing/timeline/tables``."""
    rows = resources.table(f"timeline/tables/{name}.yaml")
    assert isinstance(rows, dict)
    return rows


@functools.cache
def words(*names: str) -> frozenset[str]:
    """Return the words of classes of the English table, case-folded."""
    return frozenset(str(word).casefold() for name in names for word in table("english")[name])


@functools.cache
def phrases(name: str) -> tuple[tuple[str, ...], ...]:
    """Return a list of the English table, each entry as its words; longest first."""
    rows = [tuple(str(entry).casefold().split()) for entry in table("english")[name]]
    return tuple(sorted(rows, key=lambda row: (-len(row), row)))
