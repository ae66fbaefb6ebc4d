"""Where pages end is known before they are drawn, and the last one is well filled."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest
from crowded import crowded
from hypothesis import given
from hypothesis import strategies as st
from reportlab.platypus import PageBreak

from briefing.model import Brief
from briefing.render.flow.pages import Rooms, balanced, paged
from briefing.render.flow.story import story
from briefing.render.pdf import render
from briefing.render.sample import SAMPLE
from briefing.render.strips import Slice, Strips
from briefing.render.structure import Node
from briefing.render.style import Style, load_style, style_names
from briefing.verify.container import Streams
from briefing.verify.structure import read_pages

Cases = dict[str, Callable[[], Brief]]
ROOMS = Rooms(100.0, 90.0, 100.0)
MOST = 100.0


def part(*heights: float, gap: float = 10.0, gives: float = 0.0) -> Strips:
    slices = [Slice(height, gap=gap if place == 0 else 0.0, gives=gives) for place, height in enumerate(heights)]
    return Strips(slices, ROOMS.first)


def test_a_part_that_does_not_fit_is_cut_and_goes_on() -> None:
    found = paged([part(40, 40), part(30, 30, 30), part(20)], ROOMS)
    assert (found.starts, found.pages, found.used) == (((1, 0.0), (2, 0.0), (3, 0.0)), 3, 20.0)
    found = paged([part(40), part(30, 30, 30), part(20)], ROOMS)
    assert (found.starts, found.pages, found.used) == (((1, 0.0), (1, 40.0), (2, 60.0)), 2, 90.0)


@pytest.mark.parametrize("name", style_names())
def test_pages_are_those_that_reportlab_makes(name: str, cases: Cases) -> None:
    style = load_style(name)
    page = style.page
    room = page.sheet[1] - page.top - page.bottom
    for case in ("sample", "many-events", "long-address"):
        make = cases[case]
        flowables = story(make(), style, Node("Document"), room)
        counted = paged(flowables, Rooms(page.width, room, room + page.top - page.top_next)).pages
        with pikepdf.open(io.BytesIO(render(make(), style))) as pdf:
            assert counted == len(pdf.pages), case


def test_a_little_that_runs_over_is_pulled_in() -> None:
    flowables = [part(80), part(*[9.5] * 11, gives=0.5)]
    assert paged(flowables, ROOMS).pages == 3
    found = balanced(flowables, ROOMS, loose=1)
    assert (found, paged(found, ROOMS).pages) == (flowables, 2)
    assert flowables[1].slices[0].height == pytest.approx(9.5 - 0.5)  # of four steps, the first that does
    assert flowables[0].slices[0].height == 80


def test_what_cannot_be_pulled_in_is_spread_over_two_pages() -> None:
    flowables = [part(80), part(50), part(*[5] * 9), part(10)]
    assert paged(flowables, ROOMS).used < 0.4 * ROOMS.next
    found = balanced(flowables, ROOMS, loose=1)
    assert [isinstance(one, PageBreak) for one in found] == [False, False, True, False, False]
    assert flowables[2].slices[1].height == 5


def test_no_page_is_left_nearly_empty_to_fill_the_last() -> None:
    flowables = [part(80), part(10), part(*[20] * 5)]
    assert balanced(flowables, ROOMS, loose=1) == flowables


def test_a_well_filled_last_page_is_left_alone() -> None:
    flowables = [part(80), part(*[20] * 7, gives=4.0)]
    assert balanced(flowables, ROOMS, loose=1) == flowables
    assert {one.height for one in flowables[1].slices} == {20}


@given(st.lists(st.lists(st.floats(1, MOST), min_size=1, max_size=12), min_size=1, max_size=6), st.integers(0, 9))
def test_balancing_never_makes_more_pages(heights: list[list[float]], seed: int) -> None:
    chance = random.Random(seed)
    flowables = [part(*found, gap=chance.uniform(0, 12), gives=chance.random() * min(found) / 4) for found in heights]
    before = paged(flowables, ROOMS)
    total = sum(len(one.slices) for one in flowables)
    after = balanced(flowables, ROOMS, loose=1)
    assert paged(after, ROOMS).pages <= before.pages
    assert sum(len(one.slices) for one in after if isinstance(one, Strips)) == total


def test_the_pages_of_a_long_briefing_are_linear_in_its_length(cases: Cases) -> None:
    """Each slice is placed once where pages are counted and once where they are drawn, however many there are."""
    style = load_style("house")
    flowables = story(replace(cases["many-events"](), chart=None), style, Node("Document"), 731.0)
    slices = sum(len(one.slices) for one in flowables if isinstance(one, Strips))
    placed = 0
    column = Strips._column

    def counting(self: Strips, start: int, x: float, limit: float):  # type: ignore[no-untyped-def]
        nonlocal placed
        found = column(self, start, x, limit)
        placed += len(found[0])
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Strips, "_column", counting)
        paged(flowables, Rooms(481.9, 731.0, 735.0))
    assert placed < 4 * slices


def sections(brief: Brief, style: Style) -> dict[str, int]:
    """Return the page on which each heading stands."""
    with pikepdf.open(io.BytesIO(render(brief, style))) as pdf:
        return {unit.text.strip(): unit.page for unit in read_pages(pdf, Streams()).units if unit.tag == "H2"}


def test_contents_fill_a_page_that_the_chart_leaves() -> None:
    style = load_style("large")
    found = sections(replace(SAMPLE, handling="Embargo"), style)  # which leaves no room for the chart on page 2
    finding, box = SAMPLE.chart.finding, style.words.new + " " + SAMPLE.since  # type: ignore[union-attr]
    assert found[style.words.contents] == found[box] < found[finding] < found[style.words.timeline]


def test_a_box_is_not_parted() -> None:
    style = load_style("large")
    with pikepdf.open(io.BytesIO(render(SAMPLE, style))) as pdf:
        units = [unit for unit in read_pages(pdf, Streams()).units if unit.tag in ("H2", "LI", "P")]
    first = next(place for place, unit in enumerate(units) if unit.text.startswith(style.words.new))
    assert len({unit.page for unit in units[first : first + len(SAMPLE.new) + 1]}) == 1


@pytest.mark.parametrize(("brief", "page"), [(SAMPLE, 1), (crowded(60), 2)], ids=["eight events", "sixty"])
def test_a_chart_without_words_is_worth_a_page_of_its_own(brief: Brief, page: int) -> None:
    assert sections(brief, load_style("house"))[brief.chart.finding] == page  # type: ignore[union-attr]


def test_a_style_may_forbid_to_tighten() -> None:
    flowables = [part(80), part(*[9.5] * 11, gives=0.5)]
    assert balanced(flowables, ROOMS, loose=1, spare=False) == flowables
    assert {one.height for one in flowables[1].slices} == {9.5}
