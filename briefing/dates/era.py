"""Years before Christ: counted like any others while a story is read, and written as TIMEX3 has them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefing.model.time import Anchor, AnchorKind, Interval, Mention, TimeExpression

_MIRROR = 10_000  # 44 BC is counted as the year 9956: the year after it is 43 BC, and every month keeps its place
_FIRST = 5_001
_BEFORE_CHRIST = re.compile(r"BC(\d{4})(.*)")
_AFTER_CHRIST = re.compile(r"0\d{3}(?:-|$|T)")
_VALUE = re.compile(r"(\d{4})(-.*|T.*)?")
_BARE = "year-bare"


def settle_eras(mentions: Sequence[Mention]) -> Sequence[Mention]:
    """Return ``mentions`` with bare years ("in 212") in the era named last; where none was named, they are no years."""
    if not any(m.rule == _BARE for m in mentions):
        return mentions
    result = []
    era: str | None = None
    for mention in mentions:
        if mention.rule == _BARE:
            if era is not None:
                result.append(replace(mention, template=era + mention.template))
            continue
        if _BEFORE_CHRIST.fullmatch(mention.template):
            era = "BC"
        elif _AFTER_CHRIST.match(mention.template):
            era = ""
        result.append(mention)
    return tuple(result)


def counted(mentions: Sequence[Mention], dct: Interval | None) -> Sequence[Mention]:
    """Return ``mentions`` with years before Christ as years that can be counted; the same where there are none."""
    late = dct is not None and dct.last is not None and dct.last.year >= _FIRST
    if late or not any(m.template.startswith("BC") for m in mentions):
        return mentions
    return tuple(map(_counted, mentions))


def _counted(mention: Mention) -> Mention:
    found = _BEFORE_CHRIST.fullmatch(mention.template)
    if found is None or not 0 < int(found[1]) <= _MIRROR - _FIRST:
        return mention
    return replace(mention, template=f"{_MIRROR - int(found[1]):04d}{found[2]}")


def written(expression: TimeExpression) -> TimeExpression:
    """Return ``expression`` with its year before Christ as people write it; no calendar of days reaches there.

    >>> from briefing.dates.api import find_dates
    >>> [e.value for e in find_dates("He landed in May 48 BC. The following spring he left.")]
    ['BC0048-05', 'BC0047-SP']
    """
    days = expression.interval
    edge = (days.start or days.end) if days is not None else None
    if edge is None or edge.year < _FIRST:
        return expression
    found = _VALUE.fullmatch(expression.value)
    value = expression.value
    if found is not None and int(found[1]) >= _FIRST:
        value = f"BC{_MIRROR - int(found[1]):04d}{found[2] or ''}"
    told = expression.anchor.kind is AnchorKind.EXPRESSION
    reason = "counted from a date told before it" if told else "the text names it"
    return replace(
        expression,
        value=value,
        interval=None,
        precision=None,
        anchor=Anchor(expression.anchor.kind, None, expression.anchor.span, expression.anchor.label),
        explanation=f"{expression.text}: {reason}; it lies before Christ, where this calendar of days does not reach.",
    )
