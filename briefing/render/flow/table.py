"""Tables over pages: tagged rows and cells, a head that is repeated as an artifact, rules between rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from briefing.render.canvas import TaggedCanvas
from briefing.render.flow.setting import Setting, write
from briefing.render.paragraph import TaggedParagraph
from briefing.render.strips import Slice
from briefing.render.structure import Node

_HEAD_ABOVE, _HEAD_BELOW = 1.0, 4.0
_TALLEST_ROW = 220.0  # points: a taller row may be cut
_OF_ROW = 2.0  # times the share of a line that a row gives up
_OF_WHITE = 0.4  # of its white, at most


@dataclass(frozen=True, slots=True)
class Column:
    """Where a column begins and how wide it is, in points; ``right``: its text ends at the right."""

    head: str
    x: float
    width: float
    right: bool = False


@dataclass(slots=True)
class Cell:
    """Paragraphs one under another; ``across`` is a last one, that runs on under the cells that follow."""

    paragraphs: list[TaggedParagraph]
    node: Node
    across: TaggedParagraph | None = None
    lines: list[tuple[TaggedParagraph, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lines = [(paragraph, number) for paragraph in self.paragraphs for number in range(len(paragraph.lines))]


@dataclass(slots=True)
class Table:
    """A table under construction."""

    setting: Setting
    columns: Sequence[Column]
    node: Node  # Table
    above: float = 3.0  # white in a row above and below its text
    below: float = 4.0
    rule_above: float = 0.0  # further white under the rule above a row
    slices: list[Slice] = field(default_factory=list)

    def head(self) -> None:
        """Add the head."""
        row = self.node.child("TR")
        cells = [row.child("TH", scope="Column") for _ in self.columns]
        self.slices.append(self._head_slice(row, cells))

    def _head_slice(self, row: Node | None, cells: Sequence[Node]) -> Slice:
        look = self.setting.look("table_head")
        height = _HEAD_ABOVE + look.leading + _HEAD_BELOW

        def draw(canvas: TaggedCanvas, left: float, top: float) -> None:
            for place, column in enumerate(self.columns):
                if row is not None:
                    canvas.place(row)
                    canvas.place(cells[place])
                    canvas.use(cells[place])
                else:
                    canvas.use(None)
                if column.head:
                    x = left + column.x + (column.width if column.right else 0.0)
                    write(canvas, x, top - _HEAD_ABOVE - look.size, column.head, look, right=column.right)
            canvas.use(None)
            canvas.stroke("muted")
            canvas.setLineWidth(0.5)
            canvas.line(left, top - height, left + self.setting.width, top - height)

        return Slice(height, draw, keep=True)

    def again(self) -> list[Slice]:
        """Return the head for the top of another page: it has been read, so it is an artifact."""
        return [self._head_slice(None, ())]

    def row(
        self,
        cells: Sequence[Cell],
        row: Node,
        *,
        rule: bool = False,
        place: Callable[[TaggedCanvas, float, float], None] | None = None,
        again: Callable[[], list[Slice]] | None = None,
    ) -> None:
        """Add a row; ``rule`` draws a hairline above it, ``place`` is called where it begins.

        ``again`` is put under the repeated head where a page begins with this row.
        """
        before = len(self.slices)
        leading = max((paragraph.leading for cell in cells for paragraph in cell.paragraphs), default=0.0)
        tallest = max((sum(p.all_lines for p in cell.paragraphs) for cell in cells), default=0.0)
        if tallest <= _TALLEST_ROW or not leading:
            self._add(cells, row, 0, None, tallest, rule, place, first=True, last=True)
        else:
            self._add_tall(cells, row, leading, rule, place)
        for made in self.slices[before:]:
            if before > 1:
                made.again = self.again if again is None else lambda: [*self.again(), *again()]

    def _add_tall(
        self,
        cells: Sequence[Cell],
        row: Node,
        leading: float,
        rule: bool,
        place: Callable[[TaggedCanvas, float, float], None] | None,
    ) -> None:
        """Add a row in parts, so that it may be cut."""
        step = int(_TALLEST_ROW / leading)
        most = max(len(cell.lines) for cell in cells)
        for start in range(0, most, step):
            height = max(_height(cell.lines[start : start + step]) for cell in cells)
            first, last = start == 0, start + step >= most
            self._add(cells, row, start, start + step, height, rule and first, place if first else None, first, last)

    def _add(
        self,
        cells: Sequence[Cell],
        row: Node,
        start: int,
        end: int | None,
        height: float,
        rule: bool,
        place: Callable[[TaggedCanvas, float, float], None] | None,
        first: bool,
        last: bool,
    ) -> None:
        under_line = rule or len(self.slices) == 1  # that of the head
        above = self.above + (self.rule_above if under_line else 0.0) if first else 0.0

        def draw(canvas: TaggedCanvas, left: float, top: float) -> None:
            if rule:
                canvas.use(None)
                canvas.stroke("hairline")
                canvas.setLineWidth(0.5)
                canvas.line(left, top, left + self.setting.width, top)
            if place is not None:
                place(canvas, left, top - above)
            for column, cell in zip(self.columns, cells, strict=True):
                canvas.place(cell.node)  # an empty cell is a cell
                y = top - above
                for paragraph, number in cell.lines[start:end]:
                    x = left + column.x
                    if column.right:
                        line = paragraph.lines[number]
                        x += column.width - (line[-1].x + line[-1].width)
                    paragraph.draw_line(canvas, number, x, y - paragraph.size)
                    y -= paragraph.leading
                if last and cell.across is not None:
                    cell.across.draw_at(canvas, left + column.x, top - above - height)

        under = max((cell.across.all_lines for cell in cells if cell.across is not None), default=0.0) if last else 0.0
        made = Slice(above + height + under + (self.below if last else 0.0), draw)
        made.gives = min(_OF_ROW * self.setting.style.page.tighten * made.height, _OF_WHITE * (self.above + self.below))
        self.slices.append(made)


def _height(lines: Sequence[tuple[TaggedParagraph, int]]) -> float:
    return float(sum(paragraph.leading for paragraph, _ in lines))
