"""Lengths around an event: "three days after the summit" has days as soon as the summit has."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from briefing.dates import calendar
from briefing.dates.calendar import DAY
from briefing.dates.placed import MONTHS, day_words
from briefing.model.time import Anchor, AnchorKind, Direction, Interval, Precision, TimeExpression

_FLIPPED = {Direction.FUTURE: Direction.PAST, Direction.PAST: Direction.FUTURE}
_WORDS = 8  # of an event's name
_NAME = re.compile(r"\s*([^\n.,;:!?()“”\"]{1,120})")
_LENGTH = re.compile(r"P(?=.)(?:[\dX.]+[YMWDQ])*(?:T(?:[\dX.]+[HMS])+)?")
_PART = re.compile(r"([\dX.]+)([YMWDQHS])")
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "Q": "quarter"}
_GRAINS = ("year", "quarter", "month")  # a distance in these leads to one of them, not to a day


def event_name(text: str, start: int) -> str:
    """Return the words that name an event from ``start`` on, as far as its clause goes.

    >>> event_name("He left three days after the summit in Geneva, she said.", 24)
    'the summit in Geneva'
    """
    found = _NAME.match(text, start)
    return " ".join(found[1].split()[:_WORDS]) if found is not None else ""


def resolve_event(expression: TimeExpression, event: Interval) -> TimeExpression:
    """Return ``expression``, a length before or after an event, with the days to which it leads from ``event``.

    The event may have been dated in any document. What does not count from an event comes back as it is, and so does a
    length whose number nobody tells ("years after the war"), but that its side is known.

    >>> from briefing.dates.api import find_dates
    >>> (found,) = find_dates("He resigned three days after the summit.")
    >>> found.anchor.label, resolve_event(found, Interval.day(dt.date(2025, 8, 15))).interval.start.isoformat()
    ('the summit', '2025-08-18')
    """
    waits = expression.anchor.kind is AnchorKind.EVENT and _LENGTH.fullmatch(expression.value)
    if not waits or event.start is None or event.last is None:
        return expression
    sign = -1 if expression.direction is Direction.PAST else 1
    try:
        days, precision = _distance(expression.value, event.start, event.last, sign)
    except (ValueError, OverflowError):
        return expression
    anchor = Anchor(AnchorKind.EVENT, event, None, expression.anchor.label)
    side = "before" if sign < 0 else "after"
    words = f"{expression.text}: {side} “{expression.anchor.label}”, {_days_words(event)}"
    found = replace(expression, interval=days, precision=precision, anchor=anchor)
    return replace(found, explanation=f"{words}, leads to {_reached(days, precision)}.")


def resolve_back(expression: TimeExpression, event: Interval) -> TimeExpression:
    """Return ``expression`` with the days from which it counts, where ``event`` is what came then.

    "Dismissed on Wednesday, a week after the bridge fell": from that Wednesday, "a week" leads back to the fall.
    """
    flipped = replace(expression, direction=_FLIPPED.get(expression.direction, expression.direction))
    return replace(resolve_event(flipped, event), direction=expression.direction)


def _distance(value: str, first: dt.date, last: dt.date, sign: int) -> tuple[Interval, Precision]:
    """Return the days that lie a length from those of an event."""
    dated, _, clock = value.removeprefix("P").partition("T")
    parts = [(number, _UNITS[letter]) for number, letter in _PART.findall(dated)]
    if any(number == "X" for number, _ in parts):
        return (Interval(last + DAY, None), Precision.AFTER) if sign > 0 else (Interval(None, first), Precision.BEFORE)
    ends = [first, last]
    for number, unit in parts:
        ends = [calendar.move(day, sign * float(number), unit) for day in ends]
    if clock:
        hours = sum(
            float(number) / {"H": 1, "M": 60, "S": 3600}[letter]
            for number, letter in _PART.findall(clock)
            if number != "X"
        )
        whole, rest = divmod(hours, 24)
        near = [day + sign * DAY * int(whole) for day in ends]
        far = [day + sign * DAY for day in near] if rest or "X" in clock else near
        ends = [min(near + far), max(near + far)]
    grain = next((unit for unit in _GRAINS if parts and parts[-1][1] == unit and not clock), "day")
    days = Interval(calendar.enclosing(ends[0], grain).start, calendar.enclosing(ends[-1], grain).end)
    if first != last or (clock and not days.is_day):
        return days, Precision.WITHIN
    return days, calendar.PRECISION_OF_UNIT[grain]


def _reached(days: Interval, precision: Precision) -> str:
    if days.start is None or precision is Precision.AFTER or days.last is None:
        return "a day on that side of it; how far away, nobody tells"
    if precision is Precision.YEAR:
        return str(days.start.year)
    if precision is Precision.MONTH:
        return f"{MONTHS[days.start.month - 1]} {days.start.year}"
    return _days_words(days)


def _days_words(days: Interval) -> str:
    assert days.start is not None
    if days.is_day or days.last is None:
        return day_words(days.start)
    return f"{day_words(days.start)} to {day_words(days.last)}"
