"""A person's decisions from the brief file: they win, find their event again tomorrow, and are told in the annex."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from briefing.dates.wording import date_phrase
from briefing.model import Correction, CorrectionKind, Event, EventBasis, Problem, Status
from briefing.timeline.ids import free_id, redated, sort_key
from briefing.timeline.merging.matching import fold
from briefing.timeline.regroup import merged, split

Headline = Callable[[Event], str]
Applied = tuple[tuple[Event, ...], tuple[Problem, ...], tuple[str, ...]]

_fold = lru_cache(maxsize=4096)(fold)


def apply(
    events: Sequence[Event],
    corrections: Sequence[Correction],
    *,
    as_of: dt.date | None = None,
    language: str = "en",
    headline: Headline | None = None,
) -> Applied:
    """Return the events as a person wants them, sorted; notes on what matched nothing; and what was done, in words.

    Corrections are applied in their order, each to what the one before left. A text means the events whose headline
    begins with it, else those whose headline holds it, else those that have it in a passage; ``drop`` takes all of
    these. ``id:`` means an id, also an older one. Of several, a date is given to those that leave room for it, if there
    are any. A correction that still means several events is applied to each, and a note says so; one that means none
    is a note.

    ``headline`` words the parts of an event that was split.
    """
    state = _State(tuple(events), as_of, language, headline or _opening)
    for correction in corrections:
        _STEPS[correction.kind](state, correction)
    return tuple(sorted(state.events, key=sort_key)), tuple(state.notes), tuple(state.words)


class _State:
    """The events between two corrections, and what there is to tell."""

    def __init__(self, events: tuple[Event, ...], as_of: dt.date | None, language: str, headline: Headline) -> None:
        self.events, self.as_of, self.language, self.headline = events, as_of, language, headline
        self.notes: list[Problem] = []
        self.words: list[str] = []

    def matches(self, text: str, *, everywhere: bool = False) -> list[Event]:
        """Return the events that a text means."""
        if text.strip().casefold().startswith("id:"):
            id = text.strip()[3:].strip()
            return [event for event in self.events if id == event.id or id in event.was]
        wanted = _fold(text)
        if not wanted:
            return []
        if everywhere:
            return [event for event in self.events if wanted in _fold(event.headline) or _tells(event, wanted)]
        named = [event for event in self.events if wanted in _fold(event.headline)]
        first = [event for event in named if _fold(event.headline).startswith(wanted)]
        return first or named or [event for event in self.events if _tells(event, wanted)]

    def one(self, correction: Correction) -> list[Event]:
        """Return the events of a correction that means one; notes none and several."""
        text = correction.match[0]
        found = self.matches(text)
        if len(found) > 1 and correction.interval is not None:
            days = correction.interval
            found = [event for event in found if event.interval.contains(days)] or found
        if not found:
            self.note(correction, f"the correction {_quoted(text)} matched no event")
        elif len(found) > 1:
            hint = "write id: and one of " + ", ".join(event.id for event in found[:4])
            self.note(
                correction, f"the correction {_quoted(text)} matched {len(found)} events; all were corrected", hint
            )
        return found

    def note(self, correction: Correction, message: str, hint: str = "") -> None:
        hint = hint or "take words of its headline or of a passage as the timeline file has them"
        self.notes.append(Problem(correction.where or "corrections", message, hint, note=True))

    def put(self, old: Sequence[Event], new: Sequence[Event]) -> None:
        """Set ``new`` in the place of the first of ``old``."""
        gone = {event.id for event in old}
        place = next(number for number, event in enumerate(self.events) if event.id in gone)
        rest = [event for event in self.events if event.id not in gone]
        self.events = (*rest[:place], *new, *rest[place:])

    def ids(self, *without: Event) -> set[str]:
        """Return the ids in use, but for those of some events."""
        return {event.id for event in self.events} - {event.id for event in without}

    def dated(self, event: Event) -> str:
        return date_phrase(event.interval, event.precision, approximate=event.approximate, language=self.language)


def _date(state: _State, correction: Correction) -> None:
    assert correction.interval is not None
    assert correction.precision is not None
    for event in state.one(correction):
        start = correction.interval.start
        ahead = state.as_of is not None and start is not None and start > state.as_of
        id = redated(event.id, correction.interval, correction.precision)
        id = free_id(id, state.ids(event))
        new = replace(
            event,
            id=id,
            interval=correction.interval,
            precision=correction.precision,
            date_basis=EventBasis.EDITOR,
            status=event.status if state.as_of is None else Status.PLANNED if ahead else Status.PAST,
            approximate=False,
            was=event.was if id == event.id else (*event.was, event.id),
        )
        state.put([event], [new])
        state.words.append(f"{_quoted(event.headline)}: dated {state.dated(new)}, where we had {state.dated(event)}.")


def _drop(state: _State, correction: Correction) -> None:
    found = state.matches(correction.match[0], everywhere=True)
    if not found:
        state.note(correction, f"the correction {_quoted(correction.match[0])} matched no event")
        return
    state.put(found, [])
    state.words += [f"{_quoted(event.headline)} ({state.dated(event)}): left out." for event in found]


def _rename(state: _State, correction: Correction) -> None:
    for event in state.one(correction):
        state.put([event], [replace(event, headline=correction.text)])
        state.words.append(f"{_quoted(correction.text)}: the headline of what we called {_quoted(event.headline)}.")


def _merge(state: _State, correction: Correction) -> None:
    found: dict[str, Event] = {}
    for text in correction.match:
        matched = state.matches(text)
        if not matched:
            state.note(correction, f"the correction {_quoted(text)} matched no event")
        found |= {event.id: event for event in matched if event.id not in found}
    if len(found) < 2:
        if found:
            state.note(correction, "the events to merge are one already", "remove the correction")
        return
    together = list(found.values())
    one = merged(together, state.dated)
    state.put(together, [replace(one, id=free_id(one.id, state.ids(*together)))])
    others = ", ".join(_quoted(event.headline) for event in together[1:])
    state.words.append(f"{_quoted(together[0].headline)}: one event with {others}.")


def _split(state: _State, correction: Correction) -> None:
    for event in state.one(correction):
        missing = [part for part in correction.parts if not any(_fold(part) in _fold(b.text) for b in event.bullets)]
        for part in missing:
            state.note(correction, f"no passage of {_quoted(event.headline)} holds {_quoted(part)}")
        parts = split(event, [_fold(part) for part in correction.parts if part not in missing], state.headline, _fold)
        if len(parts) > 1:
            taken = state.ids(event)
            for number, new in enumerate(parts):
                parts[number] = replace(new, id=free_id(new.id, taken))
                taken.add(parts[number].id)
            state.put([event], parts)
            names = ", ".join(_quoted(part.headline) for part in parts)
            state.words.append(f"{_quoted(event.headline)}: split into {names}.")
        elif not missing:
            state.note(correction, f"{_quoted(event.headline)} cannot be split: one part holds every passage")


_STEPS: dict[CorrectionKind, Callable[[_State, Correction], None]] = {
    CorrectionKind.DATE: _date,
    CorrectionKind.DROP: _drop,
    CorrectionKind.RENAME: _rename,
    CorrectionKind.MERGE: _merge,
    CorrectionKind.SPLIT: _split,
}


def _opening(event: Event) -> str:
    """The first words of an event's first passage, in want of a headline."""
    words = event.bullets[0].text.split()
    return " ".join(words[:9]) + ("…" if len(words) > 9 else "")


def _tells(event: Event, wanted: str) -> bool:
    return any(wanted in _fold(bullet.text) for bullet in event.bullets)


def _quoted(text: str) -> str:
    return f"“{text}”" if len(text) <= 90 else f"“{text[:89]}…”"
