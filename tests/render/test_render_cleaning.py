"""Foreign text: what is taken out, what is cut, which addresses may be links."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.render.cleaning import LONGEST_TEXT, LONGEST_WORD, clean, safe_address


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain words", "plain words"),
        ("two\n\tlines\r\n here", "two lines here"),
        ("nul\x00 and bell\x07", "nul and bell"),
        ("lone \ud800 surrogate", "lone \ufffd surrogate"),
        ("\u202eabc\u202c \u2066d\u2069", "abc d"),
        ("soft\u00adhyphen zero\u200bwidth \ufeffmark", "softhyphen zerowidth mark"),
        ("e\u0301te\u0301", "été"),
        ("1\u202f000", "1\u00a0000"),
        ("wide\u3000space", "wide space"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        ("  kept at the ends ", " kept at the ends "),
    ],
)
def test_what_is_printed(text: str, expected: str) -> None:
    assert clean(text) == expected


def test_a_word_that_never_ends_is_cut() -> None:
    assert len(clean("x" * 200_000)) <= LONGEST_WORD + 1
    assert clean("x" * 200_000).endswith("…")
    assert len(clean("word " * 200_000)) <= LONGEST_TEXT + 1


@given(st.text(alphabet=st.characters(), max_size=60))
def test_clean_text_stays_as_it_is(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in once)


@pytest.mark.parametrize(
    "address", ["https://example.org/a?b=c#d", "http://example.org", "mailto:desk@example.org", "HTTPS://EXAMPLE.ORG/"]
)
def test_addresses_that_may_be_links(address: str) -> None:
    assert safe_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/hostname",
        "data:text/html,x",
        "//example.org/a",
        "https:",
        "https://example.org/ a",
        "https://example.org/\n",
        "https://exämple.org/",
        "http://[::1",
        "https://example.org/" + "a" * 3000,
        "",
    ],
)
def test_addresses_that_may_not(address: str) -> None:
    assert safe_address(address) == ""
