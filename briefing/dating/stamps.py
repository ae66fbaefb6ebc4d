"""Date lines and time stamps: the date that a page prints with the article, and those of the remarks below it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from briefing.dating.clues import Clue, Reading
from briefing.dating.constraint import Constraint, Rank
from briefing.dating.days import DaySet

HEAD = 400  # characters in which an article prints its date
BARE = 6  # words that may stand on a line beside a date and leave it a date line
REMARKS = 4  # days after an article within which the first remark on it is made
_FULL = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?")
_TIMED = re.compile(r"-\d\d[T ]\d\d:")
_CLOCK = re.compile(r"\W{0,4}(?:at )?\d{1,2}[:.]\d\d\b")
_CLOCK_BEFORE = re.compile(r"\b\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z][A-Za-z]{1,3}(?: time)?)?(?:,? on|,)? ?$")
_AGENCY = re.compile(r" {0,2}(?:\([A-Z][^\W\d_]+(?:[ -][A-Z][^\W\d_]+){0,4}\)|[-–—] )")


def date_line(reading: Reading) -> Iterator[Constraint]:
    """Yield the date at the head of an article: alone on a line, with a clock time, or before the agency's name."""
    for clue in reading.clues:
        if clue.mention.span[0] > HEAD:
            return
        day = _day(clue)
        text = reading.document.text
        if day is not None and (with_clock(clue, reading) or _before_agency(clue, text) or _bare(clue, text)):
            words = f"opens with the date line {clue.mention.text}"
            yield Constraint(DaySet.of(day), Rank.STAMP, (reading.evidence(words, clue.mention.span),))
            return
        if clue.month_day is not None and _before_agency(clue, text):
            days = DaySet.month_day(*clue.month_day).spread(after=1)
            words = f"opens with the date line {clue.mention.text}, without a year"
            yield Constraint(days, Rank.STAMP, (reading.evidence(words, clue.mention.span),))
            return


def remarks(reading: Reading) -> Iterator[Constraint]:
    """Yield the first time stamp below an article: remarks on an article are made when it is out, and soon."""
    stamped = [
        (day, clue)
        for clue in reading.clues
        if clue.mention.span[0] > HEAD and (day := _day(clue)) is not None and with_clock(clue, reading)
    ]
    if stamped:
        day, clue = min(stamped, key=lambda pair: (pair[0], pair[1].mention.span))
        words = f"bears a time stamp below, {clue.mention.text}, so it appeared by then"
        days = DaySet.of(day).spread(before=REMARKS)
        yield Constraint(days, Rank.PAGE, (reading.evidence(words, clue.mention.span),))


def _day(clue: Clue) -> dt.date | None:
    match = _FULL.fullmatch(clue.mention.template)
    if not match:
        return None
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def with_clock(clue: Clue, reading: Reading) -> bool:
    """Return whether a date stands beside a clock time, as a machine prints it."""
    start, end = clue.mention.span
    text = reading.document.text
    if _TIMED.search(clue.mention.template):
        return True
    return bool(_CLOCK.match(text, end) or _CLOCK_BEFORE.search(text[max(0, start - 24) : start]))


def _bare(clue: Clue, text: str) -> bool:
    start, end = clue.mention.span
    beside = [at for at in clue.sentence.starts if not start <= at < end]
    left, right = clue.sentence.span
    alone = text[max(0, left - 1) : left] in ("", "\n") and text[right : right + 1] in ("", "\n")
    return alone and len(beside) <= BARE and text[right - 1] != "."


def _before_agency(clue: Clue, text: str) -> bool:
    return _AGENCY.match(text, clue.mention.span[1]) is not None
