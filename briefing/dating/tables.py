"""Counts over dated news: how long after the days, months and years that it names an article appears.

They are counted by ``benchmarks/dating_tables.py`` and used as they are; ``weights`` makes likelihoods of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]

Counts = Mapping[str, tuple[int, ...]]
HEAD, TEXT, AHEAD = "head", "text", "ahead"
"""Where a day stands: in the caption and the first lines, in the text, and told as to come."""

EDGES = (-183, -60, -28, -14, -7, -3, -1, 0, 1, 2, 3, 4, 7, 8, 15, 29, 61, 184, 367)
"""Days from a day that is named to the publication, in steps; the last count of a row is of all that lies outside."""

GAPS = range(-4, 6)
"""Years from a year that is named to that of the publication; then those farther away, and the number of articles."""

COUNTS: Counts = {
    "lead": (515, 87, 10, 3, 2, 2, 15),
    "opening": (35, 42, 7, 6, 0, 1, 4),
    "weekday": (757, 588, 154, 85, 49, 32, 45),
    "weekday ahead": (79, 14, 6, 15, 10, 35, 85),
    "possessive": (41, 36, 7, 12, 5, 8, 6),
    "month": (29, 114, 121, 100, 55, 58, 45, 39, 33, 14, 15, 20),
    "dated head": (0, 1, 0, 0, 0, 0, 1, 39, 20, 10, 7, 6, 2, 9, 5, 6, 9, 4, 16),
    "dated text": (1, 0, 0, 0, 1, 0, 2, 2, 4, 1, 1, 5, 0, 4, 3, 2, 3, 2, 35),
    "dated ahead": (0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 12),
    "undated head": (21, 0, 1, 2, 1, 2, 2, 24, 2, 1, 1, 4, 1, 4, 6, 12, 12, 0, 0),
    "undated text": (35, 6, 9, 15, 2, 1, 4, 26, 12, 12, 16, 36, 17, 65, 79, 108, 162, 0, 0),
    "undated ahead": (8, 9, 21, 20, 16, 3, 0, 5, 0, 2, 0, 1, 1, 4, 6, 9, 8, 0, 0),
    "years told": (13, 8, 14, 32, 64, 82, 71, 73, 40, 50, 754, 1274),
    "years ahead": (7, 3, 15, 24, 31, 15, 5, 5, 1, 2, 72, 1274),
}


@lru_cache(maxsize=64)
def ratios(counts: tuple[int, ...]) -> Vector:
    """Return how much more often each place of a row is met than by chance, as logarithms."""
    import numpy as np

    row = np.array(counts) + 0.7
    return np.asarray(np.log(row / row.sum() * len(counts)))


@lru_cache(maxsize=64)
def offsets(counts: tuple[int, ...], scattered: int) -> Vector:
    """Return how much more often news appears each number of days after a day it names than by chance, as logarithms.

    By chance it appears on any of the days over which the rest is ``scattered``: on those of a year, when no year is
    named.
    """
    import numpy as np

    widths = np.diff(EDGES)
    total = sum(counts) + 3
    rest = 1 / scattered if scattered < EDGES[-1] else (counts[-1] + 1) / total / scattered
    steps = (np.array(counts[:-1]) + 0.5 * np.minimum(1, widths / 10)) / total / widths
    return np.asarray(np.repeat(np.log(steps / rest), widths))


@lru_cache(maxsize=64)
def presence(counts: tuple[int, ...]) -> dict[int, tuple[float, float]]:
    """Return for each gap of years how much an article speaks for it by not naming that year, and by naming it."""
    import math

    *near, far, articles = counts
    by_chance = far / articles / 20 + 0.002
    found = {}
    for gap, count in zip(GAPS, near, strict=True):
        share = (count + 0.5) / (articles + 1)
        found[gap] = (math.log((1 - share) / (1 - by_chance)), math.log(share / by_chance))
    return found
