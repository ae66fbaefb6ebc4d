"""What comes first: the title and the bottom line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from briefing.brief.citations import bullet_item, typographic
from briefing.model import Bullet, Document, Event, Item, Status, Timeline
from briefing.timeline.choice.central import announces, central, leads, leans

_SENTENCES = 3
_LEAST_SENTENCES = 2
_LONGEST = 330  # characters: a sentence that fills more than four lines is no bottom line
_SHORTEST = 45
_QUOTES = "\"“”'‘’„«»("

Salience = Callable[[str], float]


def title_of(timeline: Timeline, salience: Salience) -> str:
    """Return the brief's title, else the headline of the event that the articles are about, else nothing."""
    if timeline.title:
        return typographic(timeline.title)
    foreground = [event for event in timeline.events if not event.background] or list(timeline.events)
    standing = [event for event in foreground if leads(event)] or foreground
    return typographic(_ranked(standing, timeline.documents, salience)[0].headline) if standing else ""


def bottom_line(
    events: Sequence[Event], documents: Sequence[Document], numbers: Mapping[str, int], salience: Salience
) -> tuple[Item, ...]:
    """Return two or three passages, the leading ones of the events that the articles are about, in that order.

    An event with nothing but announcements of what its day has decided since stands back, and so does one that a
    single text tells in words that lean on others; they serve where less than two are left.
    """
    told: list[Bullet] = []
    reserve: list[Bullet] = []
    for event in _ranked(events, documents, salience):
        fitting = [bullet for bullet in event.bullets if _fits(bullet)]
        current = [bullet for bullet in fitting if event.status is Status.PLANNED or not announces(bullet.text)]
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
    """Return the event that the articles are about, then the others by how much they are about it and it matters."""
    weight = central(events, documents)
    rows = sorted(events, key=lambda event: (-weight[event.id], -salience(event.id), event.id))
    return rows[:1] + sorted(rows[1:], key=lambda event: -weight[event.id] * salience(event.id))


def _fits(bullet: Bullet) -> bool:
    return bullet.document is not None and _SHORTEST <= len(bullet.text) <= _LONGEST


def _stands_alone(bullet: Bullet) -> bool:
    first = bullet.text.split(maxsplit=1)[0]
    return first[0] not in _QUOTES and not leans(first.strip(_QUOTES))


def _alike(one: Bullet, other: Bullet) -> bool:
    """Whether two passages say much the same: half of the longer words of the shorter one."""
    first, second = (
        {word.strip(".,;:\"“”'’").lower() for word in bullet.text.split() if len(word) > 4} for bullet in (one, other)
    )
    return len(first & second) * 2 > min(len(first), len(second))
