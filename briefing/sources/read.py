"""Files become documents, one or many each; what cannot be read is named and stops nothing."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from briefing.errors import SourceError
from briefing.model import DateBasis, Document, Problem
from briefing.sources.article import holds_keys
from briefing.sources.clean import label
from briefing.sources.declared import Declared
from briefing.sources.formats import parts
from briefing.sources.limits import FILE_BYTES
from briefing.sources.part import Part, Refusal
from briefing.sources.text import printable_line

_NOTHING = Declared()


STANDARD_INPUT = Path("-")
"""The ``file`` of what is read from standard input: this object, for a file may have that name."""


class Source(Protocol):
    """An article to read."""

    @property
    def file(self) -> Path:
        """Where it lies."""

    @property
    def path(self) -> str:
        """Its name in every output: POSIX, relative to the brief or the SOURCES argument."""

    @property
    def declared(self) -> Declared:
        """What the brief states about it."""


def read_sources(
    sources: Iterable[Source], *, largest: int = FILE_BYTES
) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Return the documents in every readable source, sorted by path, and a problem for every other one.

    What the brief states wins over what the file says of itself. The same bytes under two paths, and the same text in
    two parts of files, are one document, with the first path; the other is mentioned in a note, and so is a YAML file
    that holds keys (a brief, a calendar, a timeline): it is no article. Page furniture is labelled
    (``briefing.sources.clean``). One bad file never stops the rest: no exception leaves here.
    """
    files: dict[str, str] = {}
    texts: dict[str, Document] = {}
    documents: list[Document] = []
    problems: list[Problem] = []
    for source in sorted(sources, key=lambda source: source.path):
        shown = printable_line(source.path)
        try:
            data = _piped(largest) if source.file is STANDARD_INPUT else _bytes(source.file, largest)
            sha256 = hashlib.sha256(data).hexdigest()
            if sha256 in files:
                problems.append(Problem(shown, f"the same file as {files[sha256]}", note=True))
                continue
            if source.path.lower().endswith((".yaml", ".yml")) and holds_keys(data):
                problems.append(Problem(shown, "holds YAML keys and is no article", note=True))
                continue
            found, met = read_documents(data, source.path, source.declared)
        except SourceError as error:
            problems.append(Problem(shown, printable_line(error.problem), printable_line(error.hint)))
            continue
        files[sha256] = shown
        problems += met
        for document in found:
            same = texts.setdefault(document.text_sha256, document)
            if same is not document and (document.is_part or same.is_part):
                where, first = printable_line(document.path), printable_line(same.path)
                problems.append(Problem(where, f"the same article as {first}", note=True))
            else:
                documents.append(document)
    return label(documents), tuple(problems)


def read_documents(
    data: bytes, path: str, declared: Declared = _NOTHING
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
    path = path.encode("utf-8", "backslashreplace").decode("utf-8")  # a name on disk may be no Unicode
    documents: list[Document] = []
    problems: list[Problem] = []
    found = parts(data)
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
    return replace(declared, title=None, url=None, author=None)


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
    )


def _problem(where: str, what: str, hint: str, *, note: bool) -> Problem:
    return Problem(printable_line(where), printable_line(what), printable_line(hint), note=note)


def _bytes(path: Path, largest: int) -> bytes:
    """Return the bytes of a regular file; neither a pipe nor a huge file is ever waited for."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as stream:
            facts = os.fstat(stream.fileno())
            if not stat.S_ISREG(facts.st_mode):
                raise SourceError("is no regular file", hint="give a file or a folder of files")
            if facts.st_size > largest:
                raise SourceError(f"is too large: {facts.st_size:,} bytes, at most {largest:,}", hint="split it")
            data = stream.read(largest + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "its name is no file name"
        raise SourceError(f"cannot be read: {reason}", hint="check the path and its permissions") from error
    if len(data) > largest:
        raise SourceError(f"is too large: more than {largest:,} bytes", hint="split it")
    return data


def _piped(largest: int) -> bytes:
    data = sys.stdin.buffer.read(largest + 1)
    if len(data) > largest:
        raise SourceError(f"is too large: more than {largest:,} bytes", hint="split it")
    return data
