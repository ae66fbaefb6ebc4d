"""What an article reports: the telling in its first sentences, and who and what its opening is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.model import Document, EventBasis, Interval, Modality, Precision
from briefing.timeline.language.morphology import stem
from briefing.timeline.language.tokens import tokenize
from briefing.timeline.names.book import NameBook
from briefing.timeline.names.profile import kinds_in, profile
from briefing.timeline.telling.extract import make, subject_clause
from briefing.timeline.telling.leaving import hangs_on, leaves_main, looks_back
from briefing.timeline.telling.records import Parsed, Telling
from briefing.timeline.telling.worth import tells_event

OPENING = 3  # sentences that say what an article is about
_TELLS = ("", "which")  # what an article reports can stand in a relative clause, not in one of "when" or "after"
_FRESH = 6  # days before its article within which a lead lies


def opening_of(
    document: Document, headings: Sequence[Parsed], body: Sequence[Parsed], book: NameBook
) -> Telling | None:
    """Return what title and first sentences are about, as one profile."""
    tokens = [t for p in body[:OPENING] for t in p.tokens]
    if not tokens:
        return None
    title = tokenize(document.title or "")
    people = {u.key for u in book.spot(title, document.id) if u.kind == "person"}
    people |= {u.key for p in headings for u in p.uses if u.kind == "person"}
    profiles = [profile(p.tokens, p.uses, (0, len(p.tokens)), p.timed) for p in body[:OPENING]]
    people |= {u.key for p in body[:OPENING] for u in p.uses if u.kind == "person"}
    kinds = frozenset().union(*(kinds_in(p.tokens, (0, len(p.tokens))) for p in body[:OPENING]))
    return Telling(
        parsed=body[0],
        role="opening",
        focus=(0, len(body[0].tokens)),
        interval=Interval(None, None),
        precision=Precision.DAY,
        basis=EventBasis.DOCUMENT,
        expression=None,
        principals=frozenset(people),
        places=tuple(dict.fromkeys(place for row in profiles for place in row.places)),
        kinds=kinds,
        names=frozenset(u.key for p in body[:1] for u in p.uses) | {u.key for u in book.spot(title, document.id)},
        stems=frozenset(stem(t.lower) for t in title) | profiles[0].stems,
    )


def lead_of(
    body: Sequence[Parsed], own: Sequence[Sequence[Telling]], dct: Interval | None, opening: Telling | None
) -> tuple[Telling, int] | None:
    """Return the telling of what the article reports, and the position of the sentence that holds it."""
    if opening is None:
        return None
    first = {u.key for u in body[0].uses}
    for at, found in enumerate(own[: OPENING + 1]):
        for t in found:
            near = dct is None or is_fresh(t.interval, dct)
            shares = at == 0 or bool((first | opening.principals) & set(t.actors))
            told = t.role in ("statement", "clause") and not t.ahead and t.modality is Modality.ASSERTED
            told = told and _is_told(body[at], t)
            if t.interval.is_day and near and told and shares:
                return replace(t, lead=True), at
    if dct is None:
        return None
    at = next((k for k, found in enumerate(own[:2]) if leaves_main(body[k], found)), -1)
    if at < 0:
        return None
    p = body[at]
    main = subject_clause(p)
    if main is not None and not tells_event(p, main):
        return None
    if main is not None and main.group.base == "be" and main.group.tense == "past" and p.report is None:
        return None  # "He was a docker's son": nothing happens on the day of the article
    precision = Precision.DAY if dct.is_day else Precision.WITHIN
    told_at = make(
        p,
        "lead",
        (0, len(p.tokens)),
        dct,
        precision,
        EventBasis.DOCUMENT,
        None,
        subject_clause(p),
        p.timed,
        dct,
    )
    return replace(told_at, lead=True), at


def _is_told(parsed: Parsed, told: Telling) -> bool:
    """Whether the clause of a date tells something new: not "the plane, which had left Lagos on Wednesday, landed"."""
    hangs = hangs_on(parsed, told)
    return hangs in _TELLS and not (hangs and looks_back(told))


def is_fresh(interval: Interval, dct: Interval | None) -> bool:
    """Whether something lies in the days before its article."""
    start = dct.start if dct is not None else None
    return start is not None and interval.start is not None and 0 <= (start - interval.start).days <= _FRESH


def widened(told: Telling, opening: Telling | None) -> Telling:
    """Return the lead with the people, places and kinds of the article's opening."""
    if opening is None:
        return told
    return replace(
        told,
        actors=tuple(dict.fromkeys([*told.actors, *sorted(opening.principals)])),
        places=told.places or opening.places,
        kinds=told.kinds | opening.kinds,
    )
