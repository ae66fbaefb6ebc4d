"""Several events made one, or one made several, as a person decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from briefing.model import (
    Account,
    Bullet,
    Disagreement,
    Event,
    EventBasis,
    Interval,
    Modality,
    Precision,
    Resolution,
)
from briefing.timeline.ids import event_id, redated, rests_on

_EXACT = (Precision.DAY, Precision.SPAN)


def merged(events: Sequence[Event], dated: Callable[[Event], str]) -> Event:
    """Return one event of several; the first gives headline and, where it is exact, the date.

    Where the first is not exact, the sharpest date that fits all holds. Dates that exclude each other stay visible as
    a disagreement, worded by ``dated``. Voices are not added up, for two events may have been told by one text.
    """
    first = events[0]
    date = first if first.precision in _EXACT else _sharpest(events)
    bullets = tuple(_once(bullet for event in events for bullet in event.bullets))
    disagreements = tuple(dict.fromkeys(one for event in events for one in event.disagreements))
    if any(event.interval.intersection(date.interval) is None for event in events):
        accounts = tuple(Account(dated(event), event.documents) for event in _by_date(events))
        disagreements = (Disagreement("date", accounts), *disagreements)
    id = first.id if date is first else redated(first.id, date.interval, date.precision)
    older = dict.fromkeys(name for event in events for name in (*event.was, event.id))
    older.pop(id, None)
    return replace(
        first,
        id=id,
        interval=date.interval,
        precision=date.precision,
        date_basis=date.date_basis,
        approximate=date.approximate,
        status=date.status,
        bullets=bullets,
        background=all(event.background for event in events),
        modality=Modality.ASSERTED if any(e.modality is Modality.ASSERTED for e in events) else first.modality,
        actors=_all(event.actors for event in events),
        places=_all(event.places for event in events),
        documents=_all(event.documents for event in events),
        voices=max(event.voices for event in events),
        resolutions=tuple(dict.fromkeys(one for event in events for one in event.resolutions)),
        disagreements=disagreements,
        was=tuple(older),
    )


def split(
    event: Event, parts: Sequence[str], headline: Callable[[Event], str], fold: Callable[[str], str]
) -> list[Event]:
    """Return the event that keeps the bullets of no part, if there are any, then one event for each part.

    A bullet goes to the first part whose text it holds. A part keeps the date of the event, unless the expressions in
    its own bullets lead to exactly one other. The part with the bullet that gave the event its id keeps that and the
    headline.
    """
    groups: list[list[Bullet]] = [[] for _ in range(len(parts) + 1)]
    for bullet in event.bullets:
        text = fold(bullet.text)
        place = next((number for number, part in enumerate(parts, 1) if part in text), 0)
        groups[place].append(bullet)
    filled = [tuple(group) for group in groups if group]
    if len(filled) < 2:
        return [event]
    giving = (any(rests_on(event.id, bullet.text) for bullet in bullets) for bullets in filled)
    leading = next((number for number, gives in enumerate(giving) if gives), 0)
    return [_part(event, bullets, headline, leads=number == leading) for number, bullets in enumerate(filled)]


def _part(event: Event, bullets: tuple[Bullet, ...], headline: Callable[[Event], str], *, leads: bool) -> Event:
    resolutions = tuple(one for one in event.resolutions if any(_inside(one, bullet) for bullet in bullets))
    cited = {id for bullet in bullets for id in (bullet.document, *bullet.also)}
    documents = tuple(id for id in event.documents if id in cited)
    part = replace(event, bullets=bullets, documents=documents, resolutions=resolutions)
    dates = {(one.expression.interval, one.expression.precision) for one in resolutions if one.expression.interval}
    if len(dates) == 1:
        interval, precision = dates.pop()
        if interval is not None and precision is not None and interval != event.interval:
            part = replace(part, interval=interval, precision=precision, date_basis=EventBasis.TEXT, approximate=False)
    keeps_id = leads and part.interval == event.interval
    id = event.id if keeps_id else event_id(part.interval, part.precision, bullets[0].text)
    return replace(
        part,
        id=id,
        headline=event.headline if leads else headline(part),
        voices=max(1, min(event.voices, len(documents))),
        disagreements=tuple(one for one in event.disagreements if _concerns(one, documents)),
        was=event.was if id == event.id else (*event.was, event.id),
    )


def _sharpest(events: Sequence[Event]) -> Event:
    """The first event whose days lie inside those of all others, else the first."""
    for event in events:
        if all(other.interval.contains(event.interval) for other in events):
            return event
    return events[0]


def _by_date(events: Sequence[Event]) -> list[Event]:
    """One event for each date that differs, with the documents of all of that date."""
    dates: dict[tuple[Interval, Precision], Event] = {}
    for event in events:
        key = event.interval, event.precision
        known = dates.get(key)
        dates[key] = event if known is None else replace(known, documents=_all([known.documents, event.documents]))
    return list(dates.values())


def _once(bullets: Iterable[Bullet]) -> Iterable[Bullet]:
    seen = set()
    for bullet in bullets:
        mark = (bullet.document, bullet.span, bullet.text)
        if mark not in seen:
            seen.add(mark)
            yield bullet


def _all(lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for names in lists for name in names))


def _inside(resolution: Resolution, bullet: Bullet) -> bool:
    start, end = resolution.expression.span
    return resolution.document == bullet.document and bullet.span[0] <= start and end <= bullet.span[1]


def _concerns(disagreement: Disagreement, documents: tuple[str, ...]) -> bool:
    told = {id for account in disagreement.accounts for id in account.documents}
    return told <= set(documents)
