"""Files become documents, one or many each; what cannot be read is named and stops nothing."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from briefing.each import Each, in_turn
from briefing.errors import SourceError
from briefing.model import Document, Problem
from briefing.model.time import FIRST_DAY, LAST_DAY
from briefing.sources.article import no_article
from briefing.sources.beside import Read, read_within
from briefing.sources.clean import label
from briefing.sources.declared import Declared
from briefing.sources.limits import USUAL, Limits
from briefing.sources.text import printable_line

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


@dataclass(frozen=True, slots=True)
class Opened:
    """A source whose bytes are there; without them it still tells which source they were."""

    path: str
    declared: Declared
    sha256: str = ""
    data: bytes = b""
    aside: str = ""  # why it is no article
    error: SourceError | None = None  # why its bytes are not there


def read_sources(sources: Iterable[Source], *, limits: Limits = USUAL, each: Each = in_turn) -> Read:
    """Return the documents in every readable source, sorted by path, and a problem for every other one.

    What the brief states wins over what the file says of itself. The same bytes under two paths, and the same text in
    two parts of files, are one document, with the first path; the other is mentioned in a note, and so is what is no
    article: a YAML file that holds keys (a brief, a calendar, a timeline), a PDF that briefing made. Page furniture is
    labelled (``briefing.sources.clean``). One bad file never stops the rest: no exception leaves here.
    """

    def read(opened: Opened) -> Read:
        return read_within(opened.data, opened.path, opened.declared, limits)

    opened = (open_source(source, limits) for source in sorted(sources, key=lambda source: source.path))
    return gather(opened, read, each)


def open_source(source: Source, limits: Limits = USUAL) -> Opened:
    """Return the bytes of a source, or why there are none."""
    try:
        data = _piped(limits.file) if source.file is STANDARD_INPUT else _bytes(source.file, limits.file)
    except SourceError as error:
        return Opened(source.path, source.declared, error=error)
    sha256, aside = hashlib.sha256(data).hexdigest(), no_article(source.path, data)
    return Opened(source.path, source.declared, sha256, data, aside)


def gather(opened: Iterable[Opened], read: Callable[[Opened], Read], each: Each = in_turn) -> Read:
    """Return what ``read_sources`` does of sources that are open, sorted by path.

    ``read`` returns the documents in one of them, and what was met, or raises ``SourceError``.
    """
    files: dict[str, str] = {}
    texts: dict[str, Document] = {}
    documents: list[Document] = []
    problems: list[Problem] = []
    for source in opened:
        shown = printable_line(source.path)
        try:
            if source.error is not None:
                raise source.error
            if source.sha256 in files:
                problems.append(Problem(shown, f"the same file as {files[source.sha256]}", note=True))
                continue
            if source.aside:
                problems.append(Problem(shown, source.aside, note=True))
                continue
            found, met = read(source)
        except SourceError as error:
            problems.append(Problem(shown, printable_line(error.problem), printable_line(error.hint)))
            continue
        files[source.sha256] = shown
        problems += met
        for document in (_in_calendar(document, problems) for document in found):
            same = texts.setdefault(document.text_sha256, document)
            if same is not document and (document.is_part or same.is_part):
                where, first = printable_line(document.path), printable_line(same.path)
                problems.append(Problem(where, f"the same article as {first}", note=True))
            else:
                documents.append(document)
    return label(documents, each), tuple(problems)


def _in_calendar(document: Document, problems: list[Problem]) -> Document:
    """Return the document without a date at the ends of the calendar, around which nothing can be counted."""
    days = document.published
    if days is None or ((days.start or FIRST_DAY) >= FIRST_DAY and (days.last or LAST_DAY) <= LAST_DAY):
        return document
    where, words = printable_line(document.path), f"states a date outside the years {FIRST_DAY.year} to {LAST_DAY.year}"
    problems.append(Problem(where, words, "it counts as undated", note=True))
    return replace(document, published=None, published_basis=None, published_note="")


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
    except IsADirectoryError as error:
        raise SourceError("is a folder", hint="name the files in it") from error
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
