"""A sentence without a date as an event of its own."""

from __future__ import annotations

from briefing.model import EventBasis, Interval, Precision
from briefing.timeline.telling.extract import make, subject_clause
from briefing.timeline.telling.records import Parsed, Telling
from briefing.timeline.telling.worth import tells_event


def by_itself(p: Parsed, day: Interval, dct: Interval) -> Telling | None:
    """Return an undated sentence as an event of its own: that something happened, or ("state") that something is so."""
    clause = subject_clause(p)
    if clause is None or not tells_event(p, clause):
        return None
    role = "alone" if clause.group.tense in ("past", "perfect") or p.report is not None else "state"
    precision = Precision.DAY if day.is_day else Precision.WITHIN
    return make(p, role, (0, len(p.tokens)), day, precision, EventBasis.DOCUMENT, None, clause, p.timed, dct)


def is_state(p: Parsed) -> bool:
    """Whether the sentence says what is so, or will be, at the time of its article: "The model has a larger screen"."""
    clause = subject_clause(p)
    return clause is not None and clause.group.tense in ("present", "future", "modal") and p.report is None
