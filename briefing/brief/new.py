"""What is new against an earlier edition: a line for each event, its date and who tells it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from briefing.brief.citations import references, typographic
from briefing.brief.groups import event_phrase
from briefing.model import Event, Item, Run, Timeline, Voice

_MOST = 8


def new_items(
    timeline: Timeline, numbers: Mapping[str, int], salience: Callable[[str], float]
) -> tuple[tuple[Item, ...], int]:
    """Return the new and changed events in the order of the timeline, and how many more there are.

    Of more than eight, these are the ones that matter most.
    Background is new only where nothing else is: that it is told now for the first time is no news.
    """
    changed = [event for event in timeline.events if event.change]
    events = [event for event in changed if not event.background] or changed
    kept = {event.id for event in sorted(events, key=lambda event: (-salience(event.id), event.id))[:_MOST]}
    items = [
        Item(
            (Run(typographic(event.headline)), Run(f" [{_dated(event, timeline.as_of)}]", Voice.OURS)),
            references(event.documents, numbers),
        )
        for event in events
        if event.id in kept
    ]
    return tuple(items), len(events) - len(items)


def _dated(event: Event, as_of: dt.date | None) -> str:
    """Return the date of an event; of one that an earlier edition told otherwise, that it has changed."""
    return event_phrase(event, as_of) + ("; changed" if event.change == "changed" else "")
