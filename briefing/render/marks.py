"""The marks on the page: one shape for each kind of date, on the timeline's spine and in the annex as on the chart.

The chart paints the same pieces with matplotlib; here they are painted straight on a canvas.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.model import Mark
from briefing.render.mark_pieces import CAP_MIDDLE, Disc, Number, Polygon, pieces
from briefing.render.mark_shapes import sample
from briefing.render.style import Style
from briefing.render.syntax import fine
from briefing.render.zoom import unzoomed, zoom

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_KAPPA = 0.5522847  # how far from its ends the handles of the curve lie that is a quarter of a circle of radius 1


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
    shapes, numbers = _prepared(mark, sources, halo, style)
    size = fine(by)
    canvas._code.append(f"q {size} 0 0 {size} {fine(x, y)} cm {shapes} Q")
    if numbers:
        canvas.saveState()
        canvas.translate(x, y)
        canvas.scale(by, by)
        for piece in numbers:
            _write(canvas, piece, style)
        canvas.restoreState()


@lru_cache(maxsize=256)
def _prepared(mark: Mark, sources: int, halo: float, style: Style) -> tuple[str, tuple[Number, ...]]:
    """Return the operators that paint the shapes of a mark around the origin, and the numbers to write in them."""
    found = tuple(pieces(sample(mark, style.chart, sources=sources), style, halo=halo))
    shapes = " ".join(_operators(piece, style) for piece in found if not isinstance(piece, Number))
    return shapes, tuple(piece for piece in found if isinstance(piece, Number))


def _operators(piece: Disc | Polygon, style: Style) -> str:
    code: list[str] = []
    if piece.fill is not None:
        code.append(f"{fine(*style.rgb(piece.fill))} rg")
    if piece.stroke is not None:
        code.append(f"{fine(*style.rgb(piece.stroke))} RG {fine(piece.width)} w [{fine(*piece.dash or ())}] 0 d")
    code.append(_circle(piece) if isinstance(piece, Disc) else _outline(piece))
    code.append("B" if None not in (piece.fill, piece.stroke) else "f" if piece.fill is not None else "S")
    return " ".join(code)


def _circle(disc: Disc) -> str:
    x, r, k = disc.x, disc.radius, disc.radius * _KAPPA
    arcs = ((r, k, k, r, 0, r), (-k, r, -r, k, -r, 0), (-r, -k, -k, -r, 0, -r), (k, -r, r, -k, r, 0))
    shifted = (fine(x + a, b, x + c, d, x + e, f) for a, b, c, d, e, f in arcs)
    return f"{fine(x + r, 0)} m " + " ".join(f"{arc} c" for arc in shifted) + " h"


def _outline(polygon: Polygon) -> str:
    first, *rest = polygon.points
    lines = [f"{fine(*first)} m", *(f"{fine(*point)} l" for point in rest)]
    return " ".join(lines) + (" h" if polygon.closed else "")


def _write(canvas: Canvas, told: Number, style: Style) -> None:
    from briefing.render.fonts import width
    from briefing.render.lettering import draw_text

    left = told.x - width(told.text, "sans-bold", told.size, style.fonts) / 2
    canvas.setFillColorRGB(*style.rgb(told.colour))
    draw_text(canvas, left, -CAP_MIDDLE * told.size, told.text, "sans-bold", told.size, style.fonts)
