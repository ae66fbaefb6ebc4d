"""From a template and a day to count from: the value, the days it names, and why."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from briefing.dates import calendar
from briefing.dates.calendar import DAY
from briefing.dates.nearest import fill_open, inside
from briefing.dates.parts import cut, part
from briefing.dates.placed import OPEN, Placed, day_words
from briefing.model.time import Interval, Mention, Precision

_REFERENCE = ("PRESENT_REF", "PAST_REF", "FUTURE_REF")
_HOURS = {"hour": 1.0, "minute": 1 / 60, "second": 1 / 3600}
_FINE = ("day", "week", "night", *_HOURS)
_TURN = "XX00"  # the turn of a century
_LONG = 100  # days; what follows a longer time by days or weeks could be at any point of it
_SAME_DAY = 6  # hours that are taken to end before midnight


_FEAST_OF_YEAR = re.compile(r"(\d{4})-(easter[+-]\d+|\d+/-?\d/\d(?:\+\d)?)")


def fixed(value: str) -> Placed:
    """Return the place of a value that needs no anchor."""
    feast = _FEAST_OF_YEAR.fullmatch(value)
    if feast is not None:
        value = calendar.feast(int(feast[1]), feast[2]).isoformat()
    found = calendar.interval_of(value)
    if found is None:
        return Placed(value, None, None, _reason_without_days(value))
    return Placed(value, found[0], found[1], f"the text names the {_grain(found[1])} itself")


def _reason_without_days(value: str) -> str:
    if value in _REFERENCE:
        return f"the {value.partition('_')[0].lower()} in general, no calendar date"
    if value.startswith("P"):
        return "a length of time, which names no date by itself"
    return "it repeats, or cannot be placed in the calendar"


def _grain(precision: Precision) -> str:
    return "day" if precision is Precision.DAY else precision.value


def place(mention: Mention, anchor: Interval, name: str) -> Placed:
    """Return where ``mention`` lies, counted from ``anchor``, days called ``name`` ("the day of the article")."""
    try:
        assert anchor.start is not None
        if mention.shift is not None and mention.template.startswith("P"):
            return _lead(mention, anchor, name)
        if mention.template == _TURN:
            return _turn_of_century(anchor.start, name)
        if mention.shift is not None:
            return _shifted(mention, anchor.start, name)
        return cut(fill_open(mention, anchor, name) or fixed(mention.template), part(mention))
    except (ValueError, OverflowError):
        return Placed(mention.template, None, None, "it lies outside the calendar")


def _turn_of_century(anchor: dt.date, name: str) -> Placed:
    year = f"{(anchor.year + 50) // 100 * 100:04d}"
    return replace(fixed(year), reason=f"the turn of the century nearest to {day_words(anchor)}, {name}")


def ahead(mention: Mention, anchor: dt.date, name: str) -> Placed:
    """Return the open time after ``anchor`` ("in the coming days")."""
    after = Interval(anchor + DAY, None)
    return Placed(
        mention.template, after, Precision.AFTER, f"some time after {day_words(anchor)}, {name}; no end is given"
    )


def _lead(mention: Mention, anchor: Interval, name: str) -> Placed:
    """Return the time to which a length leads: "three days later", counted from a day or from a longer time."""
    assert mention.shift is not None
    assert anchor.start is not None
    count, unit = mention.shift
    if unit in _FINE and anchor.last is not None and (anchor.last - anchor.start).days > _LONG:
        return Placed(mention.template, None, None, f"it counts from {name}, which is too long to count days from")
    if unit in _HOURS and anchor.is_day:
        return _after_hours(mention.template, anchor.start, count, unit, f"{day_words(anchor.start)}, {name}")
    first = _moved(anchor.start, count, unit)
    if not anchor.is_day and anchor.last is not None:
        span = Interval.closed(first, _moved(anchor.last, count, unit))
        return Placed(
            mention.template, span, Precision.WITHIN, f"{_count(count, unit)} from {name}, which is no single day"
        )
    grain = unit if unit in ("month", "year") else "day"
    words = f"{_count(count, unit)} from {day_words(anchor.start)}, {name}, leads to {day_words(first)}"
    return Placed(mention.template, calendar.enclosing(first, grain), calendar.PRECISION_OF_UNIT[grain], words)


def _moved(day: dt.date, count: int, unit: str) -> dt.date:
    return calendar.move(day, count * _HOURS[unit] / 24, "day") if unit in _HOURS else calendar.move(day, count, unit)


def _shifted(mention: Mention, anchor: dt.date, name: str) -> Placed:
    assert mention.shift is not None
    count, unit = mention.shift
    origin = f"{day_words(anchor)}, {name}"
    if unit in calendar.COMPOUND or unit in ("hour", "minute", "second", "night"):
        return _fine_or_compound(mention, anchor, count, unit, origin)
    base = calendar.shift(anchor, count, unit)
    assert base.start is not None
    if unit != "weekend" and OPEN.fullmatch(mention.template):
        return Placed(*inside(mention.template, base), f"in {_unit(count, unit, origin)}")
    value = calendar.value_of(base.start, unit)
    clock = mention.template.partition("T")[2] if unit == "day" else ""
    value += f"T{clock}" if clock else ""
    interval, precision = base, calendar.PRECISION_OF_UNIT[unit]
    side = part(mention)
    if side:
        return _part(value, base, anchor, side, unit, origin)
    return Placed(value, interval, precision, _unit(count, unit, origin))


def _after_hours(template: str, anchor: dt.date, count: int, unit: str, origin: str) -> Placed:
    """Return the day to which a few hours or minutes lead; two days are possible when they may pass midnight."""
    days, hours = divmod(abs(count) * _HOURS[unit], 24)
    ends = sorted(anchor + DAY * ((1 if count >= 0 else -1) * (int(days) + late)) for late in (0, hours > _SAME_DAY))
    interval = Interval.closed(ends[0], ends[-1])
    words = f"{_count(count, unit)} from {origin}, leads to {' or '.join(dict.fromkeys(map(day_words, ends)))}"
    return Placed(template, interval, Precision.DAY if interval.is_day else Precision.WITHIN, words)


def _fine_or_compound(mention: Mention, anchor: dt.date, count: int, unit: str, origin: str) -> Placed:
    if unit in ("hour", "minute", "second", "night"):
        value = anchor.isoformat() + ("TNI" if unit == "night" else "TXX")
        return Placed(value, Interval.day(anchor), Precision.DAY, f"on {origin}")
    factor, smaller = calendar.COMPOUND[unit]
    grain = unit if unit in ("decade", "century") else smaller
    base = calendar.shift(anchor, count * (1 if grain == unit else factor), grain)
    assert base.start is not None
    return Placed(
        calendar.value_of(base.start, grain),
        base,
        calendar.PRECISION_OF_UNIT[grain],
        f"{_count(count, unit)} from {origin}",
    )


def _part(value: str, base: Interval, anchor: dt.date, side: str, unit: str, origin: str) -> Placed:
    """Earlier or later in a unit: the days of it before, or after, the anchor."""
    days = Interval(base.start, anchor) if side == "before" else Interval(anchor + DAY, base.end)
    inside = base.intersection(days) if days.start is None or days.end is None or days.start < days.end else None
    if inside is None:
        return Placed(value, base, calendar.PRECISION_OF_UNIT[unit], f"the {unit} of {origin}")
    words = f"the days {side} {origin}, in the same {unit}"
    return Placed(value, inside, Precision.DAY if inside.is_day else Precision.WITHIN, words)


def _count(count: int, unit: str) -> str:
    return f"{abs(count)} {unit}{'' if abs(count) == 1 else 's'}"


def _unit(count: int, unit: str, origin: str) -> str:
    """Word the unit that is reached: "the week that holds Friday 22 August 2025", "the day 2 days before" it."""
    if count == 0:
        return origin if unit == "day" else f"the {unit} that holds {origin}"
    side = "after" if count > 0 else "before"
    apart = "" if abs(count) == 1 else f"{_count(count, unit)} "
    return f"the {unit} {apart}{side} {origin}"
