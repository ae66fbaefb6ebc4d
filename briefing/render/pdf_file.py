"""The file format: numbered objects, object streams, a cross-reference stream (ISO 32000-1, 7.5).

Everything above speaks of pages and structure; here are only bytes. The identifier of a file is the hash of what it
holds, so the same objects give the same file.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import zlib
from collections.abc import Iterable

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_PER_OBJECT_STREAM = 200


class PdfFile:
    """Objects under construction; their numbers count from 1 in the order in which they are reserved."""

    def __init__(self) -> None:
        self._plain: dict[int, bytes] = {}
        self._streams: dict[int, bytes] = {}
        self._count = 0

    def reserve(self) -> int:
        """Return the number of an object that is written later."""
        self._count += 1
        return self._count

    def put(self, number: int, body: str) -> None:
        """Write the object ``number``; ``body`` is ASCII."""
        self._plain[number] = body.encode("ascii")

    def add(self, body: str) -> int:
        """Write a new object and return its number."""
        number = self.reserve()
        self.put(number, body)
        return number

    def add_stream(self, data: bytes, entries: str = "", *, compressed: bool = True) -> int:
        """Write a new stream with further ``entries`` of its dictionary and return its number."""
        number = self.reserve()
        if compressed:
            data, entries = zlib.compress(data, 9), f"/Filter/FlateDecode{entries}"
        head = f"<</Length {len(data)}{entries}>>\nstream\n".encode("ascii")
        self._streams[number] = head + data + b"\nendstream"
        return number

    def to_bytes(self, root: int, info: int) -> bytes:
        """Return the whole file; ``root`` and ``info`` are the numbers of the catalog and of the information."""
        places: dict[int, tuple[int, int, int]] = {}  # number -> type, field 2, field 3 of its cross-reference
        plain = sorted(self._plain)
        for first in range(0, len(plain), _PER_OBJECT_STREAM):
            members = plain[first : first + _PER_OBJECT_STREAM]
            holder = self._object_stream(members)
            places.update((number, (2, holder, index)) for index, number in enumerate(members))
        parts, position = [_HEADER], len(_HEADER)
        for number in sorted(self._streams):
            body = b"%d 0 obj\n%b\nendobj\n" % (number, self._streams[number])
            places[number] = (1, position, 0)
            parts.append(body)
            position += len(body)
        parts.append(self._cross_references(places, position, root, info, parts))
        return b"".join(parts)

    def _object_stream(self, members: list[int]) -> int:
        offsets, position = [], 0
        for number in members:
            offsets.append(f"{number} {position}")
            position += len(self._plain[number]) + 1
        head = (" ".join(offsets) + "\n").encode("ascii")
        data = head + b"\n".join(self._plain[number] for number in members)
        return self.add_stream(data, f"/Type/ObjStm/N {len(members)}/First {len(head)}")

    def _cross_references(
        self, places: dict[int, tuple[int, int, int]], position: int, root: int, info: int, parts: Iterable[bytes]
    ) -> bytes:
        number = self.reserve()
        places[number] = (1, position, 0)
        rows = bytearray(b"\0\0\0\0\0\xff\xff")
        for entry in range(1, number + 1):
            kind, second, third = places[entry]
            rows += kind.to_bytes(1, "big") + second.to_bytes(4, "big") + third.to_bytes(2, "big")
        digest = hashlib.sha256()
        for part in parts:
            digest.update(part)
        identifier = digest.hexdigest()[:32]
        data = zlib.compress(bytes(rows), 9)
        head = (
            f"<</Type/XRef/Size {number + 1}/W[1 4 2]/Root {root} 0 R/Info {info} 0 R"
            f"/ID[<{identifier}><{identifier}>]/Filter/FlateDecode/Length {len(data)}>>"
        )
        return b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
            number,
            head.encode("ascii"),
            data,
            position,
        )


def reference(number: int) -> str:
    """Return an indirect reference."""
    return f"{number} 0 R"


def name(text: str) -> str:
    """Return a name object, its special characters escaped.

    >>> name("application/json")
    '/application#2Fjson'
    """
    plain = "-_.+"
    return "/" + "".join(
        character if character.isascii() and (character.isalnum() or character in plain) else f"#{byte:02X}"
        for character in text
        for byte in character.encode("utf-8")
    )


def string(text: str) -> str:
    """Return a text string: as it stands when it is plain ASCII, else UTF-16 with a byte order mark.

    >>> string("Day (1)"), string("é")
    ('(Day \\\\(1\\\\))', '<FEFF00E9>')
    """
    if text.isascii() and text.isprintable():
        return "(" + text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ")"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def date(moment: dt.datetime) -> str:
    """Return a date string (7.9.4); a moment without a zone counts as UTC."""
    return f"(D:{_utc(moment):%Y%m%d%H%M%S}Z)"


def iso_date(moment: dt.datetime) -> str:
    """Return the same moment as XMP writes it."""
    return f"{_utc(moment):%Y-%m-%dT%H:%M:%SZ}"


def _utc(moment: dt.datetime) -> dt.datetime:
    return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)


def number(value: float) -> str:
    """Return a number with two decimals at most: a hundredth of a point is finer than any printer.

    >>> number(3.0), number(-0.001), number(12.345)
    ('3', '0', '12.35')
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def array(values: Iterable[float]) -> str:
    """Return an array of numbers."""
    return f"[{' '.join(map(number, values))}]"
