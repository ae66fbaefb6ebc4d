"""Parts of a time that has been placed: its week, some days of its month, a night that reaches into the next day."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from briefing.dates import calendar
from briefing.dates.calendar import DAY
from briefing.dates.placed import Placed, day_words
from briefing.model.time import Interval, Mention, Precision

_NOON = 12
_LATER = {"AF": 1, "EV": 1, "NI": 6}  # the first hour that is counted from noon; "2:30 that night" is before dawn
_HALVED = re.compile(r"m\.?$|m\.? |\d{4}|hours|hrs|noon|midnight|morning|afternoon|evening|night")  # it says so itself
_DAYS = re.compile(r"days (-?\d+) (-?\d+)")


def part(mention: Mention) -> str:
    """Return which part of its time a mention means, "" for all of it: "week", "before", "days 1 7" ..."""
    for key, value in mention.captures:
        if key == "part":
            return value
    return ""


def wants(mention: Mention) -> str:
    """Return what kind of anchor the rule of a mention asks for, "" for the day of the article."""
    for key, value in mention.captures:
        if key == "anchor":
            return value
    return ""


def of_half(mention: Mention, day: str) -> Mention:
    """Return a clock time in the half of the day that ``day``, the value beside it, tells: "9:30 that evening"."""
    half = day.partition("T")[2]
    head, _, clock = mention.template.partition("T")
    if half not in _LATER or not clock[:2].isdecimal() or _HALVED.search(mention.text):
        return mention
    hour = int(clock[:2])
    return (
        replace(mention, template=f"{head}T{hour + _NOON:02d}{clock[2:]}") if _LATER[half] <= hour < _NOON else mention
    )


def cut(placed: Placed, side: str) -> Placed:
    """Return the part ``side`` of what is placed.

    "week" is the week that holds the day, "weekend" the one beside it, "year" its year, "last" the last day of a time,
    "overnight" the day and the next, "plus 7" the day a week on, "years" the year and the next, "days 1 7" the first
    seven days of a month and "days -7 -1" its last.
    """
    days = placed.interval
    if not side or days is None or days.start is None or days.last is None:
        return placed
    if side in ("week", "year"):
        value = calendar.value_of(days.start, side)
        words = f"the {side} that holds {day_words(days.start)}"
        return Placed(value, calendar.enclosing(days.start, side), calendar.PRECISION_OF_UNIT[side], words)
    if side == "last":
        return Placed(days.last.isoformat(), Interval.day(days.last), Precision.DAY, f"the last day of {placed.value}")
    if side == "weekend":
        value = calendar.value_of(days.start - DAY if days.start.weekday() == 0 else days.start, "weekend")
        found = calendar.interval_of(value)
        return replace(placed, value=value, interval=found[0] if found else None, precision=Precision.WEEKEND)
    if side == "overnight":
        return replace(placed, interval=Interval(days.start, days.last + 2 * DAY), precision=Precision.SPAN)
    if side == "years":
        whole = Interval(days.start, calendar.shift(days.start, 1, "year").end)
        return replace(placed, interval=whole, precision=Precision.WITHIN)
    if side.startswith("plus "):
        moved = days.start + int(side.removeprefix("plus ")) * DAY
        words = f"{placed.reason}, counted on to {day_words(moved)}"
        return Placed(moved.isoformat(), Interval.day(moved), Precision.DAY, words)
    numbers = _DAYS.fullmatch(side)
    if numbers is None:
        return placed
    first, last = (_of_month(days.start, days.last, int(number)) for number in numbers.groups())
    inside = Interval.closed(first, last)
    return replace(placed, interval=inside, precision=Precision.WITHIN, reason=f"those days of {placed.value}")


def _of_month(start: dt.date, last: dt.date, number: int) -> dt.date:
    """Return the day of a time by its number, from the end where that is negative."""
    day = start + (number - 1) * DAY if number > 0 else last + (number + 1) * DAY
    return min(max(day, start), last)
