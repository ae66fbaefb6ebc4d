"""The column "no date set": what will happen, nobody says when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.model import ChartEvent
from briefing.render.layout.records import CAP, DESCENT, Box, Label, Measure, PlacedMark, Text
from briefing.render.layout.shapes import anchor
from briefing.render.layout.wrapping import wrapped
from briefing.render.mark_shapes import Shape, basic_mark, is_disputed, is_planned, radius
from briefing.render.style import Style

_TOP = 6.0
_LEADING = 8.4
_MOST_LINES = 3
MOST_EVENTS = 3
"""So many events of a lane stand in the column, where the page has room."""
_SIDE = 2.0
_MOST_RADIUS = 6.0


@dataclass(frozen=True, slots=True)
class Undated:
    """Marks and words of one lane's part of the column, from the top of the lane."""

    height: float
    marks: tuple[PlacedMark, ...] = ()
    labels: tuple[Label, ...] = ()


def lay_out_undated(
    lane: Sequence[ChartEvent], left: float, right: float, style: Style, measure: Measure, most: int = MOST_EVENTS
) -> Undated:
    """Return the events of ``lane`` without a date, one under the other; beyond ``most`` the rest is counted."""
    events = sorted(
        (event for event in lane if anchor(event.interval) is None),
        key=lambda event: (-event.sources, event.key),
    )
    if not events:
        return Undated(0.0)
    form, middle, y = style.types.chart_small, (left + right) / 2, _TOP
    shown = events if len(events) <= most else events[: most - 1]
    marks: list[PlacedMark] = []
    labels: list[Label] = []

    def write(lines: tuple[str, ...], colour: str, keys: tuple[str, ...], whole: bool) -> float:
        texts, role = [], "sans-semibold"
        for number, line in enumerate(lines):
            x = middle - measure(line, role, form.size) / 2
            texts.append(Text(x, y + CAP * form.size + number * _LEADING, line, role, form.size, colour))
        wide = max(measure(line, role, form.size) for line in lines)
        bottom = texts[-1].y + DESCENT * form.size
        box = Box(middle - wide / 2, y, middle + wide / 2, bottom)
        labels.append(Label(keys, tuple(texts), box, whole, counted=len(keys) > 1))
        return bottom

    for event in shown:
        mark = basic_mark(event.mark, event.interval)
        size = radius(mark, event.sources, style.chart, disputed=is_disputed(event), most=_MOST_RADIUS)
        shape = Shape(
            mark, middle - size, middle + size, middle, size, event.sources, is_planned(event), is_disputed(event)
        )
        marks.append(PlacedMark(event.key, shape, y + shape.extent[2]))
        y += 2 * shape.extent[2] + 2.0
        lines = wrapped(
            event.label, lambda text: measure(text, "sans-semibold", form.size), right - left - 2 * _SIDE, _MOST_LINES
        )
        if lines:
            colour = "alert" if is_disputed(event) else "ink"
            y = write(lines, colour, (event.key,), " ".join(lines) == " ".join(event.label.split()))
        y += 5.0
    rest = events[len(shown) :]
    if rest:
        y = write((f"+{len(rest)}",), "muted", tuple(event.key for event in rest), False) + 5.0
    return Undated(y, tuple(marks), tuple(labels))
