"""The brief: what stands where on the page, in words, before anything is drawn.

The brief is complete: the renderer takes no decision about content and words no date. All strings are plain text, never
markup. Numbers of sources count from 1.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from briefing.model.time import Interval


class Mark(StrEnum):
    """The shapes of the chart, which return on the spine of the timeline and in the annex."""

    DAY = "day"  # filled dot with the number of sources
    SPAN = "span"  # bar
    WITHIN = "within"  # thin bar: one time somewhere in it
    BEFORE = "before"  # arrow to the left
    AFTER = "after"  # arrow to the right
    RANGE = "range"  # ring with a whisker: a month, a year
    CALENDAR = "calendar"  # ring: a day that a calendar file gives
    PLANNED = "planned"  # hollow
    DISPUTED = "disputed"  # dashed ring


class Voice(StrEnum):
    """Whose words a run of text is."""

    SOURCE = "source"  # a passage, in serif
    OURS = "ours"  # what we add, in [brackets]
    EDITOR = "editor"  # a person's note


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one voice."""

    text: str
    voice: Voice = Voice.SOURCE


@dataclass(frozen=True, slots=True)
class Item:
    """A bullet as printed: its runs, then references to sources."""

    runs: tuple[Run, ...]
    references: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell of the figures strip."""

    number: int
    words: str  # "sources, all attached"
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """An event of the timeline as printed. ``key`` is its anchor in the document."""

    key: str
    headline: str
    mark: Mark
    sources: int  # how many sources tell it
    items: tuple[Item, ...]
    more: str = ""  # "and 3 more passages in the timeline file"
    date: str = ""  # its own date, where that differs from the day under which it stands: "18 to 21 August"
    new: bool = False


@dataclass(frozen=True, slots=True)
class DayGroup:
    """Events that stand under one date in the side column."""

    date: str  # "18 August", "Before 18 August"
    weekday: str  # "Monday", or what kind of date it is; may be empty
    note: str  # "Calendar file: 15 August"; may be empty
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of "coming up" or "background": date in the side column, mark, passage."""

    key: str
    date: str
    mark: Mark
    headline: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A point on which sources differ, two accounts or more side by side."""

    topic: str
    accounts: tuple[Item, ...]
    event: str = ""  # headline of the event on which they differ


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source as listed. ``document`` is the id; ``attachment`` the name of the attached file, or empty."""

    number: int
    document: str
    title: str
    title_is_opening: bool  # listed by its opening words
    outlet: str
    date: str
    evidence: str
    attachment: str
    sha256: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class AuditRow:
    """A line of the annex: one time expression, its date, its rule and its reason."""

    source: int
    words: str
    span: str  # "1127-1135"
    mark: Mark
    date: str  # EDTF
    rule: str
    reason: str
    event: str = ""  # key of the event that rests on it


@dataclass(frozen=True, slots=True)
class ChartEvent:
    """A mark on the chart. Open sides are None; ``interval`` ends are half-open as everywhere."""

    key: str
    label: str
    lane: str
    interval: Interval
    mark: Mark
    sources: int
    planned: bool = False
    disputed: bool = False
    note: str = ""  # small words after the label: "before 18 Aug"
    number: int = 0  # in the timeline, from 1; 0: not numbered there


@dataclass(frozen=True, slots=True)
class Chart:
    """The data of the timeline chart; ``background`` events stand on the overview strip."""

    finding: str  # a count, never an opinion
    note: str
    events: tuple[ChartEvent, ...]
    background: tuple[ChartEvent, ...]
    lanes: tuple[str, ...]  # in order, at most six
    first: dt.date  # first day of the detailed axis
    last: dt.date  # last day, included
    as_of: dt.date | None
    zone: str
    alt: str  # what the chart says, for those who do not see it


@dataclass(frozen=True, slots=True)
class Brief:
    """A briefing, ready to be drawn."""

    name: str
    title: str
    topic: str  # the running head
    as_of: str  # "Friday 22 August 2025", or "a date not known"
    zone: str  # "Kyiv time (UTC+3)"; may be empty
    language: str
    created: dt.datetime  # for the file's metadata, from as_of: never the clock
    figures: tuple[Figure, ...]
    bottom_line: tuple[Item, ...]
    since: str  # "the edition of Wednesday 20 August"; empty without --since
    new: tuple[Item, ...]
    gone: tuple[str, ...]
    chart: Chart | None
    days: tuple[DayGroup, ...]
    differences: tuple[Difference, ...]
    coming_up: tuple[Row, ...]
    background: tuple[Row, ...]
    sources: tuple[SourceRow, ...]
    undated: tuple[Item, ...]
    left_out: tuple[Item, ...]
    audit: tuple[AuditRow, ...]
    corrections: tuple[str, ...]
    handling: str = ""  # mark at head and foot of every page
    notices: tuple[str, ...] = ()  # what the reader must know: "no event could be dated", "source not attached"
    keywords: tuple[str, ...] = ()
    new_more: int = 0  # new events that ``new`` leaves to the timeline
