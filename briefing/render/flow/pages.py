"""Where pages end: counted before anything is drawn, so that the last page is neither a rest nor nearly empty.

What would run over by less than two fifths of a page is pulled in: white between parts and lines gives way by so little
that nobody sees it. What cannot be pulled in is spread: a whole section begins on the last page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable, PageBreak

from briefing.render.strips import Strips

_LEAST = 0.4  # of a page: a last page that holds less is balanced
_STEPS = (0.25, 0.5, 0.75, 1.0)  # of what the white may give
_FUZZ = 1e-6  # as reportlab's


@dataclass(frozen=True, slots=True)
class Rooms:
    """The room for text on a page: its width, its height on the first page and on the others."""

    width: float
    first: float
    next: float


@dataclass(frozen=True, slots=True)
class Paged:
    """How flowables fall on pages: the page (from 1) and the height at which each begins, and where the last ends."""

    starts: tuple[tuple[int, float], ...]
    pages: int
    used: float  # of the last page


def paged(flowables: Sequence[Flowable], rooms: Rooms) -> Paged:
    """Return how reportlab will set the flowables, one frame a page; each slice is looked at once a page."""
    starts: list[tuple[int, float]] = []
    page, room, used = 1, rooms.first, 0.0
    for flowable in flowables:
        if isinstance(flowable, PageBreak):
            starts.append((page, used))
            page, room, used = page + 1, rooms.next, 0.0
            continue
        waiting, begun = [flowable], False
        while waiting:
            one = waiting.pop()
            above = one.getSpaceBefore() if used else 0.0
            left = room - used - above
            tall = one.wrap(rooms.width, left)[1] if left > 0 else left + 1.0
            parts = one.split(rooms.width, left) if tall > left + _FUZZ and left > 0 else []
            if parts:
                waiting += parts[:0:-1]
                one = parts[0]
                tall = min(one.wrap(rooms.width, left)[1], left)
            if tall <= left + _FUZZ or not used:
                starts += [] if begun else [(page, used)]
                begun, used = True, used + above + tall
            else:
                page, room, used = page + 1, rooms.next, 0.0
                waiting.append(one)
    return Paged(tuple(starts), page, used)


def balanced(flowables: list[Flowable], rooms: Rooms, *, loose: int, spare: bool = True) -> list[Flowable]:
    """Return the flowables so that the last page is well filled, where that can be.

    ``loose`` is the number of those at the front that are not touched; without ``spare`` no white is given up.
    """
    before = paged(flowables, rooms)
    if before.pages < 2 or before.used >= _LEAST * rooms.next:
        return flowables
    strips = [one for one in flowables[loose:] if isinstance(one, Strips)]
    for step in _STEPS if spare else ():
        for one in strips:
            one.tighten(step)
        if paged(flowables, rooms).pages < before.pages:
            return flowables
    for one in strips:
        one.tighten(0.0)
    return _spread(flowables, before, rooms, loose)


def _spread(flowables: list[Flowable], before: Paged, rooms: Rooms, loose: int) -> list[Flowable]:
    """Begin the last page with a whole section, if one begins on the page before and both pages hold enough then."""
    least = _LEAST * rooms.next
    fitting = [
        (abs(height - (before.used + rooms.next - height)), place)
        for place, (page, height) in enumerate(before.starts)
        if place >= loose and page == before.pages - 1 and least <= height < rooms.next
    ]
    for _, place in sorted(fitting):
        tried = [*flowables[:place], PageBreak(), *flowables[place:]]
        if paged(tried, rooms).pages == before.pages:
            return tried
    return flowables
