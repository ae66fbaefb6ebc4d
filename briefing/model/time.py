"""Time: intervals of days, the words that name them, and what those words count from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

Span = tuple[int, int]
"""Character offsets in ``Document.text`` (code points), end exclusive."""

FIRST_DAY, LAST_DAY = dt.date(2, 1, 1), dt.date(9997, 12, 31)
"""Between them a text may have been written: what it says of weeks before and after then stays in the calendar."""


class Precision(StrEnum):
    """How exactly a date is known (the words of the timeline file)."""

    DAY = "day"
    SPAN = "span"  # lasted from start to end
    WITHIN = "within"  # one time somewhere between start and end
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    BEFORE = "before"  # start is open
    AFTER = "after"  # end is open


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from ``start`` (included) to ``end`` (not included); None is an open side.

    >>> Interval.day(dt.date(2024, 2, 29)).last.isoformat()
    '2024-02-29'
    """

    start: dt.date | None
    end: dt.date | None

    @classmethod
    def day(cls, day: dt.date) -> Interval:
        """Return the interval that holds ``day`` alone."""
        return cls(day, day + dt.timedelta(days=1))

    @classmethod
    def closed(cls, first: dt.date | None, last: dt.date | None) -> Interval:
        """Return the interval from ``first`` to ``last``, both included."""
        return cls(first, last + dt.timedelta(days=1) if last is not None else None)

    @property
    def last(self) -> dt.date | None:
        """The last day inside, or None when the end is open."""
        return self.end - dt.timedelta(days=1) if self.end is not None else None

    @property
    def is_day(self) -> bool:
        """Whether the interval is one single day."""
        return self.start is not None and self.start == self.last

    def contains(self, other: Interval) -> bool:
        """Whether every day of ``other`` lies inside."""
        starts = self.start is None or (other.start is not None and self.start <= other.start)
        ends = self.end is None or (other.end is not None and other.end <= self.end)
        return starts and ends

    def intersection(self, other: Interval) -> Interval | None:
        """Return the days in both, or None when there are none."""
        starts = [d for d in (self.start, other.start) if d is not None]
        ends = [d for d in (self.end, other.end) if d is not None]
        start, end = max(starts, default=None), min(ends, default=None)
        if start is not None and end is not None and start >= end:
            return None
        return Interval(start, end)


class TimexType(StrEnum):
    """The four types of TIMEX3 (TimeML 1.2.1, section 2.2)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Direction(StrEnum):
    """On which side of its anchor a time lies."""

    PAST = "past"
    SAME = "same"
    FUTURE = "future"
    UNKNOWN = "unknown"


class AnchorKind(StrEnum):
    """What a phrase counts from."""

    DCT = "dct"  # the document creation time
    EXPRESSION = "expression"  # another expression of the same document
    EVENT = "event"  # a dated event
    NONE = "none"  # nothing: "1994" stands by itself


@dataclass(frozen=True, slots=True)
class Anchor:
    """What an expression counts from: the days, their kind, and where they are named."""

    kind: AnchorKind
    interval: Interval | None = None
    span: Span | None = None  # of the expression counted from, for EXPRESSION
    label: str = ""  # the event's name, for EVENT


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name a time, read before anybody knows when they were written.

    ``template`` is a TIMEX3 value with ``X`` in the places that only the anchor can fill. It is the vocabulary in which
    ``dating`` reads a text: ``XXXX-08-18`` month and day, ``XXXX-08`` a month, ``XXXX-WXX-5`` a Friday, ``1994``,
    ``2025-08-18``, ``P3D``, ``XXXX-XX-XX`` a day that is counted from the anchor. ``shift`` is that distance, where
    there is one: ``(-1, "day")`` for "yesterday", ``(0, "day")`` for "today", ``(0, "week")`` for "this week".
    """

    text: str
    span: Span
    type: TimexType
    template: str
    rule: str  # the table row that fired
    direction: Direction = Direction.UNKNOWN
    shift: tuple[int, str] | None = None
    mod: str = ""
    captures: tuple[tuple[str, str], ...] = ()  # what the row's named groups held, for resolve
    reach: Span | None = None  # the whole phrase where it is longer than what is marked: "two weeks later"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A TIMEX3: words that name a time, and the time they name.

    ``type``, ``value`` and ``mod`` are as an annotator would write them; ``interval`` is the calendar days to which the
    phrase leads ("three days later" is ``P3D``, and the interval one day). Only ``interval`` feeds the timeline.
    """

    text: str  # as written: "two weeks ago"
    span: Span
    type: TimexType
    value: str  # TIMEX3: "2024-W09", "P3D"
    interval: Interval | None
    precision: Precision | None  # of the interval
    anchor: Anchor
    direction: Direction
    rule: str
    explanation: str  # one sentence
    mod: str = ""
    range: Interval | None = None  # the whole range of which this expression is an end ("August 18" of "August 18-19")
    reach: Span | None = field(
        default=None, compare=False
    )  # the whole phrase where it is longer than what is marked: "two weeks later"
