"""The sources inside the file against their hashes, and against the articles' own files where these are at hand."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from briefing.model import Document, Timeline
from briefing.verify.record import Check, State

_SOURCE = re.compile(r"s([1-9]\d{0,5})\.txt")
_OURS = frozenset({"timeline.json", "timeline.schema.json"})

FileHash = Callable[[str], str | None]
"""SHA-256 of the article's file by its path; None when it is not there."""


@dataclass(frozen=True, slots=True)
class Attached:
    """The text that is attached of a source; ``full`` when it is the whole one, by its hash."""

    text: str
    full: bool


def check_sources(
    timeline: Timeline, files: Mapping[str, bytes], file_hash: FileHash | None
) -> tuple[dict[str, Attached], tuple[Check, ...]]:
    """Return the attached texts by document id, and one check for each source and stray file."""
    texts: dict[str, Attached] = {}
    checks: list[Check] = []
    for number, document in enumerate(timeline.documents, 1):
        place = f"S{number} {document.path}"
        attached, check = _attached(document, timeline, files.get(f"s{number}.txt"), place)
        checks.append(check)
        if attached is not None:
            texts[document.id] = attached
        if file_hash is not None:
            checks.append(_file(document, file_hash(document.file), place))
    for name in sorted(files):
        found = _SOURCE.fullmatch(name)
        if name not in _OURS and not (found and int(found[1]) <= len(timeline.documents)):
            checks.append(
                Check("source", name[:80], State.FALSE, "is attached and belongs to no source of the timeline")
            )
    return texts, tuple(checks)


def _attached(document: Document, timeline: Timeline, data: bytes | None, place: str) -> tuple[Attached | None, Check]:
    if data is None:
        return None, Check("source", place, State.ABSENT, "its text is not in the file")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None, Check("source", place, State.FALSE, "its attached text is not UTF-8")
    if hashlib.sha256(data).hexdigest() == document.text_sha256:
        return Attached(text, True), Check("source", place, State.PROVEN, "its attached text is the one that was read")
    if _only_quoted(text, document, timeline):
        message = "only its quoted passages are in the file, so its hash cannot be checked"
        return Attached(text, False), Check("source", place, State.ABSENT, message)
    return Attached(text, False), Check("source", place, State.FALSE, "its attached text is not the one that was read")


def _only_quoted(text: str, document: Document, timeline: Timeline) -> bool:
    """Return whether a text is blank but for the passages that are quoted from it."""
    spans = sorted(
        {bullet.span for event in timeline.events for bullet in event.bullets if bullet.document == document.id}
    )
    at = 0
    for start, end in spans:
        if text[at : max(start, at)].strip():
            return False
        at = max(at, end)
    return not text[at:].strip()


def _file(document: Document, found: str | None, place: str) -> Check:
    if found is None:
        return Check("file", place, State.ABSENT, "is not in the folder of sources")
    if found == document.sha256:
        return Check("file", place, State.PROVEN, "is the file that was read")
    return Check("file", place, State.FALSE, "is not the file that was read: its SHA-256 is another")
