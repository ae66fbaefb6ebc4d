"""Grid, weekends, lanes and the as-of line: all beneath the marks, and stepping aside where a label stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefing.render.layout.records import Area, Box, Label, LaneBox, Line
from briefing.render.layout.scale import Scale
from briefing.render.style import Style


@dataclass(frozen=True, slots=True)
class Grid:
    """Areas and lines of the plot."""

    areas: tuple[Area, ...]
    lines: tuple[Line, ...]


def lay_out_grid(
    scale: Scale,
    plot: Box,
    lanes: Sequence[LaneBox],
    labels: Sequence[Label],
    as_of: float | None,
    style: Style,
    width: float,
) -> Grid:
    """Return the lines of the plot; ``as_of`` is the x of the as-of line."""
    measures = style.chart
    boxes = [label.box.grown(measures.label_clear) for label in labels]
    weekends = [cell for cell in scale.cells if cell.weekend]
    top = plot.top - measures.axis
    areas = tuple(Area(_corners(scale.x(cell.start), top, scale.x(cell.end), plot.bottom), "tint") for cell in weekends)
    lines: list[Line] = []
    for x in (plot.left, *(scale.x(cell.end) for cell in scale.cells)):
        lines += _upright(x, plot, boxes, measures.grid_line, "deep_tint")
    if plot.right < width:
        lines += _upright(plot.right, plot, boxes, 0.8, "hairline")
    for lane in lanes[:-1]:
        lines.append(Line((0.0, lane.bottom), (width, lane.bottom), 0.5, "hairline"))
    lines.append(Line((0.0, plot.bottom), (width, plot.bottom), 0.8, "muted"))
    if as_of is not None:
        lines += _upright(as_of, plot, boxes, measures.as_of_line, "ink")
    return Grid(areas, tuple(lines))


def _corners(left: float, top: float, right: float, bottom: float) -> tuple[tuple[float, float], ...]:
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def _upright(x: float, plot: Box, boxes: Iterable[Box], width: float, colour: str) -> Iterator[Line]:
    """Yield the pieces of a vertical line that lie outside the boxes."""
    y = plot.top
    for box in sorted((box for box in boxes if box.left < x < box.right), key=lambda box: box.top):
        if box.bottom <= y or box.top >= plot.bottom:
            continue
        if box.top > y:
            yield Line((x, y), (x, box.top), width, colour)
        y = box.bottom
    if y < plot.bottom:
        yield Line((x, y), (x, plot.bottom), width, colour)
