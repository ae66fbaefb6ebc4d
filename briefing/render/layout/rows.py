"""Rows of a lane: where each mark's label goes, and which marks share a row.

The rules, in this order: the whole label right of its mark, left of it, above it; then cut at a word; then a number in
its place. A label never meets another label, another mark, the as-of line or the edge of the plot.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from briefing.model import ChartEvent, Mark
from briefing.render.layout.records import Measure, Text
from briefing.render.marks import Shape
from briefing.render.style import Style

_EDGE = 4.0  # between a label and the as-of line or the plot's edge
_APART = 7.0  # between what belongs to one event and to the next in a row
_NOTE_GAP = 5.0
_NUMBER_GAP = 2.6
_STRAY = 14.0  # the farthest that a count stands from its place in a shared row
_LEAST_WORDS = 3
ELLIPSIS = "…"


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
    worded: bool  # may have its label in words
    number: int  # stands in the place of the words
    at: float = 0.0  # where the count of a group should stand

    @property
    def event(self) -> ChartEvent:
        """The event of an entry that is not a group."""
        return self.events[0]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an entry's label stands: texts at their x, apart from any row."""

    left: float
    right: float
    texts: tuple[tuple[float, str, str, float, str], ...]  # x, words, role, size, colour
    above: bool = False
    whole: bool = True
    numbered: bool = False


@dataclass(slots=True)
class Row:
    """Entries side by side, and the stretches that they take."""

    placed: list[tuple[Entry, Spot | None]] = field(default_factory=list)
    taken: list[tuple[float, float]] = field(default_factory=list)

    def add(self, entry: Entry, spot: Spot | None) -> None:
        """Put an entry with its label into the row."""
        ends = [(spot.left, spot.right)] if spot is not None else []
        if entry.shape is not None:
            ends.append(entry.shape.extent[:2])
        self.placed.append((entry, spot))
        self.taken.append((min(left for left, _ in ends), max(right for _, right in ends)))

    @property
    def reach(self) -> float:
        """Half the height of the tallest mark."""
        return max((entry.shape.extent[2] for entry, _ in self.placed if entry.shape is not None), default=0.0)


def pack(
    entries: Sequence[Entry], plot: Field, style: Style, measure: Measure, *, share: bool, cut: bool = False
) -> tuple[Row, ...]:
    """Return the rows of a lane; with ``share`` an entry joins the first row that has room for it.

    With ``cut`` its words are cut before a new row is begun.
    """
    rows: list[Row] = []
    placer = Placer(plot, style, measure)
    for entry in entries:
        tries = [(row, False) for row in rows if share] + [(row, True) for row in rows if cut and entry.worded]
        for row, shorten in tries:
            spot = placer.spot(entry, row, shorten=shorten)
            if spot is not None:
                row.add(entry, spot)
                break
        else:
            row = Row()
            row.add(entry, placer.spot(entry, row, new=True))
            rows.append(row)
    return tuple(rows)


class Placer:
    """Finds the spot of a label, by the rules, in a row."""

    def __init__(self, plot: Field, style: Style, measure: Measure) -> None:
        self.plot, self.measure = plot, measure
        self.label, self.small, self.gap = style.types.chart_label, style.types.chart_small, style.chart.label_gap

    def spot(self, entry: Entry, row: Row, *, new: bool = False, shorten: bool = False) -> Spot | None:
        """Return where the label of ``entry`` stands in ``row``, or None; a new row takes what a shared one refuses."""
        if entry.shape is None:
            return self._count(entry, row, new=new)
        left, right, _ = entry.shape.extent
        before = max((end for start, end in row.taken if start < right), default=None)
        after = min((start for start, end in row.taken if end > left), default=None)
        if (before is not None and before + _APART > left) or (after is not None and after - _APART < right):
            return None
        lowest = self.plot.left + _EDGE if before is None else before + _APART
        highest = self.plot.right - _EDGE if after is None else after - _APART
        if entry.worded:
            return self._words(entry, lowest, highest, shorten=new or shorten) or (
                self._number(entry, lowest, highest, new=True) if new else None
            )
        return self._number(entry, lowest, highest, new=new)

    def _words(self, entry: Entry, lowest: float, highest: float, *, shorten: bool) -> Spot | None:
        assert entry.shape is not None
        event, sides = entry.event, tuple(self._sides(entry.shape, lowest, highest))
        words = " ".join(event.label.split())
        note = " ".join(event.note.split()) or self._told(entry)
        for added in (note, "") if note else ("",):
            for side, room_left, room_right in sides:
                width = self._width(words, added)
                if width <= room_right - room_left:
                    return self._write(entry.shape, side, room_left, room_right, words, added)
        if not shorten:
            return None
        widest = max(sides, key=lambda side: side[2] - side[1], default=None)
        if widest is None:
            return None
        side, room_left, room_right = widest
        cut = self._cut(words, room_right - room_left)
        return self._write(entry.shape, side, room_left, room_right, cut, "", whole=False) if cut else None

    def _told(self, entry: Entry) -> str:
        """Return the number of sources in words for a mark that has no dot to hold it."""
        assert entry.shape is not None
        has_dot = entry.shape.is_point or entry.shape.mark in (Mark.WITHIN, Mark.RANGE)
        return "" if has_dot or entry.event.sources < 2 else f"{entry.event.sources} sources"

    def _sides(self, shape: Shape, lowest: float, highest: float) -> Iterator[tuple[str, float, float]]:
        """Yield each side of a mark on which a label may stand, with the room there, best first."""
        left, right, _ = shape.extent
        line = self.plot.as_of
        start, end = right + self.gap, left - self.gap
        beside = [
            ("right", start, highest if line is None or line <= start - _EDGE else min(highest, line - _EDGE)),
            ("left", lowest if line is None or line >= end + _EDGE else max(lowest, line + _EDGE), end),
        ]
        above = [("above", *room) for room in self._above(left, right, lowest, highest)]
        order = [*above, *beside] if shape.mark is Mark.SPAN and not shape.planned else [*beside, *above]
        yield from (side for side in order if side[2] > side[1])

    def _above(self, left: float, right: float, lowest: float, highest: float) -> list[tuple[float, float]]:
        """Return the stretches above a mark, on either side of the as-of line, in which a label touches the mark."""
        line = self.plot.as_of
        if line is None:
            return [(lowest, highest)]
        zones = []
        if line - _EDGE >= left + 2:
            zones.append((lowest, min(highest, line - _EDGE)))
        if line + _EDGE <= right - 2:
            zones.append((max(lowest, line + _EDGE), highest))
        return zones

    def _width(self, words: str, note: str) -> float:
        width = self.measure(words, self.label.font, self.label.size)
        return width + _NOTE_GAP + self.measure(note, self.small.font, self.small.size) if note else width

    def _write(
        self, shape: Shape, side: str, room_left: float, room_right: float, words: str, note: str, *, whole: bool = True
    ) -> Spot:
        width = self._width(words, note)
        if side == "right":
            x = room_left
        elif side == "left":
            x = room_right - width
        else:
            x = min(max(shape.extent[0], room_left), room_right - width)
        texts = [(x, words, self.label.font, self.label.size, self.label.colour)]
        if note:
            beside = x + width - self.measure(note, self.small.font, self.small.size)
            texts.append((beside, note, self.small.font, self.small.size, self.small.colour))
        return Spot(x, x + width, tuple(texts), above=side == "above", whole=whole)

    def _cut(self, words: str, room: float) -> str:
        """Return the most words that fit, three at least, with an ellipsis; or nothing."""
        parts = words.split(" ")
        for count in range(min(len(parts) - 1, 40), _LEAST_WORDS - 1, -1):
            cut = " ".join(parts[:count]).rstrip(" ,;:.–—-") + ELLIPSIS
            if self.measure(cut, self.label.font, self.label.size) <= room:
                return cut
        return ""

    def _number(self, entry: Entry, lowest: float, highest: float, *, new: bool) -> Spot | None:
        assert entry.shape is not None
        left, right, _ = entry.shape.extent
        text, role, size = str(entry.number), "sans-semibold", self.small.size
        width, line = self.measure(text, role, size), self.plot.as_of
        for x in (right + _NUMBER_GAP, left - _NUMBER_GAP - width):
            inside = lowest <= x and x + width <= highest
            if inside and (line is None or line <= x - _EDGE or line >= x + width + _EDGE):
                return Spot(x, x + width, ((x, text, role, size, "ink"),), whole=False, numbered=True)
        for room_left, room_right in self._above(left, right, lowest, highest) if new else ():
            if room_right - room_left >= width:
                x = min(max((left + right - width) / 2, room_left), room_right - width)
                return Spot(x, x + width, ((x, text, role, size, "ink"),), above=True, whole=False, numbered=True)
        return None

    def _count(self, entry: Entry, row: Row, *, new: bool) -> Spot | None:
        """Return the spot of a group's "+12": as near to its cell as the row allows."""
        text, role, size = f"+{len(entry.events)}", "sans-semibold", self.small.size
        width, line = self.measure(text, role, size), self.plot.as_of
        lowest, highest = self.plot.left + _EDGE, self.plot.right - _EDGE - width
        wanted = entry.at - width / 2
        tries = [wanted]
        if line is not None:  # on its own side of the as-of line, where there is room
            sides = [line - _EDGE - width, line + _EDGE]
            tries += sides if entry.at < line else reversed(sides)
        for x in (min(max(x, lowest), highest) for x in tries):
            if not new and abs(x - wanted) > _STRAY:
                continue
            free = all(end + _APART <= x or start - _APART >= x + width for start, end in row.taken)
            if free and (line is None or line <= x - _EDGE + 1e-6 or line >= x + width + _EDGE - 1e-6):
                return Spot(x, x + width, ((x, text, role, size, "muted"),), whole=False)
        return None


def texts_at(spot: Spot, baseline: float) -> tuple[Text, ...]:
    """Return the texts of a spot on a baseline."""
    return tuple(Text(x, baseline, words, role, size, colour) for x, words, role, size, colour in spot.texts)


def lift(entry: Entry) -> float:
    """Return how far above the middle of its mark the middle of a label stands that is set above it."""
    return max(9.0, entry.shape.extent[2] + 5.0) if entry.shape is not None else 0.0


def heights(rows: Iterable[Row], pitch: float, above: float) -> tuple[tuple[float, float], ...]:
    """Return for each row its height and the y of its marks; ``above`` is the least height with a label above."""
    found = []
    for row in rows:
        lifts = [lift(entry) for entry, spot in row.placed if spot is not None and spot.above]
        if lifts:
            marks = max(7.5 + max(lifts), row.reach + 0.3)
            found.append((max(above, marks + max(row.reach, 5.0) + 0.3), marks))
        else:
            height = max(pitch, 2 * row.reach)
            found.append((height, height / 2))
    return tuple(found)
