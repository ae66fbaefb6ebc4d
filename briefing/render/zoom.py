"""Larger letters make the same chart larger: it is laid out in the house's proportions and enlarged as a whole."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import lru_cache

from briefing.render.style import ChartMeasures, Style, Text, Types

_COUNTS = ("days_least", "days_most", "lanes_most", "labels_most")
_TEXTS = ("chart_label", "chart_lane", "chart_small", "chart_number")


def zoom(style: Style) -> float:
    """Return how many points a unit of the chart's layout measures: 1 where its labels are as large as the house's."""
    return style.types.chart_label.size / Types().chart_label.size


@lru_cache(maxsize=16)
def unzoomed(style: Style) -> Style:
    """Return ``style`` with all that the chart measures in units of its layout, so that labels are as the house's."""
    by = zoom(style)
    if by == 1:
        return style
    chart = {one.name: getattr(style.chart, one.name) / by for one in fields(ChartMeasures) if one.name not in _COUNTS}
    texts = {name: _smaller(getattr(style.types, name), by) for name in _TEXTS}
    return replace(
        style,
        chart=replace(style.chart, **chart),
        types=replace(style.types, **texts),
        grid=replace(style.grid, side=style.grid.side / by, gutter=style.grid.gutter / by),
    )


def _smaller(text: Text, by: float) -> Text:
    return replace(text, size=text.size / by, leading=text.leading / by)
