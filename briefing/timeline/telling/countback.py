"""Counting back: "dismissed on Wednesday, a week after the bridge fell" tells on which day the bridge fell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing.dates.events import resolve_back
from briefing.model import Anchor, AnchorKind, Direction, EventBasis, Interval, Precision, TimeExpression
from briefing.timeline.language.clauses import Clause
from briefing.timeline.language.lexicon import words
from briefing.timeline.telling.extract import make
from briefing.timeline.telling.leaving import governor_of
from briefing.timeline.telling.records import Parsed, Telling

_EXACT = re.compile(r"P(?:\dD|[12]W)")  # "three weeks after" is often a little more or less


def counted_back(parsed: Parsed, found: Sequence[Telling], dct: Interval | None) -> Iterator[Telling]:
    """Yield tellings of what a dated verb came a length after, or before; ``found`` are the dates of the sentence."""
    for expression in parsed.expressions:
        waits = expression.interval is None and expression.anchor.kind is AnchorKind.EVENT
        if not waits or not _EXACT.fullmatch(expression.value):
            continue
        part = parsed.token_range(expression.span)
        clause = next((c for c in parsed.clauses if c.start == part[1] + 1 and _is_named(parsed, c)), None)
        main = next((told for told in found if clause is not None and _is_main(told, clause)), None)
        if clause is None or main is None:
            continue
        dated = _dated(expression, main)
        if dated.interval is not None and not _to_come(dated.interval, dct):
            focus = (clause.start, clause.end)
            day = (dated.interval, Precision.DAY, EventBasis.TEXT)
            told = make(parsed, "clause", focus, *day, None, clause, parsed.timed, dct)
            yield replace(told, heading=dated)


def _is_named(parsed: Parsed, clause: Clause) -> bool:
    """Whether a clause says who acts: of "after they had left" no headline could tell."""
    return clause.subject is not None and parsed.tokens[clause.subject[0]].lower not in words("pronoun")


def _is_main(told: Telling, clause: Clause) -> bool:
    """Whether a telling is that of the verb before the clause, on a day that its own words give."""
    before = governor_of(told)
    day = told.role in ("clause", "statement") and told.basis is EventBasis.TEXT and told.interval.is_day
    return day and not told.ahead and before is not None and before.group.last <= clause.start <= before.end + 1


def _dated(expression: TimeExpression, main: Telling) -> TimeExpression:
    assert main.expression is not None
    side = "before" if expression.direction is Direction.FUTURE else "after"
    explained = f"{expression.text} {side} “{main.expression.text}”, the day of what came then."
    anchor = Anchor(AnchorKind.EXPRESSION, main.interval, main.expression.span)
    return replace(resolve_back(expression, main.interval), anchor=anchor, explanation=explained)


def _to_come(day: Interval, dct: Interval | None) -> bool:
    return dct is not None and dct.end is not None and day.start is not None and day.start >= dct.end
