"""The documents in one file, whatever it is: an article, or several of them inside each other."""

from __future__ import annotations

import hashlib

from briefing.errors import SourceError
from briefing.model import DateBasis, Document, Problem
from briefing.sources.declared import Declared
from briefing.sources.formats import parts
from briefing.sources.limits import USUAL, Limits
from briefing.sources.names import shown_name
from briefing.sources.part import Part, Refusal
from briefing.sources.text import printable_line

_NOTHING = Declared()


def read_documents(
    data: bytes, path: str, declared: Declared = _NOTHING, limits: Limits = USUAL
) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Return the documents in a file, and what was met in it. Raises ``SourceError`` when nothing in it is an article.

    A part of a file has the file's path with ``#`` and its number: ``mail.mbox#2``. Title, address and author that the
    brief states are those of a file that is one article. Of the furniture only what the file itself sets apart is
    labelled, and a title is one that was stated: ``clean.label`` does the rest.

    >>> (document,), _ = read_documents(b"Trains ran again on Monday.", "rail.txt", Declared(publisher="Harbour Post"))
    >>> document.publisher, document.id
    ('Harbour Post', 'd5bcaa4c90d03')
    """
    sha256 = hashlib.sha256(data).hexdigest()
    path = shown_name(path)
    documents: list[Document] = []
    problems: list[Problem] = []
    found = parts(data, limits, declared.timezone)
    while True:
        try:
            part = next(found, None)
        except SourceError as error:
            if not documents:
                raise
            part = Refusal(error.problem, error.hint)  # the rest of a file that began well
        if part is None:
            break
        number = ".".join(map(str, part.number))
        here = f"{path}#{number}" if number else path
        if isinstance(part, Refusal):
            where = f"{here} ({part.name})" if part.name else here
            problems.append(_problem(where, part.problem, part.hint, note=part.note))
            continue
        problems += (_problem(here, what, hint, note=True) for what, hint in part.notes)
        documents.append(_document(part, sha256, here, _shared(declared) if number else declared))
    if not documents and all(problem.note for problem in problems):
        raise SourceError("holds no article", hint="leave it out of the folder")
    return tuple(documents), tuple(problems)


def _shared(declared: Declared) -> Declared:
    """Return the facts that hold for each of the articles of one file."""
    return declared.without("title", "url", "author")


def _document(part: Part, sha256: str, path: str, declared: Declared) -> Document:
    stated = declared.or_else(part.declared)
    basis = DateBasis.BRIEF if declared.published is not None else part.basis
    number = ".".join(map(str, part.number))
    own = hashlib.sha256(f"{sha256}#{number}".encode()).hexdigest() if number else sha256
    return Document(
        id=f"d{own[:12]}",
        path=path,
        sha256=sha256,
        text_sha256=hashlib.sha256(part.text.encode("utf-8")).hexdigest(),
        text=part.text,
        title=stated.title,
        publisher=stated.publisher,
        url=stated.url,
        author=stated.author,
        language=stated.language,
        published=stated.published,
        published_basis=basis if stated.published is not None else None,
        published_note=stated.published_note if stated.published is not None else "",
        furniture=part.furniture,
        origins=stated.origins,
    )


def _problem(where: str, what: str, hint: str, *, note: bool) -> Problem:
    return Problem(printable_line(where), printable_line(what), printable_line(hint), note=note)
