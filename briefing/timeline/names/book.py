"""One name for each actor and place, whatever the spelling or title; never by likeness alone.

Evidence, strongest first: the brief's ``names``, the shipped list, and the documents themselves: a full name for a bare
surname, initials in parentheses, and "NATO Secretary General Mark Rutte" for a later "the NATO chief".
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from briefing.timeline.language.lexicon import words
from briefing.timeline.language.morphology import readings, stopwords
from briefing.timeline.language.tokens import Token
from briefing.timeline.names import gazetteer
from briefing.timeline.names.gazetteer import NAME, ORGANISATION, OUTLET, PEOPLE, PERSON, PLACE, Known, fold
from briefing.timeline.names.given import is_nickname, without_nickname

_INNER = frozenset(
    {"of", "de", "van", "von", "der", "den", "bin", "al", "el", "del", "della", "du", "da", "di", "dos", "for", "the"}
)
_PARTICLES = frozenset(
    {"de", "van", "von", "der", "den", "bin", "al", "el", "del", "della", "du", "da", "di", "dos", "le", "la"}
)
_REALMS = frozenset(
    {"Republic", "Kingdom", "Principality", "Emirate", "Sultanate", "Isle", "Gulf", "Bay", "Cape", "Strait"}
)
_OF_BODIES = frozenset({"foreign", "defence", "defense", "finance", "interior", "state", "general"})
_CALENDAR = words("calendar")
_BEARINGS = words("bearing")
_PEOPLE_ENDS = ("man", "men", "woman", "women")


class Use(NamedTuple):
    """A name as used in a sentence: its tokens (from ``first`` to ``last``, exclusive), and whose it is."""

    first: int
    last: int
    key: str
    kind: str


@dataclass(frozen=True)
class NameBook:
    """What the names of a collection stand for. ``spot`` reads them in a sentence."""

    known: Mapping[str, tuple[Known, ...]]
    kinds: Mapping[str, str]
    surnames: Mapping[str, str]  # folded surname -> key, where all documents agree
    local: Mapping[str, Mapping[str, str]]  # document -> folded surname or given name -> key
    full: Mapping[str, str]  # folded full name -> key
    lower: frozenset[str]  # words that the collection also writes in lower case
    roles: Mapping[tuple[str, str], str] = field(default_factory=dict)  # (holder, office) -> person
    counts: Mapping[str, int] = field(default_factory=dict)  # how often a single word is a name inside a sentence

    @functools.cached_property
    def _anywhere(self) -> frozenset[str]:
        """The folded surnames and given names that stand for somebody in some document."""
        return frozenset(name for own in self.local.values() for name in own)

    def known_at(self, tokens: Sequence[Token], position: int) -> int:
        """Return how many tokens from ``position`` on are a name that lists or documents know; 0 when none are."""
        size = _match(tokens, position, self.known)
        if size:
            return size
        folded = fold(tokens[position].text)
        person = tokens[position].capital and (folded in self.surnames or folded in self._anywhere)
        often = self.counts.get(tokens[position].text, 0) > 0 and tokens[position].lower not in self.lower
        return int(person or often)

    def spot(self, tokens: Sequence[Token], document: str = "") -> tuple[Use, ...]:
        """Return the names in a sentence, in order, never overlapping."""
        uses = self.named(tokens, document, runs(tokens, self.known, self.lower))
        return with_roles(tokens, uses, self.roles) if self.roles else uses

    def named(self, tokens: Sequence[Token], document: str, spans: Iterable[tuple[int, int]]) -> tuple[Use, ...]:
        """Return whose names stand at ``spans``; offices ("the NATO chief") are not read here."""
        return tuple(self._named(tokens, document, spans))

    def _named(self, tokens: Sequence[Token], document: str, spans: Iterable[tuple[int, int]]) -> Iterator[Use]:
        local = self.local.get(document, {})
        for first, last in spans:
            name = without_nickname(tuple(t.text for t in tokens[first:last]))[0]
            key, kind = self._read(name, local, first == 0 or tokens[first - 1].text in '"“')
            if key:
                yield Use(first, last, key, kind)

    def _read(self, name: tuple[str, ...], local: Mapping[str, str], opens: bool) -> tuple[str, str]:
        for item in self.known.get(name[0], ()):
            if item.tokens == name:
                return item.key, item.kind
        whole = fold(" ".join(name))
        if whole in self.full:
            key = self.full[whole]
            return key, self.kinds.get(key, NAME)
        if len(name) == 1 or all(part.casefold() in _PARTICLES for part in name[:-1]):
            key = local.get(fold(name[-1])) or self.surnames.get(fold(name[-1]), "")
            if key:
                return key, self.kinds.get(key, PERSON)
            if name[0].casefold() in stopwords() or (
                opens and not self.counts.get(name[0]) and name[0] not in self.kinds
            ):
                return "", ""
            if name[0].casefold() in _BEARINGS or self._is_of_a_people(name[0]):
                return "", ""
        key = " ".join(name).replace(" ' ", "' ").replace(" ’ ", "’ ")
        return key, self.kinds.get(key, _kind(name))

    def _is_of_a_people(self, name: str) -> bool:
        """Whether "Dutchman" stands for somebody whom other words name."""
        end = next((end for end in _PEOPLE_ENDS if name.endswith(end)), "")
        return bool(end) and any(item.kind == PEOPLE for item in self.known.get(name.removesuffix(end), ()))


def _kind(name: tuple[str, ...]) -> str:
    if name[-1] in gazetteer.heads("outlet_heads") and len(name) > 1:
        return OUTLET
    if name[-1] in gazetteer.heads("organisation_heads") or (name[0].isupper() and len(name) == 1 and len(name[0]) > 1):
        return ORGANISATION
    if len(name) > 2 and name[0] in gazetteer.heads("organisation_heads") and name[1] in ("of", "for"):
        return ORGANISATION
    return NAME


def runs(
    tokens: Sequence[Token], known: Mapping[str, tuple[Known, ...]], lower: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """Yield the stretches of tokens that are names, titles before them left out."""
    position, size = 0, len(tokens)
    while position < size:
        token = tokens[position]
        if not token.capital or token.lower in _CALENDAR:
            match = _match(tokens, position, known) if token.text in known else 0
            if match:
                yield position, position + match
            position += max(1, match)
            continue
        end = _run_end(tokens, position)
        yield from _cut(tokens, position, end, known, lower)
        position = end


def _run_end(tokens: Sequence[Token], start: int) -> int:
    end = start + 1
    while end < len(tokens):
        token = tokens[end]
        if token.capital and token.lower not in _CALENDAR:
            end += 1
        elif token.lower in _INNER and end + 1 < len(tokens) and tokens[end + 1].capital and _joins(tokens, start, end):
            end += 2
        elif (
            token.text in "'’"
            and tokens[end - 1].text.endswith("s")
            and end + 1 < len(tokens)
            and tokens[end + 1].text in gazetteer.heads("organisation_heads")
        ):
            end += 2  # "Transport Workers' League"
        elif token.text == "." and len(tokens[end - 1].text) == 1 and end + 1 < len(tokens) and tokens[end + 1].capital:
            end += 2  # a middle initial
        elif is_nickname(tokens[end : end + 4]):
            end += 4  # William "Billy" Croft
        elif token.lower in ("and",) and tokens[end - 1].text == "Bosnia":
            end += 1
        elif token.text == "&" and end + 1 < len(tokens) and tokens[end + 1].capital:
            end += 2  # "Marks & Spencer"
        else:
            break
    return end


def _joins(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a small word goes on with a name: "Bank of England", "Ursula von der Leyen"; not "Ukraine for Monday"."""
    small = tokens[end].lower
    if small in ("of", "for", "the"):
        return (
            small == "of"
            and (tokens[end - 1].text in gazetteer.heads("organisation_heads") or tokens[end - 1].text in _REALMS)
            and tokens[end - 1].text != "Agreement"
        )
    return True


def _match(tokens: Sequence[Token], position: int, known: Mapping[str, tuple[Known, ...]]) -> int:
    for item in known.get(tokens[position].text, ()):
        size = len(item.tokens)
        if size == 1 or tuple(t.text for t in tokens[position : position + size]) == item.tokens:
            return size
    return 0


def _cut(
    tokens: Sequence[Token], start: int, end: int, known: Mapping[str, tuple[Known, ...]], lower: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """Cut a stretch of capitals into names: titles out, known names apart, organisations whole."""
    position = start
    opening = tokens[start].lower
    if start == 0 or tokens[start - 1].kind == "mark":
        common = opening in stopwords() or (opening in lower and (bool(readings(opening)) or end - start == 1))
        common = common or (opening in gazetteer.trades() and end - start > 1)
        if common and not _match(tokens, start, known):
            position += 1
    last = tokens[end - 1].text
    organisations, outlets = gazetteer.heads("organisation_heads"), gazetteer.heads("outlet_heads")
    while position < end:
        match = _match(tokens, position, known)
        if (
            match
            and position + match < end
            and (last in organisations or last in outlets)
            and end - position <= 5
            and not _titled(tokens, position, end)
        ):
            yield position, end  # "Kyiv Independent", "Russian Foreign Ministry"
            return
        if match:
            yield position, position + match
            position += match
            continue
        if gazetteer.is_title(tokens[position : position + 2]) or gazetteer.describes(tokens[position].text):
            position += 1
            continue
        stop = position + 1
        while stop < end and not (_match(tokens, stop, known) and tokens[stop - 1].lower not in _INNER):
            stop += 1
        while stop > position and tokens[stop - 1].lower in _INNER:
            stop -= 1
        if stop > position and tokens[position].kind != "mark":
            yield position, stop
        position = max(stop, position + 1)


def _titled(tokens: Sequence[Token], start: int, end: int) -> bool:
    return any(t.lower in gazetteer.titles() and t.lower not in _OF_BODIES for t in tokens[start : end - 1])


def office_at(tokens: Sequence[Token], position: int) -> tuple[str, int]:
    """Return the office named at ``position`` and how many tokens name it; empty when none is."""
    if not 0 <= position < len(tokens):
        return "", 0
    for wording, office in gazetteer.offices().get(tokens[position].lower, ()):
        if all(position + k < len(tokens) and tokens[position + k].lower == part for k, part in enumerate(wording)):
            return office, len(wording)
    return "", 0


def _capital_end(tokens: Sequence[Token], use: Use) -> int:
    return use.last + 1 + (use.last < len(tokens) and tokens[use.last].kind == "clitic")


def _says_capital(tokens: Sequence[Token], use: Use) -> bool:
    """Whether "the Chadian capital" or "Chad's capital" stands here."""
    end = _capital_end(tokens, use)
    following = tokens[end].lower if end < len(tokens) else ""
    said = end <= len(tokens) and tokens[end - 1].lower == "capital"
    return said and following not in ("letters", "gains", "markets")


def with_roles(tokens: Sequence[Token], uses: tuple[Use, ...], roles: Mapping[tuple[str, str], str]) -> tuple[Use, ...]:
    """Return ``uses`` with "the NATO chief" and "the head of NATO" read as the person that the documents call so."""
    starts = {use.first: use for use in uses}
    taken: dict[int, Use] = {}
    dropped: set[int] = set()
    for use in uses:
        if use.kind not in (PLACE, PEOPLE, ORGANISATION):
            continue
        if use.kind in (PEOPLE, PLACE) and (seat := gazetteer.capital(use.key)) and _says_capital(tokens, use):
            taken[use.first] = Use(use.first, _capital_end(tokens, use), seat, PLACE)
            continue
        after = use.last + (1 if use.last < len(tokens) and tokens[use.last].kind == "clitic" else 0)
        office, size = office_at(tokens, after)
        person = roles.get((use.key, office)) if office else None
        if person and after + size not in starts and not (after + size < len(tokens) and tokens[after + size].capital):
            taken[use.first] = Use(use.first, after + size, person, PERSON)
            continue
        back = use.first - (2 if use.first > 0 and tokens[use.first - 1].lower == "the" else 1)
        if back > 0 and tokens[back].lower == "of":
            for width in (3, 2, 1):
                start = back - width
                office, size = office_at(tokens, start) if start >= 0 else ("", 0)
                person = roles.get((use.key, office)) if size == width else None
                if person:
                    taken[start] = Use(start, use.last, person, PERSON)
                    dropped.add(use.first)
                    break
    kept = [use for use in uses if use.first not in taken and use.first not in dropped]
    return tuple(sorted([*kept, *taken.values()], key=lambda use: use.first))


def build_book(texts: Iterable[tuple[str, Sequence[Sequence[Token]]]], names: Sequence[Sequence[str]] = ()) -> NameBook:
    """Return the book of a collection: ``texts`` are documents with the tokens of their sentences."""
    from briefing.timeline.names.evidence import gather

    return gather(texts, names)
