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

from reportlab.pdfbase.ttfonts import TTFError, TTFontFace

from briefing.errors import StyleError
from briefing.render.style import Fonts

HOUSE = Fonts()
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_PACKAGES = {"SourceSans": "font_source_sans_pro", "SourceSeri": "font_source_serif_pro"}


class Face:
    """A TrueType face: its characters and their widths in thousandths of the size."""

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        self.outlines: Any = TTFontFace(str(path))
        widths, default = self.outlines.charWidths, self.outlines.defaultWidth
        self.widths = {chr(code): float(widths.get(code, default)) for code in self.outlines.charToGlyph}
        self.widths[NO_BREAK_SPACE] = self.widths[" "]
        self.characters = frozenset(self.widths)

    def width(self, text: str) -> float:
        """Return the width of ``text`` in thousandths of the size; the face must have every character."""
        widths = self.widths
        return sum([widths[character] for character in text])


@lru_cache(maxsize=64)
def face(given: str) -> Face:
    """Return the face called ``given``, or in the file ``given``.

    Raises ``StyleError`` when there is none, or when the file is no TrueType font.
    """
    path = _path(given)
    try:
        return Face(path.stem, path)
    except (OSError, TTFError) as error:
        raise StyleError(f"the font {given} cannot be used: {error}", hint="give a static TrueType file") from error


@lru_cache(maxsize=256)
def role_face(role: str, fonts: Fonts = HOUSE) -> Face:
    """Return the face of ``role`` ("sans-semibold")."""
    return face(str(getattr(fonts, role.replace("-", "_"))))


@lru_cache(maxsize=16384)
def runs(text: str, role: str, fonts: Fonts = HOUSE) -> tuple[tuple[Face, str], ...]:
    """Return ``text`` cut into stretches that one face can show; what no face shows becomes U+FFFD."""
    main = role_face(role, fonts)
    if main.characters.issuperset(text):
        return ((main, text),) if text else ()
    return tuple(_fallback_runs(text, main, role))


def width(text: str, role: str, size: float, fonts: Fonts = HOUSE) -> float:
    """Return the width of ``text`` in points."""
    return sum([part.width(stretch) for part, stretch in runs(text, role, fonts)]) * size * 0.001


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
