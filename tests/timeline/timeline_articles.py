"""Short articles for the tests, in our own words, and the way from them to a timeline."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace

from briefing.dates.find import find
from briefing.dates.resolve import resolve
from briefing.model import DateBasis, Document, Event, Interval, Plan, TimeExpression, Timeline
from briefing.model.edtf import format_edtf
from briefing.timeline.build import build
from briefing.timeline.telling.context import Story, tell
from briefing.timeline.telling.parse import read

FRIDAY = dt.date(2024, 5, 17)
Expressions = dict[str, tuple[TimeExpression, ...]]


def article(text: str, *, title: str | None = None, day: dt.date | None = FRIDAY, path: str = "") -> Document:
    """A document of ``text``, published on ``day``."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    published = Interval.day(day) if day else None
    basis = DateBasis.GIVEN if day else None
    return Document(
        f"d{sha256[:12]}", path or f"{sha256[:6]}.txt", sha256, sha256, text, title=title, published=published,
        published_basis=basis,
    )  # fmt: skip


def expressions(documents: list[Document]) -> Expressions:
    return {d.id: resolve(d.text, find(d.text), d.published) for d in documents}


def timeline(*articles: str | Document, day: dt.date = FRIDAY, plan: Plan | None = None) -> Timeline:
    documents = [article(a, day=day) if isinstance(a, str) else a for a in articles]
    made, _ = build(documents, expressions(documents), plan or Plan())
    return made


def story(text: str, *, title: str | None = None, day: dt.date | None = FRIDAY) -> Story:
    """The tellings of one article."""
    document = article(text, title=title, day=day)
    parsed, book = read([document], expressions([document]), ())
    return tell(document, parsed[document.id], book)


def date(event: Event) -> str:
    return format_edtf(event.interval, event.precision)


def dates(made: Timeline) -> list[str]:
    return [date(event) for event in made.events]


def everything(plan: Plan | None = None) -> Plan:
    return replace(plan or Plan(), events=None, bullets=None)
