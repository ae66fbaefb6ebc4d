"""Which days matter: those that articles name, most of all later ones, of all that could have named them.

A day counts by the voices that name it, wherever they stand in their article and whatever they tell of it (twice by one
that lists it in a chronology), and by those that tell its largest event. Later articles name an early day more often
only because there are more of them: the sum is taken in proportion to the square root of the number of articles that
came after it, as a surprise is measured.
"""

from __future__ import annotations

import datetime as dt
import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from briefing.model import Document, Event
from briefing.timeline.telling.chronology import Place
from briefing.timeline.telling.records import Parsed

_Voice = tuple[dt.date, str]  # when an article came out, and whose text it is

_AHEAD = 0.5  # weight of a voice that names the day before it has come
_NEWS = 1.0  # ... on the day, or within two weeks of it
_LATER = 2.0  # ... later: it is remembered
_LISTED = 2.0  # times the weight of a voice that lists the day in a chronology
_REMEMBERED = 14  # days after which an article remembers
_CROWD = 0.7  # power of what is published on one day: ten articles of a Monday that say "Monday" are no ten
_FEW = 5  # articles that are thought to come after any day
_OLD = dt.timedelta(days=30)  # before the first article
_BEHIND = 0.6  # weight of a day older than that


def day_weights(
    sentences: Iterable[Parsed],
    documents: Iterable[Document],
    events: Iterable[Event],
    voice: Mapping[str, str],
    listed: Collection[Place] = frozenset(),
) -> dict[dt.date, float]:
    """Return how much each day matters that an article names or an event has; only the order means something.

    ``listed`` are the lines of chronologies.
    """
    published = {d.id: d.published.start for d in documents if d.published is not None and d.published.start}
    dates = sorted(published.values())
    named: defaultdict[dt.date, dict[_Voice, float]] = defaultdict(dict)  # day -> who names it when, and how
    for parsed in sentences:
        id, begins = parsed.sentence.document, parsed.sentence.span[0]
        when = published.get(id)
        weight = _LISTED if (id, begins) in listed else 1.0
        for day in {e.interval.start for e in parsed.expressions if e.interval is not None and e.interval.is_day}:
            if day is not None and when is not None:
                speaks = when, voice.get(id, id)
                named[day][speaks] = max(weight, named[day].get(speaks, 0.0))
    largest: defaultdict[dt.date, int] = defaultdict(int)
    for event in events:
        if event.interval.is_day and event.interval.start is not None:
            tellers = {(published.get(id), voice.get(id, id)) for id in event.documents}
            largest[event.interval.start] = max(largest[event.interval.start], len(tellers))
    return {day: _weight(day, named.get(day, {}), largest.get(day, 0), dates) for day in sorted({*named, *largest})}


def _weight(day: dt.date, naming: Mapping[_Voice, float], largest: int, published: list[dt.date]) -> float:
    crowds: defaultdict[dt.date, float] = defaultdict(float)
    for (when, _), weight in sorted(naming.items()):
        gap = (when - day).days
        crowds[when] += weight * (_AHEAD if gap < 0 else _NEWS if gap < _REMEMBERED else _LATER)
    told = math.fsum(crowd**_CROWD for crowd in crowds.values())
    after = len(published) - bisect_left(published, day)
    old = bool(published) and published[0] - day > _OLD
    return (told + largest) / math.sqrt(_FEW + after) * (_BEHIND if old else 1.0)
