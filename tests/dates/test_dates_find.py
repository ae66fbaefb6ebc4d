"""What holds for any text: spans, values, time and memory."""

from __future__ import annotations

import datetime as dt
import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing.dates import calendar
from briefing.dates.api import find_dates
from briefing.dates.find import find
from briefing.dates.rules import load
from briefing.model import Interval, TimexType

WORDS = [
    *sorted(load("en").alphabet.known),
    "1994",
    "31",
    "05",
    "9:30",
    "p.m.",
    "2 1/2",
    "1/2",
    "23rd",
    "1990s",
    "'98",
    "2024-02-29",
    "12/31/1999",
    "the",
    "Ukraine",
    "\n",
    "\n\n",
    " ",
    "“",
    "”",
    "é",
    "𝔘",
    "年",
    "\u202e",
]
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=24).map(" ".join)
TEXTS = st.one_of(SENTENCES, st.text(max_size=80))
DAYS = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 30))
VALUE = re.compile(
    r"(?:BC\d{2,4}|[\dX]{2,4})(?:-(?:[\dX]{2}(?:-[\dX]{2})?|W[\dX]{2}(?:-[1-7]|-WE)?|Q[1-4X]|H[12]|SP|SU|FA|WI))?"
    r"(?:T(?:MO|AF|EV|NI|[\dX]{2}(?::[\dX]{2}(?::[\dX]{2}(?:\.\d+)?)?)?)(?:Z|[+-]\d\d:?\d\d)?)?"
    r"|P(?=[\dXT])(?:[\dX.]+(?:WE|TNI|[YMWDQ]))*(?:T(?:[\dX.]+[HMS])+)?|(?:PAST|PRESENT|FUTURE)_REF"
)


@settings(max_examples=50, deadline=None, derandomize=True)
@given(TEXTS, DAYS)
@example("last last last year year ago ago", dt.date(2024, 2, 29))
@example("the day before yesterday, the first quarter of next year", dt.date(1, 1, 1))
@example("tomorrow, next week, next century, the next decade", dt.date(9999, 12, 30))
@example("February 30, June 31 and 2023-02-29", dt.date(2024, 2, 29))
@example("9999 centuries ago and 4 Mrs 3 years later", dt.date(2024, 2, 29))
def test_expressions_are_sound(text: str, day: dt.date) -> None:
    end = 0
    for found in find_dates(text, anchor=day):
        assert text[found.span[0] : found.span[1]] == found.text
        assert found.span[0] >= end
        assert found.text == found.text.strip() != ""
        assert VALUE.fullmatch(found.value), found
        assert found.explanation.startswith(f"{found.text}: ")
        assert (found.interval is None) == (found.precision is None)
        end = found.span[1]
        named = calendar.interval_of(found.value)
        if found.type in (TimexType.DATE, TimexType.TIME) and found.interval is not None and named is not None:
            assert named[0].contains(found.interval)  # "earlier this week" is a part of what its value names


@settings(max_examples=50, deadline=None, derandomize=True)
@given(TEXTS)
def test_without_a_date_nothing_is_guessed(text: str) -> None:
    for mention, found in zip(find(text), find_dates(text), strict=True):
        assert mention.span == found.span
        if found.interval is not None:
            assert re.search(r"\d{2,4}", found.value) or found.type is TimexType.DURATION


@settings(max_examples=50, deadline=None, derandomize=True)
@given(SENTENCES, SENTENCES, DAYS)
def test_what_follows_a_paragraph_changes_no_span(one: str, two: str, day: dt.date) -> None:
    alone = [e.span for e in find_dates(one, anchor=day)]
    both = [e.span for e in find_dates(f"{one}\n\n{two}", anchor=day)]
    assert both[: len(alone)] == alone


HOSTILE = {
    "digits": "7" * 1_000_000,
    "one letter": "a" * 1_000_000,
    "last": "last " * 60_000,
    "a year": "a year " * 20_000,
    "numbers": "2 " * 500_000,
    "slashes": "1/" * 500_000,
    "colons": "1:" * 500_000,
    "dots": ". " * 500_000,
    "newlines": "\n " * 500_000,
    "blanks": " " * 1_000_000,
    "quotes": "'" * 1_000_000,
    "the first": "the first the last the next " * 36_000,
    "capitals": "Aa" * 500_000,
    "months": "May 5, " * 20_000,
    "ampm": "9 a.m. " * 20_000,
    "no ends": "said on 3 May 1999 that this week " * 5_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_bounded_time(name: str) -> None:
    text = HOSTILE[name]

    def seconds(part: str) -> float:
        begun = time.process_time()
        find_dates(part, anchor="2024-03-13")
        return time.process_time() - begun

    small, large = seconds(text[: len(text) // 10]), seconds(text[: len(text) // 2])
    assert large < 20 * small + 0.5  # five times the text: linear, with room for noise


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.text(max_size=60))
def test_tokens_cover_the_text(text: str) -> None:
    tokens = load("en").alphabet.read(text)
    assert "".join(tokens.words) == text
    assert len(tokens.codes) == len(tokens.words)


def test_known_words_are_bounded() -> None:
    alphabet = load("en").alphabet
    alphabet.read(" ".join(f"x{n:x}y".translate(str.maketrans("0123456789", "ghijklmnop")) for n in range(80_000)))
    assert len(alphabet) <= 60_000


def test_interval_of_several_days_makes_weekdays_intervals() -> None:
    found = find_dates("On Friday they met.", anchor=Interval.closed(dt.date(2025, 8, 22), dt.date(2025, 8, 23)))
    assert found[0].value == "2025-08-22"
    found = find_dates("On Saturday they met.", anchor=Interval.closed(dt.date(2025, 8, 22), dt.date(2025, 8, 23)))
    assert (found[0].value, found[0].precision) == ("XXXX-WXX-6", "within")
    assert found[0].interval == Interval.closed(dt.date(2025, 8, 16), dt.date(2025, 8, 23))


def test_open_interval_resolves_nothing() -> None:
    found = find_dates("On Friday they met.", anchor=Interval(dt.date(2025, 8, 22), None))
    assert (found[0].value, found[0].interval) == ("XXXX-WXX-5", None)
