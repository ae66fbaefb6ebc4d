"""Two tellings of violence or disaster on one day: the same means, target and hour, or two happenings of one town."""

from __future__ import annotations

import functools

from briefing.model import TimexType
from briefing.timeline.language.lexicon import words
from briefing.timeline.language.morphology import stem
from briefing.timeline.merging.views import View
from briefing.timeline.telling.deeds import words_of
from briefing.timeline.telling.records import Telling

_WHERE = frozenset({"at", "in", "inside", "outside", "near", "on", "through", "into"})
_ARTICLES = frozenset({"a", "an", "the", "another", "its", "their"})
_LONGEST = 5  # tokens of the phrase that says where
_APART = 3  # hours by which two accounts of one moment differ
_HOURS = {"MO": 9, "MI": 12, "AF": 15, "EV": 19, "NI": 22}  # parts of a day, as TIMEX3 writes them


def one_incident(one: View, other: View) -> bool:
    """Whether both may tell one blast, fire or attack: then two tolls are two accounts of it."""
    return not (other_means(one, other) or other_target(one, other) or other_hour(one, other))


def two_attacks(one: View, other: View) -> bool:
    """Whether both tell violence by other means and on another target: a market bombed, and a checkpoint shot at."""
    return other_means(one, other) and other_target(one, other)


def causes(view: View) -> frozenset[str]:
    """Return the calamities and attacks that a telling names."""
    told = view.happens | {thing[1:] for thing in view.things if thing.startswith("=")}
    return told & words_of("causes")


def other_means(one: View, other: View) -> bool:
    """Whether one was done by bombs and the other by guns; "an attack" can be either."""
    mine, theirs = causes(one) & words_of("means"), causes(other) & words_of("means")
    return bool(mine and theirs) and not mine & theirs


def other_target(one: View, other: View) -> bool:
    """Whether both name what was struck, or where, by nouns, and not by one: "a market", "a checkpoint"."""
    mine, theirs = _targets(one.told), _targets(other.told)
    return bool(mine and theirs) and not mine & theirs


def other_hour(one: View, other: View) -> bool:
    """Whether both tell the hour, and the hours lie apart."""
    mine, theirs = _hours(one.told), _hours(other.told)
    return bool(mine and theirs) and min(abs(a - b) for a in mine for b in theirs) > _APART


def _hours(told: Telling) -> frozenset[int]:
    found = (e.value.partition("T")[2] for e in told.parsed.expressions if e.type is TimexType.TIME)
    return frozenset(
        int(t[:2]) if t[:2].isdigit() else _HOURS[t[:2]] for t in found if t[:2].isdigit() or t[:2] in _HOURS
    )


def _targets(told: Telling) -> frozenset[str]:
    """Return the nouns that say where: "at a crowded market in Kano", "outside the police station"."""
    tokens = told.parsed.tokens
    named = {k for use in told.parsed.uses for k in range(use.first, use.last)}
    found: set[str] = set()
    for k in range(told.focus[0], min(told.focus[1], len(tokens) - 2)):
        if tokens[k].lower not in _WHERE or tokens[k + 1].lower not in _ARTICLES:
            continue
        last = k + 1
        while last + 1 < len(tokens) and last - k < _LONGEST and _goes_on(told, last + 1):
            last += 1
        if last > k + 1 and last not in named:
            found.add(stem(tokens[last].lower))
    return frozenset(found - _vague())


def _goes_on(told: Telling, at: int) -> bool:
    token = told.parsed.tokens[at]
    small = words("preposition", "subordinator", "conjunction")
    return token.kind == "word" and token.lower not in small and at not in told.parsed.timed


@functools.cache
def _vague() -> frozenset[str]:
    """Return what is no target: wide places, and the happenings themselves."""
    return frozenset(stem(word) for name in ("generic", "no_target") for word in words_of(name))
