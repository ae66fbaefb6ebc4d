"""What comes first: the title and the bottom line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from briefing.brief.citations import bullet_item, typographic
from briefing.model import Bullet, Event, Item, Timeline

_SENTENCES = 3
_LONGEST = 330  # characters: a sentence that fills more than four lines is no bottom line
_SHORTEST = 45
_POINTING = frozenset(
    "he she it they we you i this that these those both such his her its their there here but and so yet then".split()
)
"""Words that lean on a sentence before: a passage that opens with one does not stand alone."""

Salience = Callable[[str], float]


def title_of(timeline: Timeline, salience: Salience) -> str:
    """Return the brief's title, else the headline of the event that matters most, else nothing."""
    if timeline.title:
        return typographic(timeline.title)
    foreground = [event for event in timeline.events if not event.background] or list(timeline.events)
    return typographic(_ranked(foreground, salience)[0].headline) if foreground else ""


def bottom_line(events: Sequence[Event], numbers: Mapping[str, int], salience: Salience) -> tuple[Item, ...]:
    """Return two or three passages: the leading one of each of the most corroborated events, in order of weight."""
    chosen: list[Bullet] = []
    for event in _ranked(events, salience):
        fitting = [bullet for bullet in event.bullets if _fits(bullet)]
        bullet = next((bullet for bullet in fitting if _stands_alone(bullet)), fitting[0] if fitting else None)
        if bullet is not None and not any(_alike(bullet, other) for other in chosen):
            chosen.append(bullet)
        if len(chosen) == _SENTENCES:
            break
    return tuple(bullet_item(bullet, numbers) for bullet in chosen)


def _ranked(events: Sequence[Event], salience: Salience) -> list[Event]:
    """Return the events by how many independent texts tell them, then how many sources, then how much they matter."""
    return sorted(events, key=lambda event: (-event.voices, -len(event.documents), -salience(event.id), event.id))


def _fits(bullet: Bullet) -> bool:
    return bullet.document is not None and _SHORTEST <= len(bullet.text) <= _LONGEST


def _stands_alone(bullet: Bullet) -> bool:
    first = bullet.text.split(maxsplit=1)[0].strip("\"“”'‘’„(").casefold()
    return first not in _POINTING


def _alike(one: Bullet, other: Bullet) -> bool:
    """Whether two passages say much the same: half of the longer words of the shorter one."""
    first, second = (
        {word.strip(".,;:\"“”'’").lower() for word in bullet.text.split() if len(word) > 4} for bullet in (one, other)
    )
    return len(first & second) * 2 > min(len(first), len(second))
