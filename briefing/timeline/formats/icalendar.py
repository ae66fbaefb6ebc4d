"""iCalendar (RFC 5545): each dated event an all-day event, each open date a journal entry."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from briefing.dates.wording import date_phrase
from briefing.model import Bullet, Document, Event, Precision, Status, Timeline
from briefing.timeline.file.record import date_text

_LINE_OCTETS = 75
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_EXACT = (Precision.DAY, Precision.SPAN)


def dump_icalendar(timeline: Timeline) -> str:
    """Return a calendar that calendar programs open; it bears no clock: DTSTAMP is the date of the briefing.

    An event of which only the week, the month or a range is known fills those days, and says so in its summary. One
    that is known only to lie before or after a day would stand on a day that is not its own: it is a VJOURNAL entry.
    """
    sources = {document.id: document for document in timeline.documents}
    stamp = f"{_day(_stamp(timeline))}T000000Z"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//briefing//timeline//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(timeline.title or 'Timeline')}",
    ]
    for event in timeline.events:
        lines += _component(event, sources, stamp, timeline.language)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _stamp(timeline: Timeline) -> dt.date:
    """The date of the briefing, else the newest day that its content names."""
    if timeline.as_of is not None:
        return timeline.as_of
    published = [document.published.last for document in timeline.documents if document.published]
    told = [event.interval.last for event in timeline.events]
    return max((day for day in (*published, *told) if day is not None), default=dt.date(1970, 1, 1))


def _component(event: Event, sources: dict[str, Document], stamp: str, language: str) -> Iterator[str]:
    start, end = event.interval.start, event.interval.end
    words = date_phrase(event.interval, event.precision, approximate=event.approximate, language=language)
    exact = event.precision in _EXACT and not event.approximate
    kind = "VJOURNAL" if start is None or end is None else "VEVENT"
    yield f"BEGIN:{kind}"
    yield f"UID:{_text(event.id)}@timeline.briefing"
    yield f"DTSTAMP:{stamp}"
    if start is not None and end is not None:
        yield f"DTSTART;VALUE=DATE:{_day(start)}"
        yield f"DTEND;VALUE=DATE:{_day(end)}"
        yield "TRANSP:TRANSPARENT"
    yield f"SUMMARY:{_text(event.headline if exact else f'{event.headline} ({words})')}"
    yield f"DESCRIPTION:{_text(_description(event, sources, words))}"
    if kind == "VEVENT":
        yield f"STATUS:{'TENTATIVE' if event.status is Status.PLANNED else 'CONFIRMED'}"
    else:
        yield "STATUS:FINAL"
    if event.actors:
        yield f"CATEGORIES:{','.join(_text(actor) for actor in event.actors)}"
    yield f"END:{kind}"


def _description(event: Event, sources: dict[str, Document], words: str) -> str:
    date = date_text(event.interval, event.precision, approximate=event.approximate)
    lines = [f"Date: {words} ({date}; {event.precision.value}, from {event.date_basis.value})"]
    lines += [_passage(bullet, sources) for bullet in event.bullets]
    return "\n".join(lines)


def _passage(bullet: Bullet, sources: dict[str, Document]) -> str:
    source = sources.get(bullet.document or "")
    if source is None:
        return f"Editor's note: {bullet.text}"
    outlet = f", {source.publisher}" if source.publisher else ""
    return f"“{bullet.text}” ({source.path}{outlet}, characters {bullet.span[0]}–{bullet.span[1]})"


def _day(day: dt.date) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def _text(text: str) -> str:
    """A TEXT value (section 3.3.11): no line end and no control character comes through."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _UNSAFE.sub(" ", text)
    for character in ("\\", ";", ","):
        text = text.replace(character, f"\\{character}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterable[str]:
    """The line in pieces of at most 75 octets (section 3.1), never cut inside a character."""
    room, piece, size = _LINE_OCTETS, "", 0
    for character in line:
        octets = len(character.encode("utf-8"))
        if size + octets > room:
            yield piece
            piece, size = " ", 1
        piece += character
        size += octets
    yield piece
