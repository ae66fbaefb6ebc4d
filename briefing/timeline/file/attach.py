"""Sources back to a timeline that was read from its file: only what is still a passage stays a quotation."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace

from briefing.model import Bullet, Document, Event, Insertion, Passage, Problem, Resolution, Span, Timeline

_NOT_PROVEN = "it is printed as an editor's note"


def attach(timeline: Timeline, texts: Mapping[str, str]) -> tuple[Timeline, tuple[Problem, ...]]:
    """Return the timeline with the texts of its documents, each passage proven or made an editor's note.

    ``texts`` maps document ids to texts. A document without one stays unattached (whoever looked for it knows why); a
    text that is not the one the file was made from is a problem and is not attached. A passage that was shortened is
    found again in its source; one whose words are not there loses document, speaker and insertions. Without its source
    a passage stays as long as its length fits: nothing shows it to be false.
    """
    problems: list[Problem] = []
    documents = tuple(_with_text(document, texts.get(document.id), problems) for document in timeline.documents)
    sources = {document.id: document for document in documents}
    events = tuple(_proven(event, sources, problems) for event in timeline.events)
    undated = tuple(passage for passage in timeline.undated if _stands(passage, sources, problems))
    left_out = tuple(passage for passage in timeline.left_out if _stands(passage, sources, problems))
    attached = replace(timeline, documents=documents, events=events, undated=undated, left_out=left_out)
    return attached, tuple(problems)


def _with_text(document: Document, text: str | None, problems: list[Problem]) -> Document:
    if text is None:
        return document
    if hashlib.sha256(text.encode("utf-8", "replace")).hexdigest() != document.text_sha256:
        hint = "give the folder of the unchanged file with --sources, or build the briefing anew"
        problems.append(Problem(document.path, "source not attached: its text is not the one that was cited", hint))
        return document
    return replace(document, text=text)


def _proven(event: Event, sources: Mapping[str, Document], problems: list[Problem]) -> Event:
    """An event whose bullets are passages or notes, and whose documents are those that still tell it."""
    bullets = tuple(_bullet(bullet, sources, event, problems) for bullet in event.bullets)
    cited = {id for bullet in bullets for id in (bullet.document, *bullet.also)}
    lost = {bullet.document for bullet in event.bullets} - cited
    documents = tuple(id for id in event.documents if id not in lost)
    resolutions = tuple(r for r in event.resolutions if _resolves(r, sources, event, problems))
    voices = min(event.voices, len(documents)) if lost - {None} else event.voices
    return replace(event, bullets=bullets, documents=documents, resolutions=resolutions, voices=voices)


def _bullet(bullet: Bullet, sources: Mapping[str, Document], event: Event, problems: list[Problem]) -> Bullet:
    if bullet.document is None:
        return replace(bullet, span=(0, 0), insertions=(), also=())
    source = sources[bullet.document]
    span = _found(bullet.text, bullet.span, source)
    if span is None:
        reason = f"the passage {_opening(bullet.text)} is not in {source.path}; {_NOT_PROVEN}"
        problems.append(Problem(event.id, reason, "give it the words of the source, or take its document away"))
        return Bullet(bullet.text, None, (0, 0))
    if span == bullet.span and all(insertion.at <= len(bullet.text) for insertion in bullet.insertions):
        return bullet
    return replace(
        bullet, span=span, insertions=_shifted(bullet.insertions, bullet.span[0] - span[0], len(bullet.text))
    )


def _found(text: str, span: Span, source: Document) -> Span | None:
    """Where in the source a passage stands: where it stood, else the place nearest to it, else None."""
    start, end = span
    if not source.attached:
        return span if len(text) == end - start else None
    if source.text[start:end] == text and text:
        return span
    if not text.strip():
        return None
    after = source.text.find(text, max(0, start))
    before = source.text.rfind(text, 0, max(0, start) + len(text))
    places = [place for place in (after, before) if place >= 0]
    nearest = min(places, key=lambda place: (abs(place - start), place), default=-1)
    return (nearest, nearest + len(text)) if nearest >= 0 else None


def _shifted(insertions: Iterable[Insertion], by: int, length: int) -> tuple[Insertion, ...]:
    """Insertions at the same words of a passage that now begins elsewhere; those outside fall away."""
    moved = (replace(insertion, at=insertion.at + by) for insertion in insertions)
    return tuple(insertion for insertion in moved if 0 <= insertion.at <= length)


def _resolves(resolution: Resolution, sources: Mapping[str, Document], event: Event, problems: list[Problem]) -> bool:
    source, found = sources[resolution.document], resolution.expression
    if not source.attached or source.text[slice(*found.span)] == found.text:
        return True
    reason = f"the words {_opening(found.text)} do not stand in {source.path} at {found.span[0]}"
    problems.append(Problem(event.id, reason, "their line of the audit is left out", note=True))
    return False


def _stands(passage: Passage, sources: Mapping[str, Document], problems: list[Problem]) -> bool:
    source = sources[passage.document]
    if not source.attached or source.text[slice(*passage.span)] == passage.text:
        return True
    reason = f"the passage {_opening(passage.text)} does not stand at {passage.span[0]}"
    problems.append(Problem(source.path, reason, "it is left out", note=True))
    return False


def _opening(text: str) -> str:
    return f"“{text[:40]}…”" if len(text) > 40 else f"“{text}”"
