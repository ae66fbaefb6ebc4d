"""The renderer: what matplotlib draws arrives on the page as vectors and as text in the page's own faces."""

import io
from typing import Any

import pytest
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, PathPatch, Polygon, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox
from reportlab.pdfgen.canvas import Canvas

from briefing.errors import RenderError
from briefing.render import fonts
from briefing.render.backend import CanvasRenderer, draw_figure
from briefing.render.style import Style

FONTS = Style().fonts
POINTS = Affine2D()  # one unit of the figure is a point


class Recorder(Canvas):
    """A canvas that remembers its words and the faces that set them."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.words: list[tuple[str, str]] = []

    def drawString(self, x: float, y: float, text: str, *given: Any, **named: Any) -> None:  # noqa: N802
        self.words.append((self._fontname, text))
        super().drawString(x, y, text, *given, **named)


def drawn(*artists: Any) -> tuple[str, Recorder]:
    """Return the operators of a page on which a figure of 200 by 100 points stands, and its canvas."""
    figure = Figure(figsize=(200 / 72, 100 / 72), dpi=100, frameon=False)
    for artist in artists:
        artist.set_transform(POINTS)
        figure.add_artist(artist, clip=False)
    canvas = Recorder(io.BytesIO(), pagesize=(300, 200), pageCompression=0, invariant=1)
    draw_figure(figure, canvas, FONTS)
    code = "\n".join(canvas._code)
    return code, canvas


def test_a_unit_of_the_figure_is_a_point() -> None:
    code, _ = drawn(Line2D([0, 10], [0, 20], linewidth=2))
    assert "0 0 m 10 20 l S" in code
    assert "2 w" in code


def test_fills_strokes_and_dashes() -> None:
    square = Polygon(
        [(1, 1), (5, 1), (5, 5)], facecolor=(1, 0, 0), edgecolor=(0, 0, 1), linewidth=2, linestyle=(0, (3, 1))
    )
    code, _ = drawn(square)
    assert "1 0 0 rg" in code
    assert "0 0 1 RG" in code
    assert "[6 2] 0" in code
    assert "1 1 m 5 1 l 5 5 l h B*" in code


def test_what_has_neither_fill_nor_stroke_is_not_drawn() -> None:
    code, _ = drawn(Circle((5, 5), 2, facecolor="none", edgecolor="none"))
    assert " f*" not in code
    assert " S" not in code


def test_alpha_is_flattened_on_white() -> None:
    code, _ = drawn(Rectangle((0, 0), 5, 5, facecolor=(0, 0, 0), alpha=0.25, linewidth=0))
    assert "0.75 0.75 0.75 rg" in code
    assert " gs" not in code


def test_a_circle_is_made_of_curves() -> None:
    code, _ = drawn(Circle((50, 50), 10, facecolor="black"))
    assert code.count(" c ") >= 4


def test_quadratic_curves_become_cubic_ones() -> None:
    path = Path([(0, 0), (3, 6), (6, 0)], [Path.MOVETO, Path.CURVE3, Path.CURVE3])
    code, _ = drawn(PathPatch(path, facecolor="none", linewidth=1))
    assert "2 4 4 4 6 0 c" in code


def test_a_clip_box_is_kept() -> None:
    line = Line2D([0, 100], [5, 5])
    line.set_clip_box(Bbox.from_bounds(10, 0, 20, 10))
    code, _ = drawn(line)
    assert "10 0 20 10 re W n" in code


def test_text_is_text_in_the_faces_of_the_page() -> None:
    code, canvas = drawn(Text(10, 20, "Harbour", fontsize=8, fontweight=600), Text(10, 40, "pilots", fontsize=8))
    assert code.count(" Tj") == 2
    assert canvas.words == [("SourceSansPro-Semibold", "Harbour"), ("SourceSansPro-Regular", "pilots")]


@pytest.mark.parametrize("words", ["Київ і Харків", "Αθήνα", "100 $ to 200 $", "a_b^c", "№ 5 ☂"])
def test_any_letters_arrive_as_written(words: str) -> None:
    _, canvas = drawn(Text(10, 20, words, fontsize=8))
    assert "".join(text for _, text in canvas.words) == words


def test_text_is_measured_by_the_faces_that_set_it() -> None:
    renderer = CanvasRenderer(Canvas(io.BytesIO()), 200, 100, FONTS)
    text = Text(0, 0, "Harbour pilots", fontsize=9, fontweight=700, figure=Figure(dpi=72))
    width = text.get_window_extent(renderer).width
    assert width == pytest.approx(fonts.width("Harbour pilots", "sans-bold", 9, FONTS))


def test_rotated_text_turns_round_its_start() -> None:
    code, _ = drawn(Text(10, 20, "up", fontsize=8, rotation=90, rotation_mode="anchor"))
    assert "0 1 -1 0 10 20 cm" in code


def test_matplotlib_opens_no_font_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    from matplotlib import font_manager

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a font was looked for")

    monkeypatch.setattr(font_manager.FontManager, "findfont", refuse)
    drawn(Text(10, 20, "Harbour", fontsize=7.75, fontweight=600))


def test_pixels_are_refused() -> None:
    renderer = CanvasRenderer(Canvas(io.BytesIO()), 200, 100, FONTS)
    with pytest.raises(RenderError, match="raster"):
        renderer.draw_image(None, 0, 0, None)
