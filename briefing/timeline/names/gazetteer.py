"""Names that every newsroom knows, with their other spellings and the larger place that holds each place."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefing.timeline.language.lexicon import table
from briefing.timeline.language.morphology import Form, readings
from briefing.timeline.language.tokens import Token, tokenize

PERSON, PLACE, ORGANISATION, OUTLET, PEOPLE, NAME = "person", "place", "organisation", "outlet", "people", "name"


@dataclass(frozen=True, slots=True)
class Known:
    """A spelling, as tokens, and the name it stands for."""

    tokens: tuple[str, ...]
    key: str
    kind: str


@functools.lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """Return a word without case and accents, for comparing spellings.

    >>> fold("Türkiye")
    'turkiye'
    """
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).casefold()


def _rows() -> Iterator[tuple[str, str, str]]:
    """Yield spelling, key and kind for each line of the shipped list."""
    names = table("names")
    for country, row in names["countries"].items():
        yield country, country, PLACE
        for people in row[0]:
            yield people, country, PEOPLE
        if row[1]:
            yield row[1], row[1], PLACE
        for other in row[2] if len(row) > 2 else ():
            yield other, country, PLACE
    for place, row in names["places"].items():
        yield place, place, PLACE
        for other in row[1] if len(row) > 1 else ():
            yield other, place, PLACE
    for region, people in names["regions"].items():
        for spelling in people:
            yield spelling, region, PEOPLE
    for organisation, others in names["organisations"].items():
        for spelling in (organisation, *others):
            yield spelling, organisation, ORGANISATION
    for outlet in names["outlets"]:
        yield outlet, outlet.removeprefix("The ") if outlet != "The Times" else outlet, OUTLET


@functools.cache
def shipped() -> Mapping[str, tuple[Known, ...]]:
    """Return the shipped spellings by their first token, longest first."""
    return index(Known(tuple(t.text for t in tokenize(text)), key, kind) for text, key, kind in _rows())


def index(known: Iterable[Known]) -> dict[str, tuple[Known, ...]]:
    """Return spellings by their first token, longest first."""
    found: dict[str, list[Known]] = {}
    for item in known:
        row = found.setdefault(item.tokens[0], [])
        if all(other.tokens != item.tokens for other in row):
            row.append(item)
    return {first: tuple(sorted(row, key=lambda k: (-len(k.tokens), k.tokens))) for first, row in found.items()}


@functools.cache
def surnames() -> Mapping[str, str]:
    """Return the house spelling for each folded spelling of a surname."""
    found: dict[str, str] = {}
    for house, others in table("names")["people"].items():
        for spelling in (house, *others):
            found[fold(spelling)] = house
    return found


@functools.cache
def holders() -> Mapping[str, str]:
    """Return for each place the larger place that holds it: White House, Washington, United States."""
    names = table("names")
    found = {row[1]: country for country, row in names["countries"].items() if row[1]}
    found.update({place: row[0] for place, row in names["places"].items() if row[0]})
    return found


@functools.cache
def capital(country: str) -> str:
    """Return the capital of a country, or nothing."""
    row = table("names")["countries"].get(country)
    return str(row[1]) if row else ""


@functools.cache
def countries() -> frozenset[str]:
    """Return the names of countries, house spelling."""
    return frozenset(table("names")["countries"])


@functools.cache
def within(place: str) -> tuple[str, ...]:
    """Return ``place`` and all that hold it.

    >>> within("White House")
    ('White House', 'Washington', 'United States')
    """
    chain = [place]
    while (larger := holders().get(chain[-1])) and larger not in chain:
        chain.append(larger)
    return tuple(chain)


@functools.lru_cache(maxsize=10_000)
def describes(word: str) -> bool:
    """Whether a word with a capital only describes.

    >>> describes("Greek-owned"), describes("London-based"), describes("Coca-Cola")
    (True, True, False)
    """
    tail = word.rpartition("-")[2] if "-" in word else ""
    return tail in ("based", "style", "wide", "era") or any(form.form is not Form.BASE for form in readings(tail))


@functools.cache
def heads(name: str) -> frozenset[str]:
    """Return the last words that tell a kind of name: "outlet_heads", "organisation_heads"."""
    return frozenset(table("names")[name])


@functools.cache
def outlets() -> frozenset[str]:
    """Return the names of outlets."""
    return frozenset(key for _, key, kind in _rows() if kind == OUTLET)


@functools.cache
def seat_of(name: str) -> str:
    """Return the country for which a capital or its palace stands, when it acts: "Moscow signed".

    >>> seat_of("Kremlin"), seat_of("Geneva")
    ('Russia', 'Geneva')
    """
    capitals = {row[1] for row in table("names")["countries"].values() if row[1]}
    chain = within(name)
    return next((larger for k, larger in enumerate(chain) if larger in countries() and capitals & set(chain[:k])), name)


@functools.cache
def titles() -> frozenset[str]:
    """Return the words that stand before a person's name."""
    return frozenset(table("names")["titles"])


def is_title(words: Sequence[Token]) -> bool:
    """Whether the first of two words stands before a name: "Minister", "District Judge", not "State Department"."""
    first, after = words[0], words[1] if len(words) > 1 and words[1].capital else None
    if first.lower in titles():
        return not (first.capital and after is not None and after.text in heads("behind_titles"))
    return after is not None and first.lower in heads("title_openers") and after.lower in titles()


@functools.cache
def trades() -> frozenset[str]:
    """Return the words for what people do that can open a sentence before a name: "Banker Ann Lee"."""
    return frozenset(table("names")["trades"])


@functools.cache
def offices() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Return the wordings of offices by their first word, longest first, each with the office it means."""
    rows = [
        (tuple(wording.split()), office) for office, wordings in table("names")["roles"].items() for wording in wordings
    ]
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in sorted(rows, key=lambda row: (-len(row[0]), row[0])):
        found.setdefault(row[0][0], []).append(row)
    return {first: tuple(same) for first, same in found.items()}
