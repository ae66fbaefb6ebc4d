"""Events that two articles tell under the same weekday, with its month and day or without: it is the same day."""

from __future__ import annotations

import bisect
import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.dating.clues import Clue, Reading, says_which_week, words_before
from briefing.dating.days import DaySet
from briefing.dating.facts import HALF_YEAR, WEEK, weekday_beside

REACH = 160  # characters on both sides of a weekday that tell its event
SHORTEST = 3  # letters of a word that counts
MARKED = 2  # names or numbers that two tellings of an event share
MOST = 40  # events that a word may connect
Reach = tuple[int, int]  # days from an event to the article that tells it: the fewest and the most
_BARE: Reach = (0, WEEK)  # "on Saturday": one of the last seven days
_LAST: Reach = (1, 2 * WEEK + 1)  # "last Saturday": the one just gone, or that of the week before
_DATED: Reach = (0, HALF_YEAR)  # "on Saturday, August 17": the nearest one


@dataclass(frozen=True, slots=True)
class Day:
    """The day of an event, by its weekday and where one article names them its month and day, and who tells of it."""

    weekday: int
    month_day: tuple[int, int] | None
    reach: tuple[Reach, Reach]  # of the first article and of the second

    def days(self, known: DaySet, teller: int) -> DaySet:
        """Return the days of one article that suit the days ``known`` of the other, 0 the first or 1 the second."""
        soonest, latest = self.reach[teller]
        days = known.shift(-latest).spread(after=latest - soonest) & DaySet.weekday(self.weekday)
        if self.month_day is not None:
            days &= DaySet.month_day(*self.month_day)
        soonest, latest = self.reach[1 - teller]
        return days.shift(soonest).spread(after=latest - soonest)


@dataclass(frozen=True, slots=True)
class SameEvent:
    """Two articles, by their place, that tell an event under the same weekday."""

    first: int
    second: int
    day: Day
    alike: float  # between 0 and 1
    clues: tuple[Clue, Clue]


@dataclass(frozen=True, slots=True)
class _Told:
    number: int
    clue: Clue
    weekday: int
    reach: Reach
    words: frozenset[str]
    marked: frozenset[str]  # the names and numbers among them


def same_events(readings: Sequence[Reading], least: float) -> tuple[SameEvent, ...]:
    """Return the pairs of articles that tell an event at least so alike: the best match of each pair and weekday."""
    told = [event for number, reading in enumerate(readings) for event in _told(number, reading)]
    holders: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    uses: Counter[str] = Counter()
    for place, event in enumerate(told):
        for word in sorted(event.words):
            holders[event.weekday, word].append(place)
            uses[word] += 1
    rarity = {word: math.log(1 + len(told) / count) for word, count in uses.items()}
    lengths = [math.sqrt(math.fsum(sorted(rarity[word] for word in event.words))) for event in told]
    best: dict[tuple[int, int, int], SameEvent] = {}
    for place, event in enumerate(told):
        common: defaultdict[int, list[float]] = defaultdict(list)
        for word in sorted(event.words):
            places = holders[event.weekday, word]
            if len(places) <= MOST:
                for other in places:
                    if other > place and told[other].number != event.number:
                        common[other].append(rarity[word])
        for other, shared in sorted(common.items()):
            mate = told[other]
            alike = math.fsum(sorted(shared)) / (lengths[place] * lengths[other])
            if alike >= least and len(event.marked & mate.marked) >= MARKED and _may_be_one(event.clue, mate.clue):
                day = Day(event.weekday, event.clue.month_day or mate.clue.month_day, (event.reach, mate.reach))
                _keep(best, SameEvent(event.number, mate.number, day, alike, (event.clue, mate.clue)))
    return tuple(best[key] for key in sorted(best))


def _keep(best: dict[tuple[int, int, int], SameEvent], found: SameEvent) -> None:
    key = (found.first, found.second, found.day.weekday)
    old = best.get(key)
    if old is None or round(found.alike, 9) > round(old.alike, 9):
        best[key] = found


def _may_be_one(one: Clue, other: Clue) -> bool:
    """Return whether two expressions name no month and day, or one of them, or both the same."""
    return one.month_day is None or other.month_day is None or one.month_day == other.month_day


def _weekday(place: int, reading: Reading) -> tuple[int, Reach] | None:
    """Return the weekday of the clue at ``place``, and how long after it an article may tell of it."""
    clue = reading.clues[place]
    if clue.month_day is not None:
        beside = weekday_beside(place, reading) if clue.past else None
        return (beside[0], _DATED) if beside else None
    if clue.weekday is None:
        return None
    if not says_which_week(clue, reading):
        return clue.weekday, _BARE
    said = {*words_before(clue), *clue.mention.text.lower().split()} & reading.language.other
    return (clue.weekday, _LAST) if said <= reading.language.last else None


def _told(number: int, reading: Reading) -> list[_Told]:
    found = []
    for at_clue, clue in enumerate(reading.clues):
        if clue.ahead or clue.sentence.furniture or (named := _weekday(at_clue, reading)) is None:
            continue
        start, end = clue.mention.span
        text = reading.document.text
        dull = reading.language.small | reading.language.told | reading.language.saying
        words: dict[str, bool] = {}
        starts = clue.sentence.starts
        for place in range(bisect.bisect_left(starts, start - REACH), bisect.bisect_left(starts, end + REACH)):
            at = starts[place]
            if not start <= at < end:
                word = clue.sentence.words[place]
                word = word.removesuffix("'s").removesuffix("’s")
                if len(word) >= SHORTEST and word not in dull:
                    words[word] = text[at].isupper() or text[at].isdigit()
        if words:
            marked = frozenset(word for word, is_marked in words.items() if is_marked)
            found.append(_Told(number, clue, *named, frozenset(words), marked))
    return found
