"""What is left out of an embedded font, and what is kept."""

from __future__ import annotations

import io
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from briefing.render.fonts import role_face
from briefing.render.subset import unhinted

LETTERS = [ord(letter) for letter in "A Åéö½gq–ґΩ"]  # with some that are made of others


def before(role: str) -> bytes:
    """Return the subset of a face as reportlab makes it."""
    outlines = role_face(role).face
    made: bytes = type(outlines).makeSubset(outlines, LETTERS)
    return made


def glyphs(font: bytes) -> dict[str, Any]:
    read = TTFont(io.BytesIO(font))
    return {name: read["glyf"][name].getCoordinates(read["glyf"])[0] for name in read.getGlyphOrder()}


@pytest.mark.parametrize("role", ["sans", "sans-bold", "sans-italic", "serif"])
def test_outlines_and_widths_stay(role: str) -> None:
    full, small = before(role), unhinted(before(role))
    assert glyphs(small) == glyphs(full)
    assert TTFont(io.BytesIO(small))["hmtx"].metrics == TTFont(io.BytesIO(full))["hmtx"].metrics
    assert len(small) < len(full)


def test_instructions_and_names_go() -> None:
    font = TTFont(io.BytesIO(unhinted(before("sans"))))
    assert not {"cvt ", "fpgm", "prep"} & set(font.keys())
    assert font["name"].names == []
    table = font["glyf"]
    programs = [getattr(table[name], "program", None) for name in font.getGlyphOrder()]
    assert not any(program.getBytecode() for program in programs if program is not None)


def test_the_face_embeds_what_is_left() -> None:
    assert role_face("sans").face.makeSubset(LETTERS) == unhinted(before("sans"))
