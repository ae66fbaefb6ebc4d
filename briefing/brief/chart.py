"""The data of the chart: lanes, marks, the window of days, the finding and its alternative text."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence

from briefing.brief.citations import typographic
from briefing.brief.marks import event_mark
from briefing.brief.numbers import count, number_word, share
from briefing.brief.wording import date_phrase
from briefing.model import Chart, ChartEvent, Event, Interval, Precision, Status, Timeline

_MOST_LANES = 6
_LEAST_DAYS = 10
_AHEAD = 4  # what is planned may lengthen the axis by so many times the days before
_OTHERS = "Others"


def chart_of(timeline: Timeline, numbers: Mapping[str, int], zone: str) -> Chart | None:
    """Return the chart of a timeline, or None when no event outside the background is dated."""
    dated = [event for event in timeline.events if not event.background]
    shown = _near(dated, timeline.as_of)
    background = [event for event in timeline.events if event.background]
    window = _window(shown, timeline.as_of)
    if window is None:
        return None
    lane_of = _lanes(shown)
    events = tuple(_mark(event, lane_of[event.id], numbers, timeline.as_of) for event in shown)
    first, last = window
    days = date_phrase(Interval.closed(first, last))
    later = len(dated) - len(shown)
    unseen = f" Not shown: {count(later, 'later event')}." if later else ""
    return Chart(
        finding=_finding(dated, len(timeline.documents)),
        note=f"Events by actor, {days}. The larger the dot, the more sources.{unseen}",
        events=events,
        background=tuple(_mark(event, "", numbers, timeline.as_of) for event in background),
        lanes=tuple(dict.fromkeys(event.lane for event in sorted(events, key=_lane_order))),
        first=first,
        last=last,
        as_of=timeline.as_of,
        zone=zone,
        alt=_alternative(shown, background, days),
    )


def _near(events: Sequence[Event], as_of: dt.date | None) -> list[Event]:
    """Return the events without those planned so far ahead that the days of the others would shrink to a line."""
    past = [event for event in events if event.status is not Status.PLANNED]
    days = [day for event in past for day in (event.interval.start, event.interval.last) if day is not None]
    if not days:
        return list(events)
    days += [as_of] if as_of is not None else []
    first, last = min(days), max(days)
    ahead = _AHEAD * max((last - first).days + 1, _LEAST_DAYS)
    far = last.toordinal() + ahead
    return [
        event
        for event in events
        if event.status is not Status.PLANNED or (event.interval.start or first).toordinal() <= far
    ]


def _window(events: Sequence[Event], as_of: dt.date | None) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day of the axis: all closed ends and the as-of day, ten days at least."""
    days = [day for event in events for day in (event.interval.start, event.interval.last) if day is not None]
    if not days:
        return None
    days += [as_of] if as_of is not None else []
    first, last = min(days), max(days)
    missing = _LEAST_DAYS - ((last - first).days + 1)
    if missing > 0:
        after = missing // 3  # most of the room before, where labels stand
        first, last = first - dt.timedelta(days=missing - after), last + dt.timedelta(days=after)
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


def _mark(event: Event, lane: str, numbers: Mapping[str, int], as_of: dt.date | None) -> ChartEvent:
    dated_loosely = event.precision in (Precision.BEFORE, Precision.AFTER)
    year = as_of.year if as_of is not None else None
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
