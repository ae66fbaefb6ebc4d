"""The chart under its finding, and how high it may be."""

from __future__ import annotations

from briefing.model import Chart
from briefing.render.canvas import TaggedCanvas
from briefing.render.cleaning import clean
from briefing.render.flow.section import section_head
from briefing.render.flow.setting import Setting
from briefing.render.layout import ChartLayout
from briefing.render.strips import Slice
from briefing.render.structure import Node

_LEAST_CHART = 190.0  # points, in letters of the house's size: a lower chart would hide too much
_LEAST_TOLD = 3  # events with words


def chart_room(setting: Setting, chart: Chart, left_over: float, page: float) -> float:
    """Return the height that the chart may have: what the page has left, unless the chart would say too little there.

    ``left_over`` is that rest, ``page`` the room on a whole page.
    """
    from briefing.render.chart import layout_of
    from briefing.render.zoom import zoom

    first, *rest = _chart_head(setting, chart, Node("Sect"))
    head = first.height + sum([one.gap + one.height for one in rest])
    here, there = left_over - first.gap - head, page - head
    larger = zoom(setting.style)
    if here < _LEAST_CHART * larger:
        return there
    low = layout_of(chart, setting.style, setting.width, here)
    if low.height * larger > here:
        return there
    told = _told(low, chart)
    if told >= min(_LEAST_TOLD, len(chart.events)):
        return here
    high = layout_of(chart, setting.style, setting.width, there)
    return there if told < _told(high, chart) else here


def _told(layout: ChartLayout, chart: Chart) -> int:
    """Return how many events of the chart, without those in its background, have words."""
    events = {event.key for event in chart.events}
    return sum(label.keys[0] in events and not (label.numbered or label.counted) for label in layout.labels)


def chart_slices(setting: Setting, chart: Chart, root: Node, most: float) -> list[Slice]:
    """Return the chart, at most ``most`` high, under its finding."""
    from briefing.render.chart import measure

    node = root.child("Sect")
    style = setting.style
    tall = measure(chart, style, setting.width, most)
    head = _chart_head(setting, chart, node)
    figure = node.child("Figure", alt=clean(chart.alt))

    def draw(canvas: TaggedCanvas, left: float, top: float) -> None:
        from briefing.render.chart import draw as draw_chart

        figure.box = (left, top - tall, left + setting.width, top)
        canvas.use(figure)
        canvas.saveState()
        draw_chart(canvas, chart, style, left, top - tall, setting.width, most)
        canvas.restoreState()
        canvas.use(None)

    return [*head, Slice(tall, draw)]


def _chart_head(setting: Setting, chart: Chart, node: Node) -> list[Slice]:
    return section_head(setting, chart.finding, node, "chart", note=chart.note, below=True)
