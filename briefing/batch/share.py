"""What a worker of a cluster does: it reads and tags a chunk of sources, or makes one briefing of what others read.

Nothing here needs the disk of the machine that asks: sources come as bytes and briefings go back as bytes. Results are
records of single documents, so that they do not depend on the chunks. Tasks of one process take turns, for the
libraries that draw are made for one thread.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import sys
import threading
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from briefing.batch.key import libraries, own_files
from briefing.batch.work import Finished, finished
from briefing.build import Options, build
from briefing.errors import ClusterError, SourceError
from briefing.job import Job
from briefing.model import Document, Interval, Problem
from briefing.pipeline import Reading, Tags, tag
from briefing.sources.beside import Read, read_within
from briefing.sources.limits import Limits
from briefing.sources.read import Opened, gather

_one = threading.Lock()


@dataclass(frozen=True, slots=True)
class Chunk:
    """Sources to read and tag."""

    sources: tuple[Opened, ...]
    limits: Limits
    given: Interval | None
    language: str
    program: str


@dataclass(frozen=True, slots=True)
class ReadSource:
    """What one source holds, or why it cannot be read."""

    sha256: str
    documents: tuple[Document, ...] = ()
    problems: tuple[Problem, ...] = ()
    tags: tuple[Tags, ...] = ()  # one for each document
    error: SourceError | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """A briefing to make of sources that were read elsewhere."""

    job: Job  # without its sources and its readers
    options: Options
    opened: tuple[Opened, ...]  # without their bytes, sorted by path
    picture: str | None  # the style of the chart's picture
    created: dt.datetime | None
    program: str


def read_chunk(chunk: Chunk) -> tuple[ReadSource, ...]:
    """Read and tag each source of a chunk."""
    with _one:
        _check(chunk.program)
        return tuple(_read(source, chunk) for source in chunk.sources)


def make_briefing(order: Order, chunks: Iterable[tuple[ReadSource, ...]]) -> Finished:
    """Make a briefing of all its chunks. Raises what ``build`` raises."""
    with _one:
        _check(order.program)
        reading = reading_of(order.opened, chunks)
        built = build(order.job, order.options, reading=reading, created=lambda: order.created)
        return finished(built, style=order.picture)


def reading_of(opened: Iterable[Opened], chunks: Iterable[tuple[ReadSource, ...]]) -> Reading:
    """Return a function that gives ``build`` what was read elsewhere."""
    sources = {source.sha256: source for chunk in chunks for source in chunk}

    def read(source: Opened) -> Read:
        found = sources[source.sha256]
        if found.error is not None:
            raise found.error
        return found.documents, found.problems

    def reading(_: object, limits: Limits) -> tuple[tuple[Document, ...], tuple[Problem, ...], Mapping[str, Tags]]:
        tags = {
            document.id: tags
            for source in sources.values()
            for document, tags in zip(source.documents, source.tags, strict=True)
        }
        return *gather(opened, read), tags

    return reading


def _read(source: Opened, chunk: Chunk) -> ReadSource:
    try:
        documents, problems = read_within(source.data, source.path, source.declared, chunk.limits)
    except SourceError as error:
        return ReadSource(source.sha256, error=error)
    tags = tuple(tag(document, chunk.given, chunk.language) for document in documents)
    return ReadSource(source.sha256, documents, problems, tags)


def _check(program: str) -> None:
    if program != this_program():
        raise ClusterError(
            "a worker runs another version of briefing, of Python or of a library, which may make other bytes",
            hint="install the same on every machine",
        )


@functools.cache
def this_program() -> str:
    """Return what tells programs apart that may make different bytes, wherever they are installed."""
    words = [sys.version, zlib.ZLIB_RUNTIME_VERSION, *libraries()]
    digest = hashlib.sha256("\n".join(words).encode())
    for name, path in sorted(own_files()):
        digest.update(name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
