"""The timeline chart as matplotlib's artists: its shapes and words, placed by a layout, drawn by any renderer.

The artists stand in the layout's own units: points, ``y`` downwards from the top. They carry what they stand for in
their ``gid``: ``mark:KEY``, ``label:KEY``, ``as-of``. No figure holds them, for it would load axes, ticks, projections
and three dimensions, which a chart of dates has no use for.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefing.render import fonts
from briefing.render.layout import ChartLayout, PlacedMark, Text
from briefing.render.mark_pieces import CAP_MIDDLE, Disc, Number, pieces
from briefing.render.style import Style
from briefing.render.undisturbed import undisturbed

with undisturbed():
    from matplotlib.artist import Artist
    from matplotlib.backend_bases import RendererBase
    from matplotlib.font_manager import FontProperties
    from matplotlib.lines import Line2D
    from matplotlib.patches import Circle, Polygon
    from matplotlib.transforms import Affine2D

_WEIGHTS = {"sans": 400, "sans-semibold": 600, "sans-bold": 700}
_ROLES: dict[int | str, str] = {weight: role for role, weight in _WEIGHTS.items()}


def artists(layout: ChartLayout, style: Style, scale: float = 1.0) -> Iterator[Artist]:
    """Yield the artists of a layout in the order of drawing: areas, lines, marks, words.

    ``style`` is the one of the layout, ``scale`` the dots a point of what they are drawn on.
    """
    upright = Affine2D().scale(1, -1).translate(0, layout.height).scale(scale)
    for artist in _placed(layout, style):
        artist.set_transform(upright)
        yield artist


class Words(Artist):
    """A line of text from the left end of its baseline, in a face of the page; the renderer knows how to set it."""

    def __init__(self, text: Text, style: Style, gid: str | None = None) -> None:
        super().__init__()
        self.text = text
        self.colour = style.rgb(text.colour)
        self.set_gid(gid)

    def draw(self, renderer: RendererBase) -> None:
        """Set the words with ``renderer``."""
        x, y = self.get_transform().transform((self.text.x, self.text.y))
        if renderer.flipy():
            y = renderer.get_canvas_width_height()[1] - y
        gc = renderer.new_gc()
        gc.set_foreground(self.colour)
        face = FontProperties(weight=_WEIGHTS[self.text.role], size=self.text.size)
        renderer.draw_text(gc, x, y, self.text.text, face, 0)


def role_of(face: FontProperties) -> str:
    """Return the role of the page's face that ``Words`` asked for."""
    return _ROLES[face.get_weight()]


def _placed(layout: ChartLayout, style: Style) -> Iterator[Artist]:
    for area in layout.areas:
        yield Polygon(area.points, facecolor=style.rgb(area.colour), linewidth=0)
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
            yield Words(text, style, f"label:{label.keys[0]}")
    for text in layout.texts:
        yield Words(text, style)


def _mark(placed: PlacedMark, style: Style) -> Iterator[Artist]:
    gid = f"mark:{placed.key}" if placed.key else None
    for piece in pieces(placed.shape, style):
        if isinstance(piece, Number):
            x = piece.x - fonts.width(piece.text, "sans-bold", piece.size, style.fonts) / 2
            at = Text(x, placed.y + CAP_MIDDLE * piece.size, piece.text, "sans-bold", piece.size, piece.colour)
            yield Words(at, style, gid)
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
            yield Polygon(points, closed=piece.closed, joinstyle="miter", capstyle="butt", **look)
