"""Breaking words into lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.render.layout.wrapping import ELLIPSIS, balanced, filled, most_words, wrapped

words = st.lists(st.text("abcdefg", min_size=1, max_size=9), min_size=1, max_size=12)


@given(words, st.integers(1, 3), st.integers(1, 60))
def test_balanced_lines_hold_all_words_and_fit(given: list[str], count: int, room: int) -> None:
    lines = balanced(given, count, room, len)
    if lines:
        assert len(lines) == count
        assert " ".join(lines).split() == given
        assert all(len(line) <= room for line in lines)
    else:
        assert count > len(given) or len(filled(given, len, room)) > count or max(map(len, given)) > room


@given(words, st.integers(2, 3), st.integers(9, 60))
def test_no_other_break_is_more_even(given: list[str], count: int, room: int) -> None:
    lines = balanced(given, count, room, len)
    if lines:
        widest = max(map(len, lines))
        assert len(filled(given, len, widest - 1)) > count or max(map(len, given)) > widest - 1


def test_what_stands_after_the_last_line_needs_room() -> None:
    assert balanced(["one", "two", "three"], 2, 11, len, last=4) == ("one two", "three")
    assert balanced(["one", "two", "three"], 2, 8, len, last=4) == ()


@given(words, st.integers(1, 3), st.integers(1, 60))
def test_cut_words_are_the_first_ones(given: list[str], count: int, room: int) -> None:
    lines = most_words(given, count, room, len)
    if lines:
        kept = " ".join(lines).removesuffix(ELLIPSIS).split()
        assert 3 <= len(kept) < len(given)
        assert given[: len(kept)] == kept
        assert len(lines) <= count
        assert all(len(line) <= room for line in lines)


@given(st.text(max_size=60), st.integers(1, 3), st.integers(2, 30))
def test_wrapped_text_never_exceeds_its_room(text: str, most: int, room: int) -> None:
    lines = wrapped(text, len, room, most)
    assert len(lines) <= most
    assert all(len(line) <= room for line in lines)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Operators of the northern networks", ("Operators of", "the northern…")),
        ("Unions", ("Unions",)),
        ("Constitutionalists", ("Constitutiona…",)),
        ("", ()),
    ],
)
def test_wrapped(text: str, lines: tuple[str, ...]) -> None:
    assert wrapped(text, len, 14, 2) == lines
