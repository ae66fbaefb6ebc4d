"""The chart as a picture: the same bytes, small, and with everything on it that the page's chart has."""

from __future__ import annotations

import io
from dataclasses import replace

from PIL import Image

from briefing.render.picture import WIDTH, draw_png
from briefing.render.sample_parts import CHART
from briefing.render.style import load_style

STYLE = load_style("house")


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def test_small_sharp_and_always_the_same() -> None:
    png = draw_png(CHART, STYLE)
    assert png == draw_png(CHART, STYLE)
    assert len(png) < 80_000
    picture = opened(png)
    assert picture.width == WIDTH * 2.5
    assert picture.getpixel((picture.width - 1, 0)) == (255, 255, 255)
    colours = {colour for _, colour in picture.getcolors(1 << 24) or ()}
    ink = tuple(round(255 * part) for part in STYLE.rgb("ink"))
    assert min(max(abs(a - b) for a, b in zip(ink, colour, strict=True)) for colour in colours) < 24


def test_discs_are_drawn_and_letters_beyond_the_house_fonts() -> None:
    whole = opened(draw_png(CHART, STYLE))
    for other in (
        replace(CHART, events=CHART.events[:-1]),
        replace(CHART, events=(replace(CHART.events[0], label="Երևան"), *CHART.events[1:])),
        replace(CHART, events=tuple(replace(event, sources=event.sources + 3) for event in CHART.events)),
    ):
        assert opened(draw_png(other, STYLE)).tobytes() != whole.tobytes()
