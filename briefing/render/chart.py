"""The timeline chart: laid out and measured without matplotlib, and drawn by it as vectors on the page."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.model import Chart, ChartEvent
from briefing.render import fonts
from briefing.render.cleaning import clean
from briefing.render.layout import ChartLayout, lay_out
from briefing.render.layout.whole import MOST
from briefing.render.style import Style
from briefing.render.zoom import unzoomed, zoom

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


def measure(chart: Chart, style: Style, width: float, most: float = MOST) -> float:
    """Return the height of the chart in points when it is ``width`` wide; ``most`` at most."""
    return layout_of(chart, style, width, most).height * zoom(style)


def numbers(chart: Chart, style: Style, width: float, most: float = MOST) -> dict[str, int]:
    """Return the number that stands in the chart for the words of an event, by the event's key."""
    return dict(layout_of(chart, style, width, most).numbers)


def draw(canvas: Canvas, chart: Chart, style: Style, x: float, y: float, width: float, most: float = MOST) -> None:
    """Draw the chart with its lower left corner at (x, y), ``width`` points wide."""
    from briefing.render.artists import artists
    from briefing.render.backend import CanvasRenderer, own_settings

    layout = layout_of(chart, style, width, most)
    renderer = CanvasRenderer(canvas, style.fonts)
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(zoom(style), zoom(style))
    with own_settings():
        for artist in artists(layout, unzoomed(style)):
            artist.draw(renderer)
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
