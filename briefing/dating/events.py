"""Events that two articles tell under the same weekday: it is the same day."""

from __future__ import annotations

import bisect
import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.dating.clues import Clue, Reading, says_which_week

REACH = 160  # characters on both sides of a weekday that tell its event
SHORTEST = 3  # letters of a word that counts
MARKED = 2  # names or numbers that two tellings of an event share
MOST = 40  # events that a word may connect


@dataclass(frozen=True, slots=True)
class SameEvent:
    """Two articles, by their place, that tell an event under the same weekday."""

    first: int
    second: int
    weekday: int
    alike: float  # between 0 and 1
    clues: tuple[Clue, Clue]


@dataclass(frozen=True, slots=True)
class _Told:
    number: int
    clue: Clue
    words: frozenset[str]
    marked: frozenset[str]  # the names and numbers among them


def same_events(readings: Sequence[Reading], least: float) -> tuple[SameEvent, ...]:
    """Return the pairs of articles that tell an event at least so alike: the best match of each pair and weekday."""
    told = [event for number, reading in enumerate(readings) for event in _told(number, reading)]
    holders: defaultdict[tuple[int | None, str], list[int]] = defaultdict(list)
    uses: Counter[str] = Counter()
    for place, event in enumerate(told):
        for word in sorted(event.words):
            holders[event.clue.weekday, word].append(place)
            uses[word] += 1
    rarity = {word: math.log(1 + len(told) / count) for word, count in uses.items()}
    lengths = [math.sqrt(math.fsum(sorted(rarity[word] for word in event.words))) for event in told]
    best: dict[tuple[int, int, int], SameEvent] = {}
    for place, event in enumerate(told):
        common: defaultdict[int, list[float]] = defaultdict(list)
        for word in sorted(event.words):
            places = holders[event.clue.weekday, word]
            if len(places) <= MOST:
                for other in places:
                    if other > place and told[other].number != event.number:
                        common[other].append(rarity[word])
        for other, shared in sorted(common.items()):
            alike = math.fsum(sorted(shared)) / (lengths[place] * lengths[other])
            if alike >= least and len(event.marked & told[other].marked) >= MARKED:
                _keep(
                    best,
                    SameEvent(
                        event.number, told[other].number, event.clue.weekday or 0, alike, (event.clue, told[other].clue)
                    ),
                )
    return tuple(best[key] for key in sorted(best))


def _keep(best: dict[tuple[int, int, int], SameEvent], found: SameEvent) -> None:
    key = (found.first, found.second, found.weekday)
    old = best.get(key)
    if old is None or round(found.alike, 9) > round(old.alike, 9):
        best[key] = found


def _told(number: int, reading: Reading) -> list[_Told]:
    found = []
    for clue in reading.clues:
        if clue.weekday is None or clue.ahead or clue.sentence.furniture or says_which_week(clue, reading):
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
            found.append(_Told(number, clue, frozenset(words), marked))
    return found
