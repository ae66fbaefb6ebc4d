"""The data of the chart: lanes, marks, the window of days, the finding and its alternative text."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefing.brief.citations import typographic
from briefing.brief.groups import deadline
from briefing.brief.marks import event_mark
from briefing.brief.numbers import count, number_word, share
from briefing.brief.wording import date_phrase, deadline_phrase
from briefing.model import Chart, ChartEvent, Event, Interval, Mark, Precision, Status, Timeline

_MOST_LANES = 6
_LEAST_DAYS = 10
_AHEAD = 2  # what is planned may lengthen the axis by the days before, divided by this
_LEAST_AHEAD = 5  # days
_EDGE = 3  # behind the axis of what is near, arrows to what lies far ahead have its days, divided by this
_LEAST_EDGE = 4  # days
_OTHERS = "Others"
_ROUND = (Mark.DAY, Mark.CALENDAR, Mark.WITHIN, Mark.RANGE)  # grow with the number of sources


def chart_of(timeline: Timeline, numbers: Mapping[str, int], zone: str) -> Chart | None:
    """Return the chart of a timeline, or None when no event outside the background is dated."""
    dated = [event for event in timeline.events if not event.background]
    limit = _limit(dated, timeline.as_of)
    near = [event for event in dated if _is_near(event, limit)]
    background = [event for event in timeline.events if event.background]
    window = _window(near, timeline.as_of, limit, beyond=len(near) < len(dated))
    if window is None:
        return None
    first, last = window
    inside = frozenset(event.id for event in near)
    year = timeline.as_of.year if timeline.as_of is not None else None
    lane_of = _lanes(dated)
    marks = [_mark(event, lane_of[event.id], numbers, year) for event in dated]
    events = tuple(
        mark if event.id in inside else _beyond(mark, event, last, year)
        for mark, event in zip(marks, dated, strict=True)
    )
    days = date_phrase(Interval.closed(first, last))
    several = any(event.sources > 1 and (event.mark in _ROUND or event.interval.is_day) for event in events)
    return Chart(
        finding=_finding(dated, len(timeline.documents)),
        note=f"Events by actor, {days}." + (" The larger the dot, the more sources." if several else ""),
        events=events,
        background=tuple(_mark(event, "", numbers, year) for event in background),
        lanes=tuple(dict.fromkeys(event.lane for event in sorted(events, key=_lane_order))),
        first=first,
        last=last,
        as_of=timeline.as_of,
        zone=zone,
        alt=_alternative(dated, background, days),
    )


def _limit(events: Sequence[Event], as_of: dt.date | None) -> dt.date:
    """Return the last day to which plans may lengthen the axis: further, the days of the others would be a line."""
    settled = _settled(events, as_of)
    if not settled:
        return dt.date.max
    first, last = min(settled), max(settled)
    return _moved(last, max(((last - first).days + 1) // _AHEAD, _LEAST_AHEAD))


def _is_near(event: Event, limit: dt.date) -> bool:
    begins = deadline(event) or event.interval.start or event.interval.last or dt.date.min
    return event.status is not Status.PLANNED or begins <= limit


def _settled(events: Sequence[Event], as_of: dt.date | None) -> list[dt.date]:
    """Return the days of what is not planned, and the as-of day; none when everything is planned."""
    days = [day for event in events if event.status is not Status.PLANNED for day in _ends(event)]
    return [*days, as_of] if days and as_of is not None else days


def _ends(event: Event) -> list[dt.date]:
    return [day for day in (event.interval.start, event.interval.last) if day is not None]


def _moved(day: dt.date, by: int) -> dt.date:
    """Return the day so many days later, or the last one or first one of the calendar."""
    return dt.date.fromordinal(min(max(day.toordinal() + by, dt.date.min.toordinal()), dt.date.max.toordinal()))


def _beyond(mark: ChartEvent, event: Event, last: dt.date, year: int | None) -> ChartEvent:
    """Return the mark of an event beyond the axis, which ends with ``last``: an arrow at its edge, its date first."""
    end = deadline(event)
    words = (
        deadline_phrase(end, short=True, year=year)
        if end is not None
        else date_phrase(event.interval, event.precision, short=True, year=year, approximate=event.approximate)
    )
    return replace(mark, label=f"{_capital(words)}: {mark.label}", interval=Interval(last, None), note="")


def _window(
    events: Sequence[Event], as_of: dt.date | None, limit: dt.date, *, beyond: bool
) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day of the axis: all closed ends up to a limit, the as-of day, ten days at least.

    With events ``beyond`` it, there is room behind the as-of day for arrows that lead to them.
    """
    days = [min(day, limit) for event in events for day in _ends(event)]
    if not days:
        return None
    days += [as_of] if as_of is not None else []
    first, last = min(days), max(days)
    if beyond:
        settled = max(_settled(events, as_of))
        last = max(last, _moved(settled, max(((settled - first).days + 1) // _EDGE, _LEAST_EDGE)))
    missing = _LEAST_DAYS - ((last - first).days + 1)
    if missing > 0:
        after = missing // 3  # most of the room before, where labels stand
        first, last = _moved(first, after - missing), _moved(last, after)
    return first, last


def _lanes(events: Sequence[Event]) -> dict[str, str]:
    """Return the lane of each event id: its first actor or place; the rarest share a lane when there are too many."""
    names = {event.id: next(iter((*event.actors, *event.places)), _OTHERS) for event in events}
    tally = Counter(names.values())
    weight = {name: sum(len(event.documents) for event in events if names[event.id] == name) for name in tally}
    by_weight = sorted(
        (name for name in tally if name != _OTHERS), key=lambda name: (-tally[name], -weight[name], name)
    )
    room = _MOST_LANES if len(by_weight) + (_OTHERS in tally) <= _MOST_LANES else _MOST_LANES - 1
    kept = set(by_weight[:room])
    return {key: name if name in kept else _OTHERS for key, name in names.items()}


def _lane_order(event: ChartEvent) -> tuple[bool, dt.date, str]:
    return event.lane == _OTHERS, event.interval.start or event.interval.last or dt.date.min, event.lane


def _mark(event: Event, lane: str, numbers: Mapping[str, int], year: int | None) -> ChartEvent:
    dated_loosely = event.precision in (Precision.BEFORE, Precision.AFTER)
    return ChartEvent(
        key=event.id,
        label=typographic(event.headline),
        lane=lane,
        interval=event.interval,
        mark=event_mark(event),
        sources=sum(document in numbers for document in event.documents) or 1,
        planned=event.status == "planned",
        disputed=bool(event.disagreements),
        note=date_phrase(event.interval, event.precision, short=True, year=year) if dated_loosely else "",
    )


def _finding(events: Sequence[Event], sources: int) -> str:
    """Return what the chart shows, as a count and never as an opinion."""
    if sources == 1:
        return f"{_capital(count(len(events), 'event'))} from one source"
    single = sum(len(event.documents) <= 1 for event in events)
    if single == len(events):
        return "Each event rests on one source"
    top = max(events, key=lambda event: len(event.documents))
    told = len(top.documents)
    where = ("both" if sources == 2 else f"all {number_word(sources)}") if told == sources else number_word(told)
    rests = f"{share(single, len(events), 'event')} rest{'s' if single <= 1 else ''} on one source"
    return f"{_capital(rests)}; the most reported is in {where}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _alternative(events: Sequence[Event], background: Sequence[Event], days: str) -> str:
    """Return the chart in words: span, counts, the most reported events with their dates."""
    told = sorted(events, key=lambda event: (-len(event.documents), event.interval.start or dt.date.min, event.id))[:4]
    planned = sum(event.status == "planned" for event in events)
    parts = [f"Timeline chart, {days}: {count(len(events), 'event')}"]
    if planned:
        parts[0] += f", {number_word(planned)} of them planned"
    if background:
        years = ", ".join(date_phrase(event.interval, event.precision) for event in background[:6])
        parts.append(f"In the background: {years}")
    for event in told:
        date, headline = date_phrase(event.interval, event.precision), typographic(event.headline)
        parts.append(f"{date}: {headline} ({count(len(event.documents), 'source')})")
    return ". ".join(parts) + "."
