"""The timeline: events with their dates, sources and passages, as the timeline file holds them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from briefing.model.document import Document
from briefing.model.time import Interval, Precision, Span, TimeExpression


class EventBasis(StrEnum):
    """Where an event's date comes from."""

    TEXT = "text"  # an expression in its passage
    ORDER = "order"  # "before", "after", "following"
    DOCUMENT = "document"  # the date of the article
    CALENDAR = "calendar"  # a calendar of named events
    EDITOR = "editor"  # a person


class Status(StrEnum):
    """Whether an event lies behind the as-of date."""

    PAST = "past"
    PLANNED = "planned"


class Modality(StrEnum):
    """Whether the passage says that the event happens."""

    ASSERTED = "asserted"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"
    HABITUAL = "habitual"


@dataclass(frozen=True, slots=True)
class Insertion:
    """Words that we add to a passage, printed in [brackets] before the character at ``at`` of the bullet's text."""

    at: int
    text: str  # without the brackets: "Monday 18 August"


@dataclass(frozen=True, slots=True)
class Bullet:
    """A passage of a source: ``text == document.text[span[0]:span[1]]``."""

    text: str
    document: str | None  # id; None: written by the editor
    span: Span
    speaker: str | None = None  # house spelling: "Lavrov"
    via: str | None = None  # the outlet to which it was said: "NBC"
    insertions: tuple[Insertion, ...] = ()
    also: tuple[str, ...] = ()  # ids of other documents that hold the same words, or nearly


@dataclass(frozen=True, slots=True)
class Resolution:
    """A time expression that an event rests on, and the document that holds it."""

    document: str
    expression: TimeExpression


@dataclass(frozen=True, slots=True)
class Account:
    """What one side says where sources differ, and the documents that say it."""

    statement: str  # words of the sources, or a date in words
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A point on which the sources of an event differ: its date, a number, who did it."""

    topic: str
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens at a time, with every passage that tells it. ``bullets[0]`` gives the id."""

    id: str  # YYYYMMDD- (zeros for what is missing) and 8 hex digits
    interval: Interval
    precision: Precision
    date_basis: EventBasis
    headline: str
    bullets: tuple[Bullet, ...]
    status: Status = Status.PAST
    background: bool = False
    modality: Modality = Modality.ASSERTED
    approximate: bool = False  # "about 1994"
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()  # ids of all documents that tell it, in the order of the timeline's documents
    voices: int = 1  # independent texts
    resolutions: tuple[Resolution, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    change: str | None = None  # "new", "changed" or None, against an earlier timeline
    was: tuple[str, ...] = ()  # older ids


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that is no event: undated, or left out, with the reason."""

    text: str
    document: str
    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """What happened when, by whose account. ``documents`` are sorted by content, ``events`` by date."""

    documents: tuple[Document, ...]
    events: tuple[Event, ...]
    undated: tuple[Passage, ...] = ()
    left_out: tuple[Passage, ...] = ()
    gone: tuple[str, ...] = ()  # headlines of events that an earlier timeline had
    title: str | None = None  # the brief's, else that of the top event
    topic: tuple[str, ...] = ()
    as_of: dt.date | None = None
    timezone: str | None = None
    language: str = "en"
    corrections: tuple[str, ...] = ()  # what a person decided, in words, for the annex
    since: dt.date | None = None  # the as-of date of the earlier timeline
    handling: str | None = None  # mark on every page: "TLP:AMBER"
    not_shown: int = 0  # events that were found and are not shown
    hidden: tuple[Event, ...] = field(default=(), compare=False, repr=False)  # found, not shown; not in the file
