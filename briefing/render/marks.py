"""The marks on the page: one shape for each kind of date, on the timeline's spine and in the annex as on the chart.

The chart paints the same pieces with matplotlib; here they are painted straight on a canvas.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model import Mark
from briefing.render.mark_pieces import CAP_MIDDLE, Disc, Number, Piece, pieces
from briefing.render.mark_shapes import sample
from briefing.render.style import Style
from briefing.render.zoom import unzoomed, zoom

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


def draw_mark(
    canvas: Canvas,
    mark: Mark,
    x: float,
    y: float,
    style: Style,
    *,
    sources: int = 1,
    scale: float = 1.0,
    halo: float = 1.6,
) -> None:
    """Draw ``mark`` on a reportlab canvas, centred on (x, y), in points; no matplotlib is needed."""
    by, style = scale * zoom(style), unzoomed(style)
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(by, by)
    for piece in pieces(sample(mark, style.chart, sources=sources), style, halo=halo):
        _paint(canvas, piece, style)
    canvas.restoreState()


def _paint(canvas: Canvas, piece: Piece, style: Style) -> None:
    if isinstance(piece, Number):
        from briefing.render.fonts import width
        from briefing.render.lettering import draw_text

        left = piece.x - width(piece.text, "sans-bold", piece.size, style.fonts) / 2
        canvas.setFillColorRGB(*style.rgb(piece.colour))
        draw_text(canvas, left, -CAP_MIDDLE * piece.size, piece.text, "sans-bold", piece.size, style.fonts)
        return
    if piece.fill is not None:
        canvas.setFillColorRGB(*style.rgb(piece.fill))
    if piece.stroke is not None:
        canvas.setStrokeColorRGB(*style.rgb(piece.stroke))
        canvas.setLineWidth(piece.width)
        canvas.setDash(list(piece.dash) if piece.dash else [])
    fill, stroke = int(piece.fill is not None), int(piece.stroke is not None)
    if isinstance(piece, Disc):
        canvas.circle(piece.x, 0, piece.radius, stroke=stroke, fill=fill)
        return
    path = canvas.beginPath()
    path.moveTo(*piece.points[0])
    for point in piece.points[1:]:
        path.lineTo(*point)
    if piece.closed:
        path.close()
    canvas.drawPath(path, stroke=stroke, fill=fill)
