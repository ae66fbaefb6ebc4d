"""A timeline as plain data: the keys of the timeline file (``briefing.timeline/1``), the same in YAML and JSON."""

from __future__ import annotations

import hashlib
import json
import re

from briefing.model import (
    Anchor,
    Bullet,
    DateBasis,
    Disagreement,
    Document,
    Event,
    Evidence,
    Interval,
    Passage,
    Precision,
    Resolution,
    Timeline,
)
from briefing.model.edtf import format_edtf, parse_edtf
from briefing.timeline.file.schema import FORMAT
from briefing.timeline.file.yaml_text import Data

_SURROGATE = re.compile("[\ud800-\udfff]")


def plain(timeline: Timeline) -> dict[str, Data]:
    """Return the content of the timeline file, without its hash; keys that a plain run does not fill are left out."""
    data: dict[str, Data] = {
        "format": FORMAT,
        "title": timeline.title,
        "topic": list(timeline.topic),
        "as_of": timeline.as_of.isoformat() if timeline.as_of else None,
        "timezone": timeline.timezone,
        "language": timeline.language,
    }
    if timeline.handling:
        data["handling"] = timeline.handling
    if timeline.since is not None:
        data["since"] = timeline.since.isoformat()
    if timeline.corrections:
        data["corrections"] = list(timeline.corrections)
    if timeline.not_shown:
        data["not_shown"] = timeline.not_shown
    data["events"] = [_event(event) for event in timeline.events]
    data["undated"] = [_passage(passage) for passage in timeline.undated]
    data["left_out"] = [_passage(passage) for passage in timeline.left_out]
    if timeline.since is not None or timeline.gone:
        data["gone"] = list(timeline.gone)
    data["documents"] = [_document(document) for document in timeline.documents]
    return data


def digest(data: dict[str, Data]) -> str:
    """Return the SHA-256 of the content: of its canonical JSON, in which neither layout nor quotes count."""
    content = {key: value for key, value in data.items() if key != "content_sha256"}
    text = json.dumps(_canonical(content), sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def date_text(interval: Interval, precision: Precision, *, approximate: bool = False) -> str:
    """Return the EDTF text that leads back to exactly these days, whatever their precision.

    A part of a month is written as a range although its precision is the month; both ends of an approximate range bear
    the sign.
    """
    text = format_edtf(interval, precision, approximate=approximate)
    if "/" not in text and not _leads_to(text, interval):
        text = f"{interval.start}/{interval.last}"
    if approximate and "~" not in text:
        text = "/".join(end if end == ".." else f"{end}~" for end in text.split("/"))
    return text


def _leads_to(text: str, interval: Interval) -> bool:
    try:
        return parse_edtf(text)[0] == interval
    except ValueError:  # the first decade and century begin before the year 1
        return False


def _canonical(value: Data) -> Data:
    """Numbers as text (``2025`` and ``'2025'`` are the same to a person), half characters as they are written."""
    if isinstance(value, dict):
        return {key: _canonical(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_canonical(item) for item in value]
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    return value if value is None or isinstance(value, bool) else str(value)


def _days(interval: Interval | None) -> Data:
    """A date without more knowledge than its days."""
    if interval is None or interval.start is interval.end is None:
        return None
    return date_text(interval, Precision.DAY if interval.is_day else Precision.WITHIN)


def _document(document: Document) -> Data:
    data: dict[str, Data] = {
        "id": document.id,
        "path": document.path,
        "sha256": document.sha256,
        "text_sha256": document.text_sha256,
        "title": document.title,
        "publisher": document.publisher,
        "url": document.url,
        "language": document.language,
        "published": _days(document.published),
        "published_basis": document.published_basis.value if isinstance(document.published_basis, DateBasis) else None,
    }
    if document.author is not None:
        data["author"] = document.author
    if document.published_note:
        data["published_note"] = document.published_note
    if document.origins:
        data["origins"] = dict(document.origins)
    data["evidence"] = [_evidence(evidence) for evidence in document.evidence]
    return data


def _evidence(evidence: Evidence) -> Data:
    return {
        "text": evidence.text,
        "document": evidence.document,
        "start": evidence.span[0],
        "end": evidence.span[1],
        "constraint": evidence.constraint,
    }


def _event(event: Event) -> Data:
    return {
        "id": event.id,
        "date": date_text(event.interval, event.precision, approximate=event.approximate),
        "start": event.interval.start.isoformat() if event.interval.start else None,
        "end": event.interval.last.isoformat() if event.interval.last else None,
        "precision": event.precision.value,
        "date_basis": event.date_basis.value,
        "status": event.status.value,
        "background": event.background,
        "modality": event.modality.value,
        "headline": event.headline,
        "actors": list(event.actors),
        "places": list(event.places),
        "documents": list(event.documents),
        "voices": event.voices,
        "bullets": [_bullet(bullet) for bullet in event.bullets],
        "resolutions": [_resolution(resolution) for resolution in event.resolutions],
        "disagreements": [_disagreement(disagreement) for disagreement in event.disagreements],
        "change": event.change,
        "was": list(event.was),
    }


def _bullet(bullet: Bullet) -> Data:
    data: dict[str, Data] = {"text": bullet.text, "document": bullet.document}
    if bullet.document is not None or bullet.span != (0, 0):
        data |= {"start": bullet.span[0], "end": bullet.span[1]}
    data |= {"speaker": bullet.speaker, "via": bullet.via}
    if bullet.also:
        data["also"] = list(bullet.also)
    data["insertions"] = [{"at": insertion.at, "text": insertion.text} for insertion in bullet.insertions]
    return data


def _resolution(resolution: Resolution) -> Data:
    found = resolution.expression
    data: dict[str, Data] = {
        "expression": found.text,
        "document": resolution.document,
        "start": found.span[0],
        "end": found.span[1],
        "type": found.type.value,
        "value": found.value,
        "mod": found.mod or None,
        "date": date_text(found.interval, found.precision or Precision.WITHIN) if found.interval else None,
        "precision": found.precision.value if found.precision else None,
        "direction": found.direction.value,
        "anchor": _anchor(found.anchor),
        "rule": found.rule,
        "explanation": found.explanation,
    }
    if found.range is not None:
        data["range"] = date_text(found.range, Precision.SPAN)
    return data


def _anchor(anchor: Anchor) -> Data:
    data: dict[str, Data] = {"kind": anchor.kind.value}
    if anchor.interval is not None:
        data["date"] = _days(anchor.interval)
    if anchor.span is not None:
        data |= {"start": anchor.span[0], "end": anchor.span[1]}
    if anchor.label:
        data["label"] = anchor.label
    return data


def _disagreement(disagreement: Disagreement) -> Data:
    return {
        "topic": disagreement.topic,
        "accounts": [
            {"statement": account.statement, "documents": list(account.documents)} for account in disagreement.accounts
        ],
    }


def _passage(passage: Passage) -> Data:
    return {
        "text": passage.text,
        "document": passage.document,
        "start": passage.span[0],
        "end": passage.span[1],
        "reason": passage.reason,
    }
