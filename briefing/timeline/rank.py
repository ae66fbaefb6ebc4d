"""What matters first: independent voices, centrality, recency and topic, as one number for each event."""

from __future__ import annotations

import math

from briefing.model import Event, EventBasis, Modality, Precision, Status, Timeline

_FADES = 45.0  # days after which what happened counts a third
_TOPIC = 3  # names of the topic beyond which more do not count


def salience(event: Event, timeline: Timeline) -> float:
    """Return how much an event matters in its timeline; only the order of the numbers means something."""
    weight = 2.0 * math.log2(1 + event.voices) + 0.5 * math.log2(1 + len(event.documents))
    weight += 0.3 * math.log2(1 + len(event.bullets))
    weight += 0.3 * min(_TOPIC, _on_topic(event, timeline))
    weight += _recency(event, timeline)
    weight -= 1.2 if event.date_basis is EventBasis.DOCUMENT else 0.0
    weight -= 0.4 if event.date_basis is EventBasis.ORDER else 0.0
    weight -= 0.3 if event.precision not in (Precision.DAY, Precision.SPAN) else 0.0
    weight -= 0.5 if event.background else 0.0
    weight -= 0.3 if event.status is Status.PLANNED or event.modality is not Modality.ASSERTED else 0.0
    return weight


def _on_topic(event: Event, timeline: Timeline) -> int:
    words = {name.casefold() for name in (*event.actors, *event.places)}
    headline = event.headline.casefold()
    return sum(term.casefold() in words or term.casefold() in headline for term in timeline.topic)


def _recency(event: Event, timeline: Timeline) -> float:
    day = event.interval.last or event.interval.start
    if timeline.as_of is None or day is None:
        return 0.0
    return math.exp(-abs((timeline.as_of - day).days) / _FADES)
