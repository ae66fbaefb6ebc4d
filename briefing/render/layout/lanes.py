"""A lane: the events of one actor or theme, in rows, drawn as tightly as it must be."""

from __future__ import annotations

import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.model import Chart, ChartEvent
from briefing.render.layout.labels import Entry, Field, Placer, Spot
from briefing.render.layout.records import Box, Label, Measure, PlacedMark, Text
from briefing.render.layout.rows import pack
from briefing.render.layout.scale import Scale
from briefing.render.layout.shapes import anchor, shape_on
from briefing.render.style import Style


@dataclass(frozen=True, slots=True)
class Stage:
    """What all lanes of a chart are laid out on and with."""

    scale: Scale
    plot: Field
    numbers: Mapping[str, int]  # of each event, by key
    ranks: Mapping[str, int]  # of each dated event, by key and in order, from 0: more sources first, then earlier
    floors: Mapping[str, float]  # the least height of each lane
    style: Style
    measure: Measure


@dataclass(frozen=True, slots=True)
class Density:
    """How tightly events are drawn."""

    row: float  # least height of a row
    span_row: float  # and of a row with a label above a mark
    padding: float
    share: bool  # several events in a row
    words: Mapping[str, int]  # the lines of a label beside its mark, by key; an event that is not here has a number
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


def ranks(chart: Chart) -> dict[str, int]:
    """Return the rank of each dated event by its key, in order, from 0: more sources first, then earlier."""
    dated = [event for event in chart.events if anchor(event.interval) is not None]
    dated.sort(key=lambda event: (-event.sources, anchor(event.interval) or 0, event.key))
    return {event.key: place for place, event in enumerate(dated)}


def lay_out_lane(name: str, events: Sequence[ChartEvent], density: Density, stage: Stage) -> Lane:
    """Return a lane of ``events``, which are in order."""
    placer = Placer(stage.plot, stage.style, stage.measure, density.lines)
    rows = pack(_entries(events, density, stage), placer, share=density.share, cut=density.cut)
    sizes = [row.size(density.row, density.span_row) for row in rows]
    height = sum(size for size, _ in sizes) + density.padding
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
    height = max(height, stage.style.chart.lane_least, stage.floors[name])
    return Lane(name, tuple(events), height, tuple(marks), tuple(labels))


def _label(entry: Entry, spot: Spot, y: float) -> Label:
    texts = tuple(Text(line.x, y + line.y, line.text, line.role, line.size, line.colour) for line in spot.lines)
    box = Box(spot.left, y + spot.top, spot.right, y + spot.bottom)
    return Label(tuple(event.key for event in entry.events), texts, box, spot.whole, spot.numbered, entry.shape is None)


def _entries(events: Sequence[ChartEvent], density: Density, stage: Stage) -> tuple[Entry, ...]:
    """Return the events drawn singly and the counts of the others, cell by cell, on either side of the as-of line."""
    scale, order = stage.scale, stage.ranks
    entries: list[tuple[int, bool, Entry]] = []
    for (cell, _), members in sorted(_cells(events, stage).items()):
        by_rank = sorted(members, key=lambda event: order[event.key])
        singly = len(members) if density.singly is None else density.singly
        rest = tuple(event for event in by_rank[singly:] if order[event.key] >= density.kept)
        counted = rest if len(rest) > 1 else ()
        hidden = {event.key for event in counted}
        for event in members:
            if event.key not in hidden:
                shape = shape_on(event, scale, stage.style.chart, density.dot)
                entry = Entry((event,), shape, density.words.get(event.key, 0), stage.numbers[event.key])
                entries.append((anchor(event.interval) or 0, False, entry))
        if counted:
            days = sorted(anchor(event.interval) or 0 for event in counted)
            start, end = scale.x(scale.cells[cell].start), scale.x(scale.cells[cell].end)
            at = min(max(scale.x((days[0] + days[-1] + 1) / 2), start), end)
            entries.append((days[0], True, Entry(counted, None, 0, 0, at)))
    entries.sort(key=lambda entry: (*entry[:2], -entry[2].event.sources, entry[2].event.key))
    return tuple(entry for _, _, entry in entries)


def _cells(events: Sequence[ChartEvent], stage: Stage) -> dict[tuple[int, bool], list[ChartEvent]]:
    """Return the dated events by cell of the axis, and by side of the as-of line."""
    scale, as_of = stage.scale, stage.plot.as_of
    ends = [cell.end for cell in scale.cells]
    found: dict[tuple[int, bool], list[ChartEvent]] = {}
    for event in events:
        day = anchor(event.interval)
        if day is not None:
            later = as_of is not None and scale.x(day + 0.5) > as_of
            cell = min(bisect.bisect_right(ends, max(day, scale.start)), len(ends) - 1)
            found.setdefault((cell, later), []).append(event)
    return found
