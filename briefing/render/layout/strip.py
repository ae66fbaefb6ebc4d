"""The overview strip: background years to scale above the chart, and the window that opens into the axis below."""

from __future__ import annotations

import bisect
import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.model import ChartEvent, Interval
from briefing.render.hanging import telling
from briefing.render.layout.records import CAP, DESCENT, Area, Box, Label, Line, Measure, PlacedMark, Text
from briefing.render.layout.scale import Cell, Scale, from_to, year_start
from briefing.render.layout.shapes import anchor, bounds, shape_on
from briefing.render.layout.wrapping import CUT_ENDS, ELLIPSIS, Width
from briefing.render.mark_shapes import Shape
from briefing.render.style import Style

_LINE = 17.5  # y of the strip's axis under its first line of labels
_LABEL = 8.2  # y of the baseline of those labels
_LEVEL = 10.5  # the second line of labels stands that much higher
_APART = 6.0
_TICKS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_MOST_TICKS = 10
_WINDOW = (2.2, 9.0)  # least width, and height, of the window's mark
_WIDE = 8.0  # a wider window is a bar under the line
_MARK_MOST = 5.8
_ARROW = 20.0  # of an open interval
_SAME = 7.6  # marks nearer than this are one ring for the eye
_CLOSE = 14.0  # marks nearer than this leave no room for numbers
_WHOLE, _HALF = 0.6, 0.4  # of the plot: the longest label on one line, and on two
_MOST_WORDS = 40
_MOST_CUT, _LEAST_CUT = 8, 3  # words of a label that is cut


@dataclass(frozen=True, slots=True)
class Strip:
    """The strip laid out; ``height`` reaches from the top of the chart to the top of the axis."""

    height: float
    areas: tuple[Area, ...]
    lines: tuple[Line, ...]
    marks: tuple[PlacedMark, ...]
    labels: tuple[Label, ...]
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A label with the lowest level on which it stands (0 is next to the line) and the x of its mark."""

    key: str
    at: float
    level: int
    rows: int  # further lines above that level
    box: Box
    texts: tuple[Text, ...]
    whole: bool


def lay_out_strip(
    background: Sequence[ChartEvent], window: Scale, right: float, style: Style, measure: Measure
) -> Strip:
    """Return the strip of ``background``, up to ``right``, over the plot of ``window``."""
    scale = _scale(background, window, right)
    ranked = sorted(background, key=lambda event: (-event.sources, anchor(event.interval) or 0, event.key))
    shapes = _shapes(ranked, scale, style)
    labels: list[_Placed] = []
    drawn: list[ChartEvent] = []
    for event in ranked:
        if any(abs(shapes[event.key].at - shapes[other.key].at) < _SAME for other in drawn):
            continue
        drawn.append(event)
        at = shapes[event.key].at
        others = [shape.at for shape in shapes.values() if abs(shape.at - at) >= _SAME]
        found = _place(event, at, others, labels, scale, style, measure)
        if found is not None:
            labels.append(found)
    levels = max((label.level + label.rows for label in labels), default=0)
    line = _LINE + levels * _LEVEL
    top = style.chart.strip + levels * _LEVEL + style.chart.funnel
    drop = levels * _LEVEL
    order = sorted(drawn, key=lambda event: (shapes[event.key].at, event.key))
    leaders = tuple(
        Line((label.at, label.box.bottom + drop + 0.5), (label.at, line - 6.5), 0.5, "muted")
        for label in labels
        if label.level
    )
    return Strip(
        height=top,
        areas=_funnel(scale, window, line, top),
        lines=(*leaders, *_axis(scale, line)),
        marks=tuple(PlacedMark(event.key, shapes[event.key], line) for event in order),
        labels=tuple(_lowered(label, drop) for label in sorted(labels, key=lambda label: (label.at, label.key))),
        texts=_stub(scale, line, len(background), len(labels), style),
    )


def _shapes(events: Sequence[ChartEvent], scale: Scale, style: Style) -> dict[str, Shape]:
    """Return the mark of each event by its key; where marks are close, without the number of sources."""
    shapes = {event.key: shape_on(event, scale, style.chart, _MARK_MOST, arrow=_ARROW) for event in events}
    places = sorted(shape.at for shape in shapes.values())

    def is_close(at: float) -> bool:
        first, last = bisect.bisect_left(places, at - _CLOSE), bisect.bisect_right(places, at + _CLOSE)
        return last - first > 1

    plain = style.chart.ring
    return {
        key: replace(shape, radius=min(shape.radius, plain), sources=1) if is_close(shape.at) else shape
        for key, shape in shapes.items()
    }


def _lowered(label: _Placed, drop: float) -> Label:
    texts = tuple(replace(text, y=text.y + drop) for text in label.texts)
    box = replace(label.box, top=label.box.top + drop, bottom=label.box.bottom + drop)
    return Label((label.key,), texts, box, whole=label.whole)


def _scale(background: Sequence[ChartEvent], window: Scale, right: float) -> Scale:
    """Return the scale in years from the first background year to the end of the window's last year."""
    days = [day for event in background for day in bounds(event.interval) if day is not None]
    first = dt.date.fromordinal(min(*days, window.start)).year
    last = dt.date.fromordinal(min(max(*days, window.end) - 1, dt.date.max.toordinal())).year
    return Scale("year", (Cell(year_start(first), year_start(last + 1), "", ""),), window.left, right)


def _years(interval: Interval) -> str:
    """Return "1994", "2014–2022", "before 1994"; the strip knows years only."""
    start, last = interval.start, interval.last
    if start is None and last is None:
        return ""
    if start is None or last is None:
        known = start or last
        return f"{'after' if last is None else 'before'} {known.year if known else ''}"
    return str(start.year) if start.year == last.year else f"{start.year}–{last.year}"


def _place(
    event: ChartEvent,
    at: float,
    others: Sequence[float],
    placed: Sequence[_Placed],
    scale: Scale,
    style: Style,
    measure: Measure,
) -> _Placed | None:
    """Return the label where it fits: whole, then in two lines, then cut; over no other mark, nearest the line.

    ``others`` are the x of the other marks.
    """
    form, year = style.types.chart_label, _years(event.interval)
    words, whole = event.label.split(), scale.right - scale.left
    year_width = measure(f"{year} ", "sans-semibold", form.size)
    for lines in _wordings(words, lambda text: measure(text, form.font, form.size), year_width, whole):
        widths = [measure(line, form.font, form.size) + (0.0 if n else year_width) for n, line in enumerate(lines)]
        wide, rows = max(widths), len(lines) - 1
        for alone, level, share in itertools.product((True, False), (0, 1)[: 2 - rows], (0.5, 0.12, 0.88)):
            left = min(max(at - share * wide, scale.left), scale.right - wide)
            baseline = _LABEL - (level + rows) * _LEVEL
            bottom = baseline + rows * _LEVEL + DESCENT * form.size
            box = Box(left, baseline - CAP * form.size, left + wide, bottom)
            crowded = alone and any(box.left < other < box.right for other in others)
            if crowded or not _free(box, at, level, rows, placed):
                continue
            texts = [Text(left, baseline, year, "sans-semibold", form.size, "ink")]
            for n, line in enumerate(lines):
                x, y = (left if n else left + year_width), baseline + n * _LEVEL
                texts.append(Text(x, y, line, form.font, form.size, "ink"))
            return _Placed(event.key, at, level, rows, box, tuple(texts), not lines[-1].endswith(ELLIPSIS))
    return None


def _wordings(words: Sequence[str], width: Width, year: float, whole: float) -> Iterator[tuple[str, ...]]:
    """Yield the words of a label on a line, in two even ones, and then cut to ever fewer words.

    ``year`` is the width of what stands before the first line, ``whole`` that of the plot.
    """
    one = " ".join(words)
    if year + width(one) <= _WHOLE * whole:
        yield (one,)
    split = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, min(len(words), _MOST_WORDS))]
    if split:
        two = min(split, key=lambda lines: max(year + width(lines[0]), width(lines[1])))
        if max(year + width(two[0]), width(two[1])) <= _HALF * whole:
            yield two
    for count in range(min(len(words) - 1, _MOST_CUT), _LEAST_CUT - 1, -1):
        if len(telling(words[:count])) == count:
            text = " ".join(words[:count]).rstrip(CUT_ENDS) + ELLIPSIS
            if year + width(text) <= 0.98 * whole:
                yield (text,)


def _free(box: Box, at: float, level: int, rows: int, placed: Sequence[_Placed]) -> bool:
    """Whether a label has its levels to itself and no leader runs through a label; ``rows`` above the first one."""
    for other in placed:
        if level <= other.level + other.rows and other.level <= level + rows:
            if box.left - _APART < other.box.right and other.box.left - _APART < box.right:
                return False
        else:
            leader, low = (at, other.box) if level else (other.at, box)
            if low.left - 2 < leader < low.right + 2:
                return False
    return True


def _axis(scale: Scale, y: float) -> tuple[Line, ...]:
    first = dt.date.fromordinal(scale.start).year
    last = dt.date.fromordinal(scale.end - 1).year
    step = next((step for step in _TICKS if (last - first) / step <= _MOST_TICKS), _TICKS[-1])
    years = range(first // step * step + step, last + 1, step)
    ticks = tuple(Line((x, y), (x, y + 2.2), 0.5, "ink") for x in (scale.x(year_start(year)) for year in years))
    return (Line((scale.left, y), (scale.right, y), 0.6, "ink"), *ticks)


def _funnel(scale: Scale, window: Scale, y: float, top: float) -> tuple[Area, ...]:
    """Return the funnel from the window down to the axis, and the window's mark on the strip."""
    left, right = scale.x(window.start), scale.x(window.end)
    least, height = _WINDOW
    if right - left < least:
        middle = min(max((left + right) / 2, scale.left + least / 2), scale.right - least / 2)
        left, right = middle - least / 2, middle + least / 2
    above, below = y - height / 2, y + height / 2
    if right - left > _WIDE:  # a mark as high as the others would hide what stands in its time
        above = below - least
    mark = ((left, above), (right, above), (right, below), (left, below))
    begin = y if right - left <= _WIDE else below
    return (
        Area(((left, begin), (right, begin), (window.right, top), (window.left, top)), "deep_tint"),
        Area(mark, "ink"),
    )


def _stub(scale: Scale, y: float, events: int, labelled: int, style: Style) -> tuple[Text, ...]:
    lane, small = style.types.chart_lane, style.types.chart_small
    first = dt.date.fromordinal(scale.start).year
    last = dt.date.fromordinal(scale.end - 1).year
    years = from_to(first, last, style.words)
    count = f", {style.words.chart_events.format(n=events)}" if labelled < events else ""
    return (
        Text(0.0, y + 2.8, style.words.chart_background, lane.font, lane.size, lane.colour),
        Text(0.0, y + 13.0, years + count, small.font, small.size, small.colour),
    )
