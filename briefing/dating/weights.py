"""How much the words of time in an article say about the day it appeared: counts over dated news, as weights."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.dating import tables
from briefing.dating.clues import Clue, Reading, says_which_week
from briefing.dating.days import FIRST, LAST, DaySet
from briefing.dating.habits import opening_weekday, possessive
from briefing.dating.stamps import with_clock
from briefing.dating.tables import AHEAD, EDGES, HEAD, TEXT, Counts, offsets, presence, ratios

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from briefing.dating.tables import Vector

MOST = 60  # days that are heard of one article: a table of dates tells no more
BEGINNING = 300  # characters: the caption and the first lines
FAR = 3000  # days over which news scatters the older days that it names with their year
CLOSED = -4.0  # weight, as a logarithm, of a day that the article's own words exclude
GIVEN = 8.0  # ... and of the day that is known
NEVER = -30.0
# A weekday that is named again says less than the first time, months and years are named of many times,
# and a day without its year may be that of any.
AGAIN, MONTH, YEAR, NO_YEAR = 0.5, 0.3, 0.7, 0.7
_DAY = re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)(?:[T ].*)?")
_MONTH = re.compile(r"XXXX-(\d\d)")
_YEAR = re.compile(r"(\d{4})(?:-\d\d)?")


@dataclass(frozen=True, slots=True)
class Said:
    """What an article says of time that bears on the day it appeared."""

    weekdays: Mapping[tuple[str, int], int]  # kind and weekday: how often
    dated: Mapping[dt.date, tuple[str, Clue]]  # days with their year, and the kind of their place
    undated: Mapping[tuple[int, int], tuple[str, Clue]]  # months and days
    months: frozenset[int]  # told as past
    told: frozenset[int]  # years that it has seen, or speaks of
    ahead: frozenset[int]  # years to come


def said(reading: Reading) -> Said:
    """Return what the time expressions of an article say, each once."""
    weekdays: dict[tuple[str, int], int] = {}
    dated: dict[dt.date, tuple[str, Clue]] = {}
    undated: dict[tuple[int, int], tuple[str, Clue]] = {}
    months: set[int] = set()
    years: dict[bool, set[int]] = {True: set(), False: set()}
    lead = opening_weekday(reading)
    for clue in reading.clues:
        template = clue.mention.template
        if clue.weekday is not None:
            kind = "lead" if clue is lead else _weekday_kind(clue, reading)
            if kind:
                weekdays[kind, clue.weekday] = weekdays.get((kind, clue.weekday), 0) + 1
        elif match := _DAY.fullmatch(template):
            if len(dated) + len(undated) < MOST:
                _note_day(match, clue, reading, dated, undated)
        elif match := _MONTH.fullmatch(template):
            if clue.past:
                months.add(int(match[1]))
        elif match := _YEAR.fullmatch(template):
            years[clue.ahead].add(int(match[1]))
    return Said(weekdays, dated, undated, frozenset(months), frozenset(years[False]), frozenset(years[True]))


def _weekday_kind(clue: Clue, reading: Reading) -> str | None:
    if clue.sentence.furniture or says_which_week(clue, reading):
        return None
    if possessive(clue, reading):
        return "possessive"
    return "weekday ahead" if clue.ahead else "opening" if clue.sentence.opening else "weekday"


def _note_day(
    match: re.Match[str],
    clue: Clue,
    reading: Reading,
    dated: dict[dt.date, tuple[str, Clue]],
    undated: dict[tuple[int, int], tuple[str, Clue]],
) -> None:
    head = clue.mention.span[0] < BEGINNING or clue.sentence.opening
    month, day = int(match[2]), int(match[3])
    if match[1] == "XXXX":
        if DaySet.month_day(month, day):
            undated.setdefault((month, day), (AHEAD if clue.ahead else HEAD if head else TEXT, clue))
        return
    try:
        date = dt.date(int(match[1]), month, day)
    except ValueError:
        return
    if not FIRST < date < LAST or with_clock(clue, reading):
        return
    dated.setdefault(date, (HEAD if head else AHEAD if clue.ahead else TEXT, clue))


@dataclass(frozen=True, slots=True)
class Horizon:
    """The days, without a gap, among which articles are placed, and what the calendar says of them."""

    first: dt.date
    length: int
    counts: Counts = field(default_factory=lambda: tables.COUNTS)

    def day(self, place: int) -> dt.date:
        """Return the day at a place."""
        return self.first + dt.timedelta(days=int(place))

    def place(self, day: dt.date) -> int:
        """Return the place of a day; below 0 or beyond the length when it lies outside."""
        return (day - self.first).days

    def weigh(self, told: Said, known: DaySet, shared: Mapping[tuple[int, int], float]) -> Vector:
        """Return how much better each day suits an article than a day of which nothing is known, as logarithms.

        ``known`` are the days that its own words leave open. ``shared`` says how much a day that is named counts: less
        where many articles name it, for it may be history to all of them.
        """
        import numpy as np

        weights = np.zeros(self.length)
        numbers = (self.first.toordinal() - 1 + np.arange(self.length)) % 7 + 1
        for (kind, weekday), times in told.weekdays.items():
            weights += ratios(self.counts[kind])[(numbers - weekday) % 7] * min(times, 3) ** AGAIN
        for date, (kind, _) in told.dated.items():
            self._add(weights, self.place(date), offsets(self.counts[f"dated {kind}"], FAR), shared)
        self._add_undated(weights, told, shared)
        self._add_months_and_years(weights, told)
        return np.where(self.among(known), weights, weights + CLOSED)

    def _add(self, weights: Vector, place: int, table: Vector, power: Mapping[tuple[int, int], float] | float) -> None:
        if not isinstance(power, float):
            day = self.day(place)
            power = power.get((day.month, day.day), 1.0)
        start, end = place + EDGES[0], place + EDGES[-1]
        low, high = max(0, start), min(self.length, end)
        if low < high:
            weights[low:high] += table[low - start : high - start] * power

    def _add_undated(self, weights: Vector, told: Said, shared: Mapping[tuple[int, int], float]) -> None:
        import numpy as np

        last = self.day(self.length - 1)
        for (month, day), (kind, _) in told.undated.items():
            table = offsets(self.counts[f"undated {kind}"], 365)
            table = np.where(np.arange(EDGES[0], EDGES[-1]) < -EDGES[0], table, 0.0)  # of the nearest year
            for year in range(self.first.year - 1, last.year + 2):
                try:
                    date = dt.date(year, month, day)
                except ValueError:
                    continue
                self._add(weights, self.place(date), table, NO_YEAR * shared.get((month, day), 1.0))

    def _add_months_and_years(self, weights: Vector, told: Said) -> None:
        import numpy as np

        months = ratios(self.counts["month"])
        for year in range(self.first.year, self.day(self.length - 1).year + 1):
            of_year = 0.0
            for name, years in (("years told", told.told), ("years ahead", told.ahead)):
                of_year += math.fsum(odds[year - gap in years] for gap, odds in presence(self.counts[name]).items())
            for month in range(1, 13):
                low = max(0, self.place(dt.date(year, month, 1)))
                high = min(self.length, self.place(dt.date(year + month // 12, month % 12 + 1, 1)))
                if low < high:
                    of_month = math.fsum(float(months[(month - named) % 12]) for named in told.months)
                    weights[low:high] += YEAR * of_year + MONTH * of_month
        np.clip(weights, NEVER, -NEVER, out=weights)

    def among(self, days: DaySet) -> NDArray[np.bool_]:
        """Return for each day whether it is one of ``days``."""
        import numpy as np

        start = (self.first - FIRST).days
        bits = (days.bits >> start) & ((1 << self.length) - 1)
        raw = np.frombuffer(bits.to_bytes((self.length + 7) // 8, "little"), dtype=np.uint8)
        return np.unpackbits(raw, count=self.length, bitorder="little").astype(bool)

    def known(self, days: DaySet) -> Vector:
        """Return the weights of an article of which the days are known."""
        import numpy as np

        return np.where(self.among(days), GIVEN, NEVER)
