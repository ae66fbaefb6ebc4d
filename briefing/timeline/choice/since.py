"""What is new, changed and gone against an earlier timeline; an event that is found again keeps its id."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from briefing.model import Bullet, Event, Timeline
from briefing.timeline.ids import free_id


def compare(timeline: Timeline, earlier: Timeline) -> Timeline:
    """Return the timeline with ``change``, ``was``, ``gone`` and ``since`` set against an earlier one.

    Two events are the same when they share an id or a passage: the same words, or overlapping places of one document.
    Each event inherits the id of the one that it shares most with. It is "changed" when its date is another, when it is
    a part of what was one event, or when a document that the earlier timeline did not have tells it. It is gone only
    when it was not found again: an event that is found and not shown (``hidden``) is not.
    """
    old = _Earlier(earlier)
    found = (*timeline.events, *timeline.hidden)
    shared = [old.shared(event) for event in found]
    heirs = _heirs(found, shared, old)
    taken = {old.events[place].id for place in heirs.values()}
    events = []
    for number, event in enumerate(found):
        kin = [old.events[place] for place in sorted(shared[number])]
        heir = old.events[heirs[number]] if number in heirs else None
        id = heir.id if heir is not None else event.id
        if heir is None:  # its own id may have gone to an event that shares more
            id = free_id(id, taken)
            taken.add(id)
        others = [other.id for other in kin if other.id not in taken]
        was = dict.fromkeys((*event.was, *(name for other in kin for name in other.was), *others))
        was.pop(id, None)
        events.append(replace(event, id=id, was=tuple(was), change=_change(event, heir, kin, old)))
    met = {place for places in shared for place in places}
    gone = tuple(event.headline for place, event in enumerate(old.events) if place not in met)
    shown, hidden = tuple(events[: len(timeline.events)]), tuple(events[len(timeline.events) :])
    return replace(timeline, events=shown, hidden=hidden, gone=gone, since=earlier.as_of)


class _Earlier:
    """The earlier timeline, indexed by its passages."""

    def __init__(self, timeline: Timeline) -> None:
        self.events = timeline.events
        self.documents = frozenset(document.id for document in timeline.documents)
        self._ids: dict[str, int] = {}
        self._words: defaultdict[str, set[int]] = defaultdict(set)
        self._places: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for place, event in enumerate(timeline.events):
            for id in (*event.was, event.id):
                self._ids[id] = place
            for bullet in event.bullets:
                self._words[_words(bullet)].add(place)
                if bullet.document is not None:
                    self._places[bullet.document].append((*bullet.span, place))

    def shared(self, event: Event) -> Counter[int]:
        """Return how many passages an event shares with each earlier event; an id counts as one."""
        found: Counter[int] = Counter()
        found.update({self._ids[id] for id in (event.id, *event.was) if id in self._ids})
        for bullet in event.bullets:
            found.update(self._words.get(_words(bullet), frozenset()) | set(self._overlapping(bullet)))
        return found

    def _overlapping(self, bullet: Bullet) -> Iterator[int]:
        for start, end, place in self._places.get(bullet.document or "", ()):
            if start < bullet.span[1] and bullet.span[0] < end:
                yield place


def _words(bullet: Bullet) -> str:
    return " ".join(bullet.text.split())


def _heirs(events: tuple[Event, ...], shared: list[Counter[int]], old: _Earlier) -> dict[int, int]:
    """Which earlier event each event inherits from: the one it shares most with, then the one most like it."""
    pairs = sorted(
        (-count, *_differences(events[number], old.events[place]), place, number)
        for number, places in enumerate(shared)
        for place, count in places.items()
    )
    heirs: dict[int, int] = {}
    taken: set[int] = set()
    for *_, place, number in pairs:
        if number not in heirs and place not in taken:
            heirs[number] = place
            taken.add(place)
    return heirs


def _differences(event: Event, other: Event) -> tuple[bool, bool, bool]:
    return event.id != other.id, event.headline != other.headline, event.interval != other.interval


def _change(event: Event, heir: Event | None, kin: list[Event], old: _Earlier) -> str | None:
    if not kin:
        return "new"
    if heir is None or (event.interval, event.precision) != (heir.interval, heir.precision):
        return "changed"
    known = {id for other in kin for id in other.documents}
    fresh = {id for id in event.documents if id not in known and id not in old.documents}
    return "changed" if fresh else None
