"""What a stretch of words is about: actors, places, kinds of happening, counts, content words."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from briefing.timeline.language.lexicon import table, words
from briefing.timeline.language.morphology import stem, stopwords
from briefing.timeline.language.tokens import Range, Token
from briefing.timeline.names import gazetteer
from briefing.timeline.names.book import Use

_LOCATIVE = frozenset({"in", "at", "near", "inside", "outside", "into", "around", "across", "above"})
_WITH_OFF = frozenset(stem(word) for word in words("with_off"))
_THROUGH = frozenset(stem(word) for word in table("happenings")["through_where"])
_FROM_WHERE = frozenset(stem(word) for word in table("happenings")["from_where"])
_MOTION = frozenset(stem(word) for word in words("motion"))
_SPELLED = {
    word: str(n)
    for n, word in enumerate(
        ["zero", "-", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
}
_TAILED = frozenset({"and", "hundred", "thousand"})  # "one hundred and four"
MAGNITUDE = "magnitude"
_LARGE = frozenset({"million", "billion", "trillion", "thousand", "hundred", "dozen", "%", "percent"})


@functools.cache
def _kind_of() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for kind, entries in table("english")["kinds"].items():
        for entry in entries:
            found.setdefault(stem(entry) if " " not in entry else entry, set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}


@functools.cache
def _openers() -> frozenset[str]:
    """Return the words with which a kind of two words begins."""
    return frozenset(word.split()[0] for word in _kind_of() if " " in word)


@functools.lru_cache(maxsize=50_000)
def _kinds(word: str) -> frozenset[str]:
    return _kind_of().get(stem(word), frozenset())


@functools.lru_cache(maxsize=50_000)
def shared(values: frozenset[Any]) -> frozenset[Any]:
    """Return one set for all that are equal: a large collection has a hundred thousand tellings."""
    return values


def kinds_in(tokens: Sequence[Token], part: Range) -> frozenset[str]:
    """Return the kinds of happening that the words name."""
    rows, openers = _kind_of(), _openers()
    lowers = [t.lower for t in tokens[part[0] : part[1]]]
    found: set[str] = set()
    for k, word in enumerate(lowers):
        if word == "march" and k + 1 < len(lowers) and tokens[part[0] + k].capital and k > 0:
            continue  # the month
        pair = f"{word} {lowers[k + 1]}" if word in openers and k + 1 < len(lowers) else ""
        if pair in rows:
            found |= rows[pair]
        elif len(word) > 2 and k > 0 and lowers[k - 1] in ("news", "press") and word in ("conference", "briefing"):
            found.add("press")
        else:
            found |= _kinds(word)
    return shared(frozenset(found))


def kind_at(token: Token) -> frozenset[str]:
    """Return the kinds that one word names."""
    return _kinds(token.lower)


@dataclass(frozen=True, slots=True)
class Profile:
    """The actors, places and words of a stretch."""

    actors: tuple[str, ...]
    places: tuple[str, ...]
    names: frozenset[str]
    stems: frozenset[str]
    numbers: frozenset[tuple[str, str]]


def profile(tokens: Sequence[Token], uses: Sequence[Use], part: Range, dated: frozenset[int]) -> Profile:
    """Return what tokens ``part`` are about; ``dated`` tokens (time expressions) do not count."""
    inside = [use for use in uses if part[0] <= use.first < part[1]]
    named = {k for use in inside for k in range(use.first, use.last)}
    stems: set[str] = set()
    numbers: set[tuple[str, str]] = set()
    for k in range(part[0], min(part[1], len(tokens))):
        token = tokens[k]
        if k in dated or k in named:
            continue
        if token.kind == "number" or (token.lower in _SPELLED and not (k > part[0] and tokens[k - 1].lower in _TAILED)):
            unit = _unit(tokens, k, part[1])
            if unit:
                numbers.add((_SPELLED.get(token.lower, token.text), unit))
        elif token.kind == "word" and token.lower not in stopwords() and len(token.text) > 2:
            stems.add(stem(token.lower))
    actors = _unique(
        use.key for use in inside if use.kind in ("person", "organisation", "place", "outlet", "people", "name")
    )
    places = _unique(use.key for use in inside if use.kind in ("place", "name") and is_location(tokens, use))
    names = shared(frozenset(use.key for use in inside))
    return Profile(actors, places, names, frozenset(stems), shared(frozenset(numbers)))


def is_location(tokens: Sequence[Token], use: Use) -> bool:
    """Whether the name tells where: "in Geneva", "visited Kyiv"; not "for Ukraine"."""
    back = use.first - 1
    if back >= 0 and tokens[back].lower == "the":
        back -= 1
    if back < 0:
        return False
    if use.last < len(tokens) and tokens[use.last].kind == "number":
        return False  # "in Article 5"
    if _after_order_cue(tokens, back):
        return False  # "opened the dam after a summit in Oslo" was not in Oslo
    word = tokens[back].lower
    if word == "off" and back > 0 and stem(tokens[back - 1].lower) not in _WITH_OFF:
        return True  # "sank off Cape Holm"; not "cut off Kyiv"
    if word == "from" and any(stem(t.lower) in _FROM_WHERE for t in tokens[max(0, back - 4) : back]):
        return True  # "lifted off from Cape Orma"; not "a letter from Kyiv"
    if word == "through" and any(stem(t.lower) in _THROUGH for t in tokens[max(0, back - 2) : back]):
        return True  # "marched through Sarvek"
    if word in _LOCATIVE or (use.kind == "place" and stem(word) in _MOTION):
        return True
    return (
        use.kind == "place"
        and word in ("to", "for")
        and back > 0
        and bool({stem(t.lower) for t in tokens[max(0, back - 3) : back]} & _MOTION)
    )


def _after_order_cue(tokens: Sequence[Token], position: int) -> bool:
    for k in range(position, max(-1, position - 14), -1):
        if tokens[k].kind == "mark":
            return False
        if tokens[k].lower in ("after", "following", "before", "ahead"):
            return True
    return False


def _unit(tokens: Sequence[Token], position: int, end: int) -> str:
    """Return what a number counts: the noun after it, else the verb before it ("killed 18")."""
    if position > 0 and tokens[position - 1].lower == MAGNITUDE:
        return MAGNITUDE
    k = position + 1
    while k < min(end, len(tokens)) and (tokens[k].lower in _LARGE or tokens[k].text == "-"):
        k += 1
    if k < min(end, len(tokens)) and tokens[k].kind == "word" and tokens[k].lower not in stopwords():
        if tokens[k].lower == MAGNITUDE:
            return MAGNITUDE
        state = _state(tokens, position, k, end) if tokens[k].lower in _people() else ""
        return f"{stem(tokens[k].lower)}:{state}" if state else stem(tokens[k].lower)
    if position > 0 and tokens[position - 1].kind == "word" and tokens[position - 1].lower not in stopwords():
        return stem(tokens[position - 1].lower)
    return ""


def _state(tokens: Sequence[Token], position: int, noun: int, end: int) -> str:
    """Return what befell the people that are counted: "killing 48 people", "58 people aboard"."""
    states = _states()
    for token in reversed(tokens[max(0, position - 3) : position]):
        if token.kind == "mark":
            break
        if stem(token.lower) in states:
            return states[stem(token.lower)]
    for token in tokens[noun + 1 : min(noun + 5, end, len(tokens))]:
        if token.kind == "mark" or token.kind == "number":
            break
        if stem(token.lower) in states:
            return states[stem(token.lower)]
    return ""


@functools.cache
def _states() -> dict[str, str]:
    return {stem(word): state for state, row in table("quantities")["states"].items() for word in row}


@functools.cache
def _people() -> frozenset[str]:
    return frozenset(noun for row in table("quantities")["people"] for noun in row)


def _unique(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))


@functools.lru_cache(maxsize=50_000)
def places_agree(one: str, other: str) -> bool:
    """Whether two places can be where one thing happens: equal, or one holds the other.

    >>> places_agree("White House", "Washington"), places_agree("Kyiv", "Lviv")
    (True, False)
    """
    return one in gazetteer.within(other) or other in gazetteer.within(one)
