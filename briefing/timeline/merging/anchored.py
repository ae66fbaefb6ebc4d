"""Lengths that count from an event: "three days after the summit" gets its day from whoever dates the summit.

Only sentences are dated so, never articles, and never the event that they count from: what is dated this way dates
nothing else.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.dates.events import resolve_event
from briefing.model import AnchorKind, Direction, Document, EventBasis, Interval, NamedEvent, TimeExpression
from briefing.timeline.language.modality import looks_ahead
from briefing.timeline.merging.calendar import known
from briefing.timeline.merging.labels import Happenings, Label, label_at, names_of
from briefing.timeline.merging.named import index, named_in
from briefing.timeline.telling.context import Story
from briefing.timeline.telling.governing import governor
from briefing.timeline.telling.records import Parsed, Telling

_SHARP = 3  # days of an event from which days and weeks can be counted
_FRESH = 14  # days between an article and what counts from an event that it does not date, nor name a name of
_NEAR = 183  # days between an article and what its "three days after" leads to
_GOES_ON = 3  # sentences within which a story that goes on counts from what it has told

Readings = Mapping[str, tuple[Parsed, ...]]


@dataclass(frozen=True, slots=True)
class _Waiting:
    """An expression that counts from an event, and the words that name that."""

    parsed: Parsed
    expression: TimeExpression
    start: int  # the first token of the event's name
    label: Label | None

    @property
    def earlier(self) -> bool:
        """Whether the event lies before the day that is counted from it."""
        return self.expression.direction is not Direction.PAST


def anchored(
    stories: Sequence[Story], parsed: Readings, calendar: Sequence[NamedEvent]
) -> dict[str, tuple[Parsed, ...]]:
    """Return the articles that count from events which another sentence or the calendar dates, read again."""
    waiting = [one for story in stories for one in _waiting(parsed[story.document.id])]
    if not waiting:
        return {}
    tellings = (told for story in stories for told in story.tellings if _dates(told))
    happenings = Happenings(tellings, [one.label for one in waiting if one.label is not None])
    paths = {story.document.id: story.document for story in stories}
    names = index(known(calendar))
    around = {id: names_of(parsed[id]) for id in {one.parsed.sentence.document for one in waiting}}
    found: dict[tuple[str, tuple[int, int]], TimeExpression] = {}
    for one in waiting:
        id = one.parsed.sentence.document
        row = named_in(one.parsed, one.start, names)
        if row is not None:
            fresh = _counted(one, row.interval, paths[id], f"{row.source} dates it")
        else:
            fresh = _from_tellings(one, happenings, around[id], paths)
        if fresh is not None:
            found[id, one.expression.span] = fresh
    return {id: _read_again(parsed[id], found) for id in sorted({id for id, _ in found})}


def _waiting(rows: Sequence[Parsed]) -> Iterator[_Waiting]:
    for parsed in rows:
        for expression in parsed.expressions:
            counts = expression.anchor.kind is AnchorKind.EVENT and expression.anchor.label
            if counts and expression.interval is None and not _says_again(parsed, expression):
                start = parsed.token_range((expression.span[0], (expression.reach or expression.span)[1]))[1]
                yield _Waiting(parsed, expression, start, label_at(parsed, start))


def _says_again(parsed: Parsed, expression: TimeExpression) -> bool:
    """Whether a day stands beside the length: "on 9 May, three days after the summit"."""
    clause = governor(parsed, parsed.token_range(expression.span))
    days = (e.span for e in parsed.expressions if e.interval is not None and e.interval.is_day)
    return any(governor(parsed, parsed.token_range(span)) is clause for span in days)


def _dates(told: Telling) -> bool:
    """Whether a telling has days of its own to count from."""
    expression = told.expression
    own = told.basis is EventBasis.TEXT and expression is not None and expression.anchor.kind is not AnchorKind.EVENT
    return own and told.interval.start is not None and told.interval.end is not None


def _from_tellings(
    one: _Waiting, happenings: Happenings, around: frozenset[str], documents: Mapping[str, Document]
) -> TimeExpression | None:
    """Return the expression counted from the one event that its words name; None when they name none, or several."""
    if one.label is None:
        return None
    home = documents[one.parsed.sentence.document]
    rows: list[tuple[Telling, TimeExpression]] = []
    for told in happenings.meant(one.label, earlier=one.earlier, around=around):
        assert told.expression is not None
        source = documents[told.parsed.sentence.document].path
        where = "" if told.parsed.sentence.document == home.id else f" in {source}"
        fresh = _counted(one, told.interval, home, f"“{told.expression.text}”{where} dates it", told)
        if fresh is not None:
            rows.append((told, fresh))
    if not rows:
        return None
    rows.sort(key=lambda row: (_length(row[0].interval), row[0].parsed.sentence.document != home.id, row[0].key))
    best = rows[0][0].interval
    return rows[0][1] if all(told.interval.contains(best) for told, _ in rows) else None


def _length(days: Interval) -> int:
    assert days.start is not None
    assert days.end is not None
    return (days.end - days.start).days


def _counted(
    one: _Waiting, event: Interval, home: Document, known_by: str, told: Telling | None = None
) -> TimeExpression | None:
    """Return the expression counted from ``event``, where that can be what is meant."""
    if event.start is None or event.end is None:
        return None
    short = one.expression.value[-1:] in ("D", "W") or "T" in one.expression.value
    if short and _length(event) > _SHARP:
        return None
    waiting = one.expression
    if one.label is not None:
        waiting = replace(waiting, anchor=replace(waiting.anchor, label=one.label.text))
    fresh = resolve_event(waiting, event)
    if fresh.interval is None or not _timely(one, fresh.interval, home.published, told, short=short):
        return None
    explanation = f"{fresh.explanation.rstrip('.')}; {known_by}."
    return replace(fresh, explanation=" ".join(explanation.split()))


def _timely(one: _Waiting, days: Interval, dct: Interval | None, told: Telling | None, *, short: bool) -> bool:
    """Whether the days suit the article: none told as past that is to come, and near, but in a story that goes on."""
    if dct is None or dct.start is None or dct.last is None:
        return True
    part = one.parsed.token_range(one.expression.span)
    to_come = days.start is not None and days.start > dct.last
    if to_come and not looks_ahead(one.parsed.tokens, governor(one.parsed, part), part):
        return False
    middle = days.start or days.last
    if told is None or middle is None:
        return True
    apart = abs(middle - dct.start)
    elsewhere = told.parsed.sentence.document != one.parsed.sentence.document
    if elsewhere and one.label is not None and not one.label.names:
        return apart <= dt.timedelta(days=_FRESH)
    behind = one.parsed.sentence.index - told.parsed.sentence.index
    return not short or (not elsewhere and 0 < behind <= _GOES_ON) or apart <= dt.timedelta(days=_NEAR)


def _read_again(
    rows: tuple[Parsed, ...], found: Mapping[tuple[str, tuple[int, int]], TimeExpression]
) -> tuple[Parsed, ...]:
    return tuple(
        replace(p, expressions=tuple(found.get((p.sentence.document, e.span), e) for e in p.expressions))
        if any((p.sentence.document, e.span) in found for e in p.expressions)
        else p
        for p in rows
    )
