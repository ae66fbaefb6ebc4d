"""Plain data -> timeline: what the program wrote comes back as it was; what a person changed is understood.

A person may change dates, headlines and passages, delete and reorder, and add events and bullets with no more than a
date, a headline and words. ``date`` rules: ``start``, ``end`` and ``precision`` follow it where they no longer fit.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from briefing.model import (
    FACTS,
    Account,
    Anchor,
    AnchorKind,
    Bullet,
    DateBasis,
    Direction,
    Disagreement,
    Document,
    Event,
    EventBasis,
    Evidence,
    Insertion,
    Interval,
    Modality,
    Passage,
    Precision,
    Resolution,
    Status,
    TimeExpression,
    Timeline,
    TimexType,
)
from briefing.model.edtf import parse_edtf
from briefing.model.plan import LONGEST_HANDLING
from briefing.timeline.file.fields import Choice, FieldError, Fields
from briefing.timeline.file.schema import FORMAT, keys
from briefing.timeline.file.yaml_text import Data, Path
from briefing.timeline.ids import date_key, event_id, free_id


def timeline_of(data: Data) -> Timeline:
    """Return the timeline that plain data hold; raises ``FieldError``."""
    fields = Fields(data, (), keys("timeline"))
    if fields.text_or_none("format") != FORMAT:
        raise FieldError(("format",), f"is not {FORMAT}", "give the timeline file that briefing wrote")
    documents = tuple(_document(item, path) for item, path in fields.items("documents"))
    known = _Known(documents, fields)
    as_of = fields.day("as_of")
    events: dict[str, Event] = {}
    for item, path in fields.items("events"):
        event = _event(item, path, known, as_of)
        if event.id in events:  # copied by hand as the pattern of another
            event = replace(event, id=free_id(_own_id(event), events))
        events[event.id] = event
    return Timeline(
        documents=documents,
        events=tuple(sorted(events.values(), key=lambda event: date_key(event.interval))),
        undated=tuple(_passage(item, path, known) for item, path in fields.items("undated")),
        left_out=tuple(_passage(item, path, known) for item, path in fields.items("left_out")),
        gone=fields.texts("gone"),
        title=fields.text_or_none("title"),
        topic=fields.texts("topic"),
        as_of=as_of,
        timezone=fields.text_or_none("timezone"),
        handling=_handling(fields),
        language=fields.text_or_none("language") or "en",
        corrections=fields.texts("corrections"),
        since=fields.day("since"),
        not_shown=fields.integer("not_shown"),
    )


def _handling(fields: Fields) -> str | None:
    mark = fields.text_or_none("handling")
    if mark and len(mark) > LONGEST_HANDLING:
        raise FieldError(("handling",), f"is longer than {LONGEST_HANDLING} characters", "a mark stands on one line")
    return mark


class _Known:
    """The ids of the documents of the file, in order."""

    def __init__(self, documents: tuple[Document, ...], fields: Fields) -> None:
        self.ids = tuple(document.id for document in documents)
        if len(set(self.ids)) < len(self.ids):
            raise fields.fault("documents", "has one id twice", "keep one document of the two")
        self._set = frozenset(self.ids)
        for number, document in enumerate(documents):
            for evidence in document.evidence:
                self.check(evidence.document, ("documents", number, "evidence"))

    def check(self, id: str, path: Path) -> str:
        if id not in self._set:
            hint = "restore it under documents, or delete what cites it"
            raise FieldError(path, f"names {id[:40]!r}, which is not under documents", hint)
        return id

    def one(self, fields: Fields) -> str:
        return self.check(fields.text("document"), (*fields.path, "document"))

    def several(self, fields: Fields, key: str) -> tuple[str, ...]:
        return tuple(self.check(id, (*fields.path, key)) for id in fields.texts(key))


def _document(data: Data, path: Path) -> Document:
    fields = Fields(data, path, keys("document"))
    published = _dated(fields, "published")
    return Document(
        id=fields.text("id"),
        path=fields.text("path"),
        sha256=fields.text("sha256"),
        text_sha256=fields.text("text_sha256"),
        text="",
        title=fields.text_or_none("title"),
        publisher=fields.text_or_none("publisher"),
        url=fields.text_or_none("url"),
        author=fields.text_or_none("author"),
        language=fields.text_or_none("language"),
        published=published[0] if published else None,
        published_basis=fields.choice("published_basis", DateBasis),
        published_note=fields.text_or_none("published_note") or "",
        evidence=tuple(_evidence(item, place) for item, place in fields.items("evidence")),
        origins=_origins(fields),
    )


def _origins(document: Fields) -> tuple[tuple[str, str], ...]:
    found = document.inner("origins")
    if found is None:
        return ()
    fields = Fields(*found, keys("origins"))
    return tuple((fact, place) for fact in FACTS if (place := fields.text_or_none(fact)) is not None)


def _evidence(data: Data, path: Path) -> Evidence:
    fields = Fields(data, path, keys("evidence"))
    return Evidence(fields.text("text"), fields.text("document"), fields.span(), fields.text("constraint"))


def _event(data: Data, path: Path, known: _Known, as_of: dt.date | None) -> Event:
    fields = Fields(data, path, keys("event"))
    dated = _dated(fields, "date")
    if dated is None:
        raise FieldError(path, "has no date", "write date: '2025-08-18', or delete the event")
    interval, read, approximate = dated
    recorded = Interval.closed(fields.day("start"), fields.day("end"))
    moved = recorded != interval and recorded != Interval(None, None)
    bullets = tuple(_bullet(item, place, known) for item, place in fields.items("bullets"))
    told = known.several(fields, "documents") if "documents" in fields else _cited(bullets, known)
    basis = fields.choice("date_basis", EventBasis)
    planned = interval.start is not None and as_of is not None and interval.start > as_of
    status = fields.choice("status", Status)
    event = Event(
        id=fields.text_or_none("id") or "",
        interval=interval,
        precision=_precision(fields.choice("precision", Precision), read, "/" in fields.text("date"), moved),
        date_basis=EventBasis.EDITOR if moved or basis is None else basis,
        headline=fields.text("headline"),
        bullets=bullets,
        status=(Status.PLANNED if planned else Status.PAST) if moved or status is None else status,
        background=fields.flag("background"),
        modality=fields.choice("modality", Modality) or Modality.ASSERTED,
        approximate=approximate,
        actors=fields.texts("actors"),
        places=fields.texts("places"),
        documents=told,
        voices=fields.integer("voices", max(1, len(told))),
        resolutions=tuple(_resolution(item, place, known) for item, place in fields.items("resolutions")),
        disagreements=tuple(_disagreement(item, place, known) for item, place in fields.items("disagreements")),
        change=fields.text_or_none("change"),
        was=fields.texts("was"),
    )
    if event.change not in (None, "new", "changed"):
        raise fields.fault("change", f"is {event.change[:40]!r}", "allowed: new, changed, null")
    return event if event.id else replace(event, id=_own_id(event))


def _own_id(event: Event) -> str:
    return event_id(event.interval, event.precision, event.bullets[0].text if event.bullets else event.headline)


def _cited(bullets: tuple[Bullet, ...], known: _Known) -> tuple[str, ...]:
    cited = {bullet.document for bullet in bullets}
    return tuple(id for id in known.ids if id in cited)


def _precision(stated: Precision | None, read: Precision, ranged: bool, moved: bool) -> Precision:
    """Which precision holds: the one stated, as long as it can be true of the date as it reads now."""
    sharp = (Precision.DAY, Precision.BEFORE, Precision.AFTER)
    if stated is None or read in sharp or stated in sharp:
        return read
    loose = stated is Precision.WITHIN or (stated is Precision.SPAN and not moved)
    if ranged:
        return stated if loose or not moved else read
    return stated if loose and not moved else read


def _dated(fields: Fields, key: str) -> tuple[Interval, Precision, bool] | None:
    text = fields.text_or_none(key)
    if text is None:
        return None
    try:
        interval, precision, approximate = parse_edtf(text)
    except (ValueError, OverflowError) as error:
        hint = "also allowed: ../2025-08-17, 2025-08-19/.., 199X, 1994~"
        raise fields.fault(key, f"cannot be read: {error}", hint) from None
    return interval, precision, approximate or "~" in text


def _bullet(data: Data, path: Path, known: _Known) -> Bullet:
    if isinstance(data, str):  # words alone: an editor's note
        return Bullet(data, None, (0, 0))
    fields = Fields(data, path, keys("bullet"))
    return Bullet(
        text=fields.text("text"),
        document=known.one(fields) if "document" in fields else None,
        span=fields.span(),
        speaker=fields.text_or_none("speaker"),
        via=fields.text_or_none("via"),
        insertions=tuple(_insertion(item, place) for item, place in fields.items("insertions")),
        also=known.several(fields, "also"),
    )


def _insertion(data: Data, path: Path) -> Insertion:
    fields = Fields(data, path, keys("insertion"))
    return Insertion(fields.integer("at"), fields.text("text"))


def _resolution(data: Data, path: Path, known: _Known) -> Resolution:
    fields = Fields(data, path, keys("resolution"))
    dated, whole = _dated(fields, "date"), _dated(fields, "range")
    anchor = fields.inner("anchor")
    return Resolution(
        known.one(fields),
        TimeExpression(
            text=fields.text("expression"),
            span=fields.span(),
            type=_required(fields, "type", TimexType),
            value=fields.text("value"),
            interval=dated[0] if dated else None,
            precision=fields.choice("precision", Precision),
            anchor=_anchor(*anchor) if anchor else Anchor(AnchorKind.NONE),
            direction=fields.choice("direction", Direction) or Direction.UNKNOWN,
            rule=fields.text("rule"),
            explanation=fields.text("explanation"),
            mod=fields.text_or_none("mod") or "",
            range=whole[0] if whole else None,
        ),
    )


def _required(fields: Fields, key: str, choices: type[Choice]) -> Choice:
    fields.text(key)
    found = fields.choice(key, choices)
    assert found is not None
    return found


def _anchor(data: Data, path: Path) -> Anchor:
    fields = Fields(data, path, keys("anchor"))
    dated = _dated(fields, "date")
    return Anchor(
        kind=_required(fields, "kind", AnchorKind),
        interval=dated[0] if dated else None,
        span=fields.span() if "start" in fields else None,
        label=fields.text_or_none("label") or "",
    )


def _disagreement(data: Data, path: Path, known: _Known) -> Disagreement:
    fields = Fields(data, path, keys("disagreement"))
    accounts = []
    for item, place in fields.items("accounts"):
        account = Fields(item, place, keys("account"))
        accounts.append(Account(account.text("statement"), known.several(account, "documents")))
    return Disagreement(fields.text("topic"), tuple(accounts))


def _passage(data: Data, path: Path, known: _Known) -> Passage:
    fields = Fields(data, path, keys("passage"))
    return Passage(fields.text("text"), known.one(fields), fields.span(), fields.text("reason"))
