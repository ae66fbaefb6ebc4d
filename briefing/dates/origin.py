"""Where to look for what a phrase counts from, by what its rule asks for."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

from briefing.dates.anchor import NEIGHBOURHOOD, Origin, Reading, Told, from_article, from_expression, is_loose
from briefing.dates.asides import Scene, looks_ahead
from briefing.dates.neighbours import APPOSING, dated_beside, day_before, day_said, is_apart, same_weekday
from briefing.dates.parts import wants
from briefing.dates.place import place
from briefing.model.time import (
    Anchor,
    AnchorKind,
    Direction,
    Interval,
    Mention,
    Precision,
    TimeExpression,
    TimexType,
)

_MONTH = re.compile(r"\d{4}-\d\d")
_COARSE = (Precision.YEAR, Precision.DECADE, Precision.CENTURY)
_COARSE_UNITS = ("month", "quarter", "half", "year", "decade", "century")
_LATELY = dt.timedelta(days=30)


def choose(reading: Reading, index: int) -> Origin:
    """Return what mention ``index`` counts from."""
    mention = reading.mentions[index]
    step = _STEPS.get(wants(mention))
    origin = step(reading, mention) if step is not None else None
    return origin or from_article(reading.scene.dct)


def _told_before(reading: Reading, mention: Mention) -> Origin | None:
    """The date told last: "two days later", "that year"."""
    told = reading.told
    fine = mention.shift is not None and mention.shift[1] == "day" and mention.type is not TimexType.DURATION
    latest = told.day if fine else told.latest
    if latest is not None and latest.precision in _COARSE and reading.scene.narrative and _counts_days(mention):
        latest = told.story
    if latest is not None:
        return from_expression(latest)
    return Origin(Anchor(AnchorKind.EVENT), "what is told before it") if mention.type is TimexType.DURATION else None


def _of_fate(reading: Reading, mention: Mention) -> Origin:
    """The day on which somebody's fate has just been told: "the day after his death"."""
    day = reading.told.day
    if day is not None and mention.span[0] - day.span[1] < 2 * NEIGHBOURHOOD:
        return from_expression(day)
    return Origin(Anchor(AnchorKind.EVENT), "an event")


def _in_story(reading: Reading, mention: Mention) -> Origin | None:
    """Where the story stands: "the summer", "the whole year"."""
    story = reading.told.story
    if story is None or not (reading.scene.narrative or reading.scene.dct is None):
        return None
    return _from_story(mention, reading.told, story)


def _day_near(reading: Reading, mention: Mention) -> Origin | None:
    """The day beside a clock time, or that told just before it."""
    told = reading.told
    before = day_before(reading.text, mention, reading.resolved)
    if before is not None:
        return from_expression(before)
    day = told.day
    if reading.scene.narrative and told.story is not None and told.story.precision is Precision.DAY:
        day = told.story
    near = day is not None and mention.span[0] - day.span[1] < NEIGHBOURHOOD
    return from_expression(day) if day is not None and near and _goes_on(reading, mention, day) else None


def _within(reading: Reading, mention: Mention) -> Origin | None:
    """Of "in the morning": the day that a story has reached, in news the day beside it."""
    return (_told_before if reading.scene.narrative else _day_near)(reading, mention)


def _unbound(reading: Reading, mention: Mention) -> Origin | None:
    """What settles a date that asks for nothing: "on Tuesday", "in March", "this week"."""
    text, told, resolved, scene = reading.text, reading.told, reading.resolved, reading.scene
    if is_loose(mention):
        said = day_said(text, mention, resolved, scene.report)
        if said is not None:
            return from_expression(said)
    if mention.shift is not None or mention.type not in (TimexType.DATE, TimexType.TIME):
        return None
    if mention.template.startswith("XXXX-XX-"):
        named = _named_month(mention, told, scene)
        if named is not None:
            return replace(from_expression(named), story=True)
    if mention.template.startswith("XXXX-Q") and resolved:
        last = resolved[-1]
        if last.precision is Precision.QUARTER and text[last.span[1] : mention.span[0]] in APPOSING:
            return replace(from_expression(last), story=True)  # "the year-ago quarter, the second quarter of its year"
    if mention.template.startswith("XXXX-WXX-"):
        same = same_weekday(text, mention, resolved, scene.dct)
        if same is not None:
            return from_expression(same)
    again = told.days.get(mention.template[5:10]) if mention.template.startswith("XXXX-") else None
    if again is not None and mention.direction is not Direction.FUTURE:
        return from_expression(again)
    if scene.narrative and told.story is not None and _may_count(mention, told.story):
        return _from_story(mention, told, told.story)
    beside = dated_beside(text, mention, resolved, scene.dct)
    return replace(from_expression(beside), story=True) if beside is not None else None


def _goes_on(reading: Reading, mention: Mention, day: TimeExpression) -> bool:
    """Whether a text still tells of ``day`` where it names an hour.

    News does in the same sentence, the next and the one after it, when the verb tells of the same side of the article
    as ``day``; a day of long ago it leaves sooner.
    """
    text, scene = reading.text, reading.scene
    if scene.narrative or scene.dct is None or scene.dct.start is None:
        return True
    start = day.interval.start if day.interval is not None else None
    if start is None or is_apart(
        text, day.span[1], mention.span[0], 2 if abs(start - scene.dct.start) < _LATELY else 1
    ):
        return False
    if start < scene.dct.start:
        return mention.direction is not Direction.FUTURE and not looks_ahead(text, mention, scene)
    return start == scene.dct.start or mention.direction is not Direction.PAST


def _from_story(mention: Mention, told: Told, story: TimeExpression) -> Origin:
    """Return where a story stands: at the date told last.

    After a span ("it lasted from October 1943 to June 1944") it may stand anywhere in it: a date that lies in the span
    counts from its beginning, and so does every date after the span that opens the story, which names the whole of it.
    """
    if told.span is not None and mention.shift is None:
        first = told.span[0].interval
        end = story.interval.end if story.interval is not None else None
        if first is not None and (told.opened or _lies_within(mention, first, end)):
            return replace(from_expression(told.span[0]), story=True)
    return replace(from_expression(story), story=True)


def _lies_within(mention: Mention, first: Interval, end: dt.date | None) -> bool:
    """Whether ``mention``, counted from the beginning of a span, lies in the span."""
    days = place(replace(mention, direction=Direction.SAME), first, "").interval
    return days is not None and days.intersection(Interval(first.start, end)) is not None


def _may_count(mention: Mention, story: TimeExpression) -> bool:
    """Whether a date of a story is exact enough to count from: no Tuesday follows from a year."""
    return not mention.template.startswith("XXXX-W") or story.precision is Precision.DAY


def _counts_days(mention: Mention) -> bool:
    return mention.shift is not None and mention.shift[1] not in _COARSE_UNITS


def _named_month(mention: Mention, told: Told, scene: Scene) -> TimeExpression | None:
    """Return the date whose month "the 17th" shares: the day told last, when it was told by its month and near."""
    day = told.day
    if day is None:
        return None
    if scene.narrative and told.story is not None and _MONTH.fullmatch(told.story.value):
        return told.story
    near = mention.span[0] - day.span[1] < NEIGHBOURHOOD and any(day.span == named.span for named in told.named[-2:])
    return day if scene.narrative or scene.dct is None or near else None


_STEPS: dict[str, Callable[[Reading, Mention], Origin | None]] = {
    "text": _told_before, "fate": _of_fate, "story": _in_story, "year": _in_story, "near": _day_near,
    "within": _within, "": _unbound,
}  # fmt: skip
"""What a rule asks for -> where to look for it."""
