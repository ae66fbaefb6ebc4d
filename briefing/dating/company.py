"""The company an article keeps: where the days that a collection names are all of one week, it is of that week.

Every article weighs each week: how well the days that it names, and the weekday of its news, suit an article written in
that week. Only where all agree, and the articles do not spread over a longer time, is there an answer.
"""

from __future__ import annotations

import bisect
import datetime as dt
import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.dates.wording import plain_date
from briefing.dating.clues import Reading
from briefing.dating.days import DaySet
from briefing.dating.habits import opening_weekday, weekday_named_most
from briefing.dating.likeness import likeness
from briefing.dating.weights import Named, named_days, newest_year, weigh
from briefing.model import Evidence, Interval

WEEK = 7  # days
LARGEST = 200  # articles; a larger collection is not of one week
STRAY = 0.5  # chance that an article is of another time
TRUST = 0.7  # how far articles are taken for independent witnesses
SURE = 0.85  # likelihood of a day and the next from which it is an answer
SHARE = 0.6  # of the articles that name a day that suits the weekday of their news, those of the common week
LATER = 0.2  # of the articles may name a day after that week, though not as still to come
COMMON = 0.25  # how fast a day says less that several articles name: it may be history to all of them
LIKE = 2.5  # how much trust a unit of likeness earns
MOST_TRUST = 0.9
_APART = (0.03, 0.06, 0.2, 0.42, 0.2, 0.06, 0.03)  # from three days before a like article to three days after it

Likely = Mapping[dt.date, float]


@dataclass(frozen=True, slots=True)
class Company:
    """How likely each day is for each article, by its place, and the passages that show which week it is."""

    likely: tuple[Likely, ...]
    evidence: tuple[Evidence, ...]


def company(readings: Sequence[Reading], days: Sequence[DaySet]) -> Company | None:
    """Return how likely each day is for each article, or None when the articles are not of one week.

    ``days`` are those left open for each article by what it says itself.
    """
    if not 2 <= len(readings) <= LARGEST:
        return None
    named = [named_days(reading) for reading in readings]
    candidates = _candidates(readings, named)
    if not candidates:
        return None
    shared = _shared(named)
    weights = [
        weigh(reading, names, left_open, candidates, shared)
        for reading, names, left_open in zip(readings, named, days, strict=True)
    ]
    odds = _weeks(candidates, weights, _years(readings, named))
    best = min(odds, key=lambda start: (-odds[start], start))
    if not _of_one_week(readings, named, best):
        return None
    likely: list[Likely] = [_days(candidates, weight, odds) for weight in weights]
    likely = _like_each_other(likely, likeness(readings))
    return Company(tuple(likely), _witnesses(readings, named, best))


def surely(reading: Reading, likely: Likely) -> DaySet:
    """Return the day that suits the weekday of the news, and the next, when they hold nearly all likelihood."""
    lead = opening_weekday(reading) or weekday_named_most(reading)
    for day in sorted(likely):
        after = day + dt.timedelta(days=1)
        chance = likely[day] + likely.get(after, 0.0)
        if lead is not None and day.isoweekday() == lead.weekday and chance >= SURE:
            return DaySet.of(day, after)
    return DaySet(0)


def _candidates(readings: Sequence[Reading], named: Sequence[Sequence[Named]]) -> list[dt.date]:
    """Return the days about those that somebody names, in the years that somebody names with a day."""
    years = {name.year for names in named for name in names if name.year is not None and not name.clue.ahead}
    centres = {day for names in named for name in names for day in name.days(sorted(years))}
    for reading in readings:
        published = reading.document.published
        if published is not None and published.start is not None:
            centres.add(published.start)
    around = {day + dt.timedelta(days=n) for day in centres for n in range(-2 * WEEK, 4 * WEEK)}
    return sorted(around)


def _shared(named: Sequence[Sequence[Named]]) -> dict[tuple[int, int], float]:
    holders = Counter(key for names in named for key in {(name.month, name.day) for name in names})
    return {key: 1 / count**COMMON for key, count in holders.items()}


def _years(readings: Sequence[Reading], named: Sequence[Sequence[Named]]) -> dict[int, float]:
    """Return how much the years that the articles name speak for each year, as logarithms."""
    naming: Counter[int] = Counter()
    for reading, names in zip(readings, named, strict=True):
        years = {name.year for name in names if name.year is not None and not name.clue.ahead}
        published = reading.document.published
        seen = {newest_year(reading), published.start.year if published and published.start else None}
        naming.update(year for year in years | seen if year is not None)
    return {
        year: 2 * math.log(0.1 + naming[year] + naming[year - 1] / 4)
        for year in {y + n for y in naming for n in (0, 1)}
    }


def _weeks(
    candidates: Sequence[dt.date], weights: Sequence[Sequence[float]], years: Mapping[int, float]
) -> dict[dt.date, float]:
    """Return the odds of each week of candidate days, by its first day; the best has 1."""
    starts = [day for n, day in enumerate(candidates) if n + WEEK <= len(candidates)]
    edges = [(n, bisect.bisect_left(candidates, day + dt.timedelta(days=WEEK))) for n, day in enumerate(starts)]
    scores = [years.get((day + dt.timedelta(days=WEEK // 2)).year, 2 * math.log(0.1)) for day in starts]
    for weight in weights:
        total = list(itertools.accumulate(weight, initial=0.0))
        for n, (left, right) in enumerate(edges):
            mean = max(0.0, total[right] - total[left]) / WEEK
            scores[n] += TRUST * math.log((1 - STRAY) * mean + STRAY)
    top = max(scores)
    return {day: math.exp(score - top) for day, score in zip(starts, scores, strict=True) if score > top - 12}


def _days(
    candidates: Sequence[dt.date], weight: Sequence[float], odds: Mapping[dt.date, float]
) -> dict[dt.date, float]:
    """Return how likely each day is for an article, over all weeks."""
    place = {day: n for n, day in enumerate(candidates)}
    total = sum(odds.values())
    chance: defaultdict[dt.date, float] = defaultdict(float)
    for start, odd in odds.items():
        week = [start + dt.timedelta(days=n) for n in range(WEEK)]
        inside = {day: weight[place[day]] for day in week if day in place}
        whole = sum(inside.values())
        for day, value in inside.items():
            chance[day] += odd / total * value / whole if whole else 0.0
    return {day: value for day, value in sorted(chance.items()) if value > 0.001}


def _like_each_other(likely: Sequence[Likely], likest: Sequence[Sequence[tuple[int, float]]]) -> list[Likely]:
    """Return the likelihoods after each article has heard those most like it: they are of nearly its day."""
    found: list[Likely] = []
    for own, others in zip(likely, likest, strict=True):
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


def _of_one_week(readings: Sequence[Reading], named: Sequence[Sequence[Named]], start: dt.date) -> bool:
    """Return whether articles that name the day of their news name days of one week, and hardly one a later day."""
    first, last = start - dt.timedelta(days=1), start + dt.timedelta(days=WEEK)
    inside = outside = later = 0
    for reading, names in zip(readings, named, strict=True):
        published = reading.document.published
        lead = opening_weekday(reading)
        days = [day for name in names if not name.clue.ahead for day in name.days([first.year])]
        later += any(day > last for day in days)
        if published is not None and published.start is not None:
            suiting = [published.start]
        elif lead is not None and lead.weekday is not None:
            suiting = [day for day in days if (lead.weekday - day.isoweekday()) % 7 <= 1]
        else:
            continue
        within = any(first <= day <= last for day in suiting)
        inside += within
        outside += bool(suiting) and not within
    return inside >= SHARE * (inside + outside) and later <= LATER * len(readings)


def _witnesses(readings: Sequence[Reading], named: Sequence[Sequence[Named]], start: dt.date) -> tuple[Evidence, ...]:
    """Return up to three passages that name days of the week, with their year first."""
    middle = start + dt.timedelta(days=WEEK // 2)
    words = f"names a day of the week about {plain_date(Interval.day(middle))}, as the other articles do"
    found = []
    for reading, names in zip(readings, named, strict=True):
        for name in names:
            gap = min((abs((day - middle).days) for day in name.days([middle.year])), default=WEEK + 1)
            if gap <= WEEK and not name.clue.ahead:
                key = (name.year is None, gap, reading.document.sha256, name.clue.mention.span)
                found.append((key, reading.evidence(words, name.clue.mention.span)))
                break
    return tuple(evidence for _, evidence in sorted(found, key=lambda pair: pair[0])[:3])
