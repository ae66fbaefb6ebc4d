"""The side column of a lane: its name and how many events it holds."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import ChartEvent
from briefing.render.layout.records import Measure, Text
from briefing.render.layout.wrapping import wrapped
from briefing.render.mark_shapes import is_disputed
from briefing.render.style import Style

_NAME = 17.4  # y of the name's baseline
_LEADING = 10.3
_MIDDLE = 3.4  # of a name and its count, under the middle of a low lane
_BELOW = 2.5
_MOST_LINES = 2
GAP = 8.0
"""Between the side column and the plot, in points."""


def stub_height(name: str, style: Style, measure: Measure, left: float) -> float:
    """Return the height that name and count need."""
    return _NAME + len(_name_lines(name, style, measure, left)) * _LEADING + _BELOW


def lay_out_stub(
    name: str, events: Sequence[ChartEvent], height: float, style: Style, measure: Measure, left: float
) -> tuple[Text, ...]:
    """Return the texts of the side column of a lane ``height`` high, from its top."""
    form, small, words = style.types.chart_lane, style.types.chart_small, style.words
    lines = _name_lines(name, style, measure, left)
    first = min(_NAME, (height - _LEADING * len(lines)) / 2 + _MIDDLE)
    texts = [Text(0.0, first + n * _LEADING, line, form.font, form.size, form.colour) for n, line in enumerate(lines)]
    told = words.chart_events_one if len(events) == 1 else words.chart_events.format(n=len(events))
    disputed = sum(map(is_disputed, events))
    if disputed:
        told += words.chart_disputed_some.format(n=disputed)
    texts.append(Text(0.0, first + len(lines) * _LEADING, told, small.font, small.size, small.colour))
    return tuple(texts)


def _name_lines(name: str, style: Style, measure: Measure, left: float) -> tuple[str, ...]:
    form = style.types.chart_lane
    return wrapped(name, lambda text: measure(text, form.font, form.size), left - GAP, _MOST_LINES)
