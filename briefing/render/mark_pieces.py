"""The pieces of a mark (discs, polygons, lines, a number) around the line ``y = 0``, whoever paints them.

Shape, size, number and dash carry the meaning; colour only repeats it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from briefing.model import Mark
from briefing.render.mark_shapes import HOLLOW_HEAD, Shape
from briefing.render.style import ChartMeasures, Style

Point = tuple[float, float]

_HEAD = 7.0  # length of an arrow head
_HEAD_HALF = 3.0  # half its height
_HOLLOW = 2.0  # half the height of a hollow bar
_TRACK = 1.9  # half the distance of the two lines of "within"
_TARGET = 1.1  # radius of the point inside the ring of a calendar's day
_NUMBER_MOST = 8.4  # the largest size of a number inside a mark
_DIGIT = 0.54  # width of a bold digit, in ems
_CLEAR = 1.1  # between a number and the circle around it
CAP_MIDDLE = 0.33
"""Half the height of a digit, in ems: the baseline lies that far under the middle of a mark."""


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle, filled, ringed or both. Colours are names of the style's colours."""

    x: float
    radius: float
    fill: str | None = None
    stroke: str | None = None
    width: float = 0.0
    dash: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed outline, or with ``closed=False`` a line through its points."""

    points: tuple[Point, ...]
    fill: str | None = None
    stroke: str | None = None
    width: float = 0.0
    dash: tuple[float, float] | None = None
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Number:
    """The number of sources, centred in its mark."""

    x: float
    text: str
    size: float
    colour: str


Piece = Disc | Polygon | Number


def pieces(shape: Shape, style: Style, *, halo: float | None = None) -> tuple[Piece, ...]:
    """Return what is painted for ``shape``, in the order of painting."""
    measures = style.chart
    colour = "alert" if shape.disputed else "accent"
    white = measures.halo if halo is None else halo
    if shape.is_point:
        return _dot(shape, style, colour, white)
    if shape.mark in (Mark.WITHIN, Mark.RANGE):
        return (*_whisker(shape, measures, colour), *_ring(shape, style, colour, white))
    if shape.mark is Mark.SPAN:
        return _bar(shape, measures, colour)
    return _open_side(shape, measures, colour)


def _dot(shape: Shape, style: Style, colour: str, halo: float) -> tuple[Piece, ...]:
    around = Disc(shape.at, shape.radius + halo, fill="paper")
    if shape.mark is Mark.CALENDAR:
        ring = _ring(replace(shape, sources=1), style, colour, halo)
        return (*ring, Disc(shape.at, _TARGET, fill=colour))
    if shape.planned or shape.disputed:
        return _ring(shape, style, colour, halo)
    return (around, Disc(shape.at, shape.radius, fill=colour), *_number(shape, style, "paper", shape.radius))


def _ring(shape: Shape, style: Style, colour: str, halo: float) -> tuple[Piece, ...]:
    around = Disc(shape.at, shape.radius + halo, fill="paper")
    dash = _dash(shape.radius) if shape.disputed else None
    ring = Disc(shape.at, shape.radius, fill="paper", stroke=colour, width=style.chart.line, dash=dash)
    return (around, ring, *_number(shape, style, colour, shape.radius - style.chart.line / 2))


def _dash(size: float) -> tuple[float, float]:
    """Return a dash that closes a ring of that radius evenly."""
    step = 2 * math.pi * size / max(6, round(2 * math.pi * size / 3.9))
    return step * 0.62, step * 0.38


def _number(shape: Shape, style: Style, colour: str, radius: float) -> tuple[Piece, ...]:
    """Return the number of sources, so large that its corners keep clear of the circle with that radius around it."""
    if shape.sources < 2:
        return ()
    text = str(shape.sources)
    most = (radius - _CLEAR) / math.hypot(_DIGIT * len(text) / 2, CAP_MIDDLE)
    size = min(style.types.chart_number.size + style.chart.number_step * shape.sources, _NUMBER_MOST, most)
    return (Number(shape.at, text, size, colour),)


def _bar(shape: Shape, measures: ChartMeasures, colour: str) -> tuple[Piece, ...]:
    if shape.planned:
        return (_hollow_arrow(shape.left, shape.right, measures, colour, shape.disputed),)
    half, left, right = measures.bar / 2, shape.left, shape.right
    point = min(half * 2, (right - left) / 3)
    outline: list[Point] = (
        [(left + point, half), (left, 0), (left + point, -half)]
        if shape.open_left
        else [
            (left, half),
            (left, -half),
        ]
    )
    outline += (
        [(right - point, -half), (right, 0), (right - point, half)]
        if shape.open_right
        else [
            (right, -half),
            (right, half),
        ]
    )
    if shape.disputed:
        return (Polygon(tuple(outline), fill="paper", stroke=colour, width=measures.line, dash=(2.4, 1.5)),)
    return (Polygon(tuple(outline), fill=colour),)


def _hollow_arrow(left: float, right: float, measures: ChartMeasures, colour: str, dashed: bool) -> Polygon:
    neck = max(right - _HEAD, left + (right - left) * 0.35)
    half, head = _HOLLOW, HOLLOW_HEAD
    points = ((left, half), (neck, half), (neck, head), (right, 0), (neck, -head), (neck, -half), (left, -half))
    return Polygon(points, fill="paper", stroke=colour, width=measures.line * 0.8, dash=(2.4, 1.5) if dashed else None)


def _whisker(shape: Shape, measures: ChartMeasures, colour: str) -> tuple[Piece, ...]:
    """Return the range around a ring: a line with stops, or for "within" a track of two lines with open ends."""
    dash = (2.4, 1.5) if shape.disputed else None
    left, right, width = shape.left, shape.right, measures.line * 0.8
    if shape.mark is Mark.WITHIN:
        return tuple(
            Polygon(((left, y), (right, y)), stroke=colour, width=width * 0.8, dash=dash, closed=False)
            for y in (_TRACK, -_TRACK)
        )
    found: list[Piece] = [Polygon(((left, 0), (right, 0)), stroke=colour, width=width, dash=dash, closed=False)]
    stop = measures.stop * 0.4
    for end, is_open, inward in ((left, shape.open_left, 1), (right, shape.open_right, -1)):
        if is_open:
            tail = ((end + inward * 3.2, 2.4), (end, 0), (end + inward * 3.2, -2.4))
            found.append(Polygon(tail, stroke=colour, width=width, closed=False))
        else:
            found.append(Polygon(((end, -stop), (end, stop)), stroke=colour, width=width, closed=False))
    return tuple(found)


def _open_side(shape: Shape, measures: ChartMeasures, colour: str) -> tuple[Piece, ...]:
    """Return the arrow of an open interval with the stop at the limit that is known."""
    if shape.planned and shape.mark is Mark.AFTER:
        return (_hollow_arrow(shape.left, shape.right, measures, colour, shape.disputed),)
    tip, limit, inward = (shape.left, shape.right, 1) if shape.mark is Mark.BEFORE else (shape.right, shape.left, -1)
    neck = tip + inward * min(_HEAD, (shape.right - shape.left) * 0.6)
    dash = (2.4, 1.5) if shape.disputed else None
    stop = measures.stop / 2
    head = Polygon(
        ((tip, 0), (neck, _HEAD_HALF), (neck, -_HEAD_HALF)),
        fill="paper" if shape.planned else colour,
        stroke=colour if shape.planned else None,
        width=measures.line * 0.8 if shape.planned else 0.0,
    )
    return (
        Polygon(((neck, 0), (limit, 0)), stroke=colour, width=measures.line, dash=dash, closed=False),
        Polygon(((limit, -stop), (limit, stop)), stroke=colour, width=measures.line, closed=False),
        head,
    )
