"""The evidence that two tellings are of one event, where nothing speaks against it (``conflicts``).

Words alone never join, and statements of two speakers are two events.
"""

from __future__ import annotations

import math

from briefing.model import EventBasis, Precision
from briefing.timeline.merging.conflicts import LONG, SINGULAR, named_in_both, shared_place
from briefing.timeline.merging.views import View, Weights, about_saying
from briefing.timeline.names import gazetteer
from briefing.timeline.telling.deeds import (
    done_to_one,
    entry_words,
    groups_of,
    one_object,
    other_object,
    other_step,
    words_of,
)

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
_RARE_KINDS = frozenset({"court", "vote", "resignation", "inauguration"})  # kinds of which a day has few
_RARE = 0.35  # share above which a name of two words is telling by itself


def pair(one: View, other: View, weights: Weights) -> float:
    """Return the evidence that two tellings are of one event; 0 when there is not enough, whatever ``against`` says."""
    mine, theirs = one.told, other.told
    principals = mine.principals & theirs.principals
    statements = one.said and other.said and not (mine.lead and theirs.lead)
    if not principals and (statements or (one.speaks and other.speaks and mine.role == theirs.role == "statement")):
        return 0.0
    both_ahead = mine.ahead and theirs.ahead and one.days == 1 and one.first == other.first
    if principals and both_ahead:
        return SAME_DAY  # what one actor is to do on one day
    specific = shared_place(one, other)
    shared = _shared_kinds(one, other)
    kinds = bool(shared)
    matter = not one.content.isdisjoint(other.content) or bool(mine.head and mine.head == theirs.head)
    announced = mine.ahead != theirs.ahead and bool(principals)  # of what one actor was to do, and did, that day
    deeds = one.happens & other.happens
    if deeds and not announced and other_object(one.deed, other.deed):
        deeds = deeds & words_of("two_objects") if _mentions(one, other) or _mentions(other, one) else frozenset()
    two_things = bool(one.deed.acts & other.deed.acts) and not deeds
    if not principals and (one.speaks or other.speaks) and not done_to_one(one.deed, other.deed):
        deeds = frozenset()  # "Lee: the resignation changes nothing" is not the resignation
    if not (matter or specific or kinds or deeds):
        return 0.0
    alike = weights.cosine(one, other)
    things = not one.things.isdisjoint(other.things)
    told_by_all = bool(deeds and principals and not (deeds & words_of("repeated")))
    if statements and not (specific or told_by_all or (alike >= SAID and matter)):
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
    both_report = bool(principals and mine.lead and theirs.lead) and not coarse and not _apart(one, other)
    score = 1.0 if both_report else 0.0  # two articles report it
    if mine.ahead != theirs.ahead:
        score += 0.7  # the day came, and the kind or the actor is that announced
    if shared & SINGULAR and (not coarse or mine.names & theirs.names):
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
    if deeds - words_of("repeated") and not coarse and not principals and named_in_both(one, other):
        score += SAME_NAME
    elif two_things and not specific and not _common_words(one, other):
        score -= OTHER_THING
    score += 4.0 * alike + _company(one, other, weights) + (1.5 if specific else 0.0) + (1.0 if kinds else 0.0)
    if principals and alike >= SAID and mine.role == theirs.role == "statement" and not coarse:
        return max(score, SAME_DAY)  # one person's words on one subject and day
    enough = SAME_DAY if not coarse else COARSE if alike < 2 * ALIKE else COARSE_ALIKE
    return score if score >= enough else 0.0


def _apart(one: View, other: View) -> bool:
    """Whether both tell deeds that the table knows, no deed of both, and in no common words: a strike, and talks."""
    known = bool(one.deed.acts and other.deed.acts) and not one.happens & other.happens
    return known and not (one.told.kinds & other.told.kinds or _common_words(one, other))


def _one_calamity(one: View, other: View) -> bool:
    """Whether one tells of the calamity that the other names: "died when a twister struck", "a tornado struck"."""
    return not (one.sorts.isdisjoint(other.happens) and other.sorts.isdisjoint(one.happens))


def _mentions(one: View, other: View) -> bool:
    """Whether one names what the other does it to, beside its own object: diamonds stolen "from a jeweller"."""
    objects = {name for name in other.deed.objects if not name.startswith("=")}
    return bool(objects) and objects <= one.terms - one.deed.objects


def _shared_kinds(one: View, other: View) -> frozenset[str]:
    """Return the kinds that both name, save where each tells a deed of its own: a verdict is no appeal."""
    shared = one.told.kinds & other.told.kinds
    if not shared:
        return shared
    if one.sorts and other.sorts and not one.sorts & other.sorts:
        shared -= SINGULAR  # a flood is no earthquake
    return shared - {"court"} if other_step(one.deed, other.deed) else shared


def _common_words(one: View, other: View) -> frozenset[str]:
    """Return the words of both beside names, offices and the deed itself."""
    common = (one.told.stems & other.told.stems) - about_saying()
    own = entry_words(one.deed.acts & other.deed.acts)
    return frozenset(word for word in common if word not in own and not groups_of(word) & one.deed.acts)


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
    shared = (mine.names & theirs.names) - gazetteer.countries()
    if any(" " in name and name not in mine.places and weights.share(name) > _RARE for name in shared):
        score += 1.5
    return score
