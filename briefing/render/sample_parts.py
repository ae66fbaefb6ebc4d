"""The chart, the sources and the audit of the sample briefing."""

from __future__ import annotations

import datetime as dt

from briefing.model import AuditRow, Chart, ChartEvent, Interval, Mark, SourceRow

_AS_OF = dt.date(2024, 3, 15)


def _days(first: tuple[int, int], last: tuple[int, int] | None = None) -> Interval:
    return Interval.closed(dt.date(2024, *first), dt.date(2024, *(last or first)))


CHART = Chart(
    finding="Four of eight events rest on one source; the collision is in all five",
    note="Events by actor, 8 to 21 March 2024. The larger the dot, the more sources.",
    events=(
        ChartEvent(
            "e1",
            "Aurora enters dry dock",
            "Owner",
            Interval(None, dt.date(2024, 3, 9)),
            Mark.BEFORE,
            1,
            note="before 9 Mar",
        ),
        ChartEvent("e2", "Aurora strikes the bridge", "Port", _days((3, 11)), Mark.DAY, 5),
        ChartEvent("e3", "Divers find cracked piles", "Port", _days((3, 12)), Mark.DAY, 2),
        ChartEvent("e4", "Pilots refuse night passages", "Pilots", _days((3, 12), (3, 14)), Mark.SPAN, 1),
        ChartEvent("e5", "Shippers meet the port", "Shippers", _days((3, 11), (3, 13)), Mark.WITHIN, 1),
        ChartEvent("e6", "Inquiry opens", "Ministry", _days((3, 15)), Mark.DAY, 3),
        ChartEvent("e7", "Divers return", "Port", _days((3, 18)), Mark.PLANNED, 2, planned=True),
        ChartEvent(
            "e8",
            "Trains run again",
            "Shippers",
            _days((3, 18), (3, 21)),
            Mark.DISPUTED,
            2,
            planned=True,
            disputed=True,
        ),
    ),
    background=(
        ChartEvent("b1", "Bridge opens", "", Interval(dt.date(1957, 1, 1), dt.date(1958, 1, 1)), Mark.RANGE, 1),
        ChartEvent("b2", "Earlier collision", "", Interval(dt.date(2009, 10, 1), dt.date(2009, 11, 1)), Mark.RANGE, 2),
    ),
    lanes=("Owner", "Port", "Shippers", "Pilots", "Ministry"),
    first=dt.date(2024, 3, 8),
    last=dt.date(2024, 3, 21),
    as_of=_AS_OF,
    zone="Stockholm time",
    alt=(
        "Timeline chart, 8 to 21 March 2024: eight events, two of them planned. In the background: 1957, October "
        "2009. 11 March 2024: Liner Aurora strikes the swing bridge (five sources). 15 March 2024: Ministry opens "
        "an inquiry (three sources)."
    ),
)

SOURCES = tuple(
    SourceRow(
        number,
        f"d{number:012d}",
        title,
        opening,
        outlet,
        date,
        evidence,
        f"s{number}.txt",
        f"{number:x}3f9c0a7d15e" * 5 + "0000",
        url,
    )
    for number, title, opening, outlet, date, evidence, url in (
        (
            1,
            "Port shuts swing bridge after collision",
            False,
            "Alder Courier",
            "Friday 15 March 2024",
            "Declared by the page: JSON-LD datePublished",
            "https://courier.example.org/2024/03/15/bridge",
        ),
        (
            2,
            "What the divers saw under the north pier",
            False,
            "Harbour Gazette",
            "Friday 15 March 2024",
            "Declared in the article: front matter",
            "",
        ),
        (
            3,
            "The grain is piling up in the silos, and the men who move it by rail have",
            True,
            "Outlet not stated",
            "14 or 15 March 2024",
            "Inferred: “Thursday” is the day of the visit; “Monday” the day of the collision",
            "",
        ),
        (
            4,
            "Pilots: we said so in the autumn",
            False,
            "Narrows Pilots’ Bulletin",
            "Thursday 14 March 2024",
            "Set in the brief file",
            "mailto:desk@pilots.example.org",
        ),
        (
            5,
            "Lindqvist promises inquiry",
            False,
            "Example Agency",
            "Friday 15 March 2024",
            "Declared by the page: meta article:published_time",
            "https://agency.example.org/" + "news/2024/03/15/" * 4 + "lindqvist-promises-inquiry.html",
        ),
    )
)

AUDIT = tuple(
    AuditRow(source, words, span, mark, date, rule, reason, event)
    for source, words, span, mark, date, rule, reason, event in (
        (
            1,
            "Friday",
            "212–218",
            Mark.DAY,
            "2024-03-15",
            "weekday-same",
            "past tense, so the day of the report",
            "e6",
        ),
        (1, "Monday", "640–646", Mark.DAY, "2024-03-11", "weekday-past", "the last Monday before the report", "e2"),
        (1, "that evening", "911–923", Mark.DAY, "2024-03-11", "day-part", "counted from the day told last", "e2"),
        (1, "1957", "1402–1406", Mark.RANGE, "1957", "year", "stays a year", "b1"),
        (2, "Monday", "55–61", Mark.DAY, "2024-03-11", "weekday-past", "the last Monday before the report", "e2"),
        (
            2,
            "Tuesday",
            "388–395",
            Mark.DAY,
            "2024-03-12",
            "weekday-past",
            "the last Tuesday before the report",
            "e3",
        ),
        (
            2,
            "before her first cruise",
            "702–725",
            Mark.BEFORE,
            "../2024-03-08",
            "event-name",
            "calendar: 2024-03-09",
            "e1",
        ),
        (2, "October 2009", "1033–1045", Mark.RANGE, "2009-10", "month-year", "stays a month", "b2"),
        (
            3,
            "earlier this week",
            "120–137",
            Mark.WITHIN,
            "2024-03-11/2024-03-13",
            "week-part",
            "Monday to the day before the report",
            "e5",
        ),
        (3, "next week", "884–893", Mark.PLANNED, "2024-03-18/2024-03-24", "week-next", "planned", "e8"),
        (
            4,
            "From Tuesday until Thursday",
            "76–103",
            Mark.SPAN,
            "2024-03-12/2024-03-14",
            "weekday-range",
            "both before the report",
            "e4",
        ),
        (
            5,
            "Friday",
            "18–24",
            Mark.DAY,
            "2024-03-15",
            "weekday-same",
            "past tense, so the day of the report",
            "e6",
        ),
    )
)
