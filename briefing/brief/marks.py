"""Which shape stands for which kind of date."""

from __future__ import annotations

from briefing.model import Event, EventBasis, Mark, Precision, Status, TimeExpression

_BY_PRECISION = {
    Precision.DAY: Mark.DAY,
    Precision.SPAN: Mark.SPAN,
    Precision.WEEKEND: Mark.SPAN,
    Precision.WEEK: Mark.WITHIN,
    Precision.WITHIN: Mark.WITHIN,
    Precision.BEFORE: Mark.BEFORE,
    Precision.AFTER: Mark.AFTER,
}


def event_mark(event: Event) -> Mark:
    """Return the shape of an event: planned and calendar dates first, then how exactly it is known."""
    if event.status is Status.PLANNED:
        return Mark.PLANNED
    if event.date_basis is EventBasis.CALENDAR:
        return Mark.CALENDAR
    return _BY_PRECISION.get(event.precision, Mark.RANGE)


def spine_mark(event: Event) -> Mark:
    """Return the shape on the spine of the timeline: a day on which sources differ is dashed there too."""
    mark = event_mark(event)
    return Mark.DISPUTED if event.disagreements and mark in (Mark.DAY, Mark.CALENDAR) else mark


def expression_mark(expression: TimeExpression) -> Mark:
    """Return the shape of the days to which an expression leads."""
    if expression.precision is None:
        return Mark.RANGE
    return _BY_PRECISION.get(expression.precision, Mark.RANGE)
