"""The strip of figures: as of when, and on what evidence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from briefing.model import Brief, Figure
from briefing.render.canvas import TaggedCanvas
from briefing.render.cleaning import clean
from briefing.render.flow.setting import Setting, lines, write
from briefing.render.fonts import NO_BREAK_SPACE, runs
from briefing.render.paragraph import TaggedParagraph
from briefing.render.strips import Slice
from briefing.render.structure import Node
from briefing.render.style import Text

_STRIP = 42.0
_CELL_CLEAR = 8.0
_CLEAR_OF_FIGURES = 14.0
_CELL_LINES = 4
_CELLS = 5
_FEWER_CELLS = 3  # in a row, where the words under five would need more than two lines
_MOST_LINES = 2
_BELOW_ROW = 2.7
_BETWEEN_ROWS = 12.0


def figures_slices(setting: Setting, brief: Brief, root: Node) -> list[Slice]:
    """Return the strip between two hairlines, in two rows where there is no side column and type is large."""
    node = root.child("Sect")
    facts = node.child("P")
    cells = brief.figures[:_CELLS]
    if not setting.stacked:
        return [
            _Strip(
                setting, cells, node, _CELLS, as_of_lines(setting, brief, setting.main - _CLEAR_OF_FIGURES), facts
            ).slice()
        ]
    told = " ".join(part for part in (setting.words.as_of, brief.as_of) if part)
    line = setting.plain(f"{told}{f', {brief.zone}' if brief.zone else ''}", "note", setting.width, facts)
    made = lines(line, 0.0, keep=True)
    made[0].gap = 6.0
    strip = _Strip(setting, cells, node, _CELLS)
    if strip.deepest > _MOST_LINES:
        strip = _Strip(setting, cells, node, _FEWER_CELLS)
    return [*made, strip.slice(gap=4.0)]


class _Strip:
    """Figures in rows of so many cells; ``dated`` stands beside them, for the element ``facts``."""

    def __init__(
        self,
        setting: Setting,
        cells: Sequence[Figure],
        node: Node,
        across: int,
        dated: Sequence[tuple[str, Text]] = (),
        facts: Node | None = None,
    ) -> None:
        self.setting, self.cells, self.dated, self.facts = setting, cells, dated, facts
        self.across = max(min(across, len(cells)), 1)
        self.start = 0.0 if setting.stacked else setting.main
        self.cell = (setting.width - self.start) / self.across
        room = self.cell - _CELL_CLEAR
        self.texts = [
            setting.plain(_halved(setting, figure.words, room), "figure_words", room, node.child("P"))
            .balance(room)
            .limited(_CELL_LINES)
            for figure in cells
        ]
        self.number, self.words = setting.look("figure"), setting.look("figure_words")
        self.below = 6.8 + self.number.size * 0.85
        self.rows = [self.texts[place : place + self.across] for place in range(0, len(cells), self.across)]

    @property
    def deepest(self) -> int:
        """The most lines of words under a figure."""
        return max((len(text.lines) for text in self.texts), default=0)

    def slice(self, gap: float = 11.0) -> Slice:
        """Return the strip as one slice."""
        small = self.setting.look("note")
        steps = [_advance(look is small, after is small) for (_, look), (_, after) in pairwise(self.dated)]
        beside = 13.8 + sum(steps) + 6.0
        heights = [self.below + max(len(text.lines) for text in row) * self.words.leading for row in self.rows]
        tall = sum(heights) + _BETWEEN_ROWS * max(len(heights) - 1, 0) + _BELOW_ROW
        height = max(_STRIP * self.number.size / 18.0, tall, beside)

        def draw(canvas: TaggedCanvas, left: float, top: float) -> None:
            canvas.use(None)
            canvas.stroke("hairline")
            canvas.setLineWidth(0.5)
            canvas.line(left, top, left + self.setting.width, top)
            canvas.line(left, top - height, left + self.setting.width, top - height)
            if self.facts is not None:
                canvas.use(self.facts)
                y = top - 13.8
                for (line, look), step in zip(self.dated, (*steps, 0.0), strict=True):
                    write(canvas, left, y, f"{line} ", look)
                    y -= step
            self._figures(canvas, left + self.start, top, heights)

        return Slice(height, draw, gap=gap)

    def _figures(self, canvas: TaggedCanvas, left: float, top: float, heights: Sequence[float]) -> None:
        for place, (figure, text) in enumerate(zip(self.cells, self.texts, strict=True)):
            row, column = divmod(place, self.across)
            y = top - sum(heights[:row]) - _BETWEEN_ROWS * row
            self._figure(canvas, figure, text, left + column * self.cell, y)

    def _figure(self, canvas: TaggedCanvas, figure: Figure, text: TaggedParagraph, x: float, top: float) -> None:
        bar = self.setting.style.grid.bar
        if figure.alert:
            canvas.use(None)
            canvas.fill("alert")
            canvas.rect(x, top - bar, self.cell - _CELL_CLEAR, bar, stroke=0, fill=1)
        canvas.use(text.node)
        canvas.fill("alert" if figure.alert else self.number.colour)
        shown = runs(f"{figure.number} ", self.number.font, canvas.fonts)
        canvas.show(x, top - 6.8 - self.number.size * 0.65, shown, self.number.size)
        text.draw_at(canvas, x, top - self.below)


def as_of_lines(setting: Setting, brief: Brief, room: float) -> list[tuple[str, Text]]:
    """Return the lines that say as of when: the weekday apart where both do not fit beside the figures."""
    small, date = setting.look("note"), setting.look("headline")
    weekday, _, rest = brief.as_of.replace(NO_BREAK_SPACE, " ").partition(" ")
    fits = setting.measure(brief.as_of, "headline") <= room or not rest
    dates = [brief.as_of] if fits else [weekday, rest]
    lines = [(setting.words.as_of, small), *((line, date) for line in dates), (brief.zone, small)]
    return [(line, look) for line, look in lines if line]


def _advance(small: bool, next_small: bool) -> float:
    """Return the step from one line to the next: between two of the larger type more."""
    if small:
        return 11.6
    return 10.6 if next_small else 12.4


def _halved(setting: Setting, words: str, room: float) -> str:
    """Return the words of a figure, to be broken at their comma where what follows it fits on a line."""
    first, comma, second = clean(words).strip().partition(", ")
    if comma and setting.measure(second, "figure_words") <= room:
        second = second.replace(" ", NO_BREAK_SPACE)
    return first + comma + second
