"""The timeline by day: dates and sources in the side column, marks on a spine, headlines and passages beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from briefing.model import DayGroup, Entry
from briefing.render.canvas import TaggedCanvas
from briefing.render.cleaning import clean
from briefing.render.flow.bullets import bullet_list, note_line
from briefing.render.flow.setting import Setting, lines, unbroken, write
from briefing.render.flow.side import Day, Side
from briefing.render.paragraph import Piece
from briefing.render.strips import Slice
from briefing.render.structure import Node

_SECOND_ENTRY = 7.0  # white above a further event of one day
_MOST_DATE_LINES = 2  # where it is repeated
_NAMELESS = "…"


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
    spine = _spine(setting)
    for one in slices:
        one.under = spine
    return slices


class _Day(Day):
    """One date with its events."""

    def __init__(
        self, setting: Setting, group: DayGroup, node: Node, key: str, sources: int, numbers: Mapping[str, int]
    ) -> None:
        super().__init__(setting, group, node, key, sources)
        self.numbers = numbers
        self.sides: dict[str, Side] = {}

    def slices(self, follows: bool) -> list[Slice]:
        grid = self.setting.style.grid
        slices: list[Slice] = []
        for place, entry in enumerate(self.group.entries):
            made = self._entry(entry, first=place == 0)
            made[0].gap = (grid.day_gap if follows else 0.0) if place == 0 else _SECOND_ENTRY
            for number, one in enumerate(made):
                if number:
                    one.again = partial(self._continued, one.gap)
                elif place:
                    one.again = partial(self._taken_up, entry.key, sum([each.height for each in made]))
            slices += made
        return slices

    def _entry(self, entry: Entry, *, first: bool) -> list[Slice]:
        setting = self.setting
        slices: list[Slice] = []
        side = self.sides[entry.key] = Side(self, entry, first)
        if setting.stacked and first:
            slices += side.above()
        slices += self._headline(entry, side, first)
        slices += bullet_list(setting, entry.items, self.node, x=setting.main)
        if entry.more:
            slices[-1].keep = True  # it does not stand alone at the top of a page
            slices.append(
                note_line(setting, entry.more, self.node.child("P"), setting.main + setting.style.grid.indent)
            )
        if not setting.stacked:
            _hold(slices, side.height)
        return slices

    def _headline(self, entry: Entry, side: Side, first: bool) -> list[Slice]:
        setting = self.setting
        pieces = [Piece(f"{clean(entry.headline).strip() or _NAMELESS} ", setting.look("headline"))]
        if entry.key in self.numbers:
            pieces.append(Piece(f"({self.numbers[entry.key]}) ", setting.look("ours")))
        if entry.date:
            pieces.append(Piece(unbroken(f"[{clean(entry.date).strip()}]"), setting.look("ours")))
        heading = setting.headline(pieces, setting.width - setting.main, self.node.child("H4"))
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

    def _taken_up(self, key: str, room: float) -> list[Slice]:
        """Repeat the date beside a further event of the day with which a page begins; above it where it has no room."""
        side = self.sides[key]
        if self.setting.stacked or side.height_under_date > room:
            return self._date_again(self._line_of_date)
        return self._date_again(0.0, side)

    @property
    def _line_of_date(self) -> float:
        return self.setting.look("day").leading + 2.0

    def _continued(self, gap: float) -> list[Slice]:
        """Repeat the date beside the line where a page begins within an event."""
        return self._date_again(self._line_of_date if self.setting.stacked else 0.0, gap=gap)

    def _date_again(self, height: float, side: Side | None = None, gap: float = 0.0) -> list[Slice]:
        """Return the date once more; it has been read, so it is an artifact."""
        setting = self.setting
        date = setting.plain(f"{self.group.date} ", "day", self.side_room)
        word = setting.words.continued
        look = setting.look("day")
        if len(date.lines) > 1:  # small type, so that it needs no more height than the shortest rest of an event
            look = replace(setting.look("note"), font="sans-semibold", colour="ink")
            date, word = setting.paragraph([Piece(clean(self.group.date).strip(), look)], self.side_room), ""
        length = date.lines[-1][-1].x + date.lines[-1][-1].width if date.lines else 0.0
        note = setting.look("note")
        below = bool(word) and length + 4.0 + setting.measure(word, "note") > self.side_room
        left_edge = setting.main if setting.stacked else 0.0
        shown = min(len(date.lines), _MOST_DATE_LINES)
        if side is not None and (below or shown > 1):
            return self._date_again(self._line_of_date)

        def draw(canvas: TaggedCanvas, left: float, top: float) -> None:
            baseline = top - (setting.look("day").size if height else gap + setting.look("bullet").size)
            if side is not None:
                baseline, side.under_date = top - _SECOND_ENTRY - setting.look("headline").size, True
            for number in range(shown):
                date.draw_line(canvas, number, left + left_edge, baseline - number * date.leading)
            canvas.use(None)
            if word:
                x = left_edge if below else left_edge + length + 4.0
                write(canvas, left + x, baseline - (note.leading if below else 0.0), word, note)

        tall = max(height, shown * date.leading + 4.0) + (note.leading if below else 0.0) if height else 0.0
        return [Slice(tall, draw, keep=True, under=_spine(setting))]


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
