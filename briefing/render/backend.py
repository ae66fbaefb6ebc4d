"""matplotlib on the page: a renderer that draws the chart's artists straight onto a reportlab canvas.

Vector only, opaque, in the document's own faces: archival files may hold no transparency groups, and no mathematical
notation is read out of words. A dollar sign is a dollar sign.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from briefing.render.artists import role_of
from briefing.render.lettering import draw_text
from briefing.render.style import RGB, Fonts
from briefing.render.syntax import fine, number
from briefing.render.undisturbed import undisturbed

with undisturbed():
    from matplotlib import rc_context, rcParamsDefault
    from matplotlib.backend_bases import GraphicsContextBase, RendererBase
    from matplotlib.path import Path

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties
    from matplotlib.text import Text
    from matplotlib.transforms import Transform
    from reportlab.pdfgen.canvas import Canvas

POINTS = 72
_CAPS = {"butt": 0, "round": 1, "projecting": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_FILL, _STROKE, _FILL_AND_STROKE = "f*", "S", "B*"  # an area in an area is a hole
_OPERATORS = {Path.MOVETO: "m", Path.LINETO: "l", Path.CURVE4: "c", Path.CLOSEPOLY: "h"}


class CanvasRenderer(RendererBase):
    """Draws matplotlib's paths and words on a reportlab canvas; one unit is a point, ``y`` counts upwards."""

    def __init__(self, canvas: Canvas, fonts: Fonts) -> None:
        super().__init__()
        self.canvas, self.fonts = canvas, fonts

    def points_to_pixels(self, points: Any) -> Any:
        """Return ``points``: a pixel is a point here."""
        return points

    def flipy(self) -> bool:
        """Return False: ``y`` counts upwards as on the page."""
        return False

    def draw_path(self, gc: GraphicsContextBase, path: Path, transform: Transform, rgbFace: Any = None) -> None:  # noqa: N803 - matplotlib's name
        """Fill and stroke a path."""
        is_stroked = gc.get_linewidth() > 0
        if rgbFace is None and not is_stroked:
            return
        code = ["q"]
        if rgbFace is not None:
            code.append(f"{_colour(_opaque(rgbFace))} rg")
        if is_stroked:
            code += _pen(gc)
        painting = _FILL if not is_stroked else _STROKE if rgbFace is None else _FILL_AND_STROKE
        self.canvas._code.append(" ".join([*code, *_outline(path, transform), painting, "Q"]))

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
        self.canvas.saveState()
        self.canvas.setFillColorRGB(*_opaque(gc.get_rgb()))
        draw_text(self.canvas, float(x), float(y), s, role_of(prop), float(prop.get_size_in_points()), self.fonts)
        self.canvas.restoreState()


def _pen(gc: GraphicsContextBase) -> Iterator[str]:
    yield f"{_colour(_opaque(gc.get_rgb()))} RG {number(float(gc.get_linewidth()))} w"
    yield f"{_CAPS[gc.get_capstyle()]} J {_JOINS[gc.get_joinstyle()]} j"
    offset, dashes = cast("tuple[float, list[float] | None]", gc.get_dashes())
    if dashes is not None:
        yield f"[{' '.join(number(float(dash)) for dash in dashes)}] {number(float(offset))} d"


def _outline(path: Path, transform: Transform) -> Iterator[str]:
    """Yield the operators of a path: reportlab's own way to write numbers takes most of the time of a chart."""
    for points, code in path.iter_segments(transform, simplify=False):
        operator = _OPERATORS[code]
        yield operator if code == Path.CLOSEPOLY else f"{fine(*map(float, points))} {operator}"


@lru_cache(maxsize=64)
def _colour(colour: RGB) -> str:
    return fine(*colour)


def _opaque(colour: Any) -> RGB:
    """Return a colour of matplotlib's without its fourth part, which says how far it covers."""
    red, green, blue = (float(part) for part in colour[:3])
    return red, green, blue


@contextmanager
def own_settings() -> Iterator[None]:
    """Draw with matplotlib's defaults, whatever a ``matplotlibrc`` of the machine says: same input, same bytes."""
    groups = ("hatch", "lines", "patch", "path")
    defaults = {key: value for key, value in dict.items(rcParamsDefault) if key.partition(".")[0] in groups}
    with rc_context(defaults):
        yield
