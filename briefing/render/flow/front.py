"""The first page: title, bottom line, what is new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.brief.numbers import number_word
from briefing.model import Brief, Item
from briefing.render.canvas import TaggedCanvas
from briefing.render.cleaning import clean
from briefing.render.flow.bullets import bullet_list
from briefing.render.flow.setting import Setting, in_even_lines, lines
from briefing.render.paragraph import Piece, TaggedParagraph
from briefing.render.strips import Slice
from briefing.render.structure import Node

_TITLE_LINES = 2
_MOST_TITLE_LINES = 4  # what is longer is cut; the whole title stands in the metadata
_LABEL_LINES = 12
_SENTENCE_GAP = 5.0
_PADDING = 8.0
_WHOLE_BOX = 330.0  # points: a box that is not higher stands on one page


def title_slices(setting: Setting, brief: Brief, root: Node) -> list[Slice]:
    """Return the title: two lines at most in its large size, else smaller."""
    node = root.child("H1")
    words = clean(brief.title).strip() or clean(brief.name).strip() or setting.words.kind
    title = in_even_lines(setting, words, "title", node)
    if len(title.lines) > _TITLE_LINES:
        title = in_even_lines(setting, words, "title_long", node)
    if len(title.lines) > _MOST_TITLE_LINES:
        shown = "".join([part.text for line in title.lines[:_MOST_TITLE_LINES] for part in line])
        title = setting.plain(f"{shown[:-4].rstrip()} …", "title_long", setting.width, node)
    made = lines(title, 0.0, keep=True)
    draw = made[0].draw

    def drawn(canvas: TaggedCanvas, left: float, top: float) -> None:
        canvas.anchor("title", top + 12)
        canvas.bookmark(0, words, "title")
        if draw is not None:
            draw(canvas, left, top)

    made[0].draw = drawn
    return made


def side_label(setting: Setting, slices: list[Slice], label: TaggedParagraph, size: float) -> list[Slice]:
    """Put a label beside the first of ``slices``, on its baseline; above it where there is no side column."""
    if not slices:
        return []
    label.limited(_LABEL_LINES)
    if setting.stacked:
        slices[0].gap, gap = 2.0, slices[0].gap
        above = lines(label, 0.0, gap=gap, keep=True)
        return [*above, *slices]
    draw = slices[0].draw
    height = size - label.size + label.all_lines

    def drawn(canvas: TaggedCanvas, left: float, top: float) -> None:
        label.draw_at(canvas, left, top - size + label.size)
        if draw is not None:
            draw(canvas, left, top)

    slices[0].draw = drawn
    covered = 0.0
    for place, one in enumerate(slices):
        covered += one.height + (one.gap if place else 0.0)
        if covered >= height:
            return slices
        one.keep = True
    return [*slices, Slice(height - covered)]


def bottom_line_slices(setting: Setting, items: Sequence[Item], root: Node, *, cites: bool) -> list[Slice]:
    """Return the two or three sentences that a reader in a hurry takes away."""
    if not items:
        return []
    node = root.child("Sect")
    look = setting.look("bottom_line")
    label = setting.plain(setting.words.bottom_line, "headline", _side_room(setting), node.child("H2"))
    slices: list[Slice] = []
    for place, item in enumerate(items):
        paragraph = setting.paragraph(
            setting.item(item, "bottom_line", large=True), setting.width - _main(setting), node.child("P")
        )
        made = lines(paragraph, _main(setting), gap=_SENTENCE_GAP if place else 12.5)
        if made and cites:
            _cite(made[0], item)
        slices += made
    return side_label(setting, slices, label, look.size)


def _cite(first: Slice, item: Item) -> None:
    draw = first.draw

    def drawn(canvas: TaggedCanvas, left: float, top: float) -> None:
        for number in item.references:
            canvas.anchor(f"cite{number}", top + 4)
        if draw is not None:
            draw(canvas, left, top)

    first.draw = drawn


def _main(setting: Setting) -> float:
    return 0.0 if setting.stacked else setting.main


def _side_room(setting: Setting) -> float:
    return setting.width if setting.stacked else setting.style.grid.side - 4


def notice_slices(setting: Setting, notices: Sequence[str], root: Node) -> list[Slice]:
    """Return what the reader must know before all else."""
    if not notices:
        return []
    node = root.child("Sect")
    label = setting.plain(setting.words.notices, "headline", _side_room(setting), node.child("H2"))
    slices: list[Slice] = []
    for place, notice in enumerate(notices):
        paragraph = setting.plain(notice, "box", setting.width - _main(setting), node.child("P"))
        slices += lines(paragraph, _main(setting), gap=2.0 if place else 12.5)
    return side_label(setting, slices, label, setting.look("box").size)


def new_slices(setting: Setting, brief: Brief, root: Node) -> list[Slice]:
    """Return the box of what is new against an earlier edition, on a tint that hangs into both margins."""
    if not brief.since or not (brief.new or brief.gone):
        return []
    node = root.child("Sect")
    look = setting.look("box")
    main = _main(setting)
    label = setting.paragraph(_new_label(setting, brief), _side_room(setting), node.child("H2"))
    slices = bullet_list(setting, brief.new, node, x=main, use="box", cites=False)
    if brief.new_more:
        text = setting.words.new_more.format(n=number_word(brief.new_more).capitalize())
        slices += lines(setting.plain(text, "box", setting.width - main, node.child("P")), main, gap=2.0)
    for headline in brief.gone:
        text = setting.words.gone.format(headline=headline)
        slices += lines(
            setting.plain(text, "box", setting.width - main, node.child("P")), main, gap=2.0 if slices else 0.0
        )
    if slices:
        slices[0].gap = 0.0
    slices = side_label(setting, slices, label, look.size)
    boxed = [Slice(_PADDING, gap=14.0, keep=True), *slices, Slice(_PADDING - 2.0)]
    boxed[-2].keep = True

    def under(canvas: TaggedCanvas, left: float, top: float, bottom: float) -> None:
        canvas.fill("tint")
        # The overlap hides the seam that some viewers draw between two areas.
        canvas.rect(left - _PADDING, bottom, setting.width + 2 * _PADDING, top - bottom, stroke=0, fill=1)

    whole = sum([one.height + one.gap for one in boxed]) <= _WHOLE_BOX
    for one in boxed:
        one.under = under
        one.keep = one.keep or (whole and one is not boxed[-1])
    return boxed


def _new_label(setting: Setting, brief: Brief) -> list[Piece]:
    look = setting.look("box")
    strong = replace(look, font="sans-semibold")
    return [Piece(f"{setting.words.new} ", strong), Piece(brief.since, look)]
