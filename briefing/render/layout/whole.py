"""The chart as a whole: overview strip, funnel, axis, lanes, the column without a date, key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.model import Chart, ChartEvent, Mark
from briefing.render.layout import side
from briefing.render.layout.axis import lay_out_axis
from briefing.render.layout.fitting import fit_lanes
from briefing.render.layout.grid import lay_out_grid
from briefing.render.layout.key import Key, lay_out_key
from briefing.render.layout.labels import Field
from briefing.render.layout.lanes import Stage, by_lane, ranks
from briefing.render.layout.records import (
    Box,
    ChartLayout,
    Label,
    LaneBox,
    Measure,
    PlacedMark,
    Text,
)
from briefing.render.layout.scale import Scale, make_scale
from briefing.render.layout.shapes import anchor, shape_on
from briefing.render.layout.strip import Strip, lay_out_strip
from briefing.render.layout.stubs import lay_out_stub, stub_height
from briefing.render.layout.undated import MOST_EVENTS, lay_out_undated
from briefing.render.mark_shapes import Shape, is_disputed, is_planned, sample
from briefing.render.style import Style

MOST = 560.0
"""The greatest height of a chart, in points, unless the caller has less room."""

_NO_STRIP = Strip(14.0, (), (), (), (), ())  # room for "as of" above the axis
_STRETCH = 1.5  # the as-of day may lengthen the axis so many times


def lay_out(chart: Chart, style: Style, measure: Measure, width: float, most: float = MOST) -> ChartLayout:
    """Return where everything of ``chart`` stands, in points; at most ``most`` high.

    ``measure`` gives the width of a text in a font role and a size. The result depends on the events and not on their
    order. When the page has no room for all events, the least-sourced are counted per unit of the axis.
    """
    chart = replace(chart, events=tuple(sorted(chart.events, key=_content)), background=_once(chart.background))
    undated = tuple(event for event in chart.events if anchor(event.interval) is None)
    right = width - (style.chart.no_date if undated else 0.0)
    left = style.grid.main if style.grid.side else _side(chart, style, measure, width, right)
    scale = _scale(chart, style, left, right)
    as_of = chart.as_of.toordinal() + 1 if chart.as_of is not None else None
    line = scale.x(as_of) if as_of is not None and scale.start < as_of <= scale.end else None
    numbers = _numbers(chart)

    strip = lay_out_strip(chart.background, scale, width, style, measure) if chart.background else _NO_STRIP
    axis = lay_out_axis(scale, chart, style, measure, strip.height, width, line)
    body = strip.height + style.chart.axis
    frame = _Frame(chart, scale, Field(left, right, line), numbers, style, measure, width, body, most)
    lanes, key = _lanes_and_key(frame, [mark.shape for mark in strip.marks])
    labels = (*strip.labels, *lanes.labels)
    box = Box(left, body, right, lanes.bottom)
    grid = lay_out_grid(scale, box, lanes.boxes, labels, line, style, width)
    under = [replace(text, y=text.y + lanes.bottom) for text in key.texts]
    return ChartLayout(
        width=width,
        height=lanes.bottom + key.height,
        plot=box,
        as_of=line,
        unit=scale.unit,
        lanes=lanes.boxes,
        areas=(*grid.areas, *strip.areas, *axis.areas),
        lines=(*grid.lines, *strip.lines, *axis.lines),
        marks=(*strip.marks, *lanes.marks, *(_lower(mark, lanes.bottom) for mark in key.marks)),
        labels=labels,
        texts=(*strip.texts, *axis.texts, *lanes.texts, *under),
        numbers=tuple((label.keys[0], numbers[label.keys[0]]) for label in labels if label.numbered),
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    """What is settled before lanes and key share the height that is left."""

    chart: Chart
    scale: Scale
    plot: Field
    numbers: Mapping[str, int]
    style: Style
    measure: Measure
    width: float
    top: float  # of the lanes
    most: float  # the height of the chart


def _lanes_and_key(frame: _Frame, above: list[Shape]) -> tuple[_Body, Key]:
    """Return the lanes and the key under them, which also explains the shapes ``above`` the lanes."""

    def key_of(shapes: Sequence[Shape], number: int, counted: bool) -> Key:
        shown = [*above, *shapes]
        return lay_out_key(shown, frame.style, frame.measure, frame.width, number=number, counted=counted)

    shapes = _shapes(frame.chart, frame.scale, frame.style)
    widest = max(frame.numbers.values(), default=0)
    # Whether numbers and counts need a place in the key is known when the lanes are.
    for number, counted in ((0, False), (widest, False), (widest, True)):
        room = frame.most - frame.top - key_of(shapes, number, counted).height
        lanes = _lay_out_body(frame, room)
        figures = [int(label.texts[0].text) for label in lanes.labels if label.numbered]
        grouped = any(label.counted for label in lanes.labels)
        key = key_of([mark.shape for mark in lanes.marks], min(figures, default=0), grouped)
        if lanes.bottom + key.height <= frame.most:
            break
    return lanes, key


def _shapes(chart: Chart, scale: Scale, style: Style) -> tuple[Shape, ...]:
    """Return the shapes of all events, for the key; an event without a date is a ring."""
    return tuple(
        shape_on(event, scale, style.chart, style.chart.dot_most)
        if anchor(event.interval) is not None
        else sample(
            Mark.DAY, style.chart, sources=event.sources, planned=is_planned(event), disputed=is_disputed(event)
        )
        for event in chart.events
    )


@dataclass(frozen=True, slots=True)
class _Body:
    """The lanes with their side column and the column without a date, where they stand in the chart."""

    bottom: float
    boxes: tuple[LaneBox, ...]
    marks: tuple[PlacedMark, ...]
    labels: tuple[Label, ...]
    texts: tuple[Text, ...]


def _lay_out_body(frame: _Frame, room: float) -> _Body:
    scale, plot, style, measure, top = frame.scale, frame.plot, frame.style, frame.measure, frame.top
    lanes = by_lane(frame.chart)
    for count in range(MOST_EVENTS, 0, -1):
        columns = {
            name: lay_out_undated(events, plot.right, frame.width, style, measure, count) for name, events in lanes
        }
        floors = {
            name: max(column.height, stub_height(name, style, measure, plot.left)) for name, column in columns.items()
        }
        if sum(floors.values()) <= room:
            break
    stage = Stage(scale, plot, frame.numbers, ranks(frame.chart), floors, style, measure)
    marks: list[PlacedMark] = []
    labels: list[Label] = []
    texts: list[Text] = []
    boxes: list[LaneBox] = []
    for lane in fit_lanes(lanes, stage, room):
        column = columns[lane.name]
        stub = lay_out_stub(lane.name, lane.events, lane.height, style, measure, plot.left)
        marks += [_lower(mark, top) for mark in (*lane.marks, *column.marks)]
        labels += [_lower_label(label, top) for label in (*lane.labels, *column.labels)]
        texts += [replace(text, y=text.y + top) for text in stub]
        boxes.append(LaneBox(lane.name, top, top + lane.height))
        top += lane.height
    return _Body(top, tuple(boxes), tuple(marks), tuple(labels), tuple(texts))


def _content(event: ChartEvent) -> tuple[int, str, str]:
    return anchor(event.interval) or 0, event.key, event.label


def _once(events: tuple[ChartEvent, ...]) -> tuple[ChartEvent, ...]:
    """Return the background events that have a date, by date."""
    return tuple(sorted((event for event in events if anchor(event.interval) is not None), key=_content))


def _numbers(chart: Chart) -> dict[str, int]:
    """Return the number of each event: the timeline's, or its place by date where the timeline gives none."""
    counted = {event.key: place for place, event in enumerate(chart.events, 1)}
    return {event.key: event.number or counted[event.key] for event in chart.events}


def _scale(chart: Chart, style: Style, left: float, right: float) -> Scale:
    """Return the scale of the chart's days, stretched so that each event, and if near the as-of day, is in view."""
    days = [day for event in chart.events if (day := anchor(event.interval)) is not None]
    first, last = chart.first.toordinal(), chart.last.toordinal()
    for event in chart.events:
        end = event.interval.end
        if end is not None:
            first = min(first, end.toordinal() - 1)
    last = max([last, *days])
    if chart.as_of is not None:
        as_of = chart.as_of.toordinal()
        low, high = min(first, as_of), max(last, as_of)
        if high - low + 1 <= max(style.chart.days_most, (last - first + 1) * _STRETCH):
            first, last = low, high
    missing = style.chart.days_least - (last - first + 1)
    if missing > 0:
        after = missing // 2
        first, last = max(1, first - missing + after), min(last + after, 3652059)
    return make_scale(first, last, left, right)


def _side(chart: Chart, style: Style, measure: Measure, width: float, right: float) -> float:
    """Return where the plot begins, in a style without a side column: as far left as names and times let it."""
    most = min(side.MOST, width / 4)
    room = side.side_room(chart, _scale(chart, style, most, right), style, measure, width)
    wider = side.side_room(chart, _scale(chart, style, min(most, room), right), style, measure, width)
    return min(most, max(room, wider))  # a wider plot may have other units, and so other words beside it


def _lower(mark: PlacedMark, by: float) -> PlacedMark:
    return replace(mark, y=mark.y + by)


def _lower_label(label: Label, by: float) -> Label:
    box = replace(label.box, top=label.box.top + by, bottom=label.box.bottom + by)
    return replace(label, texts=tuple(replace(text, y=text.y + by) for text in label.texts), box=box)
