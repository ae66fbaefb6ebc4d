"""What a phrase can count from: the day of the article, or what has been told so far."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.dates import calendar
from briefing.dates.asides import Scene, is_aside, is_bound, is_bracketed, is_compared, is_nested
from briefing.dates.neighbours import DAY_OF_YEAR
from briefing.dates.parts import part, wants
from briefing.model.time import (
    Anchor,
    AnchorKind,
    Direction,
    Interval,
    Mention,
    Precision,
    Span,
    TimeExpression,
    TimexType,
)

ARTICLE = "the day of the article"
_FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:T.*)?")
_PERIOD = re.compile(r"\d{4}-[QH]\d")
NEIGHBOURHOOD = 300  # characters in which a clock time still belongs to the day told last


@dataclass(slots=True)
class Told:
    """What has been told so far in a document."""

    latest: TimeExpression | None = None  # the last date or time of day
    story: TimeExpression | None = None  # the last one that is no aside
    day: TimeExpression | None = None  # the last day
    period: TimeExpression | None = None  # the last quarter, half or span of months
    first: TimeExpression | None = None  # of the two that one row marks, when the other is still to come
    span: tuple[TimeExpression, TimeExpression] | None = None  # both, in the story that stands at the second
    opened: bool = False  # whether these two open the story: they name the whole of it
    begun: bool = False  # whether more than one date of the story has been told
    span_end: Span | None = None  # where the day stands on which the last span of months ended
    over: TimeExpression | None = None  # the last of them that was over when the article was written
    days: dict[str, TimeExpression] = field(default_factory=dict)  # "10-23" -> the date with that day and a year
    named: list[TimeExpression] = field(default_factory=list)  # the days that were told by their month

    def note(self, text: str, expression: TimeExpression, mention: Mention, scene: Scene) -> None:
        """Remember ``expression`` for what comes after it.

        What is told in a relative clause ("a review that began on 14 March") or in a parenthesis is no time of the
        story; a quarter to come is none that results are compared with.
        """
        wanted, dct = wants(mention), scene.dct
        first, self.first = self.first, expression if mention.rule in scene.ranges and self.first is None else None
        if self.first is not None:
            self.opened = self.story is None
        if _FULL_DAY.fullmatch(mention.template):
            self.days.setdefault(mention.template[5:10], expression)
        if expression.type is TimexType.DURATION and wanted == "span":
            self.period = expression
        if expression.interval is None and mention.template.startswith("XXXX") and expression.type is not TimexType.SET:
            self.latest = self.day = None  # "on Friday ... two days later": who knows not the one, knows not the other
        if expression.interval is None or expression.type is TimexType.SET or part(mention) == "ahead":
            return
        if is_nested(text, mention, scene) or (self.story is not None and is_bracketed(text, mention)):
            return
        ahead = expression.direction is Direction.FUTURE or _is_to_come(expression, mention, dct)
        reported = not wanted.endswith("period") or (wanted == "lastperiod" and expression.anchor.span is not None)
        if wanted == "ended" and self.period is not None:
            reported = False  # a firm that has told of its first quarter goes on counting its own
        period = _PERIOD.match(expression.value) is not None and reported and not ahead
        if period and (self.period is None or not is_compared(text, mention, scene)):
            self.period = expression
            if expression.direction is Direction.PAST:
                self.over = expression
        if (expression.precision is Precision.DAY or expression.type is TimexType.TIME) and not (
            is_bound(text, mention, scene) and not scene.narrative
        ):
            self.day = expression
            if self.period is not None and self.period.type is TimexType.DURATION:
                near = expression.span[0] - self.period.span[1] < NEIGHBOURHOOD // 10
                self.span_end = expression.span if near else self.span_end
            if DAY_OF_YEAR.match(mention.template):
                self.named.append(expression)
        far = ahead and expression.type is TimexType.DURATION and not scene.narrative
        if expression.precision not in (Precision.DECADE, Precision.CENTURY) and not far:
            self.latest = expression
            now = self.story.interval if self.story is not None else None
            if not scene.narrative or not (looks_back(mention) or is_aside(text, mention, expression, scene, now)):
                self._go_on(text, expression, first, scene)

    def _go_on(self, text: str, expression: TimeExpression, first: TimeExpression | None, scene: Scene) -> None:
        """Let the story stand at ``expression``, the second of two when ``first`` is one."""
        if first is None and self._is_whole(text, expression, scene):
            first, self.opened = self.story, True
        self.span = (first, expression) if first is not None else None
        self.begun, self.story = self.story is not None, expression

    def _is_whole(self, text: str, expression: TimeExpression, scene: Scene) -> bool:
        """Whether the first two dates of a story are its beginning and its end: "it began on ... and ended on ..."."""
        story = self.story
        if self.begun or story is None or not story.anchor.kind is expression.anchor.kind is AnchorKind.NONE:
            return False
        between = text[story.span[1] : expression.span[0]]
        if len(between) > NEIGHBOURHOOD or ". " in between:
            return False
        return not scene.ending.isdisjoint(between.lower().split())


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
    spoken: bool = False  # what counts from it is direct speech

    @property
    def interval(self) -> Interval | None:
        return self.anchor.interval


@dataclass(frozen=True, slots=True)
class Reading:
    """Where a reader stands in a document: its text and mentions, and what has been told and resolved so far."""

    text: str
    mentions: Sequence[Mention]
    scene: Scene
    told: Told = field(default_factory=Told)
    resolved: list[TimeExpression] = field(default_factory=list)


def looks_back(mention: Mention) -> bool:
    """Whether words lead back from what is told: "two years earlier", "the day before", "the previous May"."""
    back = (mention.shift is not None and mention.shift[0] < 0) or ("told", "past") in mention.captures
    return back and wants(mention) == "text"


def from_article(dct: Interval | None) -> Origin:
    return Origin(Anchor(AnchorKind.DCT, dct), ARTICLE)


def from_expression(expression: TimeExpression) -> Origin:
    return Origin(
        Anchor(AnchorKind.EXPRESSION, expression.interval, expression.span), f"“{expression.text}” in the text"
    )


def is_loose(mention: Mention) -> bool:
    """Whether it counts in units above the day from the time of speaking: "this week", "the coming days"."""
    if mention.shift is not None:
        return mention.shift[1] in ("week", "weekend", "month", "quarter", "year")
    return mention.type is TimexType.DURATION


def last_full_quarter(day: dt.date) -> str:
    """Return the value of the quarter before the one that holds ``day``."""
    start = calendar.shift(day, -1, "quarter").start
    assert start is not None
    return calendar.value_of(start, "quarter")
