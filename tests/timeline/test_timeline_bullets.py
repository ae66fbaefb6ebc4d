"""What we add to a passage: the days to which an expression leads."""

from __future__ import annotations

import datetime as dt

import pytest
from timeline_articles import timeline

from briefing.model import Anchor, AnchorKind, Direction, Interval, Precision, TimeExpression, TimexType
from briefing.timeline.wording.bullets import in_words


@pytest.mark.parametrize(
    ("days", "precision", "weekday", "words"),
    [
        (("2025-08-22", "2025-08-22"), Precision.DAY, True, "Friday 22 August"),
        (("2025-08-22", "2025-08-22"), Precision.DAY, False, "22 August"),
        (("2024-12-30", "2024-12-30"), Precision.DAY, True, "Monday 30 December 2024"),
        (("2025-08-18", "2025-08-21"), Precision.WITHIN, True, "18–21 August"),
        (("2025-04-01", "2025-06-30"), Precision.QUARTER, True, "April–June 2025"),
        (("2016-01-01", "2016-12-31"), Precision.WITHIN, True, "2016"),
        (("2025-07-01", "2025-07-31"), Precision.MONTH, True, "July 2025"),
        (("2025-08-23", None), Precision.AFTER, True, "after 22 August"),
    ],
)
def test_days_are_worded_as_all_dates_are(
    days: tuple[str, str | None], precision: Precision, weekday: bool, words: str
) -> None:
    start, last = (dt.date.fromisoformat(day) if day else None for day in days)
    interval = Interval.closed(start, last) if start and last else Interval(start, None)
    article = Anchor(AnchorKind.DCT, Interval.day(dt.date(2025, 8, 22)))
    found = TimeExpression(
        "then", (0, 4), TimexType.DATE, "X", interval, precision, article, Direction.PAST, "rule", "reason"
    )
    assert in_words(found, weekday) == words


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "Ana Reyes opened the dam on Tuesday before the vote.",
            "Ana Reyes opened the dam on Tuesday [14 May] before the vote.",
        ),
        (
            "Ana Reyes came on Tuesday. Two days later she opened the dam.",
            "Two days later [Thursday 16 May] she opened the dam.",
        ),
        (
            "Ana Reyes came on Tuesday. She had opened the dam the day before.",
            "She had opened the dam the day before [Monday 13 May].",
        ),
        (
            "Ana Reyes opened the dam before dawn on Tuesday.",
            "Ana Reyes opened the dam before dawn on Tuesday [14 May].",
        ),
        ("Ana Reyes opened the dam at 6:20 a.m. on 14 May.", "Ana Reyes opened the dam at 6:20 a.m. on 14 May."),
        ("Ana Reyes came on Tuesday. She left at 9 p.m.", "She left at 9 p.m. [Tuesday 14 May]"),
    ],
)
def test_day_stands_behind_the_words_that_name_it(text: str, shown: str) -> None:
    found = []
    for bullet in (bullet for event in timeline(text).events for bullet in event.bullets):
        words = bullet.text
        for insertion in reversed([i for i in bullet.insertions if i.text != "Ana Reyes"]):
            words = f"{words[: insertion.at]} [{insertion.text}]{words[insertion.at :]}"
        found.append(words)
    assert shown in found
