"""The timeline by day: dates and sources in the side column, marks on a spine, headlines and passages beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from briefing.model import DayGroup, Entry
from briefing.render.canvas import TaggedCanvas
from briefing.render.cleaning import clean
from briefing.render.flow.bullets import bullet_list, note_line
from briefing.render.flow.setting import Setting, lines, unbroken, write
from briefing.render.flow.spine import draw_on_spine
from briefing.render.fonts import x_height
from briefing.render.paragraph import Piece, TaggedParagraph
from briefing.render.strips import Slice
from briefing.render.structure import Node

_CLEAR_OF_SPINE = 12.0  # between the side column's text and the marks
_SECOND_ENTRY = 7.0  # white above a further event of one day
_BELOW_SIDE = 3.0
_DATE_LINES = 8
_MOST_DATE_LINES = 2  # where it is repeated
_NAMELESS = "…"
_DOT, _RING, _DOT_STEP, _MOST_DOTS = 1.9, 1.55, 6.4, 8
_TAG_PADDING = 4.0


def timeline_slices(
    setting: Setting, days: Sequence[DayGroup], section: Node, sources: int, numbers: Mapping[str, int]
) -> list[Slice]:
    """Return the days from the first to the last.

    ``sources`` is the number of all sources; ``numbers`` are those that stand in the chart for the words of an event.
    """
    slices: list[Slice] = []
    for number, group in enumerate(days):
        day = _Day(setting, group, section.child("Sect"), f"day{number + 1}", sources, numbers)
        slices += day.slices(bool(slices))
    for one in slices:
        one.under = _spine(setting)
    return slices


class _Day:
    """One date with its events."""

    def __init__(
        self, setting: Setting, group: DayGroup, node: Node, key: str, sources: int, numbers: Mapping[str, int]
    ) -> None:
        self.setting, self.group, self.node, self.key, self.sources = setting, group, node, key, sources
        self.numbers = numbers
        self.date_node = node.child("H3")
        self.side_room = (
            setting.width - setting.main if setting.stacked else max(setting.style.grid.side - _CLEAR_OF_SPINE, 40.0)
        )

    def slices(self, follows: bool) -> list[Slice]:
        grid = self.setting.style.grid
        slices: list[Slice] = []
        for place, entry in enumerate(self.group.entries):
            made = self._entry(entry, first=place == 0)
            made[0].gap = (grid.day_gap if follows else 0.0) if place == 0 else _SECOND_ENTRY
            for number, one in enumerate(made):
                if place or number:
                    one.again = self._taken_up if number == 0 else self._continued
            slices += made
        return slices

    def _entry(self, entry: Entry, *, first: bool) -> list[Slice]:
        setting = self.setting
        slices: list[Slice] = []
        side = self._side(entry, first)
        if setting.stacked and first:
            slices += side.above()
        slices += self._headline(entry, side, first)
        slices += bullet_list(setting, entry.items, self.node, x=setting.main)
        if entry.more:
            slices.append(
                note_line(setting, entry.more, self.node.child("P"), setting.main + setting.style.grid.indent)
            )
        if not setting.stacked:
            _hold(slices, side.height)
        return slices

    def _headline(self, entry: Entry, side: _Side, first: bool) -> list[Slice]:
        setting = self.setting
        pieces = [Piece(f"{clean(entry.headline).strip() or _NAMELESS} ", setting.look("headline"))]
        if entry.key in self.numbers:
            pieces.append(Piece(f"({self.numbers[entry.key]}) ", setting.look("ours")))
        if entry.date:
            pieces.append(Piece(unbroken(f"[{clean(entry.date).strip()}]"), setting.look("ours")))
        heading = setting.paragraph(pieces, setting.width - setting.main, self.node.child("H4"))
        made = lines(heading, setting.main, keep=True)
        top_slice = made[0]
        draw = top_slice.draw

        def drawn(canvas: TaggedCanvas, left: float, top: float) -> None:
            baseline = top - heading.size
            canvas.anchor(f"event-{entry.key}", top + 4)
            if not (setting.stacked and first):
                side.draw_mark(canvas, left, baseline, heading.size)
            if not setting.stacked:
                side.draw(canvas, left, baseline)
            if draw is not None:
                draw(canvas, left, top)

        top_slice.draw = drawn
        return made

    def _side(self, entry: Entry, first: bool) -> _Side:
        return _Side(self, entry, first)

    def _taken_up(self) -> list[Slice]:
        """Repeat the date on a line of its own where a page begins with a further event of the day."""
        return self._date_again(self.setting.look("day").leading + 2.0)

    def _continued(self) -> list[Slice]:
        """Repeat the date beside the line where a page begins within an event."""
        return self._date_again(self._taken_up()[0].height if self.setting.stacked else 0.0)

    def _date_again(self, height: float) -> list[Slice]:
        """Return the date once more; it has been read, so it is an artifact."""
        setting = self.setting
        date = setting.plain(f"{self.group.date} ", "day", self.side_room)
        word = setting.words.continued
        look = setting.look("day")
        if len(date.lines) > 1:  # small type, so that it needs no more height than the shortest rest of an event
            look = replace(setting.look("note"), font="sans-semibold", colour="ink")
            date, word = setting.paragraph([Piece(clean(self.group.date).strip(), look)], self.side_room), ""
        length = date.lines[-1][-1].x + date.lines[-1][-1].width if date.lines else 0.0
        if length + 4.0 + setting.measure(word, "note") > self.side_room:
            word = ""
        left_edge = setting.main if setting.stacked else 0.0
        shown = min(len(date.lines), _MOST_DATE_LINES)

        def draw(canvas: TaggedCanvas, left: float, top: float) -> None:
            baseline = top - (setting.look("day").size if height else setting.look("bullet").size)
            for number in range(shown):
                date.draw_line(canvas, number, left + left_edge, baseline - number * date.leading)
            canvas.use(None)
            if word:
                write(canvas, left + left_edge + length + 4.0, baseline, word, setting.look("note"))

        tall = max(height, shown * date.leading + 4.0) if height else 0.0
        return [Slice(tall, draw, keep=True, under=_spine(setting))]


class _Side:
    """What stands beside an event: the date with its day of the week, and how many sources tell it."""

    def __init__(self, day: _Day, entry: Entry, first: bool) -> None:
        self.day, self.entry, self.first = day, entry, first
        setting, group = day.setting, day.group
        self.setting = setting
        self.date = (
            setting.plain(group.date, "day", day.side_room, day.date_node).limited(_DATE_LINES) if first else None
        )
        about = [text for text in (group.weekday, group.note) if clean(text).strip()] if first else []
        self.facts = day.node.child("P")
        self.about = [
            setting.plain(f"{text} ", "note", day.side_room, self.facts).limited(_DATE_LINES) for text in about
        ]
        self.told = setting.words.told_by.format(n=entry.sources, m=day.sources)

    @property
    def _scale(self) -> float:
        """How much larger the dots are than beside type of 8 points."""
        return self.setting.look("note").size / 8.0

    @property
    def height(self) -> float:
        """The height from the top of the headline, in points."""
        note = self.setting.look("note")
        size = self.setting.look("headline").size
        if self.date is None:
            return size + _BELOW_SIDE
        rows = sum([len(text.lines) for text in self.about]) or int(self.entry.new)
        return size + (len(self.date.lines) - 1) * self.date.leading + rows * note.leading + 14.4 + _BELOW_SIDE

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
            tag = left
            for text in self.about:
                for number in range(len(text.lines)):
                    y -= note.leading
                    text.draw_line(canvas, number, left, y)
                if tag == left:
                    tag = left + _length(text) + 6.0
                    self._tag_if_new(canvas, tag, y)
            if not self.about and self.entry.new:
                y -= note.leading
                self._tag_if_new(canvas, left, y)
            y -= 14.4
        self._dots(canvas, left, y)
        if self.date is None:
            self._tag_if_new(canvas, left + self._dots_width() + 6, y)

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
            if x + self._dots_width() < left + self.setting.width:
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
        dots = self.day.sources * _DOT_STEP + 3 if self.day.sources <= _MOST_DOTS else 0.0
        return dots * self._scale + self.setting.measure(self.told, "note")

    def _dots(self, canvas: TaggedCanvas, x: float, baseline: float) -> None:
        """Draw a row of dots, filled for the sources that tell the event, and say the same in words."""
        sources, scale = self.day.sources, self._scale
        if sources <= _MOST_DOTS:
            canvas.use(None)
            canvas.fill("muted")
            canvas.stroke("muted")
            canvas.setLineWidth(0.8 * scale)
            for number in range(sources):
                told = number < self.entry.sources
                middle = x + (_DOT + number * _DOT_STEP) * scale
                size = (_DOT if told else _RING) * scale
                canvas.circle(middle, baseline + 2.6 * scale, size, stroke=int(not told), fill=int(told))
            x += (sources * _DOT_STEP + 3) * scale
        canvas.use(self.facts)
        write(canvas, x, baseline, self.told, self.setting.look("note"))


def _length(paragraph: TaggedParagraph) -> float:
    """Return the width of the first line."""
    return paragraph.lines[0][-1].x + paragraph.lines[0][-1].width if paragraph.lines else 0.0


def _hold(slices: list[Slice], side: float) -> None:
    """Hold together what stands beside the side column's text, and leave it room where the text is shorter."""
    height = 0.0
    for place, one in enumerate(slices):
        height += one.height + (one.gap if place else 0.0)
        if height >= side:
            return
        one.keep = True
    slices[-1].keep = True
    slices.append(Slice(side - height))


def _spine(setting: Setting) -> Callable[[TaggedCanvas, float, float, float], None]:
    def under(canvas: TaggedCanvas, left: float, top: float, bottom: float) -> None:
        canvas.stroke("hairline")
        canvas.setLineWidth(0.8)
        canvas.setDash()
        x = left + setting.style.grid.spine
        canvas.line(x, top, x, bottom)

    return under
