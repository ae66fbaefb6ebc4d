"""The table of contents of a long briefing: sections, and the pages on which they begin."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.render.canvas import TaggedCanvas
from briefing.render.flow.front import side_label
from briefing.render.flow.setting import Setting, lines, write
from briefing.render.paragraph import Piece
from briefing.render.strips import Slice
from briefing.render.structure import Node


def contents_slices(setting: Setting, entries: Sequence[tuple[str, str]], root: Node) -> list[Slice]:
    """Return a line for each section; ``entries`` are titles and the places at which they stand."""
    node = root.child("Sect")
    main = 0.0 if setting.stacked else setting.main
    room = setting.width if setting.stacked else setting.style.grid.side - 4
    label = setting.plain(setting.words.contents, "headline", room, node.child("H2"))
    listed = node.child("TOC")
    look = setting.look("box")
    slices: list[Slice] = []
    for title, key in entries:
        entry = listed.child("TOCI")
        text = setting.paragraph([Piece(title, look, f"#{key}", title)], setting.width - main, entry)
        (line,) = lines(text, main)[:1]
        _numbered(setting, line, entry, main, key)
        slices.append(line)
    slices[0].gap = setting.style.grid.section_gap
    for one in slices[:-1]:
        one.keep = True
    return side_label(setting, slices, label, look.size)


def _numbered(setting: Setting, line: Slice, entry: Node, main: float, key: str) -> None:
    """Write the page number at the end of the line when it is known."""
    draw, look = line.draw, setting.look("box")
    right = setting.width - main if setting.stacked else setting.width

    def drawn(canvas: TaggedCanvas, left: float, top: float) -> None:
        if draw is not None:
            draw(canvas, left, top)
        canvas.use(entry)
        baseline = top - look.size
        canvas.later(
            lambda finished: _write_page(finished, setting, left + right, baseline, key),
        )

    line.draw = drawn


def _write_page(canvas: TaggedCanvas, setting: Setting, right: float, baseline: float, key: str) -> None:
    write(canvas, right, baseline, str(canvas.page_of(key)), setting.look("box"), right=True)
