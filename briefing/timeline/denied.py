"""Days that a passage denies: "broke down on Tuesday, they said, not on Wednesday" is one event of two dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefing.dates.wording import date_phrase
from briefing.model import Account, Disagreement, EventBasis, Interval, Precision
from briefing.timeline.happenings import deed_of, other_object
from briefing.timeline.telling import Telling


def contradicted(clusters: Sequence[list[Telling]]) -> list[list[Telling]]:
    """Return the clusters; what a passage puts on another day joins those who tell it of the day that it denies."""
    home = {id(told): members for members in clusters for told in members}
    everything = tuple(told for members in clusters for told in members)
    for told in everything:
        days = _denied(told)
        if told.expression is not None and told.expression.interval in days:
            home[id(told)].remove(told)
            continue
        other = next((t for t in everything if days and t.interval in days and _is_same(told, t)), None)
        if other is not None and home[id(other)] is not home[id(told)]:
            home[id(told)].remove(told)
            home[id(told)] = home[id(other)]
            home[id(other)].append(told)
    return [members for members in clusters if members]


def _denied(told: Telling) -> frozenset[Interval]:
    """Return the days on which, as the sentence says, it was not."""
    parsed = told.parsed
    found: set[Interval] = set()
    for expression in parsed.expressions:
        first = parsed.token_range(expression.span)[0]
        before = [token.lower for token in parsed.tokens[max(0, first - 2) : first]]
        if expression.interval is not None and (before[-1:] == ["not"] or before in (["not", "on"], ["not", "in"])):
            found.add(expression.interval)
    return frozenset(found)


def _is_same(told: Telling, other: Telling) -> bool:
    """Whether another article tells the deed, of the day that is denied."""
    if other.parsed.sentence.document == told.parsed.sentence.document or other.role == "context":
        return False
    mine, theirs = deed_of(told), deed_of(other)
    return bool(mine.acts & theirs.acts and mine.things & theirs.things) and not other_object(mine, theirs)


def days_told(heads: Sequence[Telling], place: Mapping[str, int]) -> tuple[Disagreement, ...]:
    """Return the days that the articles give for one event, side by side, where a passage denies one of them."""
    days: dict[str, set[str]] = {}
    for told in heads:
        exact = told.precision is Precision.DAY and told.basis is EventBasis.TEXT and not told.ahead
        if exact and told.role in ("clause", "statement"):
            phrase = date_phrase(told.interval, told.precision).replace("\u00a0", " ")
            days.setdefault(phrase, set()).add(told.parsed.sentence.document)
    if len(days) < 2 or len(set.union(*days.values())) < 2:
        return ()
    accounts = (Account(day, tuple(sorted(told, key=place.__getitem__))) for day, told in days.items())
    return (Disagreement("date", tuple(sorted(accounts, key=lambda a: (place[a.documents[0]], a.statement)))),)
