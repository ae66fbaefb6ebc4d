"""The timeline chart as a small picture, for mail programs that show no PDF. Same chart, same style, same bytes."""

from __future__ import annotations

import io

from briefing.model import Chart
from briefing.render import fonts
from briefing.render.chart import compose, layout_of
from briefing.render.style import Style
from briefing.render.zoom import unzoomed

WIDTH = 380.0
"""Points: narrow, so that its words can be read on a telephone."""

_DOTS = 180  # an inch: sharp on a desk
_COLOURS = 48


def draw_png(chart: Chart, style: Style, width: float = WIDTH) -> bytes:
    """Return the chart as a PNG image on white, some tens of kilobytes."""
    import briefing.render.backend  # noqa: F401, I001 - first, for it loads matplotlib apart from the machine's settings
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.font_manager import FontProperties
    from matplotlib.text import Text
    from PIL import Image

    from briefing.render.backend import POINTS, own_settings, role_of

    with own_settings():
        figure = compose(layout_of(chart, style, width), unzoomed(style), _DOTS / POINTS)
        for whole in figure.findobj(Text):
            size, role = float(whole.get_fontsize()), role_of(whole.get_fontproperties())
            x, y = whole.get_position()
            whole.set_visible(False)
            for face, stretch in fonts.runs(whole.get_text(), role, style.fonts):
                look = FontProperties(fname=fonts.path_of(face), size=size)
                piece = Text(x, y, stretch, color=whole.get_color(), fontproperties=look, parse_math=False)
                piece.set_transform(whole.get_transform())
                piece.set_zorder(whole.get_zorder())
                figure.add_artist(piece)
                x += fonts.width(stretch, role, size, style.fonts)
        figure.set_dpi(_DOTS)
        figure.patch.set(visible=True, facecolor="white")
        canvas = FigureCanvasAgg(figure)
        canvas.draw()  # type: ignore[no-untyped-call, unused-ignore]
        dots = canvas.buffer_rgba()  # type: ignore[no-untyped-call, unused-ignore]
        pixels = Image.frombuffer("RGBA", canvas.get_width_height(), dots).convert("RGB")
    made = io.BytesIO()
    few = pixels.quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(made, "PNG", compress_level=6)
    return made.getvalue()
