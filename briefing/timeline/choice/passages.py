"""Which passages tell a day best: short ones, about what the articles are about, lines of a chronology first."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from briefing.model import Bullet, Event, Timeline
from briefing.timeline.language.morphology import stem, stopwords
from briefing.timeline.telling.chronology import Place

_OPENING = 700  # code points from the top of a text
_SHORT = 160  # code points up to which a passage is short
_LISTED = 3.0  # gain of a line of a chronology
_OFF = 0.1  # share of the articles whose opening has a word, as if every word had so much more
_FEW = 3  # words that say nothing, as if each passage had them: one word of the topic is no passage about it
_WORD = re.compile(r"\w{4,}")


@dataclass(frozen=True, slots=True)
class PassageWeights:
    """How well a passage tells its day, beside how much its event matters."""

    opened: dict[str, float]  # the share of articles that have a word in title or opening
    listed: Collection[Place]

    def __call__(self, bullet: Bullet) -> float:
        """Return the factor of a passage; only the order of the numbers means something."""
        words = _stems(bullet.text)
        share = math.fsum(self.opened.get(word, 0.0) for word in words) / (len(words) + _FEW)
        short = min(1.0, _SHORT / max(1, len(bullet.text)))
        listed = _LISTED if (bullet.document or "", bullet.span[0]) in self.listed else 1.0
        return (_OFF + share) * short * listed


def passage_weights(timeline: Timeline, listed: Collection[Place] = frozenset()) -> PassageWeights:
    """Return how passages of a timeline are weighed; ``listed`` are the lines of chronologies."""
    words = _opening_words(timeline.events)
    for document in timeline.documents:
        words[document.id] |= _stems(document.title or "")
    count = Counter(word for found in words.values() for word in found)
    total = max(1, len(timeline.documents))
    return PassageWeights({word: documents / total for word, documents in count.items()}, listed)


def _opening_words(events: tuple[Event, ...]) -> defaultdict[str, set[str]]:
    """Return by document the words of the passages with which it opens."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for event in events:
        for bullet in event.bullets:
            if bullet.document is not None and bullet.span[0] < _OPENING:
                found[bullet.document] |= _stems(bullet.text)
    return found


def _stems(text: str) -> set[str]:
    return {stem(word) for word in _WORD.findall(text.casefold()) if word not in stopwords()}
