"""Which events, days and passages are shown when there are more than a reader wants."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from briefing.model import Bullet, Event, Interval, Plan, Precision, Status, Timeline
from briefing.timeline.ids import date_key, sort_key

Salience = Callable[[Event, Timeline], float]
Tells = Callable[[Bullet], float]
Day = tuple[dt.date, int, dt.date]

_APART = 5  # one place in so many is kept for what is to come, and one for the background
_WITH_A_FIRST_DAY = (Precision.DAY, Precision.SPAN, Precision.WITHIN, Precision.WEEK, Precision.WEEKEND)


def _alike(_: Bullet) -> float:
    return 1.0


def limit(
    timeline: Timeline,
    plan: Plan,
    salience: Salience,
    matters: Mapping[dt.date, float] = MappingProxyType({}),
    tells: Tells = _alike,
) -> Timeline:
    """Return the timeline with the events and passages that the plan asks for, the most salient first to stay.

    ``matters`` tells how much a day matters; days alike are told apart by what their events weigh. ``tells`` says how
    well a passage tells its day, where passages are chosen by day. ``first`` and ``last`` keep events that can lie
    between them, the end of the period what can have happened by then. ``days`` and ``per_day`` choose days and
    passages in place of the limit of events; ``per_day`` also in place of that of bullets. Which documents tell an
    event does not change. Events that are not shown stay at hand as ``hidden``;
    ``not_shown`` counts those of them that lie in the time that was asked for.
    """
    window = Interval.closed(plan.first, plan.last)
    period = Interval.closed(None, plan.period[1])
    events = tuple(
        event
        for event in timeline.events
        if event.interval.intersection(window) is not None
        and (event.status is Status.PLANNED or event.interval.intersection(period) is not None)
    )
    asked = len(events)
    weights = {event.id: salience(event, timeline) for event in events}
    if plan.days is not None:
        events = _best_days(events, weights, matters, plan.days)
    elif plan.per_day is None and plan.events is not None:
        events = tuple(sorted(_best(events, weights, plan.events), key=sort_key))
    if plan.per_day is not None:
        events = _best_passages(events, weights, tells, plan.per_day)
    elif plan.bullets is not None:
        events = tuple(replace(event, bullets=event.bullets[: plan.bullets]) for event in events)
    shown = {event.id for event in events}
    hidden = tuple(event for event in timeline.events if event.id not in shown)
    return replace(timeline, events=events, hidden=hidden, not_shown=asked - len(events))


def _best(events: Sequence[Event], weights: dict[str, float], count: int) -> list[Event]:
    """Return ``count`` events: the best of what is to come and of the background have places of their own."""
    order = _by_weight(events, weights)
    ahead = [event for event in order if event.status is Status.PLANNED][: count // _APART]
    behind = [event for event in order if event.background][: count // _APART]
    kept = {event.id for event in (*ahead, *behind)}
    return (ahead + behind + [event for event in order if event.id not in kept])[:count]


def _by_weight(events: Iterable[Event], weights: dict[str, float]) -> list[Event]:
    return sorted(events, key=lambda event: (-weights[event.id], sort_key(event)))


def _day(event: Event) -> Day:
    """The day under which an event stands; a month, a year and an open date stand apart from the days they touch."""
    start = event.interval.start
    days = Interval.day(start) if start is not None and event.precision in _WITH_A_FIRST_DAY else event.interval
    return date_key(days)


def _days(events: Iterable[Event]) -> dict[Day, list[Event]]:
    days: defaultdict[Day, list[Event]] = defaultdict(list)
    for event in events:
        days[_day(event)].append(event)
    return days


def _best_days(
    events: tuple[Event, ...], weights: dict[str, float], matters: Mapping[dt.date, float], count: int
) -> tuple[Event, ...]:
    """The events of the days that matter most; the earlier day wins a tie."""
    days = _days(event for event in events if event.interval.is_day)
    weight = {day: (matters.get(day[0], 0.0), sum(weights[event.id] for event in told)) for day, told in days.items()}
    best = set(sorted(weight, key=lambda day: (-weight[day][0], -weight[day][1], day))[:count])
    return tuple(event for event in events if _day(event) in best)


def _best_passages(events: tuple[Event, ...], weights: dict[str, float], tells: Tells, count: int) -> tuple[Event, ...]:
    """For each day the passages that weigh most: the second passage of an event has half the weight of its first."""
    kept: defaultdict[str, set[int]] = defaultdict(set)
    for told in _days(events).values():
        passages = [
            (-weights[event.id] / (place + 1) * tells(bullet), sort_key(event), place, event.id)
            for event in told
            for place, bullet in enumerate(event.bullets)
        ]
        for _, _, place, id in sorted(passages)[:count]:
            kept[id].add(place)
    return tuple(
        replace(event, bullets=tuple(event.bullets[place] for place in sorted(kept[event.id])))
        for event in events
        if event.id in kept
    )
