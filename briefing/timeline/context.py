"""Sentences without a date of their own: what their article is about, whom they quote, what they go on with.

In that order a sentence takes the time of the same speaker's last dated words, of the sentence that it continues, or of
the event that its article reports. Nothing is dated by the article alone unless it belongs to that event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.model import Document, EventBasis, Interval, Modality, Precision
from briefing.timeline.extract import dated, first_tokens, make, subject_clause, timed_tokens
from briefing.timeline.lexicon import phrases
from briefing.timeline.names import NameBook
from briefing.timeline.profile import kind_at, kinds_in, profile
from briefing.timeline.telling import Parsed, Telling
from briefing.timeline.tokens import tokenize

_OPENING = 3  # sentences that say what an article is about
_REACH = 3  # sentences over which a speaker is remembered
_PASSAGE = 420  # code points of a passage made of two sentences


@dataclass(frozen=True, slots=True)
class Story:
    """An article as tellings. ``follows[i]`` is the telling to whose event telling ``i`` belongs, or -1."""

    document: Document
    tellings: tuple[Telling, ...]
    follows: tuple[int, ...]
    undated: tuple[Parsed, ...]  # sentences that tell something, without a bound in time
    speakers: dict[int, str]  # sentence index -> who "he" or "she" is


def tell(document: Document, parsed: Sequence[Parsed], book: NameBook) -> Story:
    """Return the tellings of one article."""
    dct = document.published
    body = [p for p in parsed if p.sentence.whole and any(True for _ in p.clauses)]
    speakers = _pronouns(body)
    body = [_spoken(p, speakers) for p in body]
    own: list[tuple[Parsed, list[Telling]]] = []
    for position, p in enumerate(body):
        before = body[position - 1] if position else None
        own.append((p, [_with_topic(t, before) for t in dated(p, dct)]))
    headings = [p for p in parsed if not p.sentence.whole and p.sentence.paragraph <= 4]
    opening = _opening(document, headings, body, book)
    lead = _lead(own, dct, opening)
    tellings: list[Telling] = []
    follows: list[int] = []
    undated: list[Parsed] = []
    position_of: dict[int, int] = {}
    if lead is not None:
        told, at = lead
        tellings.append(_widen(told, body, opening))
        follows.append(-1)
        position_of[at] = 0
    swallowed = {t.before.sentence.index for _, found in own for t in found if t.before}
    spoken: dict[str, tuple[int, int]] = {}
    for at, (p, found) in enumerate(own):
        rest = [
            t
            for t in found
            if lead is None or at != lead[1] or (t.focus, t.interval) != (lead[0].focus, lead[0].interval)
        ]
        for t in rest:
            tellings.append(t)
            follows.append(-1)
        if rest and at not in position_of:
            main = max(
                (k for k in range(len(tellings) - len(rest), len(tellings))),
                key=lambda k: (tellings[k].role != "noun", -k),
            )
            position_of[at] = main
        if at in position_of and tellings[position_of[at]].speaker and tellings[position_of[at]].role == "statement":
            spoken[tellings[position_of[at]].speaker or ""] = (position_of[at], at)
        if found or at in position_of or p.sentence.index in swallowed:
            continue
        target = _target(p, at, own, tellings, position_of, spoken, opening, lead is not None)
        if target < 0:
            if dct is None:
                undated.append(p)
                continue
            alone = _alone(p, dct)
            if alone is not None:
                tellings.append(alone)
                follows.append(-1)
                position_of[at] = len(tellings) - 1
            continue
        model = tellings[target]
        clause = subject_clause(p)
        context = make(
            p,
            "context",
            (0, len(p.tokens)),
            model.interval,
            model.precision,
            model.basis,
            None,
            clause,
            timed_tokens(p),
            dct,
        )
        tellings.append(replace(context, ahead=model.ahead))
        follows.append(target)
        position_of[at] = target
        speaker = p.report.speaker if p.report else None
        if speaker and speaker in spoken and spoken[speaker][0] == target:
            spoken[speaker] = (target, at)
    return Story(document, tuple(tellings), tuple(follows), tuple(undated), speakers)


def _pronouns(body: Sequence[Parsed]) -> dict[int, str]:
    """Return who "he" or "she" is, sentence by sentence: the one person who acts or speaks just before, if only one."""
    found: dict[int, str] = {}
    last: str | None = None
    paragraph = -1
    for p in body:
        clause = subject_clause(p)
        subject = clause.subject if clause else None
        lone = subject is not None and subject[1] - subject[0] == 1 and p.tokens[subject[0]].lower in ("he", "she")
        if lone or (p.report and p.report.pronoun):
            if last and p.sentence.paragraph - paragraph <= 1:
                found[p.sentence.index] = last
                paragraph = p.sentence.paragraph
            continue
        if p.report and p.report.speaker:
            person = p.report.speaker if any(u.key == p.report.speaker and u.kind == "person" for u in p.uses) else None
        else:
            people = [u.key for u in p.uses if subject and u.kind == "person" and subject[0] <= u.first < subject[1]]
            person = people[-1] if len(set(people)) == 1 else None
        everyone = {u.key for u in p.uses if u.kind == "person"}
        if person:
            last, paragraph = person, p.sentence.paragraph
        elif everyone:
            last = None
    return found


def _spoken(p: Parsed, speakers: dict[int, str]) -> Parsed:
    """Return the sentence with "he said" given its speaker."""
    if p.report and p.report.pronoun and p.sentence.index in speakers:
        return replace(p, report=replace(p.report, speaker=speakers[p.sentence.index], named=True))
    return p


def _opening(document: Document, headings: Sequence[Parsed], body: Sequence[Parsed], book: NameBook) -> Telling | None:
    """Return what title and first sentences are about, as one profile."""
    tokens = [t for p in body[:_OPENING] for t in p.tokens]
    if not tokens:
        return None
    title = tokenize(document.title or "")
    people = {u.key for u in book.spot(title, document.id) if u.kind == "person"}
    people |= {u.key for p in headings for u in p.uses if u.kind == "person"}
    profiles = [profile(p.tokens, p.uses, (0, len(p.tokens)), timed_tokens(p)) for p in body[:_OPENING]]
    people |= {u.key for p in body[:_OPENING] for u in p.uses if u.kind == "person"}
    kinds = frozenset().union(*(kinds_in(p.tokens, (0, len(p.tokens))) for p in body[:_OPENING]))
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
        stems=profiles[0].stems,
    )


def _lead(
    own: Sequence[tuple[Parsed, Sequence[Telling]]], dct: Interval | None, opening: Telling | None
) -> tuple[Telling, int] | None:
    """Return the telling of what the article reports, and the sentence that holds it."""
    if opening is None:
        return None
    first = {u.key for p, _ in own[:1] for u in p.uses}
    for at, (_, found) in enumerate(own[: _OPENING + 1]):
        for t in found:
            near = dct is None or (
                dct.start is not None and t.interval.start is not None and 0 <= (dct.start - t.interval.start).days <= 6
            )
            shares = at == 0 or bool(first & set(t.actors)) or bool(opening.principals & set(t.actors))
            if (
                t.interval.is_day
                and t.role in ("statement", "clause")
                and near
                and not t.ahead
                and shares
                and t.modality is Modality.ASSERTED
            ):
                return replace(t, lead=True), at
    if dct is None or not own:
        return None
    at = next((k for k, (_, found) in enumerate(own[:2]) if not found), None)
    if at is None:
        return None
    p = own[at][0]
    precision = Precision.DAY if dct.is_day else Precision.WITHIN
    clause = subject_clause(p)
    told = make(p, "lead", (0, len(p.tokens)), dct, precision, EventBasis.DOCUMENT, None, clause, timed_tokens(p), dct)
    return replace(told, lead=True), at


def _widen(told: Telling, body: Sequence[Parsed], opening: Telling | None) -> Telling:
    """Return the lead with the people, places and kinds of the article's opening."""
    if opening is None:
        return told
    return replace(
        told,
        actors=tuple(dict.fromkeys([*told.actors, *sorted(opening.principals)])),
        places=told.places or opening.places,
        kinds=told.kinds | opening.kinds,
    )


def _with_topic(told: Telling, before: Parsed | None) -> Telling:
    """Return the telling with the sentence before it, when "this" in it stands for what that one tells."""
    p = told.parsed
    if before is None or before.sentence.paragraph != p.sentence.paragraph or before.report is not None:
        return told
    bare = any(
        t.lower == "this"
        and k > 2
        and (
            k + 1 >= len(p.tokens)
            or p.tokens[k + 1].kind == "mark"
            or p.tokens[k + 1].lower in ("earlier", "on", "in", "last", "at")
        )
        for k, t in enumerate(p.tokens)
    )
    if not bare or p.sentence.span[1] - before.sentence.span[0] > _PASSAGE:
        return told
    noun = next((k for k, t in enumerate(before.tokens) if kind_at(t)), None)
    if noun is None:
        return told
    end = next(
        (
            k
            for k in range(noun, len(before.tokens))
            if before.tokens[k].kind == "mark" or any(g.first == k for g in before.groups)
        ),
        len(before.tokens),
    )
    extra = profile(before.tokens, before.uses, (0, len(before.tokens)), timed_tokens(before))
    return replace(
        told,
        extent=(before.sentence.span[0], p.sentence.span[1]),
        before=before,
        topic=(noun, end),
        stems=told.stems | extra.stems,
        names=told.names | extra.names,
        actors=tuple(dict.fromkeys([*told.actors, *extra.actors])),
    )


def _target(
    p: Parsed,
    at: int,
    own: Sequence[tuple[Parsed, Sequence[Telling]]],
    tellings: Sequence[Telling],
    position_of: dict[int, int],
    spoken: dict[str, tuple[int, int]],
    opening: Telling | None,
    has_lead: bool,
) -> int:
    """Return the telling to whose event an undated sentence belongs, or -1."""
    speaker = p.report.speaker if p.report else None
    if speaker and speaker in spoken and at - spoken[speaker][1] <= _REACH:
        return spoken[speaker][0]
    last = position_of.get(at - 1, -1)
    together = at > 0 and own[at - 1][0].sentence.paragraph == p.sentence.paragraph
    if (
        last >= 0
        and together
        and (speaker is None or speaker == tellings[last].speaker)
        and _continues(p, tellings[last])
    ):
        return last
    quoted = p.sentence.text[:1] in '"“„'
    if quoted and p.report is None and last >= 0:
        return last
    if not has_lead:
        return -1
    people = {speaker} if speaker else {u.key for u in p.uses if u.kind == "person"}
    clause = subject_clause(p)
    subject = clause.subject if clause else None
    pronoun = subject is not None and p.tokens[subject[0]].lower in ("he", "she", "we", "i")
    cast = opening.principals if opening else frozenset()
    if people & cast or (speaker is None and (pronoun or quoted) and not people - cast):
        return 0
    return -1


def _continues(p: Parsed, last: Telling) -> bool:
    """Whether the sentence goes on with the one before: "In return, it received ...", "During the discussions ..."."""
    opening = tuple(first_tokens(p, 4))
    if any(opening[: len(phrase)] == phrase for phrase in phrases("continuation")):
        return True
    definite = next((k for k in range(min(6, len(p.tokens) - 1)) if p.tokens[k].lower in ("the", "that", "this")), None)
    return definite is not None and bool(kind_at(p.tokens[definite + 1]) & last.kinds)


def _alone(p: Parsed, dct: Interval) -> Telling | None:
    """Return an undated sentence as an event of its own on the article's date, when it tells that something happened."""
    clause = subject_clause(p)
    if clause is None or clause.group.tense not in ("past", "perfect") and p.report is None:
        return None
    precision = Precision.DAY if dct.is_day else Precision.WITHIN
    return make(p, "alone", (0, len(p.tokens)), dct, precision, EventBasis.DOCUMENT, None, clause, timed_tokens(p), dct)
