"""Days that a name tells ("D-Day"), and weekdays of which nobody tells the week ("a Friday")."""

from __future__ import annotations

import datetime as dt

from briefing.dates.anchor import Reading, from_expression
from briefing.dates.express import express
from briefing.dates.neighbours import is_joined
from briefing.dates.parts import cut, part
from briefing.dates.place import fixed
from briefing.dates.placed import Placed
from briefing.model.time import Anchor, AnchorKind, Interval, Mention, Precision, TimeExpression

_FAR = dt.timedelta(days=90)  # a story that stands further away has a day of the same name of its own


def known_day(mention: Mention, reading: Reading) -> TimeExpression:
    """Resolve a day by its name, unless the story is that of another day of this name."""
    day, story = cut(fixed(mention.template), part(mention)), reading.told.story
    told = story.interval if story is not None and reading.scene.narrative else None
    if told is not None and told.start is not None and told.end is not None and day.interval is not None:
        near = Interval(told.start - _FAR, told.end + _FAR)
        if near.intersection(day.interval) is None:
            day = Placed("XXXX-XX-XX", None, None, "a day of this name that the story does not date")
    return express(mention, day, Anchor(AnchorKind.NONE))


def some_day(mention: Mention, reading: Reading) -> TimeExpression:
    """Resolve "a Friday": the date before it, where it says of what weekday that was, else none.

    >>> from briefing.dates.api import find_dates
    >>> [e.value for e in find_dates("On 4 May 2012, a Friday, it shut. It always shuts on a Friday.")]
    ['2012-05-04', '2012-05-04', 'XXXX-WXX-5']
    """
    last = reading.resolved[-1] if reading.resolved else None
    days = last.interval if last is not None else None
    if last is not None and days is not None and days.is_day and days.start is not None:
        same = str(days.start.isoweekday()) == mention.template[-1]
        if same and is_joined(reading.text[last.span[1] : mention.span[0]], reading.scene.apposing):
            told = Placed(days.start.isoformat(), days, Precision.DAY, f"the weekday of “{last.text}”")
            return express(mention, told, from_expression(last).anchor)
    open_day = Placed(mention.template, None, None, "which one, the text leaves open")
    return express(mention, open_day, Anchor(AnchorKind.NONE))
