"""Which dates a text tells in passing: in a relative clause, in a parenthesis, of what lies outside its story."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.dates.rules import Table
from briefing.model.time import Interval, Mention, Precision, TimeExpression

_RELATIVE_REACH = 60  # characters from a relative word to the date of its clause
_COMPARED = 3  # words in front of a time that can compare with it: "after a flat"
_CLAUSE_REACH = 90  # characters from a verb to the date of its clause
_DEFERRING = 4  # words in which "put off until the" stands
_PARENTHESIS = 150  # characters; a parenthesis is not longer
_STOP = re.compile(r"[.,;:!?]")
_CLAUSE_END = re.compile(r"[.;:!?()]\s")
_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"\d{4}|BC\d{4}|\d{2,3}$")


@dataclass(frozen=True, slots=True)
class Scene:
    """What is the same for all expressions of a document: its date, its kind, and the words of its language."""

    dct: Interval | None
    narrative: bool = False  # dates without a year count from the last date told
    report: frozenset[str] = frozenset()  # words that open what somebody said: "that"
    saying: frozenset[str] = frozenset()  # verbs that close it: "he said on 19 August"
    relative: frozenset[str] = frozenset()  # words that open a clause on the noun before: "which"
    backward: frozenset[str] = frozenset()  # words that look back from the story: "had", "born"
    forward: frozenset[str] = frozenset()  # words that look ahead of it: "would"
    owned: frozenset[str] = frozenset()  # words by which a year belongs to a thing: "the tax of 1519"
    dayly: frozenset[str] = frozenset()  # words of which days are made: "on", "Wednesday", "May"
    bounds: frozenset[str] = frozenset()  # words that name a year only to bound something: "until", "since"
    deferred: frozenset[str] = frozenset()  # words that put something off: "postponed until the following spring"
    ending: frozenset[str] = frozenset()  # words that end what began: "and ended on 27 July 1953"
    joining: frozenset[str] = frozenset()  # words between an hour and its part of the day: "that evening at 8"
    apposing: frozenset[str] = frozenset()  # words between a date and its weekday: "4 May, which was a Friday"
    compared: frozenset[str] = frozenset()  # words before what is only compared with: "after a flat second quarter"
    ranges: frozenset[str] = frozenset()  # rows that mark both ends of a range


_WORDS = (
    "report", "saying", "relative", "backward", "forward", "owned", "bounds", "ending", "joining", "apposing",
    "compared", "deferred",
)  # fmt: skip
_DAYS = ("weekday", "month", "monthword", "dayword", "dayly")


def scene_of(table: Table, dct: Interval | None, narrative: bool) -> Scene:
    """Return the scene of a document, with the words of the language of ``table``."""
    words = {name: frozenset(table.values.get(name, ())) for name in _WORDS}
    dayly = frozenset(word for name in _DAYS for word in table.values.get(name, ()))
    return Scene(dct, narrative, **words, dayly=dayly, ranges=table.ranges)


def is_nested(text: str, mention: Mention, scene: Scene) -> bool:
    """Whether a date stands in a relative clause: "the decision ends a review that began on 14 March"."""
    start = mention.span[0]
    clause = _STOP.split(text[max(0, start - _RELATIVE_REACH) : start].lower())[-1]
    before = _WORD.findall(clause)
    if scene.relative.isdisjoint(before):
        return False
    for index in range(len(before) - 1, 0, -1):
        if before[index] in scene.relative:
            said = index - 1  # "said on Wednesday that": the day stands between the two
            while said and before[said] in scene.dayly:
                said -= 1
            opens_speech = before[index] in scene.report and before[said] in scene.saying
            return not opens_speech
    return False


def is_bound(text: str, mention: Mention, scene: Scene) -> bool:
    """Whether a date only bounds what is told: "closed since last Monday", "closed until Friday"."""
    before = _WORD.findall(text[max(0, mention.span[0] - _RELATIVE_REACH) : mention.span[0]].lower())
    return bool(before) and before[-1] in scene.bounds


def looks_ahead(text: str, mention: Mention, scene: Scene) -> bool:
    """Whether the clause before a time is still to come when it is told: "the result would be known by midnight"."""
    clause = _CLAUSE_END.split(text[max(0, mention.span[0] - _CLAUSE_REACH) : mention.span[0]].lower())[-1]
    return not scene.forward.isdisjoint(_WORD.findall(clause))


def is_bracketed(text: str, mention: Mention) -> bool:
    """Whether a date stands in a parenthesis: "General Ort (born 1880)"."""
    start = mention.span[0]
    before = text[max(0, start - _PARENTHESIS) : start]
    opening = before.rfind("(")
    return opening > before.rfind(")") and "\n\n" not in before[opening:]


def is_compared(text: str, mention: Mention, scene: Scene) -> bool:
    """Whether a time is told only to compare another with it: "down from the second quarter"."""
    clause = _STOP.split(text[max(0, mention.span[0] - _RELATIVE_REACH) : mention.span[0]].lower())[-1]
    return not scene.compared.isdisjoint(_WORD.findall(clause)[-_COMPARED:])


def is_aside(text: str, mention: Mention, expression: TimeExpression, scene: Scene, now: Interval | None) -> bool:
    """Whether a date leaves the story, which stands at ``now``, only for its own clause.

    So do years that bound something ("until 1945"), what had been before ("built in 1880", told in the pluperfect) and
    what would be long after, or was put off to then.

    >>> from briefing.dates.api import find_dates
    >>> text = "In June 1941 Ort, born in 1880, took over. In 1942 he marched. On 22 June, as in 1943, it rained."
    >>> [e.value for e in find_dates(text)]
    ['1941-06', '1880', '1942', '1942-06-22', '1943']
    """
    days = expression.interval
    if now is None or days is None:
        return False
    named = _YEAR.match(mention.template) is not None
    start = mention.span[0]
    clause = _CLAUSE_END.split(text[max(0, start - _CLAUSE_REACH) : start].lower())[-1]
    words = _WORD.findall(clause)
    if not words:
        return False
    if named and words[-1] in scene.bounds and expression.precision in (Precision.YEAR, Precision.DECADE):
        return True
    if _ends_before(days, now):
        belongs = named and words[-1] in scene.owned and expression.precision is Precision.YEAR
        return belongs or any(word in scene.backward for word in words)
    if not _ends_before(now, days):
        return False
    put_off = words[-1] in scene.bounds and not scene.deferred.isdisjoint(words[-_DEFERRING:])
    return put_off or (named and any(word in scene.forward for word in words))


def _ends_before(one: Interval, other: Interval) -> bool:
    return one.end is not None and other.start is not None and one.end <= other.start
