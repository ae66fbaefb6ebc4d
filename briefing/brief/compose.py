"""Timeline -> Brief: what stands where, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from briefing.brief.audit import audit_rows, source_rows
from briefing.brief.chart import chart_of
from briefing.brief.citations import number_sources, passage_item, typographic
from briefing.brief.groups import day_groups, rows
from briefing.brief.leading import bottom_line, title_of
from briefing.brief.new import new_items
from briefing.brief.numbers import count, listed
from briefing.brief.wording import date_phrase
from briefing.brief.zones import zone_words
from briefing.model import (
    Account,
    Brief,
    Difference,
    Event,
    Figure,
    Interval,
    Item,
    Passage,
    Precision,
    Run,
    Status,
    Timeline,
    Voice,
)

MOST_UNDATED = 12
"""Undated passages that the page prints; the timeline file holds the others."""
_MOST_NAMED = 5  # sources without a date
_EXACT = (Precision.DAY, Precision.SPAN)


def compose(
    timeline: Timeline,
    *,
    name: str,
    attachment: Callable[[int], str] = lambda number: f"s{number}.txt",
    salience: Callable[[str], float],
    created: dt.datetime | None = None,
) -> Brief:
    """Return the briefing of a timeline.

    ``attachment`` names the attached file of a source number, or is empty where none is attached; ``salience`` ranks an
    event id for the bottom line and the title; ``created`` is the time in the file's metadata, if not that of the
    briefing.
    """
    numbers = number_sources(timeline.documents)
    zone = zone_words(timeline.timezone, timeline.as_of)
    shown = [event for event in timeline.events if not event.background]
    past = [event for event in shown if event.status is not Status.PLANNED]
    coming = [event for event in shown if event.status is Status.PLANNED]
    audit = audit_rows(timeline, numbers)
    new, new_more = new_items(timeline, numbers, salience) if timeline.since else ((), 0)
    return Brief(
        name=name,
        title=title_of(timeline, salience) or "Nothing in these sources could be dated",
        topic=_topic(timeline, name),
        as_of=date_phrase(Interval.day(timeline.as_of), weekday=True) if timeline.as_of else "a date not known",
        zone=zone,
        language=timeline.language,
        created=created or _created(timeline.as_of),
        figures=_figures(timeline, len(audit), sum(bool(attachment(number)) for number in numbers.values())),
        bottom_line=bottom_line(past or shown, timeline.documents, numbers, salience),
        since=date_phrase(Interval.day(timeline.since), weekday=True) if timeline.since else "",
        new=new,
        new_more=new_more,
        gone=timeline.gone,
        chart=chart_of(timeline, numbers, zone),
        days=day_groups(past, numbers, timeline.as_of, marked_new=timeline.since is not None),
        differences=_differences(timeline.events, numbers),
        coming_up=rows(coming, numbers, timeline.as_of, above=past),
        background=rows([event for event in timeline.events if event.background], numbers, timeline.as_of, above=shown),
        sources=source_rows(timeline, numbers, attachment),
        undated=_undated(timeline.undated, numbers),
        left_out=(*_not_shown(timeline.not_shown), *_left_out(timeline.left_out, numbers)),
        audit=audit,
        corrections=timeline.corrections,
        handling=" ".join((timeline.handling or "").split()),
        notices=_notices(timeline, numbers),
        keywords=timeline.topic,
    )


def _topic(timeline: Timeline, name: str) -> str:
    words = ", ".join(timeline.topic[:3]) or timeline.title or name
    return words[:1].upper() + words[1:]


def _created(as_of: dt.date | None) -> dt.datetime:
    """Return the date in the file's metadata: that of the briefing, since no clock is read."""
    day = as_of or dt.date(2000, 1, 1)
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)


def _figures(timeline: Timeline, expressions: int, attached: int) -> tuple[Figure, ...]:
    events = timeline.events
    background = sum(event.background for event in events)
    inexact = sum(event.precision not in _EXACT for event in events)
    differing = sum(len(event.disagreements) for event in events)
    if len(timeline.documents) == 1:
        held = "attached" if attached else "not attached"
    else:
        held = "all attached" if attached == len(timeline.documents) else f"{attached or 'none'} attached"
    back = f", {background} in background" if background else ""
    return (
        Figure(len(timeline.documents), _noun(len(timeline.documents), "source") + f", {held}"),
        Figure(len(events), "dated " + _noun(len(events), "event") + back),
        Figure(expressions, "time " + _noun(expressions, "expression") + " resolved"),
        Figure(inexact, _noun(inexact, "date") + " not exact to the day"),
        Figure(differing, _noun(differing, "point") + " on which sources differ", alert=differing > 0),
    )


def _noun(number: int, noun: str) -> str:
    return noun if number == 1 else noun + "s"


def _differences(events: Sequence[Event], numbers: Mapping[str, int]) -> tuple[Difference, ...]:
    def account(told: Account) -> Item:
        cited = sorted(numbers[document] for document in told.documents if document in numbers)
        return Item((Run(told.statement),), tuple(cited))

    return tuple(
        Difference(
            point.topic[:1].upper() + point.topic[1:],
            event=typographic(event.headline),
            accounts=tuple(map(account, point.accounts)),
        )
        for event in events
        for point in event.disagreements
    )


def _undated(passages: Sequence[Passage], numbers: Mapping[str, int]) -> tuple[Item, ...]:
    items: dict[str, Item] = {}
    for passage in passages[:MOST_UNDATED]:  # what several sources print is printed once
        item = passage_item(passage, numbers)
        words = "".join(run.text for run in item.runs)
        held = items[words].references if words in items else ()
        items[words] = Item(item.runs, tuple(sorted({*held, *item.references})))
    rest = len(passages) - len(passages[:MOST_UNDATED])
    more = (
        (Item((Run(f"{count(rest, 'more passage').capitalize()} in the timeline file.", Voice.OURS),)),) if rest else ()
    )
    return (*items.values(), *more)


def _not_shown(events: int) -> tuple[Item, ...]:
    if not events:
        return ()
    return (Item((Run(f"{count(events, 'event').capitalize()} found and not shown", Voice.OURS),)),)


def _left_out(passages: Sequence[Passage], numbers: Mapping[str, int]) -> tuple[Item, ...]:
    """Return one line for each reason, with how often and where; the timeline file holds every passage."""
    places: dict[str, list[int]] = {}
    for passage in passages:
        if passage.document in numbers:
            places.setdefault(passage.reason, []).append(numbers[passage.document])
    return tuple(
        Item(
            (
                Run(
                    f"{reason[:1].upper()}{reason[1:]}"
                    + (f" ({count(len(found), 'passage')})" if len(found) > 1 else ""),
                    Voice.OURS,
                ),
            ),
            tuple(sorted(set(found))),
        )
        for reason, found in sorted(places.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    )


def _notices(timeline: Timeline, numbers: Mapping[str, int]) -> tuple[str, ...]:
    notices = []
    if not timeline.events:
        notices.append("No event in these sources could be dated.")
    absent = [document for document in timeline.documents if not document.attached]
    if absent:
        names = ", ".join(document.title or document.path for document in absent[:5])
        notices.append(f"Source not attached: {names}.")
    undated = [f"S{numbers[document.id]}" for document in timeline.documents if document.published is None]
    if undated:
        named = listed(undated) if len(undated) <= _MOST_NAMED else count(len(undated), "source").capitalize()
        have, their = ("has", "its") if len(undated) == 1 else ("have", "their")
        notices.append(f"{named} {have} no date, so {their} weekdays stay unresolved.")
    return tuple(notices)
