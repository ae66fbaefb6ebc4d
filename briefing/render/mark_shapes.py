"""The shape of a mark: which one a kind of date has, and how much room it takes on a time axis."""

from __future__ import annotations

import math
from dataclasses import dataclass

from briefing.model import ChartEvent, Interval, Mark
from briefing.render.style import ChartMeasures

HOLLOW_HEAD = 4.6
"""Half the height of a hollow arrow's head, in points."""
_SHORT = 6.0  # half the length of a mark that stands alone
_OPEN = 4.9  # half the height of the arrow of an open interval
_WHISKER = 4.2  # half the height of a whisker's stop
_BAR = 2.5  # half the height of a bar with its outline


@dataclass(frozen=True, slots=True)
class Shape:
    """A mark as it stands on a time axis: all in points, around the line ``y = 0``."""

    mark: Mark  # one of DAY, SPAN, WITHIN, BEFORE, AFTER, RANGE, CALENDAR
    left: float  # first and last point in time
    right: float
    at: float  # where a dot or ring stands
    radius: float  # of that dot or ring
    sources: int = 1
    planned: bool = False
    disputed: bool = False
    open_left: bool = False  # goes on beyond the plot
    open_right: bool = False

    @property
    def is_point(self) -> bool:
        """Whether the mark is a dot or a ring alone."""
        return self.mark in (Mark.DAY, Mark.CALENDAR)

    @property
    def extent(self) -> tuple[float, float, float]:
        """Left edge, right edge and half the height of what is drawn, without the halo."""
        edge = 0.7  # half a line
        reach = self.radius + edge
        if self.is_point:
            return self.at - reach, self.at + reach, reach
        if self.mark in (Mark.WITHIN, Mark.RANGE):
            return min(self.left, self.at - reach) - edge, max(self.right, self.at + reach) + edge, max(reach, _WHISKER)
        half = HOLLOW_HEAD + edge if self.planned else _BAR if self.mark is Mark.SPAN else _OPEN
        return self.left - edge, self.right + edge, half


def basic_mark(mark: Mark, interval: Interval) -> Mark:
    """Return the shape under "planned" and "disputed", which are ways to draw a shape; the days have the last word.

    >>> basic_mark(Mark.PLANNED, Interval(None, None))
    <Mark.DAY: 'day'>
    """
    start, end = interval.start, interval.end
    if start is None or end is None:
        return Mark.DAY if start is end else Mark.BEFORE if start is None else Mark.AFTER
    if interval.is_day:
        return mark if mark is Mark.CALENDAR else Mark.DAY
    return mark if mark in (Mark.WITHIN, Mark.RANGE) else Mark.SPAN


def is_planned(event: ChartEvent) -> bool:
    """Whether the event is drawn hollow."""
    return event.planned or event.mark is Mark.PLANNED


def is_disputed(event: ChartEvent) -> bool:
    """Whether the event is drawn dashed."""
    return event.disputed or event.mark is Mark.DISPUTED


def radius(mark: Mark, sources: int, measures: ChartMeasures, *, disputed: bool = False, most: float = 99.0) -> float:
    """Return the radius of a dot or ring in points: its area grows with the sources, up to ``most``."""
    least = measures.ring_disputed if disputed and mark is Mark.DAY else measures.dot
    grown = measures.ring if mark is Mark.CALENDAR else measures.dot * math.sqrt(max(sources, 1))
    return min(max(least, grown), measures.dot_most, most)


def sample(
    mark: Mark,
    measures: ChartMeasures,
    *,
    sources: int = 1,
    planned: bool = False,
    disputed: bool = False,
    half: float = _SHORT,
) -> Shape:
    """Return the shape that stands for ``mark`` outside an axis, centred on 0."""
    base = Mark.DAY if mark is Mark.DISPUTED else Mark.SPAN if mark is Mark.PLANNED else mark
    contested = disputed or mark is Mark.DISPUTED
    size = radius(base, sources, measures, disputed=contested)
    wide = max(half, size + 4.6) if base in (Mark.RANGE, Mark.WITHIN) else half
    return Shape(base, -wide, wide, 0.0, size, sources, planned or mark is Mark.PLANNED, contested)
