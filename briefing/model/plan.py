"""The plan: what a person asks for beside the articles themselves."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from briefing.model.time import Interval, Precision


class CorrectionKind(StrEnum):
    """What a person can decide about an event."""

    DATE = "date"
    DROP = "drop"
    RENAME = "rename"
    MERGE = "merge"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's decision. ``match`` is a case-folded part of a headline or bullet, or an id after ``id:``."""

    kind: CorrectionKind
    match: tuple[str, ...]  # one text; for MERGE all that are one event
    interval: Interval | None = None  # for DATE
    precision: Precision | None = None  # for DATE
    text: str = ""  # for RENAME
    parts: tuple[str, ...] = ()  # for SPLIT: each part takes the bullets that hold its text
    where: str = ""  # file:line:column


@dataclass(frozen=True, slots=True)
class NamedEvent:
    """A row of a calendar: what people call it, and when it was."""

    names: tuple[str, ...]  # house name first; compared case-folded
    interval: Interval
    precision: Precision
    source: str  # the calendar's file name, for the annex


LONGEST_HANDLING = 80
"""Characters of a handling mark: it stands on one line."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a briefing is about and how much it shows; every field has the default of a folder without a brief."""

    title: str | None = None
    topic: tuple[str, ...] = ()
    period: tuple[dt.date | None, dt.date | None] = (None, None)  # both included; before: background; after: only plans
    as_of: dt.date | None = None
    timezone: str | None = None
    language: str = "en"
    events: int | None = 25  # None: all
    bullets: int | None = 4
    names: tuple[tuple[str, ...], ...] = ()  # house spelling first
    calendar: tuple[NamedEvent, ...] = ()
    corrections: tuple[Correction, ...] = field(default=())
    days: int | None = None  # the N days that matter most
    per_day: int | None = None  # K passages a day
    first: dt.date | None = None  # --from
    last: dt.date | None = None  # --to
    handling: str | None = None  # mark on every page: "Embargoed until 22 August, 06:00"
