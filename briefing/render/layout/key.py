"""The key under the chart: one sample of each shape that occurs, with its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.model import Mark
from briefing.render.layout.records import Measure, PlacedMark, Text
from briefing.render.mark_shapes import Shape, sample
from briefing.render.style import Style

_FIRST = 13.0  # y of the first line's marks
_LEADING = 13.0
_BESIDE = 4.5  # between a sample and its words
_BETWEEN = (15.0, 12.0, 9.0)  # between entries: less where that saves a line
_ORDER = (Mark.DAY, Mark.CALENDAR, Mark.SPAN, Mark.WITHIN, Mark.RANGE, Mark.BEFORE, Mark.AFTER)


@dataclass(frozen=True, slots=True)
class Key:
    """The key laid out from ``y = 0``."""

    height: float
    marks: tuple[PlacedMark, ...]
    texts: tuple[Text, ...]


def lay_out_key(
    shapes: Sequence[Shape], style: Style, measure: Measure, width: float, *, number: int = 0, counted: bool = False
) -> Key:
    """Return the key of ``shapes``, in lines no wider than ``width``.

    ``number`` is one that stands for words, where there is one; ``counted`` tells that events are only counted.
    """
    entries = tuple(_entries(shapes, number, counted, style))
    tried = [_in_lines(entries, style, measure, width, between) for between in _BETWEEN]
    return min(tried, key=lambda key: key.height)


def _in_lines(
    entries: Sequence[tuple[tuple[Shape, ...], str, str]], style: Style, measure: Measure, width: float, between: float
) -> Key:
    found_marks: list[PlacedMark] = []
    found_texts: list[Text] = []
    form = style.types.chart_small
    x, y = 0.0, _FIRST
    for samples, figure, words in entries:
        wide = sum(shape.extent[1] - shape.extent[0] + 3 for shape in samples)
        wide += measure(figure, "sans-semibold", form.size) if figure else 0.0
        length = measure(words, form.font, form.size)
        if x and x + wide + _BESIDE + length > width:
            x, y = 0.0, y + _LEADING
        for shape in samples:
            left, right, _ = shape.extent
            found_marks.append(PlacedMark("", _moved(shape, x - left), y))
            x += right - left + 3
        if figure:
            found_texts.append(Text(x, y + 2.5, figure, "sans-semibold", form.size, "ink"))
            x += measure(figure, "sans-semibold", form.size)
        x += _BESIDE - (3 if samples else 0)
        found_texts.append(Text(x, y + 2.5, words, form.font, form.size, form.colour))
        x += length + between
    return Key(y - _FIRST + style.chart.key, tuple(found_marks), tuple(found_texts))


def _entries(
    shapes: Sequence[Shape], number: int, counted: bool, style: Style
) -> Iterator[tuple[tuple[Shape, ...], str, str]]:
    """Yield samples, a figure that stands for itself, and words."""
    words, measures = style.words, style.chart
    plain = [shape for shape in shapes if not shape.planned and not shape.disputed]
    names = {mark: str(getattr(words, f"chart_{mark.value}")) for mark in _ORDER}
    for mark in _ORDER:
        sizes = {shape.sources for shape in plain if shape.mark is mark}
        if not sizes:
            continue
        if mark is Mark.DAY:
            numbered = sizes != {1}
            told = (*sorted(sizes & {1}), *((3,) if numbered else ()))
            words_of = names[mark] if numbered else words.chart_day_one
            yield tuple(sample(mark, measures, sources=n) for n in told), "", words_of
        else:
            long = 15.0 if mark in (Mark.BEFORE, Mark.AFTER) else 6.0
            yield (sample(mark, measures, half=long),), "", names[mark]
    hollow = [shape for shape in shapes if shape.planned]
    if hollow:
        points = [sample(Mark.DAY, measures, planned=True)] if any(shape.is_point for shape in hollow) else []
        bars = [sample(Mark.PLANNED, measures, half=8.0)] if not all(shape.is_point for shape in hollow) else []
        yield (*points, *bars), "", words.chart_planned
    if any(shape.disputed for shape in shapes):
        yield (sample(Mark.DISPUTED, measures),), "", words.chart_disputed
    if number:
        yield (), str(number), words.chart_number
    if counted:
        yield (), "+2", words.chart_group


def _moved(shape: Shape, by: float) -> Shape:
    return Shape(
        shape.mark,
        shape.left + by,
        shape.right + by,
        shape.at + by,
        shape.radius,
        shape.sources,
        shape.planned,
        shape.disputed,
    )
