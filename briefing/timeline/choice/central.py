"""What the articles are about: the event whose words stand in most of their titles, and with which they open.

All of it can be read from a timeline file, so that title and bottom line of an edited one are chosen in the same way.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from briefing.model import Bullet, Document, Event, Modality, Status
from briefing.timeline.language.morphology import stem, stopwords

_BELOW = 0.5  # a word of a title that stands in the passages of an event, and not in its headline
_OPENS = 0.5  # an article whose first passage tells the event
_TELLS = 0.25  # an article that tells it at all
_NOT_SO = 0.6  # parts of the weight that remain of what is planned, possible or denied
_COMPOUND = 4  # letters of the last part of a compound: "earthquake" and "quake" are one matter here
_WORD = re.compile(r"[^\W\d_]{3,}")
_OPENING = re.compile(
    r"(?i)he|she|it|they|we|you|i|this|that|these|those|both|such|his|her|its|their|there|here|but|and|so|yet|then"
)
_AHEAD = re.compile(
    r"(?i)(?:(?!\b(?:that|which|who|said|says)\b)[^,;:]){0,200}?"
    r"\b(?:will|(?:is|are) (?:(?:due|expected|set|scheduled|likely) )?to)\b"
)


def central(events: Sequence[Event], documents: Sequence[Document]) -> Mapping[str, float]:
    """Return by event id how much the articles are about each event; only the order of the numbers means something.

    Each title is divided among its words, and each word counts for the events that have it. The first passage of an
    article stands for a title that it lacks.
    """
    first = _first(events)
    shares = _shares(documents, first)
    return {event.id: _weight(event, shares, first) for event in events}


def leads(event: Event) -> bool:
    """Whether a headline can stand over a briefing: it opens with no pronoun, and announces nothing that is over."""
    name, _, said = event.headline.partition(": ")
    over = event.status is not Status.PLANNED and announces(event.headline)
    return not over and not any(leans(word) for part in (name, said) for word in part.split()[:1])


def announces(text: str) -> bool:
    """Whether the first verb of a passage looks ahead.

    >>> announces("The strike is to last five days")
    True
    """
    return _AHEAD.match(text) is not None


def leans(word: str) -> bool:
    """Whether a word leans on a sentence before: a passage that opens with it does not stand alone.

    >>> leans("It"), leans("Italy")
    (True, False)
    """
    return _OPENING.fullmatch(word) is not None


def _first(events: Sequence[Event]) -> Mapping[str, Bullet]:
    """Return the first passage of each document."""
    found: dict[str, Bullet] = {}
    for event in events:
        for bullet in event.bullets:
            if bullet.document is not None:
                before = found.get(bullet.document)
                if before is None or bullet.span < before.span:
                    found[bullet.document] = bullet
    return found


class _Shares:
    """The words of all titles, each with the parts of titles that it is, found by itself or by a part of a compound."""

    def __init__(self) -> None:
        self.share: defaultdict[str, float] = defaultdict(float)
        self._ending: defaultdict[str, set[str]] = defaultdict(set)

    def add(self, words: frozenset[str]) -> None:
        for word in sorted(words):
            self.share[word] += 1 / len(words)
            for ending in _endings(word):
                self._ending[ending].add(word)

    def met(self, words: frozenset[str]) -> set[str]:
        """Return the words of titles that meet those of an event."""
        found = {word for word in words if word in self.share}
        for word in words:
            found |= self._ending.get(word, set())
            found.update(ending for ending in _endings(word) if ending in self.share)
        return found


def _shares(documents: Sequence[Document], first: Mapping[str, Bullet]) -> _Shares:
    shares = _Shares()
    for document in documents:
        words = _content(document.title or (first[document.id].text if document.id in first else ""))
        if words:
            shares.add(words)
    return shares


def _weight(event: Event, shares: _Shares, first: Mapping[str, Bullet]) -> float:
    head = shares.met(_content(" ".join((event.headline, *event.actors, *event.places))))
    below = shares.met(_content(" ".join(bullet.text for bullet in event.bullets))) - head
    titles = sum(shares.share[word] for word in sorted(head)) + _BELOW * sum(shares.share[w] for w in sorted(below))
    opened = {b.document for b in event.bullets if b.document is not None and b.span[0] <= first[b.document].span[0]}
    voices = event.voices / max(1, len(event.documents))  # copies of one text are one voice
    weight = titles + voices * (_OPENS * len(opened) + _TELLS * len(event.documents))
    so = event.status is not Status.PLANNED and event.modality is Modality.ASSERTED
    return round(weight if so else weight * _NOT_SO, 6)


def _content(text: str) -> frozenset[str]:
    found = (word for word in _WORD.findall(text.casefold()) if word not in stopwords())
    return frozenset(stem(word) for word in found)


def _endings(word: str) -> list[str]:
    """Return the last parts of a word that are long enough for one of a compound.

    >>> _endings("wildfire")
    ['ildfire', 'ldfire', 'dfire', 'fire']
    """
    return [word[at:] for at in range(1, min(len(word), 40) - _COMPOUND + 1)]
