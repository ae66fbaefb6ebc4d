"""CSV (RFC 4180): a row for each passage, for spreadsheets that must not run what an article says."""

from __future__ import annotations

import csv
import io
import re

from briefing.model import Bullet, Document, Event, Timeline
from briefing.timeline.file.record import date_text

COLUMNS = (
    *("event", "date", "start", "end", "precision", "date_basis", "status", "background", "modality", "headline"),
    *("actors", "places", "sources", "voices", "passage", "speaker", "via", "source", "title", "publisher", "url"),
    *("published", "passage_start", "passage_end"),
)

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def dump_csv(timeline: Timeline) -> str:
    """Return one row for each passage of each event, and one for an event without passages; line ends are CRLF.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    sources = {document.id: document for document in timeline.documents}
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for event in timeline.events:
        for bullet in event.bullets or (None,):
            source = sources.get(bullet.document or "") if bullet is not None else None
            writer.writerow([_cell(value) for value in (*_event(event), *_passage(bullet, source))])
    return stream.getvalue()


def _event(event: Event) -> tuple[str, ...]:
    start, last = event.interval.start, event.interval.last
    return (
        event.id,
        date_text(event.interval, event.precision, approximate=event.approximate),
        start.isoformat() if start else "",
        last.isoformat() if last else "",
        event.precision.value,
        event.date_basis.value,
        event.status.value,
        "yes" if event.background else "no",
        event.modality.value,
        event.headline,
        "; ".join(event.actors),
        "; ".join(event.places),
        str(len(event.documents)),
        str(event.voices),
    )


def _passage(bullet: Bullet | None, source: Document | None) -> tuple[str, ...]:
    if bullet is None:
        return ("",) * 10
    words = (bullet.text, bullet.speaker or "", bullet.via or "")
    if source is None:
        return (*words, "editor's note", *[""] * 6)
    published = source.published
    day = f"{published.start or '..'}/{published.last or '..'}" if published else ""
    if published is not None and published.is_day:
        day = str(published.start)
    about = (source.path, source.title or "", source.publisher or "", source.url or "", day)
    return (*words, *about, str(bullet.span[0]), str(bullet.span[1]))


def _cell(value: str) -> str:
    value = _CONTROL.sub("\ufffd", value)
    return f"'{value}" if value.startswith(_FORMULA) else value
