"""Days as headings: "Monday, 6 May" on a line of its own is the day of what stands below it, until the next one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefing.model import EventBasis, Precision, TimeExpression
from briefing.timeline.telling.extract import make, subject_clause
from briefing.timeline.telling.records import Parsed, Telling

_DAYS = 2  # that must be headings: one alone says when the article was written


def headings(parsed: Sequence[Parsed]) -> Mapping[int, TimeExpression]:
    """Return by the index of each sentence below such a line the day that heads it."""
    lines = {p.sentence.index: p.expressions[0] for p in parsed if _is_day(p)}
    if len({found.interval for found in lines.values()}) < _DAYS:
        return {}
    above: dict[int, TimeExpression] = {}
    day: TimeExpression | None = None
    for p in parsed:
        day = lines.get(p.sentence.index, day)
        if day is not None and p.sentence.index not in lines:
            above[p.sentence.index] = day
    return above


def _is_day(parsed: Parsed) -> bool:
    """Whether a line holds a day and nothing else."""
    if len(parsed.expressions) != 1:
        return False
    found = parsed.expressions[0]
    rest = (k for k, token in enumerate(parsed.tokens) if k not in parsed.timed and token.kind != "mark")
    return found.interval is not None and found.interval.is_day and next(rest, None) is None


def headed(parsed: Parsed, day: TimeExpression) -> tuple[Telling, ...]:
    """Return a sentence without a date of its own as told of the day that heads it; nothing of what is to come."""
    assert day.interval is not None
    role = "statement" if parsed.report is not None and parsed.report.verb >= 0 else "clause"
    told = make(
        parsed,
        role,
        (0, len(parsed.tokens)),
        day.interval,
        Precision.DAY,
        EventBasis.TEXT,
        None,
        subject_clause(parsed),
        parsed.timed,
        day.interval,
    )
    return () if told.ahead else (replace(told, heading=day),)
