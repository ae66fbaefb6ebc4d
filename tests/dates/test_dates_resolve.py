"""Anchors, directions, intervals and explanations."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from briefing.dates.api import find_dates
from briefing.dates.find import find
from briefing.dates.narrative import kind_of
from briefing.model import AnchorKind, Direction, Interval, Precision, TimeExpression

FRIDAY = "2025-08-22"


def only(text: str, anchor: str | None = FRIDAY) -> TimeExpression:
    (found,) = find_dates(text, anchor=anchor)
    return found


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("They met earlier this week.", "2025-08-18", "2025-08-21", "within"),
        ("They will meet later this month.", "2025-08-23", "2025-08-31", "within"),
        ("They met this week.", "2025-08-18", "2025-08-24", "week"),
        ("More will come in the coming days.", "2025-08-23", "None", "after"),
        ("They met last month.", "2025-07-01", "2025-07-31", "month"),
        ("They met in the 1990s.", "1990-01-01", "1999-12-31", "decade"),
        ("They met in the third quarter.", "2025-07-01", "2025-09-30", "quarter"),
        ("They met last night.", "2025-08-21", "2025-08-21", "day"),
        ("They met over the weekend.", "2025-08-16", "2025-08-17", "weekend"),
        ("They met two years ago.", "2023-01-01", "2023-12-31", "year"),
    ],
)
def test_interval(text: str, first: str, last: str, precision: str) -> None:
    found = only(text)
    assert found.interval is not None
    assert (str(found.interval.start), str(found.interval.last), found.precision) == (first, last, Precision(precision))


def test_length_after_a_date_leads_to_a_day() -> None:
    _, later = find_dates("It began on 3 May 1999. Three days later it was over.", anchor=FRIDAY)
    assert (later.type, later.value, later.interval) == ("DURATION", "P3D", Interval.day(dt.date(1999, 5, 6)))
    assert later.anchor.kind is AnchorKind.EXPRESSION
    assert later.direction is Direction.FUTURE


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("Twenty minutes later", 3, 3),
        ("Three hours later", 3, 3),
        ("18 hours later", 3, 4),
        ("48 hours later", 5, 5),
    ],
)
def test_hours_lead_to_a_day_or_the_next(words: str, first: int, last: int) -> None:
    _, later = find_dates(f"It began on 3 May 1999. {words} it was over.", anchor=FRIDAY)
    assert later.interval == Interval.closed(dt.date(1999, 5, first), dt.date(1999, 5, last))
    assert later.precision is (Precision.DAY if first == last else Precision.WITHIN)


def test_days_do_not_count_from_a_year() -> None:
    _, later = find_dates("They were seen in 2022. A day later they were gone.", anchor=FRIDAY)
    assert (later.value, later.interval) == ("P1D", None)


def test_hours_after_a_month_lie_in_it() -> None:
    _, later = find_dates("They were seen in May 2010; three hours later they were gone.", anchor=FRIDAY)
    assert later.interval == Interval.closed(dt.date(2010, 5, 1), dt.date(2010, 5, 31))


def test_what_follows_an_unknown_day_is_unknown() -> None:
    found = find_dates("In May 2022 he fell. On Thursday she came; two days later she left.")
    assert [e.interval is None for e in found] == [False, True, True]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Payment is due by 1 December.", "2025-12-01"),
        ("All must be gone by 1 February.", "2026-02-01"),
        ("All was to be gone by 14 August.", "2025-08-14"),
        ("All had gone by 1 February.", "2025-02-01"),
        ("Apply by Sunday.", "2025-08-24"),
        ("By Sunday they had gone.", "2025-08-17"),
        ("It is to open in May.", "2026-05"),
    ],
)
def test_last_day_lies_ahead_unless_it_is_over(text: str, value: str) -> None:
    assert only(text).value == value


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("They met on [4 July 1998], and on 7 July they parted.", "1998-07-07"),
        ("They met on 4 July, and agreed to part on the 7th.", "2025-07-07"),
        ("The next day, 9 May 1945, it was over.", "1945-05-09"),
        ("It was shut from Thursday until Sunday.", "2025-08-24"),
        ("It ran from December 30 to January 2.", "2025-01-02"),
    ],
)
def test_date_beside_settles_it(text: str, day: str) -> None:
    assert find_dates(text.replace("[", "").replace("]", ""), anchor=FRIDAY)[-1].value == day


def test_length_after_an_event_waits_for_its_date() -> None:
    found = only("Three days after the summit it was over.")
    assert (found.value, found.interval, found.anchor.kind) == ("P3D", None, AnchorKind.EVENT)


def test_range_is_two_expressions_with_one_whole() -> None:
    one, two = find_dates("It ran from August 18 to 19.", anchor=FRIDAY)
    whole = Interval.closed(dt.date(2025, 8, 18), dt.date(2025, 8, 19))
    assert (one.range, two.range) == (whole, whole)
    assert (one.value, two.value) == ("2025-08-18", "2025-08-19")


def test_what_was_said_on_a_day_counts_from_it() -> None:
    said, week = find_dates("She said on June 3 that it would end this week.", anchor=FRIDAY)
    assert week.anchor.span == said.span
    assert week.value == "2025-W23"


def test_explanation_is_a_sentence_for_people() -> None:
    assert only("They met on Monday.").explanation == (
        "Monday: the last Monday before Friday 22 August 2025, the day of the article."
    )


def test_without_a_date_of_writing() -> None:
    found = only("They met on Monday.", None)
    assert (found.value, found.interval, found.anchor.kind) == ("XXXX-WXX-1", None, AnchorKind.DCT)


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("They met on Monday.", Direction.PAST),
        ("They will meet on Monday.", Direction.FUTURE),
        ("They meet on Friday.", Direction.SAME),
        ("The talks, set for Monday, may fail.", Direction.FUTURE),
        ("It was to be held on Monday.", Direction.FUTURE),
        ("The vote had been planned for Monday.", Direction.PAST),
        ("He wants to leave on Monday.", Direction.FUTURE),
    ],
)
def test_direction(text: str, direction: Direction) -> None:
    assert only(text).direction is direction


STORY = """The harbour war broke out on 4 May 1871. On 10 October the town fell, and in January its lord gave up.
The following spring a new army was raised. In 1873 the old king died; on 6 June his brother was crowned. The next day
the envoys left. In the summer of 1874 talks began, and later that year they ended. By 1880 trade had come back."""


def test_story_counts_from_the_date_told_last() -> None:
    values = [e.value for e in find_dates(STORY, anchor=FRIDAY)]
    assert values == [
        "1871-05-04",
        "1871-10-10",
        "1872-01",
        "1872-SP",
        "1873",
        "1873-06-06",
        "1873-06-07",
        "1874-SU",
        "1874",
        "1880",
    ]
    assert values == [e.value for e in find_dates(STORY)]


def test_kind_of_text_is_told_by_evidence() -> None:
    story, news = kind_of(find(STORY), None), kind_of(find("In 1999 they met; on Friday they met again."), None)
    assert (story.narrative, news.narrative) == (True, False)
    assert story.reason == (
        "4 dates name the year, 3 expressions count from a date told before, 0 from the day of writing"
    )


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Fourth-quarter profit rose. For the full year, it fell.", ["2024-Q4", "2024"]),
        ("Third-quarter profit rose. For the full year, it fell.", ["2024-Q3", "2025"]),
        (
            "In the three months ended Dec. 31 it made $2 million, against $1 million a year earlier.",
            ["P3M", "2024-12-31", "2023-Q4"],
        ),
        (
            "In the year ended March 31, 2024, it made $2 million, against $1 million a year earlier.",
            ["P1Y", "2024-03-31", "2023"],
        ),
    ],
)
def test_results_count_from_what_they_close(text: str, values: list[str]) -> None:
    assert [e.value for e in find_dates(text, anchor="2025-01-30")] == values


OBITUARY = """The painter died on Tuesday at 91. Born in 1922, she left home in 1938, wed in 1941 and fled in 1944.
In 1951 she moved to Lisbon, in 1960 to Rome; by 1975 she was known everywhere. Her last show opened on March 2."""


def test_obituary_is_news_for_all_its_years() -> None:
    kind = kind_of(find(OBITUARY), Interval.day(dt.date(2013, 4, 17)))
    assert (kind.narrative, kind.reason) == (False, "it opens with “Tuesday”, which counts from the day of writing")
    assert find_dates(OBITUARY, anchor="2013-04-17")[-1].value == "2013-03-02"


REAL = {  # the expressions of each article, one a line
    "000": [
        "today 2025-08-22",
        "Monday 2025-08-18",
        "now PRESENT_REF",
        "the past PAST_REF",
        "1994 1994",
        "now PRESENT_REF",
    ],
    "001": [
        "Friday 2025-08-22",
        "right now PRESENT_REF",
        "last Monday 2025-08-18",
        "every day P1D",
        "1994 1994",
        "this year 2025",
        "earlier this week 2025-W34",
        "Friday 2025-08-22",
    ],
    "002": [
        "Friday 2025-08-22",
        "now PRESENT_REF",
        "now PRESENT_REF",
        "Monday 2025-08-18",
        "Wednesday 2025-08-20",
        "1994 1994",
        "2014 2014",
        "2022 2022",
        "two-hour PT2H",
        "daily P1D",
        "two-hour PT2H",
        "daily P1D",
        "Friday 2025-08-22",
        "Aug. 23 2025-08-23",
        "Saturday 2025-08-23",
        "four-year P4Y",
    ],
    "003": [
        "Friday 2025-08-22",
        "now PRESENT_REF",
        "now PRESENT_REF",
    ],
    "004": [
        "Friday 2025-08-22",
        "Monday 2025-08-18",
        "currently PRESENT_REF",
        "August 19 2025-08-19",
        "this week 2025-W34",
        "August 18 2025-08-18",
        "August 19 2025-08-19",
        "upcoming days PXD",
        "August 19 2025-08-19",
        "Earlier this week 2025-W34",
        "Friday 2025-08-22",
    ],
}


@pytest.mark.parametrize("number", REAL)
def test_real_article(real_articles: Path, number: str) -> None:
    (path,) = real_articles.glob(f"{number}_*.txt")
    found = find_dates(path.read_text(encoding="utf-8"), anchor=FRIDAY)
    assert [f"{e.text} {e.value}" for e in found] == REAL[number]


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("In March 2022 he was held. He resigned two weeks later.", "two weeks", "2022-03-15", "2022-04-14"),
        ("In March 2022 he was held.\n\nHe resigned two weeks later.", "two weeks", "2022-03-15", "2022-04-14"),
        ("They vote on 6 October 2024, and again two weeks later.", "two weeks", "2024-10-20", "2024-10-20"),
        ("It sailed on 17 August 2024. Twenty minutes later it sank.", "Twenty minutes", "2024-08-17", "2024-08-17"),
        ("It sailed on 17 August 2024. It was found 48 hours later.", "48 hours", "2024-08-19", "2024-08-19"),
        ("It ended a review that began on March 14. They agreed the same day.", "the same day", FRIDAY, FRIDAY),
        ("It opened on March 14. They agreed the same day.", "the same day", "2025-03-14", "2025-03-14"),
        ("They voted on Sunday. He claimed to have won before midnight.", "midnight", "2025-08-17", "2025-08-17"),
    ],
)
def test_what_counts_from_the_story(text: str, words: str, first: str, last: str) -> None:
    (found,) = (e for e in find_dates(text, anchor=FRIDAY) if e.text == words)
    assert found.interval is not None
    assert (str(found.interval.start), str(found.interval.last)) == (first, last)


def test_later_never_counts_from_the_article() -> None:
    found = only("He resigned two weeks later.")
    assert (found.value, found.interval) == ("P2W", None)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("It will run from November 10 to November 14.", "2025-11-10", "2025-11-14"),
        ("It will run from 10 to 14 November.", "2025-11-10", "2025-11-14"),
        ("It grew between 2016 and 2019.", "2016-01-01", "2019-12-31"),
        ("He ruled from 1923 to 1938.", "1923-01-01", "1938-12-31"),
        ("It was shut from May to July.", "2025-05-01", "2025-07-31"),
    ],
)
def test_range(text: str, first: str, last: str) -> None:
    one, two = find_dates(text, anchor=FRIDAY)
    assert one.range == two.range is not None
    assert (str(one.range.start), str(one.range.last)) == (first, last)
