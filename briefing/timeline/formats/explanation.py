"""Why a date is what it is: the audit of an event in plain sentences."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping

from briefing.dates.wording import date_phrase
from briefing.errors import one_line
from briefing.model import (
    Anchor,
    AnchorKind,
    Bullet,
    DateBasis,
    Document,
    Event,
    EventBasis,
    Interval,
    Precision,
    Resolution,
    Timeline,
)
from briefing.timeline.file.record import date_text

_WIDTH = 100
_EVENT_BASIS = {
    EventBasis.TEXT: "an expression in its passages names the date.",
    EventBasis.ORDER: "its passages put it before or after something else; no source gives the day.",
    EventBasis.DOCUMENT: "no expression dates it, so it has the date of its article.",
    EventBasis.CALENDAR: "no source dates it; a calendar of named events does.",
    EventBasis.EDITOR: "a person set the date.",
}
_DOCUMENT_BASIS = {
    DateBasis.BRIEF: "the brief file says so.",
    DateBasis.DECLARED: "the article declares it.",
    DateBasis.METADATA: "its metadata say so.",
    DateBasis.GIVEN: "it was given on the command line, for articles without a date.",
    DateBasis.INFERRED: "it declares none; this is inferred from the collection:",
}


def explain_event(timeline: Timeline, number: int) -> str:
    """Return why event ``number``, counted from 1, has its date: each expression it rests on, each article's date.

    The text is safe on a terminal: a control character of an article is written as an escape.
    """
    event = timeline.events[number - 1]
    sources = {document.id: document for document in timeline.documents}
    words = _words(event.interval, event.precision, event.approximate)
    lines = [_line(f"{number}. {words}: {event.headline}", "", "   ")]
    date = date_text(event.interval, event.precision, approximate=event.approximate)
    lines.append(_line(f"{event.id}, {date}, {event.precision.value}: {_EVENT_BASIS[event.date_basis]}"))
    lines += [_line(_passage(bullet, sources), hang=2) for bullet in event.bullets]
    for resolution in event.resolutions:
        lines += ["", *_resolution(resolution, sources)]
    for id in _anchored(event):
        if id in sources:
            lines += ["", *_document(sources[id], sources)]
    for difference in event.disagreements:
        accounts = "; ".join(f"{a.statement} ({_paths(a.documents, sources)})" for a in difference.accounts)
        lines += ["", _line(f"Sources differ on {difference.topic}: {accounts}.")]
    return "\n".join(lines) + "\n"


def explain_all(timeline: Timeline) -> str:
    """Return the explanation of every event, one after the other."""
    if not timeline.events:
        return "The timeline holds no dated event.\n"
    return "\n".join(explain_event(timeline, number) for number in range(1, len(timeline.events) + 1))


def _passage(bullet: Bullet, sources: Mapping[str, Document]) -> str:
    source = sources.get(bullet.document or "")
    if source is None:
        return f"- Editor's note: {bullet.text}"
    return f"- “{bullet.text}” ({source.path}, characters {bullet.span[0]}-{bullet.span[1]})"


def _resolution(resolution: Resolution, sources: Mapping[str, Document]) -> Iterator[str]:
    found = resolution.expression
    path = _paths((resolution.document,), sources)
    yield _line(f"“{found.text}” ({path}, characters {found.span[0]}-{found.span[1]})")
    timex = f"{found.type.value} {found.value}" + (f" {found.mod}" if found.mod else "")
    leads = "no day" if found.interval is None else _words(found.interval, found.precision or Precision.WITHIN)
    yield _line(f"means {leads} ({timex}), by the rule {found.rule}{_anchor(found.anchor)}.", "     ")
    if found.explanation:
        yield _line(found.explanation, "     ")


def _anchor(anchor: Anchor) -> str:
    days = f" {_words(anchor.interval)}" if anchor.interval is not None else ""
    match anchor.kind:
        case AnchorKind.DCT:
            return f", counted from the date of the article{',' if days else ''}{days}"
        case AnchorKind.EXPRESSION:
            place = f" at characters {anchor.span[0]}-{anchor.span[1]}" if anchor.span else ""
            return f", counted from the expression{place}{',' if days else ''}{days}"
        case AnchorKind.EVENT:
            return f", counted from the event “{anchor.label}”{',' if days else ''}{days}"
    return ""


def _anchored(event: Event) -> tuple[str, ...]:
    """The documents whose own date the event's date rests on."""
    told = [r.document for r in event.resolutions if r.expression.anchor.kind is AnchorKind.DCT]
    if event.date_basis is EventBasis.DOCUMENT:
        told += event.documents
    return tuple(dict.fromkeys(told))


def _document(document: Document, sources: Mapping[str, Document]) -> Iterator[str]:
    if document.published is None:
        yield _line(f"{document.path} has no date, and nothing in the collection gives it one.")
        return
    basis = _DOCUMENT_BASIS[document.published_basis] if document.published_basis else "how is not recorded."
    note = f" ({document.published_note})" if document.published_note else ""
    yield _line(f"{document.path} is dated {_words(document.published)}{note}: {basis}")
    for evidence in document.evidence:
        place = f"{_paths((evidence.document,), sources)}, characters {evidence.span[0]}-{evidence.span[1]}"
        yield _line(f"- “{evidence.text}” ({place}): {evidence.constraint}", "     ", hang=2)


def _paths(ids: tuple[str, ...], sources: Mapping[str, Document]) -> str:
    return ", ".join(sources[id].path if id in sources else id for id in ids)


def _words(interval: Interval, precision: Precision | None = None, approximate: bool = False) -> str:
    if precision is None and not interval.is_day:
        precision = Precision.WITHIN
    weekday = precision in (None, Precision.DAY)
    return date_phrase(interval, precision, weekday=weekday, approximate=approximate).replace("\u00a0", " ")


def _line(text: str, indent: str = "   ", hanging: str | None = None, *, hang: int = 0) -> str:
    """``text`` wrapped between margins, with nothing in it that a terminal obeys."""
    safe = one_line(" ".join(text.split()))
    further = indent + " " * hang if hanging is None else hanging
    return textwrap.fill(
        safe, _WIDTH, initial_indent=indent, subsequent_indent=further, break_long_words=False, break_on_hyphens=False
    )
