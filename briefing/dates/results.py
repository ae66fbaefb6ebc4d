"""What the results of firms count from: the quarter told last, the last full one, the year that they close."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from briefing.dates import calendar
from briefing.dates.anchor import Origin, Told, from_article, from_expression, last_full_quarter
from briefing.dates.calendar import value_of
from briefing.dates.express import express
from briefing.dates.neighbours import ends_between
from briefing.dates.parts import wants
from briefing.dates.place import fixed
from briefing.dates.placed import Placed
from briefing.model.time import Anchor, AnchorKind, Direction, Interval, Mention, TimeExpression, TimexType

_PERIOD = re.compile(r"\d{4}-(?:[QH]\d|\d\d)")
_HALF_QUARTER = dt.timedelta(days=45)


def resolve_ended(mention: Mention, day: TimeExpression) -> TimeExpression:
    """Resolve "the quarter ended 31 July": the calendar quarter that holds the middle of those three months."""
    if day.interval is None or day.interval.start is None:
        return express(mention, Placed(mention.template, None, None, day.explanation), Anchor(AnchorKind.NONE))
    origin = from_expression(day)
    placed = fixed(value_of(day.interval.start - _HALF_QUARTER, "quarter"))
    words = f"the calendar quarter in which most of the months lie that ended on {origin.name}"
    return express(mention, replace(placed, reason=words), origin.anchor)


def closed_year(told: Told) -> Origin | None:
    """Return what closed a year, when that was told last: "the full year" after it is that year."""
    last = told.over
    if last is not None and last.value[5:] in ("Q4", "H2"):
        return from_expression(last)
    closing = _closing(told)
    return from_expression(closing[0]) if closing is not None and closing[1].month == 12 else None


def _closing(told: Told) -> tuple[TimeExpression, dt.date] | None:
    """Return the day on which the span of months told last ended: "the three months ended Dec. 31"."""
    day = told.day
    if day is None or day.span != told.span_end or day.interval is None or day.interval.start is None:
        return None
    return day, day.interval.start


def period_beside(text: str, mention: Mention, resolved: Sequence[TimeExpression]) -> TimeExpression | None:
    """Return the quarter, half or month that stands before it in its sentence."""
    for expression in reversed(resolved[-3:]):
        if ends_between(text, expression.span[1], mention.span[0]):
            return None
        if _PERIOD.fullmatch(expression.value):
            return expression
    return None


def resolve_period(
    mention: Mention, told: Told, dct: Interval | None, beside: TimeExpression | None = None
) -> TimeExpression:
    """Resolve "the quarter" and "a year earlier": the quarter told last, or the last full one, or a year before it."""
    years = mention.shift[0] if mention.shift is not None and mention.shift[1] == "year" else 0
    named = mention.template[:4] if mention.template[:4].isdecimal() else ""
    period, closing = told.period, _closing(told)
    if (
        years
        and beside is not None
        and (beside.direction is Direction.FUTURE if beside.value[5] in "QH" else not period)
    ):
        period = beside  # a quarter to come, and a month where no quarter was told
    if wants(mention) == "lastperiod" and told.over is not None:
        period = told.over
    if period is not None and period.type is TimexType.DATE:
        value, origin = _of_year(period.value, years, named), from_expression(period)
    elif period is not None and years and "period" in mention.text.lower():
        placed = Placed(period.value, None, None, f"as long as “{period.text}”, a year before")
        return replace(express(mention, placed, Anchor(AnchorKind.NONE)), type=TimexType.DURATION)
    elif period is not None and closing is not None and (years or named):
        unit, back = ("quarter", _HALF_QUARTER) if period.value == "P3M" else ("year", calendar.DAY)
        value, origin = _of_year(value_of(closing[1] - back, unit), years, named), from_expression(closing[0])
    elif named:
        return express(mention, fixed(named), Anchor(AnchorKind.NONE))
    elif dct is None or dct.start is None:
        placed = Placed(mention.template, None, None, "the day of the article is not known")
        return express(mention, placed, from_article(None).anchor)
    else:
        origin = from_article(dct)
        value = f"{dct.start.year + years:04d}" if years else last_full_quarter(dct.start)
    placed = fixed(value)
    counted = origin.anchor.kind is AnchorKind.EXPRESSION
    words = f"counted from {origin.name}" if counted else "the last full one before the article"
    return express(mention, replace(placed, reason=words), origin.anchor)


def _of_year(value: str, years: int, named: str) -> str:
    """Return the same quarter, half or year of another year: so many years on, or the one named."""
    return f"{named or int(value[:4]) + years:0>4}{value[4:]}"
