"""Every kind of document keeps both standards: many events with a chart, long headlines and addresses, every sheet."""

from __future__ import annotations

import functools
import io
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from crowded import ADDRESS, HEADLINE, crowded
from standards import assert_kept

from briefing.model import Brief
from briefing.render.pdf import render
from briefing.render.sample import SAMPLE
from briefing.render.style import Style, load_style, style_names
from briefing.verify.container import Streams
from briefing.verify.structure import Unit, read_pages


def sheets() -> list[tuple[str, Style]]:
    styles = [(name, load_style(name)) for name in style_names()]
    return [
        (f"{name}-{size}", replace(style, page=replace(style.page, size=size)))
        for name, style in styles
        for size in ("a4", "letter")
    ]


SHEETS = dict(sheets())


@pytest.fixture
def kept(tmp_path: Path) -> Callable[[bytes], bytes]:
    """Return a file as it is, once it is known to keep both standards."""

    def check(data: bytes) -> bytes:
        path = tmp_path / "document.pdf"
        path.write_bytes(data)
        assert_kept(path)
        return data

    return check


def test_headline_and_address_are_as_long_as_they_have_to_be() -> None:
    assert len(HEADLINE) == 90
    assert len(ADDRESS) >= 300


@functools.cache
def drawing_of_sixty(sheet: str) -> bytes:
    """Return sixty events as they are drawn, for all that is asked of them."""
    return render(crowded(60), SHEETS[sheet])


@pytest.mark.parametrize("sheet", ["house-a4", "two-page-letter", "large-a4"])
def test_sixty_events(sheet: str, kept: Callable[[bytes], bytes]) -> None:
    style = SHEETS[sheet]
    data = kept(drawing_of_sixty(sheet))
    width, height = style.page.sheet
    left = (width - style.page.width) / 2
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            for link in page.obj.get("/Annots", []):  # which stand wherever text does
                x0, y0, x1, y1 = map(float, link.Rect)
                assert left - 1 <= x0 < x1 <= left + style.page.width + 1, (x0, x1)
                assert style.page.bottom - 4 <= y0 < y1 <= height - style.page.head, (y0, y1)


@pytest.mark.parametrize("case", ["sample", "without-chart", "none", "one-event", "foreign-names", "long-address"])
@pytest.mark.parametrize("sheet", [sheet for sheet in SHEETS if sheet.endswith("letter")])
def test_the_other_sheet(
    sheet: str, case: str, cases: dict[str, Callable[[], Brief]], kept: Callable[[bytes], bytes]
) -> None:
    data = kept(render(cases[case](), SHEETS[sheet]))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert {tuple(map(float, page.mediabox)) for page in pdf.pages} == {(0, 0, 612, 792)}


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_handling_mark_stands_on_every_page_and_is_read_once(sheet: str, kept: Callable[[bytes], bytes]) -> None:
    mark = "Embargoed until 06:00 on Friday 15 March 2024, for the harbour board and its clerks"[:80]
    style = SHEETS[sheet]
    data = kept(render(replace(SAMPLE, handling=mark), style))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = read_pages(pdf, Streams())
        assert [unit.text.strip() for unit in pages.units[:2]] == [mark, SAMPLE.title]
        assert sum(mark in unit.text for unit in pages.units) == 1
        beside = [number for number, text in pages.beside if mark in text]
        assert beside == sorted([*range(1, len(pdf.pages) + 1), *range(2, len(pdf.pages) + 1)])


def test_a_document_without_a_mark_has_the_room_of_one() -> None:
    plain, marked = (render(replace(SAMPLE, handling=mark), SHEETS["house-a4"]) for mark in ("", "TLP:AMBER"))
    assert plain == render(SAMPLE, SHEETS["house-a4"])
    assert plain != marked


def test_three_hundred_events(kept: Callable[[bytes], bytes]) -> None:
    kept(render(crowded(300, 40), SHEETS["house-a4"]))


def read(data: bytes) -> list[Unit]:
    """Return the paragraphs of a file in reading order."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return list(read_pages(pdf, Streams()).units)


@pytest.fixture(scope="module")
def sixty() -> list[Unit]:
    """The paragraphs of a file of sixty events."""
    return read(drawing_of_sixty("house-a4"))


def test_sixty_events_are_read_in_order_and_each_thing_once(sixty: list[Unit]) -> None:
    """By headings, rows and links, as a screen reader goes: the title, then each day with its events and passages."""
    brief, units = crowded(60), sixty
    assert (units[0].tag, units[0].text) == ("H1", HEADLINE)
    levels = [int(unit.tag[1]) for unit in units if unit.tag in ("H1", "H2", "H3", "H4")]
    assert all(later - level <= 1 for level, later in pairwise(levels))  # no level is skipped
    days = [day.date for day in brief.days]
    assert [unit.text.strip() for unit in units if unit.tag == "H3" and "March" in unit.text][: len(days)] == days
    events = [unit for unit in units if unit.tag == "H4"]
    assert len(events) == 60
    assert all(unit.text.startswith(HEADLINE) for unit in events)
    told = sum(len(entry.items) for day in brief.days for entry in day.entries)
    told += len(brief.coming_up)
    assert sum("The tug was called at noon" in unit.text for unit in units if unit.tag == "LI") == told
    assert len([unit for unit in units if unit.tag == "TR"]) == 1 + 9 + 1 + 12 + 1 + 60  # a head is read once
    (figure,) = (unit for unit in units if unit.tag == "Figure")
    assert figure.alt == "Timeline chart of 60 events."


def test_a_long_address_is_one_link_however_many_lines_it_has(sixty: list[Unit]) -> None:
    rows = [unit for unit in sixty if unit.tag == "TR" and ADDRESS in unit.text.replace(" ", "")]
    assert len(rows) == 12
    assert all([words for words, target in row.links if target == ADDRESS] == [ADDRESS] for row in rows)


def test_headings_are_read_from_the_finding_to_the_annex() -> None:
    style = SHEETS["two-page-letter"]
    heads = [(unit.tag, unit.text.strip()) for unit in read(render(SAMPLE, style)) if unit.tag in ("H1", "H2")]
    assert heads[0][0] == "H1"
    assert [tag for tag, _ in heads].count("H1") == 1
    sections = [getattr(style.words, name) for name in style.sections if name not in ("new", "chart")]
    texts = [text for _, text in heads]
    assert [text for text in texts if text in sections] == [name for name in sections if name in texts]
