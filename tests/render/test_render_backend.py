"""The renderer: what matplotlib draws arrives on the page as vectors and as text in the page's own faces."""

import io
from typing import Any

import pytest
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Polygon
from reportlab.pdfgen.canvas import Canvas

from briefing.render.artists import Words
from briefing.render.backend import CanvasRenderer
from briefing.render.layout import Text
from briefing.render.style import Style

STYLE = Style()


class Recorder(Canvas):
    """A canvas that remembers its words and the faces that set them."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.words: list[tuple[str, str]] = []

    def drawString(self, x: float, y: float, text: str, *given: Any, **named: Any) -> None:  # noqa: N802
        self.words.append((self._fontname, text))
        super().drawString(x, y, text, *given, **named)


def drawn(*artists: Any) -> tuple[str, Recorder]:
    """Return the operators of a page on which artists stand, and its canvas."""
    canvas = Recorder(io.BytesIO(), pagesize=(300, 200), pageCompression=0, invariant=1)
    for artist in artists:
        artist.draw(CanvasRenderer(canvas, STYLE.fonts))
    return "\n".join(canvas._code), canvas


def words(text: str, role: str = "sans") -> Words:
    return Words(Text(10, 20, text, role, 8, "muted"), STYLE)


def test_a_unit_is_a_point() -> None:
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


def test_a_circle_is_made_of_curves() -> None:
    code, _ = drawn(Circle((50, 50), 10, facecolor="black"))
    assert code.count(" c ") >= 4


def test_words_are_text_in_the_faces_and_colours_of_the_page() -> None:
    code, canvas = drawn(words("Harbour", "sans-semibold"), words("pilots"))
    assert code.count(" Tj") == 2
    assert canvas.words == [("SourceSansPro-Semibold", "Harbour"), ("SourceSansPro-Regular", "pilots")]
    assert " ".join(f"{part:.6f}".lstrip("0") for part in STYLE.rgb("muted")) + " rg" in code


@pytest.mark.parametrize("told", ["Київ і Харків", "Αθήνα", "100 $ to 200 $", "a_b^c", "№ 5 ☂"])
def test_any_letters_arrive_as_written(told: str) -> None:
    _, canvas = drawn(words(told))
    assert "".join(text for _, text in canvas.words) == told


def test_matplotlib_opens_no_font_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    from matplotlib import font_manager

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a font was looked for")

    monkeypatch.setattr(font_manager.FontManager, "findfont", refuse)
    drawn(words("Harbour", "sans-semibold"))
