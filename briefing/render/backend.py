"""matplotlib on the page: a renderer that draws a Figure straight onto a reportlab canvas.

Vector only, in the document's own faces: what matplotlib measures is what the page sets, so nothing shifts. Colours
with alpha are flattened on white, because archival files may hold no transparency groups. There is no raster and no
mathematical notation: a dollar sign is a dollar sign.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

from matplotlib import rc_context, rcParamsDefault
from matplotlib.backend_bases import FigureCanvasBase, GraphicsContextBase, RendererBase
from matplotlib.path import Path

from briefing.errors import RenderError
from briefing.render.fonts import width as text_width
from briefing.render.lettering import draw_text
from briefing.render.style import RGB, Fonts

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties
    from matplotlib.text import Text
    from matplotlib.transforms import Transform
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.pdfgen.pathobject import PDFPathObject

_CAPS = {"butt": 0, "round": 1, "projecting": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_ASCENT, _DESCENT = 0.72, 0.24  # of the page's faces, in ems
POINTS = 72


def role_of(properties: FontProperties) -> str:
    """Return the role of the page's face for matplotlib's description of a font."""
    weight = properties.get_weight()
    heavy = weight if isinstance(weight, int) else {"semibold": 600, "bold": 700}.get(str(weight), 400)
    return "sans-bold" if heavy >= 700 else "sans-semibold" if heavy >= 600 else "sans"


class CanvasRenderer(RendererBase):
    """Draws matplotlib's paths and texts on a reportlab canvas; one unit is a point, ``y`` counts upwards."""

    def __init__(self, canvas: Canvas, width: float, height: float, fonts: Fonts) -> None:
        super().__init__()
        self.canvas, self.width, self.height, self.fonts = canvas, width, height, fonts

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Return the size of the figure in points."""
        return self.width, self.height

    def points_to_pixels(self, points: Any) -> Any:
        """Return ``points``: a pixel is a point here."""
        return points

    def flipy(self) -> bool:
        """Return False: ``y`` counts upwards as on the page."""
        return False

    def draw_path(self, gc: GraphicsContextBase, path: Path, transform: Transform, rgbFace: Any = None) -> None:  # noqa: N803 - matplotlib's name
        """Fill and stroke a path."""
        fill = _flat(rgbFace, gc) if rgbFace is not None else None
        stroke = _flat(gc.get_rgb(), gc) if gc.get_linewidth() > 0 else None
        if fill is None and stroke is None:
            return
        canvas = self.canvas
        canvas.saveState()
        self._clip(gc)
        if fill is not None:
            canvas.setFillColorRGB(*fill)
        if stroke is not None:
            self._pen(gc, stroke)
        outline = self._outline(path, transform)
        canvas.drawPath(outline, stroke=int(stroke is not None), fill=int(fill is not None))
        canvas.restoreState()

    def get_text_width_height_descent(self, s: str, prop: FontProperties, ismath: Any) -> tuple[float, float, float]:
        """Return width, height and depth below the baseline of a line of text, in points."""
        size = prop.get_size_in_points()
        return text_width(s, role_of(prop), size, self.fonts), (_ASCENT + _DESCENT) * size, _DESCENT * size

    def _get_font_height_metrics(self, prop: FontProperties) -> tuple[float, float, float]:
        """Return ascent, descent and line gap; asked here, matplotlib opens no font file of its own."""
        size = prop.get_size_in_points()
        return _ASCENT * size, _DESCENT * size, 0.0

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: Any = False,
        mtext: Text | None = None,
    ) -> None:
        """Set a line of text from the left end of its baseline, in the page's own face."""
        colour = _flat(gc.get_rgb(), gc)
        if colour is None:
            return
        canvas = self.canvas
        canvas.saveState()
        self._clip(gc)
        canvas.setFillColorRGB(*colour)
        if angle:
            canvas.translate(float(x), float(y))
            canvas.rotate(float(angle))
            x = y = 0.0
        draw_text(canvas, float(x), float(y), s, role_of(prop), float(prop.get_size_in_points()), self.fonts)
        canvas.restoreState()

    def draw_image(self, *_args: Any, **_keywords: Any) -> None:
        """Refuse: a chart holds no pixels."""
        raise RenderError("a chart holds no raster images")

    def _pen(self, gc: GraphicsContextBase, colour: RGB) -> None:
        canvas = self.canvas
        canvas.setStrokeColorRGB(*colour)
        canvas.setLineWidth(float(gc.get_linewidth()))
        canvas.setLineCap(_CAPS[gc.get_capstyle()])
        canvas.setLineJoin(_JOINS[gc.get_joinstyle()])
        offset, dashes = cast("tuple[float, list[float] | None]", gc.get_dashes())
        if dashes is not None:
            canvas.setDash([float(dash) for dash in dashes], float(offset))

    def _clip(self, gc: GraphicsContextBase) -> None:
        rectangle = gc.get_clip_rectangle()
        if rectangle is not None:
            outline = self.canvas.beginPath()
            outline.rect(*(float(value) for value in rectangle.bounds))
            self.canvas.clipPath(outline, stroke=0, fill=0)
        path, transform = cast("tuple[Path | None, Transform | None]", gc.get_clip_path())
        if path is not None and transform is not None:
            self.canvas.clipPath(self._outline(path, transform), stroke=0, fill=0)

    def _outline(self, path: Path, transform: Transform) -> PDFPathObject:
        outline, last = self.canvas.beginPath(), (0.0, 0.0)
        for points, code in path.iter_segments(transform, simplify=False):
            values = [round(float(value), 3) for value in points]
            if code == Path.MOVETO:
                outline.moveTo(*values)
            elif code == Path.LINETO:
                outline.lineTo(*values)
            elif code == Path.CURVE3:
                outline.curveTo(*_cubic(last, values))
            elif code == Path.CURVE4:
                outline.curveTo(*values)
            elif code == Path.CLOSEPOLY:
                outline.close()
                continue
            last = (values[-2], values[-1])
        return outline


def _cubic(start: tuple[float, float], values: list[float]) -> tuple[float, ...]:
    """Return the cubic curve that is a quadratic one from ``start``: PDF has no other."""
    (x0, y0), (x1, y1, x2, y2) = start, values
    share = 2 / 3
    return x0 + share * (x1 - x0), y0 + share * (y1 - y0), x2 + share * (x1 - x2), y2 + share * (y1 - y2), x2, y2


def _flat(colour: Any, gc: GraphicsContextBase) -> RGB | None:
    """Return a colour flattened on white, or None when nothing of it shows."""
    red, green, blue, *rest = (float(value) for value in colour)
    alpha = float(gc.get_alpha()) if gc.get_forced_alpha() else rest[0] if rest else 1.0
    if alpha <= 0:
        return None
    return (1 - (1 - red) * alpha, 1 - (1 - green) * alpha, 1 - (1 - blue) * alpha)


@contextmanager
def own_settings() -> Iterator[None]:
    """Draw with matplotlib's defaults, whatever a ``matplotlibrc`` of the machine says: same input, same bytes."""
    groups = ("figure", "font", "hatch", "lines", "patch", "path", "text")
    defaults = {key: value for key, value in dict.items(rcParamsDefault) if key.partition(".")[0] in groups}
    with rc_context(defaults):
        yield


def draw_figure(figure: Figure, canvas: Canvas, fonts: Fonts) -> None:
    """Draw ``figure`` on ``canvas`` with its lower left corner at the origin; an inch of the figure is 72 points."""
    figure.set_dpi(POINTS)
    width, height = (float(inches) * POINTS for inches in figure.get_size_inches())
    FigureCanvasBase(figure)
    figure.draw(CanvasRenderer(canvas, width, height, fonts))
