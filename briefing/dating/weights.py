"""How far before its publication news names a day: plain counts over dated news, as weights for one article."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.dating.clues import Clue, Reading
from briefing.dating.days import FIRST, LAST, DaySet
from briefing.dating.habits import opening_weekday, weekday_named_most

MOST = 60  # days that are heard of one article: a table of dates tells no more
BEGINNING = 300  # characters: the caption and the first lines
CLOSED = 0.02  # weight of a day that the article's own words exclude
TOO_EARLY = 0.05  # of an article before a day that it tells as past
EARLY = 0.3  # before a day of which it does not say whether it is past
PASSED = 0.5  # after a day that it tells as still to come
_FAR = 0.0015  # how often news names any other day of those months
# How often news appears 0, 1, 2 ... days after a day that it names ...
_DATED = (0.26, 0.14, 0.08, 0.05, 0.03, 0.03, 0.03, *(0.012,) * 7, *(0.002,) * 46)  # with its year, at the beginning
_IN_TEXT = (0.13, 0.07, 0.04, 0.03, 0.02, 0.02, 0.02, *(0.01,) * 7, *(0.003,) * 46)  # with its year, later on
_NO_YEAR = (0.07, 0.025, 0.02, 0.02, 0.02, 0.02, 0.02, *(0.018,) * 7, *(0.008,) * 46)  # by month and day alone
_AHEAD = (0.06, 0.08, *(0.03,) * 6, *(0.01,) * 14)  # ... and before a day that is still to come
_WEEKDAY = (0.82, 0.11, 0.015, 0.01, 0.01, 0.015, 0.02)  # after the weekday that its opening names
_NAMED_MOST = (0.55, 0.36, 0.03, 0.02, 0.01, 0.01, 0.02)  # after the weekday that it names most
_SEASON = 60  # days: how long before a month and day without year the one of the year before is meant
_DAY = re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)(?:[T ].*)?")


@dataclass(frozen=True, slots=True)
class Named:
    """A day that an article names; without a year it stands for that day of every candidate year."""

    clue: Clue
    year: int | None
    month: int
    day: int

    def days(self, years: Sequence[int]) -> tuple[dt.date, ...]:
        """Return the day, or that of each of ``years`` where its own is not named."""
        found = []
        for year in years if self.year is None else (self.year,):
            try:
                found.append(dt.date(year, self.month, self.day))
            except ValueError:
                continue
        return tuple(day for day in found if FIRST < day < LAST)


def named_days(reading: Reading) -> tuple[Named, ...]:
    """Return the days that an article names by month and day, each once."""
    found: dict[tuple[int | None, int, int], Named] = {}
    for clue in reading.clues:
        match = _DAY.fullmatch(clue.mention.template)
        if match:
            year = None if match[1] == "XXXX" else int(match[1])
            found.setdefault((year, int(match[2]), int(match[3])), Named(clue, year, int(match[2]), int(match[3])))
    return tuple(found.values())[:MOST]


def newest_year(reading: Reading) -> int | None:
    """Return the newest year that an article names as one that it has seen."""
    return max((clue.year for clue in reading.clues if clue.year is not None), default=None)


def weigh(
    reading: Reading,
    named: Sequence[Named],
    open_days: DaySet,
    candidates: Sequence[dt.date],
    shared: Mapping[tuple[int, int], float],
) -> list[float]:
    """Return the weight of each candidate day for one article; their mean is 1.

    ``candidates`` are in order. ``shared`` says how much a named day counts, less where many articles name it.
    """
    place = {day: n for n, day in enumerate(candidates)}
    years = sorted({day.year for day in candidates})
    weights = _first_weights(reading, open_days, candidates)
    for name in named:
        power = shared[name.month, name.day]
        around = [year for y in years for year in (y - 1, y, y + 1)]
        for day in name.days(sorted(set(around))):
            for gap, value in _near(name):
                at = place.get(day + dt.timedelta(days=gap))
                if at is not None:
                    weights[at] *= value**power
            if name.year is not None and not name.clue.ahead:
                for at, candidate in enumerate(candidates):
                    if (candidate - day).days >= -_SEASON:
                        break
                    weights[at] *= TOO_EARLY if name.clue.past else EARLY
    mean = sum(weights) / len(weights)
    return [weight / mean for weight in weights] if mean else [1.0] * len(weights)


def _near(name: Named) -> list[tuple[int, float]]:
    if name.clue.ahead:
        return [(-gap, value / _FAR) for gap, value in enumerate(_AHEAD)] + [(gap, PASSED) for gap in range(1, _SEASON)]
    table = _NO_YEAR if name.year is None else _DATED if name.clue.mention.span[0] < BEGINNING else _IN_TEXT
    before = TOO_EARLY if name.clue.past else EARLY
    return [(gap, value / _FAR) for gap, value in enumerate(table)] + [(-gap, before) for gap in range(1, _SEASON + 1)]


def _first_weights(reading: Reading, open_days: DaySet, candidates: Sequence[dt.date]) -> list[float]:
    lead, table = opening_weekday(reading), _WEEKDAY
    if lead is None:
        lead, table = weekday_named_most(reading), _NAMED_MOST
    newest = newest_year(reading)
    bits = open_days.bits.to_bytes((open_days.bits.bit_length() + 7) // 8 + 1, "little")
    weights = []
    for day in candidates:
        at = (day - FIRST).days
        value = 1.0 if at >> 3 < len(bits) and bits[at >> 3] >> (at & 7) & 1 else CLOSED
        if lead is not None and lead.weekday is not None:
            value *= table[(day.isoweekday() - lead.weekday) % 7] * len(table)
        if newest is not None:
            value *= TOO_EARLY if day.year < newest else 1 / (1 + (day.year - newest) / 2)
        weights.append(value)
    return weights
