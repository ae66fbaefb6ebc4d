"""The chart as a figure and on the page: artists where the layout says, vectors only, the same bytes each time."""

import datetime as dt
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from matplotlib.artist import Artist
from matplotlib.lines import Line2D
from reportlab.pdfgen.canvas import Canvas

from briefing.model import Chart, ChartEvent, Interval, Mark
from briefing.render import chart as charts
from briefing.render import fonts
from briefing.render.artists import Words, artists
from briefing.render.style import Style

STYLE = Style()
WIDTH = STYLE.page.width
MAY = dt.date(2024, 5, 1)


def day(number: int) -> dt.date:
    return MAY + dt.timedelta(number - 1)


def event(key: str, label: str, lane: str, interval: Interval, mark: Mark = Mark.DAY, sources: int = 1) -> ChartEvent:
    return ChartEvent(key, label, lane, interval, mark, sources)


EVENTS = (
    event("a", "Pilots reject the offer", "Unions", Interval(None, day(6)), Mark.BEFORE),
    event("b", "Night ferries stop", "Unions", Interval.day(day(8)), sources=4),
    event("c", "Strike in three harbours", "Unions", Interval.closed(day(8), day(10)), Mark.SPAN, sources=2),
    event("d", "Court hears the operators", "Courts", Interval.day(day(9))),
    event("e", "Mediator speaks to both sides", "Ministry", Interval.closed(day(6), day(9)), Mark.WITHIN),
    event("f", "Talks resume", "Ministry", Interval.day(day(11)), sources=2),
    event("g", "New rest rules", "Ministry", Interval.closed(day(13), day(14)), Mark.PLANNED),
    event("h", "Ruling on costs", "Courts", Interval(None, None), Mark.DISPUTED),
    event("i", "Порт принимает паромы", "Courts", Interval.day(day(10))),
)
BACKGROUND = (
    event("x", "Ports sold", "", Interval(dt.date(1996, 1, 1), dt.date(1997, 1, 1)), Mark.RANGE),
    event("y", "Night work law", "", Interval.day(dt.date(2011, 3, 4)), sources=2),
)
CHART = Chart("", "", EVENTS, BACKGROUND, ("Unions", "Ministry", "Courts"), day(5), day(14), day(11), "Oslo time", "")


def page(chart: Chart, style: Style = STYLE) -> bytes:
    out, height = io.BytesIO(), charts.measure(chart, style, WIDTH)
    canvas = Canvas(out, pagesize=(WIDTH + 40, height + 40), invariant=1)
    charts.draw(canvas, chart, style, 20, 20, WIDTH)
    canvas.save()
    return out.getvalue()


def placed(chart: Chart = CHART) -> list[Artist]:
    return list(artists(charts.layout_of(chart, STYLE, WIDTH), STYLE))


def words(chart: Chart = CHART) -> Iterator[Words]:
    return (artist for artist in placed(chart) if isinstance(artist, Words))


def box(line: Words) -> tuple[float, float, float, float]:
    """Return the ends and the heights between which a line of text stands, in points from the lower left corner."""
    left, base = line.get_transform().transform((line.text.x, line.text.y))
    size = line.text.size
    return (
        left,
        left + fonts.width(line.text.text, line.text.role, size, STYLE.fonts),
        base - 0.24 * size,
        base + 0.72 * size,
    )


def test_every_event_has_its_artists() -> None:
    names = {artist.get_gid() for artist in placed()}
    assert {f"mark:{one.key}" for one in (*EVENTS, *BACKGROUND)} <= names
    assert {f"label:{one.key}" for one in (*EVENTS, *BACKGROUND)} <= names
    assert "as-of" in names


def test_no_two_words_overlap_as_drawn() -> None:
    boxes = [(line.text.text, box(line)) for line in words()]
    height = charts.measure(CHART, STYLE, WIDTH)
    assert len(boxes) > 30
    for place, (one, (left, right, low, high)) in enumerate(boxes):
        assert -0.01 <= left < right <= WIDTH + 0.01, one
        assert 0 <= low < high <= height, one
        for other, second in boxes[place + 1 :]:
            across = min(right, second[1]) - max(left, second[0])
            down = min(high, second[3]) - max(low, second[2])
            assert across <= 0.01 or down <= 0.5, (one, other)


def test_the_as_of_line_ends_the_day() -> None:
    layout = charts.layout_of(CHART, STYLE, WIDTH)
    lines = [artist for artist in placed() if artist.get_gid() == "as-of"]
    assert lines
    cell = (layout.plot.right - layout.plot.left) / 10
    for line in lines:
        assert isinstance(line, Line2D)
        assert line.get_xdata()[0] == pytest.approx(layout.plot.left + 7 * cell)


def test_the_words_of_the_chart() -> None:
    found = {line.text.text for line in words()}
    for told in (
        "Night ferries stop",
        "Порт принимает паромы",
        "Oslo time",
        "as of",
        "May 2024",
        "1996",
        "Ports sold",
    ):
        assert told in found
    assert STYLE.words.chart_within in found


def test_the_key_explains_only_the_shapes_that_occur() -> None:
    found = {line.text.text for line in words(replace(CHART, events=EVENTS[1:2], background=()))}
    assert STYLE.words.chart_day in found
    assert STYLE.words.chart_span not in found
    assert STYLE.words.chart_disputed not in found


def test_the_page_holds_vectors_only() -> None:
    with pikepdf.open(io.BytesIO(page(CHART))) as file:
        resources = file.pages[0].Resources
        assert "/XObject" not in resources
        assert "/ExtGState" not in resources
        faces = {str(font.BaseFont).partition("+")[2] for name, font in resources.Font.items() if name != "/F1"}
    assert faces == {"SourceSansPro-Regular", "SourceSansPro-Semibold", "SourceSansPro-Bold"}


def test_two_runs_give_the_same_bytes() -> None:
    assert page(CHART) == page(replace(CHART, events=EVENTS[::-1], background=BACKGROUND[::-1]))


@pytest.mark.parametrize("count", [1, 30, 300])
def test_charts_of_any_size_are_drawn(count: int) -> None:
    many = tuple(
        event(f"e{n:03}", f"Event {n} of a long year", "Unions", Interval.day(day(1 + n * 7 % 300)), sources=1 + n % 5)
        for n in range(count)
    )
    chart = Chart("", "", many, (), ("Unions",), day(1), day(300), day(200), "", "")
    assert charts.measure(chart, STYLE, WIDTH) <= 560
    assert page(chart).startswith(b"%PDF")
    shown = charts.numbers(chart, STYLE, WIDTH)
    assert all(1 <= number <= count for number in shown.values())


def test_drawing_loads_no_axes() -> None:
    code = "import sys, briefing.render.backend as _; sys.exit('matplotlib.axes' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_measuring_needs_no_matplotlib() -> None:
    code = (
        "import sys, datetime as dt\n"
        "from briefing.model import Chart, ChartEvent, Interval, Mark\n"
        "from briefing.render import chart, style\n"
        "day = dt.date(2024, 5, 1)\n"
        "one = ChartEvent('a', 'Ferries stop', 'Unions', Interval.day(day), Mark.DAY, 1)\n"
        "given = Chart('', '', (one,), (), ('Unions',), day, day, None, '', '')\n"
        "assert chart.measure(given, style.Style(), 480.0) > 50\n"
        "sys.exit('matplotlib' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


SMALL = """
import io, datetime as dt
from reportlab.pdfgen.canvas import Canvas
from briefing.model import Chart, ChartEvent, Interval, Mark
from briefing.render import chart, style
day = dt.date(2024, 5, 1)
one = ChartEvent('a', 'Ferries $stop$', 'Unions', Interval.day(day), Mark.DAY, 3, disputed=True)
given = Chart('', '', (one,), (), ('Unions',), day, day, None, '', '')
canvas = Canvas(io.BytesIO())
chart.draw(canvas, given, style.Style(), 20, 20, 480.0)
print(canvas._code)
"""


def small_chart(**environment: str) -> subprocess.CompletedProcess[bytes]:
    """Draw a small chart in a process of its own; return what it prints: the operators of the page."""
    surroundings = {**os.environ, **environment}
    return subprocess.run([sys.executable, "-c", SMALL], check=True, capture_output=True, env=surroundings)


def test_a_home_that_cannot_be_written_is_no_news() -> None:
    assert small_chart(MPLCONFIGDIR=os.path.join(os.devnull, "none")).stderr == b""


def test_settings_of_the_machine_change_nothing(tmp_path: Path) -> None:
    settings = tmp_path / "matplotlibrc"
    settings.write_text(
        "text.usetex: True\nlines.marker: o\nlines.linestyle: --\npath.sketch: (3, 40, 2)\nlines.scale_dashes: False\n"
        "font.size: 30\nfigure.dpi: 300\npatch.force_edgecolor: True\ntext.parse_math: True\n"
    )
    assert small_chart(MATPLOTLIBRC=str(settings)).stdout == small_chart().stdout


def test_larger_letters_make_a_larger_chart() -> None:
    from briefing.render.style import load_style

    large = load_style("large")
    by = large.types.chart_label.size / STYLE.types.chart_label.size
    assert charts.measure(CHART, large, WIDTH) == pytest.approx(charts.layout_of(CHART, large, WIDTH).height * by)
    canvas = Canvas(io.BytesIO())
    charts.draw(canvas, CHART, large, 0, 0, WIDTH)
    assert f"{by:g} 0 0 {by:g} 0 0 cm" in " ".join(canvas._code)


@pytest.mark.parametrize(
    "label",
    [
        "",
        " ",
        "two\nlines\tand\x00controls\u202e reversed",
        "x" * 100_000,
        "word " * 5_000,
        "<img src='/etc/passwd'> & $x^2$ \\frac{1}{2} %s {n}",
        "\ud800 lone",
        "日本語の見出し مرحبا 👩‍👩‍👧",
    ],
)
def test_any_words_can_be_drawn(label: str) -> None:
    odd = event("a", label, label[:50], Interval.day(day(8)))
    other = event("b", "Talks resume", "Ministry", Interval.day(day(9)))
    years = event("x", label, "", Interval(dt.date(1996, 1, 1), dt.date(1997, 1, 1)), Mark.RANGE)
    chart = replace(CHART, events=(odd, other), background=(years,), lanes=(label[:50], "Ministry"), zone=label[:30])
    assert page(chart).startswith(b"%PDF")
    assert charts.measure(chart, STYLE, WIDTH) < 300


def test_a_chart_of_nothing_but_background_is_drawn() -> None:
    assert page(replace(CHART, events=(), lanes=())).startswith(b"%PDF")
