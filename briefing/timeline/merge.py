"""One event once: tellings that can only be of the same event, across documents.

Words alone never join: time, places, counts and speakers must allow it first. A telling joins the best cluster, not a
chain of neighbours, and clusters are found through (name, day) keys, so that nothing compares all pairs.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from briefing.model import EventBasis, Precision
from briefing.timeline import gazetteer
from briefing.timeline.profile import places_agree
from briefing.timeline.telling import Telling

SAME_DAY = 3.0  # evidence that joins two tellings of one day
COARSE = 3.0  # and of a day and a longer time that holds it, whose words must agree besides
COARSE_ALIKE = 2.5  # the same where their words are much alike
ALIKE = 0.2  # cosine of words below which a longer time is not taken for the day
ALIKE_YEAR = 0.3  # the same for a year or more
SAID = 0.12  # cosine below which two statements of one speaker on one day are two
_COMPARED = 6  # members of a cluster that a telling is compared with
_CROWDED = 150  # clusters under one key beyond which the key tells nothing
_TRIED = 60  # clusters that a telling is compared with, those with most keys in common
_ROUNDS = 3
_DAYS = 31  # days of a coarse time that are looked up one by one


@dataclass
class Cluster:
    """Tellings of one event while they are being gathered."""

    number: int
    members: list[Telling] = field(default_factory=list)


class Weights:
    """How much a word or name says: rare ones much, those of every article little."""

    def __init__(self, tellings: Iterable[Telling]) -> None:
        seen: dict[str, set[str]] = defaultdict(set)
        documents: set[str] = set()
        for told in tellings:
            document = told.parsed.sentence.document
            documents.add(document)
            for term in _terms(told):
                seen[term].add(document)
        self._total = max(1, len(documents))
        self._seen: Mapping[str, int] = {term: len(where) for term, where in seen.items()}

    def __getitem__(self, term: str) -> float:
        return math.log(1.0 + self._total / self._seen.get(term, 1))

    def share(self, name: str) -> float:
        """Return between 0.3 (in every document) and 1 (in few) how telling a name is."""
        return max(0.3, 1.0 - 0.7 * self._seen.get(name, 1) / self._total) if self._total > 2 else 1.0

    def cosine(self, one: Telling, other: Telling) -> float:
        """Return how alike the words of two tellings are, between 0 and 1."""
        mine, theirs = _terms(one), _terms(other)
        common = math.fsum(self[term] ** 2 for term in sorted(mine & theirs))
        if not common:
            return 0.0
        sizes = [math.fsum(self[term] ** 2 for term in sorted(terms)) for terms in (mine, theirs)]
        return common / math.sqrt(sizes[0] * sizes[1])


def _terms(told: Telling) -> frozenset[str]:
    return told.stems | told.names


def merge(tellings: Sequence[Telling]) -> tuple[tuple[Telling, ...], ...]:
    """Return the tellings gathered into events. The result does not depend on the order of ``tellings``."""
    weights = Weights(tellings)
    index: dict[tuple[str, str], list[Cluster]] = defaultdict(list)
    clusters: list[Cluster] = []
    for told in sorted(tellings, key=_sort_key):
        best = _best(told, index, weights)
        if best is None:
            best = Cluster(len(clusters))
            clusters.append(best)
        best.members.append(told)
        for key in _keys(told):
            row = index[key]
            if best not in row:
                row.append(best)
    for _ in range(_ROUNDS):
        if not _join(clusters, index, weights):
            break
    return tuple(tuple(cluster.members) for cluster in clusters if cluster.members)


def _join(clusters: Sequence[Cluster], index: Mapping[tuple[str, str], list[Cluster]], weights: Weights) -> bool:
    """Join clusters that grew alike; return whether any did. The later moves into the earlier."""
    joined = False
    for cluster in clusters:
        if not cluster.members or len(cluster.members) > _COMPARED:
            continue
        best, highest = None, 0.0
        for other in _near(cluster.members, index):
            if other.number < cluster.number and other.members:
                score = _likeness(cluster, other, weights)
                if score > highest:
                    best, highest = other, score
        if best is not None:
            best.members.extend(cluster.members)
            cluster.members.clear()
            joined = True
            for told in best.members:
                for key in _keys(told):
                    if best not in index[key]:
                        index[key].append(best)
    return joined


def _likeness(one: Cluster, other: Cluster, weights: Weights) -> float:
    """Return the best evidence between two clusters; 0 when any two of their tellings speak against it."""
    mine, theirs = one.members[:_COMPARED], other.members[:_COMPARED]
    if any(against(a, b) for a in mine for b in theirs):
        return 0.0
    scores = [pair(a, b, weights) for a in mine for b in theirs]
    return max(scores) if math.fsum(scores) / len(scores) >= 0.3 * SAME_DAY else 0.0


def _sort_key(told: Telling) -> tuple[int, bool, str, int, int]:
    """Days first, then longer times; leads before the rest; then by content."""
    days = _length(told)
    return (days, not told.lead, *told.key)


def _length(told: Telling) -> int:
    start, end = told.interval.start, told.interval.end
    return (end - start).days if start and end else 100_000


def _days(told: Telling) -> Iterator[dt.date]:
    start, end = told.interval.start, told.interval.end
    if start and end and (end - start).days <= _DAYS:
        yield from (start + dt.timedelta(days=k) for k in range((end - start).days))


def _labels(told: Telling) -> Iterator[str]:
    yield from (f"n:{name}" for name in sorted(told.principals | told.names | set(told.actors)))
    yield from (f"p:{larger}" for place in told.places for larger in gazetteer.within(place))
    if not told.names and not told.places:
        yield from (f"k:{kind}" for kind in sorted(told.kinds))


def _buckets(told: Telling) -> Iterator[str]:
    days = [day.isoformat() for day in _days(told)]
    if told.lead and told.basis is EventBasis.DOCUMENT and told.interval.start:
        days.append((told.interval.start - dt.timedelta(days=1)).isoformat())
    yield from days
    start, end = told.interval.start, told.interval.end
    if start and end and start.year == (end - dt.timedelta(days=1)).year:
        yield str(start.year)
    elif not days:
        yield f"{start.isoformat() if start else ''}/{end.isoformat() if end else ''}"


def _keys(told: Telling) -> Iterator[tuple[str, str]]:
    buckets = tuple(_buckets(told))
    for label in _labels(told):
        for bucket in buckets:
            yield label, bucket


def _best(told: Telling, index: Mapping[tuple[str, str], list[Cluster]], weights: Weights) -> Cluster | None:
    best: Cluster | None = None
    highest = 0.0
    for cluster in _near([told], index):
        score = _score(told, cluster, weights)
        if score > highest:
            best, highest = cluster, score
    return best


def _near(members: Sequence[Telling], index: Mapping[tuple[str, str], list[Cluster]]) -> list[Cluster]:
    """Return the clusters that share most keys with the members, best first."""
    shared: Counter[int] = Counter()
    found: dict[int, Cluster] = {}
    for key in dict.fromkeys(key for told in members[:_COMPARED] for key in _keys(told)):
        row = index.get(key, ())
        if len(row) <= _CROWDED:
            for cluster in row:
                shared[cluster.number] += 1
                found[cluster.number] = cluster
    ranked = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:_TRIED]
    return [found[number] for number, _ in ranked]


def _score(told: Telling, cluster: Cluster, weights: Weights) -> float:
    """Return the evidence that the telling is of the cluster's event; 0 when something speaks against it."""
    scores: list[float] = []
    for member in cluster.members[:_COMPARED]:
        if against(told, member):
            return 0.0
        scores.append(pair(told, member, weights))
    best = max(scores)
    if best <= 0 or math.fsum(scores) / len(scores) < 0.4 * SAME_DAY:
        return 0.0
    return best


def against(one: Telling, other: Telling) -> bool:
    """Whether two tellings cannot be of one event, whatever their words."""
    one_sentence = one.parsed.sentence == other.parsed.sentence and one.interval != other.interval
    return (
        one_sentence
        or not _times_meet(one, other)
        or one.ahead != other.ahead
        or _elsewhere(one, other)
        or _counts_differ(one, other)
    )


def _times_meet(one: Telling, other: Telling) -> bool:
    if one.interval == other.interval:
        return True
    if Precision.DAY is one.precision is other.precision:
        return _reported_later(one, other) or _reported_later(other, one)
    open_ended = (Precision.BEFORE, Precision.AFTER)
    if one.precision in open_ended or other.precision in open_ended:
        return False
    return one.interval.contains(other.interval) or other.interval.contains(one.interval)


def _reported_later(article: Telling, told: Telling) -> bool:
    """Whether an article that gives no day may report what another dates to the day before it appeared."""
    if article.basis is not EventBasis.DOCUMENT or not article.lead or told.basis is not EventBasis.TEXT:
        return False
    start, before = article.interval.start, told.interval.start
    same = bool(article.principals & told.principals and article.kinds & told.kinds)
    return same and start is not None and before is not None and (start - before).days == 1


def _elsewhere(one: Telling, other: Telling) -> bool:
    mine = [p for p in one.places if p not in gazetteer.countries()]
    theirs = [p for p in other.places if p not in gazetteer.countries()]
    return bool(mine and theirs) and not any(places_agree(a, b) for a in mine for b in theirs)


def _counts_differ(one: Telling, other: Telling) -> bool:
    mine, theirs = dict(one.numbers), dict(other.numbers)  # by count
    by_unit: dict[str, set[str]] = defaultdict(set)
    for count, unit in mine.items():
        by_unit[unit].add(count)
    for unit in {u for u in theirs.values() if u in by_unit}:
        if not by_unit[unit] & {count for count, u in theirs.items() if u == unit}:
            return True
    return False


def pair(one: Telling, other: Telling, weights: Weights) -> float:
    """Return the evidence that two tellings are of one event; 0 when there is not enough."""
    alike = weights.cosine(one, other)
    specific = _shared_place(one, other)
    principals = one.principals & other.principals
    if _said(one) and _said(other) and not (one.lead and other.lead):
        if not principals or not (alike >= SAID or specific):
            return 0.0
    elif _said(one) != _said(other) and not (
        one.kinds & other.kinds or specific or (principals and alike >= ALIKE_YEAR)
    ):
        return 0.0
    score = 4.0 * alike
    score += (
        2.0 if principals else 1.0 if one.principals & set(other.actors) or other.principals & set(one.actors) else 0.0
    )
    others = (set(one.actors) & set(other.actors)) - principals
    score += min(1.5, math.fsum(0.5 * weights.share(name) for name in sorted(others)))
    score += 1.5 if specific else 0.0
    score += 1.0 if one.kinds & other.kinds else 0.0
    if any(" " in name and name not in one.places and weights.share(name) > 0.35 for name in one.names & other.names):
        score += 1.5
    coarse = one.interval != other.interval
    if coarse and alike < (ALIKE if max(_length(one), _length(other)) <= _DAYS else ALIKE_YEAR):
        return 0.0
    if coarse and max(_length(one), _length(other)) > _DAYS and EventBasis.DOCUMENT in (one.basis, other.basis):
        return 0.0
    if principals and alike >= SAID and one.role == other.role == "statement" and not coarse:
        return max(score, SAME_DAY)  # one person's words on one subject and day
    enough = SAME_DAY if not coarse else COARSE if alike < 2 * ALIKE else COARSE_ALIKE
    return score if score >= enough else 0.0


def _said(told: Telling) -> bool:
    """Whether the event is that somebody says something."""
    return told.role == "statement" or (told.role in ("alone", "state", "lead") and told.speaker is not None)


def _shared_place(one: Telling, other: Telling) -> bool:
    """Whether both name one place smaller than a country."""
    countries = gazetteer.countries()
    return any(places_agree(a, b) for a in one.places if a not in countries for b in other.places if b not in countries)
