"""Passages that tell an event by its name alone: a calendar gives the day.

A name is told, not only mentioned, when it is the subject of what happened ("The Lockerbie bombing killed ..."), when
words go on to tell it ("the Yalta Conference, at which ..."), or, for names of the brief, when something else comes
before or after it ("following the Alaska summit"). "A repeat of the Budapest Memorandum" is no event of 1994.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.model import EventBasis, NamedEvent, Precision, Span
from briefing.timeline.language.clauses import Clause
from briefing.timeline.language.lexicon import phrases, table, words
from briefing.timeline.language.tokens import Range, tokenize
from briefing.timeline.merging.calendar import SHIPPED, expression_of, known
from briefing.timeline.telling.extract import make
from briefing.timeline.telling.records import Parsed, Telling

_OPEN = (Precision.BEFORE, Precision.AFTER)
_NEAR = 3  # tokens around a name within which another date is the name's own
_TOLD = ("past", "perfect")

Names = Mapping[str, Sequence[tuple[tuple[str, ...], NamedEvent]]]


@dataclass(frozen=True, slots=True)
class _Named:
    """A name in a sentence, and how the sentence tells its event."""

    parsed: Parsed
    row: NamedEvent
    name: Range
    clause: Clause | None  # that tells it
    tells: bool  # by a clause, or by its order


def named(
    clusters: Sequence[Sequence[Telling]], sentences: Sequence[Parsed], calendar: Sequence[NamedEvent]
) -> list[list[Telling]]:
    """Return the clusters, with those of events that a calendar dates; the brief's ``calendar`` wins over the shipped.

    A sentence that tells a named event no longer stands under the date of its article, and "Good Friday" in the name of
    an agreement is no date.
    """
    names = index(known(calendar))
    hits = [hit for parsed in sentences if parsed.sentence.whole for hit in _find(parsed, names)]
    told = [_telling(hit) for hit in hits if hit.tells]
    taken = {id(t.parsed) for t in told}
    no_dates = {(hit.parsed.sentence.document, span) for hit in hits for span in _inside(hit)}
    kept = (
        [
            t
            for t in members
            if not (t.role in ("alone", "state") and id(t.parsed) in taken)
            and not (t.expression and (t.parsed.sentence.document, t.expression.span) in no_dates)
        ]
        for members in clusters
    )
    found = [members for members in kept if members]
    days = {fresh.interval for fresh in told}
    near = [members for members in found if any(t.precision in _OPEN or t.interval in days for t in members)]
    for fresh in told:
        home = next((members for members in near if any(_same(fresh, other) for other in members)), None)
        if home is None:
            near.append([fresh])
            found.append(near[-1])
        else:
            home.append(fresh)
    return found


def named_in(parsed: Parsed, at: int, names: Names) -> NamedEvent | None:
    """Return the event whose name stands at token ``at``, behind "the" or by itself."""
    tokens = parsed.tokens
    first = at + 1 if at < len(tokens) and tokens[at].lower in words("determiner") else at
    for lowers, row in names.get(tokens[first].lower, ()) if first < len(tokens) else ():
        if tuple(t.lower for t in tokens[first : first + len(lowers)]) == lowers:
            return row if _ends(parsed, first + len(lowers)) else None
    return None


def index(rows: Sequence[NamedEvent]) -> Names:
    """Return the named events by the first word of each name, longer names first."""
    found: dict[str, list[tuple[tuple[str, ...], NamedEvent]]] = {}
    for row in rows:
        for name in row.names:
            lowers = tuple(t.lower for t in tokenize(name))
            if lowers:
                found.setdefault(lowers[0], []).append((lowers, row))
    return {first: sorted(entries, key=lambda entry: -len(entry[0])) for first, entries in found.items()}


def _find(parsed: Parsed, names: Names) -> Iterator[_Named]:
    tokens = parsed.tokens
    end = 0
    for k, token in enumerate(tokens):
        if k < end or token.lower not in names:
            continue
        for lowers, row in names[token.lower]:
            last = k + len(lowers)
            if tuple(t.lower for t in tokens[k:last]) == lowers:
                end = last
                dated = _dated(parsed, (k, last))
                clause = None if dated else _clause(parsed, (k, last))
                order = not dated and row.source != SHIPPED and _in_order(parsed, (k, last))
                yield _Named(parsed, row, (k, last), clause, clause is not None or order)
                break


def _dated(parsed: Parsed, name: Range) -> bool:
    """Whether the text dates the name itself: "the Oslo talks of 1993", "last week's Alaska summit"."""
    spans = [parsed.token_range(e.span) for e in parsed.expressions]
    return any(a < name[1] + _NEAR and b > name[0] - _NEAR and not (name[0] <= a and b <= name[1]) for a, b in spans)


def _clause(parsed: Parsed, name: Range) -> Clause | None:
    """Return the clause that tells the named event, or None when it is only mentioned."""
    lowers = [t.lower for t in parsed.tokens]
    comma = name[1] + 1 if lowers[name[1] : name[1] + 1] == [","] else name[1]
    goes_on = any(_at(lowers, comma, phrase) for phrase in _phrases("goes_on"))
    following = next((c for c in parsed.clauses if c.group.first > comma), None) if goes_on else None
    for clause in [following] if following else [] if _has_date(parsed, name) else parsed.clauses:
        told = clause.group.tense in _TOLD and not clause.group.negated
        if told and (clause is following or (_is_subject(clause, name, lowers) and _tells(clause, lowers))):
            return clause
    return None


def _has_date(parsed: Parsed, name: Range) -> bool:
    spans = [parsed.token_range(e.span) for e in parsed.expressions]
    return any(not (name[0] <= a and b <= name[1]) for a, b in spans)


def _is_subject(clause: Clause, name: Range, lowers: Sequence[str]) -> bool:
    subject = clause.subject
    if subject is None or clause.relative or subject[1] != name[1]:
        return False
    return not set(lowers[subject[0] : name[0]]) - words("determiner")


def _tells(clause: Clause, lowers: Sequence[str]) -> bool:
    """Whether the verb says that its subject took place."""
    return any(_at(lowers, clause.group.last - 1 - n, phrase) for phrase in _phrases("tells") for n in range(3))


def _in_order(parsed: Parsed, name: Range) -> bool:
    """Whether something comes before or after the named event: "following the Alaska summit"."""
    lowers = [t.lower for t in parsed.tokens]
    first = name[0]
    while first > 0 and name[0] - first < 2 and lowers[first - 1] in words("determiner"):
        first -= 1
    cues = (*phrases("order_before"), *phrases("order_after"))
    return _ends(parsed, name[1]) and any(first >= len(cue) and _at(lowers, first - len(cue), cue) for cue in cues)


def _ends(parsed: Parsed, at: int) -> bool:
    """Whether a phrase can end before the token: not "the Alaska summit proposals"."""
    token = parsed.tokens[at] if at < len(parsed.tokens) else None
    if token is None or token.kind in ("mark", "number") or any(g.first == at for g in parsed.groups):
        return True
    return token.lower in words("preposition", "conjunction", "subordinator", "determiner") or (
        any(use.first == at for use in parsed.uses) or token.lower in words("pronoun")
    )


def _at(lowers: Sequence[str], place: int, phrase: Sequence[str]) -> bool:
    return place >= 0 and tuple(lowers[place : place + len(phrase)]) == tuple(phrase)


def _phrases(name: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(str(entry).split()) for entry in table("calendar")[name])


def _inside(hit: _Named) -> Iterator[Span]:
    """Yield the time expressions that are part of the name."""
    start, end = hit.parsed.span_of(hit.name)
    yield from (e.span for e in hit.parsed.expressions if start <= e.span[0] and e.span[1] <= end)


def _telling(one: _Named) -> Telling:
    parsed = one.parsed
    offset = parsed.sentence.span[0]
    start, end = parsed.span_of(one.name)
    text = parsed.sentence.text[start - offset : end - offset]
    name = next(
        n for n in one.row.names if tuple(t.lower for t in tokenize(n)) == tuple(t.lower for t in tokenize(text))
    )
    expression = expression_of(
        one.row, name, text, (start, end), f"No source dates it; {one.row.source} dates “{name}”."
    )
    told = make(
        parsed,
        "clause" if one.clause else "order",
        _focus(one),
        one.row.interval,
        one.row.precision,
        EventBasis.CALENDAR,
        expression,
        one.clause,
        parsed.timed,
        None,
    )
    return replace(told, speaker=None, via=None)


def _focus(one: _Named) -> Range:
    if one.clause is None:
        return one.name
    start = one.clause.subject[0] if one.clause.subject else one.clause.group.first
    return start, one.clause.end


def _same(fresh: Telling, other: Telling) -> bool:
    """Whether a telling is of the named event: the same days, or open ones that hold them, and words of its name."""
    if other.role == "context" or other.parsed.sentence == fresh.parsed.sentence:
        return False
    inside = other.interval == fresh.interval or (other.precision in _OPEN and other.interval.contains(fresh.interval))
    assert fresh.expression is not None
    name = {t.lower for t in tokenize(fresh.expression.text) if t.kind == "word"} - words("preposition")
    first, last = (0, len(other.parsed.tokens)) if other.basis is EventBasis.CALENDAR else other.focus
    return inside and name - words("determiner") <= {t.lower for t in other.parsed.tokens[first:last]}
