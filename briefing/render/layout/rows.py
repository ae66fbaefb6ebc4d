"""Rows of a lane: which marks share a row, and how high it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.render.layout.labels import Entry, Placer, Spot

_ABOVE = 4.5  # white over a label that stands above its mark
_AROUND = 2.4  # white over and under a label beside its mark
_UNDER = 5.0  # least room under the middle of a mark with a label above it


@dataclass(slots=True)
class Row:
    """Entries side by side, and the stretches that they take."""

    placed: list[tuple[Entry, Spot | None]] = field(default_factory=list)
    taken: list[tuple[float, float]] = field(default_factory=list)

    def add(self, entry: Entry, spot: Spot | None) -> None:
        """Put an entry with its label into the row."""
        ends = [(spot.left, spot.right)] if spot is not None else []
        if entry.shape is not None:
            ends.append(entry.shape.extent[:2])
        self.placed.append((entry, spot))
        self.taken.append((min(left for left, _ in ends), max(right for _, right in ends)))

    def size(self, pitch: float, above: float) -> tuple[float, float]:
        """Return the height of the row and the y of its marks.

        ``pitch`` is the least height of a row, ``above`` that of a row with a label above a mark.
        """
        over = under = max((entry.shape.extent[2] for entry, _ in self.placed if entry.shape is not None), default=0.0)
        spots = [spot for _, spot in self.placed if spot is not None]
        is_tall = any(spot.above for spot in spots)
        for spot in spots:
            over = max(over, (_ABOVE if spot.above else _AROUND) - spot.top)
            under = max(under, spot.bottom + _AROUND)
        over = max(over, pitch / 2)
        under = max(under, _UNDER if is_tall else pitch / 2)
        return max(over + under, above if is_tall else pitch), over


def pack(entries: Sequence[Entry], placer: Placer, *, share: bool, cut: bool) -> tuple[Row, ...]:
    """Return the rows of a lane; with ``share`` an entry joins the first row that has room for it.

    With ``cut`` its words are cut before a new row is begun.
    """
    rows: list[Row] = []
    for entry in entries:
        tries = [(row, False) for row in rows if share] + [(row, True) for row in rows if cut and entry.lines]
        for row, shorten in tries:
            spot = placer.spot(entry, row.taken, cut=shorten)
            if spot is not None:
                row.add(entry, spot)
                break
        else:
            row = Row()
            row.add(entry, placer.spot(entry, (), new=True))
            rows.append(row)
    return tuple(rows)
