"""Why an article is given a day by the company it keeps: the passages that say so, its own first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from briefing.dates.wording import plain_date
from briefing.dating.clues import Clue, Reading, says_which_week
from briefing.dating.company import Company
from briefing.dating.days import DaySet
from briefing.dating.facts import WEEKDAYS
from briefing.dating.habits import opening_weekday, weekday_named_most
from briefing.dating.tables import AHEAD
from briefing.model import Evidence, Interval

NEAR = 7  # days from the answer of a day that is named for it
ALIKE = 0.25  # likeness from which an article tells much the same
OTHERS = 3  # articles that are shown beside the one dated


def reasons(readings: Sequence[Reading], found: Company, given: Sequence[DaySet | None], number: int) -> list[Evidence]:
    """Return the passages for the answer on one article; ``given`` are the days of those whose date is known."""
    day = found.answer(number).first
    assert day is not None
    reading = readings[number]
    about = f"with what the other articles name, about {plain_date(Interval.day(day))}, give or take a day"
    own = _own(reading, found, number, day)
    if own is None:
        shown = [reading.evidence(f"fits, {about}", _opening(reading))]
    else:
        shown = [reading.evidence(f"{own[1]}; {about}", own[0].mention.span)]
    return [*shown, *_others(readings, found, given, number, day)][: 1 + OTHERS]


def _own(reading: Reading, found: Company, number: int, day: dt.date) -> tuple[Clue, str] | None:
    """Return the expression of an article that says most for ``day``, and what it says."""
    for clue in (opening_weekday(reading), weekday_named_most(reading), *_weekdays(reading)):
        if clue is not None and clue.weekday is not None and (day.isoweekday() - clue.weekday) % 7 <= 1:
            named = WEEKDAYS[clue.weekday - 1]
            return clue, f"tells of {named}, so it appeared on a {named} or soon after"
    told = found.told[number]
    dated = [(abs((date - day).days), date, clue) for date, (kind, clue) in told.dated.items() if kind != AHEAD]
    for (month, number_of_day), (kind, clue) in told.undated.items():
        near = DaySet.month_day(month, number_of_day) & DaySet.of(day).spread(before=NEAR, after=NEAR)
        if near.first is not None and kind != AHEAD:
            dated.append((abs((near.first - day).days), near.first, clue))
    if dated:
        gap, date, clue = min(dated, key=lambda row: row[:2])
        if gap <= NEAR:
            return clue, f"names {plain_date(Interval.day(date))}, a day near its own"
    return None


def _weekdays(reading: Reading) -> Iterator[Clue]:
    for clue in reading.clues:
        if (
            clue.weekday is not None
            and clue.past
            and not clue.sentence.furniture
            and not says_which_week(clue, reading)
        ):
            yield clue


def _others(
    readings: Sequence[Reading], found: Company, given: Sequence[DaySet | None], number: int, day: dt.date
) -> Iterator[Evidence]:
    known = {n: days.first for n, days in enumerate(given) if days is not None and days.first is not None}
    like = dict(found.likest[number])
    near = [(n, date) for n, date in known.items() if abs((date - day).days) <= NEAR and n != number]
    near.sort(key=lambda pair: (-like.get(pair[0], 0.0), abs((pair[1] - day).days), readings[pair[0]].document.sha256))
    for n, date in near[:OTHERS]:
        what = "tells much the same, and appeared" if like.get(n, 0.0) >= ALIKE else "appeared"
        yield readings[n].evidence(f"{what} on {plain_date(Interval.day(date))}", _opening(readings[n]))
    seen = {date for _, date in near[:OTHERS]}
    for n, date, clue in found.witnesses(number, day, NEAR):
        if date in seen:
            continue
        seen.add(date)
        yield readings[n].evidence(f"names {plain_date(Interval.day(date))}", clue.mention.span)


def _opening(reading: Reading) -> tuple[int, int]:
    """Return the first sentence of an article."""
    for sentence in reading.sentences:
        if sentence.opening:
            return sentence.span
    return reading.sentences[0].span if reading.sentences else (0, 0)
