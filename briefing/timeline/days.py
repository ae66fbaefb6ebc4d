"""Which days matter: those that articles name, most of all later ones, of all that could have named them.

A day counts by the voices that name it, wherever they stand in their article and whatever they tell of it, and by those
that tell its largest event. Later articles name an early day more often only because there are more of them: the sum is
taken in proportion to the square root of the number of articles that came after it, as a surprise is measured.
"""

from __future__ import annotations

import datetime as dt
import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping

from briefing.model import Document, Event
from briefing.timeline.telling import Parsed

_AHEAD = 0.5  # weight of a voice that names the day before it has come
_NEWS = 1.0  # ... on the day, or within two weeks of it
_LATER = 2.0  # ... later: it is remembered
_REMEMBERED = 14  # days after which an article remembers
_CROWD = 0.7  # power of what is published on one day: ten articles of a Monday that say "Monday" are no ten
_FEW = 5  # articles that are thought to come after any day
_OLD = dt.timedelta(days=30)  # before the first article
_BEHIND = 0.6  # weight of a day older than that


def day_weights(
    sentences: Iterable[Parsed], documents: Iterable[Document], events: Iterable[Event], voice: Mapping[str, str]
) -> dict[dt.date, float]:
    """Return how much each day matters that an article names or an event has; only the order means something."""
    published = {d.id: d.published.start for d in documents if d.published is not None and d.published.start}
    dates = sorted(published.values())
    named: defaultdict[dt.date, set[tuple[dt.date, str]]] = defaultdict(set)  # day -> who names it when
    for parsed in sentences:
        id = parsed.sentence.document
        when = published.get(id)
        for day in {e.interval.start for e in parsed.expressions if e.interval is not None and e.interval.is_day}:
            if day is not None and when is not None:
                named[day].add((when, voice.get(id, id)))
    largest: defaultdict[dt.date, int] = defaultdict(int)
    for event in events:
        if event.interval.is_day and event.interval.start is not None:
            tellers = {(published.get(id), voice.get(id, id)) for id in event.documents}
            largest[event.interval.start] = max(largest[event.interval.start], len(tellers))
    return {
        day: _weight(day, [when for when, _ in named.get(day, ())], largest.get(day, 0), dates)
        for day in sorted({*named, *largest})
    }


def _weight(day: dt.date, naming: Iterable[dt.date], largest: int, published: list[dt.date]) -> float:
    crowds: defaultdict[dt.date, float] = defaultdict(float)
    for when in naming:
        gap = (when - day).days
        crowds[when] += _AHEAD if gap < 0 else _NEWS if gap < _REMEMBERED else _LATER
    told = math.fsum(crowd**_CROWD for crowd in crowds.values())
    after = len(published) - bisect_left(published, day)
    old = bool(published) and published[0] - day > _OLD
    return (told + largest) / math.sqrt(_FEW + after) * (_BEHIND if old else 1.0)
