"""Named events: a calendar gives the day of an event that the articles name and do not date."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace

from briefing.dates.wording import date_phrase
from briefing.model import (
    Anchor,
    AnchorKind,
    Direction,
    Event,
    EventBasis,
    NamedEvent,
    Precision,
    Resolution,
    Span,
    TimeExpression,
    TimexType,
)
from briefing.model.edtf import parse_edtf
from briefing.timeline.file.record import date_text
from briefing.timeline.ids import free_id, redated
from briefing.timeline.language.lexicon import phrases, table
from briefing.timeline.merging.matching import closest, fold, phrase_at, tokens

SHIPPED = "the shipped calendar"
_REACH = 4
"""Words between "after" and the name that it governs: "after last week's Alaska summit"."""


@functools.cache
def shipped() -> tuple[NamedEvent, ...]:
    """Return the rows of the shipped calendar, in the order of the table."""
    rows: list[NamedEvent] = []
    for section in table("calendar").values():
        if isinstance(section, dict):
            for house, (date, *others) in section.items():
                interval, precision, _ = parse_edtf(date)
                rows.append(NamedEvent((house, *others), interval, precision, SHIPPED))
    return tuple(rows)


def known(calendar: Sequence[NamedEvent]) -> tuple[NamedEvent, ...]:
    """Return the brief's rows, then those shipped ones that bear none of the brief's names."""
    taken = {fold(name) for row in calendar for name in row.names}
    return (*calendar, *(row for row in shipped() if not any(fold(name) in taken for name in row.names)))


def sharpen(events: Sequence[Event], calendar: Sequence[NamedEvent]) -> tuple[Event, ...]:
    """Return the events, those with an open date that the calendar names with its date and the basis ``calendar``.

    The calendar never moves a date: it fills one that is open on a side, and only with days that lie inside. An event
    is the named one when its headline says so; a passage that only mentions it ("after the Alaska summit, he said ...")
    tells another event and keeps its own date.
    """
    if not any(_is_open(event) for event in events):
        return tuple(events)
    names = [(tuple(word for word, _ in tokens(name)), name, row) for row in known(calendar) for name in row.names]
    names = [entry for entry in names if entry[0]]
    names.sort(key=lambda entry: (-len(entry[0]), entry[1], date_text(entry[2].interval, entry[2].precision)))
    taken = {event.id for event in events}
    found = []
    for event in events:
        new = _sharpened(event, names)
        if new.id != event.id:
            new = replace(new, id=free_id(new.id, taken))
            taken.add(new.id)
        found.append(new)
    return tuple(found)


def _is_open(event: Event) -> bool:
    return event.interval.start is None or event.interval.end is None


def _sharpened(event: Event, names: Sequence[tuple[tuple[str, ...], str, NamedEvent]]) -> Event:
    if not _is_open(event):
        return event
    headline = [word for word, _ in tokens(event.headline)]
    for words, name, row in names:
        if not event.interval.contains(row.interval):
            continue
        mention = _mention(event, headline, words)
        if mention is None:
            continue
        bullet, start, end = mention
        source = event.bullets[bullet]
        resolutions = event.resolutions
        if source.document is not None:
            said = date_phrase(event.interval).replace("\u00a0", " ")
            span = (source.span[0] + start, source.span[0] + end)
            explanation = f"The sources say only {said}; {row.source} dates “{name}”."
            found = expression_of(row, name, source.text[start:end], span, explanation)
            resolutions = (*resolutions, Resolution(source.document, found))
        return replace(
            event,
            id=redated(event.id, row.interval, row.precision),
            interval=row.interval,
            precision=row.precision,
            date_basis=EventBasis.CALENDAR,
            approximate=False,
            resolutions=resolutions,
        )
    return event


def expression_of(row: NamedEvent, name: str, text: str, span: Span, explanation: str) -> TimeExpression:
    """Return the words that name an event, with the date that the calendar gives them."""
    return TimeExpression(
        text=text,
        span=span,
        type=TimexType.DATE,
        value=_timex(row),
        interval=row.interval,
        precision=row.precision,
        anchor=Anchor(AnchorKind.NONE, label=name),
        direction=Direction.UNKNOWN,
        rule="calendar",
        explanation=explanation,
    )


def _timex(row: NamedEvent) -> str:
    """The TIMEX3 value of a calendar's date; that of its first day where TIMEX3 has none for the whole."""
    if row.precision in (Precision.MONTH, Precision.YEAR, Precision.DECADE, Precision.CENTURY):
        return date_text(row.interval, row.precision).rstrip("X")
    return str(row.interval.start or row.interval.last)


def _mention(event: Event, headline: Sequence[str], name: Sequence[str]) -> tuple[int, int, int] | None:
    """The bullet and the characters in it that name the event, if the event is the one that the name means."""
    in_headline = set(name) <= set(headline)
    if in_headline:
        place = phrase_at(headline, name)
        if place >= 0 and _governed(headline, place):
            return None
    elif len(set(name) & set(headline)) * 2 < len(set(name)):
        return None
    for number, bullet in enumerate(event.bullets):
        found = tokens(bullet.text)
        words = [word for word, _ in found]
        place = phrase_at(words, name)
        stretch = (place, place + len(name)) if place >= 0 else closest(words, name) if in_headline else None
        if stretch is None or (not in_headline and _governed(words, stretch[0])):
            continue
        return number, found[stretch[0]][1][0], found[stretch[1] - 1][1][1]
    return None


def _governed(words: Sequence[str], place: int) -> bool:
    """Whether "before", "after", "ahead of" or the like stands before the word at ``place``."""
    ahead = list(words[max(0, place - _REACH) : place])
    cues = (*phrases("order_before"), *phrases("order_after"), ("since",), ("until",), ("till",))
    return any(phrase_at(ahead, cue) >= 0 for cue in cues)
