"""What a text fixes about the day it was written: the calendar, and that news tells of the past."""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.dating.clues import Clue, Reading, Sentence, says_which_week
from briefing.dating.constraint import YEARS, Constraint, Rank
from briefing.dating.days import FIRST, LAST, DaySet
from briefing.dating.stamps import with_clock
from briefing.model import Direction, Interval, Span

HALF_YEAR = 183  # days: a month and a day without a year name the nearest one
PAGE_AFTER = 5  # days: how long after an article its page is saved, at most
WEEK = 6  # days: a weekday without more names the nearest one
MATES = 8  # time expressions before and after, among which a weekday is looked for
ADJACENT = 3  # characters between "Saturday" and "Aug. 23": a comma, a bracket, blanks
_CALENDAR = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Beginning:
    """A year in which something began, as a text names it."""

    year: int
    reading: Reading
    span: Span


def weekday_with_month_day(reading: Reading) -> Iterator[Constraint]:
    """Yield the days on which a weekday and a month-day, named together, agree."""
    seen: set[tuple[tuple[int, int], int, bool, Direction]] = set()
    for place, clue in enumerate(reading.clues):
        if clue.month_day is None:
            continue
        together = weekday_beside(place, reading)
        apart = None if together else _lone_weekday(place, reading)
        number, span = together or apart or (None, None)
        if number is None or span is None or (clue.month_day, number, clue.sentence.furniture, clue.tense) in seen:
            continue
        seen.add((clue.month_day, number, clue.sentence.furniture, clue.tense))
        agreeing = DaySet.month_day(*clue.month_day) & DaySet.weekday(number)
        if not agreeing:
            continue
        if together:
            days, rank = _of_article(_around(agreeing, clue), clue), Rank.FACT
        else:
            days, rank = _named_apart(agreeing, clue), Rank.PAIR
        words = f"calls {clue.mention.text} a {WEEKDAYS[number - 1]}, as it is in {YEARS}"
        if clue.sentence.furniture:
            words += ", on a page saved within days of the article"
        yield Constraint(days, rank, (reading.evidence(words, clue.mention.span, span),), agreeing)


def not_before(reading: Reading) -> Iterator[Constraint]:
    """Yield lower bounds: what is told as past with its year happened before the text was written."""
    # A bound and no more: the first year from it on in which a weekday suits its date is the right one for 56 % of 380
    # dated articles, so a weekday with its date and an older year leave the year open.
    newest: dict[dt.date, Clue] = {}
    for clue in reading.clues:
        start = _start(clue.mention.template)
        if start is None or not clue.past or (len(clue.mention.template) == 4 and clue.year is None):
            continue
        if not with_clock(clue, reading):  # a remark below the article is younger than the article
            newest.setdefault(start, clue)
    for start in sorted(newest)[-3:]:
        clue = newest[start]
        words = f"tells {clue.mention.text} as past, so it appeared then or later"
        yield Constraint(
            _of_article(DaySet.since(start), clue), Rank.TOLD, (reading.evidence(words, clue.mention.span),)
        )


def reported_month_day(reading: Reading) -> Iterator[Constraint]:
    """Yield for each month-day without year that it is the nearest one, before or after as the text tells it."""
    seen: set[tuple[int, int]] = set()
    for clue in reading.clues:
        if clue.month_day is None or clue.month_day in seen or not (clue.past or clue.ahead):
            continue
        days = DaySet.month_day(*clue.month_day)
        if not days:
            continue
        seen.add(clue.month_day)
        side = "past, so it appeared then or within half a year" if clue.past else "to come, so it appeared before"
        words = f"tells {clue.mention.text}, without a year, as {side}"
        yield Constraint(
            _of_article(_around(days, clue), clue), Rank.TOLD, (reading.evidence(words, clue.mention.span),)
        )


def beginnings(reading: Reading) -> Iterator[Beginning]:
    """Yield the years in which a text says that something began: "a full-scale war that started in 1998"."""
    previous = 0
    for clue in reading.clues:
        match = _CALENDAR.fullmatch(clue.mention.template)
        sentence = clue.sentence
        if match and not clue.ahead and not sentence.furniture:
            at = bisect.bisect_left(sentence.starts, clue.mention.span[0])
            start = bisect.bisect_left(sentence.starts, previous) if previous > sentence.span[0] else 0
            near = sentence.words[max(start, at - 8) : at]
            if any(word in reading.language.began for word in near):
                yield Beginning(int(match[1]), reading, clue.mention.span)
        previous = clue.mention.span[1]


def counted_years(reading: Reading, began: Sequence[Beginning]) -> Iterator[Constraint]:
    """Yield the years in which a text can say "in its fourth year" of what began in a year that is named."""
    if not began:
        return
    for sentence in reading.sentences:
        if sentence.furniture:
            continue
        for span, full in _counts(sentence, reading):
            own = [b for b in began if b.reading is reading] or list(began)
            years = sorted({b.year for b in own})
            days = DaySet(0)
            for year in years:
                first, last = year + full, year + full + 1
                if FIRST.year <= first and last <= LAST.year:
                    days |= DaySet.interval(Interval.closed(dt.date(first, 1, 1), dt.date(last, 12, 31)))
            if len(years) > 2 or not days:
                continue
            text = reading.document.text[slice(*span)]
            named = " or ".join(map(str, years))
            spans = f"{years[0] + full} or {years[0] + full + 1}"
            words = (
                f"counts “{text}” from {named}, so it was written in {spans}"
                if len(years) == 1
                else f"counts “{text}” from {named}"
            )
            proof = tuple(b.reading.evidence(f"puts the beginning in {b.year}", b.span) for b in _one_each(own))
            yield Constraint(days, Rank.COUNT, (reading.evidence(words, span), *proof))


def _one_each(began: Sequence[Beginning]) -> list[Beginning]:
    chosen: dict[int, Beginning] = {}
    for beginning in sorted(began, key=lambda b: (b.year, b.reading.document.sha256, b.span)):
        chosen.setdefault(beginning.year, beginning)
    return list(chosen.values())


def _counts(sentence: Sentence, reading: Reading) -> Iterator[tuple[Span, int]]:
    """Yield spans like "fourth year" or "three years into", with the number of full years gone by."""
    language, words = reading.language, sentence.words
    for n, word in enumerate(words[:-1]):
        if words[n + 1] not in language.year:
            continue
        end = sentence.starts[n + 1] + len(words[n + 1])
        before = words[n - 1] if n else ""
        if word in language.ordinals and before in language.running:
            yield (sentence.starts[n], end), language.ordinals[word] - 1
        elif word in language.numbers and words[n + 2 : n + 3] and words[n + 2] in language.into:
            yield (sentence.starts[n], sentence.starts[n + 2] + len(words[n + 2])), language.numbers[word]


def weekday_beside(place: int, reading: Reading) -> tuple[int, Span] | None:
    """Return the weekday named in one phrase with the month and day of the clue at ``place``, and where it stands."""
    return _own_weekday(reading.clues[place], reading) or _neighbour(place, reading)


def _own_weekday(clue: Clue, reading: Reading) -> tuple[int, Span] | None:
    for word in re.findall(r"[^\W\d_]+", clue.mention.text.lower()):
        number = reading.language.weekdays.get(word)
        if number is not None:
            return number, clue.mention.span
    return None


def _neighbour(place: int, reading: Reading) -> tuple[int, Span] | None:
    clue = reading.clues[place]
    for other in (*reading.clues[max(0, place - 1) : place], *reading.clues[place + 1 : place + 2]):
        if other.weekday is None or other.sentence is not clue.sentence:
            continue
        first, second = sorted((other.mention.span, clue.mention.span))
        between = reading.document.text[first[1] : second[0]]
        if len(between) <= ADJACENT and not any(map(str.isalnum, between)):
            return other.weekday, other.mention.span
    return None


def _lone_weekday(place: int, reading: Reading) -> tuple[int, Span] | None:
    clue = reading.clues[place]
    around = (*reading.clues[max(0, place - MATES) : place], *reading.clues[place + 1 : place + 1 + MATES])
    mates = [other for other in around if other.sentence is clue.sentence]
    days = [other for other in mates if other.weekday is not None]
    if len(days) != 1 or any(other.month_day is not None for other in mates):
        return None
    day = days[0]
    if says_which_week(day, reading) or not reading.language.saying.intersection(clue.sentence.words):
        return None
    assert day.weekday is not None
    return day.weekday, day.mention.span


def _around(days: DaySet, clue: Clue) -> DaySet:
    if clue.past:
        return days.spread(after=HALF_YEAR)
    if clue.ahead:
        return days.spread(before=HALF_YEAR)
    return days.spread(before=HALF_YEAR // 2, after=HALF_YEAR // 2)


def _named_apart(agreeing: DaySet, clue: Clue) -> DaySet:
    # "as of Aug. 23, it said Saturday": a weekday without more is one of the last seven days. What stands beside an
    # article is of the day when the page was saved, or of the day before; and what stands below it may do so.
    if clue.sentence.opening:
        return agreeing.spread(after=WEEK)
    return agreeing.spread(before=PAGE_AFTER, after=1 if clue.sentence.furniture else WEEK)


def _of_article(days: DaySet, clue: Clue) -> DaySet:
    # The rest of a page tells when the page was saved: with the article on it, so not before it, and soon after.
    return days.spread(before=PAGE_AFTER) if clue.sentence.furniture else days


def _start(template: str) -> dt.date | None:
    match = _CALENDAR.fullmatch(template)
    if not match:
        return None
    try:
        day = dt.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return None
    return day if FIRST <= day <= LAST else None
