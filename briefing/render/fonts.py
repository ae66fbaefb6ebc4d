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

from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTFError, TTFont

from briefing.errors import StyleError
from briefing.render.style import Fonts

HOUSE = Fonts()
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_PACKAGES = {"SourceSans": "font_source_sans_pro", "SourceSeri": "font_source_serif_pro"}
_NO_BREAK_SPACE = 0xA0


class Face(TTFont):  # type: ignore[misc]
    """A TrueType face that is embedded as the subset in use.

    reportlab maps unused codes to U+0000 and writes characters beyond the BMP wrongly: we write the map from codes to
    Unicode ourselves.
    """

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path, asciiReadable=False, shapable=False)
        self.characters = frozenset(map(chr, self.face.charToGlyph)) | {chr(_NO_BREAK_SPACE)}
        scale = self.face.charWidths
        self.widths = {chr(code): scale.get(code, self.face.defaultWidth) for code in self.face.charToGlyph}
        self.widths[chr(_NO_BREAK_SPACE)] = self.widths[" "]

    def addObjects(self, doc: pdfdoc.PDFDocument) -> None:  # noqa: N802 - reportlab's name
        """Write the fonts that ``doc`` uses of this face; called by reportlab when it saves."""
        state = self.state[doc]
        state.frozen = 1
        for number, subset in enumerate(state.subsets):
            internal = self.getSubsetInternalName(number, doc)[1:]
            base = b"".join((SUBSETN(number), b"+", self.face.name, self.face.subfontNameX)).decode("latin-1")
            font = pdfdoc.PDFTrueTypeFont()
            font.__Comment__ = None
            font.Name = internal
            font.BaseFont = base
            font.FirstChar, font.LastChar = 0, len(subset) - 1
            font.Widths = pdfdoc.PDFArray([self.face.getCharWidth(code) for code in subset])
            stream = pdfdoc.PDFStream()
            stream.content = _to_unicode(subset)
            font.ToUnicode = doc.Reference(stream, f"toUnicodeCMap:{base}")
            font.FontDescriptor = self.face.addSubsetObjects(doc, base, subset)
            doc.Reference(font, internal)
            doc.idToObject["BasicFonts"].dict[internal] = font
        del self.state[doc]


def _to_unicode(subset: list[int]) -> bytes:
    """Return the CMap from the codes of a subset to UTF-16 (PDF 32000-1, 9.10.3), 100 codes a block at most."""
    rows = [
        f"<{code:02X}> <{chr(character).encode('utf-16-be').hex().upper()}>"
        for code, character in enumerate(subset)
        if character
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


def face_name(role: str, fonts: Fonts = HOUSE) -> str:
    """Return the name under which the face of ``role`` is registered with reportlab, for ``canvas.setFont``."""
    return face(_given(role, fonts)).fontName  # type: ignore[no-any-return]


@lru_cache(maxsize=64)
def face(given: str) -> Face:
    """Return the face called ``given``, or in the file ``given``, registered with reportlab.

    Raises ``StyleError`` when there is none, or when the file is no TrueType font.
    """
    path = _path(given)
    name = path.stem
    try:
        made = Face(name, str(path))
    except (OSError, TTFError) as error:
        raise StyleError(f"the font {given} cannot be used: {error}", hint="give a static TrueType file") from error
    pdfmetrics.registerFont(made)
    return made


def runs(text: str, role: str, fonts: Fonts = HOUSE) -> tuple[tuple[Face, str], ...]:
    """Return ``text`` cut into stretches that one face can show; what no face shows becomes U+FFFD."""
    main = face(_given(role, fonts))
    if main.characters.issuperset(text):
        return ((main, text),) if text else ()
    return tuple(_fallback_runs(text, main, role))


def width(text: str, role: str, size: float, fonts: Fonts = HOUSE) -> float:
    """Return the width of ``text`` in points."""
    total = 0.0
    for part, stretch in runs(text, role, fonts):
        widths = part.widths
        total += sum([widths[character] for character in stretch])
    return total * size * 0.001


def missing(text: str, fonts: Fonts = HOUSE) -> str:
    """Return the characters of ``text`` that no face shows, each once, sorted."""
    lost = set(text) - face(fonts.sans).characters
    return "".join(sorted(c for c in lost if all(c not in part.characters for part in _fallbacks("sans"))))


def x_height(role: str, size: float, fonts: Fonts = HOUSE) -> float:
    """Return the height of a small x, on whose middle marks stand (all faces of a family share it)."""
    return (0.486 if role.startswith("sans") else 0.475) * size


def _given(role: str, fonts: Fonts) -> str:
    return str(getattr(fonts, role.replace("-", "_")))


def _path(given: str) -> Path:
    if given.lower().endswith(".ttf"):
        return Path(given)
    if given.startswith("DejaVu"):
        return _package("matplotlib") / "mpl-data" / "fonts" / "ttf" / f"{given}.ttf"
    package = _PACKAGES.get(given[:10])
    if package is None:
        raise StyleError(
            f"there is no shipped font {given!r}", hint="name a Source Sans Pro or Serif Pro face, or a file"
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
            found = next((f for f in (main, *_fallbacks(role)) if character in f.characters), None)
            if found is None:
                shown, found = REPLACEMENT, face("DejaVuSans")
            part = found
        if part is not current and stretch:
            yield current, stretch
            stretch = ""
        current, stretch = part, stretch + shown
    if stretch:
        yield current, stretch
