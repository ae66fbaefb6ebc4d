"""The axis: its cells with their words, the as-of day, the break before what has no date."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.model import Chart
from briefing.render.layout.records import Area, Line, Measure, Text
from briefing.render.layout.scale import Cell, Scale, short_day, subtitle, title
from briefing.render.style import Style

_UPPER, _LOWER = 9.0, 19.5  # baselines under the axis line
_MIDDLE = 16.0  # baseline of a cell that has one line
_LOWER_SIZE = 8.5
_ABOVE = 3.6  # baseline of "as of" above the axis line


@dataclass(frozen=True, slots=True)
class Axis:
    """The axis laid out between its two rules."""

    areas: tuple[Area, ...]
    lines: tuple[Line, ...]
    texts: tuple[Text, ...]


def lay_out_axis(
    scale: Scale, chart: Chart, style: Style, measure: Measure, top: float, width: float, line: float | None
) -> Axis:
    """Return the axis of ``scale``, from ``top`` downwards; ``line`` is the x of the as-of line."""
    bottom, small = top + style.chart.axis, style.types.chart_small
    as_of = chart.as_of.toordinal() if chart.as_of is not None else None
    areas: list[Area] = []
    lines = [Line((scale.left, top), (width, top), 0.9, "ink"), Line((0.0, bottom), (width, bottom), 0.6, "muted")]
    texts: list[Text] = []
    single = not any(cell.upper for cell in scale.cells)
    for cell in scale.cells:
        chosen = scale.unit == "day" and cell.start == as_of
        if chosen:
            areas.append(_block(scale, cell, top, bottom))
        for text, y, role, size, colour in (
            (cell.upper, _UPPER, small.font, small.size, "paper" if chosen else small.colour),
            (cell.lower, _MIDDLE if single else _LOWER, "sans-semibold", _LOWER_SIZE, "paper" if chosen else "ink"),
        ):
            if text:
                x = (scale.x(cell.start) + scale.x(cell.end) - measure(text, role, size)) / 2
                texts.append(Text(x, top + y, text, role, size, colour))
    texts += _as_of(scale, style, measure, top, as_of, line)
    if scale.right < width:
        lines += _break(scale.right, top)
        texts += _no_date(scale.right, width, style, measure, top)
    lane = style.types.chart_lane
    texts.append(Text(0.0, top + 9.3, title(scale, style.words), lane.font, lane.size, lane.colour))
    texts.append(Text(0.0, top + 19.5, subtitle(scale, chart.zone, style.words), small.font, small.size, small.colour))
    return Axis(tuple(areas), tuple(lines), tuple(texts))


def _block(scale: Scale, cell: Cell, top: float, bottom: float) -> Area:
    left, right = scale.x(cell.start), scale.x(cell.end)
    return Area(((left, top), (right, top), (right, bottom), (left, bottom)), "ink")


def _as_of(
    scale: Scale, style: Style, measure: Measure, top: float, as_of: int | None, line: float | None
) -> tuple[Text, ...]:
    """Return "as of" over its day; with the date where cells are longer than days, or the day is out of view."""
    if as_of is None:
        return ()
    words, role, size = style.words.chart_as_of, "sans-semibold", style.types.chart_small.size
    if line is None or scale.unit != "day":
        words = f"{words} {short_day(as_of)}"
    if line is None:
        words = f"{words} →" if as_of >= scale.end else f"← {words}"
        middle = scale.right if as_of >= scale.end else scale.left
    else:
        middle = (scale.x(as_of) + scale.x(as_of + 1)) / 2 if scale.unit == "day" else line
    wide = measure(words, role, size)
    x = min(max(middle - wide / 2, scale.left), scale.right - wide)
    return (Text(x, top - _ABOVE, words, role, size, "ink"),)


def _break(x: float, top: float) -> list[Line]:
    return [Line((x + by - 1.6, top + 3.4), (x + by + 1.6, top - 3.4), 0.9, "ink") for by in (4.6, 7.6)]


def _no_date(left: float, right: float, style: Style, measure: Measure, top: float) -> list[Text]:
    form = style.types.chart_small
    first, _, last = style.words.chart_no_date.rpartition(" ")
    found = []
    for words, y in ((first, _UPPER), (last, _UPPER + 9.4)):
        x = (left + right - measure(words, form.font, form.size)) / 2
        found.append(Text(x, top + y, words, form.font, form.size, form.colour))
    return found
