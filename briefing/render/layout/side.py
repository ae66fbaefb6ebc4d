"""How wide the chart's side column is, which names its lanes and the times it covers."""

from __future__ import annotations

from briefing.model import Chart
from briefing.render.layout.axis import lay_out_axis
from briefing.render.layout.lanes import by_lane
from briefing.render.layout.records import Measure
from briefing.render.layout.scale import Scale
from briefing.render.layout.strip import lay_out_strip
from briefing.render.layout.stubs import GAP, lay_out_stub
from briefing.render.style import Style

MOST = 92.0
"""Points, where the page has no side column: longer names are broken."""

_LEAST = 48.0


def side_room(chart: Chart, scale: Scale, style: Style, measure: Measure, width: float) -> float:
    """Return the room that the texts beside the plot of ``scale`` need, each on one line, and the gap to the plot."""
    strip = lay_out_strip(chart.background, scale, width, style, measure).texts if chart.background else ()
    axis = lay_out_axis(scale, chart, style, measure, 0.0, width, None).texts
    lanes = [lay_out_stub(name, events, 0.0, style, measure, width) for name, events in by_lane(chart)]
    texts = [text for part in (strip, axis, *lanes) for text in part if text.x == 0]
    return max([_LEAST, *(measure(text.text, text.role, text.size) + GAP for text in texts)])
