"""Lines, shapes and letters on one page: the operators of PDF under the names that reportlab's canvas gave them.

Whoever can draw on a reportlab canvas can draw on this one: paths, lines, circles, colours, transforms, text. Text goes
through the fonts of the style, with a fallback for each run of characters, so no glyph is ever missing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from briefing.render import fonts as faces
from briefing.render.embedding import EmbeddedFace
from briefing.render.pdf_file import number as fmt
from briefing.render.style import RGB, Fonts, Style

_KAPPA = 0.5522847498  # of a quarter circle drawn as one Bézier curve


class Path:
    """A path under construction."""

    def __init__(self) -> None:
        self.code: list[str] = []

    def moveTo(self, x: float, y: float) -> None:  # noqa: N802 - reportlab's names, here and below
        self.code.append(f"{fmt(x)} {fmt(y)} m")

    def lineTo(self, x: float, y: float) -> None:  # noqa: N802
        self.code.append(f"{fmt(x)} {fmt(y)} l")

    def curveTo(self, x1: float, y1: float, x2: float, y2: float, x3: float, y3: float) -> None:  # noqa: N802
        self.code.append(f"{fmt(x1)} {fmt(y1)} {fmt(x2)} {fmt(y2)} {fmt(x3)} {fmt(y3)} c")

    def rect(self, x: float, y: float, width: float, height: float) -> None:
        self.code.append(f"{fmt(x)} {fmt(y)} {fmt(width)} {fmt(height)} re")

    def circle(self, x: float, y: float, radius: float) -> None:
        reach = radius * _KAPPA
        self.moveTo(x + radius, y)
        self.curveTo(x + radius, y + reach, x + reach, y + radius, x, y + radius)
        self.curveTo(x - reach, y + radius, x - radius, y + reach, x - radius, y)
        self.curveTo(x - radius, y - reach, x - reach, y - radius, x, y - radius)
        self.curveTo(x + reach, y - radius, x + radius, y - reach, x + radius, y)
        self.close()

    def close(self) -> None:
        self.code.append("h")


class Drawing:
    """The operators of the page at hand; coordinates are points from its lower left corner."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.code: list[str] = []
        self._embedded: dict[faces.Face, EmbeddedFace] = {}
        self._fill: RGB | None = None
        self._stroke: RGB | None = None
        self._font: tuple[str, float] = ("sans", 10.0)
        self._states: list[tuple[RGB | None, RGB | None, tuple[str, float]]] = []

    @property
    def fonts(self) -> Fonts:
        """The fonts of the style by role."""
        return self.style.fonts

    # State

    def saveState(self) -> None:  # noqa: N802
        self.code.append("q")
        self._states.append((self._fill, self._stroke, self._font))

    def restoreState(self) -> None:  # noqa: N802
        self.code.append("Q")
        self._fill, self._stroke, self._font = self._states.pop()

    def setFillColorRGB(self, r: float, g: float, b: float) -> None:  # noqa: N802
        if self._fill != (r, g, b):
            self._fill = (r, g, b)
            self.code.append(f"{_shade(r)} {_shade(g)} {_shade(b)} rg")

    def setStrokeColorRGB(self, r: float, g: float, b: float) -> None:  # noqa: N802
        if self._stroke != (r, g, b):
            self._stroke = (r, g, b)
            self.code.append(f"{_shade(r)} {_shade(g)} {_shade(b)} RG")

    def fill(self, colour: str) -> None:
        """Fill, and write, in this colour of the style from now on."""
        self.setFillColorRGB(*self.style.rgb(colour))

    def stroke(self, colour: str) -> None:
        """Draw lines in this colour of the style from now on."""
        self.setStrokeColorRGB(*self.style.rgb(colour))

    def setLineWidth(self, width: float) -> None:  # noqa: N802
        self.code.append(f"{fmt(width)} w")

    def setLineCap(self, mode: int) -> None:  # noqa: N802
        self.code.append(f"{mode} J")

    def setLineJoin(self, mode: int) -> None:  # noqa: N802
        self.code.append(f"{mode} j")

    def setDash(self, array: Sequence[float] = (), phase: float = 0) -> None:  # noqa: N802
        self.code.append(f"[{' '.join(map(fmt, array))}] {fmt(phase)} d")

    def translate(self, dx: float, dy: float) -> None:
        self.transform(1, 0, 0, 1, dx, dy)

    def scale(self, x: float, y: float) -> None:
        self.transform(x, 0, 0, y, 0, 0)

    def rotate(self, degrees: float) -> None:
        sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
        self.transform(cosine, sine, -sine, cosine, 0, 0)

    def transform(self, a: float, b: float, c: float, d: float, e: float, f: float) -> None:
        self.code.append(f"{a:.5g} {b:.5g} {c:.5g} {d:.5g} {fmt(e)} {fmt(f)} cm")

    # Shapes

    def beginPath(self) -> Path:  # noqa: N802
        return Path()

    def drawPath(self, path: Path, stroke: int = 1, fill: int = 0) -> None:  # noqa: N802
        self.code += path.code
        self.code.append("B" if stroke and fill else "S" if stroke else "f" if fill else "n")

    def clipPath(self, path: Path, stroke: int = 0, fill: int = 0) -> None:  # noqa: N802
        self.code += path.code
        self.code.append("W")
        self.code.append("B" if stroke and fill else "S" if stroke else "f" if fill else "n")

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        self.code.append(f"{fmt(x1)} {fmt(y1)} m {fmt(x2)} {fmt(y2)} l S")

    def rect(self, x: float, y: float, width: float, height: float, stroke: int = 1, fill: int = 0) -> None:
        path = Path()
        path.rect(x, y, width, height)
        self.drawPath(path, stroke, fill)

    def circle(self, x: float, y: float, radius: float, stroke: int = 1, fill: int = 0) -> None:
        path = Path()
        path.circle(x, y, radius)
        self.drawPath(path, stroke, fill)

    # Text

    def setFont(self, role: str, size: float) -> None:  # noqa: N802
        """Set the font for ``drawString`` by its role in the style ("sans-bold")."""
        self._font = (role, size)

    def stringWidth(self, text: str, role: str | None = None, size: float | None = None) -> float:  # noqa: N802
        return faces.width(text, role or self._font[0], self._font[1] if size is None else size, self.fonts)

    def drawString(self, x: float, y: float, text: str) -> None:  # noqa: N802
        """Draw ``text`` from (x, y) on its baseline in the fill colour and the font that was set."""
        role, size = self._font
        self.show(x, y, faces.runs(text, role, self.fonts), size)

    def drawRightString(self, x: float, y: float, text: str) -> None:  # noqa: N802
        self.drawString(x - self.stringWidth(text), y, text)

    def drawCentredString(self, x: float, y: float, text: str) -> None:  # noqa: N802
        self.drawString(x - self.stringWidth(text) / 2, y, text)

    def show(self, x: float, y: float, stretches: Iterable[tuple[faces.Face, str]], size: float) -> None:
        """Write stretches of text, each in its face, from (x, y) on the baseline in the fill colour."""
        parts = [f"BT {fmt(x)} {fmt(y)} Td"]
        for face, text in stretches:
            embedded = self._embedded.get(face)
            if embedded is None:
                embedded = self._embedded[face] = EmbeddedFace(face, f"F{len(self._embedded) + 1}")
            for resource, codes in embedded.encode(text):
                parts.append(f"/{resource} {fmt(size)} Tf ({codes}) Tj")
        parts.append("ET")
        self.code.append(" ".join(parts))


def _shade(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
