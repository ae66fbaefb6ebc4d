"""Mentions and the date of their document: what each of them means, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from briefing.dates.place import Placed, fixed, place
from briefing.dates.rules import load
from briefing.model.time import (
    Anchor,
    AnchorKind,
    Direction,
    Interval,
    Mention,
    Precision,
    TimeExpression,
    TimexType,
)

ARTICLE = "the day of the article"


def resolve(
    text: str, mentions: Sequence[Mention], dct: Interval | None, *, language: str = "en"
) -> tuple[TimeExpression, ...]:
    """Return the time expressions that ``mentions`` are when ``text`` was published in ``dct``.

    Without ``dct``, what counts from the day of publication keeps the X in its value and has no interval. A ``dct`` of
    several days gives what all of them agree on, or the days from the first to the last possible.

    >>> from briefing.dates.find import find
    >>> text = "They met on Monday."
    >>> resolve(text, find(text), Interval.day(dt.date(2025, 8, 22)))[0].explanation
    'Monday: the last Monday before Friday 22 August 2025, the day of the article.'
    """
    rows = {row.name: row for row in load(language).rows}
    result: list[TimeExpression] = []
    latest: TimeExpression | None = None
    for mention in mentions:
        expression = _resolve_one(mention, dct, latest)
        result.append(expression)
        if expression.type in (TimexType.DATE, TimexType.TIME) and expression.interval is not None:
            latest = expression
    return _with_ranges(result, {name for name, row in rows.items() if row.range})


def _resolve_one(mention: Mention, dct: Interval | None, latest: TimeExpression | None) -> TimeExpression:
    needs = mention.shift is not None or "XXXX" in mention.template
    if not needs or mention.type is TimexType.SET:
        return _expression(mention, fixed(mention.template), Anchor(AnchorKind.NONE))
    anchor = Anchor(AnchorKind.DCT, dct)
    name = ARTICLE
    if mention.type is TimexType.DURATION and latest is not None and latest.interval is not None:
        anchor, name = Anchor(AnchorKind.EXPRESSION, latest.interval, latest.span), f"“{latest.text}” before it"
    days = anchor.interval
    if days is None or days.start is None or days.last is None:
        missing = Placed(mention.template, None, None, "the day of the article is not known")
        return _expression(mention, missing, Anchor(anchor.kind))
    if days.is_day:
        return _expression(mention, place(mention, days.start, name), anchor)
    return _expression(mention, _over(mention, days.start, days.last, name), anchor)


def _over(mention: Mention, first: dt.date, last: dt.date, name: str) -> Placed:
    """Place a mention that counts from one of several days: certain only where all of them agree."""
    early, late = place(mention, first, name), place(mention, last, name)
    if early.value == late.value:
        return early
    if early.interval is None or late.interval is None:
        return Placed(mention.template, None, None, early.reason)
    starts = [d for d in (early.interval.start, late.interval.start) if d is not None]
    ends = [d for d in (early.interval.end, late.interval.end) if d is not None]
    span = Interval(min(starts, default=None), max(ends, default=None))
    reason = f"the day of publication is one of {first.isoformat()} to {last.isoformat()}, so it lies in this span"
    return Placed(mention.template, span, Precision.WITHIN, reason)


def _expression(mention: Mention, placed: Placed, anchor: Anchor) -> TimeExpression:
    return TimeExpression(
        mention.text, mention.span, mention.type, placed.value, placed.interval, placed.precision, anchor,
        _direction(mention, placed, anchor), mention.rule, f"{mention.text}: {placed.reason}.", mention.mod,
    )  # fmt: skip


def _direction(mention: Mention, placed: Placed, anchor: Anchor) -> Direction:
    days, origin = placed.interval, anchor.interval
    if days is None or origin is None or origin.start is None:
        return mention.direction
    if days.end is not None and days.end <= origin.start:
        return Direction.PAST
    if days.start is not None and days.start > origin.start:
        return Direction.FUTURE
    return Direction.SAME


def _with_ranges(found: list[TimeExpression], ranges: set[str]) -> tuple[TimeExpression, ...]:
    """Give both ends of a range the whole of it."""
    index = 0
    while index + 1 < len(found):
        one, two = found[index], found[index + 1]
        if one.rule == two.rule and one.rule in ranges and one.interval and two.interval:
            whole = Interval(one.interval.start, two.interval.end)
            if whole.start is not None and whole.end is not None and whole.start < whole.end:
                found[index], found[index + 1] = replace(one, range=whole), replace(two, range=whole)
            index += 1
        index += 1
    return tuple(found)
