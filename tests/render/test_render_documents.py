"""Every kind of document keeps both standards: many events with a chart, long headlines and addresses, every sheet."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from briefing.model import (
    AuditRow,
    Brief,
    Chart,
    ChartEvent,
    DayGroup,
    Difference,
    Entry,
    Interval,
    Item,
    Mark,
    Row,
    Run,
    SourceRow,
    Voice,
)
from briefing.render.pdf import render
from briefing.render.sample import SAMPLE
from briefing.render.style import Style, load_style, style_names
from briefing.verify.container import Streams
from briefing.verify.structure import read_pages

HEADLINE = "Harbour master says the second tug arrived too late to hold the Aurora off the north piers"
ADDRESS = "https://archive.example.org/" + "a-very-long-path/" * 15 + "?edition=2024-03-15"
MARKS = (Mark.DAY, Mark.SPAN, Mark.WITHIN, Mark.BEFORE, Mark.RANGE, Mark.DAY, Mark.DISPUTED)
FIRST = dt.date(2024, 3, 1)


def crowded(events: int, sources: int = 12) -> Brief:
    """Return a briefing of ``events`` events in 30 days, with a chart of all of them and tables over pages."""
    days = [FIRST + dt.timedelta(days=number * 30 // events) for number in range(events)]
    passage = Item(
        (Run("The tug was called at noon"), Run(" [1 March]", Voice.OURS), Run(" and came at four.")), (1, 2, 3, 9)
    )
    chart = Chart(
        finding=f"Most of {events} events rest on two sources",
        note="Events by actor.",
        events=tuple(
            ChartEvent(
                f"e{number}",
                HEADLINE,
                f"Actor {number % 6}",
                Interval.closed(day, day + dt.timedelta(days=2 * (MARKS[number % 7] in (Mark.SPAN, Mark.WITHIN)))),
                MARKS[number % 7],
                number % 9 + 1,
                disputed=MARKS[number % 7] is Mark.DISPUTED,
            )
            for number, day in enumerate(days)
        ),
        background=tuple(
            ChartEvent(f"b{year}", HEADLINE, "", Interval(dt.date(year, 1, 1), dt.date(year + 1, 1, 1)), Mark.RANGE, 2)
            for year in (1911, 1957, 1994, 2009, 2014)
        ),
        lanes=tuple(f"Actor {number}" for number in range(6)),
        first=FIRST,
        last=FIRST + dt.timedelta(days=31),
        as_of=FIRST + dt.timedelta(days=28),
        zone="Stockholm time",
        alt=f"Timeline chart of {events} events.",
    )
    groups = tuple(
        DayGroup(
            f"{day.day} March",
            f"{day:%A}",
            "",
            tuple(
                Entry(f"e{number}", HEADLINE, MARKS[number % 7], number % 9 + 1, (passage,) * (1 + number % 3))
                for number, when in enumerate(days)
                if when == day
            ),
        )
        for day in sorted(set(days))
    )
    return replace(
        SAMPLE,
        title=HEADLINE,
        chart=chart,
        days=groups,
        differences=tuple(Difference(HEADLINE, (passage, passage, passage)) for _ in range(9)),
        coming_up=tuple(Row(f"c{n}", "1 to 3 April", Mark.PLANNED, HEADLINE, (passage,)) for n in range(4)),
        sources=tuple(
            SourceRow(
                number,
                f"d{number:012d}",
                HEADLINE,
                False,
                "Alder Courier",
                "Friday 15 March 2024",
                "Declared",
                "",
                "0f" * 32,
                ADDRESS,
            )
            for number in range(1, sources + 1)
        ),
        audit=tuple(
            AuditRow(
                number * sources // events + 1,
                "on Friday",
                "212–218",
                MARKS[number % 7],
                "2024-03-15",
                "weekday-same",
                "the day of the report",
                f"e{number}",
            )
            for number in range(events)
        ),
    )


def sheets() -> list[tuple[str, Style]]:
    styles = [(name, load_style(name)) for name in style_names()]
    return [
        (f"{name}-{size}", replace(style, page=replace(style.page, size=size)))
        for name, style in styles
        for size in ("a4", "letter")
    ]


SHEETS = dict(sheets())


def assert_kept(data: bytes, tmp_path: Path) -> None:
    """Let the validator of both standards, and qpdf where it is installed, look at a file."""
    import page

    path = tmp_path / "document.pdf"
    path.write_bytes(data)
    for profile in ("ua1", "3a"):
        report = page.validate_pdf(str(path), profile=profile)
        assert not report.failures, sorted({failure.rule_id for failure in report.failures})
    if shutil.which("qpdf"):
        done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_headline_and_address_are_as_long_as_they_have_to_be() -> None:
    assert len(HEADLINE) == 90
    assert len(ADDRESS) >= 300


@pytest.mark.parametrize("sheet", ["house-a4", "two-page-letter", "large-a4"])
def test_sixty_events(sheet: str, tmp_path: Path) -> None:
    style = SHEETS[sheet]
    data = render(crowded(60), style)
    assert_kept(data, tmp_path)
    width, height = style.page.sheet
    left = (width - style.page.width) / 2
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            for link in page.obj.get("/Annots", []):  # which stand wherever text does
                x0, y0, x1, y1 = map(float, link.Rect)
                assert left - 1 <= x0 < x1 <= left + style.page.width + 1, (x0, x1)
                assert style.page.bottom - 4 <= y0 < y1 <= height - style.page.head, (y0, y1)


@pytest.mark.parametrize("sheet", [sheet for sheet in SHEETS if sheet.endswith("letter")])
def test_the_sample_on_the_other_sheet(sheet: str, tmp_path: Path) -> None:
    data = render(SAMPLE, SHEETS[sheet])
    assert_kept(data, tmp_path)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert {tuple(map(float, page.mediabox)) for page in pdf.pages} == {(0, 0, 612, 792)}


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_handling_mark_stands_on_every_page_and_is_read_once(sheet: str, tmp_path: Path) -> None:
    mark = "Embargoed until 06:00 on Friday 15 March 2024, for the harbour board and its clerks"[:80]
    style = SHEETS[sheet]
    data = render(replace(SAMPLE, handling=mark), style)
    assert_kept(data, tmp_path)
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


def test_three_hundred_events(tmp_path: Path) -> None:
    assert_kept(render(crowded(300, 40), SHEETS["house-a4"]), tmp_path)


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler's pdfinfo is not installed")
def test_headings_are_read_from_the_finding_to_the_annex(tmp_path: Path) -> None:
    path = tmp_path / "document.pdf"
    path.write_bytes(render(SAMPLE, SHEETS["two-page-letter"]))
    run = subprocess.run(["pdfinfo", "-struct-text", str(path)], capture_output=True, text=True, check=True)
    lines = [line.strip() for line in run.stdout.splitlines()]
    read = [(line[:2], lines[place + 1].strip('"')) for place, line in enumerate(lines) if line[:2] in ("H1", "H2")]
    assert read[0][0] == "H1"
    assert [kind for kind, _ in read].count("H1") == 1
    words = SHEETS["two-page-letter"].words
    sections = [getattr(words, name) for name in SHEETS["two-page-letter"].sections if name not in ("new", "chart")]
    heads = [text.strip() for _, text in read]
    assert [head for head in heads if head in sections] == [name for name in sections if name in heads]
