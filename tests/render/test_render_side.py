"""What stands beside an event keeps clear of the marks on the spine."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.model import DayGroup, Entry, Item, Mark, Run
from briefing.render.flow.setting import Setting
from briefing.render.flow.side import Day, Side
from briefing.render.flow.timeline import timeline_slices
from briefing.render.structure import Node
from briefing.render.style import Style

STYLE = Style()
SETTING = Setting(STYLE, STYLE.page.width, frozenset({1}))
ITEM = Item((Run("The tug came at four."),), (1,))
ENTRY = Entry("e1", "Tug arrives", Mark.DAY, 2, (ITEM,), new=True)
WIDEST = STYLE.grid.spine - 9.0 - 1.6  # where the largest dot with its halo begins


class Recorder:
    """A canvas that notes where rectangles end, which are tags here."""

    style, fonts = STYLE, STYLE.fonts

    def __init__(self) -> None:
        self.ends: list[float] = []
        self.tops: list[float] = []

    def rect(self, x: float, y: float, width: float, height: float, **_: object) -> None:
        self.ends.append(x + width)
        self.tops.append(y)

    def __getattr__(self, name: str) -> object:
        return lambda *_, **__: None


@pytest.mark.parametrize("weekday", ["Monday", "Wednesday", "", "A day that the calendar file gives"])
@pytest.mark.parametrize("sources", [1, 2, 5, 6, 8, 30])
@pytest.mark.parametrize("first", [True, False])
def test_the_tag_of_what_is_new_touches_no_mark(weekday: str, sources: int, first: bool) -> None:
    group = DayGroup("18 August", weekday, "", (ENTRY,))
    side = Side(Day(SETTING, group, Node("Sect"), "day1", sources), ENTRY, first)
    canvas = Recorder()
    side.draw(canvas, 0.0, 0.0)  # type: ignore[arg-type]
    assert len(canvas.ends) == 1
    assert canvas.ends[0] <= WIDEST
    assert -canvas.tops[0] <= side.height  # and stands in the room that is held for it


def test_of_one_source_no_count_is_given() -> None:
    entry = replace(ENTRY, sources=1, new=False)
    group = DayGroup("18 August", "Monday", "", (entry,))
    assert Side(Day(SETTING, group, Node("Sect"), "day1", 1), entry, True).told == ""
    assert Side(Day(SETTING, group, Node("Sect"), "day1", 2), entry, True).told == "1 of 2 sources"


def test_what_is_said_of_more_passages_stands_with_the_last_one() -> None:
    entry = replace(ENTRY, items=(ITEM, ITEM, ITEM), more="Two more passages.")
    made = timeline_slices(SETTING, (DayGroup("18 August", "Monday", "", (entry,)),), Node("Sect"), 5, {})
    assert made[-2].keep
