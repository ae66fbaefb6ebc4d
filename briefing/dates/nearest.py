"""Which Monday, which March, which third quarter: templates whose week or year the text leaves open."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from briefing.dates import calendar
from briefing.dates.placed import OPEN, WEEKDAYS, Placed, day_words
from briefing.model.time import Direction, Interval, Mention, Precision

_DAY = dt.timedelta(days=1)
_FAR_BACK, _SOON = 200, 125  # days
_TURN = 10  # days
_HALF_WEEK = 3  # days
_JUST_OVER = dt.timedelta(days=30)  # a last day may have passed when the article appears
_NEARLY_OVER = dt.timedelta(days=45)
_Candidate = tuple[str, Interval, Precision]
_WEIGHTS: dict[tuple[Direction, bool], tuple[float, float]] = {
    # (direction, whether it is a day) -> how much a day in the past and a day in the future count
    (Direction.PAST, True): (1, 6), (Direction.PAST, False): (1, 99),
    (Direction.FUTURE, True): (3, 1), (Direction.FUTURE, False): (5, 1),
    (Direction.UNKNOWN, True): (1, 1.2), (Direction.UNKNOWN, False): (1, 2),
    (Direction.SAME, True): (1, 1), (Direction.SAME, False): (1, 1),
}  # fmt: skip


def fill_open(mention: Mention, days: Interval, name: str) -> Placed | None:
    """Fill a template whose week or year nobody told, by direction."""
    found = OPEN.fullmatch(mention.template)
    if found is None:
        return None
    row_tells = any(key == "told" for key, _ in mention.captures)  # "last", "next": never the time itself
    if ("after", "start") in mention.captures:  # the other end of a range
        mention = replace(mention, direction=Direction.FUTURE)
    anchor = days.start
    assert anchor is not None
    if found["weekday"]:
        return _weekday(mention, anchor, name, int(found["weekday"]), found["time"] or "", row_tells)
    if found["weekend"]:
        return _weekend(mention, anchor, name)
    if found["monthday"]:
        return _month_day(mention, anchor, name, int(found["monthday"]), found["time"] or "")
    return _nearest(mention, days, name, row_tells)


def _month_day(mention: Mention, anchor: dt.date, name: str, number: int, clock: str) -> Placed:
    """Return the day with that number in the anchor's month, or the one before it when that lies ahead.

    In a story, which goes on, a much lower number belongs to the next month; so does one that is told as to come. A
    weekday that is named with it ("Friday the 13th") tells the month.
    """
    named = next((value for key, value in mention.captures if key == "named"), None)
    if named is not None:
        return _named_day(mention, anchor, name, number, int(named))
    over = mention.direction is Direction.SAME and number < anchor.day - _TURN
    over = over or (mention.direction is Direction.FUTURE and number < anchor.day)
    for count in (1,) if over else (0, -1, -2):
        start = calendar.shift(anchor, count, "month").start
        assert start is not None
        day = start + dt.timedelta(days=number - 1)
        known = mention.direction in (Direction.FUTURE, Direction.SAME)
        if day.month == start.month and (day <= anchor or known):
            words = (
                f"that day of the month of {day_words(anchor)}, {name}"
                if not count
                else f"the last before {day_words(anchor)}, {name}"
            )
            return Placed(day.isoformat() + clock, Interval.day(day), Precision.DAY, words)
    return Placed(mention.template, None, None, "there is no such day in these months")


def _named_day(mention: Mention, anchor: dt.date, name: str, number: int, weekday: int) -> Placed:
    """Return the nearest day with that number in its month and that weekday."""
    days = [
        start + (number - 1) * _DAY
        for start in (calendar.shift(anchor, n, "month").start for n in range(-9, 10))
        if start
    ]
    fits = [day for day in days if day.isoweekday() == weekday and day.day == number]
    if not fits:
        return Placed(mention.template, None, None, "no month near it has such a day")
    weigh = _WEIGHTS[mention.direction, True]
    day = min(fits, key=lambda d: (_distance(Interval.day(d), anchor, *weigh), d))
    words = f"the nearest {WEEKDAYS[weekday - 1]} with that number to {day_words(anchor)}, {name}"
    return Placed(day.isoformat(), Interval.day(day), Precision.DAY, words)


def _weekend(mention: Mention, anchor: dt.date, name: str) -> Placed:
    """Return the weekend of the anchor's week when it has begun or is to come, else the one before."""
    count = 0 if mention.direction is Direction.FUTURE or anchor.weekday() > 4 else -1
    interval = calendar.shift(anchor, count, "weekend")
    assert interval.start is not None
    words = "the weekend of the week of" if count == 0 else "the last weekend before"
    value = calendar.value_of(interval.start, "weekend")
    return Placed(value, interval, Precision.WEEKEND, f"{words} {day_words(anchor)}, {name}")


def inside(template: str, base: Interval) -> tuple[str, Interval | None, Precision | None]:
    """Fill a template from a week, month or year that is known: "Monday" of last week."""
    assert base.start is not None
    found = OPEN.fullmatch(template)
    assert found is not None
    if found["weekday"]:
        day = base.start - dt.timedelta(days=base.start.weekday()) + dt.timedelta(days=int(found["weekday"]) - 1)
        value = day.isoformat() + (found["time"] or "")
    else:
        value = _in_year(template, base.start.year)
    days = calendar.interval_of(value)
    return (value, *days) if days else (value, None, None)


def _in_year(template: str, year: int) -> str:
    """Put a year into a template; a feast is looked up in the calendar of that year."""
    found = OPEN.fullmatch(template)
    if found is not None and found["holiday"]:
        return calendar.feast(year, found["holiday"]).isoformat() + (found["time"] or "")
    return f"{year:04d}{template[4:]}"


def _weekday(mention: Mention, anchor: dt.date, name: str, weekday: int, clock: str, told: bool) -> Placed:
    origin = f"{day_words(anchor)}, {name}"
    ahead = (weekday - 1 - anchor.weekday()) % 7
    word = WEEKDAYS[weekday - 1]
    if ahead == 0 and not told:
        day, reason = anchor, f"{word} is the day of {name.removeprefix('the day of ')}, {day_words(anchor)}"
    elif mention.direction in (Direction.FUTURE, Direction.SAME) or ahead <= _leap(mention):
        day, reason = anchor + dt.timedelta(days=ahead or 7), f"the first {word} after {origin}"
    else:
        day, reason = anchor - dt.timedelta(days=7 - ahead), f"the last {word} before {origin}"
    return Placed(day.isoformat() + clock, Interval.day(day), Precision.DAY, reason)


def _leap(mention: Mention) -> int:
    """Return how many days ahead a weekday may lie that no verb puts there: the nearest one, or that of tomorrow."""
    hints = {key for key, _ in mention.captures}
    return _HALF_WEEK if "either" in hints else 1 if "eve" in hints else -1


def _nearest(mention: Mention, days_told: Interval, name: str, told: bool) -> Placed:
    anchor = days_told.start
    assert anchor is not None
    candidates = _of_years(mention.template, anchor)
    if not candidates:
        return Placed(mention.template, None, None, "there is no such day in these years")
    if mention.direction is Direction.SAME:
        value, interval, precision = _next_told(candidates, days_told)
        return Placed(value, interval, precision, f"told after {_days_words(days_told)}, {name}")
    candidates = _narrowed(candidates, mention, anchor)
    keep = [c for c in candidates if _allowed(c[1], days_told, mention.direction, told, c[2])] or candidates
    far = _WEIGHTS[mention.direction, candidates[0][2] is Precision.DAY]
    value, interval, precision = min(keep, key=lambda c: (_distance(c[1], anchor, *far), c[0]))
    words = {Direction.PAST: "the latest before", Direction.FUTURE: "the first after"}.get(
        mention.direction if precision is not Precision.DAY else Direction.UNKNOWN, "the one nearest to"
    )
    return Placed(value, interval, precision, f"{words} {day_words(anchor)}, {name}")


def _of_years(template: str, anchor: dt.date) -> list[_Candidate]:
    """Return the time in the year of the anchor and in those around it, where there is such a day."""
    values = [_in_year(template, year) for year in range(anchor.year - 1, anchor.year + 2)]
    return [(value, *days) for value in values if (days := calendar.interval_of(value)) is not None]


def _narrowed(candidates: list[_Candidate], mention: Mention, anchor: dt.date) -> list[_Candidate]:
    """Return those candidates that the words around a mention allow; all of them when they allow none."""
    keep = candidates
    if ("sure", "future") in mention.captures:
        keep = [c for c in keep if c[1].end is not None and c[1].end > anchor - _JUST_OVER] or keep
    if ("sure", "past") in mention.captures:
        keep = [c for c in keep if c[1].start is not None and c[1].start <= anchor] or keep
    if ("after", "start") in mention.captures:
        keep = [c for c in keep if c[1].start is not None and c[1].start >= anchor] or keep
    if ("last", "-1") in mention.captures:  # on 1 March nobody says "last February" of the month before
        keep = [c for c in keep if c[1].end is not None and c[1].end < anchor.replace(day=1)] or keep
    return keep


def _next_told(candidates: list[_Candidate], told: Interval) -> _Candidate:
    """Return which candidate a story means: the one of the same year, unless that lies far back and the next is near.

    Who tells of a new year says so, but for the step from December to January.
    """
    assert told.start is not None
    assert told.last is not None
    around = [c for c in candidates if c[1].start is not None and c[1].intersection(told) == told]
    if around:  # "that winter", told of a day in January
        return around[0]
    same = [c for c in candidates if c[1].start is not None and c[1].start.year == told.start.year] or candidates[:1]
    if told.start.year != told.last.year:  # a winter: what is nearer to it, before or after
        return min(candidates, key=lambda c: (_apart(c[1], told), c[0]))
    after = [c for c in candidates if c[1].start is not None and c[1].start.year == told.start.year + 1]
    if after and same[0][1].end is not None and after[0][1].start is not None:
        back, ahead_by = (told.start - same[0][1].end).days, (after[0][1].start - told.last).days
        if back > _FAR_BACK and ahead_by < _SOON:
            return after[0]
    return same[0]


def _apart(one: Interval, other: Interval) -> int:
    """Return how many days lie between two times."""
    assert one.start is not None
    assert one.end is not None
    assert other.start is not None
    assert other.end is not None
    return max((one.start - other.end).days, (other.start - one.end).days)


def _days_words(days: Interval) -> str:
    assert days.start is not None
    if days.is_day or days.last is None:
        return day_words(days.start)
    return f"{day_words(days.start)} to {day_words(days.last)}"


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
