"""The head of a section: a hairline over the full width, a bar over the side column, the title, a note beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.render.canvas import TaggedCanvas
from briefing.render.flow.setting import Setting, lines, write
from briefing.render.strips import Slice
from briefing.render.structure import Node

_ABOVE_TITLE = 4.5
_BELOW_TITLE = 1.2
_BAR_WITHOUT_SIDE = 72.0

Note = str | Callable[[TaggedCanvas], str]
"""A note, or what makes it when all pages are known; then it has to fit on one line."""


def section_head(
    setting: Setting, title: str, node: Node, key: str, *, note: Note = "", alert: bool = False, below: bool = False
) -> list[Slice]:
    """Return the head of a section, kept with what follows; ``below`` puts the note under the title."""
    style, grid = setting.style, setting.style.grid
    heading = setting.plain(title, "section", setting.width, node.child("H2"))
    beside = not below and not setting.stacked and len(heading.lines) == 1
    beside = beside and setting.measure(title, "section") < setting.main - 8
    room = setting.width - (setting.main if beside else 0.0)
    # A note that is made later is known to be short: it takes a line, and its paragraph is made when it is drawn.
    told = setting.plain(note, "note", room, node.child("P")) if isinstance(note, str) and note else None
    # Beside the title there is room for one line only.
    if beside and told is not None and len(told.lines) > 1:
        beside, room = False, setting.width
        told = setting.plain(str(note), "note", room, node.child("P"))
    note_node = node.child("P")

    def draw(canvas: TaggedCanvas, left: float, top: float) -> None:
        canvas.use(None)
        canvas.stroke("hairline")
        canvas.setLineWidth(0.5)
        canvas.line(left, top, left + setting.width, top)
        canvas.fill("alert" if alert else "accent")
        bar = min(grid.side or _BAR_WITHOUT_SIDE, setting.width)
        canvas.rect(left, top - style.grid.bar, bar, style.grid.bar, stroke=0, fill=1)
        canvas.anchor(key, top + 4)
        canvas.bookmark(0, title, key)
        heading.draw_at(canvas, left, top - _ABOVE_TITLE)
        if beside:
            baseline = top - _ABOVE_TITLE - heading.size
            if told is not None:
                told.draw_line(canvas, 0, left + setting.main, baseline)
            elif callable(note):
                _write_later(canvas, note_node, left + setting.main, baseline, note)

    height = _ABOVE_TITLE + _BELOW_TITLE + heading.all_lines
    if beside or not note:
        return [Slice(height + grid.title_gap, draw, gap=grid.section_gap, keep=True)]
    head = [Slice(height - 1.0, draw, gap=grid.section_gap, keep=True)]
    if told is not None:
        head += lines(told, 0.0, keep=True)
    elif callable(note):
        look = setting.look("note")
        made = note

        def draw_note(canvas: TaggedCanvas, left: float, top: float) -> None:
            _write_later(canvas, note_node, left, top - look.size, made)

        head.append(Slice(look.leading, draw_note, keep=True))
    return [*head, Slice(grid.title_gap, keep=True)]


def _write_later(
    canvas: TaggedCanvas, node: Node, x: float, baseline: float, note: Callable[[TaggedCanvas], str]
) -> None:
    canvas.use(node)
    canvas.later(lambda finished: _note(finished, x, baseline, note))


def _note(canvas: TaggedCanvas, x: float, baseline: float, note: Callable[[TaggedCanvas], str]) -> None:
    write(canvas, x, baseline, note(canvas), canvas.style.types.note)


def kept(slices: Sequence[Slice]) -> list[Slice]:
    """Return the slices held together."""
    for one in slices[:-1]:
        one.keep = True
    return list(slices)
