"""How news is written: which weekday a report names for the day it appears, and what stands beside it on the page."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.dating.clues import Clue, Reading, says_which_week
from briefing.dating.constraint import Constraint, Rank
from briefing.dating.days import DaySet
from briefing.dating.facts import WEEKDAYS

NEAR = 10  # days


def opening_weekday(reading: Reading) -> Clue | None:
    """Return the weekday that the opening of an article gives to its news, or None.

    Not one that says which week it means ("last Monday"), that names another event ("Monday's talks"), or that is still
    to come.
    """
    for clue in reading.clues:
        if clue.weekday is None or not clue.sentence.opening or clue.ahead:
            continue
        if says_which_week(clue, reading) or _possessive(clue, reading):
            continue
        return clue
    return None


def weekday_named_most(reading: Reading) -> Clue | None:
    """Return the weekday that an article names most, twice at least and twice as often as any other, or None."""
    named: dict[int, list[Clue]] = {}
    for clue in reading.clues:
        plain = not (clue.ahead or clue.sentence.furniture or says_which_week(clue, reading))
        if clue.weekday is not None and plain and not _possessive(clue, reading):
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
    if clue is None and (clue := weekday_named_most(reading)) is not None and clue.weekday is not None:
        day = WEEKDAYS[clue.weekday - 1]
        words = f"names {day} above all: news appears on the day that it names, or on the next"
        days = DaySet.weekday(clue.weekday) | DaySet.weekday(clue.weekday % 7 + 1)
        yield Constraint(days, Rank.HABIT, (reading.evidence(words, clue.mention.span),))
    elif clue is not None and clue.weekday is not None:
        day = WEEKDAYS[clue.weekday - 1]
        words = f"tells its news as of {day}, without more: news appears on the day that it names, so on a {day}"
        yield Constraint(DaySet.weekday(clue.weekday), Rank.HABIT, (reading.evidence(words, clue.mention.span),))


def _possessive(clue: Clue, reading: Reading) -> bool:
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
            reading.evidence(f"told as of today; {other.document.path} tells the same as of {day}", today.mention.span),
            other.evidence(f"names the day of the same news: {day}", named.mention.span),
        ),
    )
