"""How news is written: which weekday a report names for the day it appears, and what stands beside it on the page."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.dating.clues import Clue, Reading, says_which_week, words_before
from briefing.dating.constraint import YEARS, Constraint, Rank
from briefing.dating.days import DaySet
from briefing.dating.facts import WEEK, WEEKDAYS, weekday_beside

SAID = 3  # words from a verb of saying to the day on which it was said: "said at noon on Friday"
SOON = 2  # days from a day with its date to a weekday told after it, which is the one after and not the one before


def opening_weekday(reading: Reading) -> Clue | None:
    """Return the weekday that the opening of an article gives to its news, or None.

    Not one that says which week it means ("last Monday"), that names another event ("Monday's talks"), or that is still
    to come.
    """
    for clue in reading.clues:
        if clue.weekday is None or not clue.sentence.opening or clue.ahead:
            continue
        if says_which_week(clue, reading) or possessive(clue, reading):
            continue
        return clue
    return None


def weekday_named_most(reading: Reading) -> Clue | None:
    """Return the weekday that an article names most, twice at least and twice as often as any other, or None."""
    named: dict[int, list[Clue]] = {}
    for clue in reading.clues:
        plain = not (clue.ahead or clue.sentence.furniture or says_which_week(clue, reading))
        if clue.weekday is not None and plain and not possessive(clue, reading):
            named.setdefault(clue.weekday, []).append(clue)
    counts = sorted((len(clues) for clues in named.values()), reverse=True)
    if not counts or counts[0] < 2 or (len(counts) > 1 and counts[0] < 2 * counts[1]):
        return None
    return max(named.values(), key=len)[0]


def opening_today(reading: Reading) -> Clue | None:
    """Return the "today" of the opening sentences, or None."""
    for clue in reading.clues:
        if clue.sentence.opening and clue.mention.shift == (0, "day") and not clue.ahead:
            return clue
    return None


def reported_on_its_day(reading: Reading) -> Iterator[Constraint]:
    """Yield the weekday of the news: the report appears on that day (nine times in ten) or on the next."""
    clue = opening_weekday(reading)
    if clue is not None and clue.weekday is not None and (night := _night_before(clue, reading)) is not None:
        day, after = WEEKDAYS[clue.weekday - 1], WEEKDAYS[clue.weekday % 7]
        words = f"tells of last night and of {day}, so it appeared on a {after}"
        days = DaySet.weekday(clue.weekday % 7 + 1)
        passages = reading.evidence(words, clue.mention.span), reading.evidence("the night before", night.mention.span)
        yield Constraint(days, Rank.HABIT, passages)
    elif clue is None and (clue := weekday_named_most(reading)) is not None and clue.weekday is not None:
        day = WEEKDAYS[clue.weekday - 1]
        words = f"names {day} above all other days, so it appeared on that day or the next"
        days = DaySet.weekday(clue.weekday) | DaySet.weekday(clue.weekday % 7 + 1)
        yield Constraint(days, Rank.HABIT, (reading.evidence(words, clue.mention.span),))
    elif clue is not None and clue.weekday is not None:
        day = WEEKDAYS[clue.weekday - 1]
        words = f"reports news of “{day}”, so it appeared on a {day}"
        yield Constraint(DaySet.weekday(clue.weekday), Rank.HABIT, (reading.evidence(words, clue.mention.span),))


def _night_before(lead: Clue, reading: Reading) -> Clue | None:
    """Return the "last night" that a sentence of the opening before that of its weekday tells of, or None."""
    for clue in reading.clues:
        if clue.sentence.span >= lead.sentence.span:
            return None
        if clue.sentence.opening and " ".join(clue.mention.text.lower().split()) in reading.language.nights:
            return clue
    return None


def soon_after_its_date(reading: Reading) -> Iterator[Constraint]:
    """Yield the week after the day that an article gives its own news with weekday, month and day.

    Two things show that it is the news and no memory: it is the first day of the opening, which at most goes on to the
    next days, or a verb of saying with the weekday of the news ("said on Friday ... said on Friday, August 23").
    """
    lead, first = opening_weekday(reading), _first_day(reading)
    for place, clue in enumerate(reading.clues):
        if clue.month_day is None or not clue.past or clue.sentence.furniture:
            continue
        beside = weekday_beside(place, reading)
        if beside is None:
            continue
        weekday, span = beside
        if clue is first and _is_news(clue, weekday, lead, reading):
            soonest, latest, words = _since(clue, weekday, reading)
        elif lead is not None and lead.weekday == weekday and lead is not clue and _as_said(clue, reading):
            soonest, latest = 0, WEEK
            words = f"reports what was said on {clue.mention.text} and other news of that weekday"
        else:
            continue
        agreeing = DaySet.month_day(*clue.month_day) & DaySet.weekday(weekday)
        if agreeing:
            days = agreeing.shift(soonest).spread(after=latest - soonest)
            words += f", so it appeared within a week; that is a {WEEKDAYS[weekday - 1]} in {YEARS}"
            yield Constraint(days, Rank.HABIT, (reading.evidence(words, clue.mention.span, span),), agreeing)
            return


def _is_news(clue: Clue, weekday: int, lead: Clue | None, reading: Reading) -> bool:
    """Return whether the first day that an article names, with its date, is that of its news."""
    if not clue.sentence.opening or _aside(clue, reading):
        return False
    if lead is None or lead.weekday is None:
        return True
    return lead.sentence is not clue.sentence and 0 < (lead.weekday - weekday) % 7 <= SOON


def _since(clue: Clue, weekday: int, reading: Reading) -> tuple[int, int, str]:
    """Return the fewest and the most days from the dated day of an article to its publication, and why."""
    told = f"opens with its news of {clue.mention.text}"
    gaps = [
        (other.weekday - weekday) % 7
        for other in reading.clues
        if other.weekday is not None
        and other.mention.span > clue.mention.span
        and other.past
        and not (other.sentence.furniture or says_which_week(other, reading) or possessive(other, reading))
    ]
    newest = max(gaps, default=0)
    if not 0 < newest <= SOON:
        return 0, WEEK, f"{told} and of no other day"
    day = WEEKDAYS[(weekday + newest - 1) % 7]
    return newest, newest + 1, f"{told} and goes on to {day}"


def _first_day(reading: Reading) -> Clue | None:
    """Return the first expression of an article that says on which day something was, or None."""
    for clue in reading.clues:
        dated = clue.weekday is not None or clue.month_day is not None or clue.mention.shift == (0, "day")
        if dated and not clue.sentence.furniture:
            return clue
    return None


def _aside(clue: Clue, reading: Reading) -> bool:
    """Return whether a time stands in a clause of its own, or goes back before what its sentence tells."""
    language = reading.language
    before = words_before(clue, len(clue.sentence.words))
    return bool(language.aside.intersection(before) or language.earlier.intersection(clue.sentence.words))


def _as_said(clue: Clue, reading: Reading) -> bool:
    """Return whether a time is that of a verb of saying just before it, and not of what had been said earlier."""
    before = words_before(clue, SAID + 1)
    said = [n for n, word in enumerate(before) if word in reading.language.saying]
    return bool(said) and not reading.language.earlier.intersection(words_before(clue, SAID + 3))


def possessive(clue: Clue, reading: Reading) -> bool:
    end = clue.mention.span[1]
    return reading.document.text[end : end + 2] in ("'s", "’s")


def today_is(reading: Reading, other: Reading) -> Constraint | None:
    """Return the weekday that ``other`` names for the news that ``reading`` tells as of today."""
    today, named = opening_today(reading), opening_weekday(other)
    if today is None or named is None or named.weekday is None:
        return None
    day = WEEKDAYS[named.weekday - 1]
    return Constraint(
        DaySet.weekday(named.weekday),
        Rank.HABIT,
        (
            reading.evidence(f"says “today” where {other.document.path} says {day}", today.mention.span),
            other.evidence(f"says {day} where {reading.document.path} says “today”", named.mention.span),
        ),
    )
