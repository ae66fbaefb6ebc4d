"""The annex: every expression that a date rests on, and the sources with how each of their dates is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from briefing.brief.marks import event_mark, expression_mark
from briefing.brief.wording import date_phrase
from briefing.model import (
    AnchorKind,
    AuditRow,
    DateBasis,
    Document,
    Event,
    Evidence,
    Precision,
    SourceRow,
    TimeExpression,
    Timeline,
)
from briefing.model.edtf import format_edtf

_BASIS = {
    DateBasis.BRIEF: "Set in the brief file",
    DateBasis.DECLARED: "Declared in the article",
    DateBasis.METADATA: "Declared by the page",
    DateBasis.GIVEN: "Given with --date",
}
_OPENING_WORDS = 12
_MOST_REASONS = 3


def audit_rows(timeline: Timeline, numbers: Mapping[str, int]) -> tuple[AuditRow, ...]:
    """Return one row for each expression that an event rests on, by source and place."""
    rows: dict[tuple[int, tuple[int, int]], AuditRow] = {}
    days = {document.id: _published(document) for document in timeline.documents}
    names = {document.path: f"S{numbers[document.id]}" for document in timeline.documents if document.id in numbers}
    for event in timeline.events:
        for resolution in event.resolutions:
            number = numbers.get(resolution.document)
            if number is not None:
                expression = resolution.expression
                row = _row(number, expression, event, days[resolution.document])
                if expression.anchor.kind is AnchorKind.EVENT:
                    row = replace(row, reason=_cited(row.reason, names))
                rows.setdefault((number, expression.span), row)
    return tuple(rows[key] for key in sorted(rows))


def _row(number: int, expression: TimeExpression, event: Event, published: str) -> AuditRow:
    interval, precision = expression.interval, expression.precision
    date = format_edtf(interval, precision) if interval is not None and precision is not None else expression.value
    words = " ".join(expression.text.split())
    return AuditRow(
        source=number,
        words=words,
        span=f"{expression.span[0]}–{expression.span[1]}",
        mark=event_mark(event) if interval == event.interval else expression_mark(expression),
        date=date,
        rule=expression.rule,
        reason=_reason(expression.explanation, words, published),
        event=event.id,
    )


def _reason(explanation: str, words: str, published: str) -> str:
    """Return the explanation without what stands elsewhere in the table: the words, and the date of the source."""
    reason = explanation.removeprefix(f"{words}: ").rstrip(".")
    published = published.replace("\u00a0", " ")
    for said in (f"{published}, the day of the article", f"the day of the article, {published}"):
        reason = reason.replace(said, "the day of the article")
    return reason


def source_rows(
    timeline: Timeline, numbers: Mapping[str, int], attachment: Callable[[int], str]
) -> tuple[SourceRow, ...]:
    """Return the list of sources; ``attachment`` names the attached file of a number, or is empty."""
    names = {document.path: f"S{numbers[document.id]}" for document in timeline.documents}
    return tuple(_source(document, numbers[document.id], attachment, names) for document in timeline.documents)


def _source(document: Document, number: int, attachment: Callable[[int], str], names: Mapping[str, str]) -> SourceRow:
    return SourceRow(
        number=number,
        document=document.id,
        title=document.title or opening_words(document) or document.path,
        title_is_opening=document.title is None,
        outlet=document.publisher or "Outlet not stated",
        date=_published(document),
        evidence=_evidence(document, names),
        attachment=attachment(number) if document.attached else "",
        sha256=document.sha256,
        url=document.url or "",
    )


def opening_words(document: Document) -> str:
    """Return the first words of the article itself, or nothing when the text is not at hand."""
    start = 0
    for furniture in document.furniture:
        if not document.text[start : furniture.span[0]].strip():
            start = max(start, furniture.span[1])
    words = document.text[start : start + 400].split()
    tail = "\u00a0…" if len(words) > _OPENING_WORDS else ""
    return " ".join(words[:_OPENING_WORDS]) + tail


def _published(document: Document) -> str:
    if document.published is None:
        return "Date not known"
    uncertain = None not in (document.published.start, document.published.end) and not document.published.is_day
    return date_phrase(document.published, Precision.WITHIN if uncertain else None, weekday=True)


def _evidence(document: Document, names: Mapping[str, str]) -> str:
    if document.published is None:
        return "Nothing in the articles tells it"
    if document.published_basis is DateBasis.INFERRED:
        reasons = [_cited(evidence.constraint.rstrip("."), names) for evidence in _telling(document)]
        return "Inferred: " + "; ".join(reasons) if reasons else "Inferred"
    basis = _BASIS.get(document.published_basis, "") if document.published_basis else ""
    return f"{basis}: {document.published_note}" if document.published_note else basis


def _telling(document: Document) -> list[Evidence]:
    """Return the evidence that tells most in few words: its own, and of each conclusion one."""
    own = [evidence for evidence in document.evidence if evidence.document == document.id]
    kinds: dict[str, Evidence] = {}
    for evidence in own or document.evidence:
        kinds.setdefault(evidence.constraint.rpartition(", so ")[2], evidence)
    return list(kinds.values())[:_MOST_REASONS]


def _cited(constraint: str, names: Mapping[str, str]) -> str:
    """Return a reason with the files that it names as the sources of this list."""
    for path in sorted(names, key=len, reverse=True):
        constraint = constraint.replace(path, names[path])
    return constraint
