"""A telling as it is compared with others: its words, names and counts as sets, and how much each word says."""

from __future__ import annotations

import functools
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from briefing.model import Interval
from briefing.timeline.language.morphology import reporting, stem
from briefing.timeline.names import gazetteer
from briefing.timeline.names.profile import shared
from briefing.timeline.telling.deeds import Deed, sorts
from briefing.timeline.telling.happenings import rates_in
from briefing.timeline.telling.records import Telling

_ENDLESS = 100_000
_RARE = frozenset({"disaster", "court", "vote", "resignation", "inauguration"})  # kinds of which a day has few


@dataclass(frozen=True, slots=True)
class View:
    """A telling as it is compared: sets and numbers made once."""

    told: Telling
    terms: frozenset[str]
    content: frozenset[str]  # of a statement: without the speaker, titles, and verbs of saying
    norm: float
    actors: frozenset[str]
    places: tuple[str, ...]  # smaller than a country
    counts: Mapping[str, frozenset[str]]  # what is counted -> the counts
    first: int  # days as ordinals, end exclusive
    last: int
    said: bool  # the event is that somebody says something
    speaks: bool  # ... and it is somebody with a name
    deed: Deed
    things: frozenset[str]  # of the deed
    happens: frozenset[str]  # of the deed
    sorts: frozenset[str]  # of calamity
    rates: frozenset[str]  # percentages
    labels: frozenset[str]  # by which others that may be of the same event are found

    @property
    def days(self) -> int:
        """How long the time is."""
        return self.last - self.first


class _Squares(dict[str, float]):
    """The squared weight of each term; 1 for one that no telling has."""

    def __missing__(self, term: str) -> float:
        return 1.0


class Weights:
    """How much a word or name says in a collection: rare ones much, those of every article little."""

    def __init__(self, tellings: Iterable[Telling]) -> None:
        seen: dict[str, set[str]] = defaultdict(set)
        documents: set[str] = set()
        for told in tellings:
            document = told.parsed.sentence.document
            documents.add(document)
            for term in told.stems | told.names:
                seen[term].add(document)
        self._total = max(1, len(documents))
        self._seen = {term: len(where) for term, where in seen.items()}
        self._squares = _Squares((t, math.log(1.0 + self._total / count) ** 2) for t, count in self._seen.items())

    def view(self, told: Telling, deed: Deed) -> View:
        """Return a telling, which says that ``deed`` happens, ready to be compared."""
        said = told.role == "statement" or (told.role in ("alone", "state", "lead") and told.speaker is not None)
        terms = told.stems | told.names
        counts: dict[str, set[str]] = defaultdict(set)
        for count, unit in told.numbers:
            counts[unit].add(count)
        first, last = ordinals(told.interval)
        report = told.parsed.report
        return View(
            told=told,
            terms=terms,
            content=terms - told.principals - about_saying() if said else terms,
            norm=math.sqrt(math.fsum(map(self._squares.__getitem__, terms))),
            actors=shared(frozenset(told.actors)),
            places=tuple(place for place in told.places if place not in gazetteer.countries()),
            counts={unit: shared(frozenset(found)) for unit, found in counts.items()},
            first=first,
            last=last,
            said=said,
            speaks=said and report is not None and report.named,
            deed=deed,
            things=shared(deed.things),
            happens=shared(deed.happens),
            sorts=shared(sorts(told.stems)),
            rates=shared(rates_in(told)),
            labels=shared(_labels(told, deed)),
        )

    def share(self, name: str) -> float:
        """Return between 0.3 (in every document) and 1 (in few) how telling a name is."""
        return max(0.3, 1.0 - 0.7 * self._seen.get(name, 1) / self._total) if self._total > 2 else 1.0

    def cosine(self, one: View, other: View) -> float:
        """Return how alike the words of two tellings are, between 0 and 1."""
        common = one.terms & other.terms
        if not common or not one.norm or not other.norm:
            return 0.0
        return math.fsum(map(self._squares.__getitem__, common)) / (one.norm * other.norm)


def _labels(told: Telling, deed: Deed) -> frozenset[str]:
    """Return the names, places, rare kinds and deeds of a telling, each marked as what it is."""
    labels = {f"n:{name}" for name in (*told.principals, *told.names, *told.actors)}
    labels.update(f"p:{larger}" for place in told.places for larger in gazetteer.within(place))
    labels.update([f"h:{told.head}"] if told.head else [])
    labels.update(f"k:{kind}" for kind in (told.kinds & _RARE if labels or told.kinds & _RARE else told.kinds))
    return frozenset(labels).union(f"a:{act}" for act in deed.acts)


def ordinals(interval: Interval) -> tuple[int, int]:
    """Return the days of an interval as ordinals, end exclusive; far away where it is open."""
    start, end = interval.start, interval.end
    return start.toordinal() if start else -_ENDLESS, end.toordinal() if end else 10 * _ENDLESS * 10


@functools.cache
def about_saying() -> frozenset[str]:
    """Return the stems of offices and of verbs of saying, which say nothing of a matter."""
    return frozenset(stem(word) for word in (*gazetteer.titles(), *gazetteer.heads("title_openers"), *reporting()))
