"""Whether two tellings are of one event: what speaks against it first, then the evidence for it.

Words alone never join. Time, places, counts and speakers must allow it, and statements of two speakers are two events.
"""

from __future__ import annotations

import math

from briefing.model import EventBasis, Precision
from briefing.timeline import gazetteer
from briefing.timeline.deeds import (
    groups_of,
    one_object,
    opposed,
    other_object,
    other_one,
    other_step,
    words_of,
)
from briefing.timeline.profile import MAGNITUDE, places_agree
from briefing.timeline.views import View, Weights, about_saying

SAME_DAY = 3.0  # evidence that joins two tellings of one day
COARSE = 3.0  # and of a day and a longer time that holds it, whose words must agree besides
COARSE_ALIKE = 2.5  # the same where their words are much alike
ALIKE = 0.2  # cosine of words below which a longer time is not taken for the day
ALIKE_YEAR = 0.3  # the same for a year or more
DEED = 1.5  # evidence of one sort of deed, and of one thing that it is done to or that does it
SAME_THING = 1.0
SAME_NAME = 1.2  # more where both name one man or thing that does not act: the thief of a painting by Brandel
SAME_OBJECT = 0.5  # more where it is done to one thing that says which, and not every day
OTHER_THING = 2.5  # what speaks against one deed of one actor that is done to two things: a school and a clinic visited
SAID = 0.12  # cosine below which two statements of one speaker on one day are two
QUARTER = 92
LONG = 31  # days beyond which a time says little
_SINGULAR = frozenset({"disaster"})  # kinds of which a subject has one a day
_RARE_KINDS = frozenset({"court", "vote", "resignation", "inauguration"})  # kinds of which a day has few
_READINGS = 0.4  # by which readings of one quake's magnitude differ
_RARE = 0.35  # share above which a name of two words is telling by itself


def against(one: View, other: View) -> bool:
    """Whether two tellings cannot be of one event, whatever their words."""
    if (one.first != other.first or one.last != other.last) and not _times_meet(one, other):
        return True
    if one.told.ahead != other.told.ahead and not _came_true(one, other):
        return True
    if _elsewhere(one, other) or _counts_differ(one, other):
        return True
    if opposed(one.deed, other.deed) and not one.things.isdisjoint(other.things):
        return True
    said = one.said or other.said
    return not said and (other_step(one.deed, other.deed) or _other_one(one, other))


def _other_one(one: View, other: View) -> bool:
    return other_one(one.deed, other.deed, one.told.names, other.told.names)


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
    if article.first - told.first != 1 or not article.told.lead:
        return False
    if article.told.basis is not EventBasis.DOCUMENT or told.told.basis is not EventBasis.TEXT:
        return False
    same = article.told.kinds & told.told.kinds or article.deed.acts & told.deed.acts
    return bool(article.told.principals & told.told.principals and same)


def _elsewhere(one: View, other: View) -> bool:
    if one.told.kinds & other.told.kinds & _SINGULAR:
        mine, theirs = _known_places(one), _known_places(other)
        if mine and theirs and not any(places_agree(a, b) for a in mine for b in theirs):
            return True  # a quake in Peru and one in Japan
        mine, theirs = _struck(one), _struck(other)
        if mine and theirs and not any(places_agree(a, b) for a in mine for b in theirs):
            return True  # "struck Varanta", "struck Selmira"
    return bool(one.places and other.places and not _shared_place(one, other))


def _struck(view: View) -> list[str]:
    """Return the places that a calamity strikes, where they are smaller than a country."""
    struck = view.deed.objects & view.told.names if view.deed.acts & words_of("calamities") else frozenset()
    return sorted((struck | frozenset(view.places)) - gazetteer.countries()) if struck else []


def _known_places(view: View) -> list[str]:
    return sorted(n for n in view.told.names if n in gazetteer.countries() or n in gazetteer.holders())


def _shared_place(one: View, other: View) -> bool:
    """Whether both name one place smaller than a country."""
    if not (one.places and other.places):
        return False
    return any(places_agree(a, b) for a in one.places for b in other.places)


def _counts_differ(one: View, other: View) -> bool:
    """Whether both count the same thing and come to different numbers."""
    if one.told.kinds & other.told.kinds & _SINGULAR:
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
    return bool(units) and not (all(":" in unit for unit in units) and _one_incident(one, other))


def _one_incident(one: View, other: View) -> bool:
    """Whether both tell how many suffered by one blast, fire or attack, of one day and place: then the tolls differ."""
    if one.days > 1 or other.days > 1 or one.first != other.first or not _causes(one) & _causes(other):
        return False
    return _shared_place(one, other) or _named_in_both(one, other)


def _causes(view: View) -> frozenset[str]:
    told = view.happens | {thing[1:] for thing in view.things if thing.startswith("=")}
    return told & words_of("causes")


def _strengths_differ(one: View, other: View) -> bool:
    """Whether two quakes have magnitudes that no later reading brings together."""
    mine, theirs = (_numbers(view.counts.get(MAGNITUDE, frozenset())) for view in (one, other))
    return bool(mine and theirs) and min(abs(a - b) for a in mine for b in theirs) > _READINGS


def _numbers(texts: frozenset[str]) -> list[float]:
    return [float(text) for text in texts if text.replace(".", "", 1).isdecimal()]


def pair(one: View, other: View, weights: Weights) -> float:
    """Return the evidence that two tellings are of one event; 0 when there is not enough. ``against`` comes first."""
    mine, theirs = one.told, other.told
    principals = mine.principals & theirs.principals
    statements = one.said and other.said and not (mine.lead and theirs.lead)
    if not principals and (statements or (one.speaks and other.speaks and mine.role == theirs.role == "statement")):
        return 0.0
    both_ahead = mine.ahead and theirs.ahead and one.days == 1 and one.first == other.first
    if principals and both_ahead:
        return SAME_DAY  # what one actor is to do on one day
    alike = weights.cosine(one, other)
    specific = _shared_place(one, other)
    shared = _shared_kinds(one, other)
    kinds = bool(shared)
    matter = not one.content.isdisjoint(other.content) or bool(mine.head and mine.head == theirs.head)
    announced = mine.ahead != theirs.ahead and bool(principals)  # of what one actor was to do, and did, that day
    deeds = one.happens & other.happens
    if deeds and not announced and other_object(one.deed, other.deed):
        deeds = deeds & words_of("two_objects") if _mentions(one, other) or _mentions(other, one) else frozenset()
    if not principals and (one.speaks or other.speaks):
        deeds = frozenset()  # "Lee: the resignation changes nothing" is not the resignation
    things = not one.things.isdisjoint(other.things)
    told_by_all = bool(deeds and principals and not (deeds & words_of("repeated")))
    if (statements and not (specific or told_by_all or (alike >= SAID and matter))) or not (
        matter or specific or kinds or deeds
    ):
        return 0.0
    if one.said != other.said and not (kinds or deeds or specific or (principals and alike >= ALIKE_YEAR)):
        return 0.0
    coarse = (one.first != other.first or one.last != other.last) and not _lasts(one, other)
    told_once = bool(deeds - words_of("repeated")) and bool(principals or things or specific)
    planned = mine.ahead and theirs.ahead and max(one.days, other.days) <= QUARTER
    sure = told_once and (alike >= SAID or (told_by_all and max(one.days, other.days) <= LONG) or planned)
    if coarse and not sure and not _coarse_allowed(one, other, alike):
        return 0.0
    if coarse and not told_once:
        deeds = frozenset()
    score = 1.0 if principals and mine.lead and theirs.lead and not coarse else 0.0  # two articles report it
    if mine.ahead != theirs.ahead:
        score += 0.7  # the day came, and the kind or the actor is that announced
    if shared & _SINGULAR and (not coarse or mine.names & theirs.names):
        score += 2.0  # one paper's quake is the other's tremor
    elif _one_calamity(one, other) and mine.names & theirs.names:
        score += 2.5
    elif not coarse and shared & _RARE_KINDS:
        score += 1.0
    if not principals and mine.head and mine.head == theirs.head:
        score += 1.5
    if deeds:
        score += DEED + (SAME_THING if things else 0.0)
        score += SAME_OBJECT if deeds - words_of("repeated") and one_object(one.deed, other.deed) else 0.0
        score += 0.5 if (mine.ahead and theirs.ahead) or (one.deed.edge and one.deed.edge == other.deed.edge) else 0.0
    if deeds - words_of("repeated") and not coarse and not principals and _named_in_both(one, other):
        score += SAME_NAME
    elif one.deed.acts & other.deed.acts and not deeds and not specific and not _common_words(one, other):
        score -= OTHER_THING
    score += 4.0 * alike + _company(one, other, weights) + (1.5 if specific else 0.0) + (1.0 if kinds else 0.0)
    if principals and alike >= SAID and mine.role == theirs.role == "statement" and not coarse:
        return max(score, SAME_DAY)  # one person's words on one subject and day
    enough = SAME_DAY if not coarse else COARSE if alike < 2 * ALIKE else COARSE_ALIKE
    return score if score >= enough else 0.0


def _one_calamity(one: View, other: View) -> bool:
    """Whether one tells of the calamity that the other names: "died when a twister struck", "a tornado struck"."""
    return not (one.sorts.isdisjoint(other.happens) and other.sorts.isdisjoint(one.happens))


def _mentions(one: View, other: View) -> bool:
    """Whether one names what the other does it to, beside its own object: diamonds stolen "from a jeweller"."""
    objects = {name for name in other.deed.objects if not name.startswith("=")}
    return bool(objects) and objects <= one.terms - one.deed.objects


def _named_in_both(one: View, other: View) -> bool:
    """Whether both name one man or thing, no place and no speaker."""
    left_out = (one.told.speaker, other.told.speaker, *one.told.places, *other.told.places)
    known = (gazetteer.countries(), gazetteer.holders())
    shared = one.told.names & other.told.names
    return any(name not in left_out and not any(name in places for places in known) for name in shared)


def _shared_kinds(one: View, other: View) -> frozenset[str]:
    """Return the kinds that both name, save where each tells a deed of its own: a verdict is no appeal."""
    shared = one.told.kinds & other.told.kinds
    if not shared:
        return shared
    if one.sorts and other.sorts and not one.sorts & other.sorts:
        shared -= _SINGULAR  # a flood is no earthquake
    return shared - {"court"} if other_step(one.deed, other.deed) else shared


def _common_words(one: View, other: View) -> frozenset[str]:
    """Return the words of both beside names, offices and the deed itself."""
    common = (one.told.stems & other.told.stems) - about_saying()
    return frozenset(word for word in common if not groups_of(word) & one.deed.acts)


def _lasts(one: View, other: View) -> bool:
    """Whether one tells how long something lasted, and the other the day on which it began or ended."""
    span, day = (one, other) if one.told.precision is Precision.SPAN else (other, one)
    if span.told.precision is not Precision.SPAN or day.days != 1 or not span.deed.acts & day.deed.acts:
        return False
    return day.first in (span.first, span.last - 1)


def _coarse_allowed(one: View, other: View, alike: float) -> bool:
    longer = max(one.days, other.days)
    if longer <= LONG:
        return alike >= ALIKE
    return alike >= ALIKE_YEAR and EventBasis.DOCUMENT not in (one.told.basis, other.told.basis)


def _company(one: View, other: View, weights: Weights) -> float:
    """Return the evidence of shared names: most who acts, less who else is there, and a rare name of two words."""
    mine, theirs = one.told, other.told
    principals = mine.principals & theirs.principals
    score = 2.0 if principals else 1.0 if mine.principals & other.actors or theirs.principals & one.actors else 0.0
    others = (one.actors & other.actors) - principals
    if others:
        score += min(1.5, math.fsum(0.5 * weights.share(name) for name in others))
    if (len(mine.phrase) > 1 and mine.phrase <= theirs.stems) or (
        len(theirs.phrase) > 1 and theirs.phrase <= mine.stems
    ):
        score += 1.5  # "the rail strike of 2019" and "staff began a rail strike in 2019"
    shared = mine.names & theirs.names
    if any(" " in name and name not in mine.places and weights.share(name) > _RARE for name in shared):
        score += 1.5
    return score
