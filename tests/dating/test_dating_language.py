"""The words of a language: a table that is whole, and English where there is none."""

from __future__ import annotations

import pytest

from briefing.dating.language import language_of


def test_classes_hold_single_words_in_lower_case() -> None:
    english = language_of("en")
    for name in ("ahead", "until", "told", "began", "other", "aside", "saying", "small"):
        words = getattr(english, name)
        assert words
        assert all(word == word.lower() and len(word.split()) == 1 for word in words), name
    assert [english.weekdays[word] for word in ("monday", "thurs", "sun")] == [1, 4, 7]
    assert (english.ordinals["second"], english.numbers["one"]) == (2, 1)


@pytest.mark.parametrize("tag", [None, "", "en-GB", "EN", "fr", "x-klingon", "../en"])
def test_a_language_without_a_table_is_read_as_english(tag: str | None) -> None:
    assert language_of(tag) is language_of("en")
