"""A small timeline with every kind of date, made by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing.model import (
    Account,
    Anchor,
    AnchorKind,
    Bullet,
    DateBasis,
    Direction,
    Disagreement,
    Document,
    Event,
    EventBasis,
    Evidence,
    Insertion,
    Interval,
    Passage,
    Precision,
    Resolution,
    Status,
    TimeExpression,
    Timeline,
    TimexType,
)

TEXTS = {
    "d1": "The port closed on Friday. Pilots had walked out on Monday. A ferry sank there in 1994.",
    "d2": "Ministers will meet next week. The port closed <b>on Friday</b>, the union said.",
}


def day(number: int) -> Interval:
    return Interval.day(dt.date(2025, 8, number))


def document(key: str, **facts: object) -> Document:
    text = TEXTS[key]
    known = {"title": None, "published": day(22), "published_basis": DateBasis.DECLARED} | facts
    return Document(id=key, path=f"{key}.txt", sha256=key * 8, text_sha256=key * 8, text=text, **known)  # type: ignore[arg-type]


def bullet(key: str, words: str, *insertions: Insertion, also: tuple[str, ...] = ()) -> Bullet:
    start = TEXTS[key].index(words)
    return Bullet(words, key, (start, start + len(words)), insertions=insertions, also=also)


def expression(key: str, words: str, interval: Interval, precision: Precision) -> TimeExpression:
    start = TEXTS[key].index(words)
    return TimeExpression(
        words,
        (start, start + len(words)),
        TimexType.DATE,
        "2025-08-22",
        interval,
        precision,
        Anchor(AnchorKind.DCT, day(22)),
        Direction.PAST,
        "weekday",
        f"{words}: explained.",
    )


def event(key: str, interval: Interval, precision: Precision, headline: str, **facts: object) -> Event:
    known = {"bullets": (bullet("d1", TEXTS["d1"][:26]),), "documents": ("d1",), "actors": ("Union",)} | facts
    return Event(key, interval, precision, EventBasis.TEXT, headline, **known)  # type: ignore[arg-type]


@pytest.fixture
def timeline() -> Timeline:
    closing = event(
        "20250822-1",
        day(22),
        Precision.DAY,
        "Port closes",
        bullets=(
            bullet("d1", "The port closed on Friday.", Insertion(25, "22 August"), also=("d2",)),
            Bullet("Checked by phone.", None, (0, 0)),
        ),
        documents=("d1", "d2"),
        resolutions=(Resolution("d1", expression("d1", "Friday", day(22), Precision.DAY)),),
        disagreements=(Disagreement("Who closed it", (Account("the port", ("d1",)), Account("the union", ("d2",)))),),
    )
    strike = event(
        "20250818-1",
        day(18),
        Precision.DAY,
        "Pilots walk out",
        bullets=(bullet("d1", "Pilots had walked out on Monday."),),
    )
    within = event(
        "20250818-2",
        Interval.closed(dt.date(2025, 8, 18), dt.date(2025, 8, 21)),
        Precision.WITHIN,
        "Mayor warns of delays",
    )
    before = event("00000000-1", Interval(None, dt.date(2025, 8, 18)), Precision.BEFORE, "Talks fail", actors=())
    meeting = event(
        "20250825-1",
        Interval.closed(dt.date(2025, 8, 25), dt.date(2025, 8, 31)),
        Precision.WEEK,
        "Ministers meet",
        status=Status.PLANNED,
        bullets=(bullet("d2", "Ministers will meet next week."),),
        documents=("d2",),
    )
    wreck = event(
        "19940000-1",
        Interval(dt.date(1994, 1, 1), dt.date(1995, 1, 1)),
        Precision.YEAR,
        "Ferry sinks",
        background=True,
        bullets=(bullet("d1", "A ferry sank there in 1994."),),
    )
    inferred = document(
        "d2",
        published_basis=DateBasis.INFERRED,
        evidence=(Evidence("Friday", "d1", (19, 25), "Friday is the day of the report."),),
    )
    return Timeline(
        documents=(document("d1", title="Port closes", publisher="Harbour News"), inferred),
        events=(wreck, before, strike, within, closing, meeting),
        undated=(Passage("the union said", "d2", (66, 80), "no date"),),
        left_out=(Passage("x", "d1", (0, 1), "reader poll"), Passage("y", "d2", (0, 1), "reader poll")),
        as_of=dt.date(2025, 8, 22),
        timezone="Europe/Kyiv",
    )
