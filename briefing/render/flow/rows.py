"""Short rows: what comes, the background, what was kept without a date or left out, what an editor decided."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Brief, Item, Row, Run, Voice
from briefing.render.canvas import TaggedCanvas
from briefing.render.cleaning import clean
from briefing.render.flow.bullets import bullet_list
from briefing.render.flow.front import side_label
from briefing.render.flow.setting import Setting, lines
from briefing.render.flow.spine import draw_on_spine
from briefing.render.fonts import x_height
from briefing.render.paragraph import Piece
from briefing.render.strips import Slice
from briefing.render.structure import Node

_ROW_GAP = 5.0
_CLEAR_OF_MARK = 14.0
_NAMELESS = "…"


def row_slices(setting: Setting, rows: Sequence[Row], section: Node) -> list[Slice]:
    """Return a row for each event: its date in the side column, its mark, its headline and passage."""
    slices: list[Slice] = []
    for place, row in enumerate(rows):
        made = _row(setting, row, section)
        made[0].gap = _ROW_GAP if slices else 0.0
        if place == len(rows) - 1 > 1:
            slices[-1].keep = True  # the last row does not stand alone on a page
        slices += made
    return slices


def _row(setting: Setting, row: Row, section: Node) -> list[Slice]:
    room = setting.style.grid.side - _CLEAR_OF_MARK if not setting.stacked else setting.width - setting.main
    date = setting.plain(row.date, "label", room, section.child("P"))
    headline = clean(row.headline).strip() or _NAMELESS
    pieces = [Piece(headline, setting.look("headline"))]
    heading = setting.headline(pieces, setting.width - setting.main, section.child("H3"))
    text = lines(heading, setting.main, keep=True)
    text += bullet_list(setting, row.items, section, x=setting.main, dashes=len(row.items) > 1)
    above = lines(date, setting.main, keep=True) if setting.stacked else []
    slices = [*above, *text] if setting.stacked else side_label(setting, text, date, heading.size)
    first, draw = slices[0], slices[0].draw
    size = date.size if setting.stacked else heading.size

    def drawn(canvas: TaggedCanvas, left: float, top: float) -> None:
        canvas.anchor(f"event-{row.key}", top + 4)
        canvas.use(None)
        middle = top - size + x_height("sans", size) / 2
        draw_on_spine(canvas, row.mark, left + setting.style.grid.spine, middle)
        if draw is not None:
            draw(canvas, left, top)

    first.draw = drawn
    return slices


def undated_slices(setting: Setting, brief: Brief, section: Node) -> list[Slice]:
    """Return the passages without a date, and what was left out and why."""
    kept = [setting.item(_plain(item), "box") for item in brief.undated]
    return _labelled(
        setting,
        [(setting.words.kept, kept), (setting.words.left_out, _reasons(setting, brief.left_out))],
        section,
    )


def correction_slices(setting: Setting, corrections: Sequence[str], section: Node) -> list[Slice]:
    """Return what a person decided, in words."""
    look = setting.look("box")
    told = [[Piece(clean(text).strip(), look)] for text in corrections]
    return _labelled(setting, [(setting.words.corrections, told)], section)


def _reasons(setting: Setting, items: Sequence[Item]) -> list[list[Piece]]:
    """Return reasons, which are words of ours, in one paragraph; passages each in its own."""
    look = setting.look("box")
    told = [setting.item(_plain(item), "box") for item in items]
    if not all(run.voice is Voice.OURS for item in items for run in item.runs):
        return told
    joined: list[Piece] = []
    for pieces in told:
        joined += [Piece("; ", look), *pieces] if joined else pieces
    return [joined] if joined else []


def _plain(item: Item) -> Item:
    """Return an item of our own words alone in the voice that the row is set in."""
    if all(run.voice is Voice.OURS for run in item.runs):
        return Item(tuple(Run(run.text, Voice.SOURCE) for run in item.runs), item.references)
    return item


def _labelled(setting: Setting, parts: Sequence[tuple[str, list[list[Piece]]]], section: Node) -> list[Slice]:
    """Return labels in the side column, each with its paragraphs beside it."""
    slices: list[Slice] = []
    main = 0.0 if setting.stacked else setting.main
    for label, told in parts:
        if not told:
            continue
        room = setting.width if setting.stacked else setting.style.grid.side - 4
        named = setting.plain(label, "label", room, section.child("H3"))
        listed = section.child("L")
        made: list[Slice] = []
        for pieces in told:
            node = listed.child("LI").child("LBody")
            made += lines(setting.paragraph(pieces, setting.width - main, node), main, gap=2.0 if made else _ROW_GAP)
        slices += side_label(setting, made, named, setting.look("box").size)
    if slices:
        slices[0].gap = 0.0
    return slices
