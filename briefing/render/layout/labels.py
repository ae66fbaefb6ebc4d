"""Where the label of a mark stands.

The rules, in this order: the whole label right of its mark, left of it, there in two lines or three, above it; then cut
at a word; then a number in its place. The label of a span stands above its bar first. A label never meets another
label, another mark, the as-of line or the edge of the plot.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.model import ChartEvent, Mark
from briefing.render.layout.records import CAP, DESCENT, Measure
from briefing.render.layout.wrapping import balanced, most_words
from briefing.render.mark_shapes import Shape
from briefing.render.style import Style

_EDGE = 4.0  # between a label and the as-of line or the plot's edge
APART = 7.0
"""Between what belongs to one event and to the next in a row, in points."""
_NOTE_GAP = 5.0
_NUMBER_GAP = 2.6
_STRAY = 14.0  # the farthest that a count stands from its place in a shared row
_BASELINE = 2.8  # of a line whose middle is that of its mark
_LEADING = 9.6
_BESIDE = 2  # lines beside a mark are no higher than one above it
_LIFT = 9.0  # from the middle of a mark up to the middle of a label above it
_TOUCH = 2.0  # so much of a mark a label above it covers at least


@dataclass(frozen=True, slots=True)
class Field:
    """The plot, as far as labels care: its edges and the as-of line."""

    left: float
    right: float
    as_of: float | None


@dataclass(frozen=True, slots=True)
class Entry:
    """An event and its mark; or a group of events that is only counted, with no mark of its own."""

    events: tuple[ChartEvent, ...]
    shape: Shape | None  # None: a group
    lines: int  # that its words may have beside the mark; 0: its number stands in their place
    number: int
    at: float = 0.0  # where the count of a group should stand

    @property
    def event(self) -> ChartEvent:
        """The event of an entry that is not a group."""
        return self.events[0]


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text: ``y`` is its baseline below the middle of the mark."""

    x: float
    y: float
    text: str
    role: str
    size: float
    colour: str


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a label stands: from ``left`` to ``right`` on the axis, its lines around the middle of the mark."""

    left: float
    right: float
    lines: tuple[Words, ...]
    above: bool = False
    whole: bool = True
    numbered: bool = False

    @property
    def top(self) -> float:
        """The upper edge of the letters, from the middle of the mark; negative is above."""
        return min(line.y - CAP * line.size for line in self.lines)

    @property
    def bottom(self) -> float:
        """The lower edge of the letters, from the middle of the mark."""
        return max(line.y + DESCENT * line.size for line in self.lines)


@dataclass(frozen=True, slots=True)
class _Side:
    name: str  # right, left, above
    left: float
    right: float

    @property
    def room(self) -> float:
        return self.right - self.left


class Placer:
    """Finds the spot of a label by the rules; ``above`` is how many lines a label may have above its mark."""

    def __init__(self, plot: Field, style: Style, measure: Measure, above: int) -> None:
        self.plot, self.measure, self.above = plot, measure, above
        self.label, self.small, self.gap = style.types.chart_label, style.types.chart_small, style.chart.label_gap

    def spot(
        self, entry: Entry, taken: Sequence[tuple[float, float]], *, new: bool = False, cut: bool = False
    ) -> Spot | None:
        """Return where the label of ``entry`` stands between what is ``taken`` of a row, or None when it does not.

        With ``cut`` the label may lose words; a new row takes what a shared one refuses.
        """
        if entry.shape is None:
            return self._count(entry, taken, new=new)
        left, right, _ = entry.shape.extent
        before = max((end for start, end in taken if start < right), default=None)
        after = min((start for start, end in taken if end > left), default=None)
        if (before is not None and before + APART > left) or (after is not None and after - APART < right):
            return None
        lowest = self.plot.left + _EDGE if before is None else before + APART
        highest = self.plot.right - _EDGE if after is None else after - APART
        if not entry.lines:
            return self._number(entry, entry.shape, lowest, highest, new=new)
        found = self._words(entry, entry.shape, lowest, highest, new=new, cut=cut or new)
        return found or (self._number(entry, entry.shape, lowest, highest, new=True) if new else None)

    def _words(self, entry: Entry, shape: Shape, lowest: float, highest: float, *, new: bool, cut: bool) -> Spot | None:
        beside = self._beside(shape, lowest, highest)
        above = self._above(shape, lowest, highest) if entry.lines > 1 else []
        is_bar = shape.mark is Mark.SPAN and not shape.planned
        words, note = entry.event.label.split(), " ".join(entry.event.note.split()) or _told(entry, shape)
        for sides in (above, beside) if is_bar else (beside, above):
            for count in range(1, max((self._most_lines(side, entry, new) for side in sides), default=0) + 1):
                for added in (note, "") if note else ("",):
                    for side in sides:
                        if parts := balanced(words, count, side.room, self._width, self._note_width(added)):
                            return self._write(shape, side, parts, added)
        for side in beside if new and entry.lines > _BESIDE else ():
            if parts := balanced(words, entry.lines, side.room, self._width, self._note_width(note)):
                return self._write(shape, side, parts, note)
        widest = max((*beside, *above), key=lambda side: side.room * self._most_lines(side, entry, new), default=None)
        if not cut or widest is None:
            return None
        parts = most_words(words, self._most_lines(widest, entry, new), widest.room, self._width)
        return self._write(shape, widest, parts, "", whole=False) if parts else None

    def _most_lines(self, side: _Side, entry: Entry, new: bool) -> int:
        """Return how many lines a label may have, but for a third beside its mark that saves it from a cut."""
        return 1 if not new else self.above if side.name == "above" else min(entry.lines, _BESIDE)

    def _beside(self, shape: Shape, lowest: float, highest: float) -> list[_Side]:
        """Return the room right and left of a mark, up to the as-of line."""
        left, right, _ = shape.extent
        line, start, end = self.plot.as_of, right + self.gap, left - self.gap
        limit = highest if line is None or line <= start - _EDGE else min(highest, line - _EDGE)
        first = lowest if line is None or line >= end + _EDGE else max(lowest, line + _EDGE)
        return [side for side in (_Side("right", start, limit), _Side("left", first, end)) if side.room > 0]

    def _above(self, shape: Shape, lowest: float, highest: float) -> list[_Side]:
        """Return the stretches above a mark, on either side of the as-of line, from which a label touches it."""
        left, right, _ = shape.extent
        line = self.plot.as_of
        if line is None:
            return [_Side("above", lowest, highest)]
        zones = []
        if line - _EDGE >= left + _TOUCH:
            zones.append(_Side("above", lowest, min(highest, line - _EDGE)))
        if line + _EDGE <= right - _TOUCH:
            zones.append(_Side("above", max(lowest, line + _EDGE), highest))
        return [side for side in zones if side.room > 0]

    def _width(self, words: str) -> float:
        return self.measure(words, self.label.font, self.label.size)

    def _note_width(self, note: str) -> float:
        return _NOTE_GAP + self.measure(note, self.small.font, self.small.size) if note else 0.0

    def _write(self, shape: Shape, side: _Side, lines: Sequence[str], note: str, *, whole: bool = True) -> Spot:
        """Return the spot of ``lines`` on a side, the note after the last one."""
        widths = [self._width(line) for line in lines]
        widths[-1] += self._note_width(note)
        wide = max(widths)
        left = side.left if side.name == "right" else side.right - wide
        if side.name == "above":
            left = min(max(shape.extent[0], side.left), side.right - wide)
        middle = -_lift(shape) - (len(lines) - 1) * _LEADING / 2 if side.name == "above" else 0.0
        first = middle + _BASELINE - (len(lines) - 1) * _LEADING / 2
        form, small, found = self.label, self.small, []
        for number, (line, width) in enumerate(zip(lines, widths, strict=True)):
            x, y = (left + wide - width if side.name == "left" else left), first + number * _LEADING
            found.append(Words(x, y, line, form.font, form.size, form.colour))
        if note:
            beside = found[-1].x + widths[-1] - self._note_width(note) + _NOTE_GAP
            found.append(Words(beside, found[-1].y, note, small.font, small.size, small.colour))
        return Spot(left, left + wide, tuple(found), above=side.name == "above", whole=whole)

    def _number(self, entry: Entry, shape: Shape, lowest: float, highest: float, *, new: bool) -> Spot | None:
        left, right, _ = shape.extent
        width = self.measure(str(entry.number), "sans-semibold", self.small.size)
        for x in (right + _NUMBER_GAP, left - _NUMBER_GAP - width):
            if lowest <= x and x + width <= highest and self._clear(x, x + width):
                return self._figure(x, width, str(entry.number), "ink")
        for side in self._above(shape, lowest, highest) if new else ():
            if side.room >= width:
                x = min(max((left + right - width) / 2, side.left), side.right - width)
                return self._figure(x, width, str(entry.number), "ink", -_lift(shape))
        return None

    def _count(self, entry: Entry, taken: Sequence[tuple[float, float]], *, new: bool) -> Spot | None:
        """Return the spot of a group's "+12": as near to its cell as the row allows."""
        text, line = f"+{len(entry.events)}", self.plot.as_of
        width = self.measure(text, "sans-semibold", self.small.size)
        lowest, highest = self.plot.left + _EDGE, self.plot.right - _EDGE - width
        wanted = entry.at - width / 2
        tries = [wanted]
        if line is not None:  # on its own side of the as-of line, where there is room
            sides = [line - _EDGE - width, line + _EDGE]
            tries += sides if entry.at < line else reversed(sides)
        for x in (min(max(x, lowest), highest) for x in tries):
            near = new or abs(x - wanted) <= _STRAY
            free = all(end + APART <= x or start - APART >= x + width for start, end in taken)
            if near and free and self._clear(x, x + width):
                return self._figure(x, width, text, "muted")
        return None

    def _clear(self, left: float, right: float) -> bool:
        line, apart = self.plot.as_of, _EDGE - 1e-6
        return line is None or line <= left - apart or line >= right + apart

    def _figure(self, x: float, width: float, text: str, colour: str, middle: float = 0.0) -> Spot:
        line = Words(x, middle + _BASELINE, text, "sans-semibold", self.small.size, colour)
        return Spot(x, x + width, (line,), above=middle < 0, whole=False, numbered=colour == "ink")


def _lift(shape: Shape) -> float:
    return max(_LIFT, shape.extent[2] + 5.0)


def _told(entry: Entry, shape: Shape) -> str:
    """Return the number of sources in words for a mark that has no dot to hold it."""
    has_dot = shape.is_point or shape.mark in (Mark.WITHIN, Mark.RANGE)
    return "" if has_dot or entry.event.sources < 2 else f"{entry.event.sources} sources"
