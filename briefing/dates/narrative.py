"""Whether a document reports news, which counts from the day it was written, or tells a story, date after date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.dates.parts import wants
from briefing.model.time import Interval, Mention, TimexType

_YEAR = re.compile(r"(?:\d{4}|BC\d{4})(?:-|$|T)")
_DAY = re.compile(r"\d{4}-(?:\d\d(?:-\d\d)?|SP|SU|FA|WI)")
_WHOLE = re.compile(r"\d{4}-\d\d-\d\d(?:T.*)?")
_SPOKEN = re.compile(r"XXXX-WXX-\d")
_FEWEST = 4  # dates with a year and words that count from them, before a text can be a story
_YEARS, _YEARS_UNDATED = 2, 3  # dates with a year among them; where nobody knows the day of writing
_SHARE, _TODAY_SHARE = 8, 4  # so many dates with a year to each word that counts from the day of writing; to "today"
_OPENING = 600  # characters in which news tells its day
_NEAR = ("day", "week", "weekend", "month")  # units in which news counts from its day
_FRESH = 7  # days for which news is new
_DISTANCE = 2  # years between the story and the day it was written
_OPEN_DAY = re.compile(r"XXXX-(?:XX|\d\d)-\d\d")
_UNDATED_SHARE = 4
_WEEK_SHARE = 2  # dates without a year, and words that count from them, to each weekday of a story
_BEFORE_FILES = 1950
_FAR, _FAR_SHARE = 10, 3  # a story of long ago has weekdays of its own: "on Tuesday the guards came up"


@dataclass(frozen=True, slots=True)
class Kind:
    """What kind of text a document is, and why."""

    narrative: bool
    reason: str


def kind_of(mentions: Sequence[Mention], dct: Interval | None) -> Kind:
    """Return whether the dates of a text are told one after another, or count from its day.

    A story names years, counts from them ("two days later", "the following spring"), and rarely says "today", "on
    Friday" or "last week", least of all at its beginning; and the years that it names lie apart from the day on which
    it was written.

    >>> from briefing.dates.find import find
    >>> text = "Born in 1790, he went to sea in 1804, married in May 1815 and died in 1861."
    >>> kind_of(find(text), None).narrative
    True
    """
    years = [int(m.template[:4]) for m in mentions if _YEAR.match(m.template) and m.template[:4].isdecimal()]
    eras = sum(m.template.startswith("BC") for m in mentions)
    spoken = [m for m in mentions if _is_spoken(m) and wants(m) != "some"]
    named = len(years) + eras
    told = sum(wants(m) in ("text", "within") for m in mentions)
    middle = sorted(years)[(len(years) - 1) // 2] if years else None
    distance = dct.start.year - middle if middle and dct is not None and dct.start is not None else None
    weekday = _FAR_SHARE if distance is not None and distance >= _FAR else _SHARE
    weight = sum(_TODAY_SHARE if m.shift == (0, "day") else _SHARE if m.shift else weekday for m in spoken)
    reason = _reason(len(spoken), named, told)
    fewest = _YEARS if dct is not None else _YEARS_UNDATED
    long_ago = _opens_long_ago(mentions, dct)
    week = (long_ago and dct is None) or ((long_ago or dct is None) and _tells_its_week(mentions, spoken, told, dct))
    opening = None if week else next((m for m in spoken if m.span[0] < _OPENING and _is_of_the_day(m)), None)
    if opening is not None and named >= fewest:
        return Kind(False, f"it opens with “{opening.text}”, which counts from the day of writing")
    own = next((m for m in mentions if m.span[0] < _OPENING and _is_own_day(m, dct)), None)
    if own is not None:
        return Kind(False, f"it opens with “{own.text}”, about the day of writing")
    whole = any(_DAY.match(m.template) for m in mentions)
    if whole and told >= _FEWEST - 1 and not spoken:
        fewest = 1  # "on 7 March 1945 ... that night ... on 1 April": one year, told through
    if named + told > 1 and (week or (not spoken and long_ago)):
        return Kind(True, reason)
    if named < fewest or named + told < _FEWEST or weight > named + told:
        return Kind(False, reason)
    told_through = whole and told >= _FEWEST and not spoken
    if distance is not None and distance < _DISTANCE and not told_through:
        return Kind(False, f"its years lie around {middle}, near the day of writing")
    return Kind(True, reason)


def _reason(spoken: int, named: int, told: int) -> str:
    names = "names" if named == 1 else "name"
    counts = "expression counts" if told == 1 else "expressions count"
    return (
        f"{named} date{'' if named == 1 else 's'} {names} the year, {told} {counts} from a date told before,"
        f" {spoken} from the day of writing"
    )


def _is_of_the_day(mention: Mention) -> bool:
    """Whether words count in days or weeks from the day of writing; "today" may be said of an age."""
    if mention.shift is None:
        return _SPOKEN.match(mention.template) is not None
    return mention.shift[1] in _NEAR and mention.shift != (0, "day")


def _is_own_day(mention: Mention, dct: Interval | None) -> bool:
    """Whether a whole date is that of the writing, or of some days before it."""
    if dct is None or dct.start is None or _WHOLE.fullmatch(mention.template) is None:
        return False
    return 0 <= (dct.start - dt.date.fromisoformat(mention.template[:10])).days < _FRESH


def _opens_long_ago(mentions: Sequence[Mention], dct: Interval | None) -> bool:
    """Whether the first date of a text is a month, a season or a day of long before it was written.

    Where nobody knows when that was, it is one of which no news that people keep in files was written.
    """
    first = _first(mentions)
    if not _DAY.match(first.removeprefix("BC")):
        return False
    latest = dct.start.year - _FAR if dct is not None and dct.start is not None else _BEFORE_FILES
    return first.startswith("BC") or int(first[:4]) <= latest


def _first(mentions: Sequence[Mention]) -> str:
    """Return what the first date or time of a text is, without its year where that is not told."""
    return next((m.template for m in mentions if m.type in (TimexType.DATE, TimexType.TIME)), "")


def _tells_its_week(mentions: Sequence[Mention], spoken: Sequence[Mention], told: int, dct: Interval | None) -> bool:
    """Whether weekdays stand among the dates of a story: "on the 5th ... by Wednesday ... on 10 June".

    Where nobody knows the day of writing, its first date has a year, and weekdays are few.
    """
    dated = sum(_OPEN_DAY.match(m.template) is not None for m in mentions)
    weekdays = all(m.shift is None for m in spoken)
    if dct is None:
        few = dated + told >= _UNDATED_SHARE * len(spoken)
        return weekdays and told > 0 and dated >= _FEWEST and few and _DAY.match(_first(mentions)) is not None
    return weekdays and told > 0 and dated >= _FEWEST - 1 and dated + told >= _WEEK_SHARE * len(spoken)


def _is_spoken(mention: Mention) -> bool:
    if _SPOKEN.match(mention.template):
        return mention.type is not TimexType.SET
    counted = mention.shift is not None and mention.type is not TimexType.DURATION
    return counted and not any(key == "anchor" for key, _ in mention.captures)
