"""Fonts as one document uses them: codes for the characters in use, subsets of the faces, maps back to Unicode."""

from __future__ import annotations

from briefing.render.fonts import NO_BREAK_SPACE, Face
from briefing.render.pdf_file import PdfFile, array, name, number, reference

# Line ends, parentheses and the backslash would need an escape in a string: their codes stay unused.
_CODES = tuple(code for code in range(1, 256) if code not in (10, 13, 40, 41, 92))
_SYMBOLIC, _NONSYMBOLIC = 4, 32


class Subset:
    """Up to 250 characters of a face, each with a code of one byte."""

    def __init__(self, resource: str) -> None:
        self.resource = resource
        self.codes: dict[int, int] = {}  # code point -> code


class EmbeddedFace:
    """A face as one document uses it."""

    def __init__(self, face: Face, resource: str) -> None:
        self.face, self._resource = face, resource
        self.subsets: list[Subset] = []
        self._holder: dict[str, Subset] = {}

    def encode(self, text: str) -> list[tuple[str, str]]:
        """Return pairs of resource name and the text in that font's codes, ready for ``(...) Tj``."""
        for character in text:
            if character not in self._holder:
                self._assign(character)
        if len(self.subsets) == 1:
            return [(self._resource, text.translate(self.subsets[0].codes))]
        pieces: list[tuple[str, str]] = []
        for character in text:
            subset = self._holder[character]
            code = chr(subset.codes[ord(character)])
            if pieces and pieces[-1][0] == subset.resource:
                pieces[-1] = (subset.resource, pieces[-1][1] + code)
            else:
                pieces.append((subset.resource, code))
        return pieces

    def _assign(self, character: str) -> None:
        if not self.subsets or len(self.subsets[-1].codes) == len(_CODES):
            self.subsets.append(Subset(f"{self._resource}{'abcdefghijklmnopqrstuvwxyz'[: len(self.subsets)]}"))
        subset = self.subsets[-1]
        subset.codes[ord(character)] = _CODES[len(subset.codes)]
        self._holder[character] = subset

    def write(self, file: PdfFile) -> dict[str, int]:
        """Write the fonts; return the object number for each resource name."""
        return {subset.resource: self._write_subset(file, subset, place) for place, subset in enumerate(self.subsets)}

    def _write_subset(self, file: PdfFile, subset: Subset, place: int) -> int:
        outlines = self.face.outlines
        points = [0] * (max(subset.codes.values()) + 1)
        for point, code in subset.codes.items():
            points[code] = ord(" ") if point == ord(NO_BREAK_SPACE) else point
        program = outlines.makeSubset(points)
        tag = "".join("ABCDEFGHIJ"[int(digit)] for digit in f"{place:06d}")
        base = name(f"{tag}+{outlines.name.decode('latin-1')}")
        widths = [outlines.getCharWidth(point) if point else outlines.defaultWidth for point in points]
        font_file = file.add_stream(program, f"/Length1 {len(program)}")
        descriptor = file.add(
            f"<</Type/FontDescriptor/FontName{base}/Flags {outlines.flags & ~_NONSYMBOLIC | _SYMBOLIC}"
            f"/FontBBox{array(outlines.bbox)}/ItalicAngle {number(outlines.italicAngle)}"
            f"/Ascent {number(outlines.ascent)}/Descent {number(outlines.descent)}"
            f"/CapHeight {number(outlines.capHeight)}/StemV {number(outlines.stemV)}"
            f"/MissingWidth {number(outlines.defaultWidth)}/FontFile2 {reference(font_file)}>>"
        )
        to_unicode = file.add_stream(_to_unicode(subset))
        return file.add(
            f"<</Type/Font/Subtype/TrueType/BaseFont{base}/FirstChar 0/LastChar {len(points) - 1}"
            f"/Widths{array(widths)}/FontDescriptor {reference(descriptor)}/ToUnicode {reference(to_unicode)}>>"
        )


def _to_unicode(subset: Subset) -> bytes:
    """Return the CMap from codes to UTF-16 (ISO 32000-1, 9.10.3), at most 100 codes a block."""
    rows = [
        f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>" for point, code in sorted(subset.codes.items())
    ]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for first in range(0, len(rows), 100):
        block = rows[first : first + 100]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode("ascii")
