"""Events on a scale: the shape that an event takes between the edges of the plot."""

from __future__ import annotations

from briefing.model import ChartEvent, Interval, Mark
from briefing.render.layout.scale import Scale
from briefing.render.mark_shapes import Shape, basic_mark, is_disputed, is_planned, radius
from briefing.render.style import ChartMeasures

_ARROW = 96.0  # the longest of an open interval; what is planned goes on to the edge
_ARROW_LEAST = 18.0
_BAR_LEAST = 5.0
_INSET = 1.3  # between a bar and the grid lines of its days


def bounds(interval: Interval) -> tuple[int | None, int | None]:
    """Return the first day and the day after the last one as ordinals, None where open."""
    start, end = interval.start, interval.end
    return (start.toordinal() if start is not None else None, end.toordinal() if end is not None else None)


def anchor(interval: Interval) -> int | None:
    """Return the day by which an interval is sorted and kept in view: its first, or the last when that is open."""
    start, end = bounds(interval)
    return start if start is not None else end - 1 if end is not None else None


def shape_on(
    event: ChartEvent, scale: Scale, measures: ChartMeasures, most: float, *, arrow: float | None = None
) -> Shape:
    """Return the mark of a dated event on ``scale``, inside it; dots and rings have radius ``most`` at most.

    ``arrow`` is the longest arrow of an open interval, in points.
    """
    start, end = bounds(event.interval)
    mark, planned, disputed = basic_mark(event.mark, event.interval), is_planned(event), is_disputed(event)
    size = radius(mark, event.sources, measures, disputed=disputed, most=most)
    first, last = scale.left, scale.right
    if mark is Mark.BEFORE and end is not None:
        right = min(max(scale.x(end), first + _ARROW_LEAST), last - 1)
        left, at = max(first + 1.5, right - (arrow or _ARROW)), right
    elif mark is Mark.AFTER and start is not None:
        left = max(min(scale.x(start), last - _ARROW_LEAST), first + 1)
        reach = last if planned and arrow is None else left + (arrow or _ARROW)
        right, at = min(last - 1.5, reach), left
    else:
        assert start is not None
        assert end is not None
        left, right = scale.x(max(start, scale.start)), scale.x(min(end, scale.end))
        at = (left + right) / 2
    open_left = start is not None and start < scale.start
    open_right = end is not None and end > scale.end
    if mark in (Mark.DAY, Mark.CALENDAR):
        at = min(max(at, first + size + 1), last - size - 1)
        left, right = at - size, at + size
    elif mark in (Mark.SPAN, Mark.RANGE, Mark.WITHIN):
        least = _BAR_LEAST if mark is Mark.SPAN else 2 * size + 8
        least = max(least, 15.0) if planned and mark is Mark.SPAN else least
        left, right = left + _INSET, right - _INSET
        if right - left < least:
            middle = min(max((left + right) / 2, first + least / 2 + 1), last - least / 2 - 1)
            left, right = middle - least / 2, middle + least / 2
        at = (left + right) / 2
    return Shape(mark, left, right, at, size, max(event.sources, 1), planned, disputed, open_left, open_right)
