"""The marks: each kind of date has a shape of its own, without help from colour."""

import datetime as dt
import io
from itertools import combinations

import pytest
from reportlab.pdfgen.canvas import Canvas

from briefing.model import Interval, Mark
from briefing.render.mark_pieces import Disc, Number, Piece, Polygon, pieces
from briefing.render.mark_shapes import basic_mark, radius, sample
from briefing.render.marks import draw_mark
from briefing.render.style import Style

STYLE = Style()
MEASURES = STYLE.chart
DAY = dt.date(2024, 5, 8)


def grey(piece: Piece) -> object:
    """What is left of a piece on a printer without colour: filled or hollow, dashed or not, where and how large."""
    if isinstance(piece, Number):
        return piece.text, piece.colour == "paper"
    filled = piece.fill not in (None, "paper")
    place = (piece.x, piece.radius) if isinstance(piece, Disc) else piece.points
    return place, filled, piece.stroke is not None, piece.dash


@pytest.mark.parametrize(("one", "other"), list(combinations(Mark, 2)))
def test_no_two_kinds_look_alike_in_grey(one: Mark, other: Mark) -> None:
    assert list(map(grey, pieces(sample(one, MEASURES), STYLE))) != list(
        map(grey, pieces(sample(other, MEASURES), STYLE))
    )


@pytest.mark.parametrize("mark", [Mark.DAY, Mark.SPAN, Mark.WITHIN, Mark.BEFORE, Mark.AFTER, Mark.RANGE])
def test_planned_is_hollow_and_disputed_is_dashed(mark: Mark) -> None:
    plain, planned, disputed = (
        pieces(sample(mark, MEASURES, **flags), STYLE) for flags in ({}, {"planned": True}, {"disputed": True})
    )
    assert any(isinstance(piece, Disc | Polygon) and piece.dash for piece in disputed)
    assert not any(isinstance(piece, Disc | Polygon) and piece.dash for piece in plain)
    if mark not in (Mark.WITHIN, Mark.RANGE):  # these are hollow already
        assert any(isinstance(piece, Disc | Polygon) and piece.fill == "accent" for piece in plain)
        assert not any(isinstance(piece, Disc | Polygon) and piece.fill == "accent" for piece in planned)


def test_the_area_of_a_dot_grows_with_its_sources_up_to_a_limit() -> None:
    sizes = [radius(Mark.DAY, sources, MEASURES) for sources in range(1, 40)]
    assert sizes[0] == pytest.approx(MEASURES.dot)
    assert sizes[3] == pytest.approx(2 * sizes[0])
    assert sizes == sorted(sizes)
    assert sizes[-1] == MEASURES.dot_most


@pytest.mark.parametrize(("sources", "shown"), [(1, []), (2, ["2"]), (120, ["120"])])
def test_a_dot_holds_the_number_of_its_sources_from_two(sources: int, shown: list[str]) -> None:
    shape = sample(Mark.DAY, MEASURES, sources=sources)
    numbers = [piece for piece in pieces(shape, STYLE) if isinstance(piece, Number)]
    assert [number.text for number in numbers] == shown
    assert all(0.54 * number.size * len(number.text) < 2 * shape.radius for number in numbers)


@pytest.mark.parametrize(
    ("mark", "interval", "shape"),
    [
        (Mark.PLANNED, Interval.day(DAY), Mark.DAY),
        (Mark.PLANNED, Interval.closed(DAY, DAY + dt.timedelta(4)), Mark.SPAN),
        (Mark.PLANNED, Interval(None, DAY), Mark.BEFORE),
        (Mark.PLANNED, Interval(DAY, None), Mark.AFTER),
        (Mark.DISPUTED, Interval(None, None), Mark.DAY),
        (Mark.CALENDAR, Interval.day(DAY), Mark.CALENDAR),
        (Mark.CALENDAR, Interval.closed(DAY, DAY + dt.timedelta(1)), Mark.SPAN),
        (Mark.WITHIN, Interval.closed(DAY, DAY + dt.timedelta(4)), Mark.WITHIN),
        (Mark.RANGE, Interval(None, DAY), Mark.BEFORE),
    ],
)
def test_the_days_decide_on_the_shape_under_planned_and_disputed(mark: Mark, interval: Interval, shape: Mark) -> None:
    assert basic_mark(mark, interval) is shape


@pytest.mark.parametrize("mark", Mark)
@pytest.mark.parametrize("sources", [1, 7])
def test_what_is_painted_stays_within_the_extent(mark: Mark, sources: int) -> None:
    shape = sample(mark, MEASURES, sources=sources)
    left, right, half = shape.extent
    for piece in pieces(shape, STYLE, halo=0):
        if isinstance(piece, Disc):
            assert left - 0.01 <= piece.x - piece.radius
            assert piece.x + piece.radius <= right + 0.01
            assert piece.radius <= half + 0.01
        elif isinstance(piece, Polygon):
            for x, y in piece.points:
                assert left - 0.01 <= x <= right + 0.01
                assert abs(y) <= half + 0.01


@pytest.mark.parametrize("mark", Mark)
def test_a_mark_is_drawn_on_a_bare_canvas(mark: Mark) -> None:
    canvas = Canvas(io.BytesIO(), pageCompression=0)
    draw_mark(canvas, mark, 100, 200, STYLE, sources=3, scale=0.8)
    operators = " ".join(canvas._code).split()
    assert operators[:8] == ["q", "0.8", "0", "0", "0.8", "100", "200", "cm"]
    assert operators[-1] == "Q"
    assert operators.count("q") == operators.count("Q")
    assert ("Tj" in operators) == (mark in (Mark.DAY, Mark.WITHIN, Mark.RANGE, Mark.DISPUTED)), "the number is text"


def test_drawing_marks_needs_no_matplotlib() -> None:
    import subprocess
    import sys

    code = "import sys, briefing.render.marks, briefing.render.layout; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
