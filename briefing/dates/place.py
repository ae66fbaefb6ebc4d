"""From a template and a day to count from: the value, the days it names, and why."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from briefing.dates import calendar
from briefing.dates.calendar import DAY
from briefing.model.time import Direction, Interval, Mention, Precision

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_OPEN = re.compile(
    r"XXXX-(?:WXX-(?P<weekday>[1-7])|(?P<month>\d\d)-(?P<day>\d\d)|(?P<onlymonth>\d\d)|Q(?P<quarter>\d)|H(?P<half>\d)"
    r"|(?P<season>SP|SU|FA|WI)|(?P<holiday>easter[+-]\d+|\d+/-?\d/\d))(?P<time>T.*)?"
)
_REFERENCE = ("PRESENT_REF", "PAST_REF", "FUTURE_REF")


@dataclass(frozen=True, slots=True)
class Placed:
    """A value, its days, and the reason in words that follow "the text: "."""

    value: str
    interval: Interval | None
    precision: Precision | None
    reason: str


def day_words(day: dt.date) -> str:
    """Return a day as people write it.

    >>> day_words(dt.date(2025, 8, 22))
    'Friday 22 August 2025'
    """
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


_FEAST_OF_YEAR = re.compile(r"(\d{4})-(easter[+-]\d+|\d+/-?\d/\d)")


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
        if mention.shift is not None:
            return _shifted(mention, anchor.start, name)
        placed = _open(mention, anchor, name) or fixed(mention.template)
        return _week_of(placed) if part(mention) == "week" else placed
    except (ValueError, OverflowError):
        return Placed(mention.template, None, None, "it lies outside the calendar")


def part(mention: Mention) -> str:
    """Return which part of its time a mention means: "before", "after" or "ahead" of the anchor, its "week", or ""."""
    return next((value for key, value in mention.captures if key == "part"), "")


def ahead(mention: Mention, anchor: dt.date, name: str) -> Placed:
    """Return the open time after ``anchor`` ("in the coming days")."""
    after = Interval(anchor + DAY, None)
    return Placed(
        mention.template, after, Precision.AFTER, f"some time after {day_words(anchor)}, {name}; no end is given"
    )


def _shifted(mention: Mention, anchor: dt.date, name: str) -> Placed:
    assert mention.shift is not None
    count, unit = mention.shift
    origin = f"{day_words(anchor)}, {name}"
    if mention.template.startswith("P"):
        day = calendar.move(anchor, count, unit)
        grain = unit if unit in ("week", "month", "year") else "day"
        words = f"{_count(count, unit)} from {origin}, leads to {day_words(day)}"
        return Placed(mention.template, calendar.enclosing(day, grain), calendar.PRECISION_OF_UNIT[grain], words)
    if unit in calendar.COMPOUND or unit in ("hour", "minute", "second", "night"):
        return _fine_or_compound(mention, anchor, count, unit, origin)
    base = calendar.shift(anchor, count, unit)
    assert base.start is not None
    if _OPEN.fullmatch(mention.template):
        day = base.start if unit != "day" else anchor
        inside = _inside(mention.template, base)
        return Placed(*inside, f"in the {unit} {_relative(count, unit)} {origin}")
    value = calendar.value_of(base.start, unit)
    clock = mention.template.partition("T")[2] if unit == "day" else ""
    value += f"T{clock}" if clock else ""
    interval, precision = base, calendar.PRECISION_OF_UNIT[unit]
    side = part(mention)
    if side:
        return _part(value, base, anchor, side, unit, origin)
    return Placed(value, interval, precision, f"the {unit} {_relative(count, unit)} {origin}")


def _fine_or_compound(mention: Mention, anchor: dt.date, count: int, unit: str, origin: str) -> Placed:
    if unit in ("hour", "minute", "second", "night"):
        value = anchor.isoformat() + ("TNI" if unit == "night" else "TXX")
        return Placed(value, Interval.day(anchor), Precision.DAY, f"on {origin}")
    factor, smaller = calendar.COMPOUND[unit]
    base = calendar.shift(anchor, count * factor, smaller) if unit != "decade" else calendar.shift(anchor, count, unit)
    assert base.start is not None
    grain = "decade" if unit == "decade" else smaller
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


def _relative(count: int, unit: str) -> str:
    if count == 0:
        return "that holds" if unit != "day" else "itself:"
    if abs(count) == 1:
        return "after" if count > 0 else "before"
    return f"{_count(count, unit)} {'after' if count > 0 else 'before'}"


def _inside(template: str, base: Interval) -> tuple[str, Interval | None, Precision | None]:
    """Fill a template from a week, month or year that is known: "Monday" of last week."""
    assert base.start is not None
    found = _OPEN.fullmatch(template)
    assert found is not None
    if found["weekday"]:
        day = base.start - dt.timedelta(days=base.start.weekday()) + dt.timedelta(days=int(found["weekday"]) - 1)
        value = day.isoformat() + (found["time"] or "")
    else:
        value = _in_year(template, base.start.year)
    days = calendar.interval_of(value)
    return (value, *days) if days else (value, None, None)


def _open(mention: Mention, days: Interval, name: str) -> Placed | None:
    """Fill a template whose week or year nobody told, by direction."""
    found = _OPEN.fullmatch(mention.template)
    if found is None:
        return None
    row_tells = any(key == "told" for key, _ in mention.captures)  # "last", "next": never the time itself
    anchor = days.start
    assert anchor is not None
    if found["weekday"]:
        return _weekday(mention, anchor, name, int(found["weekday"]), found["time"] or "", row_tells)
    return _nearest(mention, days, name, row_tells)


def _week_of(placed: Placed) -> Placed:
    """Return the week that holds the day of ``placed``."""
    if placed.interval is None or placed.interval.start is None:
        return placed
    day = placed.interval.start
    value = calendar.value_of(day, "week")
    return Placed(value, calendar.enclosing(day, "week"), Precision.WEEK, f"the week that holds {day_words(day)}")


def _in_year(template: str, year: int) -> str:
    """Put a year into a template; a feast is looked up in the calendar of that year."""
    found = _OPEN.fullmatch(template)
    if found is not None and found["holiday"]:
        return calendar.feast(year, found["holiday"]).isoformat() + (found["time"] or "")
    return f"{year:04d}{template[4:]}"


def _weekday(mention: Mention, anchor: dt.date, name: str, weekday: int, clock: str, told: bool) -> Placed:
    origin = f"{day_words(anchor)}, {name}"
    ahead = (weekday - 1 - anchor.weekday()) % 7
    word = WEEKDAYS[weekday - 1]
    if ahead == 0 and not told:
        day, reason = anchor, f"{word} is the day of {name.removeprefix('the day of ')}, {day_words(anchor)}"
    elif mention.direction is Direction.FUTURE:
        day, reason = anchor + dt.timedelta(days=ahead or 7), f"the first {word} after {origin}"
    else:
        day, reason = anchor - dt.timedelta(days=7 - ahead), f"the last {word} before {origin}"
    return Placed(day.isoformat() + clock, Interval.day(day), Precision.DAY, reason)


def _nearest(mention: Mention, days_told: Interval, name: str, told: bool) -> Placed:
    anchor = days_told.start
    assert anchor is not None
    candidates = []
    for year in range(anchor.year - 1, anchor.year + 2):
        value = _in_year(mention.template, year)
        days = calendar.interval_of(value)
        if days is not None:
            candidates.append((value, *days))
    if not candidates:
        return Placed(mention.template, None, None, "there is no such day in these years")
    if mention.direction is Direction.SAME:
        value, interval, precision = _next_told(candidates, days_told)
        return Placed(value, interval, precision, f"told after {_days_words(days_told)}, {name}")
    keep = [c for c in candidates if _allowed(c[1], days_told, mention.direction, told, c[2])] or candidates
    far = _WEIGHTS[mention.direction, candidates[0][2] is Precision.DAY]
    value, interval, precision = min(keep, key=lambda c: (_distance(c[1], anchor, *far), c[0]))
    words = {Direction.PAST: "the latest before", Direction.FUTURE: "the first after"}.get(
        mention.direction if precision is not Precision.DAY else Direction.UNKNOWN, "the one nearest to"
    )
    return Placed(value, interval, precision, f"{words} {day_words(anchor)}, {name}")


_FAR_BACK, _SOON = 240, 100  # days
_NEARLY_OVER = dt.timedelta(days=45)


def _next_told(candidates: list[tuple[str, Interval, Precision]], told: Interval) -> tuple[str, Interval, Precision]:
    """Return which candidate a story means: the one of the same year, unless that lies far back and the next is near.

    Who tells of a new year says so, but for the step from December to January.
    """
    assert told.start is not None
    assert told.last is not None
    same = [c for c in candidates if c[1].start is not None and c[1].start.year == told.start.year] or candidates[:1]
    after = [c for c in candidates if c[1].start is not None and c[1].start.year == told.start.year + 1]
    if after and same[0][1].end is not None and after[0][1].start is not None:
        back, ahead_by = (told.start - same[0][1].end).days, (after[0][1].start - told.last).days
        if back > _FAR_BACK and ahead_by < _SOON:
            return after[0]
    return same[0]


def _days_words(days: Interval) -> str:
    assert days.start is not None
    if days.is_day or days.last is None:
        return day_words(days.start)
    return f"{day_words(days.start)} to {day_words(days.last)}"


_WEIGHTS: dict[tuple[Direction, bool], tuple[float, float]] = {
    # (direction, whether it is a day) -> how much a day in the past and a day in the future count
    (Direction.PAST, True): (1, 2), (Direction.PAST, False): (1, 99),
    (Direction.FUTURE, True): (2, 1), (Direction.FUTURE, False): (3, 1),
    (Direction.UNKNOWN, True): (1, 1.2), (Direction.UNKNOWN, False): (1, 2),
    (Direction.SAME, True): (1, 1), (Direction.SAME, False): (1, 1),
}  # fmt: skip


def _allowed(interval: Interval, days: Interval, direction: Direction, told: bool, precision: Precision) -> bool:
    """Whether words that say so ("last June") let the interval stand on its side; quarters and halves have begun."""
    assert interval.start is not None
    assert interval.end is not None
    anchor = days.start
    assert anchor is not None
    assert days.end is not None
    if told:
        return interval.end <= anchor if direction is Direction.PAST else interval.start >= days.end
    if precision is Precision.QUARTER and direction is not Direction.FUTURE:
        return interval.start <= anchor
    if precision is Precision.HALF and direction is not Direction.FUTURE:
        return interval.end <= anchor + _NEARLY_OVER
    return True


def _distance(interval: Interval, anchor: dt.date, past: float, future: float) -> float:
    assert interval.start is not None
    assert interval.end is not None
    if interval.start <= anchor < interval.end:
        return 0
    days = (interval.start - anchor).days
    return days * future if days > 0 else ((anchor - interval.end).days + 1) * past
