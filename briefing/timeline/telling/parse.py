"""A collection of articles, read: sentences with their tokens, names, verbs, speakers and dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefing.model import Document, TimeExpression
from briefing.timeline.language.clauses import clauses
from briefing.timeline.language.sentences import Sentence, sentences
from briefing.timeline.language.tokens import Token, covered, placed
from briefing.timeline.language.verbs import groups
from briefing.timeline.names.book import NameBook, build_book
from briefing.timeline.names.gazetteer import PEOPLE
from briefing.timeline.telling.records import Parsed
from briefing.timeline.telling.speakers import find_report

Expressions = Mapping[str, tuple[TimeExpression, ...]]
Split = Sequence[tuple[Sentence, tuple[Token, ...], tuple[int, ...]]]
"""The sentences of a document, each with its tokens and where they begin."""


def read(
    documents: Sequence[Document], expressions: Expressions, names: Sequence[Sequence[str]]
) -> tuple[dict[str, tuple[Parsed, ...]], NameBook]:
    """Return the sentences of each document, read, and the names of the collection."""
    rows, book = split(documents, names)
    return {id: read_one(row, expressions.get(id, ()), book) for id, row in rows.items()}, book


def split(documents: Sequence[Document], names: Sequence[Sequence[str]]) -> tuple[dict[str, Split], NameBook]:
    """Return the sentences of each document, and the names of the collection."""
    rows = {document.id: [(s, *placed(s.text)) for s in sentences(document)] for document in documents}
    whole = ((id, [tokens for sentence, tokens, _ in row if sentence.whole]) for id, row in rows.items())
    return dict(rows), build_book(whole, names)


def read_one(row: Split, expressions: Sequence[TimeExpression], book: NameBook) -> tuple[Parsed, ...]:
    """Return the sentences of one document, read."""
    own = sorted(expressions, key=lambda e: e.span)
    parsed: list[Parsed] = []
    position = 0
    for sentence, tokens, starts in row:
        while position < len(own) and own[position].span[0] < sentence.span[0]:
            position += 1
        stop = position
        while stop < len(own) and own[stop].span[1] <= sentence.span[1]:
            stop += 1
        parsed.append(parse(sentence, tokens, starts, tuple(own[position:stop]), book))
        position = stop
    return tuple(parsed)


def parse(
    sentence: Sentence,
    tokens: tuple[Token, ...],
    starts: tuple[int, ...],
    own: tuple[TimeExpression, ...],
    book: NameBook,
) -> Parsed:
    """Return one sentence, read."""
    uses = book.spot(tokens, sentence.document)
    masked = {k for use in uses for k in range(use.first, use.last)}
    offset = sentence.span[0]
    for expression in own:
        low, high = expression.span
        masked.update(range(*covered(tokens, starts, low - offset, high - offset)))
    fixed = frozenset(masked)
    peoples = frozenset(use.last - 1 for use in uses if use.kind == PEOPLE)
    verbs = groups(tokens, fixed, peoples)
    found = clauses(tokens, verbs, fixed)
    return Parsed(sentence, tokens, uses, verbs, found, find_report(tokens, uses, found), own, starts)
