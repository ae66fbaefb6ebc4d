"""Files become documents: what a file is, is decided by what it holds, never by its name."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from briefing.errors import SourceError
from briefing.model import DateBasis, Document, Furniture, Problem
from briefing.sources.clean import label
from briefing.sources.declared import Declared
from briefing.sources.frontmatter import read_front_matter
from briefing.sources.lines import FRONT_MATTER
from briefing.sources.text import Decoded, decode, printable_line

LARGEST = 20_000_000
"""Bytes of a file that is still read."""

_NOTHING = Declared()
_PLAIN = "save the article as plain text or HTML"
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "PDF files cannot be read yet", "save its text as a .txt file"),
    (b"-----BEGIN PGP MESSAGE", "the file is encrypted", "decrypt it first"),
    (b"age-encryption.org/", "the file is encrypted", "decrypt it first"),
    (b"Salted__", "the file is encrypted", "decrypt it first"),
    (b"PK\x03\x04", "a ZIP archive or an office document", _PLAIN),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or encrypted office document", _PLAIN),
    (b"{\\rtf", "a rich text document", _PLAIN),
    (b"%!PS", "a PostScript document", _PLAIN),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
    (b"BZh", "a compressed file", "unpack it first"),
    (b"\xfd7zXZ\x00", "a compressed file", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a compressed file", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file", "unpack it first"),
    (b"\x89PNG\r\n", "an image", "leave it out of the folder"),
    (b"\xff\xd8\xff", "an image", "leave it out of the folder"),
    (b"GIF8", "an image", "leave it out of the folder"),
    (b"\x7fELF", "a program", "leave it out of the folder"),
    (b"SQLite format 3\x00", "a database", "leave it out of the folder"),
    (b"WARC/", "web archives cannot be read yet", "save the articles as HTML files"),
)
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,300}\?>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}<(?:!doctype\s+html|html|head|body|meta|title|article|script|h1|div)\b",
    re.IGNORECASE | re.DOTALL,
)


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
    sources: Iterable[Source], *, largest: int = LARGEST
) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Return a document for every readable source, sorted by path, and a problem for every other one.

    What the brief states wins over what the file says of itself. The same bytes under two paths are one document, with
    the first path; the other is mentioned in a note, and so is a YAML file that holds keys (a brief, a calendar, a
    timeline): it is no article. Page furniture is labelled (``briefing.sources.clean``). One bad file never stops the
    rest: no exception leaves here.
    """
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    for source in sorted(sources, key=lambda source: source.path):
        shown = printable_line(source.path)
        try:
            data = _bytes(source.file, largest)
            sha256 = hashlib.sha256(data).hexdigest()
            if sha256 in documents:
                same = printable_line(documents[sha256].path)
                problems.append(Problem(shown, f"the same file as {same}", note=True))
                continue
            if source.path.lower().endswith((".yaml", ".yml")) and _holds_keys(data):
                problems.append(Problem(shown, "holds YAML keys and is no article", note=True))
                continue
            document, notes = read_document(data, source.path, source.declared)
        except SourceError as error:
            problems.append(Problem(shown, printable_line(error.problem), printable_line(error.hint)))
            continue
        documents[sha256] = document
        problems += (Problem(shown, printable_line(what), printable_line(hint), note=True) for what, hint in notes)
    return label(tuple(documents.values())), tuple(problems)


def read_document(
    data: bytes, path: str, declared: Declared = _NOTHING
) -> tuple[Document, tuple[tuple[str, str], ...]]:
    """Return the document in ``data``, and notes (what, remedy) on it. Raises ``SourceError`` when it holds none.

    Of its furniture only the front matter is labelled, and a title is one that was stated: ``clean.label`` does the
    rest.

    >>> document, _ = read_document(b"Trains ran again on Monday.", "rail.txt", Declared(publisher="Harbour Post"))
    >>> document.publisher, document.id
    ('Harbour Post', 'd5bcaa4c90d03')
    """
    decoded = _text(data)
    notes: list[tuple[str, str]] = []
    furniture: tuple[Furniture, ...] = ()
    basis, found = DateBasis.METADATA, _NOTHING
    text = decoded.text
    if _PAGE.match(text, 0, 10_000):
        from briefing.sources.html import read_page

        text, found = read_page(text)
    elif (front := read_front_matter(text)) is not None:
        basis, found = DateBasis.DECLARED, front.declared
        furniture = (Furniture((0, len(text[: front.end].rstrip())), FRONT_MATTER),)
        notes += front.notes
    if not re.search(r"\w", text[furniture[0].span[1] if furniture else 0 :]):
        raise SourceError("holds no text", hint="leave it out of the folder")
    if "\ufffd" in text:
        notes.append((_lost(decoded, text.count("\ufffd")), "save it as UTF-8 if that matters"))
    if declared.published is not None:
        basis = DateBasis.BRIEF
    stated = declared.or_else(found)
    sha256 = hashlib.sha256(data).hexdigest()
    path = path.encode("utf-8", "backslashreplace").decode("utf-8")  # a name on disk may be no Unicode
    return Document(
        id=f"d{sha256[:12]}",
        path=path,
        sha256=sha256,
        text_sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        text=text,
        title=stated.title,
        publisher=stated.publisher,
        url=stated.url,
        author=stated.author,
        language=stated.language,
        published=stated.published,
        published_basis=basis if stated.published is not None else None,
        published_note=stated.published_note if stated.published is not None else "",
        furniture=furniture,
    ), tuple(notes)


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


def _text(data: bytes) -> Decoded:
    if not data.strip(b" \t\r\n\x00"):
        raise SourceError("is empty", hint="leave it out of the folder")
    for signature, what, remedy in _SIGNATURES:
        if data.startswith(signature):
            raise SourceError(f"is no article: {what}" if remedy == _PLAIN else what, hint=remedy)
    charset = re.search(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})", data[:4096], re.IGNORECASE)
    decoded = decode(data, charset.group(1).decode("ascii") if charset else None)
    if decoded is None:
        raise SourceError("is no text: binary, or in an encoding that is not known", hint="save it as UTF-8 text")
    start = decoded.text[:200].lstrip()
    if start[:1] in ("{", "[") and _is_json(decoded.text):
        raise SourceError("holds JSON data and no article", hint=_PLAIN)
    if start.startswith("<?xml") and not _PAGE.match(decoded.text, 0, 10_000):
        raise SourceError("holds XML and no web page", hint=_PLAIN)
    return decoded


def _holds_keys(data: bytes) -> bool:
    lines = (line for line in data[:10_000].splitlines() if line.strip() and not line.startswith((b"#", b"---", b"%")))
    return re.match(rb"[^\s:{}\[\]][^:]{0,200}:(?:\s|$)|[{]", next(lines, b"")) is not None


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _lost(decoded: Decoded, count: int) -> str:
    characters = "1 character" if count == 1 else f"{count} characters"
    return f"{characters} could not be read as {decoded.encoding} and stand as U+FFFD"
