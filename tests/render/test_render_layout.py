"""The layout of the chart: what must hold for any events, and the rules of labels one by one."""

import datetime as dt
import random
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing.model import Chart, ChartEvent, Interval, Mark
from briefing.render.layout import ChartLayout, Label, lay_out, side
from briefing.render.layout.whole import MOST
from briefing.render.layout.wrapping import ELLIPSIS, most_words
from briefing.render.style import Style

WIDTH = 481.9
STYLE = Style()
LANES = ("Ministry", "Unions", "Courts", "Parliament", "Operators of the northern networks", "Others")
WORDS = ("Harbour pilots walk out as talks on night pay and rest hours stall again " * 2).split()


def by_letters(text: str, role: str, size: float) -> float:
    """Widths like those of the house font, without reading it."""
    return sum(0.28 if letter in " .,il" else 0.52 for letter in text) * size


def event(key: str, day: dt.date, label: str = "Pilots walk out", **fields: object) -> ChartEvent:
    given = {"lane": LANES[0], "interval": Interval.day(day), "mark": Mark.DAY, "sources": 1, **fields}
    return ChartEvent(key, label, **given)  # type: ignore[arg-type]


def chart(
    *events: ChartEvent, background: tuple[ChartEvent, ...] = (), as_of: dt.date | None = None, pad: int = 0
) -> Chart:
    days = [day for one in events for day in (one.interval.start, one.interval.last) if day] or [dt.date(2024, 5, 1)]
    first, last = min(days) - dt.timedelta(pad), max(days) + dt.timedelta(pad)
    lanes = tuple(dict.fromkeys(one.lane for one in events))
    return Chart("", "", events, background, lanes, first, last, as_of, "", "")


def laid(given: Chart, most: float = MOST, style: Style = STYLE) -> ChartLayout:
    return lay_out(given, style, by_letters, WIDTH, most)


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """Charts of 1 to 300 events over one day to a thousand years; a seed spreads the events."""
    count = draw(st.one_of(st.integers(1, 25), st.integers(26, 300)))
    days = draw(st.sampled_from((1, 3, 9, 14, 30, 90, 400, 1500, 6000, 40_000, 365_000)))
    first = draw(st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 30) - dt.timedelta(days=days)))
    chance = random.Random(draw(st.integers(0, 10_000)))
    lanes = LANES[: draw(st.integers(1, 6))]
    marks = draw(st.lists(st.sampled_from(tuple(Mark)), min_size=1, max_size=9))
    sources = draw(st.sampled_from(((1,), (1, 1, 2), (1, 2, 5, 9, 40, 120))))
    longest = draw(st.sampled_from((2, 8, 18)))
    undated = draw(st.sampled_from((0.0, 0.0, 0.1)))
    events = tuple(
        _any_event(f"e{n:03}", first, days, chance, lanes, marks, sources, longest, undated) for n in range(count)
    )
    background = tuple(
        replace(event(f"b{n}", dt.date(1, 1, 1)), interval=years, mark=Mark.RANGE, label=_words(chance, 6))
        for n, years in enumerate(_years_before(first, draw(st.sampled_from((0, 0, 3, 30))), chance))
    )
    shift = draw(st.one_of(st.none(), st.integers(-20, days + 20)))
    as_of = None if shift is None else _moved(first, shift)
    return Chart("", "", events, background, lanes, first, first + dt.timedelta(days - 1), as_of, "Paris time", "")


def _any_event(
    key: str,
    first: dt.date,
    days: int,
    chance: random.Random,
    lanes: tuple[str, ...],
    marks: list[Mark],
    sources: tuple[int, ...],
    longest: int,
    undated: float,
) -> ChartEvent:
    mark, start = chance.choice(marks), first + dt.timedelta(chance.randrange(days))
    end = _moved(start, 1 + chance.randrange(max(2, days // 3)))
    interval = {
        Mark.BEFORE: Interval(None, _moved(start, 1)),
        Mark.AFTER: Interval(start, None),
        Mark.DAY: Interval.day(start),
        Mark.CALENDAR: Interval.day(start),
    }.get(mark, Interval(start, end))
    if chance.random() < undated:
        interval = Interval(None, None)
    note = "before 3 May" if interval.start is None else ""
    return ChartEvent(
        key, _words(chance, longest), chance.choice(lanes), interval, mark, chance.choice(sources), note=note
    )


def _words(chance: random.Random, most: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(1, most)))


def _moved(day: dt.date, by: int) -> dt.date:
    return dt.date.fromordinal(min(max(day.toordinal() + by, 1), dt.date.max.toordinal()))


def _years_before(first: dt.date, count: int, chance: random.Random) -> list[Interval]:
    if first.year < 60:
        return []
    years = [chance.randint(first.year - 50, first.year - 1) for _ in range(count)]
    return [Interval(dt.date(year, 1, 1), dt.date(year + 1, 1, 1)) for year in years]


@given(charts())
@settings(max_examples=30, deadline=None)
@example(chart(event("a", dt.date(9999, 12, 30))))
@example(chart(event("a", dt.date(1, 1, 1))))
def test_nothing_collides_and_everything_is_there(given: Chart) -> None:
    layout = laid(given)
    # No label meets another label, a mark or the as-of line, or leaves the chart.
    for one, other in combinations(layout.labels, 2):
        assert not one.box.meets(other.box), (one, other)
    for label in layout.labels:
        assert not [mark for mark in layout.marks if mark.box.meets(label.box)], label
        assert label.box.left >= -1e-6
        assert label.box.right <= WIDTH + 1e-6
        assert label.box.top >= 0
        assert label.box.bottom <= layout.height
        in_plot = label.box.top >= layout.plot.top and label.box.right <= layout.plot.right + 1e-6
        if in_plot and layout.as_of is not None:
            assert not label.box.left < layout.as_of < label.box.right, label
    # Lines step aside.
    upright = [line for line in layout.lines if line.start[0] == line.end[0]]
    for label in layout.labels:
        for line in upright:
            across = label.box.left < line.start[0] < label.box.right
            assert not (across and line.start[1] < label.box.bottom and line.end[1] > label.box.top), (label, line)
    # Labels in the plot stay in the plot.
    for label in _in_lanes(layout):
        assert label.box.left >= layout.plot.left
        assert label.box.bottom <= layout.plot.bottom
    # Every label leads to its mark.
    marks = {mark.key: mark.box for mark in layout.marks if mark.key}
    for label in _in_lanes(layout):
        if not label.counted and label.keys[0] in marks:
            mark = marks[label.keys[0]]
            assert label.box.left - 4.5 <= mark.right
            assert label.box.right + 4.5 >= mark.left
            assert label.box.top < mark.bottom
            assert label.box.bottom > mark.top - 4
    # Every event has a mark of its own or is counted, never both.
    shown, counted = set(marks), set(layout.grouped)
    assert {one.key for one in given.events} <= shown | counted
    assert not shown & counted
    # Heights are bounded, and marks stay in their lanes.
    assert layout.height <= MOST
    for mark in layout.marks:
        assert mark.box.top >= 0
        assert mark.box.bottom <= layout.height
    for lane in layout.lanes:
        assert lane.top < lane.bottom


@given(charts(), st.randoms(use_true_random=False))
@settings(max_examples=8, deadline=None)
def test_the_order_of_events_changes_nothing(given: Chart, chance: random.Random) -> None:
    events, background = list(given.events), list(given.background)
    chance.shuffle(events)
    chance.shuffle(background)
    assert laid(replace(given, events=tuple(events), background=tuple(background))) == laid(given)


@given(charts())
@settings(max_examples=12, deadline=None)
def test_marks_do_not_meet(given: Chart) -> None:
    layout = laid(given)
    lanes = [mark for mark in layout.marks if mark.key.startswith("e")]
    for one, other in combinations(lanes, 2):
        assert not one.box.meets(other.box), (one, other)


def _in_lanes(layout: ChartLayout) -> list[Label]:
    return [
        label
        for label in layout.labels
        if label.box.top >= layout.plot.top and label.box.left < layout.plot.right - 1e-6
    ]


def _label(layout: ChartLayout, key: str) -> Label:
    return next(label for label in layout.labels if label.keys == (key,))


DAY = dt.date(2024, 5, 8)


def test_a_label_stands_right_of_its_mark() -> None:
    layout = laid(chart(event("a", DAY), pad=4))
    mark = next(mark for mark in layout.marks if mark.key == "a")
    assert _label(layout, "a").box.left == pytest.approx(mark.box.right + STYLE.chart.label_gap)


def test_a_label_stands_left_of_its_mark_before_the_as_of_line() -> None:
    layout = laid(chart(event("a", DAY), pad=4, as_of=DAY))
    mark = next(mark for mark in layout.marks if mark.key == "a")
    assert _label(layout, "a").box.right == pytest.approx(mark.box.left - STYLE.chart.label_gap)


def test_a_span_has_its_label_above_at_its_left_end() -> None:
    span = event("a", DAY, interval=Interval.closed(DAY, DAY + dt.timedelta(2)), mark=Mark.SPAN)
    layout = laid(chart(span, pad=4))
    mark, label = next(mark for mark in layout.marks if mark.key == "a"), _label(layout, "a")
    assert label.box.bottom <= mark.box.top
    assert label.box.left == pytest.approx(mark.box.left)


def test_a_label_that_fits_nowhere_is_cut_at_a_word() -> None:
    words = " ".join(WORDS * 8)
    label = _label(laid(chart(event("a", DAY, words), pad=4)), "a")
    shown = " ".join(text.text for text in label.texts)
    assert not label.whole
    assert shown.endswith(ELLIPSIS)
    assert words.startswith(shown.removesuffix(ELLIPSIS) + " ")


def test_a_long_label_is_set_in_two_lines_beside_its_mark_where_the_page_has_room() -> None:
    given = chart(event("a", DAY, " ".join(WORDS[:12])), pad=4)
    label = _label(laid(given), "a")
    mark = next(mark for mark in laid(given).marks if mark.key == "a")
    assert len(label.texts) == 2
    assert label.box.left == pytest.approx(mark.box.right + STYLE.chart.label_gap)
    assert label.whole
    assert label.box.top < mark.y < label.box.bottom


def test_a_low_chart_takes_lines_before_it_takes_events() -> None:
    events = [event(f"e{n}", DAY + dt.timedelta(n % 9), " ".join(WORDS)) for n in range(12)]
    tall = laid(chart(*events))
    low = laid(chart(*events), most=tall.height - 40)
    assert low.height <= tall.height - 40
    assert not low.grouped
    assert not low.numbers


def test_each_point_of_height_is_used_for_words() -> None:
    told = "Harbour pilots and ferry crews walk out over pay and rest"
    events = [event(f"e{n}", DAY + dt.timedelta(n % 9), told, lane=LANES[n % 4]) for n in range(12)]
    given = chart(*events, as_of=DAY + dt.timedelta(8))
    heights = (280.0, 265.0, 250.0, 235.0, 220.0, 205.0, 190.0)
    whole = [sum(label.whole for label in laid(given, most).labels) for most in heights]
    assert whole == sorted(whole, reverse=True)
    assert whole[0] == len(events)
    assert len(set(whole)) > 4, "words go one by one"


def test_a_label_without_room_for_three_words_becomes_a_number() -> None:
    later = DAY + dt.timedelta(1)
    given = chart(event("a", DAY), event("b", later, "Constitutional interpretation unconstitutional " * 3), as_of=DAY)
    layout = laid(replace(given, first=DAY - dt.timedelta(12), last=later))
    assert layout.numbers == (("b", 2),)
    assert _label(layout, "b").texts[0].text == "2"


def test_beyond_fifteen_labels_the_least_sourced_are_numbered() -> None:
    events = [event(f"e{n:02}", DAY + dt.timedelta(n % 10), sources=n + 1) for n in range(20)]
    layout = laid(chart(*events))
    assert [key for key, _ in sorted(layout.numbers)] == ["e00", "e01", "e02", "e03", "e04"]
    numbers = [text.text for text in layout.texts if text.text == STYLE.words.chart_number]
    assert numbers, "the key explains the numbers"


def test_numbers_are_those_of_the_timeline_where_it_gives_them() -> None:
    events = [event(f"e{n:02}", DAY, number=n + 101) for n in range(16)]
    assert laid(chart(*events)).numbers == (("e15", 116),)


def test_one_row_an_event_while_all_have_words() -> None:
    events = [event(f"e{n}", DAY + dt.timedelta(n), "Walkout") for n in range(10)]
    layout = laid(chart(*events))
    assert len({mark.y for mark in layout.marks if mark.key}) == 10


def test_events_share_rows_beyond_fifteen() -> None:
    events = [event(f"e{n:02}", DAY + dt.timedelta(n % 14), "Walkout") for n in range(28)]
    layout = laid(chart(*events))
    assert len({mark.y for mark in layout.marks if mark.key}) < 28


def test_what_finds_no_room_is_counted_with_the_least_sourced_first() -> None:
    events = [event(f"e{n:03}", DAY, sources=1 + n % 2) for n in range(200)]
    layout = laid(chart(*events, pad=4))
    assert layout.grouped
    shown = {mark.key for mark in layout.marks if mark.key}
    assert all(int(key[1:]) % 2 for key in shown)
    counts = [label.texts[0].text for label in layout.labels if label.counted]
    assert counts == [f"+{len(layout.grouped)}"]
    assert STYLE.words.chart_group in {text.text for text in layout.texts}


@pytest.mark.parametrize(
    ("days", "unit"),
    [
        (1, "day"),
        (14, "day"),
        (40, "week"),
        (120, "week"),
        (300, "month"),
        (1000, "quarter"),
        (3600, "year"),
        (8000, "2 years"),
        (36_500, "10 years"),
        (365_000, "100 years"),
    ],
)
def test_the_unit_of_the_axis_adapts(days: int, unit: str) -> None:
    start = dt.date(1001, 1, 1)
    layout = laid(chart(event("a", start), event("b", start + dt.timedelta(days - 1))))
    assert layout.unit == unit


def test_an_event_out_of_the_window_is_brought_into_view() -> None:
    given = chart(event("a", DAY), event("b", DAY + dt.timedelta(40)))
    layout = laid(replace(given, last=DAY + dt.timedelta(5)))
    marks = {mark.key: mark for mark in layout.marks if mark.key}
    assert layout.plot.left < marks["a"].shape.at < marks["b"].shape.at < layout.plot.right


def test_lines_step_aside_for_labels() -> None:
    layout = laid(chart(event("a", DAY, "Harbour pilots walk out over night pay"), pad=5, as_of=DAY + dt.timedelta(5)))
    box = _label(layout, "a").box.grown(STYLE.chart.label_clear)
    upright = [line for line in layout.lines if line.start[0] == line.end[0] and line.start[1] >= layout.plot.top]
    crossing = [line for line in upright if box.left < line.start[0] < box.right]
    assert crossing
    assert all(line.end[1] <= box.top or line.start[1] >= box.bottom for line in crossing)


def test_the_strip_is_there_only_with_background() -> None:
    year = event("b", DAY, "Pay law", interval=Interval(dt.date(1998, 1, 1), dt.date(1999, 1, 1)), mark=Mark.RANGE)
    bare, full = laid(chart(event("a", DAY))), laid(chart(event("a", DAY), background=(year,)))
    assert full.plot.top == pytest.approx(STYLE.chart.strip + STYLE.chart.funnel + STYLE.chart.axis)
    assert bare.plot.top < full.plot.top
    assert _label(full, "b").texts[0].text == "1998"


def test_what_has_no_date_has_a_column_of_its_own() -> None:
    someday = event("z", DAY, "Leaders to meet", interval=Interval(None, None), disputed=True)
    layout = laid(chart(event("a", DAY), someday))
    assert layout.plot.right == pytest.approx(WIDTH - STYLE.chart.no_date)
    assert _label(layout, "z").box.left >= layout.plot.right
    assert laid(chart(event("a", DAY))).plot.right == WIDTH


def test_the_as_of_day_is_marked_or_named_when_out_of_view() -> None:
    seen = laid(chart(event("a", DAY), as_of=DAY, pad=5))
    far = laid(chart(event("a", DAY), as_of=dt.date(2030, 1, 2), pad=5))
    assert seen.as_of is not None
    assert far.as_of is None
    assert "as of 2 Jan 2030 →" in {text.text for text in far.texts}


def test_a_style_without_a_side_column_keeps_room_for_lane_names() -> None:
    narrow = replace(STYLE, grid=replace(STYLE.grid, side=0.0))
    layout = lay_out(chart(event("a", DAY)), narrow, by_letters, 240, MOST)
    assert 40 < layout.plot.left < 100


def test_without_a_side_column_the_plot_begins_behind_the_names() -> None:
    narrow = replace(STYLE, grid=replace(STYLE.grid, side=0.0))
    long = "Operators of the northern networks and of the lines that lead there"
    short, broken = (laid(chart(event("a", DAY, lane=lane)), style=narrow).plot.left for lane in ("Courts", long))
    assert 48 <= short < broken == side.MOST


def test_background_marks_do_not_cover_each_other() -> None:
    years = [event(f"b{n}", DAY, f"Law {n}", interval=_year(1950 + n * n), mark=Mark.RANGE) for n in range(8)]
    layout = laid(chart(event("a", DAY), background=tuple(years)))
    places = sorted(mark.shape.at for mark in layout.marks if mark.key.startswith("b"))
    assert 3 <= len(places) <= 8
    assert all(right - left > 2 * STYLE.chart.ring for left, right in pairwise(places))
    assert any("8 events" in text.text for text in layout.texts) or len(places) == 8


def _year(year: int) -> Interval:
    return Interval(dt.date(year, 1, 1), dt.date(year + 1, 1, 1))


def test_a_label_of_the_strip_goes_on_in_a_second_line_before_it_is_cut() -> None:
    long = "Three republics give up the arms on their soil for good"
    past = event("b1994", DAY, long, interval=_year(1994), mark=Mark.RANGE)
    label = _label(laid(chart(event("a", DAY), background=(past,))), "b1994")
    year, *lines = label.texts
    assert (year.text, label.whole) == ("1994", True)
    assert " ".join(line.text for line in lines) == long
    assert lines[0].y < lines[1].y


def test_a_cut_label_ends_with_a_word_that_tells() -> None:
    label = "Ferry for the islands to the north will be held at the pier of the harbour"
    for room in range(20, 70):
        if lines := most_words(label.split(), 1, room, len):
            assert lines[0].removesuffix(ELLIPSIS).split()[-1] not in {"for", "the", "to", "will", "be", "at", "of"}


@pytest.mark.parametrize(
    ("sources", "words"),
    [((1, 1), "a day, one source"), ((1, 2), "a day, number of sources"), ((2, 2), "a day, number of sources")],
)
def test_the_key_shows_the_dots_that_occur(sources: tuple[int, int], words: str) -> None:
    layout = laid(chart(*(event(f"e{n}", DAY + dt.timedelta(n), sources=told) for n, told in enumerate(sources))))
    dots = {mark.shape.sources for mark in layout.marks if not mark.key}
    assert (1 in dots, 3 in dots) == (1 in sources, max(sources) > 1)
    assert words in {text.text for text in layout.texts}


def test_what_is_planned_without_an_end_goes_on_to_the_edge() -> None:
    open_end = Interval(DAY, None)
    coming = event("c", DAY, interval=open_end, mark=Mark.PLANNED, planned=True)
    gone_on = event("g", DAY, interval=open_end, mark=Mark.AFTER)
    layout = laid(chart(coming, gone_on, event("z", DAY + dt.timedelta(60))))
    right = {mark.key: mark.shape.right for mark in layout.marks}
    assert right["c"] == pytest.approx(layout.plot.right, abs=2.0)
    assert right["g"] < layout.plot.right - 100


def test_a_third_line_beside_a_mark_rather_than_a_cut() -> None:
    words = "Harbour pilots and ferry crews walk out over night pay and hours of rest at sea in the months of winter"
    days = [DAY + dt.timedelta(n) for n in range(14)]
    told = ("Pilots go", words)
    given = chart(*(event(f"e{n}", day, told[n == 7], lane=LANES[n % 6]) for n, day in enumerate(days)), as_of=days[9])
    assert (len(_label(laid(given, 300.0), "e7").texts), _label(laid(given, 300.0), "e7").whole) == (3, True)
    assert not _label(laid(given, 270.0), "e7").whole
