"""A briefing of very many events, with headlines and addresses as long as they get."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from briefing.model import (
    AuditRow,
    Brief,
    Chart,
    ChartEvent,
    DayGroup,
    Difference,
    Entry,
    Interval,
    Item,
    Mark,
    Row,
    Run,
    SourceRow,
    Voice,
)
from briefing.render.sample import SAMPLE

HEADLINE = "Harbour master says the second tug arrived too late to hold the Aurora off the north piers"
ADDRESS = "https://archive.example.org/" + "a-very-long-path/" * 15 + "?edition=2024-03-15"
MARKS = (Mark.DAY, Mark.SPAN, Mark.WITHIN, Mark.BEFORE, Mark.RANGE, Mark.DAY, Mark.DISPUTED)
FIRST = dt.date(2024, 3, 1)


def crowded(events: int, sources: int = 12) -> Brief:
    """Return a briefing of ``events`` events in 30 days, with a chart of all of them and tables over pages."""
    days = [FIRST + dt.timedelta(days=number * 30 // events) for number in range(events)]
    passage = Item(
        (Run("The tug was called at noon"), Run(" [1 March]", Voice.OURS), Run(" and came at four.")), (1, 2, 3, 9)
    )
    chart = Chart(
        finding=f"Most of {events} events rest on two sources",
        note="Events by actor.",
        events=tuple(
            ChartEvent(
                f"e{number}",
                HEADLINE,
                f"Actor {number % 6}",
                Interval.closed(day, day + dt.timedelta(days=2 * (MARKS[number % 7] in (Mark.SPAN, Mark.WITHIN)))),
                MARKS[number % 7],
                number % 9 + 1,
                disputed=MARKS[number % 7] is Mark.DISPUTED,
            )
            for number, day in enumerate(days)
        ),
        background=tuple(
            ChartEvent(f"b{year}", HEADLINE, "", Interval(dt.date(year, 1, 1), dt.date(year + 1, 1, 1)), Mark.RANGE, 2)
            for year in (1911, 1957, 1994, 2009, 2014)
        ),
        lanes=tuple(f"Actor {number}" for number in range(6)),
        first=FIRST,
        last=FIRST + dt.timedelta(days=31),
        as_of=FIRST + dt.timedelta(days=28),
        zone="Stockholm time",
        alt=f"Timeline chart of {events} events.",
    )
    groups = tuple(
        DayGroup(
            f"{day.day} March",
            f"{day:%A}",
            "",
            tuple(
                Entry(f"e{number}", HEADLINE, MARKS[number % 7], number % 9 + 1, (passage,) * (1 + number % 3))
                for number, when in enumerate(days)
                if when == day
            ),
        )
        for day in sorted(set(days))
    )
    return replace(
        SAMPLE,
        title=HEADLINE,
        chart=chart,
        days=groups,
        differences=tuple(Difference(HEADLINE, (passage, passage, passage)) for _ in range(9)),
        coming_up=tuple(Row(f"c{n}", "1 to 3 April", Mark.PLANNED, HEADLINE, (passage,)) for n in range(4)),
        sources=tuple(
            SourceRow(
                number,
                f"d{number:012d}",
                HEADLINE,
                False,
                "Alder Courier",
                "Friday 15 March 2024",
                "Declared",
                "",
                "0f" * 32,
                ADDRESS,
            )
            for number in range(1, sources + 1)
        ),
        audit=tuple(
            AuditRow(
                number * sources // events + 1,
                "on Friday",
                "212–218",
                MARKS[number % 7],
                "2024-03-15",
                "weekday-same",
                "the day of the report",
                f"e{number}",
            )
            for number in range(events)
        ),
    )
