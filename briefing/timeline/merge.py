"""One event once: tellings gathered across documents, each into the cluster that it fits best.

Clusters are found through (name, day) keys, so that nothing compares all pairs, and a telling must fit a cluster as a
whole: evidence does not chain from neighbour to neighbour.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefing.model import EventBasis
from briefing.timeline import gazetteer
from briefing.timeline.conflicts import LONG, against
from briefing.timeline.each import Each, in_turn
from briefing.timeline.happenings import deed_of
from briefing.timeline.likeness import SAME_DAY, pair
from briefing.timeline.telling import Telling
from briefing.timeline.views import View, Weights

_COMPARED = 6  # members of a cluster that a telling is compared with
_CROWDED = 120  # clusters under one key beyond which the key tells nothing
_TRIED = 24  # clusters that a telling is compared with, those with most keys in common
_ROUNDS = 2
_FITS = 0.4  # part of SAME_DAY that a telling must reach with the members on average
_JOINS = 0.3  # the same between two clusters

Key = tuple[str, str, str]


@dataclass
class _Cluster:
    """Tellings of one event while they are being gathered."""

    number: int
    members: list[View] = field(default_factory=list)


class _Index:
    """Clusters by the names, places and days of their tellings."""

    def __init__(self) -> None:
        self._rows: dict[Key, dict[int, _Cluster]] = defaultdict(dict)

    def put(self, cluster: _Cluster, view: View) -> None:
        for key in _keys(view, wide="W" if _is_long(view) else "D"):
            self._rows[key][cluster.number] = cluster

    def near(self, members: Sequence[View]) -> list[_Cluster]:
        """Return the clusters that share most keys with the members, best first."""
        shared: Counter[int] = Counter()
        found: dict[int, _Cluster] = {}
        keys: dict[Key, None] = {}
        for view in members[:_COMPARED]:
            keys.update(dict.fromkeys(_keys(view, wide="W")))
            if _is_long(view):
                keys.update(dict.fromkeys(_keys(view, wide="D")))
        for key in keys:
            row = self._rows.get(key)
            if row and len(row) <= _CROWDED:
                shared.update(row.keys())
                found.update(row)
        ranked = sorted((-count, number) for number, count in shared.items())
        return [found[number] for _, number in ranked[:_TRIED]]


def merge(tellings: Sequence[Telling], each: Each = in_turn) -> tuple[tuple[Telling, ...], ...]:
    """Return the tellings gathered into events. The result does not depend on the order of ``tellings``."""
    weights = Weights(tellings)
    index = _Index()
    clusters: list[_Cluster] = []
    views = (weights.view(told, deed) for told, deed in zip(tellings, each(deed_of, tellings), strict=True))
    for view in sorted(views, key=_sort_key):
        best = _best(view, index, weights)
        if best is None:
            best = _Cluster(len(clusters))
            clusters.append(best)
        best.members.append(view)
        index.put(best, view)
    for _ in range(_ROUNDS):
        if not _join(clusters, index, weights):
            break
    return tuple(tuple(view.told for view in cluster.members) for cluster in clusters if cluster.members)


def _sort_key(view: View) -> tuple[int, bool, str, int, int]:
    """Days first, then longer times; leads before the rest; then by content."""
    return (view.days, not view.told.lead, *view.told.key)


def _is_long(view: View) -> bool:
    return view.days > LONG


def _keys(view: View, *, wide: str) -> Iterator[Key]:
    """Yield the keys of a telling: each label with each of its days, and with its year.

    Under the year, times of more than a month (``W``) are kept apart from days (``D``), so that days do not crowd.
    """
    told = view.told
    labels = [f"n:{name}" for name in told.principals | told.names | view.actors]
    labels += [f"p:{larger}" for place in told.places for larger in gazetteer.within(place)]
    labels += [f"h:{told.head}"] if told.head else []
    labels += [
        f"k:{kind}" for kind in told.kinds if kind in ("disaster", "court", "vote", "resignation", "inauguration")
    ]
    labels = sorted(set(labels)) or [f"k:{kind}" for kind in sorted(told.kinds)]
    labels += [f"a:{act}" for act in sorted(view.deed.acts)]
    buckets: list[tuple[str, str]] = []
    if view.days <= LONG:
        first = view.first - 1 if told.lead and told.basis is EventBasis.DOCUMENT else view.first
        buckets += [("", dt.date.fromordinal(day).isoformat()) for day in range(first, view.last)]
    year, last = told.interval.start, told.interval.last
    if year is not None and last is not None:
        buckets += [(wide, str(year.year))] if year.year == last.year else [(wide, f"{year.year}-{last.year}")]
    else:
        buckets.append(("", f"{year or ''}/{last or ''}"))
    for label in labels:
        for kind, bucket in buckets:
            yield label, kind, bucket


def _best(view: View, index: _Index, weights: Weights) -> _Cluster | None:
    best: _Cluster | None = None
    highest = 0.0
    for cluster in index.near([view]):
        score = _likeness([view], cluster.members, weights, _FITS)
        if score > highest:
            best, highest = cluster, score
    return best


def _likeness(some: Sequence[View], others: Sequence[View], weights: Weights, least: float) -> float:
    """Return the best evidence between members; 0 when any two speak against it, or the evidence is thin on average."""
    mine, theirs = some[:_COMPARED], others[:_COMPARED]
    pairs = [(a, b) for a in mine for b in theirs]
    for one, other in pairs:
        if against(one, other):
            return 0.0
    scores = [pair(one, other, weights) for one, other in pairs]
    return max(scores) if scores and math.fsum(scores) / len(scores) >= least * SAME_DAY else 0.0


def _join(clusters: Sequence[_Cluster], index: _Index, weights: Weights) -> bool:
    """Join clusters that grew alike; return whether any did. The later moves into the earlier."""
    joined = False
    for cluster in clusters:
        if not 0 < len(cluster.members) <= _COMPARED or cluster.members[0].told.basis is not EventBasis.TEXT:
            continue
        best, highest = None, 0.0
        for other in index.near(cluster.members):
            if other.number < cluster.number and other.members:
                score = _likeness(cluster.members, other.members, weights, _JOINS)
                if score > highest:
                    best, highest = other, score
        if best is not None:
            for view in cluster.members:
                index.put(best, view)
            best.members.extend(cluster.members)
            cluster.members.clear()
            joined = True
    return joined
