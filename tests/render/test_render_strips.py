"""Strips: what stays together, what is taken up again, columns of one height."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.render.strips import Columns, Slice, Strips

PAGE = 100.0


def pages(strips: Strips, room: float = PAGE) -> list[Strips]:
    """Split a flowable over pages as reportlab does; the first has ``room`` left."""
    done: list[Strips] = []
    rest: Strips | None = strips
    available = room
    while rest is not None:
        _, height = rest.wrap(200.0, available)
        if height <= available:
            return [*done, rest]
        parts = rest.split(200.0, available)
        assert parts or available < PAGE, "an empty page has to take something"
        if parts:
            done.append(parts[0])
            assert parts[0].wrap(200.0, available)[1] <= available
            rest = parts[1] if len(parts) > 1 else None
        available = PAGE
    return done


def heights(strips: Strips) -> list[float]:
    return [one.height for one in strips.slices]


def test_gaps_stand_between_slices_and_not_at_the_top() -> None:
    strips = Strips([Slice(10, gap=50), Slice(10, gap=5)], PAGE)
    assert strips.wrap(200.0, PAGE) == (200.0, 25.0)
    assert strips.getSpaceBefore() == 50


def test_kept_slices_go_to_the_next_page_together() -> None:
    parts = pages(Strips([Slice(60), Slice(30, keep=True), Slice(20)], PAGE))
    assert [heights(part) for part in parts] == [[60], [30, 20]]


def test_a_chain_longer_than_a_page_is_cut() -> None:
    parts = pages(Strips([Slice(40, keep=True) for _ in range(5)], PAGE))
    assert [heights(part) for part in parts] == [[40, 40], [40, 40], [40]]


def test_nothing_fits_in_the_rest_of_a_page() -> None:
    assert Strips([Slice(30)], PAGE).split(200.0, 20.0) == []


def test_the_head_is_taken_up_again() -> None:
    def head() -> list[Slice]:
        return [Slice(7, keep=True)]

    rows = [Slice(7, keep=True), *(Slice(40, again=head) for _ in range(4))]
    assert [heights(part) for part in pages(Strips(rows, PAGE))] == [[7, 40, 40], [7, 40, 40]]


def test_columns_are_balanced() -> None:
    columns = Columns([Slice(10) for _ in range(9)], PAGE, gutter=10.0)
    assert columns.wrap(200.0, PAGE) == (200.0, pytest.approx(50.0))
    assert sorted({placed.x for placed in columns._placed}) == [0.0, 105.0]


def test_the_head_is_taken_up_at_the_top_of_a_column() -> None:
    columns = Columns([Slice(40), Slice(40, again=lambda: [Slice(5)])], PAGE, gutter=10.0)
    columns.wrap(200.0, PAGE)
    assert [(placed.x, placed.slice.height) for placed in columns._placed] == [(0.0, 40), (105.0, 5), (105.0, 40)]


slices = st.lists(
    st.builds(
        Slice,
        height=st.floats(0.0, 70.0),
        gap=st.floats(0.0, 20.0),
        keep=st.booleans(),
    ),
    min_size=1,
    max_size=30,
)


@given(slices, st.floats(1.0, PAGE), st.sampled_from([Strips, Columns]))
def test_every_slice_stands_once_in_order_and_none_overlap(
    given_slices: list[Slice], room: float, kind: type[Strips]
) -> None:
    parts = pages(kind(given_slices, PAGE, gutter=10.0), room)
    placed_slices: list[Slice] = []
    for part in parts:
        by_column: dict[float, float] = {}
        for placed in part._placed:
            assert placed.top >= by_column.get(placed.x, 0.0) - 1e-6
            by_column[placed.x] = placed.top + placed.slice.height
            assert by_column[placed.x] <= PAGE + 1e-6
            placed_slices.append(placed.slice)
    assert [id(one) for one in placed_slices] == [id(one) for one in given_slices]
