"""The company an article keeps: where the days that a collection names are all of one week, it is of that week.

Every article weighs each week: how well the days that it names, and the weekday of its news, suit an article written in
that week. The weights say how far before its publication news names a day; they are plain counts over dated news.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.dating.clues import Clue, Reading
from briefing.dating.days import FIRST, LAST, DaySet
from briefing.dating.habits import opening_weekday
from briefing.dating.likeness import likeness
from briefing.model import Evidence

WEEK = 7  # days
LARGEST = 400  # articles; more are not of one week
STRAY = 0.5  # of the articles may be of another time
SURE = 0.85  # of the likelihood
SHARE = 0.6  # of the articles that name a day that suits the weekday of their news, those of the common week
LATER = 0.12  # of the articles may name a day after that week, though not as still to come
ROUNDS = 1
LIKE = 2.5  # how much trust a unit of likeness earns
MOST_TRUST = 0.9
COMMON = 0.25  # how much less a day says that several articles name: it may be history to all of them
TRUST = 0.7  # how far articles are taken for independent witnesses
FAR = 0.0015
BEGINNING = 300  # characters: the caption and the first lines
_DAY = re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)(?:T.*)?")
# How often news appears n days after a day that it names, as against any other day of those months (FAR).
_DATED = (
    0.26,
    0.14,
    0.08,
    0.05,
    0.03,
    0.03,
    0.03,
    *(0.012,) * 7,
    *(0.002,) * 46,
)  # with its year, at the very beginning
_IN_TEXT = (0.13, 0.07, 0.04, 0.03, 0.02, 0.02, 0.02, *(0.01,) * 7, *(0.003,) * 46)  # with its year, later on
_NO_YEAR = (0.07, 0.025, 0.02, 0.02, 0.02, 0.02, 0.02, *(0.018,) * 7, *(0.008,) * 46)  # month and day alone
_WEEKDAY = (0.82, 0.11, 0.015, 0.01, 0.01, 0.015, 0.02)  # n days after the weekday of the news
_APART = (0.03, 0.06, 0.2, 0.42, 0.2, 0.06, 0.03)  # from three days earlier to three days later than a like article
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
    holders = Counter((month, day) for names in named for month, day in {(n.month, n.day) for n in names})
    named_by = {key: 1 / count**COMMON for key, count in holders.items()}
    weights = [
        _weights(reading, names, open_days, candidates, named_by)
        for reading, names, open_days in zip(readings, named, days, strict=True)
    ]
    prior = _years(readings)
    scores: dict[int, float] = {}
    for start in sorted({at - n for at in candidates for n in range(WEEK)}):
        scores[start] = prior.get((FIRST + dt.timedelta(days=start + 3)).year, 0.0) + TRUST * sum(
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
    likest = likeness(readings)
    heard = likely
    for _ in range(ROUNDS):
        heard = _like_each_other(likely, heard, likest)
    likely = heard
    best = min(start for start in odds if odds[start] == max(odds.values()))
    if not _of_one_week(readings, named, best):
        return None
    return Company(tuple(likely), _witnesses(readings, named, best))


def _like_each_other(
    first: Sequence[Mapping[dt.date, float]],
    likely: Sequence[Mapping[dt.date, float]],
    likest: Sequence[Sequence[tuple[int, float]]],
) -> list[dict[dt.date, float]]:
    """Return the likelihoods after each article has heard those most like it: they are of nearly its day."""
    found = []
    for own, others in zip(first, likest, strict=True):
        chance = dict(own)
        for other, alike in others:
            trust = min(MOST_TRUST, LIKE * alike)
            for day in chance:
                near = sum(
                    likely[other].get(day + dt.timedelta(days=n), 0.0) * share
                    for n, share in zip(range(-3, 4), _APART, strict=True)
                )
                chance[day] *= trust * near + (1 - trust) / WEEK
        total = sum(chance.values())
        found.append({day: value / total for day, value in chance.items()} if total else {})
    return found


def surely(reading: Reading, likely: Mapping[dt.date, float]) -> DaySet:
    """Return the day, or the two days, that hold nearly all of the likelihood; else the empty set."""
    lead = opening_weekday(reading)
    for day in sorted(likely):
        after = day + dt.timedelta(days=1)
        if likely[day] + likely.get(after, 0.0) < SURE:
            continue
        if lead is None or lead.weekday is None:
            return DaySet.of(day, after)
        if day.isoweekday() == lead.weekday:
            return DaySet.of(day)
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
    reading: Reading,
    names: Sequence[Named],
    open_days: DaySet,
    candidates: Mapping[int, dt.date],
    named_by: Mapping[tuple[int, int], float],
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
            value *= _nearness(name, day) ** named_by[name.month, name.day]
        weight[at] = value
    mean = sum(weight.values()) / len(weight)
    if not mean:
        return dict.fromkeys(weight, 1.0), 1.0
    return {at: value / mean for at, value in weight.items()}, 1.0


def _nearness(name: Named, day: dt.date) -> float:
    """Return how much likelier ``day`` is than one far away, for an article that names a day."""
    gap = _gap(name, day)
    if gap is None:
        return 1.0
    if name.clue.ahead:
        return _AHEAD[-gap] / FAR if 0 <= -gap < len(_AHEAD) else 0.5
    if gap < 0:
        late = gap > -60 or name.year is not None
        return (0.05 if name.clue.past else 0.3) if late else 1.0
    table = _NO_YEAR if name.year is None else _DATED if name.clue.mention.span[0] < BEGINNING else _IN_TEXT
    return table[gap] / FAR if gap < len(table) else 1.0


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


def _of_one_week(readings: Sequence[Reading], named: Sequence[Sequence[Named]], best: int) -> bool:
    """Return whether the articles that name the day of their news name days of one week, and hardly one a later day."""
    first = FIRST + dt.timedelta(days=best - 1)
    last = FIRST + dt.timedelta(days=best + WEEK)
    inside = outside = later = 0
    for reading, names in zip(readings, named, strict=True):
        lead = opening_weekday(reading)
        days = [
            dt.date(year, name.month, name.day)
            for name in names
            if not name.clue.ahead
            for year in ([name.year] if name.year is not None else [first.year])
            if (name.month, name.day) != (2, 29)
        ]
        later += any(day > last for day in days)
        if lead is not None and lead.weekday is not None:
            fitting = [day for day in days if (lead.weekday - day.isoweekday()) % 7 <= 1]
            inside += any(first <= day <= last for day in fitting)
            outside += bool(fitting) and not any(first <= day <= last for day in fitting)
    return inside >= SHARE * (inside + outside) and later <= LATER * len(readings)


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
