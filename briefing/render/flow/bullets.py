"""Bullets: an en dash in grey, the passage in serif, our words in grey brackets, the references."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Item
from briefing.render.canvas import TaggedCanvas
from briefing.render.flow.setting import Setting, lines, write
from briefing.render.fonts import runs
from briefing.render.strips import Slice
from briefing.render.structure import Node

_DASH = "–"


def bullet_list(
    setting: Setting,
    items: Sequence[Item],
    node: Node,
    *,
    x: float,
    use: str = "bullet",
    dashes: bool = True,
    cites: bool = True,
) -> list[Slice]:
    """Return a list of passages from the left edge ``x`` of their dashes; ``cites`` lets sources lead back here."""
    grid = setting.style.grid
    listed = node.child("L")
    slices: list[Slice] = []
    indent = grid.indent * setting.look(use).size / setting.look("bullet").size if dashes else 0.0
    for place, item in enumerate(items):
        entry = listed.child("LI")
        label, body = entry.child("Lbl"), entry.child("LBody")
        paragraph = setting.paragraph(setting.item(item, use), setting.width - x - indent, body)
        made = lines(paragraph, x + indent, gap=grid.bullet_gap if place else 0.0)
        if not made:
            continue
        _mark_first(setting, made[0], item, label if dashes else None, x, paragraph.size, cites)
        slices += made
    return slices


def _mark_first(
    setting: Setting, first: Slice, item: Item, label: Node | None, x: float, size: float, cites: bool
) -> None:
    """Let the first line of a bullet carry its dash and the places to which its sources lead back."""
    draw = first.draw
    look = setting.look("bullet")

    def drawn(canvas: TaggedCanvas, left: float, top: float) -> None:
        if cites:
            for number in item.references:
                canvas.anchor(f"cite{number}", top + 4)
        if label is not None:
            canvas.use(label)
            canvas.fill("muted")
            canvas.show(left + x, top - size, runs(f"{_DASH} ", look.font, canvas.fonts), size)
        if draw is not None:
            draw(canvas, left, top)

    first.draw = drawn


def note_line(setting: Setting, text: str, node: Node, x: float) -> Slice:
    """Return one line in small grey type."""
    look = setting.look("note")

    def draw(canvas: TaggedCanvas, left: float, top: float) -> None:
        canvas.use(node)
        write(canvas, left + x, top - look.size, text, look)

    return Slice(look.leading, draw, gap=setting.style.grid.bullet_gap)
