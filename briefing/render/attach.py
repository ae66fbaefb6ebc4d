"""What travels inside the PDF: the sources, and the timeline as data."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache

from briefing.brief.compose import MOST_UNDATED
from briefing.model import Document, Timeline
from briefing.render.attachment import Attachment

_JSON = "application/json"


def source_attachments(timeline: Timeline, inside: str) -> dict[int, Attachment]:
    """Return the attachment of each source by its number; ``inside`` is ``full``, ``quoted`` or ``none``.

    A quoted source keeps the passages that bullets cite, each at its own offset: all other characters but line ends
    are blanks, so every span still finds its words.
    """
    if inside == "none":
        return {}
    return {
        number: Attachment(
            name=f"s{number}.txt",
            mime="text/plain",
            data=(document.text if inside == "full" else _quoted(document, timeline)).encode("utf-8"),
            relationship="Source",
            description=f"Source {number}: {document.title or document.path}"[:200],
        )
        for number, document in enumerate(timeline.documents, 1)
        if document.attached
    }


def timeline_attachments(timeline: Timeline, inside: str) -> tuple[Attachment, ...]:
    """Return the timeline as data, and the schema of that data.

    Unless the sources are inside in ``full``, the data hold no passage that the page does not print.
    """
    from briefing.timeline.file.store import dump_json

    shared = timeline if inside == "full" else _printed(timeline)
    return (
        Attachment("timeline.json", _JSON, dump_json(shared).encode("utf-8"), "Data", "The timeline as data"),
        Attachment("timeline.schema.json", _JSON, _schema(), "Supplement", "What the data mean"),
    )


@lru_cache(maxsize=1)
def _schema() -> bytes:
    from briefing.timeline.file.store import schema

    return (json.dumps(schema(), ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _printed(timeline: Timeline) -> Timeline:
    hidden = tuple(replace(passage, text="") for passage in timeline.undated[MOST_UNDATED:])
    return replace(
        timeline,
        undated=timeline.undated[:MOST_UNDATED] + hidden,
        left_out=tuple(replace(passage, text="") for passage in timeline.left_out),
    )


def _quoted(document: Document, timeline: Timeline) -> str:
    kept = bytearray(len(document.text))
    for event in timeline.events:
        for bullet in event.bullets:
            if bullet.document == document.id:
                start, end = bullet.span
                kept[start:end] = b"\x01" * (min(end, len(kept)) - min(start, len(kept)))
    return "".join(char if keep or char == "\n" else " " for char, keep in zip(document.text, kept, strict=True))
