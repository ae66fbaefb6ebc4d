"""A mention and where it lies, put together as a time expression."""

from __future__ import annotations

from briefing.dates.placed import Placed
from briefing.model.time import Anchor, Direction, Mention, TimeExpression


def express(mention: Mention, placed: Placed, anchor: Anchor) -> TimeExpression:
    """Return the expression that a mention is, counted from ``anchor``."""
    return TimeExpression(
        mention.text, mention.span, mention.type, placed.value, placed.interval, placed.precision, anchor,
        _direction(mention, placed, anchor), mention.rule, f"{mention.text}: {placed.reason}.", mention.mod,
        reach=mention.reach,
    )  # fmt: skip


def _direction(mention: Mention, placed: Placed, anchor: Anchor) -> Direction:
    days, origin = placed.interval, anchor.interval
    if days is None or origin is None or origin.start is None:
        return mention.direction
    if days.end is not None and days.end <= origin.start:
        return Direction.PAST
    if days.start is not None and days.start > origin.start:
        return Direction.FUTURE
    return Direction.SAME
