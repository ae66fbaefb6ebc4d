"""Order without dates: "following a summit in Oslo" puts the summit before what follows it.

A happening that is only named in such a phrase becomes an event with an open interval, unless it is one that has a date
already. It must name its place or a party, so that nobody takes it for another.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.model import EventBasis, Interval, Precision
from briefing.timeline.language.lexicon import phrases, words
from briefing.timeline.language.tokens import Range
from briefing.timeline.names import gazetteer
from briefing.timeline.names.book import Use
from briefing.timeline.names.gazetteer import NAME, PERSON, PLACE
from briefing.timeline.names.profile import is_location, kind_at, places_agree, profile
from briefing.timeline.telling.extract import make
from briefing.timeline.telling.records import Parsed, Telling

_LENGTH = 16  # tokens of a phrase that names a happening
_NAMED_KINDS = frozenset({"gathering", "visit", "agreement", "vote", "invasion", "attack", "inauguration"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A happening named after "following", "before": its tokens, and on which side it lies."""

    part: Range
    earlier: bool  # it came before what the sentence tells
    kinds: frozenset[str]
    places: tuple[str, ...]
    people: frozenset[str]


def ordered(
    sentences: Sequence[tuple[Parsed, Telling | None]], events: Sequence[Sequence[Telling]]
) -> tuple[Telling, ...]:
    """Return tellings of happenings that only their order dates; those that name a dated event give the bound.

    ``sentences`` come with the telling that dates them, or None; ``events`` are the dated events.
    """
    index = _by_place(events)
    fresh: list[Telling] = []
    for parsed, own in sentences:
        reference: Interval | None = None
        if own is not None and own.basis is EventBasis.TEXT and own.role != "context":
            reference = own.interval
        for phrase in find(parsed):
            match = _match(phrase, events, index)
            if match is not None:
                reference = events[match][0].interval
                continue
            bound = _bound(phrase, reference)
            if bound is None or not phrase.places or not phrase.kinds:
                continue
            interval, precision = bound
            told = make(
                parsed,
                "order",
                phrase.part,
                interval,
                precision,
                EventBasis.ORDER,
                None,
                None,
                parsed.timed,
                None,
            )
            about = profile(
                parsed.tokens, parsed.uses, (phrase.part[0], _with_relative(parsed, phrase.part)), frozenset()
            )
            fresh.append(
                replace(
                    told,
                    places=phrase.places,
                    kinds=phrase.kinds,
                    actors=about.actors,
                    names=about.names,
                    stems=about.stems,
                    speaker=None,
                    ahead=not phrase.earlier,
                    via=None,
                )
            )
    return tuple(fresh)


def find(parsed: Parsed) -> Iterator[Phrase]:
    """Yield the phrases of a sentence that name a happening before or after it."""
    for _, start, earlier in cues(parsed):
        phrase = _phrase(parsed, start, earlier)
        if phrase is not None:
            yield phrase


def cues(parsed: Parsed) -> Iterator[tuple[int, int, bool]]:
    """Yield where "after" and "before" begin and end, and whether what they name came first."""
    lowers = [t.lower for t in parsed.tokens]
    openers = _cue_openers()
    for k in range(len(lowers) - 1):
        if lowers[k] not in openers:
            continue
        for rows, earlier in ((phrases("order_after"), True), (phrases("order_before"), False)):
            cue = next((c for c in rows if tuple(lowers[k : k + len(c)]) == c), None)
            if cue is not None:
                yield k, k + len(cue), earlier
                break


@functools.cache
def _cue_openers() -> frozenset[str]:
    return frozenset(cue[0] for name in ("order_after", "order_before") for cue in phrases(name))


def _phrase(parsed: Parsed, start: int, earlier: bool) -> Phrase | None:
    """Return the happening named after "after": "a summit in Oslo", "he had met Lee at a summit in Oslo"."""
    tokens = parsed.tokens
    end = phrase_end(parsed, start)
    dated = parsed.timed
    if end <= start or any(k in dated for k in range(start, end)):
        return None
    found = [u for u in parsed.uses if start <= u.first < end and u.kind in (PLACE, NAME)]
    places = tuple(u.key for u in found if is_location(tokens[start:], shifted(u, start)))
    places = tuple(dict.fromkeys(p for p in places if p not in gazetteer.countries()))
    people = frozenset(u.key for u in parsed.uses if start <= u.first < end and u.kind == PERSON)
    if not places and not people:
        return None
    named = [k for k in range(start, end) if kind_at(tokens[k]) & _NAMED_KINDS]
    noun = next((k for k in named if k not in _verbs(parsed)), named[0] if named else None)
    if noun is None:
        return Phrase((start, end), earlier, frozenset(), places, people) if places and people else None
    first = noun
    while first > start and tokens[first - 1].lower not in words("preposition") and first - 1 not in _verbs(parsed):
        first -= 1
        if tokens[first].lower in words("determiner"):
            break
    kinds = frozenset().union(*(kind_at(t) for t in tokens[start:end]))
    return Phrase((first, end), earlier, kinds, places, people)


def shifted(use: Use, start: int) -> Use:
    """Return a name as it stands in the tokens from ``start`` on."""
    return Use(use.first - start, use.last - start, use.key, use.kind)


def _verbs(parsed: Parsed) -> frozenset[int]:
    return frozenset(k for group in parsed.groups for k in range(group.first, group.last))


def phrase_end(parsed: Parsed, start: int) -> int:
    """Return where the phrase ends: at a mark, or where another clause begins."""
    tokens = parsed.tokens
    own = next((c for c in parsed.clauses if c.start in (start, start + 1) and c.subject), None)
    finite = {g.first for g in parsed.groups if g.finite and (own is None or g is not own.group)}
    end = start
    while end < len(tokens) and end - start < _LENGTH and end not in finite:
        token = tokens[end]
        if token.kind == "mark" or token.lower in words("subordinator") - {"in"}:
            break
        if token.lower in ("and", "but", "or") and (own is None or end > own.group.first):
            break
        end += 1
    return end


def _by_place(events: Sequence[Sequence[Telling]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, members in enumerate(events):
        for place in sorted({p for told in members for p in told.places}):
            for larger in gazetteer.within(place):
                if larger not in gazetteer.countries() and number not in found.get(larger, ()):
                    found.setdefault(larger, []).append(number)
    return found


def _with_relative(parsed: Parsed, part: Range) -> int:
    """Return the end of a phrase with the relative clause that goes on with it."""
    clause = next((c for c in parsed.clauses if c.relative and c.start in (part[1], part[1] + 1)), None)
    return clause.end if clause else part[1]


def _match(phrase: Phrase, events: Sequence[Sequence[Telling]], index: dict[str, list[int]]) -> int | None:
    """Return the dated event that the phrase names: the place agrees, and a person or the kind of happening."""
    numbers = {n for place in phrase.places for larger in gazetteer.within(place) for n in index.get(larger, ())}
    best: tuple[int, dt.date, int] | None = None
    for number in sorted(numbers):
        members = events[number]
        if not any(
            places_agree(a, b)
            for a in phrase.places
            for told in members
            for b in told.places
            if b not in gazetteer.countries()
        ):
            continue
        people = phrase.people & {name for told in members for name in told.actors}
        kinds = phrase.kinds & frozenset().union(*(told.kinds for told in members))
        start = members[0].interval.start
        if start is None or not (people or kinds):
            continue
        rank = (2 * len(people) + len(kinds), start, -number)
        best = rank if best is None or rank > best else best
    return -best[2] if best else None


def _bound(phrase: Phrase, reference: Interval | None) -> tuple[Interval, Precision] | None:
    if reference is None:
        return None
    if phrase.earlier and reference.start is not None:
        return Interval(None, reference.start), Precision.BEFORE
    if not phrase.earlier and reference.end is not None:
        return Interval(reference.end, None), Precision.AFTER
    return None
