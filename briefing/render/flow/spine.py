"""The marks of the chart on the spine of the timeline, where time runs downwards."""

from __future__ import annotations

from briefing.model import Mark
from briefing.render.canvas import TaggedCanvas
from briefing.render.marks import draw_mark

_UPRIGHT = (Mark.DAY, Mark.CALENDAR, Mark.DISPUTED)  # round: no side shows the course of time
_HALO = 1.6


def draw_on_spine(canvas: TaggedCanvas, mark: Mark, x: float, y: float, *, sources: int = 1) -> None:
    """Draw ``mark`` around (x, y), turned so that the future lies below."""
    if mark in _UPRIGHT:
        draw_mark(canvas, mark, x, y, canvas.style, sources=sources, halo=_HALO)
        return
    canvas.saveState()
    canvas.translate(x, y)
    canvas.rotate(-90)
    draw_mark(canvas, mark, 0.0, 0.0, canvas.style, halo=_HALO)
    canvas.restoreState()
