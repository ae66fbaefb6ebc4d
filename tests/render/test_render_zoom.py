"""A chart with larger letters is the same chart, enlarged."""

from dataclasses import fields, replace

import pytest

from briefing.render.style import ChartMeasures, Style, Types, load_style
from briefing.render.zoom import unzoomed, zoom

HOUSE = Style()


def _doubled() -> Style:
    """Return the house style with its chart twice as large."""
    counts = {one.name for one in fields(ChartMeasures) if isinstance(getattr(HOUSE.chart, one.name), int)}
    chart = {one.name: 2 * getattr(HOUSE.chart, one.name) for one in fields(ChartMeasures) if one.name not in counts}
    texts = {one.name: getattr(HOUSE.types, one.name) for one in fields(Types) if one.name.startswith("chart_")}
    larger = {name: replace(text, size=2 * text.size, leading=2 * text.leading) for name, text in texts.items()}
    grid = replace(HOUSE.grid, side=2 * HOUSE.grid.side, gutter=2 * HOUSE.grid.gutter)
    return replace(HOUSE, chart=replace(HOUSE.chart, **chart), types=replace(HOUSE.types, **larger), grid=grid)


def test_the_house_style_is_laid_out_as_it_is() -> None:
    assert zoom(HOUSE) == 1
    assert unzoomed(HOUSE) == HOUSE


def test_unzoomed_takes_back_what_a_style_enlarges() -> None:
    assert zoom(_doubled()) == 2
    assert unzoomed(_doubled()) == HOUSE


@pytest.mark.parametrize("name", ["house", "large", "two-page"])
def test_labels_of_any_style_are_laid_out_as_large_as_those_of_the_house(name: str) -> None:
    assert unzoomed(load_style(name)).types.chart_label.size == pytest.approx(HOUSE.types.chart_label.size)
