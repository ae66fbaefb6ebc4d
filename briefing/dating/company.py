"""The company an article keeps: where the days that a collection names are all of one week, it is of that week.

Every article weighs each week: how well the days that it names, and the weekday of its news, suit an article written in
that week. The weights say how far before its publication news names a day; they are plain counts over dated news.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.dating.clues import Clue, Reading
from briefing.dating.days import FIRST, LAST, DaySet
from briefing.dating.habits import opening_weekday
from briefing.model import Direction, Evidence

WEEK = 7  # days
LARGEST = 400  # articles; more are not of one week
STRAY = 0.15  # of the articles may be of another time
SURE = 0.9  # of the likelihood
FAR = 0.0015  # weight of a day far from a named one
_DAY = re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)(?:T.*)?")
# How much likelier than any other day it is that an article appears n days after a day that it names.
_AFTER = (0.16, 0.09, 0.04, 0.03, 0.02, 0.02, 0.02, *(0.010,) * 7, *(0.005,) * 16)
_WEEKDAY = (0.82, 0.11, 0.015, 0.01, 0.01, 0.015, 0.02)  # n days after the weekday of the news
_AHEAD = (0.06, 0.08, *(0.03,) * 6, *(0.01,) * 14)  # n days before a day still to come


@dataclass(frozen=True, slots=True)
class Named:
    """A day that an article names; a month and day without year stands for that day of every candidate year."""

    clue: Clue
    year: int | None
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Company:
    """What the collection says of each article: how likely each day is, by the article's place in the sequence."""

    likely: tuple[Mapping[dt.date, float], ...]
    witnesses: tuple[tuple[int, Clue], ...]


def named_days(reading: Reading) -> tuple[Named, ...]:
    """Return the days that an article names by month and day, each once."""
    found: dict[tuple[int | None, int, int], Named] = {}
    for clue in reading.clues:
        match = _DAY.fullmatch(clue.mention.template)
        if match:
            year = None if match[1] == "XXXX" else int(match[1])
            found.setdefault((year, int(match[2]), int(match[3])), Named(clue, year, int(match[2]), int(match[3])))
    return tuple(found.values())


def company(readings: Sequence[Reading], days: Sequence[DaySet]) -> Company | None:
    """Return how likely each day is for each article, or None when the articles are not of one week.

    ``days`` are those left open for each article by what it says itself.
    """
    if not 2 <= len(readings) <= LARGEST:
        return None
    named = [named_days(reading) for reading in readings]
    candidates = _candidates(named, readings)
    if not candidates:
        return None
    weights = [
        _weights(reading, names, open_days, candidates)
        for reading, names, open_days in zip(readings, named, days, strict=True)
    ]
    prior = _years(readings)
    scores: dict[int, float] = {}
    for start in sorted({at - n for at in candidates for n in range(WEEK)}):
        scores[start] = prior.get((FIRST + dt.timedelta(days=start + 3)).year, 0.0) + sum(
            math.log((1 - STRAY) * sum(weight.get(start + n, 0.0) for n in range(WEEK)) / WEEK + STRAY * stray)
            for weight, stray in weights
        )
    top = max(scores.values())
    odds = {start: math.exp(score - top) for start, score in scores.items() if score > top - 12}
    total = sum(odds.values())
    likely = []
    for weight, _ in weights:
        chance: defaultdict[int, float] = defaultdict(float)
        for start, odd in odds.items():
            inside = {start + n: weight.get(start + n, 0.0) for n in range(WEEK)}
            whole = sum(inside.values())
            if whole:
                for at, value in inside.items():
                    chance[at] += odd / total * value / whole
        likely.append({FIRST + dt.timedelta(days=at): value for at, value in chance.items() if value > 0.001})
    best = min(start for start in odds if odds[start] == max(odds.values()))
    return Company(tuple(likely), _witnesses(readings, named, best))


def surely(likely: Mapping[dt.date, float]) -> DaySet:
    """Return the two or three days that hold nearly all of the likelihood, or the empty set."""
    for length in (1, 2, 3):
        for day in sorted(likely):
            run = [day + dt.timedelta(days=n) for n in range(length)]
            if sum(likely.get(each, 0.0) for each in run) >= SURE:
                return DaySet.of(*run)
    return DaySet(0)


def told(company: Company, readings: Sequence[Reading], days: DaySet) -> tuple[Evidence, ...]:
    """Return the passages that show which week it is."""
    words = f"names a day of the same week: the articles are of the days about {days.first}"
    return tuple(readings[number].evidence(words, clue.mention.span) for number, clue in company.witnesses[:3])


def _candidates(named: Sequence[Sequence[Named]], readings: Sequence[Reading]) -> dict[int, dt.date]:
    """Return the days near one that somebody names with its year, by their number."""
    years = {name.year for names in named for name in names if name.year is not None and not name.clue.ahead}
    found: dict[int, dt.date] = {}
    for names in named:
        for name in names:
            for year in [name.year] if name.year is not None else sorted(years):
                try:
                    day = dt.date(year, name.month, name.day)
                except ValueError:
                    continue
                number = (day - FIRST).days
                for n in range(-WEEK, 3 * WEEK) if FIRST.year < year < LAST.year else ():
                    found[number + n] = FIRST + dt.timedelta(days=number + n)
    return found


def _years(readings: Sequence[Reading]) -> dict[int, float]:
    """Return how much the years that the articles name speak for each year."""
    naming: defaultdict[int, int] = defaultdict(int)
    for reading in readings:
        years = {clue.year for clue in reading.clues if clue.year is not None}
        years |= {name.year for name in named_days(reading) if name.year is not None and not name.clue.ahead}
        for year in years:
            naming[year] += 1
    every = [naming[y] + naming[y - 1] / 4 for y in range(FIRST.year, LAST.year)]
    return {y: 2 * math.log(0.1 + count) for y, count in enumerate(every, FIRST.year)}


def _weights(
    reading: Reading, names: Sequence[Named], open_days: DaySet, candidates: Mapping[int, dt.date]
) -> tuple[dict[int, float], float]:
    """Return the weight of each candidate day for one article, and their mean."""
    lead = opening_weekday(reading)
    newest = _newest_year(reading)
    weight: dict[int, float] = {}
    left_open = open_days.bits.to_bytes((open_days.bits.bit_length() + 7) // 8 + 1, "little")
    for at, day in candidates.items():
        value = 1.0 if at >> 3 < len(left_open) and left_open[at >> 3] >> (at & 7) & 1 else 0.02
        if lead is not None and lead.weekday is not None:
            value *= _WEEKDAY[(day.isoweekday() - lead.weekday) % 7] * WEEK
        if newest is not None:
            value *= 0.05 if day.year < newest else 1 / (1 + (day.year - newest) / 2)
        for name in names:
            value *= _nearness(name, day) / FAR
        weight[at] = value
    mean = sum(weight.values()) / len(weight)
    if not mean:
        return dict.fromkeys(weight, 1.0), 1.0
    return {at: value / mean for at, value in weight.items()}, 1.0


def _nearness(name: Named, day: dt.date) -> float:
    gap = _gap(name, day)
    if gap is None:
        return FAR
    if name.clue.ahead:
        return max(FAR, _AHEAD[-gap] if 0 <= -gap < len(_AHEAD) else FAR / 2)
    if gap >= 0:
        return max(FAR, _AFTER[gap]) if gap < len(_AFTER) else FAR
    past = name.clue.tense is Direction.PAST
    if name.year is not None or gap > -60:
        return FAR / 20 if past else max(FAR / 4, 0.01 if gap >= -WEEK else 0)
    return FAR


def _gap(name: Named, day: dt.date) -> int | None:
    """Return how many days ``day`` lies after the named one, the nearest where it has no year."""
    gaps = []
    for year in [name.year] if name.year is not None else range(day.year - 1, day.year + 2):
        try:
            gaps.append((day - dt.date(year, name.month, name.day)).days)
        except ValueError:
            continue
    return min(gaps, key=lambda gap: (abs(gap), gap), default=None)


def _newest_year(reading: Reading) -> int | None:
    years = [clue.year for clue in reading.clues if clue.year is not None]
    return max(years, default=None)


def _witnesses(
    readings: Sequence[Reading], named: Sequence[Sequence[Named]], best: int
) -> tuple[tuple[int, Clue], ...]:
    middle = FIRST + dt.timedelta(days=best + WEEK // 2)
    found = []
    for number, names in enumerate(named):
        for name in names:
            gap = _gap(name, middle)
            if gap is not None and abs(gap) <= WEEK and not name.clue.ahead:
                key = (name.year is None, abs(gap), readings[number].document.sha256, name.clue.mention.span)
                found.append((key, number, name.clue))
    return tuple((number, clue) for _, number, clue in sorted(found, key=lambda f: f[0]))
