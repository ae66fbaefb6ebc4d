"""What comes first: the title and the bottom line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from briefing.brief.citations import bullet_item, typographic
from briefing.model import Bullet, Document, Event, Item, Status, Timeline

_SENTENCES = 3
_LEAST_SENTENCES = 2
_LONGEST = 330  # characters: a sentence that fills more than four lines is no bottom line
_SHORTEST = 45
_TITLED = 2  # words that a title shares with an event that it is about
_WORD = re.compile(r"[^\W\d_]{4,}")
_POINTING = re.compile(
    r"(?i)he|she|it|they|we|you|i|this|that|these|those|both|such|his|her|its|their|there|here|but|and|so|yet|then"
)
"""Words that lean on a sentence before: a passage that opens with one does not stand alone."""

_QUOTES = "\"“”'‘’„«»("
_AHEAD = re.compile(
    r"(?i)(?:(?!\b(?:that|which|who|said|says)\b)[^,;:]){0,200}?"
    r"\b(?:will|(?:is|are) (?:(?:due|expected|set|scheduled|likely) )?to)\b"
)
"""An announcement: the first verb of the passage looks ahead."""

Salience = Callable[[str], float]


def title_of(timeline: Timeline, salience: Salience) -> str:
    """Return the brief's title, else the headline of the event that matters most, else nothing."""
    if timeline.title:
        return typographic(timeline.title)
    foreground = [event for event in timeline.events if not event.background] or list(timeline.events)
    standing = [event for event in foreground if _leads(event)] or foreground
    return typographic(_ranked(standing, timeline.documents, salience)[0].headline) if standing else ""


def _leads(event: Event) -> bool:
    """Whether a headline can stand over a briefing: it opens with no pronoun, and announces nothing that is over."""
    name, _, said = event.headline.partition(": ")
    over = event.status is not Status.PLANNED and _AHEAD.match(event.headline)
    return not over and not any(_POINTING.fullmatch(word) for part in (name, said) for word in part.split()[:1])


def bottom_line(
    events: Sequence[Event], documents: Sequence[Document], numbers: Mapping[str, int], salience: Salience
) -> tuple[Item, ...]:
    """Return two or three passages, the leading ones of the most corroborated events, in order of weight.

    An event with nothing but announcements of what its day has decided since stands back, and so does one that a
    single text tells in words that lean on others; they serve where less than two are left.
    """
    told: list[Bullet] = []
    reserve: list[Bullet] = []
    for event in _ranked(events, documents, salience):
        fitting = [bullet for bullet in event.bullets if _fits(bullet)]
        current = [bullet for bullet in fitting if event.status is Status.PLANNED or not _AHEAD.match(bullet.text)]
        best = next((bullet for bullet in current if _stands_alone(bullet)), None)
        if best is not None:
            told.append(best)
        elif fitting:
            (told if current and event.voices > 1 else reserve).append((current or fitting)[0])
    chosen = _different(told)
    if len(chosen) < _LEAST_SENTENCES:
        chosen = _different([*told, *reserve])[:_LEAST_SENTENCES]
    return tuple(bullet_item(bullet, numbers) for bullet in chosen)


def _different(bullets: Sequence[Bullet]) -> list[Bullet]:
    """Return the first passages that do not say much the same as one before."""
    chosen: list[Bullet] = []
    for bullet in bullets:
        if len(chosen) < _SENTENCES and not any(_alike(bullet, other) for other in chosen):
            chosen.append(bullet)
    return chosen


def _ranked(events: Sequence[Event], documents: Sequence[Document], salience: Salience) -> list[Event]:
    """Return the events by how many independent texts tell them, then how many sources, then how much they matter.

    Where the sources do not decide, the titles of the articles do: an event in the words of more of them comes first.
    """
    titles = [_content(document.title) for document in documents if document.title]

    def key(event: Event) -> tuple[int, int, int, float, str]:
        words = _content(" ".join((event.headline, *(bullet.text for bullet in event.bullets[:1]))))
        titled = sum(len(words & title) >= _TITLED for title in titles)
        return -event.voices, -len(event.documents), -titled, -salience(event.id), event.id

    return sorted(events, key=key)


def _content(text: str) -> frozenset[str]:
    """Return the longer words of a text, case-folded."""
    return frozenset(word.casefold() for word in _WORD.findall(text))


def _fits(bullet: Bullet) -> bool:
    return bullet.document is not None and _SHORTEST <= len(bullet.text) <= _LONGEST


def _stands_alone(bullet: Bullet) -> bool:
    first = bullet.text.split(maxsplit=1)[0]
    return first[0] not in _QUOTES and not _POINTING.fullmatch(first.strip(_QUOTES))


def _alike(one: Bullet, other: Bullet) -> bool:
    """Whether two passages say much the same: half of the longer words of the shorter one."""
    first, second = (
        {word.strip(".,;:\"“”'’").lower() for word in bullet.text.split() if len(word) > 4} for bullet in (one, other)
    )
    return len(first & second) * 2 > min(len(first), len(second))
