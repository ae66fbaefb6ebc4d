"""Fonts by role, with a fallback for each run of characters: a glyph that is missing fails every standard.

Source Sans Pro and Source Serif Pro come as static TrueType files (variable fonts would give their default instance,
and CFF outlines cannot be embedded here); DejaVu, which ships with matplotlib, covers what they lack. Faces are read
once a process, the fallback only when a text needs it.
"""

from __future__ import annotations

import importlib.util
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTFError, TTFont

from briefing.errors import StyleError
from briefing.render.style import Fonts
from briefing.render.subset import unhinted

HOUSE = Fonts()
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_WORDS_KEPT = 10_000  # of one face; a process that makes many briefings meets ever new words
_FIRST_FREE, _LAST_CODE = 128, 255  # codes that ASCII leaves
_PACKAGES = {"SourceSans": "font_source_sans_pro", "SourceSeri": "font_source_serif_pro"}


class _Codes:
    """The codes of one face in one document: what reportlab calls the state of a font.

    ASCII keeps its own codes, so that the same words are the same bytes in every face, which packs better; of it too
    only what is used is embedded.
    """

    namePrefix = "F"  # noqa: N815 - reportlab's names
    internalName: str | None = None  # noqa: N815

    def __init__(self) -> None:
        self.used: set[str] = set()  # of ASCII
        self.assigned: dict[str, tuple[int, int]] = {}  # others: subset and code
        self.subsets: list[list[int]] = [[0] * _FIRST_FREE]

    def of(self, character: str) -> tuple[int, int]:
        """Return subset and code of a character that is not ASCII."""
        known = self.assigned.get(character)
        if known is None:
            if len(self.subsets[-1]) > _LAST_CODE:
                self.subsets.append([0])
            self.subsets[-1].append(ord(character))
            known = self.assigned[character] = len(self.subsets) - 1, len(self.subsets[-1]) - 1
        return known

    def close(self) -> list[list[int]]:
        """Return the characters of each subset by their codes, 0 where a code is not in use."""
        for character in self.used:
            self.subsets[0][ord(character)] = ord(character)
        return self.subsets


class Face(TTFont):  # type: ignore[misc]
    """A TrueType face, embedded as the subset in use: its characters and their widths in thousandths of the size.

    reportlab sends unused codes to U+0000 and writes characters beyond the BMP wrongly: we write the map from codes to
    Unicode ourselves, and the codes.
    """

    fontName: str  # noqa: N815 - reportlab's name

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path, asciiReadable=False, shapable=False)
        widths, default = self.face.charWidths, self.face.defaultWidth
        self.widths = {chr(code): float(widths.get(code, default)) for code in self.face.charToGlyph}
        self.widths[NO_BREAK_SPACE] = self.widths[" "]
        self.characters = frozenset(self.widths)
        self._width = self.widths.__getitem__
        self._words: dict[str, float] = {}
        subset = self.face.makeSubset
        self.face.makeSubset = lambda characters: unhinted(subset(characters))

    def width(self, text: str) -> float:
        """Return the width of ``text`` in thousandths of the size; the face must have every character."""
        return sum(map(self._width, text))

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: N802 - reportlab's name
        """Return the width of a word in points; reportlab asks for each word several times."""
        known = self._words.get(text)
        if known is None:
            if len(self._words) > _WORDS_KEPT:
                self._words.clear()
            known = self._words[text] = self.width(text)
        return known * size * 0.001

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:  # noqa: N802
        """Return ``text`` as stretches of codes, each with the number of its subset; called by reportlab too."""
        codes = self._codes(doc)
        text = text.replace(NO_BREAK_SPACE, " ")
        if text.isascii():
            codes.used.update(text)
            return [(0, text.encode("ascii"))] if text else []
        found: list[tuple[int, bytearray]] = []
        for character in text:
            if character.isascii():
                codes.used.add(character)
                subset, code = 0, ord(character)
            else:
                subset, code = codes.of(character)
            if not found or found[-1][0] != subset:
                found.append((subset, bytearray()))
            found[-1][1].append(code)
        return [(subset, bytes(stretch)) for subset, stretch in found]

    def getSubsetInternalName(self, subset: int, doc: Any) -> str:  # noqa: N802 - reportlab's name
        """Return the name of a subset in the resources of the pages."""
        self._codes(doc)
        return str(super().getSubsetInternalName(subset, doc))

    def _codes(self, doc: Any) -> _Codes:
        codes: _Codes | None = self.state.get(doc)
        if codes is None:
            codes = self.state[doc] = _Codes()
        return codes

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - reportlab's name
        """Write the fonts that ``doc`` uses of this face; called by reportlab when it saves."""
        for number, subset in enumerate(self._codes(doc).close()):
            resource = self.getSubsetInternalName(number, doc)[1:]
            base = b"".join((SUBSETN(number), b"+", self.face.name, self.face.subfontNameX)).decode("latin-1")
            font: Any = pdfdoc.PDFTrueTypeFont()
            font.Name, font.BaseFont = resource, base
            font.FirstChar, font.LastChar = 0, len(subset) - 1
            font.Widths = pdfdoc.PDFArray([self.face.getCharWidth(code) for code in subset])
            stream = pdfdoc.PDFStream()
            stream.content = _to_unicode(subset)
            font.ToUnicode = doc.Reference(stream, f"toUnicodeCMap:{base}")
            font.FontDescriptor = self.face.addSubsetObjects(doc, base, subset)
            doc.Reference(font, resource)
            doc.idToObject["BasicFonts"].dict[resource] = font
        del self.state[doc]


def _to_unicode(subset: list[int]) -> bytes:
    """Return the CMap from the codes of a subset to UTF-16 (ISO 32000-1, 9.10.3), at most 100 codes a block."""
    rows = [
        f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>" for code, point in enumerate(subset) if point
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


@lru_cache(maxsize=64)
def face(given: str) -> Face:
    """Return the face called ``given``, or in the file ``given``, registered with reportlab under its ``fontName``.

    Raises ``StyleError`` when there is none, or when the file is no TrueType font.
    """
    path = _path(given)
    try:
        made = Face(path.stem, str(path))
    except (OSError, TTFError) as error:
        raise StyleError(f"the font {given} cannot be used: {error}", hint="give a static TrueType file") from error
    pdfmetrics.registerFont(made)
    return made


@lru_cache(maxsize=256)
def role_face(role: str, fonts: Fonts = HOUSE) -> Face:
    """Return the face of ``role`` ("sans-semibold")."""
    return face(str(getattr(fonts, role.replace("-", "_"))))


@lru_cache(maxsize=2048)
def runs(text: str, role: str, fonts: Fonts = HOUSE) -> tuple[tuple[Face, str], ...]:
    """Return ``text`` cut into stretches that one face can show; what no face shows becomes U+FFFD."""
    main = role_face(role, fonts)
    if main.characters.issuperset(text):
        return ((main, text),) if text else ()
    return tuple(_fallback_runs(text, main, role))


def width(text: str, role: str, size: float, fonts: Fonts = HOUSE) -> float:
    """Return the width of ``text`` in points."""
    return sum([part.width(stretch) for part, stretch in runs(text, role, fonts)]) * size * 0.001


def path_of(face: Face) -> str:
    """Return the file of a face."""
    return str(face.face.filename)


def missing(text: str, fonts: Fonts = HOUSE) -> str:
    """Return the characters of ``text`` that no face shows, each once, sorted."""
    lost = set(text) - role_face("sans", fonts).characters
    return "".join(sorted(c for c in lost if all(c not in part.characters for part in _fallbacks("serif"))))


def x_height(role: str, size: float) -> float:
    """Return the height of a small x of the house fonts, on whose middle the timeline's marks stand."""
    return (0.475 if role.startswith("serif") else 0.486) * size


def _path(given: str) -> Path:
    if given.lower().endswith(".ttf"):
        return Path(given)
    if given.startswith("DejaVu"):
        return _package("matplotlib") / "mpl-data" / "fonts" / "ttf" / f"{given}.ttf"
    package = _PACKAGES.get(given[:10])
    if package is None:
        raise StyleError(
            f"there is no shipped font {given!r}", hint="name a face of Source Sans Pro or Source Serif Pro, or a file"
        )
    return _package(package) / "files" / f"{given}.ttf"


def _package(name: str) -> Path:
    """Return the folder of an installed package without importing it."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise StyleError(f"the package {name} that holds fonts is not installed", hint="install briefing again")
    return Path(spec.submodule_search_locations[0])


def _fallbacks(role: str) -> Iterator[Face]:
    """Yield the faces to try after the role's own, the nearest in look first."""
    weight = "-Bold" if role.endswith("bold") else ""
    if role.startswith("serif"):
        yield face(f"DejaVuSerif{weight}")
    yield face(f"DejaVuSans{weight}")
    yield face("DejaVuSans")


def _fallback_runs(text: str, main: Face, role: str) -> Iterator[tuple[Face, str]]:
    current, stretch = main, ""
    for character in text:
        shown, part = character, current
        # A mark stays with the letter that it stands on, where the letter's face has it.
        if not (unicodedata.combining(character) and character in current.characters):
            found = next((other for other in (main, *_fallbacks(role)) if character in other.characters), None)
            if found is None:
                shown, found = REPLACEMENT, face("DejaVuSans")
            part = found
        if part is not current and stretch:
            yield current, stretch
            stretch = ""
        current, stretch = part, stretch + shown
    if stretch:
        yield current, stretch
