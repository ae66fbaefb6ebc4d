"""The whole file: both standards, links both ways, attachments, the same bytes, tags in reading order."""

from __future__ import annotations

import functools
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from standards import assert_kept

from briefing.model import Brief
from briefing.render.attachment import Attachment
from briefing.render.pdf import render
from briefing.render.sample import SAMPLE, SAMPLE_FILES
from briefing.render.style import Style, load_style, style_names

Cases = dict[str, Callable[[], Brief]]
ROOT = Path(__file__).resolve().parents[2]


def letter(style: Style) -> Style:
    return replace(style, page=replace(style.page, size="letter"))


STYLES = {**{name: load_style(name) for name in style_names()}, "letter": letter(load_style())}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample in the house style, drawn once."""
    path = tmp_path_factory.mktemp("pdf") / "sample.pdf"
    path.write_bytes(render(SAMPLE, load_style(), SAMPLE_FILES))
    return path


@functools.cache
def drawing(style: str, brief: Brief) -> bytes:
    """Return a briefing as a style draws it, for all that is asked of it."""
    return render(brief, STYLES[style], SAMPLE_FILES)


@pytest.fixture(params=STYLES)
def drawn(request: pytest.FixtureRequest, case: Brief, tmp_path: Path) -> Path:
    """Each briefing in each style."""
    path = tmp_path / "case.pdf"
    path.write_bytes(drawing(request.param, case))
    return path


def test_every_briefing_keeps_both_standards_and_is_sound(drawn: Path) -> None:
    assert_kept(drawn)


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_an_older_qpdf_agrees_that_it_is_sound(sample: Path) -> None:
    checked = subprocess.run(["qpdf", "--check", str(sample)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_every_stream_ends_where_all_readers_agree(cases: Cases) -> None:
    brief = cases["one-event"]()
    for number in range(60):  # of some 20 streams each, of which one in 256 would end with CR
        data = render(replace(brief, title=f"Edition {number}"), STYLES["house"], ())
        assert b"\r\nendstream" not in data


def _each(kind: str) -> Callable[[pikepdf.Pdf], Iterator[Any]]:
    def found(pdf: pikepdf.Pdf) -> Iterator[Any]:
        for entry in pdf.objects:
            if isinstance(entry, pikepdf.Dictionary) and entry.get("/S") == f"/{kind}":
                yield entry

    return found


def test_the_sources_are_inside(sample: Path) -> None:
    with pikepdf.open(sample) as pdf:
        assert {name: bytes(pdf.attachments[name].get_file().read_bytes()) for name in pdf.attachments} == {
            attachment.name: attachment.data for attachment in SAMPLE_FILES
        }
        kinds = {str(entry.UF): (str(entry.AFRelationship), str(entry.EF.F.Subtype)) for entry in pdf.Root.AF}
    assert kinds["s1.txt"] == ("/Source", "/text/plain")
    assert kinds["timeline.json"] == ("/Data", "/application/json")


@pytest.mark.parametrize("size", [0, 1, 2, *range(13, 900, 71)])
def test_attachments_come_out_as_they_went_in(size: int, cases: Cases) -> None:
    data = bytes((7 * n + size) % 256 for n in range(size))
    file = Attachment("s1.txt", "text/plain", data, "Source", "Source 1")
    with pikepdf.open(io.BytesIO(render(cases["none"](), STYLES["house"], [file]))) as pdf:
        assert pdf.attachments["s1.txt"].get_file().read_bytes() == data


def _leads(pdf: pikepdf.Pdf) -> list[tuple[int, str, int]]:
    """Return page, words and target page of each link within the document."""
    numbers = {page.obj.objgen: place for place, page in enumerate(pdf.pages)}
    found = []
    for place, page in enumerate(pdf.pages):
        for link in page.obj.get("/Annots", []):
            if "/Dest" in link:
                found.append((place, str(link.Contents), numbers[link.Dest[0].objgen]))
    return found


def test_references_lead_both_ways(sample: Path) -> None:
    with pikepdf.open(sample) as pdf:
        leads = _leads(pdf)
        last = len(pdf.pages) - 1
    for number in range(1, 6):
        there = [lead for lead in leads if lead[1] == f"Source {number}"]
        back = [lead for lead in leads if lead[1] == f"Where source {number} is first cited"]
        assert there
        assert all(target == last for _, _, target in there)
        assert back == [(last, f"Where source {number} is first cited", 1)]


def test_only_safe_addresses_are_links(cases: Cases) -> None:
    for name in ("sample", "hostile"):
        with pikepdf.open(io.BytesIO(render(cases[name](), STYLES["house"], ()))) as pdf:
            addresses = {str(link.A.URI) for page in pdf.pages for link in page.obj.get("/Annots", []) if "/A" in link}
        assert addresses
        assert all(address.startswith(("https://", "mailto:")) for address in addresses)


def test_a_link_over_lines_has_a_rectangle_for_each_and_one_element(cases: Cases) -> None:
    with pikepdf.open(io.BytesIO(render(cases["long-address"](), STYLES["house"], ()))) as pdf:
        elements = [
            [kid for kid in entry.K if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"]
            for entry in pdf.objects
            if isinstance(entry, pikepdf.Dictionary) and entry.get("/S") == "/Link" and "/K" in entry
        ]
        rectangles = [[tuple(float(side) for side in kid.Obj.Rect) for kid in kids] for kids in elements]
    many = [boxes for boxes in rectangles if len(boxes) > 3]
    assert len(many) == 7
    for boxes in many:
        assert len(set(boxes)) == len(boxes)


def test_the_outline_names_sections_and_days(sample: Path) -> None:
    with pikepdf.open(sample) as pdf, pdf.open_outline() as outline:
        lines = [entry.title for entry in outline.root]
        days = [entry.title for entry in next(part for part in outline.root if part.title == "Timeline").children]
    assert lines == [
        SAMPLE.title,
        SAMPLE.chart.finding if SAMPLE.chart else "",
        "Timeline",
        "Where sources differ",
        "Coming up",
        "Background",
        "Sources",
        "Undated, and left out",
        "Annex: date audit",
    ]
    assert days == ["Before 9 March", "11 March", "12 March", "15 March"]


def test_the_file_says_the_same_of_itself_twice(sample: Path) -> None:
    with pikepdf.open(sample) as pdf:
        xmp = pdf.Root.Metadata.read_bytes().decode()
        assert str(pdf.docinfo.Title) == SAMPLE.title
        assert str(pdf.docinfo.CreationDate) == "D:20240315000000Z"
    assert SAMPLE.title in xmp
    assert "<xmp:CreateDate>2024-03-15T00:00:00Z</xmp:CreateDate>" in xmp


PROGRAM = """
import hashlib
from briefing.render.pdf import render
from briefing.render.sample import SAMPLE, SAMPLE_FILES
from briefing.render.style import load_style
print(hashlib.sha256(render(SAMPLE, load_style(), SAMPLE_FILES)).hexdigest())
"""


def test_the_same_briefing_gives_the_same_bytes() -> None:
    digests = set()
    for seed, zone in (("1", "UTC"), ("77", "Asia/Tokyo")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        run = subprocess.run(
            [sys.executable, "-c", PROGRAM], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
        )
        digests.add(run.stdout)
    assert len(digests) == 1


def test_the_order_of_attachments_does_not_matter(cases: Cases) -> None:
    brief = cases["one-event"]()
    assert render(brief, STYLES["house"], SAMPLE_FILES) == render(brief, STYLES["house"], SAMPLE_FILES[::-1])


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler's pdfinfo is not installed")
def test_tags_and_reading_order(sample: Path, golden: Callable[[str, str], None]) -> None:
    run = subprocess.run(["pdfinfo", "-struct-text", str(sample)], capture_output=True, text=True, check=True)
    text = re.sub(r"Object \d+ 0", "Object", run.stdout)
    text = re.sub(r"(Figure:\n)(?: {7}.*\n| {6}\".*\n)*", r"\1", text)  # what a chart draws has tests of its own
    golden("render-sample-structure.txt", text)


def _in_reading_order(element: Any, page: int, numbers: dict[Any, int], found: dict[int, list[int]]) -> None:
    page = numbers[element.Pg.objgen] if "/Pg" in element else page
    kids = element.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            found.setdefault(page, []).append(kid)
        elif "/MCID" in kid:
            found.setdefault(numbers[kid.Pg.objgen], []).append(int(kid.MCID))
        elif kid.get("/Type") != "/OBJR":
            _in_reading_order(kid, page, numbers, found)


def test_what_is_read_is_in_the_order_of_drawing(drawn: Path, case: Brief) -> None:
    if case.title.startswith("<b>"):
        pytest.skip("its rows are taller than a page: each part is drawn over all cells, and read cell by cell")
    with pikepdf.open(drawn) as pdf:
        numbers = {page.obj.objgen: place for place, page in enumerate(pdf.pages)}
        found: dict[int, list[int]] = {}
        _in_reading_order(pdf.Root.StructTreeRoot.K, -1, numbers, found)
        assert set(found) == set(range(len(pdf.pages)))
    for marks in found.values():
        assert marks == list(range(len(marks)))


def test_each_row_of_a_table_has_as_many_cells_as_its_head(cases: Cases) -> None:
    for name in ("sample", "many-events"):
        with pikepdf.open(io.BytesIO(render(cases[name](), STYLES["house"], ()))) as pdf:
            for table in _each("Table")(pdf):
                rows = [[str(cell.S) for cell in row.K] for row in table.K]
                assert set(rows[0]) == {"/TH"}
                assert all(row == ["/TD"] * len(rows[0]) for row in rows[1:])


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler's pdftotext is not installed")
def test_words_do_not_grow_together_at_the_end_of_a_line(sample: Path) -> None:
    run = subprocess.run(["pdftotext", "-raw", str(sample), "-"], capture_output=True, text=True, check=True)
    words = " ".join(run.stdout.split())
    assert "when she swung to port and struck the north pier of the bridge, harbour master Ines Calloway told" in words


def test_no_import_of_matplotlib_without_a_chart() -> None:
    program = (
        "import sys\n"
        "from dataclasses import replace\n"
        "from briefing.render.pdf import render\n"
        "from briefing.render.sample import SAMPLE\n"
        "from briefing.render.style import load_style\n"
        "render(replace(SAMPLE, chart=None), load_style(), ())\n"
        "print('matplotlib' in sys.modules)\n"
    )
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
