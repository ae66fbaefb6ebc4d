"""A sentence and its dates become tellings of events: which date governs which words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from briefing.model import EventBasis, Interval, Modality, Precision, TimeExpression, TimexType
from briefing.timeline.language.clauses import Clause
from briefing.timeline.language.lexicon import words
from briefing.timeline.language.modality import calls_off, looks_ahead, modality
from briefing.timeline.language.morphology import stem, stopwords
from briefing.timeline.language.tokens import Range
from briefing.timeline.names import gazetteer
from briefing.timeline.names.book import Use
from briefing.timeline.names.gazetteer import PEOPLE, PERSON, PLACE
from briefing.timeline.names.profile import kinds_in, profile, shared
from briefing.timeline.telling.governing import counts, governor, inside, role_of
from briefing.timeline.telling.records import Parsed, Telling


def dated(parsed: Parsed, dct: Interval | None) -> tuple[Telling, ...]:
    """Return a telling for every date of the sentence that governs words of its own, in order."""
    spans = {e.span: parsed.token_range(e.span) for e in parsed.expressions}
    timed = frozenset(k for part in spans.values() for k in range(*part))
    told: list[Telling] = []
    framed = _frame_date(parsed, spans)
    used: set[tuple[Interval, str, int]] = set()
    edge: dict[int, int] = {}
    for expression in parsed.expressions:
        part = spans[expression.span]
        if part[0] >= part[1] or not counts(parsed, expression, part):
            continue
        clause = governor(parsed, part)
        when = _when(expression, parsed, part, clause, framed or dct)
        if when is None:
            continue
        interval, precision = when
        role, focus = role_of(parsed, part, clause, edge)
        if role == "":
            continue
        if role != "noun" and expression.type is not TimexType.TIME:
            interval, precision = _bounded(parsed, part, interval, precision)
        mark = (interval, role, clause.group.main if clause else -1)
        if mark in used:
            continue
        used.add(mark)
        if clause is not None and role == "clause":
            edge[clause.group.main] = part[1]
        anchor = framed if role != "statement" and framed else dct
        found = make(parsed, role, focus, interval, precision, EventBasis.TEXT, expression, clause, timed, anchor)
        off = found.modality is Modality.NEGATED or calls_off(parsed.tokens, parsed.clauses, clause)
        if not (found.ahead and off):  # what will not be is no event
            told.append(found)
    if len(told) == 1 and told[0].role == "clause":
        whole = (0, len(parsed.tokens))
        around = profile(parsed.tokens, parsed.uses, whole, timed)
        return (
            replace(
                told[0],
                actors=tuple(dict.fromkeys([*told[0].actors, *around.actors])),
                places=told[0].places or around.places,
                names=around.names,
                stems=around.stems,
                kinds=shared(told[0].kinds | kinds_in(parsed.tokens, whole)),
            ),
        )
    return tuple(told)


def _frame_date(parsed: Parsed, spans: dict[tuple[int, int], Range]) -> Interval | None:
    """Return the date on which the sentence's report was made, when the frame names one."""
    if parsed.report is None or parsed.report.verb < 0:
        return None
    for expression in parsed.expressions:
        part = spans[expression.span]
        clause = governor(parsed, part)
        if (
            expression.interval
            and clause
            and clause.group.main == parsed.report.verb
            and inside(part, parsed.report.frame)
        ):
            return expression.interval
    return None


def _when(
    expression: TimeExpression, parsed: Parsed, part: Range, clause: Clause | None, anchor: Interval | None
) -> tuple[Interval, Precision] | None:
    if expression.interval is None:
        ahead = looks_ahead(parsed.tokens, clause, part)
        if not ahead or anchor is None or anchor.end is None:
            return None
        return Interval(anchor.end, None), Precision.AFTER
    if expression.range is not None:
        return expression.range, Precision.SPAN
    if expression.interval.end is None and anchor is not None and anchor.end is not None:
        return Interval(anchor.end, None), Precision.AFTER  # "the coming days" count from when it was said
    precision = expression.precision or (Precision.DAY if expression.interval.is_day else Precision.WITHIN)
    before = parsed.tokens[part[0] - 1].lower if part[0] > 0 else ""
    start = anchor.start if anchor else None
    if (
        before == "by"
        and start
        and expression.interval.end
        and start < expression.interval.end
        and looks_ahead(parsed.tokens, clause, part)
    ):
        return Interval(start, expression.interval.end), Precision.WITHIN
    return expression.interval, precision


def _bounded(parsed: Parsed, part: Range, interval: Interval, precision: Precision) -> tuple[Interval, Precision]:
    """Return the time before or after a date: "left before 18 August", not "before Monday's vote"."""
    cue = parsed.tokens[part[0] - 1].lower if part[0] > 0 else ""
    after = parsed.tokens[part[1]] if part[1] < len(parsed.tokens) else None
    goes_on = after is not None and (after.kind == "clitic" or after.lower in ("is", "was"))  # "before the week is out"
    if goes_on or interval.start is None or interval.end is None:
        return interval, precision
    if cue == "before":
        return Interval(None, interval.start), Precision.BEFORE
    if cue == "after":
        return Interval(interval.end, None), Precision.AFTER
    return interval, precision


def make(
    parsed: Parsed,
    role: str,
    focus: Range,
    interval: Interval,
    precision: Precision,
    basis: EventBasis,
    expression: TimeExpression | None,
    clause: Clause | None,
    timed: frozenset[int],
    anchor: Interval | None,
) -> Telling:
    """Return the telling of ``focus``, with what its words are about."""
    tokens, report = parsed.tokens, parsed.report
    said = role == "statement"
    part = (0, len(tokens)) if role != "clause" else focus
    frame = report.frame if said and report else focus
    whole = profile(tokens, parsed.uses, part, timed)
    spoken = whole if frame == part else profile(tokens, parsed.uses, frame, timed)
    subject = clause.subject if clause and role not in ("noun", "order") else None
    acting = (subject[0], _head_end(parsed, subject)) if subject else (0, 0)
    principals = {
        gazetteer.seat_of(use.key)
        for use in parsed.uses
        if acting[0] <= use.first < acting[1] and use.kind != PEOPLE and not _is_of_office(parsed, use, acting[1])
    }
    if role == "clause" and subject and not principals:
        principals = {use.key for use in parsed.uses if acting[0] <= use.first < acting[1]}
    if subject and not principals and tokens[subject[0]].lower in ("he", "she"):
        people = {use.key for use in parsed.uses if use.last <= subject[0] and use.kind == PERSON}
        principals = people if len(people) == 1 else principals  # "Lee knew; earlier she had ..."
    own = report is not None and (clause is None or clause.group.main == report.verb or report.verb < 0)
    if said and report and report.speaker and (own or not principals):
        principals = {report.speaker}
    speakers = [report.speaker] if report and report.speaker and report.named else []
    ahead = (role != "statement" or interval.start is None) and _is_ahead(parsed, clause, focus, interval, anchor)
    return Telling(
        parsed=parsed,
        role=role,
        focus=focus,
        interval=interval,
        precision=precision,
        basis=basis,
        expression=expression,
        speaker=report.speaker if report else None,
        via=report.via if report else None,
        modality=Modality.ASSERTED
        if role in ("statement", "noun", "context", "alone", "state", "lead")
        else modality(tokens, clause, focus),
        ahead=ahead,
        approximate=bool(expression and expression.mod == "APPROX"),
        principals=shared(frozenset(principals)),
        head="" if principals or subject is None else _head(parsed, subject),
        actors=tuple(dict.fromkeys([*sorted(principals), *speakers, *whole.actors])),
        places=spoken.places,
        names=whole.names,
        kinds=kinds_in(tokens, frame),
        stems=whole.stems,
        phrase=spoken.stems if role == "noun" else shared(frozenset()),
        numbers=whole.numbers,
        extent=parsed.sentence.span,
    )


def _is_of_office(parsed: Parsed, use: Use, end: int) -> bool:
    """Whether a place says whose office somebody holds: "U.S. District Judge Ann Lee" acts, not the United States."""
    holder = next((other for other in parsed.uses if use.last < other.first < end), None)
    if use.kind != PLACE or holder is None:
        return False
    between = parsed.tokens[use.last : holder.first]
    return all(t.lower in gazetteer.titles() or t.lower in gazetteer.heads("title_openers") for t in between)


def _head_end(parsed: Parsed, subject: Range) -> int:
    """Return where the noun of a subject ends: before "between" in "wage talks between Chad and Mali"."""
    inner = {k for use in parsed.uses for k in range(use.first, use.last)}
    inside = (
        k
        for k in range(subject[0] + 1, subject[1])
        if k not in inner and parsed.tokens[k].lower in words("preposition")
    )
    return next(inside, subject[1])


def _head(parsed: Parsed, subject: Range) -> str:
    """Return the stem of the noun that a subject is about."""
    word = parsed.tokens[_head_end(parsed, subject) - 1]
    return stem(word.lower) if word.kind == "word" and word.lower not in stopwords() else ""


def _is_ahead(parsed: Parsed, clause: Clause | None, focus: Range, interval: Interval, anchor: Interval | None) -> bool:
    start = anchor.start if anchor else None
    reaches: dt.date | None = interval.last
    late = start is None or reaches is None or reaches >= start
    to_come = (
        anchor is not None and anchor.end is not None and interval.start is not None and interval.start >= anchor.end
    )
    bound = interval.start is None and start is not None and reaches is not None and reaches >= start
    return to_come or bound or (late and looks_ahead(parsed.tokens, clause, focus))


def subject_clause(parsed: Parsed) -> Clause | None:
    """Return the clause that carries the sentence: the report's, else the first that hangs on no other."""
    if parsed.report and parsed.report.verb >= 0:
        return next((c for c in parsed.clauses if c.group.main == parsed.report.verb), None)
    rest = [c for c in parsed.clauses if not c.relative]
    alone = next((c for c in rest if not hangs(parsed, c) and not _of_noun(parsed, c)), None)
    return alone or next(iter(rest or parsed.clauses), None)


def hangs(parsed: Parsed, clause: Clause) -> bool:
    """Whether a clause hangs on another: "when the time comes", "three days after the dam burst"."""
    return clause.start > 0 and parsed.tokens[clause.start - 1].lower in words("hanging")


def _of_noun(parsed: Parsed, clause: Clause) -> bool:
    """Whether a clause describes the noun before it: "the inquiry, which the minister announced, ..."."""
    return clause.start > 0 and parsed.tokens[clause.start - 1].lower in ("which", "whom")


def first_tokens(parsed: Parsed, count: int) -> Sequence[str]:
    """Return the first words of a sentence, case-folded, marks left out."""
    words_only = [t.lower for t in parsed.tokens[: count + 6] if t.kind != "mark"]
    return words_only[words_only[:1] != [] and words_only[0] in ("and", "but", "however") :][:count]
