"""What a phrase counts from: the day of the article, a date told before, the quarter told last, the day beside it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from briefing.dates import calendar
from briefing.dates.asides import Scene, is_aside, is_bracketed, is_nested
from briefing.dates.parts import part
from briefing.model.time import Anchor, AnchorKind, Direction, Interval, Mention, Precision, TimeExpression, TimexType

ARTICLE = "the day of the article"
_FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:T.*)?")
_PERIOD = re.compile(r"\d{4}-[QH]\d")
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s+(?=[A-Z“‘\"'`(])|\n\s*\n")
_NEXT_WORD = re.compile(r",?\s*([^\W\d_]{1,20})\b")
_SENTENCE = 300  # characters; no sentence is longer
DAY_OF_YEAR = re.compile(r"(?:XXXX|\d{4})-\d\d-\d\d")
_COARSE = (Precision.YEAR, Precision.DECADE, Precision.CENTURY)
_COARSE_UNITS = ("month", "quarter", "half", "year", "decade", "century")
_NEIGHBOURHOOD = 300  # characters in which a clock time still belongs to the day told last
_BESIDE = 20  # characters between a clock time and the day that follows it: "9 a.m. (0700 GMT) on Tuesday"


@dataclass(slots=True)
class Told:
    """What has been told so far in a document."""

    latest: TimeExpression | None = None  # the last date or time of day
    story: TimeExpression | None = None  # the last one that is no aside
    day: TimeExpression | None = None  # the last day
    period: TimeExpression | None = None  # the last quarter, half or span of months
    over: TimeExpression | None = None  # the last of them that was over when the article was written
    days: dict[str, TimeExpression] = field(default_factory=dict)  # "10-23" -> the date with that day and a year
    named: list[TimeExpression] = field(default_factory=list)  # the days that were told by their month

    def note(self, text: str, expression: TimeExpression, mention: Mention, scene: Scene) -> None:
        """Remember ``expression`` for what comes after it.

        What is told in a relative clause ("a review that began on 14 March") or in a parenthesis is no time of the
        story; a quarter to come is none that results are compared with.
        """
        wanted, dct = wants(mention), scene.dct
        if _FULL_DAY.fullmatch(mention.template):
            self.days.setdefault(mention.template[5:10], expression)
        if expression.type is TimexType.DURATION and wanted == "span":
            self.period = expression
        if expression.interval is None and mention.template.startswith("XXXX") and expression.type is not TimexType.SET:
            self.latest = self.day = (
                None  # "on Friday ... two days later": who does not know the one, knows not the other
            )
        if expression.interval is None or expression.type is TimexType.SET or part(mention) == "ahead":
            return
        if is_nested(text, mention, scene) or (self.story is not None and is_bracketed(text, mention)):
            return
        ahead = expression.direction is Direction.FUTURE or _is_to_come(expression, mention, dct)
        reported = not wanted.endswith("period") or (wanted == "lastperiod" and expression.anchor.span is not None)
        if wanted == "ended" and self.period is not None:
            reported = False  # a firm that has told of its first quarter goes on counting its own
        if _PERIOD.match(expression.value) and reported and not ahead:
            self.period = expression
            if expression.direction is Direction.PAST:
                self.over = expression
        if expression.precision is Precision.DAY:
            self.day = expression
            if DAY_OF_YEAR.match(mention.template):
                self.named.append(expression)
        if expression.precision not in (Precision.DECADE, Precision.CENTURY):
            self.latest = expression
            now = self.story.interval if self.story is not None else None
            aside = looks_back(mention) or is_aside(text, mention, expression, scene, now)
            if not (scene.narrative and aside):
                self.story = expression


def _is_to_come(expression: TimeExpression, mention: Mention, dct: Interval | None) -> bool:
    """Whether a time begins after the article, or is told as to come and not over by then."""
    days = expression.interval
    if dct is None or dct.last is None or days is None or days.start is None or days.last is None:
        return False
    return days.start > dct.last or (mention.direction is Direction.FUTURE and days.last > dct.last)


@dataclass(frozen=True, slots=True)
class Origin:
    """An anchor, and what to call it in an explanation."""

    anchor: Anchor
    name: str
    story: bool = False  # what counts from it is told after it, in a story

    @property
    def interval(self) -> Interval | None:
        return self.anchor.interval


def looks_back(mention: Mention) -> bool:
    """Whether words lead back from what is told: "two years earlier", "the day before", "the previous May"."""
    back = (mention.shift is not None and mention.shift[0] < 0) or ("told", "past") in mention.captures
    return back and wants(mention) == "text"


def wants(mention: Mention) -> str:
    """Return what kind of anchor the rule of a mention asks for, "" for the day of the article."""
    for key, value in mention.captures:
        if key == "anchor":
            return value
    return ""


def from_article(dct: Interval | None) -> Origin:
    return Origin(Anchor(AnchorKind.DCT, dct), ARTICLE)


def from_expression(expression: TimeExpression) -> Origin:
    return Origin(
        Anchor(AnchorKind.EXPRESSION, expression.interval, expression.span), f"“{expression.text}” in the text"
    )


def choose(
    text: str,
    mentions: Sequence[Mention],
    index: int,
    told: Told,
    resolved: Sequence[TimeExpression],
    scene: Scene,
) -> Origin:
    """Return what mention ``index`` counts from."""
    mention = mentions[index]
    kind = wants(mention)
    if kind == "text":
        fine = mention.shift is not None and mention.shift[1] == "day" and mention.type is not TimexType.DURATION
        latest = told.day if fine else told.latest
        if latest is not None and latest.precision in _COARSE and scene.narrative and _counts_days(mention):
            latest = told.story
        if latest is not None:
            return from_expression(latest)
        if mention.type is TimexType.DURATION:
            return Origin(Anchor(AnchorKind.EVENT), "what is told before it")
    if kind == "story" and (scene.narrative or scene.dct is None) and told.story is not None:
        return replace(from_expression(told.story), story=True)
    if mention.template.startswith("XXXX-XX-") and mention.shift is None:
        named = _named_month(mention, told, scene)
        if named is not None:
            return replace(from_expression(named), story=True)
    if kind == "near":
        before = _day_before(text, mention, resolved)
        if before is not None:
            return from_expression(before)
        if told.day is not None and mention.span[0] - told.day.span[1] < _NEIGHBOURHOOD:
            return from_expression(told.day)
    if kind == "" and is_loose(mention):
        said = _day_said(text, mention, resolved, scene.report)
        if said is not None:
            return from_expression(said)
    if mention.template.startswith("XXXX-WXX-") and mention.shift is None and kind == "":
        same = _same_weekday(text, mention, resolved, scene.dct)
        if same is not None:
            return from_expression(same)
    if mention.shift is None and kind == "" and mention.type in (TimexType.DATE, TimexType.TIME):
        again = told.days.get(mention.template[5:10]) if mention.template.startswith("XXXX-") else None
        if again is not None and mention.direction is not Direction.FUTURE:
            return from_expression(again)
        if scene.narrative and told.story is not None:
            return replace(from_expression(told.story), story=True)
        beside = _dated_beside(text, mention, resolved)
        if beside is not None:
            return replace(from_expression(beside), story=True)
    return from_article(scene.dct)


def _counts_days(mention: Mention) -> bool:
    return mention.shift is not None and mention.shift[1] not in _COARSE_UNITS


def _named_month(mention: Mention, told: Told, scene: Scene) -> TimeExpression | None:
    """Return the date whose month "the 17th" shares: the day told last, when it was told by its month and near."""
    day = told.day
    if day is None:
        return None
    if scene.narrative and told.story is not None and told.story.precision is Precision.MONTH:
        return told.story
    near = mention.span[0] - day.span[1] < _NEIGHBOURHOOD and any(day.span == named.span for named in told.named[-2:])
    return day if scene.narrative or scene.dct is None or near else None


def _dated_beside(text: str, mention: Mention, resolved: Sequence[TimeExpression]) -> TimeExpression | None:
    """Return the date of the same sentence that names its year: "on 4 July 1588 they sailed, and on 7 July ..."."""
    if not DAY_OF_YEAR.match(mention.template):
        return None
    for expression in reversed(resolved[-3:]):
        if _SENTENCE_END.search(text, expression.span[1], mention.span[0]):
            return None
        if expression.precision is Precision.DAY and expression.anchor.kind is AnchorKind.NONE:
            return expression
    return None


def is_loose(mention: Mention) -> bool:
    """Whether it counts in units above the day from the time of speaking: "this week", "the coming days"."""
    if mention.shift is not None:
        return mention.shift[1] in ("week", "weekend", "month", "quarter", "year")
    return mention.type is TimexType.DURATION


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


def _day_said(
    text: str, mention: Mention, resolved: Sequence[TimeExpression], report: frozenset[str]
) -> TimeExpression | None:
    """Return the day on which what the sentence reports was said: "he said on 19 August that ... this week"."""
    for expression in reversed(resolved[-4:]):
        start = expression.span[1]
        if _SENTENCE_END.search(text, start, mention.span[0]):
            return None
        word = _NEXT_WORD.match(text, start)
        if expression.precision is Precision.DAY and word is not None and word[1].lower() in report:
            return expression
    return None


def _same_weekday(
    text: str, mention: Mention, resolved: Sequence[TimeExpression], dct: Interval | None
) -> TimeExpression | None:
    """Return the date of the same sentence that is that weekday: "as of Aug. 23, it said Saturday"."""
    for expression in reversed(resolved[-3:]):
        if _SENTENCE_END.search(text, expression.span[1], mention.span[0]):
            return None
        days, near = expression.interval, dct.start if dct is not None else None
        if expression.precision is not Precision.DAY or days is None or days.start is None or near is None:
            continue
        named = expression.anchor.span is None and str(days.start.isoweekday()) == mention.template[9]
        if named and days.start != near and abs((days.start - near).days) < 7:
            return expression
    return None


def _day_before(text: str, mention: Mention, resolved: Sequence[TimeExpression]) -> TimeExpression | None:
    """Return the day told last in the same sentence, before a clock time."""
    for expression in reversed(resolved[-4:]):
        if _SENTENCE_END.search(text, expression.span[1], mention.span[0]):
            return None
        if expression.precision is Precision.DAY:
            return expression
    return None


def day_after(text: str, mentions: Sequence[Mention], index: int) -> int | None:
    """Return the mention of a day that stands right after the clock time ``index`` ("10 a.m. on Tuesday")."""
    here = mentions[index]
    for follower in range(index + 1, min(index + 3, len(mentions))):
        other = mentions[follower]
        if other.span[0] - here.span[1] > _BESIDE * (follower - index):
            return None
        if other.type is TimexType.DATE and re.match(
            r"XXXX-WXX-\d|(?:XXXX|\d{4})-\d\d-\d\d|XXXX-XX-XX", other.template
        ):
            return follower
    return None


def date_after(text: str, mentions: Sequence[Mention], index: int) -> int | None:
    """Return the mention that dates the event after ``index`` ("two days after the 12 October vote"), if one does."""
    if index + 1 == len(mentions):
        return None
    here, other = mentions[index], mentions[index + 1]
    near = other.span[0] - here.span[1] <= 2 * _BESIDE and not _SENTENCE_END.search(text, here.span[1], other.span[0])
    is_date = other.type is TimexType.DATE and not other.template.endswith("_REF") and not wants(other)
    return index + 1 if near and is_date else None


def last_full_quarter(day: dt.date) -> Interval:
    """Return the quarter before the one that holds ``day``."""
    return calendar.shift(day, -1, "quarter")
