"""What a message says of a briefing: the few facts that stand in its body, small enough to be kept beside the PDF."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from briefing.model import Brief, DayGroup, Entry, Item, Row, SourceRow

MOST_NEW = 12
"""Items under "what is new"; the PDF has them all."""

MOST_EVENTS = 30
"""Headlines by day, the newest; the PDF has them all."""

MOST_COMING = 12
"""Headlines of what is to come; the PDF has them all."""

MOST_SOURCES = 40
"""Sources that are listed; the PDF has them all."""

LONGEST_LINE = 1500
"""Characters of a passage in a message, so that no mail program clips it; the PDF has it whole."""

_LONGEST_URL = 500
_MOST_MARKS = 6  # numbers after a line


@dataclass(frozen=True, slots=True)
class Line:
    """A passage with the numbers of its sources."""

    text: str
    references: tuple[int, ...] = ()

    @property
    def marks(self) -> str:
        """The numbers as they are printed: ``[1] [3]``."""
        return _marks(self.references)


@dataclass(frozen=True, slots=True)
class Told:
    """An event in one line. ``date`` stands where it is not that of the day under which it is told."""

    headline: str
    date: str = ""
    references: tuple[int, ...] = ()

    @property
    def marks(self) -> str:
        """The numbers of its sources as they are printed: ``[1] [3]``."""
        return _marks(self.references)


@dataclass(frozen=True, slots=True)
class Day:
    """The events that stand under one date."""

    date: str
    weekday: str
    events: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A source to which a line refers. ``url`` is a web address or empty."""

    number: int
    outlet: str
    title: str
    date: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """The facts of a briefing that its message tells. Texts stand on one line and hold no control characters."""

    name: str
    title: str
    as_of: str  # in words
    day: str  # the same as an ISO date, or empty
    zone: str
    language: str
    bottom_line: tuple[Line, ...]
    since: str = ""
    new: tuple[Line, ...] = ()
    more_new: int = 0  # new items that are only in the PDF
    gone: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    days: tuple[Day, ...] = ()
    more_events: int = 0  # earlier events that are only in the PDF
    coming_up: tuple[Told, ...] = ()
    more_coming: int = 0
    sources: tuple[Cited, ...] = ()  # those to which a line refers
    all_sources: int = 0
    handling: str = ""  # the mark that every page bears
    chart: str = ""  # a PNG image in base64
    chart_words: str = ""  # what it shows


def summarise(brief: Brief, day: str, chart: bytes | None = None) -> Summary:
    """Return what the message for ``brief`` says; ``day`` is its as-of date in ISO form, or empty.

    ``chart`` is a picture of the brief's chart.
    """
    bottom_line = tuple(_line(item) for item in brief.bottom_line)
    new = tuple(_line(item) for item in brief.new[:MOST_NEW])
    days = tuple(_day(group) for group in brief.days)
    events, days = _count(days), _newest(days, MOST_EVENTS)
    coming_up = tuple(_coming(row) for row in brief.coming_up[:MOST_COMING])
    told = (*(event for each in days for event in each.events), *coming_up)
    cited = [*(line.references for line in (*bottom_line, *new)), *(event.references for event in told)]
    used = frozenset().union(*cited)
    return Summary(
        name=clean(brief.name),
        title=_short(brief.title),
        as_of=clean(brief.as_of),
        day=day,
        zone=clean(brief.zone),
        language=clean(brief.language),
        bottom_line=bottom_line,
        since=clean(brief.since),
        new=new,
        more_new=len(brief.new) - len(new) + brief.new_more,
        gone=tuple(_short(text) for text in brief.gone[:MOST_NEW]),
        notices=tuple(_short(text) for text in brief.notices[:MOST_NEW]),
        days=days,
        more_events=events - _count(days),
        coming_up=coming_up,
        more_coming=len(brief.coming_up) - len(coming_up),
        sources=tuple(_cited(row) for row in brief.sources if row.number in used)[:MOST_SOURCES],
        all_sources=len(brief.sources),
        handling=_short(brief.handling),
        chart=b64encode(chart).decode("ascii") if chart else "",
        chart_words=_short(brief.chart.alt) if chart and brief.chart else "",
    )


def clean(text: str) -> str:
    """Return ``text`` on one line, without control and direction characters.

    >>> clean("A strike\\n begins\\u202e")
    'A strike begins'
    """
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def shortened(summary: Summary, longest: int, rows: int) -> Summary:
    """Return the summary with no text longer than ``longest``, and at most ``rows`` sources and lines of a kind."""

    def short(text: str) -> str:
        return _short(text, longest)

    def lines(given: tuple[Line, ...]) -> tuple[Line, ...]:
        return tuple(Line(short(line.text), line.references[:rows]) for line in given[:rows])

    def told(given: tuple[Told, ...]) -> tuple[Told, ...]:
        return tuple(Told(short(event.headline), short(event.date), event.references[:rows]) for event in given)

    days = tuple(Day(short(day.date), day.weekday, told(day.events)) for day in _newest(summary.days, rows))
    return replace(
        summary,
        title=short(summary.title),
        bottom_line=lines(summary.bottom_line),
        new=lines(summary.new),
        more_new=summary.more_new + max(0, len(summary.new) - rows),
        gone=tuple(short(text) for text in summary.gone[:rows]),
        notices=tuple(short(text) for text in summary.notices[:rows]),
        days=days,
        more_events=summary.more_events + _count(summary.days) - _count(days),
        coming_up=told(summary.coming_up[:rows]),
        more_coming=summary.more_coming + max(0, len(summary.coming_up) - rows),
        sources=tuple(
            Cited(
                *(row.number, short(row.outlet), short(row.title), short(row.date)),
                row.url if len(row.url) <= longest else "",
            )
            for row in summary.sources[:rows]
        ),
        handling=short(summary.handling),
        chart_words=short(summary.chart_words),
    )


def to_data(summary: Summary) -> dict[str, Any]:
    """Return the summary as plain data, for a JSON file."""
    return asdict(summary)


def from_data(data: Mapping[str, Any]) -> Summary:
    """Return the summary that ``to_data`` wrote."""
    return Summary(
        **{
            **data,
            "bottom_line": _lines(data["bottom_line"]),
            "new": _lines(data["new"]),
            "gone": tuple(data["gone"]),
            "notices": tuple(data["notices"]),
            "days": tuple(Day(day["date"], day["weekday"], _told(day["events"])) for day in data["days"]),
            "coming_up": _told(data["coming_up"]),
            "sources": tuple(Cited(**row) for row in data["sources"]),
        }
    )


def _lines(rows: Iterable[Mapping[str, Any]]) -> tuple[Line, ...]:
    return tuple(Line(row["text"], tuple(row["references"])) for row in rows)


def _told(rows: Iterable[Mapping[str, Any]]) -> tuple[Told, ...]:
    return tuple(Told(row["headline"], row["date"], tuple(row["references"])) for row in rows)


def _marks(references: tuple[int, ...]) -> str:
    more = len(references) - _MOST_MARKS
    marks = [f"[{number}]" for number in references[:_MOST_MARKS]]
    return " ".join((*marks, f"and {more} more") if more > 0 else marks)


def _day(group: DayGroup) -> Day:
    return Day(clean(group.date), clean(group.weekday), tuple(_event(entry) for entry in group.entries))


def _event(entry: Entry) -> Told:
    return Told(_short(entry.headline), clean(entry.date), _references(entry.items))


def _coming(row: Row) -> Told:
    return Told(_short(row.headline), clean(row.date), _references(row.items))


def _references(items: tuple[Item, ...]) -> tuple[int, ...]:
    return tuple(sorted({number for item in items for number in item.references}))


def _newest(days: tuple[Day, ...], most: int) -> tuple[Day, ...]:
    """Return the days with no more than ``most`` events, the last ones."""
    kept: list[Day] = []
    for day in reversed(days):
        events = day.events[: max(0, most)]
        most -= len(events)
        kept += [replace(day, events=events)] if events else []
    return tuple(reversed(kept))


def _count(days: tuple[Day, ...]) -> int:
    return sum(len(day.events) for day in days)


def _line(item: Item) -> Line:
    return Line(_short("".join(run.text for run in item.runs)), item.references)


def _short(text: str, longest: int = LONGEST_LINE) -> str:
    words = clean(text)
    return words if len(words) <= longest else f"{words[:longest].rstrip()} …"


def _cited(row: SourceRow) -> Cited:
    return Cited(row.number, _short(row.outlet), _short(row.title), clean(row.date), _web(row.url))


def _web(url: str) -> str:
    """Return ``url`` when it is an address that a reader may follow."""
    safe = len(url) <= _LONGEST_URL and url.isascii() and url.isprintable() and not set(url) & set(" <>\"'`\\")
    return url if safe and url.lower().startswith(("https://", "http://")) else ""
