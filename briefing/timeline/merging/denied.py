"""Days and happenings that a passage denies: "broke down on Tuesday, not on Wednesday" is one event of two dates."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence

from briefing.dates.wording import date_phrase
from briefing.model import Account, Disagreement, EventBasis, Interval, Modality, Precision
from briefing.timeline.language.lexicon import table
from briefing.timeline.language.modality import modality
from briefing.timeline.language.morphology import stem
from briefing.timeline.telling.deeds import other_object
from briefing.timeline.telling.happenings import deed_of
from briefing.timeline.telling.records import Telling

_REJECTING = frozenset({"deny", "refute"})
_SHARED = 2  # words that two tellings of one deed share, where it has no object: "walked", "talks"


def contradicted(clusters: Sequence[list[Telling]]) -> list[list[Telling]]:
    """Return the clusters; what a passage puts on another day joins those who tell it of the day that it denies."""
    home = {id(told): members for members in clusters for told in members}
    everything = tuple(told for members in clusters for told in members)
    denied = [_denied(told) for told in everything]
    wanted = frozenset().union(*denied)
    of_those_days = [told for told in everything if told.interval in wanted]
    for told, days in zip(everything, denied, strict=True):
        if not days:
            continue
        if told.expression is not None and told.expression.interval in days:
            home[id(told)].remove(told)
            continue
        other = next((t for t in of_those_days if t.interval in days and _is_same(told, t)), None)
        if other is not None and home[id(other)] is not home[id(told)]:
            home[id(told)].remove(told)
            home[id(told)] = home[id(other)]
            home[id(other)].append(told)
    return [members for members in clusters if members]


def _denied(told: Telling) -> frozenset[Interval]:
    """Return the days on which, as the sentence says, it was not."""
    parsed = told.parsed
    found: set[Interval] = set()
    for expression in parsed.expressions:
        first = parsed.token_range(expression.span)[0]
        before = [token.lower for token in parsed.tokens[max(0, first - 2) : first]]
        if expression.interval is not None and (before[-1:] == ["not"] or before in (["not", "on"], ["not", "in"])):
            found.add(expression.interval)
    return frozenset(found)


def _is_same(told: Telling, other: Telling) -> bool:
    """Whether another article tells the deed, of the day that is denied."""
    if other.parsed.sentence.document == told.parsed.sentence.document or other.role == "context":
        return False
    mine, theirs = deed_of(told), deed_of(other)
    return bool(mine.acts & theirs.acts and mine.things & theirs.things) and not other_object(mine, theirs)


def days_told(heads: Sequence[Telling], place: Mapping[str, int]) -> tuple[Disagreement, ...]:
    """Return the days that the articles give for one event, side by side, where a passage denies one of them."""
    days: dict[str, set[str]] = {}
    for told in heads:
        exact = told.precision is Precision.DAY and told.basis is EventBasis.TEXT and not told.ahead
        if exact and told.role in ("clause", "statement"):
            phrase = date_phrase(told.interval, told.precision).replace("\u00a0", " ")
            days.setdefault(phrase, set()).add(told.parsed.sentence.document)
    if len(days) < 2 or len(set.union(*days.values())) < 2:
        return ()
    accounts = (Account(day, tuple(sorted(told, key=place.__getitem__))) for day, told in days.items())
    return (Disagreement("date", tuple(sorted(accounts, key=lambda a: (place[a.documents[0]], a.statement)))),)


def denials_told(heads: Sequence[Telling], place: Mapping[str, int]) -> tuple[Disagreement, ...]:
    """Return what one article tells as happened and another as not, side by side; one that tells both is no side."""
    sides: dict[bool, dict[str, Telling]] = {True: {}, False: {}}
    rows = [told for told in heads if told.role in ("clause", "statement", "lead") and not told.ahead]
    for told in sorted(rows, key=lambda told: (place[told.parsed.sentence.document], *told.key)):
        if told.modality in (Modality.ASSERTED, Modality.NEGATED):
            sides[_is_denied(told)].setdefault(told.parsed.sentence.document, told)
    both = sides[True].keys() & sides[False].keys()
    found = [(told, other) for told in sides[False].values() for other in sides[True].values() if _is_same(told, other)]
    if not found or both:
        return ()
    affirmed, denied = found[0]
    accounts = (_account(affirmed, sides[False]), _account(denied, sides[True]))
    return (Disagreement("Whether it happened", accounts),)


def affirmed(heads: Sequence[Telling]) -> Sequence[Telling]:
    """Return the tellings that may word an event: not those that deny it, where others tell it."""
    return [told for told in heads if not _is_denied(told)] or heads


def _is_denied(told: Telling) -> bool:
    """Whether it is told as not so: "was not hit", "denied on Tuesday that it was hit"."""
    tokens, start = told.parsed.tokens, told.focus[0]
    before = [clause for clause in told.parsed.clauses if clause.group.last <= start]
    saying = max(before, key=lambda clause: clause.group.last, default=None)
    rejected = saying is not None and saying.group.base in _REJECTING
    rejected = rejected and modality(tokens, saying, told.focus) is not Modality.NEGATED  # "nobody denied"
    rejected = rejected and start > 0 and tokens[start - 1].lower == "that"
    return rejected != (told.modality is Modality.NEGATED)


def _account(told: Telling, side: Mapping[str, Telling]) -> Account:
    return Account(" ".join(told.parsed.sentence.text.split()).rstrip("."), tuple(side))


def doers_told(heads: Sequence[Telling], place: Mapping[str, int]) -> tuple[Disagreement, ...]:
    """Return who did it by the articles, side by side, where they put one deed on the two sides of a matter."""
    rows = [t for t in heads if t.role in ("clause", "statement", "lead") and not t.ahead and not _is_denied(t)]
    for one, other in _opposed(sorted(rows, key=lambda told: (place[told.parsed.sentence.document], *told.key))):
        documents = one.parsed.sentence.document, other.parsed.sentence.document
        accounts = (_account(one, {documents[0]: one}), _account(other, {documents[1]: other}))
        return (Disagreement(str(table("accounts")["author"]["topic"]), accounts),)
    return ()


def _opposed(rows: Sequence[Telling]) -> Iterator[tuple[Telling, Telling]]:
    if len({told.parsed.sentence.document for told in rows}) < 2:
        return
    taking = frozenset().union(*(side for sides in _sides() for side in sides))
    deeds = [(told, deed_of(told)) for told in rows if told.stems & taking]
    deeds = [(told, deed) for told, deed in deeds if deed.doers & taking]
    for at, (told, mine) in enumerate(deeds):
        for other, theirs in deeds[at + 1 :]:
            apart = told.parsed.sentence.document != other.parsed.sentence.document
            shared = (told.stems & other.stems) - mine.doers - theirs.doers
            matter = mine.objects & theirs.objects if mine.objects or theirs.objects else len(shared) >= _SHARED
            same = mine.acts & theirs.acts and matter and not mine.doers & theirs.doers
            if apart and same and any(_across(mine.doers, theirs.doers, sides) for sides in _sides()):
                yield told, other


def _across(one: frozenset[str], other: frozenset[str], sides: tuple[frozenset[str], frozenset[str]]) -> bool:
    left, right = sides
    return bool((one & left and other & right) or (one & right and other & left))


@functools.cache
def _sides() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    rows = table("accounts")["sides"]
    return tuple((frozenset(map(stem, left)), frozenset(map(stem, right))) for left, right in rows)
