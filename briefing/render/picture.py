"""The timeline chart as a small picture, for mail programs that show no PDF. Same chart, same style, same bytes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from PIL import Image

from briefing.model import Chart
from briefing.render import fonts
from briefing.render.artists import artists, role_of
from briefing.render.backend import POINTS, own_settings
from briefing.render.chart import layout_of
from briefing.render.style import Fonts, Style
from briefing.render.undisturbed import undisturbed
from briefing.render.zoom import unzoomed

with undisturbed():
    from matplotlib.backends.backend_agg import RendererAgg
    from matplotlib.font_manager import FontProperties
    from matplotlib.patches import Rectangle

if TYPE_CHECKING:
    from matplotlib.backend_bases import GraphicsContextBase
    from matplotlib.text import Text

WIDTH = 380.0
"""Points: narrow, so that its words can be read on a telephone."""

_DOTS = 180  # an inch: sharp on a desk
_SCALE = _DOTS / POINTS
_COLOURS = 48


def draw_png(chart: Chart, style: Style, width: float = WIDTH) -> bytes:
    """Return the chart as a PNG image on white, some tens of kilobytes."""
    layout = layout_of(chart, style, width)
    size = int(layout.width * _SCALE), int(layout.height * _SCALE)
    renderer = _PixelRenderer(*size, style.fonts)
    with own_settings():
        Rectangle((0, 0), *size, facecolor="white").draw(renderer)
        for artist in artists(layout, unzoomed(style), _SCALE):
            artist.draw(renderer)
    dots = renderer.buffer_rgba()  # type: ignore[no-untyped-call, unused-ignore]
    pixels = Image.frombuffer("RGBA", size, dots).convert("RGB")
    made = io.BytesIO()
    few = pixels.quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(made, "PNG", compress_level=6)
    return made.getvalue()


class _PixelRenderer(RendererAgg):
    """Draws on pixels, and sets each stretch of words in the face that has its letters."""

    def __init__(self, width: int, height: int, faces: Fonts) -> None:
        super().__init__(width, height, _DOTS)  # type: ignore[no-untyped-call, unused-ignore]
        self.faces = faces

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
        """Set a line of text from the left end of its baseline."""
        role, size = role_of(prop), prop.get_size_in_points()
        for face, stretch in fonts.runs(s, role, self.faces):
            look = FontProperties(fname=fonts.path_of(face), size=size)
            super().draw_text(gc, x, y, stretch, look, angle)  # type: ignore[no-untyped-call, unused-ignore]
            x += fonts.width(stretch, role, size, self.faces) * _SCALE
