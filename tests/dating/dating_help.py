"""Documents for the tests of dating, and texts told as if they had been written on other days."""

from __future__ import annotations

import calendar
import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from briefing.dates.find import find
from briefing.dating.infer import date_documents
from briefing.model import DateBasis, Document, Furniture, Interval, Mention
from briefing.sources.clean import label

NAMES = tuple(calendar.day_name)
MONTHS = tuple(calendar.month_name)
_TOLD = re.compile(
    rf"\b(?P<weekday>{'|'.join(NAMES)})\b"
    rf"|\b(?P<month>{'|'.join(MONTHS[1:])}|Aug\.) (?P<day>\d{{1,2}})\b"
    r"|\b(?P<year>(?:19|20)\d\d)\b"
)


def document(text: str, path: str, *, published: dt.date | None = None, furniture: tuple[str, ...] = ()) -> Document:
    """Return a document; ``furniture`` are parts of the text."""
    digest = hashlib.sha256(f"{path}\n{text}".encode()).hexdigest()
    return Document(
        "d" + digest[:12],
        path,
        digest,
        digest,
        text,
        published=None if published is None else Interval.day(published),
        published_basis=None if published is None else DateBasis.DECLARED,
        furniture=tuple(
            Furniture((text.index(part), text.index(part) + len(part)), "list of other stories") for part in furniture
        ),
    )


def mentions_of(documents: Sequence[Document]) -> dict[str, tuple[Mention, ...]]:
    """Return what ``find`` reads in each document."""
    return {d.id: find(d.text) for d in documents}


def dates(documents: Sequence[Document]) -> dict[str, Interval | None]:
    """Return the inferred dates, by path."""
    return {d.path: d.published for d in date_documents(documents, mentions_of(documents))}


def articles(folder: Path) -> tuple[Document, ...]:
    """Return the articles of a folder, their furniture labelled."""
    return label(tuple(document(path.read_text("utf-8"), path.name) for path in sorted(folder.glob("*.txt"))))


def retold(text: str, days: int, year: int) -> str:
    """Return ``text`` as it would read had everything happened ``days`` later; month-days are read in ``year``."""

    def moved(match: re.Match[str]) -> str:
        if match["weekday"]:
            return NAMES[(NAMES.index(match["weekday"]) + days) % 7]
        if match["year"]:
            return str((dt.date(int(match["year"]), 7, 1) + dt.timedelta(days=days)).year)
        short = match["month"] == "Aug."
        month = 8 if short else MONTHS.index(match["month"])
        day = dt.date(year, month, int(match["day"])) + dt.timedelta(days=days)
        name = calendar.month_abbr[day.month] + "." if short and day.month != 5 else MONTHS[day.month]
        return f"{name} {day.day}"

    return _TOLD.sub(moved, text)
