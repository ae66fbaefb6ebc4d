"""The chart of a briefing as SVG, as a person would make it with matplotlib: for programs that cannot draw one."""

from __future__ import annotations

import datetime as dt
import io
from functools import lru_cache
from pathlib import Path

from matplotlib import font_manager, rc_context
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.dates import DateFormatter, DayLocator, date2num
from matplotlib.figure import Figure

from briefing.model import Chart, ChartEvent, Mark

ACCENT, INK, TINT, GRID = "#0F5A73", "#1B2730", "#F1F4F5", "#CBD3D8"
_SETTINGS = {"svg.fonttype": "none", "svg.hashsalt": "briefing", "font.family": "Source Sans Pro", "font.size": 8}


@lru_cache
def folders() -> tuple[Path, ...]:
    """Return the folders of the fonts, which matplotlib then knows."""
    import font_source_sans_pro
    import font_source_serif_pro

    found = tuple(Path(module.__path__[0]) / "files" for module in (font_source_sans_pro, font_source_serif_pro))
    for weight in ("Regular", "Semibold", "Bold"):
        font_manager.fontManager.addfont(found[0] / f"SourceSansPro-{weight}.ttf")
    return found


def svg(chart: Chart) -> bytes:
    """Return the chart, as wide as the page's text, its words kept as text."""
    folders()
    with rc_context(_SETTINGS):
        figure = Figure(figsize=(481.9 / 72, 330 / 72))
        above, main = figure.subplots(2, 1, height_ratios=(1, 8), gridspec_kw={"hspace": 0.25})
        figure.subplots_adjust(0.17, 0.02, 0.99, 0.95)
        for place, event in enumerate(chart.background):
            above.plot([_middle(event)], [0], "o", color=ACCENT, fillstyle="none")
            above.text(_middle(event), 0.25 + 0.5 * (place % 2), event.label[:40], ha="center")
        above.set_ylim(-0.4, 1.4)
        above.xaxis.set_major_formatter(DateFormatter("%Y"))
        lanes = {name: place for place, name in enumerate(chart.lanes)}
        taken = dict.fromkeys(lanes, 0)
        for event in chart.events:
            taken[event.lane] += 1
            _draw(main, event, lanes[event.lane] + 0.13 * taken[event.lane])
        for day in range((chart.last - chart.first).days + 1):
            date = chart.first + dt.timedelta(days=day)
            if date.weekday() > 4:
                main.axvspan(date2num(date), date2num(date) + 1, color=TINT)
        if chart.as_of is not None:
            main.axvline(date2num(chart.as_of) + 1, color=INK, linewidth=0.9)
        main.set_xlim(date2num(chart.first), date2num(chart.last) + 1)
        main.set_ylim(len(lanes), 0)
        main.set_yticks([place + 0.4 for place in lanes.values()], list(lanes), fontweight=600)
        main.xaxis.set_major_locator(DayLocator())
        main.xaxis.set_major_formatter(DateFormatter("%d"))
        main.xaxis.tick_top()
        main.grid(axis="x", color=GRID, linewidth=0.5)
        for axes in (above, main):
            axes.set_frame_on(False)
            axes.tick_params(length=0)
        above.set_yticks([])
        out = io.BytesIO()
        FigureCanvasSVG(figure).print_svg(out, metadata={"Date": None})
    return out.getvalue()


def _middle(event: ChartEvent) -> float:
    start, end = event.interval.start, event.interval.end
    known = [float(date2num(day)) for day in (start, end) if day is not None]
    return sum(known) / len(known)


def _draw(axes: object, event: ChartEvent, y: float) -> None:
    from matplotlib.axes import Axes

    assert isinstance(axes, Axes)
    x = _middle(event)
    if event.mark in (Mark.SPAN, Mark.WITHIN) and event.interval.start and event.interval.end:
        axes.plot([date2num(event.interval.start), date2num(event.interval.end)], [y, y], color=ACCENT, linewidth=3)
    elif event.mark is Mark.BEFORE:
        axes.plot([x], [y], "<", color=ACCENT)
    else:
        axes.plot([x], [y], "o", color=ACCENT, markersize=4 + event.sources)
        axes.text(x, y, str(event.sources), color="white", ha="center", va="center", fontweight=700, fontsize=7)
    axes.annotate(event.label, (x, y), (8, 0), textcoords="offset points", va="center")
