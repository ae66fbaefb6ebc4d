"""What is shown: the most salient events, days and passages."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from timeline_records import event

from briefing.model import Bullet, Event, Plan, Status, Timeline
from briefing.timeline.choice.limits import limit
from briefing.timeline.ids import date_key

EVERYTHING = Plan(events=None, bullets=None)
DAYS = [  # EDTF, headline, salience, passages
    ("../2025-08-17", "summit", 5.0, 1),
    ("2025-08-17", "march", 1.0, 2),
    ("2025-08-18", "talks", 9.0, 3),
    ("2025-08-18", "dinner", 4.0, 2),
    ("2025-08-20", "refusal", 6.0, 1),
    ("2025-08-22/2025-08-24", "visit", 6.0, 1),
    ("2025-08-25/..", "meetings", 2.0, 0),
]
COUNTS = {headline: count for _, headline, _, count in DAYS}
WEIGHTS = {headline: weight for _, headline, weight, _ in DAYS}


def test_a_month_is_no_day() -> None:
    passage = Bullet("x", "d", (0, 1))
    month, day = event("2025-08", "month", passage), event("2025-08-01", "day", passage)
    found = limit(Timeline((), (month, day)), Plan(per_day=1), lambda event, timeline: 1.0)
    assert len(found.events) == 2


def test_what_is_to_come_and_what_lies_behind_have_places_of_their_own() -> None:
    news = [event(f"2025-08-{day:02}", f"news {day}") for day in range(10, 20)]
    plans = [replace(event(f"2025-09-{day:02}", f"plan {day}"), status=Status.PLANNED) for day in range(1, 4)]
    history = [replace(event(f"{year}", f"year {year}"), background=True) for year in range(1990, 1993)]
    found = limit(
        Timeline((), (*news, *plans, *history)),
        Plan(events=10),
        lambda event, timeline: (
            float(event.headline in ("plan 2", "year 1991")) or 5.0 * event.headline.startswith("news")
        ),
    )
    kept = [event.headline.split()[0] for event in found.events]
    assert (kept.count("news"), kept.count("plan"), kept.count("year")) == (6, 2, 2)
    assert found.not_shown == 6
    assert {"plan 2", "year 1991"} <= {event.headline for event in found.events}


def salience(event: Event, timeline: Timeline) -> float:
    assert len(timeline.events) == len(DAYS)
    return WEIGHTS[event.headline]


def shown(plan: Plan) -> dict[str, int]:
    """Headlines and how many passages of each stay."""
    events = tuple(
        event(date, headline, *(Bullet(f"{headline} {n}", "d", (n, n + 1)) for n in range(count)))
        for date, headline, _, count in DAYS
    )
    found = limit(Timeline((), events), plan, salience)
    assert [date_key(event.interval) for event in found.events] == sorted(date_key(e.interval) for e in found.events)
    assert all(event.documents == (("d",) if COUNTS[event.headline] else ()) for event in found.events)
    assert {event.headline for event in (*found.events, *found.hidden)} == set(COUNTS)
    return {event.headline: len(event.bullets) for event in found.events}


def test_what_is_planned_after_the_period_stays() -> None:
    past, planned = event("2025-08-20", "past"), replace(event("2025-08-25", "planned"), status=Status.PLANNED)
    plan = Plan(period=(None, dt.date(2025, 8, 18)))
    found = limit(Timeline((), (past, planned)), plan, lambda event, timeline: 1.0)
    assert [event.headline for event in found.events] == ["planned"]


@pytest.mark.parametrize(
    ("plan", "kept"),
    [
        (EVERYTHING, COUNTS),
        (replace(EVERYTHING, events=3), {"talks": 3, "refusal": 1, "visit": 1}),
        (replace(EVERYTHING, events=0), {}),
        (replace(EVERYTHING, bullets=1), {headline: min(count, 1) for headline, count in COUNTS.items()}),
        (replace(EVERYTHING, days=1), {"talks": 3, "dinner": 2}),
        (Plan(days=1, bullets=2), {"talks": 2, "dinner": 2}),
        (Plan(days=2), {"talks": 3, "dinner": 2, "refusal": 1}),  # ties: the earlier day
        (replace(EVERYTHING, days=1, per_day=2), {"talks": 2}),  # 9, 4.5, then 4
        (Plan(events=1, days=1, per_day=3), {"talks": 2, "dinner": 1}),
        (replace(EVERYTHING, per_day=1), {"summit": 1, "march": 1, "talks": 1, "refusal": 1, "visit": 1}),
        (replace(EVERYTHING, first=dt.date(2025, 8, 23)), {"visit": 1, "meetings": 0}),
        (replace(EVERYTHING, last=dt.date(2025, 8, 17)), {"summit": 1, "march": 2}),
        (replace(EVERYTHING, period=(None, dt.date(2025, 8, 17))), {"summit": 1, "march": 2}),
        (
            replace(EVERYTHING, first=dt.date(2025, 8, 18), last=dt.date(2025, 8, 18), events=1),
            {"talks": 3},
        ),
    ],
)
def test_limit(plan: Plan, kept: dict[str, int]) -> None:
    assert shown(plan) == kept


def test_of_a_day_the_passages_that_tell_it_best_are_shown() -> None:
    first, second = Bullet("of the weather", "d", (0, 1)), Bullet("of the vote", "d", (1, 2))
    found = limit(
        Timeline((), (event("2025-08-18", "vote", first, second),)),
        Plan(per_day=1),
        lambda event, timeline: 1.0,
        tells=lambda bullet: 3.0 if "vote" in bullet.text else 1.0,
    )
    assert [bullet.text for event in found.events for bullet in event.bullets] == ["of the vote"]
