"""What the results of firms count from: the quarter told last, the last full one, the year that they close."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from briefing.dates.anchor import Told, from_article, from_expression, last_full_quarter, wants
from briefing.dates.calendar import value_of
from briefing.dates.express import express
from briefing.dates.place import fixed
from briefing.dates.placed import Placed
from briefing.model.time import Anchor, AnchorKind, Interval, Mention, TimeExpression, TimexType

_HALF_QUARTER = dt.timedelta(days=45)


def resolve_ended(mention: Mention, day: TimeExpression) -> TimeExpression:
    """Resolve "the quarter ended 31 July": the calendar quarter that holds the middle of those three months."""
    if day.interval is None or day.interval.start is None:
        return express(mention, Placed(mention.template, None, None, day.explanation), Anchor(AnchorKind.NONE))
    origin = from_expression(day)
    placed = fixed(value_of(day.interval.start - _HALF_QUARTER, "quarter"))
    words = f"the calendar quarter in which most of the months lie that ended on {origin.name}"
    return express(mention, replace(placed, reason=words), origin.anchor)


def resolve_period(mention: Mention, told: Told, dct: Interval | None) -> TimeExpression:
    """Resolve "the quarter" and "a year earlier": the quarter told last, or the last full one, or a year before it."""
    years = mention.shift[0] if mention.shift is not None and mention.shift[1] == "year" else 0
    named = mention.template[:4] if mention.template[:4].isdecimal() else ""
    period = told.period
    if wants(mention) == "lastperiod" and told.over is not None:
        period = told.over
    if period is not None and period.type is TimexType.DATE:
        value = f"{named or int(period.value[:4]) + years:0>4}{period.value[4:]}"
        origin = from_expression(period)
    elif period is not None and years and "period" in mention.text.lower():
        placed = Placed(period.value, None, None, f"as long as “{period.text}”, a year before")
        return replace(express(mention, placed, Anchor(AnchorKind.NONE)), type=TimexType.DURATION)
    elif named:
        return express(mention, fixed(named), Anchor(AnchorKind.NONE))
    elif dct is None or dct.start is None:
        placed = Placed(mention.template, None, None, "the day of the article is not known")
        return express(mention, placed, from_article(None).anchor)
    else:
        origin = from_article(dct)
        if years:
            value = f"{dct.start.year + years:04d}"
        else:
            quarter = last_full_quarter(dct.start)
            assert quarter.start is not None
            value = value_of(quarter.start, "quarter")
    placed = fixed(value)
    words = (
        f"counted from {origin.name}"
        if origin.anchor.kind is AnchorKind.EXPRESSION
        else "the last full one before the article"
    )
    return express(mention, replace(placed, reason=words), origin.anchor)
