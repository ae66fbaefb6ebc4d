"""Strips of a page: what stands together stays together, and what is cut is taken up again with its head.

A section is one flowable of reportlab that holds slices from top to bottom, each a line or a row that is never cut.
Between which slices a page may end is said by the slices: ``keep`` holds one to the next, ``again`` is put above the
slice that begins a page (the head of a table, the date of a day).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from reportlab.platypus import Flowable

from briefing.render.canvas import TaggedCanvas

_OF_GAPS = 0.3  # of a gap can be spared

Draw = Callable[[TaggedCanvas, float, float], None]
"""Draws from the left edge and the top of a slice."""
Under = Callable[[TaggedCanvas, float, float, float], None]
"""Draws behind a slice: left edge, top with the gap above it, bottom."""


@dataclass(slots=True)
class Slice:
    """A strip of the page."""

    height: float
    draw: Draw | None = None
    gap: float = 0.0  # white above it, not at the top of a page
    keep: bool = False  # not parted from the next slice
    under: Under | None = None
    again: Callable[[], list[Slice]] | None = None
    gives: float = 0.0  # white in its height, in points, that may be given up


@dataclass(slots=True)
class _Placed:
    """A slice in its column: left edge, top of the gap above it, top; measured from the flowable's top left corner."""

    slice: Slice
    x: float
    gap_top: float
    top: float


def _ground(placed: _Placed) -> tuple[Under | None, float]:
    """Return what neighbours have in common that share one ground: they lie edge to edge."""
    return placed.slice.under, placed.x


class Strips(Flowable):  # type: ignore[misc]
    """Slices in one column."""

    columns = 1

    def __init__(self, slices: Sequence[Slice], page_height: float, *, gutter: float = 0.0) -> None:
        super().__init__()
        self.slices = list(slices)
        self._page_height, self._gutter = page_height, gutter
        self._placed: list[_Placed] = []
        self._loose: list[tuple[float, float]] = []  # heights and gaps before they were tightened
        if self.slices:
            self.spaceBefore = self.slices[0].gap

    def tighten(self, share: float) -> None:
        """Give up a share, 0 to 1, of the white that slices and gaps can spare; 0 takes it back."""
        self._loose = self._loose or [(one.height, one.gap) for one in self.slices]
        for one, (height, gap) in zip(self.slices, self._loose, strict=True):
            one.height = height - share * one.gives
            one.gap = gap * (1 - _OF_GAPS * share)
        if self.slices:
            self.spaceBefore = self.slices[0].gap

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Return the size; more than is available means that it has to be split."""
        self.width = available_width
        placed, done, low = self._fill(available_height)
        self.height = low if done == len(self.slices) else available_height + 1.0
        self._placed = placed
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Return what fits and the rest; nothing when not even the first slices that belong together fit."""
        self.width = available_width
        _, done, _ = self._fill(available_height)
        if not done and available_height >= self._page_height - 1.0:
            done = self._cut(available_height)
        if not done:
            return []
        rest = self.slices[done:]
        first = self._like(self.slices[:done])
        if not rest:
            return [first]
        again = rest[0].again
        return [first, self._like([*again(), *rest] if again is not None else rest)]

    def _like(self, slices: Sequence[Slice]) -> Strips:
        made = type(self)(slices, self._page_height, gutter=self._gutter)
        return made

    def drawOn(self, canvas: TaggedCanvas, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803 - theirs
        """Draw all grounds, then all slices in their order; places are absolute, for links and structure need them."""
        top = y + self.height
        canvas.use(None)
        for (under, left), members in groupby(self._placed, key=_ground):
            if under is not None:
                all_of_them = list(members)
                last = all_of_them[-1]
                under(canvas, x + left, top - all_of_them[0].gap_top, top - last.top - last.slice.height)
        for placed in self._placed:
            if placed.slice.draw is not None:
                placed.slice.draw(canvas, x + placed.x, top - placed.top)
        canvas.use(None)

    def _fill(self, limit: float) -> tuple[list[_Placed], int, float]:
        """Place what fits into ``limit`` points; return it, the number of slices and the lowest point."""
        return self._column(0, 0.0, limit)

    def _column(self, start: int, x: float, limit: float) -> tuple[list[_Placed], int, float]:
        """Place slices from ``start`` on; a chain of kept slices that does not fit is left for the next column."""
        taken_up = self.slices[start].again if 0 < start < len(self.slices) else None
        head = taken_up() if taken_up is not None else []
        placed: list[_Placed] = []
        y = low = 0.0
        fits = at = start
        for one in head:
            placed.append(_Placed(one, x, y, y))
            y += one.height
        while at < len(self.slices):
            one = self.slices[at]
            gap = one.gap if at > start else 0.0
            if y + gap + one.height > limit:
                break
            placed.append(_Placed(one, x, y, y + gap))
            y += gap + one.height
            at += 1
            if not one.keep or at == len(self.slices):
                fits, low = at, y
        return (placed[: len(head) + fits - start] if fits > start else []), fits, low

    def _cut(self, limit: float) -> int:
        """Return how many slices fit on an empty page, though they belong together."""
        y = 0.0
        for place, one in enumerate(self.slices):
            y += one.height + (one.gap if place else 0.0)
            if y > limit:
                return max(place, 1)
        return len(self.slices)


class Columns(Strips):
    """Slices in two columns that end at about the same height."""

    columns = 2

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Return the size, the columns made even where all fits."""
        size = super().wrap(available_width, available_height)
        if self.height > available_height:
            return size
        short, long = 0.0, self.height
        for _ in range(10):
            middle = (short + long) / 2
            placed, done, low = self._fill(middle)
            if done == len(self.slices):
                long, self._placed, self.height = middle, placed, low
            else:
                short = middle
        return self.width, self.height

    def _fill(self, limit: float) -> tuple[list[_Placed], int, float]:
        step = (self.width + self._gutter) / self.columns
        placed: list[_Placed] = []
        done, low = 0, 0.0
        for column in range(self.columns):
            part, done, reached = self._column(done, column * step, limit)
            placed += part
            low = max(low, reached)
        return placed, done, low
