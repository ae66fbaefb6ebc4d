"""What stands beside an event: its date, its day of the week, whether it is new, how many sources tell it."""

from __future__ import annotations

from functools import lru_cache

from briefing.model import DayGroup, Entry
from briefing.render.canvas import TaggedCanvas
from briefing.render.cleaning import clean
from briefing.render.flow.setting import Setting, lines, write
from briefing.render.flow.spine import draw_on_spine
from briefing.render.fonts import x_height
from briefing.render.paragraph import Piece, TaggedParagraph
from briefing.render.strips import Slice
from briefing.render.structure import Node
from briefing.render.style import RGB
from briefing.render.syntax import number as number_text

_CLEAR_OF_SPINE = 12.0  # between the side column's text and the marks
_BELOW_SIDE = 3.0
_ABOVE_DOTS = 14.4
_DATE_LINES = 8
_DOT, _RING_HOLE, _DOT_STEP, _MOST_DOTS = 1.9, 1.15, 6.4, 8
_TAG_PADDING = 4.0
_BEFORE_TAG = 6.0
_TAG_ROW = 2.0  # more than a line, where the tag has one of its own


class Day:
    """One date: its group, its structure element, the place in the outline, the number of all sources."""

    def __init__(self, setting: Setting, group: DayGroup, node: Node, key: str, sources: int) -> None:
        self.setting, self.group, self.node, self.key, self.sources = setting, group, node, key, sources
        self.date_node = node.child("H3")
        self.side_room = (
            setting.width - setting.main if setting.stacked else max(setting.style.grid.side - _CLEAR_OF_SPINE, 40.0)
        )


def _spaced(setting: Setting, text: str, room: float, node: Node) -> TaggedParagraph:
    """Return a text that ends with a space, so that what is read next does not grow together with it."""
    return setting.paragraph([Piece(f"{clean(text).strip()} ", setting.look("note"))], room, node).limited(_DATE_LINES)


class Side:
    """What stands beside an event: the date with its day of the week, and how many sources tell it."""

    def __init__(self, day: Day, entry: Entry, first: bool) -> None:
        self.day, self.entry, self.first = day, entry, first
        setting, group = day.setting, day.group
        self.setting = setting
        room = day.side_room - (self._tag_width() + _BEFORE_TAG if setting.stacked and entry.new else 0.0)
        self.date = setting.plain(group.date, "day", room, day.date_node).limited(_DATE_LINES) if first else None
        about = [text for text in (group.weekday, group.note) if clean(text).strip()] if first else []
        self.facts = day.node.child("P")
        self.about = [_spaced(setting, text, day.side_room, self.facts) for text in about]
        self.under_date = False  # which is repeated where a page begins with a further event of the day
        # Of one source, every event is told by one of one.
        self.told = setting.words.told_by.format(n=entry.sources, m=day.sources) if day.sources > 1 else ""

    @property
    def _scale(self) -> float:
        """How much larger the dots are than beside type of 8 points."""
        return self.setting.look("note").size / 8.0

    @property
    def height(self) -> float:
        """The height from the top of the headline, in points."""
        note = self.setting.look("note")
        size = self.setting.look("headline").size
        own_row = note.leading + _TAG_ROW if self._tag_has_row else 0.0
        if self.date is None:
            return size + own_row + _BELOW_SIDE
        rows = sum([len(text.lines) for text in self.about])
        dates = (len(self.date.lines) - 1) * self.date.leading
        return size + dates + rows * note.leading + own_row + (_ABOVE_DOTS if self.told else 0.0) + _BELOW_SIDE

    @property
    def height_under_date(self) -> float:
        """The height where the date is repeated above it."""
        return self.height + _ABOVE_DOTS

    @property
    def _tag_has_row(self) -> bool:
        """Whether the tag stands on a line of its own: what stands before it leaves no room clear of the marks."""
        if not self.entry.new or self.setting.stacked:
            return False
        if self.date is not None and not self.about:
            return True
        before = self._dots_width() if self.date is None else _length(self.about[0])
        return before > 0 and before + _BEFORE_TAG + self._tag_width() > self.day.side_room

    def draw(self, canvas: TaggedCanvas, left: float, baseline: float) -> None:
        """Draw it in the side column; the first line shares the headline's baseline."""
        note = self.setting.look("note")
        y = baseline
        if self.date is not None:
            self._bookmark(canvas, baseline)
            for number in range(len(self.date.lines)):
                self.date.draw_line(canvas, number, left, y)
                y -= self.date.leading
            y += self.date.leading
            for place, text in enumerate(self.about):
                for number in range(len(text.lines)):
                    y -= note.leading
                    text.draw_line(canvas, number, left, y)
                if place == 0 and not self._tag_has_row:
                    self._tag_if_new(canvas, left + _length(text) + _BEFORE_TAG, y)
            if self._tag_has_row:
                y -= note.leading + _TAG_ROW
                self._tag_if_new(canvas, left, y)
        if self.date is not None or self.under_date:
            y -= _ABOVE_DOTS
        self._dots(canvas, left, y)
        if self.date is None and self.entry.new:
            below = self._tag_has_row
            x = left if below or not self.told else left + self._dots_width() + _BEFORE_TAG
            self._tag_if_new(canvas, x, y - (note.leading + _TAG_ROW if below else 0.0))

    def draw_mark(self, canvas: TaggedCanvas, left: float, baseline: float, size: float) -> None:
        """Draw the event's mark on the spine, at the middle of small letters on that baseline."""
        canvas.use(None)
        x, middle = left + self.setting.style.grid.spine, baseline + x_height("sans", size) / 2
        draw_on_spine(canvas, self.entry.mark, x, middle, sources=self.entry.sources)

    def above(self) -> list[Slice]:
        """Return the date as a line above the event."""
        date = self.date
        assert date is not None
        made = lines(date, self.setting.main, keep=True) or [Slice(date.leading, keep=True)]
        last = made[-1]
        draw = last.draw

        def drawn(canvas: TaggedCanvas, left: float, top: float) -> None:
            self._bookmark(canvas, top - date.size)
            self.draw_mark(canvas, left, top - date.size, date.size)
            if draw is not None:
                draw(canvas, left, top)
            x = left + self.setting.main + 6.0
            if date.lines:
                x += date.lines[-1][-1].x + date.lines[-1][-1].width
            y = top - date.size
            for text in self.about[:1]:
                text.draw_line(canvas, 0, x, y)
                x += _length(text) + 4.0
            if self.entry.new:
                self._tag_if_new(canvas, x, y)
                x += self._tag_width() + 6.0
            if self.told and x + self._dots_width() < left + self.setting.width:
                self._dots(canvas, left + self.setting.width - self._dots_width(), y)

        last.draw = drawn
        return made

    def _bookmark(self, canvas: TaggedCanvas, baseline: float) -> None:
        canvas.anchor(self.day.key, baseline + self.setting.look("day").size + 4)
        canvas.bookmark(1, clean(self.day.group.date), self.day.key)

    def _tag_if_new(self, canvas: TaggedCanvas, x: float, baseline: float) -> None:
        if not self.entry.new:
            return
        words, look = self.setting.words.new_tag, self.setting.style.types.chart_number
        canvas.use(self.facts)
        canvas.fill("accent")
        canvas.rect(x, baseline - 0.3 * look.size, self._tag_width(), 1.31 * look.size, stroke=0, fill=1)
        write(canvas, x + _TAG_PADDING, baseline, f"{words} ", look)

    def _tag_width(self) -> float:
        return self.setting.measure(self.setting.words.new_tag, "chart_number") + 2 * _TAG_PADDING

    def _dots_width(self) -> float:
        if not self.told:
            return 0.0
        dots = self.day.sources * _DOT_STEP + 3 if self.day.sources <= _MOST_DOTS else 0.0
        return dots * self._scale + self.setting.measure(self.told, "note")

    def _dots(self, canvas: TaggedCanvas, x: float, baseline: float) -> None:
        """Draw a row of dots, filled for the sources that tell the event, and say the same in words."""
        if not self.told:
            return
        sources, scale = self.day.sources, self._scale
        if sources <= _MOST_DOTS:
            canvas.use(None)
            colours = self.setting.style.rgb("muted"), self.setting.style.rgb("paper")
            canvas.stamp(_dot_row(min(self.entry.sources, sources), sources, *colours), x, baseline, scale)
            x += (sources * _DOT_STEP + 3) * scale
        canvas.use(self.facts)
        write(canvas, x, baseline, self.told, self.setting.look("note"))


@lru_cache(maxsize=64)
def _dot_row(told: int, sources: int, ink: RGB, paper: RGB) -> str:
    """Return a row of dots, the last ones hollow: lines without length whose round ends are the dots."""

    def dots(first: int, size: float, colour: RGB) -> str:
        places = (f"{_DOT + number * _DOT_STEP:.3f} 2.6" for number in range(first, sources))
        return f"{' '.join(map(number_text, colour))} RG {size} w " + " ".join(f"{at} m {at} l" for at in places) + " S"

    if told >= sources:
        return f"1 J {dots(0, 2 * _DOT, ink)}"
    return f"1 J {dots(0, 2 * _DOT, ink)} {dots(told, 2 * _RING_HOLE, paper)}"


def _length(paragraph: TaggedParagraph) -> float:
    """Return the width of the first line."""
    return paragraph.lines[0][-1].x + paragraph.lines[0][-1].width if paragraph.lines else 0.0
