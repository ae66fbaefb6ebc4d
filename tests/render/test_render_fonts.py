"""Fonts: each character in a face that has it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase.pdfdoc import PDFDocument

from briefing.render.fonts import REPLACEMENT, missing, role_face, runs, width
from briefing.render.style import Fonts

ROLES = ("sans", "sans-semibold", "sans-bold", "sans-italic", "serif", "serif-semibold", "serif-italic")


@pytest.mark.parametrize("role", ROLES)
def test_each_role_has_a_face_with_latin_letters(role: str) -> None:
    face = role_face(role)
    assert set("AZaz09 éüłőş–“”…") <= face.characters


def test_text_in_one_face_is_one_run() -> None:
    assert [text for _, text in runs("Plain “text” – Київ, Αθήνα", "serif")] == ["Plain “text” – Київ, Αθήνα"]


def test_what_the_face_lacks_goes_to_the_fallback() -> None:
    found = [(face.fontName, text) for face, text in runs("ship ☃ sails", "sans-bold")]
    assert found == [("SourceSansPro-Bold", "ship "), ("DejaVuSans-Bold", "☃"), ("SourceSansPro-Bold", " sails")]


def test_what_no_face_has_becomes_the_replacement_character() -> None:
    assert "".join(text for _, text in runs("漢", "serif")) == REPLACEMENT
    assert missing("ab漢字漢") == "字漢"
    assert missing("Zürich ☃") == ""


def test_width_grows_with_the_size_and_adds_up() -> None:
    assert width("ship", "sans", 20) == pytest.approx(2 * width("ship", "sans", 10))
    assert width("ship☃", "sans", 10) == pytest.approx(width("ship", "sans", 10) + width("☃", "sans", 10))
    assert width("\u00a0", "serif", 10) == width(" ", "serif", 10)


def test_fonts_of_a_style_are_used() -> None:
    assert width("ship", "sans", 10, Fonts(sans="SourceSansPro-Black")) > width("ship", "sans", 10)


@given(st.text(max_size=40), st.sampled_from(ROLES))
def test_no_character_is_lost_and_every_face_has_its_own(text: str, role: str) -> None:
    found = runs(text, role)
    assert sum(len(stretch) for _, stretch in found) == len(text)
    for face, stretch in found:
        assert face.characters.issuperset(stretch)


def _codes(text: str) -> tuple[list[tuple[int, bytes]], list[list[int]]]:
    face, document = role_face("sans"), PDFDocument()
    return face.splitString(text, document), face.state[document].close()


def test_ascii_keeps_its_codes_and_only_what_is_used_is_embedded() -> None:
    stretches, (subset,) = _codes("A ship\u00a0left")
    assert stretches == [(0, b"A ship left")]
    assert {chr(code) for code in subset if code} == set("A shipleft")


@given(st.text(st.sampled_from(sorted(role_face("sans").characters - {"\u00a0"}))))
def test_codes_lead_back_to_their_characters(text: str) -> None:
    stretches, subsets = _codes(text)
    assert "".join(chr(subsets[number][code]) for number, codes in stretches for code in codes) == text


def test_more_characters_than_a_subset_holds_go_into_the_next() -> None:
    letters = "".join(sorted(role_face("sans").characters - {"\u00a0"}))
    stretches, subsets = _codes(letters)
    assert len(subsets) > 4
    assert max(map(len, subsets)) == 256
    assert "".join(chr(subsets[number][code]) for number, codes in stretches for code in codes) == letters
