"""The layout of the timeline chart: where everything stands, in points, before anything is drawn.

Pure: it measures text through a function that is handed in, and knows nothing of canvases. ``y`` counts downwards from
the top edge of the chart, ``x`` from its left edge.
"""

from briefing.render.layout.records import Box, ChartLayout, Label, PlacedMark, Text
from briefing.render.layout.whole import lay_out

__all__ = ["Box", "ChartLayout", "Label", "PlacedMark", "Text", "lay_out"]
