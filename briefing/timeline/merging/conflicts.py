"""What speaks against two tellings being of one event: other times, places, people, steps and counts."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import EventBasis, Precision
from briefing.timeline.merging.incidents import causes, one_incident, two_attacks
from briefing.timeline.merging.views import View
from briefing.timeline.names import gazetteer
from briefing.timeline.names.profile import MAGNITUDE, places_agree
from briefing.timeline.telling.deeds import (
    done_to_one,
    one_object,
    opposed,
    other_one,
    other_step,
    other_trade,
    words_of,
)

LONG = 31  # days beyond which a time says little
SINGULAR = frozenset({"disaster"})  # kinds of which a subject has one a day
_TWICE = 2.0  # by which two accounts of one number may differ
_GATHERED = 4.0  # the same of those who took part in something, whom few count
_READINGS = 0.4  # by which readings of one quake's magnitude differ


def against(one: View, other: View) -> bool:
    """Whether two tellings cannot be of one event, whatever their words."""
    if (one.first != other.first or one.last != other.last) and not _times_meet(one, other):
        return True
    if one.told.ahead != other.told.ahead and not _came_true(one, other):
        return True
    if one.told.parsed.sentence.text == other.told.parsed.sentence.text and one.first == other.first:
        return False  # one text in two articles, whatever else they open with
    if _elsewhere(one, other) or _counts_differ(one, other) or _told_beside(one, other):
        return True
    if opposed(one.deed, other.deed) and not one.things.isdisjoint(other.things):
        return True
    said = one.said or other.said
    return not said and (other_step(one.deed, other.deed) or _other_one(one, other))


def _other_one(one: View, other: View) -> bool:
    if other_one(one.deed, other.deed, one.told.names, other.told.names):
        return True
    named = shared_place(one, other) or named_in_both(one, other)
    return not named and other_trade(one.deed, other.deed)


def _told_beside(one: View, other: View) -> bool:
    """Whether an article tells one deed, and without a date another: it would not tell one event as two."""
    if one.told.parsed.sentence.document != other.told.parsed.sentence.document:
        return False
    undated = "alone" in (one.told.role, other.told.role)
    return undated and bool(one.deed.acts and other.deed.acts) and not one.happens & other.happens


def _came_true(one: View, other: View) -> bool:
    """Whether what one tells as to come can be what the other tells as done: its time, and who or what is the same."""
    plan, done = (one, other) if one.told.ahead else (other, one)
    if plan.told.parsed.sentence.document == done.told.parsed.sentence.document and not plan.deed.acts & done.deed.acts:
        return False
    if plan.days == 1 and plan.first == done.first and done.days == 1:
        return bool(
            plan.told.principals & done.told.principals
            or plan.told.kinds & done.told.kinds
            or plan.deed.acts & done.deed.acts
        )
    within = done.first <= plan.first < plan.last <= done.last or plan.first <= done.first < done.last <= plan.last
    short = max(plan.days, done.days) <= LONG
    return within and short and bool(plan.deed.acts & done.deed.acts)


def _times_meet(one: View, other: View) -> bool:
    """Whether the times of two tellings, which are not the same, can be of one event."""
    if one.told.parsed.sentence == other.told.parsed.sentence:
        return False
    if one.days == 1 and other.days == 1:
        return _reported_later(one, other) or _reported_later(other, one)
    open_ended = (Precision.BEFORE, Precision.AFTER)
    if one.told.precision in open_ended or other.told.precision in open_ended:
        return False
    holds = one.first <= other.first and other.last <= one.last
    return holds or (other.first <= one.first and one.last <= other.last)


def _reported_later(article: View, told: View) -> bool:
    """Whether an article that gives no day may report what another dates to the day before it appeared."""
    if article.first - told.first != 1 or not (article.told.lead or article.told.role == "alone"):
        return False
    if article.told.basis is not EventBasis.DOCUMENT or told.told.basis is not EventBasis.TEXT:
        return False
    acts = article.deed.acts & told.deed.acts
    if acts & words_of("done_to") and article.deed.named_objects & told.deed.named_objects:
        return True  # "Lee has been convicted", "a jury convicted Lee"
    return bool(article.told.principals & told.told.principals and (acts or article.told.kinds & told.told.kinds))


def _elsewhere(one: View, other: View) -> bool:
    if done_to_one(one.deed, other.deed) and one.days == 1 == other.days:
        return False  # who was arrested in Manhattan was arrested in New York, outside a hotel
    if two_attacks(one, other):
        return True
    if one.told.kinds & other.told.kinds & SINGULAR:
        mine, theirs = _known_places(one), _known_places(other)
        if mine and theirs and not any(places_agree(a, b) for a in mine for b in theirs):
            return True  # a quake in Peru and one in Japan
        mine, theirs = _struck(one), _struck(other)
        if mine and theirs and not any(places_agree(a, b) for a in mine for b in theirs):
            return True  # "struck Varanta", "struck Selmira"
    return bool(one.places and other.places and not shared_place(one, other))


def _struck(view: View) -> list[str]:
    """Return the places that a calamity strikes, where they are smaller than a country."""
    struck = view.deed.objects & view.told.names if view.deed.acts & words_of("calamities") else frozenset()
    return sorted((struck | frozenset(view.places)) - gazetteer.countries()) if struck else []


def _known_places(view: View) -> list[str]:
    return sorted(n for n in view.told.names if n in gazetteer.countries() or n in gazetteer.holders())


def shared_place(one: View, other: View) -> bool:
    """Whether both name one place smaller than a country."""
    if not (one.places and other.places):
        return False
    return any(places_agree(a, b) for a in one.places for b in other.places)


def _counts_differ(one: View, other: View) -> bool:
    """Whether both count the same thing and come to different numbers."""
    if one.told.kinds & other.told.kinds & SINGULAR:
        return _strengths_differ(one, other)  # the toll of a disaster grows
    if (
        one.rates
        and other.rates
        and not one.rates & other.rates
        and one.deed.acts & other.deed.acts & words_of("moves")
    ):
        return True  # an index that fell by 2 and by 3 percent
    if not (one.counts and other.counts):
        return False
    units = [unit for unit, found in one.counts.items() if unit in other.counts and not found & other.counts[unit]]
    if not units:
        return False
    tolls = all(":" in unit for unit in units)
    return not (_one_incident(one, other) if tolls else _one_matter(one, other, units))


def _one_matter(one: View, other: View, units: Sequence[str]) -> bool:
    """Whether one actor does one thing on one day, so that two numbers not far apart are two accounts of it."""
    acts, people = one.deed.acts & other.deed.acts, one.told.principals & other.told.principals
    if one.days > 1 or (one.first, one.last) != (other.first, other.last) or not acts:
        return False
    counts = [(_numbers(one.counts[unit]), _numbers(other.counts[unit])) for unit in units]
    if acts & words_of("gatherings") and shared_place(one, other):
        return all(_near(mine, theirs, _GATHERED) for mine, theirs in counts)
    if not people and (one.said or other.said):
        return False
    once = bool(acts - words_of("repeated")) or one_object(one.deed, other.deed)
    company = people or one.deed.doers & other.deed.doers & one.told.names
    return bool(once and company) and all(_near(mine, theirs, _TWICE) for mine, theirs in counts)


def _near(some: Sequence[float], others: Sequence[float], times: float) -> bool:
    return any(0 < max(a, b) <= times * min(a, b) for a in some for b in others)


def _one_incident(one: View, other: View) -> bool:
    """Whether both tell how many suffered by one blast, fire or attack, of one day and place: then the tolls differ."""
    if one.days > 1 or other.days > 1 or one.first != other.first or not causes(one) & causes(other):
        return False
    return (shared_place(one, other) or named_in_both(one, other)) and one_incident(one, other)


def _strengths_differ(one: View, other: View) -> bool:
    """Whether two quakes have magnitudes that no later reading brings together."""
    mine, theirs = (_numbers(view.counts.get(MAGNITUDE, frozenset())) for view in (one, other))
    return bool(mine and theirs) and min(abs(a - b) for a in mine for b in theirs) > _READINGS


def _numbers(texts: frozenset[str]) -> list[float]:
    plain = (text.replace(",", "") for text in sorted(texts))
    return [float(text) for text in plain if text.replace(".", "", 1).isdecimal()]


def named_in_both(one: View, other: View) -> bool:
    """Whether both name one man or thing, no place and no speaker."""
    left_out = (one.told.speaker, other.told.speaker, *one.told.places, *other.told.places)
    known = (gazetteer.countries(), gazetteer.holders())
    shared = one.told.names & other.told.names
    return any(name not in left_out and not any(name in places for places in known) for name in shared)
