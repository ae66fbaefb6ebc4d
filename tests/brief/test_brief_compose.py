"""What stands where: every part of the page, from a timeline made by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from briefing.brief.compose import compose
from briefing.brief.groups import rows
from briefing.brief.leading import bottom_line, title_of
from briefing.model import (
    Brief,
    Bullet,
    Event,
    EventBasis,
    Interval,
    Item,
    Mark,
    Passage,
    Precision,
    Resolution,
    Status,
    Timeline,
    Voice,
)


def composed(timeline: Timeline) -> Brief:
    return compose(timeline, name="port", salience=lambda key: float(key == "20250822-1"))


def words(item: Item) -> str:
    return "".join(run.text for run in item.runs)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_title_is_the_headline_of_the_top_event_unless_the_brief_names_one(timeline: Timeline) -> None:
    assert composed(timeline).title == "Port closes"
    assert composed(replace(timeline, title="The harbour")).title == "The harbour"


def test_an_insertion_stands_in_brackets_in_our_voice(timeline: Timeline) -> None:
    item = composed(timeline).days[-1].entries[0].items[0]
    assert words(item) == "The port closed on Friday [22 August]."
    assert [run.voice for run in item.runs] == [Voice.SOURCE, Voice.OURS, Voice.SOURCE]
    assert item.references == (1, 2)


def test_a_passage_without_a_source_is_an_editors_note(timeline: Timeline) -> None:
    item = composed(timeline).days[-1].entries[0].items[1]
    assert [(run.text, run.voice) for run in item.runs] == [("Checked by phone.", Voice.EDITOR)]
    assert item.references == ()


def test_days_stand_in_order_with_open_beginnings_first(timeline: Timeline) -> None:
    days = composed(timeline).days
    assert [(plain(day.date), day.weekday) for day in days] == [
        ("Before 18 August", ""),
        ("18 August", "Monday"),
        ("22 August", "Friday"),
    ]
    assert [plain(entry.date) for entry in days[1].entries] == ["", "a day from 18 to 21 August"]


def test_what_is_planned_and_what_is_old_stand_apart(timeline: Timeline) -> None:
    brief = composed(timeline)
    assert [(plain(row.date), row.headline, row.mark) for row in brief.coming_up] == [
        ("The week of 25 August", "Ministers meet", Mark.PLANNED)
    ]
    assert [(row.date, row.headline, row.mark) for row in brief.background] == [("1994", "Ferry sinks", Mark.RANGE)]


def test_figures_are_counts(timeline: Timeline) -> None:
    figures = {figure.words: (figure.number, figure.alert) for figure in composed(timeline).figures}
    assert figures == {
        "sources, all attached": (2, False),
        "dated events, 1 in background": (6, False),
        "time expression resolved": (1, False),
        "dates not exact to the day": (4, False),
        "point on which sources differ": (1, True),
    }


def test_of_one_source_not_all_are_attached(timeline: Timeline) -> None:
    one = composed(replace(timeline, documents=timeline.documents[:1]))
    assert one.figures[0].words == "source, attached"


def test_sources_say_how_their_date_is_known(timeline: Timeline) -> None:
    first, second = composed(timeline).sources
    assert (first.title, first.outlet, first.evidence) == ("Port closes", "Harbour News", "Declared in the article")
    assert second.title.startswith("Ministers will meet next week.")
    assert second.title_is_opening
    assert second.outlet == "Outlet not stated"
    assert second.evidence == "Inferred: Friday is the day of the report"


def test_annex_has_a_row_for_each_expression(timeline: Timeline) -> None:
    (row,) = composed(timeline).audit
    assert (row.source, row.words, row.span, row.date, row.rule) == (1, "Friday", "19–25", "2025-08-22", "weekday")


def test_events_that_are_not_shown_are_counted(timeline: Timeline) -> None:
    item = composed(replace(timeline, not_shown=12)).left_out[0]
    assert words(item) == "Twelve events found and not shown"
    assert words(composed(replace(timeline, not_shown=1)).left_out[0]) == "One event found and not shown"


def test_left_out_is_told_by_reason(timeline: Timeline) -> None:
    (item,) = composed(timeline).left_out
    assert words(item) == "Reader poll (two passages)"
    assert item.references == (1, 2)


def test_accounts_keep_their_sources(timeline: Timeline) -> None:
    (difference,) = composed(timeline).differences
    assert [(words(account), account.references) for account in difference.accounts] == [
        ("the port", (1,)),
        ("the union", (2,)),
    ]


def test_chart_shows_ten_days_and_counts(timeline: Timeline) -> None:
    chart = composed(timeline).chart
    assert chart is not None
    assert (chart.last - chart.first).days + 1 >= 10
    assert [event.key for event in chart.background] == ["19940000-1"]
    assert len(chart.events) == 5
    assert chart.lanes == ("Union", "Others")
    assert "Port closes (two sources)" in chart.alt
    assert chart.finding == "Four of five events rest on one source; the most reported is in both"


def test_a_timeline_without_events_says_so(timeline: Timeline) -> None:
    brief = composed(replace(timeline, events=()))
    assert brief.chart is None
    assert brief.days == ()
    assert brief.title == "Nothing in these sources could be dated"
    assert brief.notices == ("No event in these sources could be dated.",)


def test_no_clock_is_read(timeline: Timeline) -> None:
    assert composed(timeline).created == dt.datetime(2025, 8, 22, tzinfo=dt.UTC)
    assert composed(replace(timeline, as_of=None)).as_of == "a date not known"


@pytest.mark.parametrize(
    ("name", "expected"),
    [(None, ""), ("UTC", "UTC"), ("Europe/Kyiv", "Kyiv time (UTC+3)"), ("Nowhere/Atlantis", "Atlantis time")],
)
def test_zone_in_words(timeline: Timeline, name: str | None, expected: str) -> None:
    assert composed(replace(timeline, timezone=name)).zone == expected


def spoken(text: str, voices: int, status: Status = Status.PAST, day: int = 18) -> Event:
    """An event with one passage of its own."""
    return Event(
        id=f"202508{day}-{len(text)}",
        interval=Interval.day(dt.date(2025, 8, day)),
        precision=Precision.DAY,
        date_basis=EventBasis.TEXT,
        headline=text,
        bullets=(Bullet(text, "d1", (0, len(text))),),
        status=status,
        documents=("d1",),
        voices=voices,
    )


FINE = "The pilots of the harbour went back to work on Monday morning."


@pytest.mark.parametrize(
    ("passage", "voices", "stands"),
    [
        ("The owners of the ferry line dismissed their director on Monday.", 1, True),
        ("The union will hold its yearly meeting in the harbour on Monday.", 1, False),
        ("The strike is to last five days, said the owners of the ferry line.", 2, False),
        ("The owners broke off the talks, so that a strike will follow on Friday.", 1, True),
        ("He told the owners of the ferry line what he thought of it on Monday.", 1, False),
        ("He told the owners of the ferry line what he thought of it on Monday.", 2, True),
        ("“We have nothing to hide in this harbour,” a spokesman said on Monday.", 1, False),
    ],
)
def test_bottom_line_stands_alone_and_announces_nothing_that_is_over(passage: str, voices: int, stands: bool) -> None:
    events = [spoken(FINE, 1), spoken("The port of the island was closed on Friday by its owners.", 1)]
    items = bottom_line([*events, spoken(passage, voices)], (), {"d1": 1}, lambda key: 0.0)
    assert (passage in [words(item) for item in items]) is stands


def test_bottom_line_says_what_there_is() -> None:
    passage = "The union will hold its yearly meeting in the harbour on Monday."
    assert [words(item) for item in bottom_line([spoken(passage, 1)], (), {"d1": 1}, lambda key: 0.0)] == [passage]


def test_a_deadline_is_told_by_its_last_day(timeline: Timeline) -> None:
    text = "The owners must answer by the end of August."
    at = text.index("the end")
    days = Interval.closed(dt.date(2025, 8, 22), dt.date(2025, 8, 31))
    expression = replace(
        next(event for event in timeline.events if event.resolutions).resolutions[0].expression,
        text="the end of August",
        span=(at, len(text) - 1),
        interval=days,
    )
    event = replace(
        spoken(text, 1, Status.PLANNED),
        interval=days,
        precision=Precision.WITHIN,
        resolutions=(Resolution("d1", expression),),
    )
    assert plain(rows([event], {"d1": 1}, dt.date(2025, 8, 22))[0].date) == "By 31 August"
    past = replace(event, status=Status.PAST)
    assert plain(rows([past], {"d1": 1}, dt.date(2025, 8, 22))[0].date) == "A day from 22 to 31 August"


def test_background_names_its_year() -> None:
    event = replace(spoken(FINE, 1), background=True)
    assert plain(rows([event], {"d1": 1}, dt.date(2025, 8, 22))[0].date) == "18 August 2025"


def test_chart_leads_to_what_lies_far_ahead_with_an_arrow_at_its_edge(timeline: Timeline) -> None:
    near = composed(timeline).chart
    assert near is not None
    event = replace(
        spoken(FINE, 1, Status.PLANNED),
        interval=Interval.closed(dt.date(2027, 1, 1), dt.date(2027, 12, 31)),
        precision=Precision.YEAR,
    )
    far = composed(replace(timeline, events=(*timeline.events, event))).chart
    assert far is not None
    assert far.first == near.first
    assert near.last <= far.last < near.last + dt.timedelta(days=7)
    (added,) = [mark for mark in far.events if mark.key == event.id]
    assert (added.interval, added.planned) == (Interval(far.last, None), True)
    assert added.label.startswith("2027: ")
    assert [mark for mark in far.events if mark is not added] == list(near.events)


@pytest.mark.parametrize(
    ("headline", "status", "leads"),
    [
        ("Pilots return to work", Status.PAST, True),
        ("Owners will meet the pilots", Status.PLANNED, True),
        ("Owners will meet the pilots", Status.PAST, False),
        ("Strike is to last five days", Status.PAST, False),
        ("It was closed by the owners", Status.PAST, False),
    ],
)
def test_title_stands_alone_and_announces_nothing_that_is_over(headline: str, status: Status, leads: bool) -> None:
    one = replace(spoken(FINE, 2, status), headline=headline, id="1")
    timeline = Timeline(documents=(), events=(one, spoken("Port closes", 1)))
    assert title_of(timeline, lambda key: 0.0) == (headline if leads else "Port closes")


def test_points_name_the_event_on_which_sources_differ(timeline: Timeline) -> None:
    (difference,) = composed(timeline).differences
    assert difference.topic[0].isupper()
    assert difference.event in {event.headline for event in timeline.events}


def test_what_is_new_is_a_line_for_each_event(timeline: Timeline) -> None:
    events = tuple(replace(event, change="new") for event in timeline.events)
    brief = composed(replace(timeline, since=dt.date(2025, 8, 20), events=events))
    told = [plain(words(item)) for item in brief.new]
    assert "Port closes [22 August]" in told
    assert len(told) == 5  # all but the background
    other = tuple(replace(event, change="changed") for event in timeline.events)
    changed = composed(replace(timeline, since=dt.date(2025, 8, 20), events=other))
    assert "Port closes [22 August; changed]" in [plain(words(item)) for item in changed.new]
    assert brief.new_more == 0
    background = [event for event in events if event.background]
    only = composed(replace(timeline, since=dt.date(2025, 8, 20), events=tuple(background)))
    assert [plain(words(item)) for item in only.new] == ["Ferry sinks [1994]"]
    many = tuple(replace(events[0], id=f"e{n}") for n in range(11))
    brief = composed(replace(timeline, since=dt.date(2025, 8, 20), events=many))
    assert (len(brief.new), brief.new_more) == (8, 3)


def test_a_passage_that_two_sources_print_is_printed_once(timeline: Timeline) -> None:
    first, second = (document.id for document in timeline.documents)
    both = tuple(
        Passage("It  was quiet." if document == first else "It was quiet.", document, (0, 9), "undated")
        for document in (first, second)
    )
    (item,) = composed(replace(timeline, undated=both)).undated
    assert (words(item), item.references) == ("It was quiet.", (1, 2))


def test_sources_without_a_date_are_named(timeline: Timeline) -> None:
    bare = tuple(replace(document, published=None, published_basis=None) for document in timeline.documents)
    assert composed(replace(timeline, documents=bare)).notices == (
        "S1 and S2 have no date, so their weekdays stay unresolved.",
    )
    one = (replace(timeline.documents[0], published=None), *timeline.documents[1:])
    assert composed(replace(timeline, documents=one)).notices == ("S1 has no date, so its weekdays stay unresolved.",)


def test_a_date_of_two_days_is_one_or_the_other(timeline: Timeline) -> None:
    days = Interval.closed(dt.date(2025, 8, 21), dt.date(2025, 8, 22))
    documents = (replace(timeline.documents[0], published=days), *timeline.documents[1:])
    assert plain(composed(replace(timeline, documents=documents)).sources[0].date) == "21 or 22 August 2025"


def test_marks_of_the_annex_are_those_of_the_events(timeline: Timeline) -> None:
    (row,) = composed(timeline).audit
    assert row.mark is Mark.DAY
    planned = tuple(replace(event, status=Status.PLANNED) for event in timeline.events)
    assert {row.mark for row in composed(replace(timeline, events=planned)).audit} == {Mark.PLANNED}


def test_a_disputed_day_is_dashed_on_the_spine(timeline: Timeline) -> None:
    marks = {entry.headline: entry.mark for day in composed(timeline).days for entry in day.entries}
    disputed = {event.headline for event in timeline.events if event.disagreements}
    assert disputed
    assert all((mark is Mark.DISPUTED) == (headline in disputed) for headline, mark in marks.items())


def test_a_plan_for_before_a_far_day_stands_where_that_is(timeline: Timeline) -> None:
    planned = next(event for event in timeline.events if event.status is Status.PLANNED)
    far = replace(planned, id="far", interval=Interval(None, dt.date(2025, 12, 25)), precision=Precision.BEFORE)
    brief = composed(replace(timeline, events=(*timeline.events, far)))
    assert [row.key for row in brief.coming_up] == [planned.id, "far"]
    assert brief.chart is not None
    assert brief.chart.last < dt.date(2025, 10, 1)
    (mark,) = (event for event in brief.chart.events if event.key == "far")
    assert plain(mark.label).startswith("Before 25 Dec: ")


def test_of_dots_of_one_size_nothing_is_said(timeline: Timeline) -> None:
    chart = composed(timeline).chart
    assert chart is not None
    assert chart.note.endswith("The larger the dot, the more sources.")
    single = tuple(replace(event, documents=event.documents[:1]) for event in timeline.events)
    chart = composed(replace(timeline, events=single)).chart
    assert chart is not None
    assert "larger" not in chart.note
