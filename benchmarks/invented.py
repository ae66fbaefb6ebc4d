"""Invented briefings of any length to draw: each edition says something else, and has a chart of its own."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

from briefing.model import (
    AuditRow,
    Brief,
    Chart,
    ChartEvent,
    DayGroup,
    Difference,
    Entry,
    Figure,
    Interval,
    Item,
    Mark,
    Row,
    Run,
    SourceRow,
    Voice,
)

EIGHT_PAGES = 14
"""The days that fill eight pages in the house style."""

_WHO = [
    "the harbour master",
    "a spokesman for the river authority",
    "two engineers of the ministry",
    "the mayor of Port Alder",
    "the union of lock keepers",
    "an insurer in the capital",
    "the grain shippers",
    "Minister Lindqvist",
    "a pilot with thirty years at sea",
    "the owner of the ferry line",
    "inspectors from the coast guard",
    "the committee on inland water",
]
_DID = [
    "said",
    "told reporters",
    "wrote in a notice",
    "confirmed",
    "denied",
    "warned",
    "let it be known",
    "repeated",
    "promised",
    "admitted",
]
_WHAT = [
    "that the swing bridge stays closed to rail traffic",
    "that repairs on the north pier need four more weeks",
    "that no vessel above ninety metres may pass after dark",
    "that two of the eleven piles are cracked through",
    "that the inquiry will look at the current as well",
    "that nobody had asked for a second tug",
    "that the ferries run again from the southern quay",
    "that the cost is not known and will not be guessed",
    "that the steering gear had been overhauled in winter",
    "that trains with grain are sent over the northern line",
]
_BESIDES = [
    "although the port had told a different story the day before",
    "while forty wagons wait outside the terminal",
    "and nobody at the table spoke against it",
    "as the letter seen by three papers shows",
    "but gave neither a number nor a date",
    "because divers cannot work when the tide runs out",
    "after a night in which the lights of the pier had failed",
    "which the owner calls a matter for the courts",
    "for the third time since the collision",
    "and thanked those who had kept the lock open by hand",
]
_LANES = ("Port", "Ministry", "Pilots", "Shippers", "Owner")
_FIRST = dt.date(2024, 3, 4)
_MARKS = (Mark.DAY, Mark.DAY, Mark.DAY, Mark.SPAN, Mark.WITHIN, Mark.BEFORE)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


class _Writer:
    """Sentences of one edition."""

    def __init__(self, edition: int, sources: int) -> None:
        self.chance, self.sources = random.Random(edition), sources

    def sentence(self) -> str:
        """Return a sentence of some 15 to 40 words."""
        one = self.chance.choice
        number = self.chance.randrange(2, 900)
        return _capital(f"{one(_WHO)} {one(_DID)} {one(_WHAT)}, {one(_BESIDES)}, in paragraph {number}.")

    def item(self, date: str = "") -> Item:
        """Return a passage, a resolved date in it, with its references."""
        head, _, rest = self.sentence().partition(", ")
        runs = [Run(f"{head} on that day")] if date else [Run(head)]
        if date:
            runs.append(Run(f" [{date}]", Voice.OURS))
        runs.append(Run(f", {rest}"))
        cited = sorted({self.chance.randint(1, self.sources) for _ in range(self.chance.randint(1, 4))})
        return Item(tuple(runs), tuple(cited))

    def headline(self) -> str:
        """Return a headline of some six words."""
        return _capital(f"{self.chance.choice(_WHO)} {self.chance.choice(_DID)} more")


def brief(edition: int, days: int = EIGHT_PAGES) -> Brief:
    """Return edition number ``edition`` of a briefing of ``days`` days: another title, other texts, another chart."""
    sources = max(6, days // 2)
    write = _Writer(edition, sources)
    title = f"Edition {edition}: the swing bridge stays shut, and nobody says when trains run again"
    groups = tuple(_day(write, number) for number in range(days))
    entries = [(number, entry) for number, group in enumerate(groups) for entry in group.entries]
    as_of = _FIRST + dt.timedelta(days=days)
    return Brief(
        name="harbour-bridge",
        title=title,
        topic=f"The collision at Port Alder, part {edition}",
        as_of=f"{as_of:%A} {as_of.day} {as_of:%B %Y}",
        zone="Stockholm time (UTC+1)",
        language="en",
        created=dt.datetime(2024, 3, 15, tzinfo=dt.UTC),
        figures=tuple(
            Figure(write.chance.randint(1, 90), words)
            for words in (
                "sources, all attached",
                "dated events, 2 in background",
                "time expressions resolved",
                "dates not exact to the day",
                "points on which sources differ",
            )
        ),
        bottom_line=tuple(write.item(f"{number + 4} March") for number in range(3)),
        since="",
        new=(),
        gone=(),
        chart=_chart(write, edition),
        days=groups,
        differences=tuple(Difference(write.headline(), (write.item(), write.item())) for _ in range(3)),
        coming_up=tuple(
            Row(f"c{number}", f"{number + 20} April", Mark.PLANNED, write.headline(), (write.item(),))
            for number in range(3)
        ),
        background=tuple(
            Row(f"b{number}", str(1990 + 7 * number), Mark.RANGE, write.headline(), (write.item(),))
            for number in range(3)
        ),
        sources=tuple(_source(write, number) for number in range(1, sources + 1)),
        undated=tuple(write.item() for _ in range(4)),
        left_out=(),
        audit=tuple(sorted((_audited(write, number, entry) for number, entry in entries), key=lambda row: row.source)),
        corrections=(),
        keywords=("Port Alder", "swing bridge"),
    )


def _day(write: _Writer, number: int) -> DayGroup:
    day = _FIRST + dt.timedelta(days=number)
    date = f"{day.day} {day:%B}"
    return DayGroup(
        date, f"{day:%A}", "", tuple(_entry(write, f"e{number}-{place}", date) for place in range(1 + number % 2))
    )


def _entry(write: _Writer, key: str, date: str) -> Entry:
    items = tuple(write.item(date) for _ in range(write.chance.randint(2, 4)))
    return Entry(key, write.headline(), write.chance.choice(_MARKS), write.chance.randint(1, 6), items)


def _source(write: _Writer, number: int) -> SourceRow:
    return SourceRow(
        number,
        f"d{number:012d}",
        write.headline(),
        False,
        write.chance.choice(("Alder Courier", "Harbour Gazette", "Example Agency")),
        f"Friday {number % 28 + 1} March 2024",
        "Declared by the page: JSON-LD datePublished",
        "",
        f"{write.chance.getrandbits(256):064x}",
        f"https://courier.example.org/2024/03/{number}/{write.chance.getrandbits(40):x}",
    )


def _audited(write: _Writer, number: int, entry: Entry) -> AuditRow:
    start = write.chance.randrange(4000)
    return AuditRow(
        write.chance.randint(1, write.sources),
        write.chance.choice(("on Monday", "earlier this week", "Friday", "that evening", "in March", "last night")),
        f"{start}–{start + 9}",
        entry.mark,
        (_FIRST + dt.timedelta(days=number)).isoformat(),
        write.chance.choice(("weekday-past", "week-part", "weekday-same", "day-part")),
        write.chance.choice(("the last one before the report", "past tense, so before the report", "stays a month")),
        entry.key,
    )


def _chart(write: _Writer, edition: int) -> Chart:
    events = []
    for number in range(13):
        first = _FIRST + dt.timedelta(days=write.chance.randrange(11))
        mark = write.chance.choice(_MARKS)
        last = first + dt.timedelta(days=write.chance.randint(1, 3) if mark in (Mark.SPAN, Mark.WITHIN) else 0)
        interval = Interval.closed(first, last)
        if mark is Mark.BEFORE:
            interval = replace(interval, start=None)
        label = " ".join(write.headline().split()[:5])
        events.append(
            ChartEvent(
                f"e{number}", label, write.chance.choice(_LANES), interval, mark, write.chance.randint(1, 6), number=0
            )
        )
    background = tuple(
        ChartEvent(
            f"b{number}",
            write.headline(),
            "",
            Interval(dt.date(year, 1, 1), dt.date(year + 1, 1, 1)),
            Mark.RANGE,
            1 + number,
        )
        for number, year in enumerate((1957, 1994, 2009))
    )
    return Chart(
        finding=f"Six of thirteen events rest on one source in edition {edition}",
        note="Events by actor, 4 to 17 March 2024. The larger the dot, the more sources.",
        events=tuple(events),
        background=background,
        lanes=_LANES,
        first=_FIRST,
        last=_FIRST + dt.timedelta(days=13),
        as_of=_FIRST + dt.timedelta(days=11),
        zone="Stockholm time",
        alt=f"Timeline chart of edition {edition}: thirteen events by actor, 4 to 17 March 2024.",
    )
