"""What a message says of a briefing: the few facts that stand in its body, small enough to be kept beside the PDF."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from briefing.model import Brief, Item, SourceRow

MOST_NEW = 12
"""Items under "what is new"; the PDF has them all."""

LONGEST_LINE = 1500
"""Characters of a passage in a message, so that no mail program clips it; the PDF has it whole."""


@dataclass(frozen=True, slots=True)
class Line:
    """A passage with the numbers of its sources."""

    text: str
    references: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Cited:
    """A source to which a line refers."""

    number: int
    outlet: str
    title: str
    date: str


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
    sources: tuple[Cited, ...] = ()  # those to which a line refers
    all_sources: int = 0
    chart: str = ""  # a PNG image in base64
    chart_words: str = ""  # what it shows


def summarise(brief: Brief, day: str, chart: bytes | None = None) -> Summary:
    """Return what the message for ``brief`` says; ``day`` is its as-of date in ISO form, or empty.

    ``chart`` is a picture of the brief's chart.
    """
    bottom_line = tuple(_line(item) for item in brief.bottom_line)
    new = tuple(_line(item) for item in brief.new[:MOST_NEW])
    used = {number for line in (*bottom_line, *new) for number in line.references}
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
        more_new=len(brief.new) - len(new),
        gone=tuple(_short(text) for text in brief.gone[:MOST_NEW]),
        notices=tuple(_short(text) for text in brief.notices[:MOST_NEW]),
        sources=tuple(_cited(row) for row in brief.sources if row.number in used),
        all_sources=len(brief.sources),
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

    def lines(given: tuple[Line, ...]) -> tuple[Line, ...]:
        return tuple(Line(_short(line.text, longest), line.references[:rows]) for line in given[:rows])

    def cited(row: Cited) -> Cited:
        return Cited(row.number, _short(row.outlet, longest), _short(row.title, longest), _short(row.date, longest))

    return replace(
        summary,
        title=_short(summary.title, longest),
        bottom_line=lines(summary.bottom_line),
        new=lines(summary.new),
        gone=tuple(_short(text, longest) for text in summary.gone[:rows]),
        notices=tuple(_short(text, longest) for text in summary.notices[:rows]),
        sources=tuple(map(cited, summary.sources[:rows])),
        chart_words=_short(summary.chart_words, longest),
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
            "sources": tuple(Cited(**row) for row in data["sources"]),
        }
    )


def _lines(rows: Iterable[Mapping[str, Any]]) -> tuple[Line, ...]:
    return tuple(Line(row["text"], tuple(row["references"])) for row in rows)


def _line(item: Item) -> Line:
    return Line(_short("".join(run.text for run in item.runs)), item.references)


def _short(text: str, longest: int = LONGEST_LINE) -> str:
    words = clean(text)
    return words if len(words) <= longest else f"{words[:longest].rstrip()} …"


def _cited(row: SourceRow) -> Cited:
    return Cited(row.number, _short(row.outlet), _short(row.title), clean(row.date))
