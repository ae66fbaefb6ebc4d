"""The JSON Schema of the timeline file: the one list of its records and keys, by which it is also read."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from briefing.model import (
    FACTS,
    AnchorKind,
    DateBasis,
    Direction,
    EventBasis,
    Modality,
    Precision,
    Status,
    TimexType,
)

FORMAT = "briefing.timeline/1"

_TEXT = {"type": "string"}
_TEXT_OR_NULL = {"type": ["string", "null"]}
_COUNT = {"type": "integer", "minimum": 0}
_TEXTS = {"type": "array", "items": _TEXT}
_EDTF = {"type": "string", "pattern": r"^[0-9X.~/-]+$", "description": "EDTF (ISO 8601-2); both ends are included"}
_EDTF_OR_NULL = {**_EDTF, "type": ["string", "null"]}
_DAY_OR_NULL = {"type": ["string", "null"], "format": "date", "description": "a day, included; null: open"}
_OFFSETS = {
    "start": {**_COUNT, "description": "first character of the source's text, counted in code points from 0"},
    "end": {**_COUNT, "description": "the character after the last"},
}


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the timeline file.

    It asks for what every file must hold, so a file with events added by hand is valid too.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": FORMAT,
        "description": "What happened when, who says so, and how sure the date is.",
        **_RECORDS["timeline"],
        "$defs": {name: record for name, record in _RECORDS.items() if name != "timeline"},
    }


def keys(record: str) -> frozenset[str]:
    """Return the keys that a record of the file may have.

    >>> sorted(keys("insertion"))
    ['at', 'text']
    """
    return _KEYS[record]


def _words(choices: type[StrEnum], *, null: bool = False) -> dict[str, Any]:
    return {"enum": [choice.value for choice in choices] + [None] * null}


def _many(record: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/$defs/{record}"}}


def _record(properties: Mapping[str, Any], *required: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }


_RECORDS: Mapping[str, dict[str, Any]] = {
    "timeline": _record(
        {
            "format": {"const": FORMAT},
            "title": _TEXT_OR_NULL,
            "topic": _TEXTS,
            "as_of": {**_DAY_OR_NULL, "description": "the date of the briefing"},
            "timezone": _TEXT_OR_NULL,
            "language": {**_TEXT, "description": "BCP 47 tag"},
            "handling": {**_TEXT, "description": "mark at head and foot of every page"},
            "since": {**_DAY_OR_NULL, "description": "the as-of date of the earlier timeline"},
            "corrections": {**_TEXTS, "description": "what a person decided, in words"},
            "not_shown": {
                "type": "integer",
                "minimum": 0,
                "description": "events found and not shown here",
            },
            "events": _many("event"),
            "undated": _many("passage"),
            "left_out": _many("passage"),
            "gone": {**_TEXTS, "description": "headlines of events that the earlier timeline had"},
            "documents": _many("document"),
            "content_sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        },
        "format",
    ),
    "document": _record(
        {
            "id": _TEXT,
            "path": {**_TEXT, "description": "POSIX, relative to the brief or the folder of sources"},
            "sha256": {**_TEXT, "description": "of the file's bytes"},
            "text_sha256": {**_TEXT, "description": "of the text in UTF-8"},
            "title": _TEXT_OR_NULL,
            "publisher": _TEXT_OR_NULL,
            "url": _TEXT_OR_NULL,
            "language": _TEXT_OR_NULL,
            "author": _TEXT_OR_NULL,
            "published": _EDTF_OR_NULL,
            "published_basis": _words(DateBasis, null=True),
            "published_note": {**_TEXT, "description": "where a declared date stands"},
            "origins": {"$ref": "#/$defs/origins"},
            "evidence": _many("evidence"),
        },
        *("id", "path", "sha256", "text_sha256"),
    ),
    "origins": _record({fact: {**_TEXT, "description": "where it was read"} for fact in FACTS}),
    "evidence": _record(
        {"text": _TEXT, "document": _TEXT, **_OFFSETS, "constraint": _TEXT}, *("text", "document", "constraint")
    ),
    "event": _record(
        {
            "id": {**_TEXT, "description": "YYYYMMDD- with zeros for what is not known, and 8 hex digits"},
            "date": _EDTF,
            "start": _DAY_OR_NULL,
            "end": _DAY_OR_NULL,
            "precision": _words(Precision),
            "date_basis": _words(EventBasis),
            "status": _words(Status),
            "background": {"type": "boolean"},
            "modality": _words(Modality),
            "headline": _TEXT,
            "actors": _TEXTS,
            "places": _TEXTS,
            "documents": {**_TEXTS, "description": "ids of the documents that tell it"},
            "voices": {**_COUNT, "description": "independent texts"},
            "bullets": {"type": "array", "items": {"anyOf": [{"$ref": "#/$defs/bullet"}, _TEXT]}},
            "resolutions": _many("resolution"),
            "disagreements": _many("disagreement"),
            "change": {"enum": ["new", "changed", None]},
            "was": {**_TEXTS, "description": "older ids"},
        },
        *("date", "headline"),
    ),
    "bullet": _record(
        {
            "text": _TEXT,
            "document": {**_TEXT_OR_NULL, "description": "null: an editor's note"},
            **_OFFSETS,
            "speaker": _TEXT_OR_NULL,
            "via": _TEXT_OR_NULL,
            "also": {**_TEXTS, "description": "ids of other documents with the same words, or nearly"},
            "insertions": _many("insertion"),
        },
        "text",
    ),
    "insertion": _record(
        {"at": {**_COUNT, "description": "a character of the bullet's text"}, "text": _TEXT}, *("at", "text")
    ),
    "resolution": _record(
        {
            "expression": _TEXT,
            "document": _TEXT,
            **_OFFSETS,
            "type": _words(TimexType),
            "value": {**_TEXT, "description": "TIMEX3"},
            "mod": _TEXT_OR_NULL,
            "date": _EDTF_OR_NULL,
            "precision": _words(Precision, null=True),
            "direction": _words(Direction),
            "anchor": {"$ref": "#/$defs/anchor"},
            "rule": _TEXT,
            "explanation": _TEXT,
            "range": _EDTF_OR_NULL,
        },
        *("expression", "document", "type", "value", "rule", "explanation"),
    ),
    "anchor": _record({"kind": _words(AnchorKind), "date": _EDTF_OR_NULL, **_OFFSETS, "label": _TEXT}, "kind"),
    "disagreement": _record({"topic": _TEXT, "accounts": _many("account")}, "topic"),
    "account": _record({"statement": _TEXT, "documents": _TEXTS}, "statement"),
    "passage": _record({"text": _TEXT, "document": _TEXT, **_OFFSETS, "reason": _TEXT}, "text", "document", "reason"),
}
_KEYS = {name: frozenset(record["properties"]) for name, record in _RECORDS.items()}
