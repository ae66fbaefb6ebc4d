"""What comes first: the title and the bottom line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from briefing.brief.citations import bullet_item, typographic
from briefing.model import Bullet, Event, Item, Timeline

_SENTENCES = 3
_LONGEST = 330  # characters: a sentence that fills more than four lines is no bottom line
_SHORTEST = 45


def title_of(timeline: Timeline, salience: Callable[[str], float]) -> str:
    """Return the brief's title, else the headline of the event that matters most, else nothing."""
    if timeline.title:
        return typographic(timeline.title)
    foreground = [event for event in timeline.events if not event.background] or list(timeline.events)
    best = max(foreground, key=lambda event: (salience(event.id), event.id), default=None)
    return typographic(best.headline) if best is not None else ""


def bottom_line(
    events: Sequence[Event], numbers: Mapping[str, int], salience: Callable[[str], float]
) -> tuple[Item, ...]:
    """Return two or three passages: the leading one of each of the events that matter most, in order of weight."""
    ranked = sorted(events, key=lambda event: (-salience(event.id), event.id))
    chosen: list[Bullet] = []
    for event in ranked:
        bullet = next((bullet for bullet in event.bullets if _fits(bullet)), None)
        if bullet is not None and not any(_alike(bullet, other) for other in chosen):
            chosen.append(bullet)
        if len(chosen) == _SENTENCES:
            break
    return tuple(bullet_item(bullet, numbers) for bullet in chosen)


def _fits(bullet: Bullet) -> bool:
    return bullet.document is not None and _SHORTEST <= len(bullet.text) <= _LONGEST


def _alike(one: Bullet, other: Bullet) -> bool:
    """Whether two passages say much the same: half of the longer words of the shorter one."""
    first, second = (
        {word.strip(".,;:\"“”'’").lower() for word in bullet.text.split() if len(word) > 4} for bullet in (one, other)
    )
    return len(first & second) * 2 > min(len(first), len(second))
