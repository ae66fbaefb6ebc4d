"""Where an expression lies: the record, and the words for it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from briefing.model.time import Interval, Precision

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
OPEN = re.compile(
    r"XXXX-(?:WXX-(?:(?P<weekday>[1-7])|(?P<weekend>WE))|(?P<month>\d\d)-(?P<day>\d\d)|XX-(?P<monthday>\d\d)|(?P<onlymonth>\d\d)|Q(?P<quarter>\d)|H(?P<half>\d)"
    r"|(?P<season>SP|SU|FA|WI)|(?P<holiday>easter[+-]\d+|\d+/-?\d/\d(?:\+\d)?))(?P<time>T.*)?"
)
"""A template whose week or year the text leaves open."""


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
