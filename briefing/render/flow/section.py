"""The head of a section: a hairline over the full width, a bar over the side column, the title, a note beside it."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.render.canvas import TaggedCanvas
from briefing.render.flow.setting import Setting, in_even_lines, write
from briefing.render.paragraph import TaggedParagraph
from briefing.render.strips import Slice
from briefing.render.structure import Node

_ABOVE_TITLE = 4.5
_BELOW_TITLE = 1.2
_BAR_WITHOUT_SIDE = 72.0

_PAGE = "888"  # stands for a page number until all pages are made


@dataclass(frozen=True, slots=True)
class PageNote:
    """A note with ``{page}``, the page on which the place ``key`` stands."""

    text: str
    key: str


def section_head(
    setting: Setting,
    title: str,
    node: Node,
    key: str,
    *,
    note: str | PageNote = "",
    alert: bool = False,
    below: bool = False,
) -> list[Slice]:
    """Return the head of a section, kept with what follows; ``below`` puts the note under the title."""
    grid = setting.style.grid
    heading = in_even_lines(setting, title, "section", node.child("H2"))
    text = note.text.format(page=_PAGE) if isinstance(note, PageNote) else note
    told = setting.plain(text, "note", setting.width, node.child("P")) if text else None
    beside = False
    if told is not None and not below and not setting.stacked and len(heading.lines) == 1:
        narrow = setting.plain(text, "note", setting.width - setting.main, told.node)
        beside = len(narrow.lines) == 1 and setting.measure(title, "section") < setting.main - 8
        told = narrow if beside else told

    def draw(canvas: TaggedCanvas, left: float, top: float) -> None:
        _rule(canvas, setting, left, top, alert=alert)
        canvas.anchor(key, top + 4)
        canvas.bookmark(0, title, key)
        heading.draw_at(canvas, left, top - _ABOVE_TITLE)
        if beside and told is not None:
            _draw_note(canvas, told, 0, left + setting.main, top - _ABOVE_TITLE - heading.size, note)

    height = _ABOVE_TITLE + _BELOW_TITLE + heading.all_lines
    if beside or told is None:
        return [Slice(height + grid.title_gap, draw, gap=grid.section_gap, keep=True)]
    return [
        Slice(height - 1.0, draw, gap=grid.section_gap, keep=True),
        *(_note_line(told, number, note) for number in range(len(told.lines))),
        Slice(grid.title_gap, keep=True),
    ]


def _rule(canvas: TaggedCanvas, setting: Setting, left: float, top: float, *, alert: bool) -> None:
    grid = setting.style.grid
    canvas.use(None)
    canvas.stroke("hairline")
    canvas.setLineWidth(0.5)
    canvas.line(left, top, left + setting.width, top)
    canvas.fill("alert" if alert else "accent")
    canvas.rect(left, top - grid.bar, min(grid.side or _BAR_WITHOUT_SIDE, setting.width), grid.bar, stroke=0, fill=1)


def _note_line(told: TaggedParagraph, number: int, note: str | PageNote) -> Slice:
    def draw(canvas: TaggedCanvas, left: float, top: float) -> None:
        _draw_note(canvas, told, number, left, top - told.size, note)

    return Slice(told.leading, draw, keep=True)


def _draw_note(
    canvas: TaggedCanvas, told: TaggedParagraph, number: int, x: float, baseline: float, note: str | PageNote
) -> None:
    """Draw a line of a note; one with a page number is drawn when that is known."""
    text = "".join([part.text for part in told.lines[number]])
    if isinstance(note, str) or _PAGE not in text:
        told.draw_line(canvas, number, x, baseline)
        return
    before, _, after = text.rpartition(_PAGE)
    canvas.use(told.node)
    canvas.later(lambda finished: _write(finished, x, baseline, f"{before}{finished.page_of(note.key)}{after}", told))


def _write(canvas: TaggedCanvas, x: float, baseline: float, text: str, told: TaggedParagraph) -> None:
    write(canvas, x, baseline, text, told.pieces[0].look)
