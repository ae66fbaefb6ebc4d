"""The company an article keeps: the days that a collection names show when it was written, and each article within it.

Every article weighs each day by what it names. The weights of all show how long a time the collection is of, and which;
within it an article is of the days that suit it best, and of nearly the days of those most like it.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.dating.clues import Clue, Reading
from briefing.dating.days import FIRST, LAST, DaySet
from briefing.dating.likeness import likeness, voices
from briefing.dating.tables import AHEAD
from briefing.dating.weights import Horizon, Said, said

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from briefing.dating.tables import Vector

FEWEST = 5  # texts, copies counted once; fewer show nothing of the time that they are of ...
LARGEST = 500  # ... and more articles are a library, of which a few named days show nothing
SAMPLE = 300  # articles that show of which time a collection is
SPANS = (1, 2, 3, 5, 7, 10, 14, 28, 56, 112, 224, 448, 896, 1792)  # days over which a collection may spread
YEARS = 40  # that are looked at
STRAY = 0.2  # chance that an article is of another time than its collection
TRUST = 0.7  # how far articles are taken for independent witnesses
SURE = 0.85  # likelihood of a day with its neighbours from which it is an answer ...
GIVEN = 0.77  # ... where the dates of some articles are given, and show of which days the collection is ...
SURER = 0.95  # ... and in a collection of more than ...
SHORT = 10  # ... days, where there is more to mistake it for
LIKELIEST = 0.5  # likelihood that the day has itself
OWN = 1.3  # how much better an article's own words suit it than the days around it
AROUND = 10
UNLIKELY = 0.6  # likelihood under which a link to another article proves no day
COMMON = 0.5  # how fast a day says less that several articles name: it may be history to all of them
LEAST = 1e-4  # likelihood of a span of days that is looked at
LIKE = 1.65  # how much trust a unit of likeness earns
MOST_TRUST = 0.9
HEARD = 0.5  # how far articles alike are taken for independent witnesses
APART = (0.06, 0.08, 0.17, 0.38, 0.17, 0.08, 0.06)  # from three days before a like article to three days after it
TWINS = 0.4  # likeness from which two articles tell the same news ...
TWINS_APART = (0.01, 0.03, 0.17, 0.58, 0.17, 0.03, 0.01)  # ... and are closer


@dataclass(frozen=True, slots=True)
class Company:
    """How likely each day is for each article of a collection, by its place."""

    horizon: Horizon
    told: tuple[Said, ...]
    weights: tuple[Vector, ...]  # of the days, after its own words alone
    likely: tuple[Vector, ...]
    days: float  # over which the collection spreads
    given: bool  # whether the dates of some are
    likest: tuple[tuple[tuple[int, float], ...], ...]

    def chance(self, number: int, days: DaySet) -> float:
        """Return how likely it is that an article is of ``days``, or of a day beside them."""
        return float(self.likely[number][self.horizon.among(days.spread(before=1, after=1))].sum())

    def answer(self, number: int) -> DaySet:
        """Return the day that is nearly certain, to a day before or after; the empty set when none is."""
        likely = self.likely[number]
        best = int(likely.argmax())
        day = DaySet.of(self.horizon.day(best))
        sure = SURER if self.days >= SHORT else GIVEN if self.given else SURE
        if likely[best] < LIKELIEST or self.chance(number, day) < sure or not self._tells(number, best):
            return DaySet(0)
        return day

    def _tells(self, number: int, place: int) -> bool:
        """Return whether an article itself says something for the day at a place, against those around it."""
        import numpy as np

        weights = np.exp(self.weights[number])
        beside = weights[max(0, place - 1) : place + 2]
        around = weights[max(0, place - AROUND) : place + AROUND + 1]
        return bool(beside.mean() > OWN * around.mean())

    def witnesses(self, number: int, day: dt.date, days: int) -> list[tuple[int, dt.date, Clue]]:
        """Return the articles that name a day with its year within ``days`` of ``day``, the nearest first."""
        found = []
        for other, told in enumerate(self.told):
            for date, (kind, clue) in told.dated.items():
                if kind != AHEAD and abs((date - day).days) <= days and other != number:
                    found.append((abs((date - day).days), date, other, clue))
        return [(other, date, clue) for _, date, other, clue in sorted(found, key=lambda row: row[:3])]


def company(readings: Sequence[Reading], days: Sequence[DaySet], given: Sequence[bool]) -> Company | None:
    """Return how likely each day is for each article, or None when they are too few or too many or name no year.

    ``days`` are those left open for each article by what it says itself; ``given`` tells whose days are known.
    """
    if len(readings) > LARGEST or voices(readings) < FEWEST:
        return None
    told = tuple(said(reading) for reading in readings)
    horizon = _horizon(readings, told, days, given)
    if horizon is None:
        return None
    naming = Counter(key for each in told for key in _month_days(each))
    shared = {key: 1 / count**COMMON for key, count in naming.items()}
    weights = [
        horizon.known(left_open) if is_given else horizon.weigh(each, left_open, shared)
        for each, left_open, is_given in zip(told, days, given, strict=True)
    ]
    spans = _spans(weights[:SAMPLE], horizon)
    likely = [_within(weight, spans, horizon) for weight in weights]
    likest = likeness(readings)
    base = spans.density(horizon.length)
    heard = [
        own if is_given else _like_each_other(own, [(likely[n], alike) for n, alike in others], base)
        for own, others, is_given in zip(likely, likest, given, strict=True)
    ]
    return Company(horizon, told, tuple(weights), tuple(heard), spans.mean, any(given), likest)


def _month_days(told: Said) -> set[tuple[int, int]]:
    return {(day.month, day.day) for day in told.dated} | set(told.undated)


def _horizon(
    readings: Sequence[Reading], told: Sequence[Said], days: Sequence[DaySet], given: Sequence[bool]
) -> Horizon | None:
    """Return the days from the oldest of the newest years that the articles name to two years after the newest."""
    years: list[int] = []
    for reading, each, known, is_given in zip(readings, told, days, given, strict=True):
        if is_given and known.last is not None:
            years.append(min(known.last.year, LAST.year - 2))
            continue
        seen = {clue.year for clue in reading.clues if clue.year is not None}
        seen |= {date.year for date, (kind, _) in each.dated.items() if kind != AHEAD}
        seen = {year for year in seen if FIRST.year <= year <= LAST.year - 2}
        if seen:
            years.append(max(seen))
    if not years:
        return None
    newest = max(years)
    first = dt.date(max(newest - YEARS, min(years)), 1, 1)
    return Horizon(first, (dt.date(newest + 2, 1, 1) - first).days)


@dataclass(frozen=True, slots=True)
class _Spans:
    """Spans of days that a collection may be of: where they begin and end, and how likely they are."""

    starts: NDArray[np.intp]
    ends: NDArray[np.intp]
    chances: Vector

    @property
    def mean(self) -> float:
        """Their likely length."""
        return float((self.chances * (self.ends - self.starts)).sum() / self.chances.sum())

    def density(self, length: int) -> Vector:
        """Return how likely any article is of each day."""
        return _cover(self.starts, self.ends, self.chances / (self.ends - self.starts), length)


def _cover(starts: NDArray[np.intp], ends: NDArray[np.intp], values: Vector, length: int) -> Vector:
    import numpy as np

    change = np.zeros(length + 1)
    np.add.at(change, starts, values)
    np.add.at(change, ends, -values)
    return np.maximum(np.cumsum(change)[:-1], 0.0)


def _spans(weights: Sequence[Vector], horizon: Horizon) -> _Spans:
    """Return the spans of days that the articles together make likely."""
    import numpy as np

    totals = [np.concatenate(([0.0], np.cumsum(np.exp(weight)))) for weight in weights]
    lengths = [length for length in SPANS if length <= horizon.length]
    scores = []
    for length in lengths:
        score = np.full(horizon.length - length + 1, -math.log(horizon.length - length + 1))
        for total in totals:
            mean = (total[length:] - total[:-length]) / length
            score += TRUST * np.log((1 - STRAY) * np.maximum(mean, 0.0) + STRAY)
        scores.append(score)
    top = max(float(score.max()) for score in scores)
    odds = [np.exp(score - top) for score in scores]
    whole = sum(float(odd.sum()) for odd in odds)
    kept = [np.flatnonzero(odd > LEAST * whole) for odd in odds]
    starts = np.concatenate(kept)
    ends = np.concatenate([places + length for places, length in zip(kept, lengths, strict=True)])
    chances = np.concatenate([odd[places] / whole for places, odd in zip(kept, odds, strict=True)])
    return _Spans(starts, ends, chances)


def _within(weight: Vector, spans: _Spans, horizon: Horizon) -> Vector:
    """Return how likely each day is for an article, over all spans; the rest is for other times."""
    import numpy as np

    suits = np.exp(weight)
    total = np.concatenate(([0.0], np.cumsum(suits)))
    inside = np.maximum(total[spans.ends] - total[spans.starts], 1e-300)
    mean = (1 - STRAY) * inside / (spans.ends - spans.starts)
    share = spans.chances * mean / (mean + STRAY) / inside
    return np.asarray(suits * _cover(spans.starts, spans.ends, share, horizon.length))


def _like_each_other(own: Vector, others: Sequence[tuple[Vector, float]], base: Vector) -> Vector:
    """Return the likelihoods of an article after it has heard those most like it: they are of nearly its day."""
    import numpy as np

    places = np.flatnonzero(own > 1e-7)
    chance = own[places]
    for other, alike in others:
        trust = min(MOST_TRUST, LIKE * alike)
        apart = TWINS_APART if alike >= TWINS else APART
        near = np.convolve(other, apart, mode="same")[places] if len(other) >= len(apart) else other[places]
        chance = chance * (trust * near / np.maximum(base[places], 1e-9) + 1 - trust) ** HEARD
    found = np.zeros_like(own)
    found[places] = chance / max(chance.sum(), 1e-300)
    return found
