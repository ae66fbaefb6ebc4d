"""Lanes: events grouped by actor or theme, each with its rows, its name and its count, as high as the page allows."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.model import Chart, ChartEvent
from briefing.render.layout.labels import Entry, Field, Placer, Spot
from briefing.render.layout.records import Box, Label, Measure, PlacedMark, Text
from briefing.render.layout.rows import pack
from briefing.render.layout.scale import Scale
from briefing.render.layout.shapes import anchor, shape_on
from briefing.render.style import Style

_LINES = (3, 2, 1)  # of a label above its mark, as many as the page has room for
_MANY = 60  # events
_TIGHT_ROW = 14.0
_TIGHT_PADDING = 8.0


@dataclass(frozen=True, slots=True)
class Density:
    """How tightly events are drawn."""

    row: float  # least height of a row
    span_row: float  # and of a row with a label above a mark
    padding: float
    share: bool  # several events in a row
    worded: frozenset[str]  # keys of the events that have words; the others have a number
    lines: int = 1  # of a label above its mark
    cut: bool = False  # words are cut before another row is begun
    singly: int | None = None  # so many events of a lane and a cell have a mark each, the others are counted; None: all
    kept: int = 0  # with ``singly``: and so many of the chart have one in any case

    @property
    def dot(self) -> float:
        """The largest radius that a row holds."""
        return self.row / 2 - 0.8


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane with its rows, from ``y = 0``."""

    name: str
    events: tuple[ChartEvent, ...]
    height: float
    marks: tuple[PlacedMark, ...]
    labels: tuple[Label, ...]


def lay_out_lanes(
    chart: Chart,
    scale: Scale,
    plot: Field,
    numbers: Mapping[str, int],
    style: Style,
    measure: Measure,
    floors: Mapping[str, float],
    room: float,
) -> tuple[Lane, ...]:
    """Return the lanes, ``room`` points high at most: a row an event, then shared rows, then numbers, then counts.

    ``floors`` holds the least height of each lane.
    """
    measures = style.chart
    lanes = by_lane(chart)
    ranked = _rank(chart.events)
    words = measures.labels_most
    share = len(ranked) > words
    wide = Density(measures.row, measures.span_row, measures.lane_padding, share, frozenset(list(ranked)[:words]))
    tight = replace(wide, row=_TIGHT_ROW, span_row=0.0, padding=_TIGHT_PADDING, share=True, cut=True)

    def one(name: str, events: Sequence[ChartEvent], density: Density) -> Lane:
        return _lane(name, events, ranked, density, scale, plot, numbers, style, measure, floors[name])

    def attempt(density: Density) -> tuple[Lane, ...]:
        return tuple(one(name, events, density) for name, events in lanes)

    def fits(tried: tuple[Lane, ...]) -> bool:
        return sum(lane.height for lane in tried) <= room

    def counting(kept: int, singly: int) -> tuple[Lane, ...]:
        worded = frozenset(list(ranked)[: min(kept, words)])
        return attempt(replace(tight, worded=worded, kept=kept, singly=singly))

    def with_words(found: tuple[Lane, ...]) -> tuple[Lane, ...]:
        """Give words to as many events of ``found`` as there is room for, the first by rank first."""
        density, place = numbered, {event.key: n for n, lane in enumerate(found) for event in lane.events}
        for key in list(ranked)[:words]:
            n, richer = place[key], replace(density, worded=density.worded | {key})
            tried = (*found[:n], one(found[n].name, found[n].events, richer), *found[n + 1 :])
            if fits(tried):
                found, density = tried, richer
        return found

    numbered = replace(tight, worded=frozenset())
    if len(ranked) <= _MANY or fits(attempt(numbered)):  # many events need no tries that cannot do
        for density in (*(replace(wide, lines=lines) for lines in _LINES), replace(wide, share=True), tight):
            if fits(found := attempt(density)):
                return found
        if fits(found := attempt(numbered)):
            return with_words(found)
    for kept in (words, words // 3, 0):
        if fits(found := counting(kept, 0)):
            break
    singly, more = _most(lambda n: counting(kept, n), fits, 0, len(ranked))
    _, most = _most(lambda n: counting(n, singly), fits, kept, len(ranked))
    return most or more or found


def _most(
    attempt: Callable[[int], tuple[Lane, ...]], fits: Callable[[tuple[Lane, ...]], bool], least: int, most: int
) -> tuple[int, tuple[Lane, ...]]:
    """Return the largest number between ``least`` (which fits) and ``most`` (which does not) that fits, by halving."""
    found: tuple[Lane, ...] = ()
    while most - least > 1:
        middle = (least + most) // 2
        if fits(tried := attempt(middle)):
            least, found = middle, tried
        else:
            most = middle
    return least, found


def _rank(events: Iterable[ChartEvent]) -> Mapping[str, int]:
    """Return the place of each dated event, from 0, by its sources, then by date; in that order."""
    events = (event for event in events if anchor(event.interval) is not None)
    return {event.key: place for place, event in enumerate(sorted(events, key=_weight))}


def _weight(event: ChartEvent) -> tuple[int, int, str]:
    return -event.sources, anchor(event.interval) or 0, event.key


def by_lane(chart: Chart) -> tuple[tuple[str, tuple[ChartEvent, ...]], ...]:
    """Return the lanes that have events, in order, each sorted by start, then by number of sources."""
    named = dict.fromkeys(chart.lanes)
    extra = sorted({event.lane for event in chart.events} - named.keys())
    found = []
    for name in (*named, *extra):
        events = [event for event in chart.events if event.lane == name]
        if events:
            found.append((name, tuple(sorted(events, key=_order))))
    return tuple(found)


def _order(event: ChartEvent) -> tuple[int, int, int, str]:
    day = anchor(event.interval)
    return day or 0, int(event.interval.start is not None), -event.sources, event.key


def _lane(
    name: str,
    events: Sequence[ChartEvent],
    ranked: Mapping[str, int],
    density: Density,
    scale: Scale,
    plot: Field,
    numbers: Mapping[str, int],
    style: Style,
    measure: Measure,
    floor: float,
) -> Lane:
    dated = [event for event in events if anchor(event.interval) is not None]
    entries = _entries(dated, ranked, density, scale, plot, numbers, style)
    rows = pack(entries, Placer(plot, style, measure, density.lines), share=density.share, cut=density.cut)
    sizes = [row.size(density.row, density.span_row) for row in rows]
    height = max(sum(size for size, _ in sizes) + density.padding, style.chart.lane_least, floor)
    top = density.padding / 2
    marks: list[PlacedMark] = []
    labels: list[Label] = []
    for row, (size, middle) in zip(rows, sizes, strict=True):
        for entry, spot in row.placed:
            if entry.shape is not None:
                marks.append(PlacedMark(entry.event.key, entry.shape, top + middle))
            if spot is not None:
                labels.append(_label(entry, spot, top + middle))
        top += size
    return Lane(name, tuple(events), height, tuple(marks), tuple(labels))


def _label(entry: Entry, spot: Spot, y: float) -> Label:
    texts = tuple(Text(line.x, y + line.y, line.text, line.role, line.size, line.colour) for line in spot.lines)
    box = Box(spot.left, y + spot.top, spot.right, y + spot.bottom)
    return Label(tuple(event.key for event in entry.events), texts, box, spot.whole, spot.numbered, entry.shape is None)


def _entries(
    events: Sequence[ChartEvent],
    ranked: Mapping[str, int],
    density: Density,
    scale: Scale,
    plot: Field,
    numbers: Mapping[str, int],
    style: Style,
) -> tuple[Entry, ...]:
    """Return the events drawn singly and the counts of the others, cell by cell, on either side of the as-of line."""
    entries: list[tuple[int, bool, Entry]] = []
    for (cell, _), members in sorted(_cells(events, scale, plot).items()):
        by_rank = sorted(members, key=lambda event: ranked[event.key])
        singly = len(members) if density.singly is None else density.singly
        counted = tuple(event for event in by_rank[singly:] if ranked[event.key] >= density.kept)
        counted = counted if len(counted) > 1 else ()
        for event in members:
            if event not in counted:
                shape = shape_on(event, scale, style.chart, density.dot)
                worded = event.key in density.worded
                entry = Entry((event,), shape, worded, numbers[event.key])
                entries.append((anchor(event.interval) or 0, False, entry))
        if counted:
            days = sorted(anchor(event.interval) or 0 for event in counted)
            start, end = scale.x(scale.cells[cell].start), scale.x(scale.cells[cell].end)
            at = min(max(scale.x((days[0] + days[-1] + 1) / 2), start), end)
            entries.append((days[0], True, Entry(counted, None, False, 0, at)))
    ordered = sorted(entries, key=lambda entry: (*entry[:2], -entry[2].event.sources, entry[2].event.key))
    return tuple(entry for _, _, entry in ordered)


def _cells(events: Sequence[ChartEvent], scale: Scale, plot: Field) -> dict[tuple[int, bool], list[ChartEvent]]:
    """Return the events by cell of the axis, and by side of the as-of line."""
    ends = [cell.end for cell in scale.cells]
    found: dict[tuple[int, bool], list[ChartEvent]] = {}
    for event in events:
        day = anchor(event.interval) or 0
        later = plot.as_of is not None and scale.x(day + 0.5) > plot.as_of
        cell = min(bisect.bisect_right(ends, max(day, scale.start)), len(ends) - 1)
        found.setdefault((cell, later), []).append(event)
    return found
