"""Fitting the lanes to the page: the loosest drawing for which there is room.

First each event has a row and its words in lines; then words lose lines, rows are shared, words give way to numbers,
and in the end the least-sourced events of each unit of the axis are only counted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from briefing.model import ChartEvent
from briefing.render.layout.lanes import Density, Lane, Stage, lay_out_lane

Lanes = tuple[Lane, ...]

_LINES = (3, 2, 1)  # of a label above its mark
_MANY = 60  # events
_TIGHT_ROW = 14.0
_TIGHT_PADDING = 8.0


def fit_lanes(lanes: Sequence[tuple[str, tuple[ChartEvent, ...]]], stage: Stage, room: float) -> Lanes:
    """Return the lanes, laid out in ``room`` points of height; higher only when even counts need more."""
    return _Fitter(lanes, stage, room).fitted()


class _Fitter:
    def __init__(self, lanes: Sequence[tuple[str, tuple[ChartEvent, ...]]], stage: Stage, room: float) -> None:
        self.lanes, self.stage, self.room = lanes, stage, room
        measures = stage.style.chart
        self.ranked = list(stage.ranks)
        self.words = measures.labels_most
        share = len(self.ranked) > self.words
        self.wide = Density(measures.row, measures.span_row, measures.lane_padding, share, self._first(3))
        self.tight = replace(self.wide, row=_TIGHT_ROW, span_row=0.0, padding=_TIGHT_PADDING, share=True, cut=True)
        self.numbered = replace(self.tight, words={})

    def fitted(self) -> Lanes:
        # Where not even numbers fit, which is usual with many events, the looser drawings need no try.
        if len(self.ranked) <= _MANY or self._fits(self._all(self.numbered)):
            for density in (
                *(replace(self.wide, lines=lines) for lines in _LINES),
                replace(self.wide, words=self._first(2)),
                replace(self.wide, share=True),
                self.tight,
                replace(self.tight, words=self._first(2)),
            ):
                if self._fits(found := self._all(density)):
                    return self._whole(found)
            if self._fits(found := self._all(self.numbered)):
                return self._whole(self._with_words(found))
        return self._counted()

    def _all(self, density: Density) -> Lanes:
        return tuple(lay_out_lane(name, events, density, self.stage) for name, events in self.lanes)

    def _fits(self, lanes: Lanes) -> bool:
        return sum(lane.height for lane in lanes) <= self.room

    def _with_words(self, found: Lanes) -> Lanes:
        """Give a line of words to as many events as there is room for, then more lines, the first by rank first."""
        density, place = self.numbered, {event.key: n for n, lane in enumerate(found) for event in lane.events}
        for key, choices in (*((key, (1,)) for key in self._first(1)), *((key, (3, 2)) for key in self._first(1))):
            n = place[key]
            for lines in choices:
                richer = replace(density, words={**density.words, key: lines})
                lane = lay_out_lane(found[n].name, found[n].events, richer, self.stage)
                tried = (*found[:n], lane, *found[n + 1 :])
                if self._fits(tried):
                    found, density = tried, richer
                    break
        return found

    def _whole(self, found: Lanes) -> Lanes:
        """Give lanes whose words are cut more rows, as far as there is room, those with most words cut first."""
        for n in sorted(range(len(found)), key=lambda n: (-_cut(found[n]), n)):
            for lines in _LINES if _cut(found[n]) else ():
                loose = replace(self.tight, share=False, cut=False, lines=lines)
                lane = lay_out_lane(found[n].name, found[n].events, loose, self.stage)
                tried = (*found[:n], lane, *found[n + 1 :])
                if _cut(lane) < _cut(found[n]) and self._fits(tried):
                    found = tried
                    break
        return found

    def _first(self, lines: int, most: int | None = None) -> dict[str, int]:
        """Return so many lines beside its mark for each of the first events by rank, ``most`` at most."""
        return dict.fromkeys(self.ranked[: self.words][:most], lines)

    def _counted(self) -> Lanes:
        """Count what finds no room: first as many marks as possible for each unit, then for the first by rank."""
        kept, found = 0, self._counting(0, 0)
        for kept in (self.words, self.words // 3, 0):
            if self._fits(found := self._counting(kept, 0)):
                break
        singly, more = self._most(lambda n: self._counting(kept, n), 0)
        _, most = self._most(lambda n: self._counting(n, singly), kept)
        return most or more or found

    def _counting(self, kept: int, singly: int) -> Lanes:
        return self._all(replace(self.tight, words=self._first(3, kept), kept=kept, singly=singly))

    def _most(self, attempt: Callable[[int], Lanes], least: int) -> tuple[int, Lanes]:
        """Return the largest number from ``least``, which fits, up to that of all events, that fits: by halving."""
        most = len(self.ranked)
        found: Lanes = ()
        while most - least > 1:
            middle = (least + most) // 2
            if self._fits(tried := attempt(middle)):
                least, found = middle, tried
            else:
                most = middle
        return least, found


def _cut(lane: Lane) -> int:
    """Return how many labels of a lane do not stand there whole."""
    return sum(not label.whole for label in lane.labels)
