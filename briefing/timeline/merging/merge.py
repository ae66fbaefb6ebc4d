"""One event once: tellings gathered across documents, each into the cluster that it fits best.

Clusters are found through (name, day) keys, so that nothing compares all pairs, and a telling must fit a cluster as a
whole: evidence does not chain from neighbour to neighbour.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from briefing.each import Each, in_turn
from briefing.model import EventBasis
from briefing.timeline.merging.conflicts import LONG, against
from briefing.timeline.merging.likeness import SAME_DAY, pair
from briefing.timeline.merging.views import View, Weights, ordinals
from briefing.timeline.telling.happenings import deed_of
from briefing.timeline.telling.records import Telling

_COMPARED = 6  # members of a cluster that a telling is compared with
_CROWDED = 120  # clusters under one key beyond which the key tells nothing
_TRIED = 24  # clusters that a telling is compared with, those with most keys in common
_ROUNDS = 2
_FITS = 0.4  # part of SAME_DAY that a telling must reach with the members on average
_JOINS = 0.3  # the same between two clusters

Time = int | str  # a day as an ordinal; years as "W2024", "D2024-2025"; "2024-05-03/" without an end


@dataclass
class _Cluster:
    """Tellings of one event while they are being gathered; others are compared with the first of them."""

    number: int
    members: list[Telling] = field(default_factory=list)
    compared: list[View] = field(default_factory=list)

    def add(self, members: Iterable[Telling], views: Iterable[View]) -> None:
        self.members.extend(members)
        self.compared = [*self.compared, *views][:_COMPARED]


class _Index:
    """Clusters by the days of their tellings, and under each by the names, places and deeds."""

    def __init__(self) -> None:
        self._rows: defaultdict[Time, defaultdict[str, dict[int, _Cluster]]] = defaultdict(lambda: defaultdict(dict))

    def put(self, cluster: _Cluster, view: View) -> None:
        for time in _times(view, wide="W" if _is_long(view) else "D"):
            rows = self._rows[time]
            for label in view.labels:
                rows[label][cluster.number] = cluster

    def near(self, members: Sequence[View]) -> list[_Cluster]:
        """Return the clusters that share most keys with the members, best first."""
        labels: defaultdict[Time, set[str]] = defaultdict(set)
        for view in members:
            for wide in ("W", "D") if _is_long(view) else ("W",):
                for time in _times(view, wide=wide):
                    labels[time] |= view.labels
        shared: Counter[int] = Counter()
        found: dict[int, _Cluster] = {}
        for time, own in labels.items():
            rows: dict[str, dict[int, _Cluster]] = self._rows.get(time) or {}
            for row in (rows[label] for label in own if label in rows):
                if len(row) <= _CROWDED:
                    shared.update(row.keys())
                    found.update(row)
        ranked = sorted((-count, number) for number, count in shared.items())
        return [found[number] for _, number in ranked[:_TRIED]]


def merge(tellings: Sequence[Telling], each: Each = in_turn) -> tuple[tuple[Telling, ...], ...]:
    """Return the tellings gathered into events. The result does not depend on the order of ``tellings``."""
    weights = Weights(tellings)
    index = _Index()
    clusters: list[_Cluster] = []
    rows = sorted(zip(tellings, each(deed_of, tellings), strict=True), key=lambda row: _sort_key(row[0]))
    for told, deed in rows:
        view = weights.view(told, deed)
        best = _best(view, index, weights)
        if best is None:
            best = _Cluster(len(clusters))
            clusters.append(best)
        best.add([told], [view])
        index.put(best, view)
    for _ in range(_ROUNDS):
        if not _join(clusters, index, weights):
            break
    return tuple(tuple(cluster.members) for cluster in clusters if cluster.members)


def _sort_key(told: Telling) -> tuple[int, bool, bool, str, int, int]:
    """Days first, then longer times; leads before the rest, what has no date of its own last; then by content."""
    first, last = ordinals(told.interval)
    return (last - first, told.role == "alone", not told.lead, *told.key)


def _is_long(view: View) -> bool:
    return view.days > LONG


def _times(view: View, *, wide: str) -> Iterator[Time]:
    """Yield the days of a telling, and its year: of times of more than a month (``W``), and of days (``D``) apart.

    So days do not crowd what is known by its year.
    """
    told = view.told
    if view.days <= LONG:
        yield from range(view.first - 1 if told.lead and told.basis is EventBasis.DOCUMENT else view.first, view.last)
    first, last = told.interval.start, told.interval.last
    if first is None or last is None:
        yield f"{first or ''}/{last or ''}"
    else:
        yield f"{wide}{first.year}" if first.year == last.year else f"{wide}{first.year}-{last.year}"


def _best(view: View, index: _Index, weights: Weights) -> _Cluster | None:
    best: _Cluster | None = None
    highest = 0.0
    for cluster in index.near([view]):
        score = _likeness([view], cluster.compared, weights, _FITS, highest)
        if score > highest:
            best, highest = cluster, score
    return best


def _likeness(some: Sequence[View], others: Sequence[View], weights: Weights, least: float, above: float) -> float:
    """Return the best evidence between members where it is ``above``; else 0.

    It is 0 too when any two speak against it, or the evidence is thin on average.
    """
    pairs = list(product(some, others))
    scores = [pair(one, other, weights) for one, other in pairs]
    best = max(scores, default=0.0)
    if best <= above or math.fsum(scores) / len(scores) < least * SAME_DAY:
        return 0.0
    return 0.0 if any(against(one, other) for one, other in pairs) else best


def _join(clusters: Sequence[_Cluster], index: _Index, weights: Weights) -> bool:
    """Join clusters that grew alike; return whether any did. The later moves into the earlier."""
    joined = False
    for cluster in clusters:
        if not 0 < len(cluster.members) <= _COMPARED or cluster.members[0].basis is not EventBasis.TEXT:
            continue
        best, highest = None, 0.0
        for other in index.near(cluster.compared):
            if other.number < cluster.number and other.members:
                score = _likeness(cluster.compared, other.compared, weights, _JOINS, highest)
                if score > highest:
                    best, highest = other, score
        if best is not None:
            for view in cluster.compared:
                index.put(best, view)
            best.add(cluster.members, cluster.compared)
            cluster.members.clear()
            joined = True
    return joined
