"""Mentions and the date of their document: what each of them means, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from briefing.dates.anchor import Origin, Reading, Told, from_expression, is_loose
from briefing.dates.asides import Scene, scene_of
from briefing.dates.era import counted, written
from briefing.dates.events import event_name
from briefing.dates.express import express
from briefing.dates.known import known_day, some_day
from briefing.dates.narrative import kind_of
from briefing.dates.neighbours import APPOSING, DAY_OF_YEAR, date_after, day_after, glossed, is_joined, said_after
from briefing.dates.origin import choose
from briefing.dates.parts import cut, of_half, part, wants
from briefing.dates.place import ahead, fixed, place
from briefing.dates.placed import Placed
from briefing.dates.quoted import quotation, spoken_after, spoken_before
from briefing.dates.results import closed_year, period_beside, resolve_ended, resolve_period
from briefing.dates.rules import Table, load
from briefing.dates.slashes import both
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


def resolve(
    text: str, mentions: Sequence[Mention], dct: Interval | None, *, language: str = "en"
) -> tuple[TimeExpression, ...]:
    """Return the time expressions that ``mentions`` are when ``text`` was published in ``dct``.

    Without ``dct``, what counts from the day of publication keeps the X in its value and has no interval. A ``dct`` of
    several days gives what all of them agree on, or the days from the first to the last possible.

    >>> from briefing.dates.find import find
    >>> text = "They met on Monday."
    >>> resolve(text, find(text), Interval.day(dt.date(2025, 8, 22)))[0].explanation
    'Monday: the last Monday before Friday 22 August 2025, the day of the article.'
    """
    return resolve_with(load(language), text, mentions, dct)


def resolve_with(
    table: Table, text: str, mentions: Sequence[Mention], dct: Interval | None
) -> tuple[TimeExpression, ...]:
    """Return the time expressions that ``mentions`` are, by ``table``."""
    scene = scene_of(table, dct, kind_of(mentions, dct).narrative)
    reading = Reading(text, counted(mentions, dct), scene)
    for index, mention in enumerate(reading.mentions):
        expression = _resolve_one(reading, index)
        reading.resolved.append(expression)
        reading.told.note(text, expression, mention, scene)
    ancient = reading.mentions is not mentions
    return _with_ranges([written(e) for e in reading.resolved] if ancient else reading.resolved, table.ranges)


def _resolve_one(reading: Reading, index: int) -> TimeExpression:
    mention = reading.mentions[index]
    placed = _by_itself(mention, reading.scene)
    if placed is not None:
        return express(mention, placed, Anchor(AnchorKind.NONE))
    beside = _by_neighbour(reading, index)
    if beside is not None:
        return beside
    kind = wants(mention)
    if kind == "event":
        return _event(reading, index)
    if kind == "some":
        return some_day(mention, reading)
    if kind == "known":
        return known_day(mention, reading)
    if kind in ("period", "lastperiod", "ended"):
        beside = period_beside(reading.text, mention, reading.resolved)
        return resolve_period(mention, reading.told, reading.scene.dct, beside)
    closed = closed_year(reading.told) if kind == "year" else None
    origin = closed or _spoken(reading, index) or choose(reading, index)
    last = reading.resolved[-1] if reading.resolved else None
    if kind == "near" and last is not None and origin.anchor.span == last.span:  # "that evening at 9:30"
        joined = is_joined(
            reading.text[last.span[1] : mention.span[0]], reading.scene.joining
        )  # "that evening at 9:30"
        mention = of_half(mention, last.value) if joined else mention
    return _from(mention, origin)


def _by_itself(mention: Mention, scene: Scene) -> Placed | None:
    """Return where a mention lies that counts from nothing."""
    if mention.type is TimexType.SET:
        return Placed(mention.template, None, None, "it comes again and again, and names no single date")
    either = both(mention)
    if either is not None:
        reason = "which figure is the day and which the month, nobody tells"
        return Placed(mention.template, either, Precision.WITHIN, reason)
    kind = wants(mention)
    if kind == "coming" and (mention.direction is not Direction.FUTURE or scene.narrative):
        return cut(fixed(mention.template), part(mention))
    counts = mention.shift is not None or "XX" in mention.template
    if counts or kind in ("period", "lastperiod", "event", "known") or part(mention) == "ahead":
        return None
    return cut(fixed(mention.template), part(mention))


def _by_neighbour(reading: Reading, index: int) -> TimeExpression | None:
    """Resolve a mention that another one beside it settles: "the next day, 9 May 1945", "at 9 a.m. on Tuesday"."""
    text, mentions, told = reading.text, reading.mentions, reading.told
    mention = mentions[index]
    kind = wants(mention)
    last = reading.resolved[-1] if reading.resolved else None
    if kind == "text" and mention.shift is not None and last is not None and last.anchor.span == mention.span:
        days = last.interval  # "at 5 a.m. the following day": the clock time has asked for it
        if days is not None and days.start is not None and mention.shift[1] == "day":
            _, mark, clock = mention.template.partition("T")
            same = Placed(days.start.isoformat() + mark + clock, days, Precision.DAY, f"the day of “{last.text}”")
            return express(mention, same, Anchor(AnchorKind.EXPRESSION, days, last.span))
    if kind == "fate" and last is not None and text[last.span[1] : mention.span[0]] in APPOSING:
        same = Placed(last.value, last.interval, last.precision, f"the same as “{last.text}”")
        return express(mention, same, from_expression(last).anchor)
    if kind == "text":
        apposed = _apposed(text, mentions, index)
        if apposed is not None:
            day = _resolve_one(reading, apposed)
            same = Placed(day.value, day.interval, day.precision, f"the same as “{day.text}”")
            return express(mention, same, day.anchor)
    if last is not None and _is_other_end(told, mention):
        return _from(replace(mention, captures=(*mention.captures, ("after", "start"))), from_expression(last))
    follower = None
    if kind in ("near", "ended"):
        follower = None if _has_day(reading, index) else day_after(text, mentions, index, reading.scene.joining)
        follower = glossed(text, mentions, index) if follower is None else follower
    elif kind == "" and is_loose(mention):
        follower = said_after(text, mentions, index, reading.scene.saying)
    if follower is None:
        return None
    day = _resolve_one(reading, follower)
    if kind == "ended":
        return resolve_ended(mention, day)
    if kind == "":
        return _from(mention, from_expression(day))
    mention = of_half(mention, day.value)
    if day.interval is None and DAY_OF_YEAR.fullmatch(day.value):
        value = f"{day.value}T{mention.template.partition('T')[2]}"
        return express(mention, Placed(value, None, None, f"of “{day.text}”, whose year nobody tells"), day.anchor)
    return _from(mention, from_expression(day))


def _spoken(reading: Reading, index: int) -> Origin | None:
    """Return the day on which the quotation was spoken that mention ``index`` stands in, if another than the article's.

    He said on Monday: "We will be back tomorrow."
    """
    mention, saying = reading.mentions[index], reading.scene.saying
    quoted = quotation(reading.text, mention.span[0]) if mention.shift is not None and not wants(mention) else None
    if quoted is None:
        return None
    said = spoken_before(reading.text, quoted, reading.resolved, saying)
    if said is None:
        follower = spoken_after(reading.text, quoted, reading.mentions, index, saying)
        said = None if follower is None else _resolve_one(reading, follower)
    if said is None or said.interval is None or said.type is not TimexType.DATE or said.interval == reading.scene.dct:
        return None
    return replace(from_expression(said), spoken=True)


def _has_day(reading: Reading, index: int) -> bool:
    """Whether a clock time stands right behind its day: "on Friday at 10 a.m., and to all others on Monday"."""
    last = reading.resolved[-1] if reading.resolved else None
    if last is None or last.precision is not Precision.DAY or last.type is not TimexType.DATE:
        return False
    between = reading.text[last.span[1] : reading.mentions[index].span[0]]
    return bool(between.strip()) and is_joined(between, reading.scene.joining)


def _apposed(text: str, mentions: Sequence[Mention], index: int) -> int | None:
    """Return the date that says again which day is meant: "the next day, 9 May 1945"."""
    mention = mentions[index]
    if mention.shift is None or mention.shift[1] != "day" or mention.type is TimexType.DURATION:
        return None
    follower = date_after(text, mentions, index)
    if follower is None or text[mention.span[1] : mentions[follower].span[0]] not in APPOSING:
        return None
    return follower if DAY_OF_YEAR.fullmatch(mentions[follower].template) else None


def _is_other_end(told: Told, mention: Mention) -> bool:
    """Whether ``mention`` is the second of the two that one row marks, and the first has its days."""
    first = told.first
    if first is None or first.rule != mention.rule or first.interval is None or mention.shift is not None:
        return False
    return mention.template.startswith("XXXX")


def _event(reading: Reading, index: int) -> TimeExpression:
    """Resolve "three days after": from a date that the event is told with, else left to whoever dates the event."""
    text, mention = reading.text, reading.mentions[index]
    follower = date_after(text, reading.mentions, index)
    if follower is not None:
        date = _resolve_one(reading, follower)
        if date.interval is not None and mention.shift is not None:
            return _from(mention, from_expression(date))
    name = event_name(text, mention.reach[1] if mention.reach is not None else mention.span[1])
    placed = Placed(mention.template, None, None, f"counted from “{name}”, an event that has no date here")
    return express(mention, placed, Anchor(AnchorKind.EVENT, label=name))


def _from(mention: Mention, origin: Origin) -> TimeExpression:
    """Resolve a mention that counts from ``origin``."""
    days, name = origin.interval, origin.name
    if days is None or days.start is None or days.last is None:
        article = origin.anchor.kind is AnchorKind.DCT
        reason = "the day of the article is not known" if article else f"it counts from {name}, which has no date"
        return express(mention, Placed(mention.template, None, None, reason), Anchor(origin.anchor.kind))
    if part(mention) == "ahead":
        return express(mention, ahead(mention, days.last, name), origin.anchor)
    if origin.story:
        told = place(replace(mention, direction=Direction.SAME), days, name)
        return express(mention, told, origin.anchor)
    if days.is_day or (origin.anchor.kind is AnchorKind.EXPRESSION and not origin.spoken):
        return express(mention, place(mention, days, name), origin.anchor)
    counted = "it was spoken on" if origin.spoken else "the day of publication is"
    return express(mention, _over(mention, days.start, days.last, name, counted), origin.anchor)


def _over(mention: Mention, first: dt.date, last: dt.date, name: str, counted: str) -> Placed:
    """Place a mention that counts from one of several days: certain only where all of them agree."""
    early, late = place(mention, Interval.day(first), name), place(mention, Interval.day(last), name)
    if early.value == late.value:
        return early
    if early.interval is None or late.interval is None:
        return Placed(mention.template, None, None, early.reason)
    starts = [d for d in (early.interval.start, late.interval.start) if d is not None]
    ends = [d for d in (early.interval.end, late.interval.end) if d is not None]
    span = Interval(min(starts, default=None), max(ends, default=None))
    reason = f"{counted} one of {first.isoformat()} to {last.isoformat()}, so it lies in this span"
    return Placed(mention.template, span, Precision.WITHIN, reason)


def _with_ranges(found: list[TimeExpression], ranges: frozenset[str]) -> tuple[TimeExpression, ...]:
    """Give both ends of a range the whole of it."""
    index = 0
    while index + 1 < len(found):
        one, two = found[index], found[index + 1]
        if one.rule == two.rule and one.rule in ranges and one.interval and two.interval:
            whole = Interval(one.interval.start, two.interval.end)
            if whole.start is not None and whole.end is not None and whole.start < whole.end:
                found[index], found[index + 1] = replace(one, range=whole), replace(two, range=whole)
            index += 1
        index += 1
    return tuple(found)
