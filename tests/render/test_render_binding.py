"""What no line parts, and that nothing but spaces is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.render.binding import bound
from briefing.render.flow.setting import Setting
from briefing.render.fonts import NO_BREAK_SPACE
from briefing.render.paragraph import Piece, TaggedParagraph
from briefing.render.style import Style

STYLE = Style()

ROWS = """
the ferry left on August~19 from Port Alder
on Monday~18~August and on 3~September 2024
am 19.~August
by Aug.~19, 2024, or in August 2024
Mr.~Reyes met Gen.~J.~Orlov and Mrs~Lind
paid $4~billion, or 3.5~per cent, at 9~p.m.
a bridge of 1,500~m and 12~km of rail
Article~5 and Flight~93, but 30 houses in 2014 Crimea
Brent 71.20 and in U.S. President Cole
They saw 12 of 19 and 5 that
two million~barrels a day
"""


@pytest.mark.parametrize("row", ROWS.strip().splitlines())
def test_what_belongs_together_is_held(row: str) -> None:
    assert bound(row.replace("~", " "), 40).replace(NO_BREAK_SPACE, "~") == row


def test_what_would_be_longer_than_half_a_line_is_not_held() -> None:
    assert bound("on Monday 18 August", 10).replace(NO_BREAK_SPACE, "~") == "on Monday 18~August"
    assert bound("on Monday 18 August", 8) == "on Monday 18 August"


@given(st.text(alphabet="aA1 .$,19mM", max_size=60), st.integers(1, 30))
def test_only_spaces_change(text: str, most: int) -> None:
    assert bound(text, most).replace(NO_BREAK_SPACE, " ") == text


@pytest.mark.parametrize("width", range(90, 240, 3))
def test_no_line_ends_within_a_date(width: int) -> None:
    told = "Pilots say that from Monday 19 August the harbour master pays $4 million a year to each of them."
    lines = TaggedParagraph([Piece(told, STYLE.types.note)], float(width), STYLE).lines
    ends = ["".join(part.text for part in line).rstrip(" ").rpartition(" ")[2] for line in lines]
    assert not {"19", "$4"} & set(ends)


def test_a_headline_of_two_lines_is_even() -> None:
    words = "Bureau reports that the framework for pilots on all northern ferries could be finished"
    made = Setting(STYLE, 351.5, frozenset()).headline([Piece(words, STYLE.types.headline)], 351.5, None)
    first, last = (line[-1].x + line[-1].width for line in made.lines)
    assert abs(first - last) < 60
