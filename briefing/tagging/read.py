"""Files to tagged texts: read, dated, resolved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from briefing.dates.find import find
from briefing.dates.narrative import Kind, kind_of
from briefing.dates.resolve import resolve
from briefing.errors import SourceError
from briefing.model import DateBasis, Document, Interval, Problem, TimeExpression
from briefing.sources.beside import read_within
from briefing.sources.declared import Declared
from briefing.sources.limits import USUAL
from briefing.sources.read import read_sources


@dataclass(frozen=True, slots=True)
class Tagged:
    """A document, its time expressions, and whether it was read as news or as a story."""

    document: Document
    expressions: tuple[TimeExpression, ...]
    kind: Kind


@dataclass(frozen=True, slots=True)
class _File:
    file: Path
    path: str
    declared: Declared = field(default_factory=Declared)


def read_texts(
    files: Sequence[Path], *, given: dt.date | None, language: str, stdin: BinaryIO
) -> tuple[tuple[Tagged, ...], tuple[Problem, ...]]:
    """Return the readable ``files`` ("-" is ``stdin``) with their expressions, in their order, and the problems met.

    A text counts from its own date, else from ``given``, else from the date that its words (and those of the other
    texts) allow.
    """
    documents: list[Document] = []
    problems: list[Problem] = []
    for file in dict.fromkeys(files):
        if str(file) == "-":
            found, met = _from_stream(stdin)
        else:
            found, met = read_sources([_File(file, file.as_posix())])
        problems += met
        documents += found
    documents = _dated(documents, given, language, problems)
    return tuple(_tagged(document, language) for document in documents), tuple(problems)


def _from_stream(stream: BinaryIO) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    data = stream.read(USUAL.file + 1)
    if len(data) > USUAL.file:
        return (), (Problem("-", f"is too large: more than {USUAL.file:,} bytes", "split it"),)
    try:
        return read_within(data, "-")
    except SourceError as error:
        return (), (Problem("-", error.problem, error.hint),)


def _tagged(document: Document, language: str) -> Tagged:
    language = document.language or language
    mentions = find(document.text, language=language)
    expressions = resolve(document.text, mentions, document.published, language=language)
    return Tagged(document, expressions, kind_of(mentions, document.published))


def _dated(documents: list[Document], given: dt.date | None, language: str, problems: list[Problem]) -> list[Document]:
    """Give every document the date it lacks: the one given, else one inferred from the texts."""
    if all(document.published is not None for document in documents):
        return documents
    if given is not None:
        day = Interval.day(given)
        return [d if d.published else replace(d, published=day, published_basis=DateBasis.GIVEN) for d in documents]
    from briefing.dating.infer import date_documents, undated

    mentions = {d.id: find(d.text, language=d.language or language) for d in documents}
    by_id = {document.id: document for document in date_documents(documents, mentions)}
    dated = [by_id.get(document.id, document) for document in documents]
    problems += (replace(problem, note=True) for problem in undated(dated))
    return dated
