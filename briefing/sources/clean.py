"""Page furniture: what stands in a text and is not the article. Spans are labelled; the text is never edited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefing.model import Document, Furniture, Span
from briefing.sources.headings import DATELINE, SUBHEADING, glued_subheading, inline_dateline, label_headings
from briefing.sources.lines import Paragraph, paragraphs, words
from briefing.sources.phrases import Phrase, Where, phrases
from briefing.sources.stories import label_stories
from briefing.sources.text import title_of

_SHORTEST_PITCH = 3  # words of a line after a pitch that is read as the site's name or a button


def label(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Return the documents with their furniture labelled, each by itself and then by what they share.

    Labels that are there already stay. Doing it twice changes nothing.
    """
    return label_repeats(tuple(label_document(document) for document in documents))


def label_document(document: Document) -> Document:
    """Return ``document`` with its furniture labelled, and its title read from the first line that is none.

    Never labelled: the title, and a paragraph of the story. The work grows with the length of the text.
    """
    start = max((f.span[1] for f in document.furniture if f.reason == "front matter"), default=0)
    lines = paragraphs(document.text, start)
    reasons: list[str | None] = [None] * len(lines)
    _label_phrases(lines, reasons)
    _label_pitches(lines, reasons)
    title = document.title or _title(lines, reasons)
    label_stories(lines, reasons, title)
    label_headings(lines, reasons)
    whole = [(line.span, reason) for line, reason in zip(lines, reasons, strict=True) if reason is not None]
    parts = _parts(document.text, [line for line, reason in zip(lines, reasons, strict=True) if reason is None])
    known = [(furniture.span, furniture.reason) for furniture in document.furniture]
    return replace(document, title=title, furniture=_merged(document.text, known + whole + parts))


def label_repeats(documents: Sequence[Document]) -> tuple[Document, ...]:
    return tuple(documents)


def _label_phrases(lines: Sequence[Paragraph], reasons: list[str | None]) -> None:
    whole = phrases(Where.LINE, Where.START)
    residue = phrases(Where.PART)
    for n, line in enumerate(lines):
        row = next((row for row in whole if any(row.find(line.text))), None)
        if row is None and line.headline_like:
            row = next((row for row in residue if any(row.find(line.text))), None)
        if row is not None:
            reasons[n] = row.reason


def _label_pitches(lines: Sequence[Paragraph], reasons: list[str | None]) -> None:
    """Label what asks readers for money or for their membership, and the list, buttons and name that follow it."""
    strong, weak = phrases(Where.PITCH), phrases(Where.HINT)
    open_reason: str | None = None
    for n, line in enumerate(lines):
        cues: list[Phrase] = [row for row in strong if any(row.find(line.text))]
        hints: list[Phrase] = [row for row in weak if any(row.find(line.text))]
        if cues or len(hints) > 1 or (hints and open_reason):
            open_reason = (cues or hints)[0].reason
        elif open_reason and not (line.bullet or line.text[-1] == ":" or len(words(line.text)) <= _SHORTEST_PITCH):
            open_reason = None
        if open_reason:
            reasons[n] = reasons[n] or open_reason


def _title(lines: Sequence[Paragraph], reasons: Sequence[str | None]) -> str | None:
    first = next((line for line, reason in zip(lines, reasons, strict=True) if reason is None), None)
    return title_of(first.text) if first else None


def _parts(text: str, story: Sequence[Paragraph]) -> list[tuple[Span, str]]:
    """Return what is furniture inside the paragraphs of the story: code, sign-offs, datelines, glued subheadings."""
    found: list[tuple[Span, str]] = []
    prose = [line for line in story if line.prose]
    vocabulary = frozenset(word for line in prose for word in words(line.text))
    for line in story:
        for row in phrases(Where.PART, Where.END):
            found += (((line.start + a, line.start + b), row.reason) for a, b in row.find(line.text))
    for line in prose:
        if (glued := glued_subheading(line, vocabulary)) is not None:
            found.append((glued, SUBHEADING))
    if prose and (dateline := inline_dateline(prose[0], text)) is not None:
        found.append((dateline, DATELINE))
    return found


def _merged(text: str, labels: Sequence[tuple[Span, str]]) -> tuple[Furniture, ...]:
    """Return the labels sorted and disjoint; of two that overlap the earlier in ``labels`` holds, neighbours join."""
    order = sorted(range(len(labels)), key=lambda n: (labels[n][0][0], n))
    merged: list[tuple[int, int, str, int]] = []
    for n in order:
        (start, end), reason = labels[n]
        if merged and start < merged[-1][1]:
            start = merged[-1][1]
        if start >= end:
            continue
        if merged and merged[-1][2] == reason and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], end, reason, n)
        else:
            merged.append((start, end, reason, n))
    return tuple(Furniture((start, end), reason) for start, end, reason, _ in merged)
