"""Events under their days: the timeline proper, coming up, background."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from briefing.brief.citations import bullet_item, typographic
from briefing.brief.marks import event_mark, spine_mark
from briefing.brief.wording import date_phrase, deadline_phrase, weekday_name
from briefing.model import (
    Bullet,
    DayGroup,
    Entry,
    Event,
    EventBasis,
    Item,
    Precision,
    Row,
    Run,
    Span,
    Status,
    Voice,
)


def day_groups(
    events: Sequence[Event], numbers: Mapping[str, int], as_of: dt.date | None, *, marked_new: bool = False
) -> tuple[DayGroup, ...]:
    """Return the events by date: open beginnings first, then by first day; a span stands under its first day."""
    groups: dict[tuple[bool, dt.date, bool], list[Event]] = {}
    for event in sorted(events, key=_order):
        groups.setdefault(_order(event)[:3], []).append(event)
    return tuple(_group(members, numbers, as_of, marked_new) for members in groups.values())


def rows(
    events: Sequence[Event], numbers: Mapping[str, int], as_of: dt.date | None, *, above: Sequence[Event] = ()
) -> tuple[Row, ...]:
    """Return one row an event, for what comes and for the background: its date, its headline, its best passage.

    A passage that stands under another event already, one of ``above`` or of an earlier row, is not printed again: the
    row says where it stands.
    """
    told = {_place(bullet): event_phrase(event, as_of) for event in above for bullet in event.bullets}
    listed: list[Row] = []
    for event in sorted(events, key=_row_order):
        date = event_phrase(event, as_of)
        items = tuple(_row_item(bullet, numbers, told.get(_place(bullet))) for bullet in event.bullets[:1])
        listed.append(Row(event.id, _capital(date), event_mark(event), typographic(event.headline), items))
        told |= {_place(bullet): date for bullet in event.bullets[:1]}
    return tuple(listed)


def _row_item(bullet: Bullet, numbers: Mapping[str, int], under: str | None) -> Item:
    item = bullet_item(bullet, numbers)
    if under is None or bullet.document is None:
        return item
    return Item((Run(f"In the passage under “{under}”.", Voice.OURS),), item.references)


def _place(bullet: Bullet) -> tuple[str | None, Span]:
    return bullet.document, bullet.span


def deadline(event: Event) -> dt.date | None:
    """Return the last day for something planned that a passage wants done "by" then, else None."""
    last = event.interval.last
    if event.status is not Status.PLANNED or event.precision is not Precision.WITHIN or last is None:
        return None
    for resolution in event.resolutions:
        interval, said = resolution.expression.interval, re.escape(resolution.expression.text)
        by = re.compile(rf"\bby {said}", re.IGNORECASE)
        if interval is not None and interval.last == last and any(by.search(b.text) for b in event.bullets):
            return last
    return None


def _row_order(event: Event) -> tuple[bool, dt.date, bool, dt.date, int, str]:
    """As the timeline, but a deadline, and what will happen before a day, stand where they end."""
    opened, first, after, last, sources, key = _order(event)
    return opened or event.status is Status.PLANNED, deadline(event) or first, after, last, sources, key


def _order(event: Event) -> tuple[bool, dt.date, bool, dt.date, int, str]:
    """Open beginnings first; then by first day, what lies after it last; then what most sources tell."""
    start, last = event.interval.start, event.interval.last
    opened, after = start is None, event.precision is Precision.AFTER
    return not opened, start or last or dt.date.max, after, last or dt.date.max, -len(event.documents), event.id


def _group(events: Sequence[Event], numbers: Mapping[str, int], as_of: dt.date | None, marked_new: bool) -> DayGroup:
    head = next((event for event in events if event.precision is Precision.DAY), events[0])
    calendar = next((event for event in events if event.date_basis is EventBasis.CALENDAR), None)
    exact = head.precision is Precision.DAY and head.interval.start is not None
    return DayGroup(
        date=_capital(event_phrase(head, as_of)),
        weekday=weekday_name(head.interval.start) if exact and head.interval.start is not None else "",
        note="Day by the calendar file" if calendar is head else "",
        entries=tuple(_entry(event, head, numbers, as_of, marked_new) for event in events),
    )


def _entry(event: Event, head: Event, numbers: Mapping[str, int], as_of: dt.date | None, marked_new: bool) -> Entry:
    same = (event.interval, event.precision) == (head.interval, head.precision)
    return Entry(
        key=event.id,
        headline=typographic(event.headline),
        mark=spine_mark(event),
        sources=len({document for document in event.documents if document in numbers}) or 1,
        items=tuple(bullet_item(bullet, numbers) for bullet in event.bullets),
        date="" if same else event_phrase(event, as_of),
        new=marked_new and event.change == "new",
    )


def event_phrase(event: Event, as_of: dt.date | None) -> str:
    """Return the date of an event in words, as exactly as it is known; the year of the briefing goes without saying."""
    year = as_of.year if as_of is not None and not event.background else None
    end = deadline(event)
    if end is not None:
        return deadline_phrase(end, year=year)
    return date_phrase(event.interval, event.precision, year=year, approximate=event.approximate)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
