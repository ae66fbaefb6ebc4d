"""What travels inside the PDF: the sources, and the timeline as data."""

from __future__ import annotations

from briefing.model import Document, Timeline
from briefing.render.archive import Attachment


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


def timeline_attachment(text: str) -> Attachment:
    """Return the timeline as an attachment; ``text`` is its JSON."""
    return Attachment("timeline.json", "application/json", text.encode("utf-8"), "Data", "The timeline as data")


def _quoted(document: Document, timeline: Timeline) -> str:
    kept = bytearray(len(document.text))
    for event in timeline.events:
        for bullet in event.bullets:
            if bullet.document == document.id:
                start, end = bullet.span
                kept[start:end] = b"\x01" * (min(end, len(kept)) - min(start, len(kept)))
    return "".join(char if keep or char == "\n" else " " for char, keep in zip(document.text, kept, strict=True))
