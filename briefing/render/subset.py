"""What a page needs of a subset of a TrueType file: outlines and widths, no instructions for coarse screens, no names.

The serif faces have no instructions to begin with; those of the others are a third of what the document embeds.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import pairwise

from reportlab.pdfbase.ttfonts import TTFontMaker

_LEFT_OUT = ("cvt ", "fpgm", "prep")
_NO_NAMES = b"\0\0\0\0\0\6"  # the table has to be there for some readers
_LONG_OFFSETS = 50  # where "head" says of what size those in "loca" are
_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX, _INSTRUCTIONS = 0x1, 0x8, 0x20, 0x40, 0x80, 0x100


def unhinted(font: bytes) -> bytes:
    """Return a TrueType file without instructions and names (OpenType 1.9, glyf, loca and name)."""
    tables = dict(_tables(font))
    long = struct.unpack_from(">H", tables["head"], _LONG_OFFSETS)[0]
    size, unit = (4, 1) if long else (2, 2)
    loca = struct.unpack(f">{len(tables['loca']) // size}{'L' if long else 'H'}", tables["loca"])
    glyphs = [_glyph(tables["glyf"][unit * start : unit * end]) for start, end in pairwise(loca)]
    places = [0]
    for glyph in glyphs:
        places.append(places[-1] + len(glyph))
    tables["glyf"] = b"".join(glyphs)
    tables["loca"] = struct.pack(f">{len(places)}{'L' if long else 'H'}", *[place // unit for place in places])
    tables["name"] = _NO_NAMES
    made = TTFontMaker()
    for tag, data in tables.items():
        if tag not in _LEFT_OUT:
            made.add(tag, data)
    stream: bytes = made.makeStream()
    return stream


def _tables(font: bytes) -> Iterator[tuple[str, bytes]]:
    for number in range(struct.unpack_from(">H", font, 4)[0]):
        tag, _, offset, length = struct.unpack_from(">4sLLL", font, 12 + 16 * number)
        yield tag.decode("ascii"), font[offset : offset + length]


def _glyph(data: bytes) -> bytes:
    """Return a glyph without its instructions, of a length that is a multiple of four."""
    if not data:
        return data
    contours = struct.unpack_from(">h", data)[0]
    if contours < 0:
        data = _composite(data)
    else:
        at = 10 + 2 * contours
        length = struct.unpack_from(">H", data, at)[0]
        data = data[:at] + b"\0\0" + data[at + 2 + length :]
    return data + bytes(-len(data) % 4)


def _composite(data: bytes) -> bytes:
    """Return a glyph that is made of others; its instructions are what follows the last of them."""
    kept, at, flags = bytearray(data), 10, _MORE
    while flags & _MORE:
        flags = struct.unpack_from(">H", data, at)[0]
        struct.pack_into(">H", kept, at, flags & ~_INSTRUCTIONS)
        at += 8 if flags & _WORDS else 6
        at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0
    return bytes(kept[:at])
