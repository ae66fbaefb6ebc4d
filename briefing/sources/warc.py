"""Web archives (WARC), compressed or not: the pages among their responses. Read with the standard library alone."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator

from briefing.errors import SourceError
from briefing.sources.declared import Declared, web_address
from briefing.sources.limits import USUAL, Limits
from briefing.sources.part import Found, Packed, Refusal

_GZIP = b"\x1f\x8b"
_VERSION = re.compile(rb"WARC/\d\.\d\r?\n")
_PAGES = (b"text/html", b"application/xhtml+xml", b"text/plain", b"application/pdf")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})")
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r?\n")
_PIECE = 1_000_000  # bytes that are unpacked at a time
_LONGEST_HEAD = 100_000  # bytes of the header of a record or of a response


def is_warc(data: bytes) -> bool:
    """Whether ``data`` is a web archive, compressed perhaps."""
    if data.startswith(_GZIP):
        try:
            data = zlib.decompressobj(31).decompress(data[:20_000], 100)
        except zlib.error:
            return False
    return _VERSION.match(data) is not None


def read_warc(data: bytes, limits: Limits = USUAL) -> Iterator[Found]:
    """Yield the pages of a web archive in its order, numbered by response; what is no text is passed over."""
    if data.startswith(_GZIP):
        data = _unzipped(data, limits.unpacked)
    n = 0
    for fields, block in _records(data):
        if fields.get(b"warc-type", b"").lower() not in (b"response", b"resource"):
            continue
        n += 1
        address = fields.get(b"warc-target-uri", b"").strip(b"<>").decode("utf-8", "replace")
        kind, body = fields.get(b"content-type", b""), block
        if kind.replace(b" ", b"").lower().startswith(b"application/http"):
            answer = _answer(block, limits.file)
            if answer is None:
                continue
            kind, body = answer
        if not kind.strip().lower().startswith(_PAGES):
            continue
        if len(body) > limits.file:
            yield Refusal(f"is too large: more than {limits.file:,} bytes", "save the page alone", address[:500], (n,))
        elif body.strip():
            stated = Declared(url=web_address(address)).read_in(url="WARC target address")
            yield Packed(body, address[:500], (n,), stated)


def _records(data: bytes) -> Iterator[tuple[dict[bytes, bytes], bytes]]:
    """Yield the fields and the block of every record; ends where the file was cut off."""
    at = 0
    while (version := _VERSION.match(data, at)) is not None:
        fields, start = _head(data, version.end())
        length = fields.get(b"content-length", b"")
        if not length.isdigit() or len(length) > 12:
            raise SourceError("is a web archive with a damaged record", hint="save the pages as HTML files")
        end = start + int(length)
        yield fields, data[start:end]
        if end > len(data):
            raise SourceError("is a web archive that was cut off", hint="copy it again")
        at = end
        while data[at : at + 1] in (b"\r", b"\n"):
            at += 1
    if at < len(data):
        raise SourceError("is a web archive with a damaged record", hint="save the pages as HTML files")


def _head(data: bytes, start: int) -> tuple[dict[bytes, bytes], int]:
    """Return the fields from ``start`` on, their names in small letters, and where what follows them begins."""
    end = re.compile(rb"\r?\n\r?\n").search(data, start, start + _LONGEST_HEAD)
    if end is None:
        return {}, start
    fields: dict[bytes, bytes] = {}
    for line in data[start : end.start()].split(b"\n"):
        name, colon, value = line.partition(b":")
        if colon:
            fields.setdefault(name.strip().lower(), value.strip())
    return fields, end.end()


def _answer(block: bytes, largest: int) -> tuple[bytes, bytes] | None:
    """Return the type and the body of a response, decoded; None for one that is an error, a redirection, or broken."""
    status = _STATUS.match(block)
    if status is None or status[1] != b"200":
        return None
    fields, start = _head(block, status.end())
    body = block[start:]
    if b"chunked" in fields.get(b"transfer-encoding", b"").lower():
        body = _joined(body)
    coding = fields.get(b"content-encoding", b"").strip().lower()
    if coding in (b"gzip", b"x-gzip", b"deflate"):
        try:
            body = zlib.decompressobj(47).decompress(body, largest + 1)
        except zlib.error:
            return None
    elif coding not in (b"", b"identity"):
        return None
    return fields.get(b"content-type", b""), body


def _joined(body: bytes) -> bytes:
    """Return a body that was sent in chunks; as it is when it is not in chunks, as some archives keep it."""
    pieces: list[bytes] = []
    at = 0
    while (chunk := _CHUNK.match(body, at)) is not None and (size := int(chunk[1], 16)):
        pieces.append(body[chunk.end() : chunk.end() + size])
        at = chunk.end() + size + (2 if body[chunk.end() + size : chunk.end() + size + 2] == b"\r\n" else 1)
    return b"".join(pieces) if pieces else body


def _unzipped(data: bytes, largest: int) -> bytes:
    """Return what the members of a compressed archive hold, up to the limit; of a damaged one what stands before."""
    unpacked = bytearray()
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
        try:
            while (piece := stream.read(_PIECE)) and len(unpacked) <= largest:
                unpacked += piece
        except (OSError, EOFError, zlib.error) as error:
            if not unpacked:
                raise SourceError("is a web archive that cannot be unpacked", hint="copy it again") from error
    if len(unpacked) > largest:
        raise SourceError(f"is a web archive of more than {largest:,} bytes unpacked", hint="split it")
    return bytes(unpacked)
