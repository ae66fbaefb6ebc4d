"""What a file is, is decided by what it holds, never by its name; files inside files are opened within limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from briefing.errors import SourceError
from briefing.model import FACTS
from briefing.sources.archive import is_zip, read_zip
from briefing.sources.article import read_article
from briefing.sources.declared import Declared
from briefing.sources.docx import is_docx, read_docx
from briefing.sources.feed import is_feed, read_feed
from briefing.sources.limits import USUAL, Limits
from briefing.sources.mail import is_mail, is_mbox, read_mail, read_mbox
from briefing.sources.part import Packed, Part, Reader, Refusal
from briefing.sources.pdf import is_pdf, read_pdf
from briefing.sources.table import is_records, is_table, read_records, read_table
from briefing.sources.warc import is_warc, read_warc

_FORMATS: tuple[tuple[Callable[[bytes], bool], Reader], ...] = (
    (is_pdf, read_pdf),
    (is_docx, read_docx),
    (is_zip, read_zip),
    (is_warc, read_warc),
    (is_feed, read_feed),
    (is_mbox, read_mbox),
    (is_mail, read_mail),
    (is_records, read_records),
    (is_table, read_table),
)

_MARKUP_BEGINS = 80_000  # bytes within which a page has its first tag, in any encoding


def parts(data: bytes, limits: Limits = USUAL, timezone: str | None = None) -> Iterator[Part | Refusal]:
    """Yield every article in a file, and what of it cannot be read. Raises ``SourceError`` when it holds none.

    ``timezone`` is that of the briefing: it tells the days of a live blog whose times are in UTC.

    >>> [part.text for part in parts(b"Trains ran again on Monday.")]
    ['Trains ran again on Monday.']
    """
    return _parts(data, 0, _Room(limits.unpacked, limits.articles), limits, timezone)


def is_plain(data: bytes) -> bool:
    """Whether ``data`` is a text that only wants decoding, without markup or a format that a library takes apart.

    >>> is_plain(b"Trains ran again on Monday."), is_plain(b"<p>Trains ran again on Monday.")
    (True, False)
    """
    return b"<" not in data[:_MARKUP_BEGINS] and not any(fits(data) for fits, _ in _FORMATS)


@dataclass(slots=True)
class _Room:
    """What may still be taken from a file."""

    bytes: int
    articles: int


def _parts(data: bytes, depth: int, room: _Room, limits: Limits, timezone: str | None) -> Iterator[Part | Refusal]:
    read = next((reader for fits, reader in _FORMATS if fits(data)), partial(read_article, timezone=timezone))
    for found in read(data, limits):
        if isinstance(found, Packed):
            yield from _inside(found, depth + 1, room, limits, timezone)
        elif isinstance(found, Part):
            room.articles -= 1
            if room.articles >= 0:
                yield found
        else:
            yield found
        if room.articles < 0 or room.bytes < 0:
            if not depth:
                limit = f"{limits.articles:,} articles" if room.articles < 0 else f"{limits.unpacked:,} bytes unpacked"
                yield Refusal(f"holds more than {limit}: the rest is left out", "split it")
            return


def _with(declared: Declared, outer: Declared | None) -> Declared:
    """Return what an article states, and what only the file around it does."""
    if outer is None:
        return declared
    return declared.or_else(outer.without(*(fact for fact in FACTS if getattr(declared, fact))))


def _inside(packed: Packed, depth: int, room: _Room, limits: Limits, timezone: str | None) -> Iterator[Part | Refusal]:
    room.bytes -= len(packed.data)
    if room.bytes < 0:
        return
    empty = True
    try:
        if depth > limits.depth:
            raise SourceError(f"lies deeper than {limits.depth} files inside each other", hint="unpack it first")
        for found in _parts(packed.data, depth, room, limits, timezone):
            empty = False
            number = (*packed.number, *found.number)
            if isinstance(found, Refusal):
                name = "/".join(name for name in (packed.name, found.name) if name)
                yield replace(found, number=number, name=name)
            else:
                yield replace(found, number=number, declared=_with(found.declared, packed.declared))
        if empty and room.articles >= 0 and room.bytes >= 0:
            raise SourceError("holds no article", hint="leave it out")
    except SourceError as error:
        yield Refusal(error.problem, error.hint, packed.name, packed.number)
