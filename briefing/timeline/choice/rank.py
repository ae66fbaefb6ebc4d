"""What matters first: how many independent voices tell an event, where and how long after, how new it is, the topic.

All of it can be read from a timeline file, so that a file that a person edited is ranked like one just built.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from briefing.model import Document, Event, EventBasis, Modality, Precision, Status, Timeline
from briefing.timeline.language.morphology import stem

_NEWS = 0.8  # weight of an article that opens with the event when it is news
_ASIDE = 0.2  # ... that only mentions it then
_BACK = 0.7  # ... that looks back on it
_BACK_FIRST = 1.2  # ... that looks back on it in its opening
_OPENING = 700  # code points from the top of a text
_LOOKS_BACK = 2  # days after which an article looks back
_NEW = 1.0  # what the newest event gains, in parts of its weight
_FADES = 3.0  # days after which that gain is a third
_TITLED = 0.4  # gain for each title of an article that is about the event, up to three
_TOPIC = 0.1  # gain for each name of the topic, up to three
_COARSE = 0.25  # parts of the weight that remain when only a week, a month or a year is known
_ORDERED = 0.4  # ... when only order dates it
_UNSAID = 0.1  # ... when only the date of its article dates it
_BEHIND = 0.6  # ... for background
_NOT_SO = 0.6  # ... for what is planned, possible or denied

_WORD = re.compile(r"\w{4,}")


@dataclass(frozen=True, slots=True)
class _Articles:
    """What is asked of the documents of a timeline for each of its events, made once for all."""

    documents: tuple[Document, ...]
    published: Mapping[str, dt.date | None]  # the first possible day
    titles: Mapping[str, tuple[int, ...]]  # in which titles a stem stands


_memo = _Articles((), {}, {})


def salience(event: Event, timeline: Timeline) -> float:
    """Return how much an event matters in its timeline; only the order of the numbers means something."""
    articles = _articles(timeline.documents)
    days = articles.published
    last = event.interval.last or event.interval.start
    opens = {bullet.document for bullet in event.bullets if bullet.span[0] < _OPENING}
    weight = math.fsum(_voice(days.get(id), last, id in opens) for id in event.documents)
    weight *= 1.0 + _TITLED * min(3, _titled(event, articles))
    weight *= event.voices / max(1, len(event.documents))
    weight *= 1.0 + _NEW * _newness(last, timeline.as_of) + _TOPIC * min(3, _on_topic(event, timeline))
    if event.precision not in (Precision.DAY, Precision.SPAN):
        weight *= _COARSE if event.date_basis is not EventBasis.ORDER else _ORDERED
    weight *= _UNSAID if event.date_basis is EventBasis.DOCUMENT and not _is_news(event, days, last) else 1.0
    weight *= _BEHIND if event.background else 1.0
    weight *= _NOT_SO if event.status is Status.PLANNED or event.modality is not Modality.ASSERTED else 1.0
    return weight


def _titled(event: Event, articles: _Articles) -> int:
    """Return how many titles of articles share two words with what the event is called."""
    own = _stems(f"{event.headline} {' '.join(event.actors)}")
    shared = Counter(title for word in own for title in articles.titles.get(word, ()))
    return sum(count >= 2 for count in shared.values())


def _stems(text: str) -> set[str]:
    return {stem(word) for word in _WORD.findall(text.casefold())}


def _articles(documents: tuple[Document, ...]) -> _Articles:
    global _memo
    if _memo.documents is not documents:
        titles: defaultdict[str, list[int]] = defaultdict(list)
        for number, document in enumerate(documents):
            for word in _stems(document.title or ""):
                titles[word].append(number)
        published = {d.id: d.published.start if d.published else None for d in documents}
        _memo = _Articles(documents, published, {word: tuple(numbers) for word, numbers in titles.items()})
    return _memo


def _voice(published: dt.date | None, day: dt.date | None, opens: bool) -> float:
    """Return what one article adds: most when it opens with the event, or looks back on it."""
    later = published is not None and day is not None and (published - day).days >= _LOOKS_BACK
    if later:
        return _BACK_FIRST if opens else _BACK
    return _NEWS if opens else _ASIDE


def _is_news(event: Event, published: Mapping[str, dt.date | None], day: dt.date | None) -> bool:
    """Whether several articles of the day report it, though none of them says when."""
    return event.voices > 1 and any(published.get(id) == day for id in event.documents)


def _newness(day: dt.date | None, as_of: dt.date | None) -> float:
    if as_of is None or day is None:
        return 0.0
    return math.exp(-abs((as_of - day).days) / _FADES)


def _on_topic(event: Event, timeline: Timeline) -> int:
    words = {name.casefold() for name in (*event.actors, *event.places)}
    headline = event.headline.casefold()
    return sum(term.casefold() in words or term.casefold() in headline for term in timeline.topic)
