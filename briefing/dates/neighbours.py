"""Dates that stand beside an expression and settle it: "at 9 a.m. on Tuesday", "he said on 3 May that"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from briefing.dates.parts import wants
from briefing.dates.placed import OPEN
from briefing.model.time import AnchorKind, Interval, Mention, Precision, TimeExpression, TimexType

_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s+(?=[A-Z“‘\"'`(])|\n\s*\n")
_NEXT_WORD = re.compile(r",?\s*([^\W\d_]{1,20})\b")
_SENTENCE = 300  # characters; no sentence is longer
DAY_OF_YEAR = re.compile(r"(?:XXXX|\d{4})-\d\d-\d\d")
_DAY = re.compile(r"(?:XXXX-WXX-\d|(?:XXXX|\d{4})-\d\d-\d\d|XXXX-XX-(?:XX|\d\d))(?P<part>T[A-Z]{2})?")
_NEW_SENTENCE = re.compile(r"\s+[A-Z][a-z]+\s(?!time\b)[a-z]{2,}")
APPOSING = (", ", " (")  # between two ways to tell one time: "the next day, 9 May 1945"
_FIRST_WORD = re.compile(r"(?:^|[.!?]['\"”’)]*\s|\n\s?)(?:[^\W\d_]{1,5} )?$")
_YEARS_BACK = 2  # of the year before, news goes on telling
_EVENT = 28  # characters from a length to the date of its event: "two days after the 12 October vote"
_BESIDE = 20  # characters between a clock time and the day that follows it: "9 a.m. (0700 GMT) on Tuesday"


def ends_between(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends between two places of a text; at ``end`` the next may begin."""
    return _SENTENCE_END.search(text, start, end + 1) is not None


def said_after(text: str, mentions: Sequence[Mention], index: int, saying: frozenset[str]) -> int | None:
    """Return the mention of the day on which a sentence was said, where that is told last.

    "More will come in the coming days, he said on 19 August" counts from the 19th.
    """
    here = mentions[index].span[1]
    for follower in range(index + 1, min(index + 3, len(mentions))):
        other = mentions[follower]
        between = text[here : other.span[0]]
        if len(between) > _SENTENCE or _SENTENCE_END.search(between):
            return None
        if DAY_OF_YEAR.fullmatch(other.template) and any(
            word.lower() in saying for word in re.findall(r"[^\W\d_]+", between.rpartition(",")[2])
        ):
            return follower
    return None


def day_said(
    text: str, mention: Mention, resolved: Sequence[TimeExpression], report: frozenset[str]
) -> TimeExpression | None:
    """Return the day on which what the sentence reports was said: "he said on 19 August that ... this week"."""
    for expression in reversed(resolved[-4:]):
        start = expression.span[1]
        if ends_between(text, start, mention.span[0]):
            return None
        word = _NEXT_WORD.match(text, start)
        if expression.precision is Precision.DAY and word is not None and word[1].lower() in report:
            return expression
    return None


def same_weekday(
    text: str, mention: Mention, resolved: Sequence[TimeExpression], dct: Interval | None
) -> TimeExpression | None:
    """Return the date of the same sentence that is that weekday: "as of Aug. 23, it said Saturday"."""
    for expression in reversed(resolved[-3:]):
        if ends_between(text, expression.span[1], mention.span[0]):
            return None
        days, near = expression.interval, dct.start if dct is not None else None
        if expression.precision is not Precision.DAY or days is None or days.start is None or near is None:
            continue
        named = expression.anchor.span is None and str(days.start.isoweekday()) == mention.template[9]
        if named and days.start != near and abs((days.start - near).days) < 7:
            return expression
    return None


def day_before(text: str, mention: Mention, resolved: Sequence[TimeExpression]) -> TimeExpression | None:
    """Return the day told last in the same sentence, before a clock time."""
    for expression in reversed(resolved[-4:]):
        if ends_between(text, expression.span[1], mention.span[0]):
            return None
        if expression.precision is Precision.DAY:
            return expression
    return None


def dated_beside(
    text: str, mention: Mention, resolved: Sequence[TimeExpression], dct: Interval | None
) -> TimeExpression | None:
    """Return the date of the same sentence that names its year: "on 4 July 1588 they sailed, and on 7 July ...".

    A year that opens the sentence counts too, when it is no year of the news: "In 1918 the fever came in April",
    "Last year's storm came on 28 August", "Next year's will be on 4 May".
    """
    if not OPEN.fullmatch(mention.template) or mention.template.startswith(("XXXX-W", "XXXX-XX")):
        return None
    is_day = DAY_OF_YEAR.match(mention.template) is not None
    for expression in reversed(resolved[-3:]):
        if ends_between(text, expression.span[1], mention.span[0]):
            return None
        absolute = expression.anchor.kind is AnchorKind.NONE
        if absolute and is_day and expression.precision is Precision.DAY:
            return expression
        framed = expression.precision is Precision.YEAR and _opens_sentence(text, expression.span[0])
        if framed and _is_other_year(expression, dct, _YEARS_BACK if absolute else 1):
            return expression
    return None


def _is_closed(text: str, start: int, end: int) -> bool:
    """Whether the dot of "p.m." before ``start`` ends its sentence too: "At 6 p.m. Minutes of 9 May were read"."""
    between = text[start:end]
    return text[start - 1] == "." and _NEW_SENTENCE.match(between) is not None


def _opens_sentence(text: str, start: int) -> bool:
    """Whether at most one short word stands between the beginning of a sentence and ``start``."""
    return _FIRST_WORD.search(text, max(0, start - _BESIDE), start) is not None


def _is_other_year(expression: TimeExpression, dct: Interval | None, years: int) -> bool:
    days = expression.interval
    if days is None or days.start is None or dct is None or dct.start is None:
        return False
    return dct.start.year - days.start.year >= years or (days.start.year > dct.start.year and days.start.month == 1)


def is_apart(text: str, start: int, end: int, sentences: int) -> bool:
    """Whether so many sentences lie between two places of a text, or the second opens a paragraph as a stamp does."""
    ends = list(islice(_SENTENCE_END.finditer(text, start, end + 1), sentences + 1))
    return len(ends) > sentences or any(found.end() == end and found[0].count("\n") > 1 for found in ends)


def is_joined(between: str, words: frozenset[str]) -> bool:
    """Whether nothing but some of ``words`` stands between two times: "9:30 on the next morning"."""
    return len(between) <= _BESIDE and words.issuperset(between.replace(",", " ").lower().split())


def day_after(text: str, mentions: Sequence[Mention], index: int, joining: frozenset[str]) -> int | None:
    """Return the mention of a day that stands right after the clock time ``index`` ("10 a.m. on Tuesday")."""
    here = mentions[index]
    for follower in range(index + 1, min(index + 3, len(mentions))):
        other = mentions[follower]
        far = other.span[0] - here.span[1] > _BESIDE * (follower - index)
        if far or ends_between(text, here.span[1], other.span[0]) or _is_closed(text, here.span[1], other.span[0]):
            return None
        day = _DAY.fullmatch(other.template)
        if other.type is TimexType.SET or day is None:
            continue
        if day["part"] is None or is_joined(text[here.span[1] : other.span[0]], joining):
            return follower
    return None


def glossed(text: str, mentions: Sequence[Mention], index: int) -> int | None:
    """Return the mention in a parenthesis that tells a clock time again, with its day: "at 4 (4 a.m. on Thursday)"."""
    if index + 1 == len(mentions):
        return None
    here, other = mentions[index], mentions[index + 1]
    same = here.template.rpartition("T")[2] == other.template.rpartition("T")[2]
    return index + 1 if same and not wants(other) and text[here.span[1] : other.span[0]].strip() == "(" else None


def date_after(text: str, mentions: Sequence[Mention], index: int) -> int | None:
    """Return the mention that dates the event after ``index`` ("two days after the 12 October vote"), if one does."""
    if index + 1 == len(mentions):
        return None
    here, other = mentions[index], mentions[index + 1]
    near = other.span[0] - here.span[1] <= _EVENT and not ends_between(text, here.span[1], other.span[0])
    is_date = other.type is TimexType.DATE and not other.template.endswith("_REF") and not wants(other)
    return index + 1 if near and is_date else None
