"""matplotlib on the page: a renderer that draws a Figure straight onto a reportlab canvas.

Vector only, in the document's own faces: what matplotlib measures is what the page sets, so nothing shifts. Colours
with alpha are flattened on white, because archival files may hold no transparency groups. There is no raster and no
mathematical notation: a dollar sign is a dollar sign.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from briefing.errors import RenderError
from briefing.render.fonts import width as text_width
from briefing.render.lettering import draw_text
from briefing.render.style import RGB, Fonts
from briefing.render.syntax import fine, number
from briefing.render.undisturbed import undisturbed

with undisturbed():
    import matplotlib.figure  # noqa: F401 - what it loads, such as the list of fonts, belongs here
    from matplotlib import rc_context, rcParamsDefault
    from matplotlib.backend_bases import FigureCanvasBase, GraphicsContextBase, RendererBase
    from matplotlib.path import Path

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties
    from matplotlib.text import Text
    from matplotlib.transforms import Transform
    from reportlab.pdfgen.canvas import Canvas

_CAPS = {"butt": 0, "round": 1, "projecting": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_FILL, _STROKE, _FILL_AND_STROKE = "f*", "S", "B*"  # an area in an area is a hole
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
        painting = _FILL_AND_STROKE if None not in (fill, stroke) else _FILL if fill is not None else _STROKE
        code = ["q", *self._clip(gc)]
        if fill is not None:
            code.append(f"{_colour(fill)} rg")
        if stroke is not None:
            code += self._pen(gc, stroke)
        self.canvas._code.append(" ".join([*code, *_outline(path, transform), painting, "Q"]))

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
        canvas._code += self._clip(gc)
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

    def _pen(self, gc: GraphicsContextBase, colour: RGB) -> Iterator[str]:
        yield f"{_colour(colour)} RG {number(float(gc.get_linewidth()))} w"
        yield f"{_CAPS[gc.get_capstyle()]} J {_JOINS[gc.get_joinstyle()]} j"
        offset, dashes = cast("tuple[float, list[float] | None]", gc.get_dashes())
        if dashes is not None:
            yield f"[{' '.join(number(float(dash)) for dash in dashes)}] {number(float(offset))} d"

    def _clip(self, gc: GraphicsContextBase) -> Iterator[str]:
        rectangle = gc.get_clip_rectangle()
        if rectangle is not None:
            yield " ".join(number(float(value)) for value in rectangle.bounds) + " re W n"
        path, transform = cast("tuple[Path | None, Transform | None]", gc.get_clip_path())
        if path is not None and transform is not None:
            yield from _outline(path, transform)
            yield "W n"


def _outline(path: Path, transform: Transform) -> Iterator[str]:
    """Yield the operators of a path: reportlab's own way to write numbers takes most of the time of a chart."""
    last = (0.0, 0.0)
    for points, code in path.iter_segments(transform, simplify=False):
        if code == Path.CLOSEPOLY:
            yield "h"
            continue
        values = [float(value) for value in points]
        if code == Path.CURVE3:
            values = list(_cubic(last, values))
        operator = "m" if code == Path.MOVETO else "l" if code == Path.LINETO else "c"
        yield f"{fine(*values)} {operator}"
        last = (values[-2], values[-1])


@lru_cache(maxsize=64)
def _colour(colour: RGB) -> str:
    return fine(*colour)


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
