"""Units of the calendar, the intervals they cut out of time, and the TIMEX3 values that name them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from briefing.model.time import Interval, Precision

DAY = dt.timedelta(days=1)
SEASONS = {"WI": 12, "SP": 3, "SU": 6, "FA": 9}  # first month; winter begins in the December before
UNIT_LETTERS = {
    "year": "Y",
    "month": "M",
    "week": "W",
    "day": "D",
    "quarter": "Q",
    "hour": "TH",
    "minute": "TM",
    "second": "TS",
}
COMPOUND = {
    "decade": (10, "year"),
    "century": (100, "year"),
    "millennium": (1000, "year"),
    "fortnight": (2, "week"),
    "half": (6, "month"),
}
PARTS_OF_UNIT = {
    "century": (100, "year"),
    "decade": (10, "year"),
    "year": (12, "month"),
    "month": (30, "day"),
    "week": (7, "day"),
    "day": (24, "hour"),
    "hour": (60, "minute"),
    "minute": (60, "second"),
    "quarter": (3, "month"),
}
PRECISION_OF_UNIT = {
    "day": Precision.DAY,
    "week": Precision.WEEK,
    "weekend": Precision.WEEKEND,
    "month": Precision.MONTH,
    "quarter": Precision.QUARTER,
    "half": Precision.HALF,
    "season": Precision.SEASON,
    "year": Precision.YEAR,
    "decade": Precision.DECADE,
    "century": Precision.CENTURY,
}


def month_start(year: int, month: int) -> dt.date:
    """Return the first day of a month counted from January of ``year``; 13 is the next January, 0 the last December."""
    extra, index = divmod(month - 1, 12)
    return dt.date(year + extra, index + 1, 1)


def _from_months(start_month: Callable[[dt.date], int], length: int) -> Callable[[dt.date, int], Interval]:
    def cut(day: dt.date, count: int) -> Interval:
        first = start_month(day) + count * length
        return Interval(month_start(day.year, first), month_start(day.year, first + length))

    return cut


def _years(span: int) -> Callable[[dt.date, int], Interval]:
    def cut(day: dt.date, count: int) -> Interval:
        first = day.year - day.year % span + count * span
        return Interval(dt.date(first, 1, 1), dt.date(first + span, 1, 1))

    return cut


def _days(span: int, offset: int = 0, length: int | None = None) -> Callable[[dt.date, int], Interval]:
    def cut(day: dt.date, count: int) -> Interval:
        first = day + dt.timedelta(days=count * span + offset - (day.weekday() if span == 7 else 0))
        return Interval(first, first + dt.timedelta(days=length or span))

    return cut


def _season(day: dt.date, count: int) -> Interval:
    first = (day.month // 3) * 3 + count * 3  # December, or month 0: the winter that holds January
    return Interval(month_start(day.year, first), month_start(day.year, first + 3))


_CUT: dict[str, Callable[[dt.date, int], Interval]] = {
    "day": _days(1),
    "week": _days(7),
    "weekend": _days(7, offset=5, length=2),
    "month": _from_months(lambda d: d.month, 1),
    "quarter": _from_months(lambda d: (d.month - 1) // 3 * 3 + 1, 3),
    "half": _from_months(lambda d: (d.month - 1) // 6 * 6 + 1, 6),
    "season": _season,
    "year": _years(1),
    "decade": _years(10),
    "century": _years(100),
}


def shift(day: dt.date, count: int, unit: str) -> Interval:
    """Return the ``unit`` that lies ``count`` units after the one that holds ``day``.

    Raises OverflowError or ValueError outside the years 1 to 9999.

    >>> shift(dt.date(2024, 3, 31), -1, "month").start.isoformat()
    '2024-02-01'
    """
    return _CUT[unit](day, count)


def enclosing(day: dt.date, unit: str) -> Interval:
    """Return the ``unit`` that holds ``day`` (the weekend of its week).

    >>> enclosing(dt.date(2024, 3, 13), "week").last.isoformat()
    '2024-03-17'
    """
    return shift(day, 0, unit)


def value_of(day: dt.date, unit: str) -> str:
    """Return the TIMEX3 value of the ``unit`` that holds ``day``.

    >>> [value_of(dt.date(2024, 12, 30), unit) for unit in ("day", "week", "quarter", "season", "decade")]
    ['2024-12-30', '2025-W01', '2024-Q4', '2024-WI', '202']
    """
    year, week, _ = day.isocalendar()
    if unit == "week":
        return f"{year:04d}-W{week:02d}"
    if unit == "weekend":
        return f"{year:04d}-W{week:02d}-WE"
    if unit == "season":
        name = ("WI", "SP", "SU", "FA")[day.month // 3 % 4]
        return f"{day.year if day.month > 2 else day.year - 1:04d}-{name}"
    return {
        "day": day.isoformat(),
        "month": f"{day.year:04d}-{day.month:02d}",
        "quarter": f"{day.year:04d}-Q{(day.month + 2) // 3}",
        "half": f"{day.year:04d}-H{(day.month + 5) // 6}",
        "year": f"{day.year:04d}",
        "decade": f"{day.year // 10:03d}",
        "century": f"{day.year // 100:02d}",
    }[unit]


_LONG = re.compile(r"\d{2,3}X{0,2}")  # a decade or a century
_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?|W(?P<week>\d\d)(?:-(?P<weekday>\d|WE))?"
    r"|Q(?P<quarter>\d)|H(?P<half>\d)|(?P<season>SP|SU|FA|WI)))?(?:T.*)?"
)


def interval_of(value: str) -> tuple[Interval, Precision] | None:
    """Return the days that a TIMEX3 value names and how exactly, or None when it names none.

    >>> interval_of("2024-Q1")[0].last.isoformat()
    '2024-03-31'
    >>> interval_of("P3D") is None
    True
    """
    try:
        if _LONG.fullmatch(value):
            digits = value.rstrip("X")
            unit = "decade" if len(digits) == 3 else "century"
            span = 10 if unit == "decade" else 100
            return enclosing(dt.date(int(digits) * span or 1, 1, 1), unit), PRECISION_OF_UNIT[unit]
        found = _VALUE.fullmatch(value)
        if found is None:
            return None
        day, unit = _first_day(found)
        return enclosing(day, unit), PRECISION_OF_UNIT[unit]
    except (ValueError, OverflowError):
        return None


def _first_day(found: re.Match[str]) -> tuple[dt.date, str]:
    year = int(found["year"])
    if found["day"]:
        return dt.date(year, int(found["month"]), int(found["day"])), "day"
    if found["month"]:
        return dt.date(year, int(found["month"]), 1), "month"
    if found["week"]:
        weekday = found["weekday"]
        if weekday == "WE":
            return dt.date.fromisocalendar(year, int(found["week"]), 6), "weekend"
        return dt.date.fromisocalendar(year, int(found["week"]), int(weekday or 1)), "day" if weekday else "week"
    if found["quarter"]:
        return month_start(year, int(found["quarter"]) * 3 - 2), "quarter"
    if found["half"]:
        return month_start(year, int(found["half"]) * 6 - 5), "half"
    if found["season"]:
        return month_start(year, SEASONS[found["season"]]), "season"
    return dt.date(year, 1, 1), "year"


def feast(year: int, rule: str) -> dt.date:
    """Return the day of a feast: "easter-2"; "11/4/4", the fourth Thursday of November; "5/-1/1", May's last Monday.

    "11/4/4+1" is the day after the first of these.

    >>> feast(2024, "easter+0").isoformat(), feast(2024, "11/4/4").isoformat(), feast(2024, "5/-1/1").isoformat()
    ('2024-03-31', '2024-11-28', '2024-05-27')
    """
    if rule.startswith("easter"):
        from dateutil.easter import easter

        return easter(year) + dt.timedelta(days=int(rule.removeprefix("easter")))
    rule, _, after = rule.partition("+")
    if after:
        return feast(year, rule) + dt.timedelta(days=int(after))
    month, nth, weekday = (int(part) for part in rule.split("/"))
    if nth < 0:
        last = month_start(year, month + 1) - DAY
        return last - dt.timedelta(days=(last.isoweekday() - weekday) % 7)
    first = month_start(year, month)
    return first + dt.timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


def length_value(count: float | str, unit: str) -> str:
    """Return the TIMEX3 value of a length; halves of a unit become units below it.

    >>> length_value(2.5, "year"), length_value("X", "day"), length_value(3, "decade"), length_value(36, "hour")
    ('P2Y6M', 'PXD', 'P30Y', 'PT36H')
    """
    if unit in COMPOUND:
        factor, unit = COMPOUND[unit]
        count = count if isinstance(count, str) else count * factor
    if unit in ("weekend", "night"):
        return f"P{_plain(count)}{'WE' if unit == 'weekend' else 'TNI'}"
    letter = UNIT_LETTERS[unit]
    head, letter = ("PT", letter[1]) if letter.startswith("T") else ("P", letter)
    if not isinstance(count, str) and count != int(count) and unit in PARTS_OF_UNIT:
        factor, smaller = PARTS_OF_UNIT[unit]
        rest = (count - int(count)) * factor
        if abs(rest - round(rest)) < 1e-6:
            below = length_value(round(rest), smaller).lstrip("P")
            whole = f"{int(count)}{letter}" if count >= 1 else ""
            return f"{head}{whole}{below.lstrip('T') if head == 'PT' else below}"
    return f"{head}{_plain(count)}{letter}"


def _plain(count: float | str) -> str:
    return count if isinstance(count, str) else f"{count:.10g}"


def move(day: dt.date, count: float, unit: str) -> dt.date:
    """Return the day that lies ``count`` units from ``day``, the last of the month where there is no such day.

    >>> move(dt.date(2024, 1, 31), 1, "month").isoformat(), move(dt.date(2024, 3, 13), -2, "week").isoformat()
    ('2024-02-29', '2024-02-28')
    """
    if unit in COMPOUND:
        factor, unit = COMPOUND[unit]
        count *= factor
    months = {"month": 1, "quarter": 3, "year": 12}.get(unit)
    if months:
        whole = round(count * months)
        first = month_start(day.year, day.month + whole)
        last = month_start(first.year, first.month + 1) - DAY
        return min(first.replace(day=min(day.day, last.day)), last)
    return day + dt.timedelta(days=round(count * {"week": 7, "weekend": 7}.get(unit, 1)))
