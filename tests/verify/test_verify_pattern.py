"""What a line has to say, and what says just that."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.verify.pattern import Expected, Form, Part, Passage, References, Words, key, same, within

ITEM = (Form(re.compile("–?")), Words("Theymet[14March]."), References((1, 3, 4, 5)))


def _line(*parts: Part) -> Expected:
    return Expected("bullet", "here", parts, "They met")


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("They met [14 March]. S1 S3–S5", True),
        ("– They met [14 March].\u00a0S1 S3–S5 ", True),
        ("They met [14 March]. S1, S3, S4, S5", True),
        ("They met [14 March]. S1 S3–S6", False),
        ("They met [14 March].", False),
        ("They met [13 March]. S1 S3–S5", False),
        ("They met [14 March]. Then they left. S1 S3–S5", False),
        ("They met [14 March]. S1 S3–S999999", False),
    ],
)
def test_an_item_is_its_words_and_its_references(text: str, fits: bool) -> None:
    assert _line(*ITEM).fits(key(text)) is fits


def test_digits_of_the_next_cell_are_no_reference() -> None:
    row = _line(Words("date"), Words("14March"), References((2, 3)), Words("12March"), References((1,)))
    assert row.fits(key("date 14 March S2 S3 12 March S1"))
    assert not row.fits(key("date 14 March S2 12 March S1"))


def test_a_beginning_of_words_may_lack_letters() -> None:
    assert within("\ufffd\ufffdmet", "hemetthem\n\u4e60\u8fd1met")
    assert not within("\ufffdmet", "hemet")


def test_other_references_are_told() -> None:
    assert _line(*ITEM).references(key("They met [14 March]. S2")) == "S2"
    assert _line(*ITEM).references(key("They left. S2")) == ""


def test_a_passage_reaches_to_the_next_sure_words() -> None:
    line = _line(Words("S1"), Passage("anywordsof".startswith), Words("Outletnotstated"))
    assert line.fits("S1anywordsOutletnotstated")
    assert not line.fits("S1otherwordsOutletnotstated")
    assert not line.fits("S1anywords")


@pytest.mark.parametrize(
    ("printed", "meant", "equal"),
    [
        ("\ufffdabc", "\u4e2dabc", True),
        ("\ufffdbc", "abc", False),
        ("\ufffd4March", "14March", False),
        ("ab", "abc", False),
    ],
)
def test_only_a_letter_that_no_font_has_may_be_replaced(printed: str, meant: str, equal: bool) -> None:
    assert same(printed, meant) is equal


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_a_key_has_no_white_space_and_is_its_own_key(text: str) -> None:
    assert not any(character.isspace() for character in key(text))
    assert key(key(text)) == key(text)
