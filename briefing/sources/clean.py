"""Page furniture: what stands in a text and is not the article. Spans are labelled; the text is never edited."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from briefing.each import MANY, Each, in_turn
from briefing.model import Document, Furniture, Span
from briefing.sources.headings import DATELINE, SUBHEADING, glued_subheading, has_seam, inline_dateline, label_headings
from briefing.sources.lines import FIRST_LINE, Paragraph, alphanumeric, is_headline_like, paragraphs_of, words
from briefing.sources.masthead import MASTHEAD, masthead
from briefing.sources.phrases import Phrase, Where, needed, whole_line
from briefing.sources.stories import label_stories
from briefing.sources.text import title_of

SITE = "repeated on every page"

_LONGEST_SHARED = 300  # characters of a line that articles may share as the site's
_ADDRESS = re.compile(r"\b(?:we|us|our|you|your)\b", re.IGNORECASE)
_QUOTE = re.compile(r"[\"“”„«»]")
_SHORTEST_PITCH = 3  # words of a line after a pitch that is read as the site's name or a button


def label(documents: Iterable[Document], each: Each = in_turn) -> tuple[Document, ...]:
    """Return the documents with their furniture labelled, each by itself and then by what they share.

    Labels that are there already stay. Doing it twice changes nothing. ``each`` goes through documents that are many.
    """
    known = [(document, paragraphs_of(document)) for document in documents]
    shared = site_lines(lines for _, lines in known)
    found = (each if len(known) >= MANY else in_turn)(lambda row: _found(*row, shared), known)
    return tuple(_labelled(document, labels) for (document, _), labels in zip(known, found, strict=True))


def label_document(document: Document, shared: frozenset[str] = frozenset()) -> Document:
    """Return ``document`` with its furniture labelled, and its title read from the first line that is none.

    ``shared`` are lines that the site repeats from article to article (``site_lines``).
    Never labelled: the title, and a paragraph of the story. The work grows with the length of the text.
    """
    return _labelled(document, _found(document, paragraphs_of(document), shared))


@dataclass(frozen=True, slots=True)
class _Labels:
    """What is found in a document: its furniture, and the title and the publisher that its lines name."""

    furniture: tuple[Furniture, ...]
    title: str | None
    publisher: str | None


def _labelled(document: Document, labels: _Labels) -> Document:
    document = replace(document, furniture=labels.furniture)
    if labels.publisher and not document.publisher:
        found = (("publisher", MASTHEAD), *document.origins)
        document = replace(document, publisher=labels.publisher, origins=found)
    if labels.title and not document.title:
        document = replace(document, title=labels.title, origins=(("title", FIRST_LINE), *document.origins))
    return document


def _found(document: Document, lines: Sequence[Paragraph], shared: frozenset[str]) -> _Labels:
    reasons: list[str | None] = [None] * len(lines)
    small = document.text.lower()
    inside = needed(small, Where.PART, Where.END, Where.HEAD)
    _label_phrases(lines, reasons, [row for row in inside if row.where is Where.PART])
    _label_pitches(lines, reasons, needed(small, Where.PITCH, Where.HINT))
    for n, line in enumerate(lines):
        if line.text in shared:
            reasons[n] = reasons[n] or SITE
    stated = _stated_title(lines, document.title)
    if stated is not None:
        reasons[stated] = None
    named = masthead(lines, reasons)
    if named == stated:
        named = None
    if named is not None:
        reasons[named] = MASTHEAD
    title = document.title or _title(lines, reasons)
    label_stories(lines, reasons, title)
    label_headings(lines, reasons)
    if stated is not None:
        reasons[stated] = None
    whole = [(line.span, reason) for line, reason in zip(lines, reasons, strict=True) if reason is not None]
    parts = _parts(document.text, [line for line, reason in zip(lines, reasons, strict=True) if reason is None], inside)
    known = [(furniture.span, furniture.reason) for furniture in document.furniture]
    publisher = lines[named].bare if named is not None else None
    return _Labels(_merged(document.text, known + whole + parts), title, publisher)


def site_lines(documents: Iterable[Sequence[Paragraph]]) -> frozenset[str]:
    """Return the lines that articles share without telling the same story: what the site puts on every page.

    Each article is given as its paragraphs.
    A line counts once for each first paragraph that it goes with, so that copies of one article count once. Two make a
    headline-like line the site's, three a first line, which may be a title, and three a line of running text - and that
    only when it addresses the reader: a paragraph of background, or of an agency, that several papers print is part of
    their story.
    """
    stories: dict[str, set[str]] = {}
    first_lines: set[str] = set()
    for lines in documents:
        opening = next((line.text for line in lines if line.prose), "")
        first_lines.update(line.text for line in lines[:1])
        for line in lines:
            if len(line.text) <= _LONGEST_SHARED and not line.bullet and not line.chronology:
                stories.setdefault(line.text, set()).add(opening)
    return frozenset(
        text
        for text, openings in stories.items()
        if len(openings) > 1 and len(openings) >= _fewest_articles(text, text in first_lines)
    )


def _fewest_articles(text: str, first: bool) -> int:
    if is_headline_like(text):
        return 3 if first or len(words(text)) == 1 else 2
    return 3 if _ADDRESS.search(text) and not _QUOTE.search(text) else sys.maxsize


def _label_phrases(lines: Sequence[Paragraph], reasons: list[str | None], residue: Sequence[Phrase]) -> None:
    for n, line in enumerate(lines):
        row = whole_line(line.bare, Where.LINE, Where.START)
        if row is None and line.headline_like:
            row = next((row for row in residue if any(row.find(line.text))), None)
        if row is not None:
            reasons[n] = row.reason


def _label_pitches(lines: Sequence[Paragraph], reasons: list[str | None], rows: Sequence[Phrase]) -> None:
    """Label what asks readers for money or for their membership, and the list, buttons and name that follow it."""
    if not rows:
        return
    open_reason: str | None = None
    for n, line in enumerate(lines):
        cues = [row for row in rows if any(row.find(line.text))]
        if len(cues) > 1 or (cues and (open_reason or cues[0].where is Where.PITCH)):
            open_reason = cues[0].reason
        elif open_reason and not (line.bullet or line.text[-1] == ":" or len(words(line.text)) <= _SHORTEST_PITCH):
            open_reason = None
        if open_reason:
            reasons[n] = reasons[n] or open_reason


def _stated_title(lines: Sequence[Paragraph], title: str | None) -> int | None:
    """Return the first line that is the title that the document states, whatever its words look like."""
    key = alphanumeric(title or "")
    return next((n for n, line in enumerate(lines) if key and alphanumeric(line.text) == key), None)


def _title(lines: Sequence[Paragraph], reasons: Sequence[str | None]) -> str | None:
    first = next((line for line, reason in zip(lines, reasons, strict=True) if reason is None), None)
    return title_of(first.text) if first else None


def _parts(text: str, story: Sequence[Paragraph], rows: Sequence[Phrase]) -> list[tuple[Span, str]]:
    """Return what is furniture inside the paragraphs of the story: code, sign-offs, datelines, glued subheadings."""
    found: list[tuple[Span, str]] = []
    prose = [line for line in story if line.prose]
    seams = [line for line in prose if has_seam(line)]
    vocabulary = frozenset(word for line in prose for word in words(line.text)) if seams else frozenset()
    for line in story:
        for row in rows:
            found += (((line.start + a, line.start + b), row.reason) for a, b in row.find(line.text))
    for line in seams:
        if (glued := glued_subheading(line, vocabulary)) is not None:
            found.append((glued, SUBHEADING))
    if prose and (dateline := inline_dateline(prose[0], text)) is not None:
        found.append((dateline, DATELINE))
    return found


def _merged(text: str, labels: Sequence[tuple[Span, str]]) -> tuple[Furniture, ...]:
    """Return the labels sorted and disjoint; of two that overlap the earlier in ``labels`` holds, neighbours join."""
    order = sorted(range(len(labels)), key=lambda n: (labels[n][0][0], n))
    merged: list[Furniture] = []
    for n in order:
        (start, end), reason = labels[n]
        last = merged[-1].span[1] if merged else 0
        words = text[max(start, last) : end]
        if not words.strip():
            continue
        start, end = end - len(words.lstrip()), max(start, last) + len(words.rstrip())
        if merged and merged[-1].reason == reason and not text[last:start].strip():
            merged[-1] = Furniture((merged[-1].span[0], end), reason)
        else:
            merged.append(Furniture((start, end), reason))
    return tuple(merged)
