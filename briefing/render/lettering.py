"""Text on a canvas: one line, each run of characters in the face that has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.render import fonts as faces
from briefing.render.style import Fonts

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


def draw_text(canvas: Canvas, x: float, y: float, text: str, role: str, size: float, fonts: Fonts) -> None:
    """Draw ``text`` from the left end (x, y) of its baseline, in the canvas's fill colour."""
    for face, stretch in faces.runs(text, role, fonts):
        canvas.setFont(face.fontName, size)
        canvas.drawString(x, y, stretch)
        x += face.width(stretch) * size * 0.001
