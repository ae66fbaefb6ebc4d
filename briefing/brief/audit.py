"""The annex: every expression that a date rests on, and the sources with how each of their dates is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from briefing.brief.marks import expression_mark
from briefing.brief.wording import date_phrase
from briefing.model import AuditRow, DateBasis, Document, SourceRow, TimeExpression, Timeline
from briefing.model.edtf import format_edtf

_BASIS = {
    DateBasis.BRIEF: "Set in the brief file",
    DateBasis.DECLARED: "Declared in the article",
    DateBasis.METADATA: "Declared by the page",
    DateBasis.GIVEN: "Given with --date",
}
_OPENING_WORDS = 12


def audit_rows(timeline: Timeline, numbers: Mapping[str, int]) -> tuple[AuditRow, ...]:
    """Return one row for each expression that an event rests on, by source and place."""
    rows: dict[tuple[int, tuple[int, int]], AuditRow] = {}
    for event in timeline.events:
        for resolution in event.resolutions:
            number = numbers.get(resolution.document)
            if number is not None:
                expression = resolution.expression
                rows.setdefault((number, expression.span), _row(number, expression, event.id))
    return tuple(rows[key] for key in sorted(rows))


def _row(number: int, expression: TimeExpression, event: str) -> AuditRow:
    interval, precision = expression.interval, expression.precision
    date = format_edtf(interval, precision) if interval is not None and precision is not None else expression.value
    return AuditRow(
        source=number,
        words=" ".join(expression.text.split()),
        span=f"{expression.span[0]}–{expression.span[1]}",
        mark=expression_mark(expression),
        date=date,
        rule=expression.rule,
        reason=expression.explanation,
        event=event,
    )


def source_rows(
    timeline: Timeline, numbers: Mapping[str, int], attachment: Callable[[int], str]
) -> tuple[SourceRow, ...]:
    """Return the list of sources; ``attachment`` names the attached file of a number, or is empty."""
    return tuple(_source(document, numbers[document.id], attachment) for document in timeline.documents)


def _source(document: Document, number: int, attachment: Callable[[int], str]) -> SourceRow:
    return SourceRow(
        number=number,
        document=document.id,
        title=document.title or opening_words(document) or document.path,
        title_is_opening=document.title is None,
        outlet=document.publisher or "Outlet not stated",
        date=_published(document),
        evidence=_evidence(document),
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
    tail = " …" if len(words) > _OPENING_WORDS else ""
    return " ".join(words[:_OPENING_WORDS]) + tail


def _published(document: Document) -> str:
    if document.published is None:
        return "Date not known"
    return date_phrase(document.published, weekday=True)


def _evidence(document: Document) -> str:
    if document.published is None:
        return "no evidence for one: set it with --date or with published in the brief file"
    if document.published_basis is DateBasis.INFERRED:
        reasons = list(dict.fromkeys(evidence.constraint.rstrip(".") for evidence in document.evidence))
        return "Inferred: " + "; ".join(reasons[:3]) if reasons else "Inferred"
    basis = _BASIS.get(document.published_basis, "") if document.published_basis else ""
    return f"{basis}: {document.published_note}" if document.published_note else basis
