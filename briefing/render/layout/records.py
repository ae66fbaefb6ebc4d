"""What a layout is made of: boxes, texts, lines, areas, marks, labels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefing.render.mark_shapes import Shape

Measure = Callable[[str, str, float], float]
"""Width in points of a text in a font role and a size."""

CAP = 0.72
"""Height of a line of text above its baseline, in ems."""
DESCENT = 0.24
"""Depth below it."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; ``y`` counts downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        apart = 1e-6
        return (
            self.left < other.right - apart
            and other.left < self.right - apart
            and self.top < other.bottom - apart
            and other.top < self.bottom - apart
        )

    def grown(self, by: float) -> Box:
        """Return the box with ``by`` more on the left and on the right."""
        return Box(self.left - by, self.top, self.right + by, self.bottom)


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text from the left end (x, y) of its baseline."""

    x: float
    y: float
    text: str
    role: str
    size: float
    colour: str


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    start: tuple[float, float]
    end: tuple[float, float]
    width: float
    colour: str


@dataclass(frozen=True, slots=True)
class Area:
    """A filled polygon."""

    points: tuple[tuple[float, float], ...]
    colour: str


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A mark at its height. ``key`` is the event's; it is empty for the samples of the key."""

    key: str
    shape: Shape
    y: float

    @property
    def box(self) -> Box:
        """The rectangle that the mark fills."""
        left, right, half = self.shape.extent
        return Box(left, self.y - half, right, self.y + half)


@dataclass(frozen=True, slots=True)
class Label:
    """The words, or the number, that belong to a mark; or the count of events that have no mark."""

    keys: tuple[str, ...]
    texts: tuple[Text, ...]
    box: Box
    whole: bool = True  # the event's label in full
    numbered: bool = False  # a number into the timeline instead of words
    counted: bool = False  # the events have no mark


@dataclass(frozen=True, slots=True)
class LaneBox:
    """The stretch of the chart that a lane takes."""

    name: str
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class ChartLayout:
    """A chart, ready to be drawn: areas lie beneath lines, lines beneath marks, marks beneath texts."""

    width: float
    height: float
    plot: Box  # the lanes between axis and foot, without the column for what has no date
    as_of: float | None  # x of the as-of line
    unit: str
    lanes: tuple[LaneBox, ...]
    areas: tuple[Area, ...]
    lines: tuple[Line, ...]
    marks: tuple[PlacedMark, ...]
    labels: tuple[Label, ...]
    texts: tuple[Text, ...]  # all other words: axis, lane names, key
    numbers: tuple[tuple[str, int], ...] = ()  # key of each event that has a number instead of words

    @property
    def grouped(self) -> tuple[str, ...]:
        """Keys of the events that are counted and not drawn singly."""
        return tuple(key for label in self.labels if label.counted for key in label.keys)
