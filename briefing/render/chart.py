"""The timeline chart: a layout composed as a matplotlib figure, and drawn as vectors on the page.

The artists stand in the layout's own units: points, ``y`` downwards from the top. They carry what they stand for in
their ``gid``: ``mark:KEY``, ``label:KEY``, ``as-of``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.model import Chart, ChartEvent
from briefing.render import fonts
from briefing.render.cleaning import clean
from briefing.render.layout import ChartLayout, PlacedMark, Text, lay_out
from briefing.render.layout.whole import MOST
from briefing.render.mark_pieces import CAP_MIDDLE, Disc, Number, pieces
from briefing.render.style import Style
from briefing.render.zoom import unzoomed, zoom

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure
    from reportlab.pdfgen.canvas import Canvas

_WEIGHTS = {"sans": 400, "sans-semibold": 600, "sans-bold": 700}
_POINTS = 72


def measure(chart: Chart, style: Style, width: float, most: float = MOST) -> float:
    """Return the height of the chart in points when it is ``width`` wide; ``most`` at most."""
    return layout_of(chart, style, width, most).height * zoom(style)


def numbers(chart: Chart, style: Style, width: float, most: float = MOST) -> dict[str, int]:
    """Return the number that stands in the chart for the words of an event, by the event's key."""
    return dict(layout_of(chart, style, width, most).numbers)


def draw(canvas: Canvas, chart: Chart, style: Style, x: float, y: float, width: float, most: float = MOST) -> None:
    """Draw the chart with its lower left corner at (x, y), ``width`` points wide."""
    from briefing.render.backend import draw_figure, own_settings

    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(zoom(style), zoom(style))
    with own_settings():
        draw_figure(compose(layout_of(chart, style, width, most), unzoomed(style)), canvas, style.fonts)
    canvas.restoreState()


@lru_cache(maxsize=8)
def layout_of(chart: Chart, style: Style, width: float, most: float = MOST) -> ChartLayout:
    """Return the layout of the chart in the style's fonts; its unit is ``zoom(style)`` points."""

    def text_width(text: str, role: str, size: float) -> float:
        return fonts.width(text, role, size, style.fonts)

    return lay_out(_printable(chart), unzoomed(style), text_width, width / zoom(style), most / zoom(style))


def _printable(chart: Chart) -> Chart:
    """Return ``chart`` with words that can be printed, wherever they come from."""

    def shown(event: ChartEvent) -> ChartEvent:
        return replace(event, label=clean(event.label), note=clean(event.note), lane=clean(event.lane))

    return replace(
        chart,
        events=tuple(map(shown, chart.events)),
        background=tuple(map(shown, chart.background)),
        lanes=tuple(map(clean, chart.lanes)),
        zone=clean(chart.zone),
    )


def compose(layout: ChartLayout, style: Style, scale: float = 1.0) -> Figure:
    """Return the figure of a layout: areas beneath lines, lines beneath marks, marks beneath words.

    ``style`` is the one of the layout, ``scale`` the dots a point of what it is drawn on.
    """
    from matplotlib.figure import Figure
    from matplotlib.transforms import Affine2D

    figure = Figure(figsize=(layout.width / _POINTS, layout.height / _POINTS), dpi=_POINTS, frameon=False)
    downwards = Affine2D().scale(1, -1).translate(0, layout.height).scale(scale)
    for order, artist in enumerate(_artists(layout, style)):
        artist.set_zorder(order)
        artist.set_transform(downwards)
        figure.add_artist(artist)
    return figure


def _artists(layout: ChartLayout, style: Style) -> Iterator[Artist]:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Polygon as PolygonPatch

    for area in layout.areas:
        yield PolygonPatch(area.points, facecolor=style.rgb(area.colour), linewidth=0)
    for line in layout.lines:
        across = (line.start[0], line.end[0]), (line.start[1], line.end[1])
        is_as_of = layout.as_of == line.start[0] == line.end[0] and line.colour == "ink"
        yield Line2D(
            *across,
            color=style.rgb(line.colour),
            linewidth=line.width,
            solid_capstyle="butt",
            gid="as-of" if is_as_of else None,
        )
    for mark in layout.marks:
        yield from _mark(mark, style)
    for label in layout.labels:
        for text in label.texts:
            yield _text(text, style, f"label:{label.keys[0]}")
    for text in layout.texts:
        yield _text(text, style, None)


def _mark(placed: PlacedMark, style: Style) -> Iterator[Artist]:
    from matplotlib.patches import Circle
    from matplotlib.patches import Polygon as PolygonPatch

    gid = f"mark:{placed.key}" if placed.key else None
    for piece in pieces(placed.shape, style):
        if isinstance(piece, Number):
            x = piece.x - fonts.width(piece.text, "sans-bold", piece.size, style.fonts) / 2
            at = Text(x, placed.y + CAP_MIDDLE * piece.size, piece.text, "sans-bold", piece.size, piece.colour)
            yield _text(at, style, gid)
            continue
        look = {
            "facecolor": style.rgb(piece.fill) if piece.fill else "none",
            "edgecolor": style.rgb(piece.stroke) if piece.stroke else "none",
            "linewidth": piece.width,
            "linestyle": (0, tuple(length / piece.width for length in piece.dash)) if piece.dash else "solid",
            "gid": gid,
        }
        if isinstance(piece, Disc):
            yield Circle((piece.x, placed.y), piece.radius, **look)
        else:
            points = [(x, placed.y - y) for x, y in piece.points]
            yield PolygonPatch(points, closed=piece.closed, joinstyle="miter", capstyle="butt", **look)


def _text(text: Text, style: Style, gid: str | None) -> Artist:
    from matplotlib.text import Text as TextArtist

    return TextArtist(
        text.x,
        text.y,
        text.text,
        fontsize=text.size,
        fontweight=_WEIGHTS[text.role],
        color=style.rgb(text.colour),
        horizontalalignment="left",
        verticalalignment="baseline",
        parse_math=False,
        gid=gid,
    )
