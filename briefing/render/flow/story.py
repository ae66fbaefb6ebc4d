"""The order of the parts: each section of the style becomes slices, the slices flowables of reportlab."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from reportlab.platypus import Flowable

from briefing.model import Brief, Item
from briefing.render.coverage import coverage
from briefing.render.flow import back, chart_section, contents, figures, front, rows
from briefing.render.flow.differences import difference_slices
from briefing.render.flow.pages import Rooms, balanced, paged
from briefing.render.flow.section import PageNote, section_head
from briefing.render.flow.setting import Setting
from briefing.render.flow.timeline import timeline_slices
from briefing.render.strips import Columns, Slice, Strips
from briefing.render.structure import Node
from briefing.render.style import Style

_ON_PAGE_ONE = ("bottom_line", "new", "chart")
_LONG = 6  # pages: a table of contents from so many on
_IN_COLUMNS = ("timeline", "differences", "coming_up", "background", "undated")


def story(brief: Brief, style: Style, root: Node, page_height: float) -> list[Flowable]:
    """Return the flowables of a briefing; ``page_height`` is the room for text on a page."""
    return _Story(brief, style, root, page_height).flowables()


class _Story:
    """A briefing on its way into a certain style."""

    def __init__(self, brief: Brief, style: Style, root: Node, page_height: float) -> None:
        self.brief, self.style, self.root, self.page_height = brief, style, root, page_height
        sources = frozenset(source.number for source in brief.sources)
        self.full = Setting(style, style.page.width, sources)
        grid = style.grid
        column = (style.page.width - grid.column_gutter * (grid.columns - 1)) / grid.columns
        self.narrow = replace(self.full, width=column)
        self.shown = [name for name in style.sections if name != "chart" or brief.chart is not None]
        self.cited = frozenset(_cited(brief, self.shown))
        below = frozenset(_cited(brief, [name for name in self.shown if name != "bottom_line"]))
        self.only_above = not below >= self.cited
        self.chart_most = 0.0
        self.numbers: dict[str, int] = {}

    def flowables(self) -> list[Flowable]:
        top = [
            *front.title_slices(self.full, self.brief, self.root),
            *figures.figures_slices(self.full, self.brief, self.root),
            *front.notice_slices(self.full, (*self.brief.notices, *coverage(self.brief, self.style)), self.root),
        ]
        parts: list[tuple[str, list[Slice]]] = []
        for name in self.shown:
            if name == "chart":
                self._measure_chart(self._left_over(top, *(part for _, part in parts)))
            part = self._part(name, self.narrow if self._in_columns(name) else self.full)
            if part:
                parts.append((name, part))
        flowables: list[Flowable] = [Strips(top, self.page_height)]
        for name, part in parts:
            last = flowables[-1]
            if self._in_columns(name) and isinstance(last, Columns):
                last.slices += part
            elif self._in_columns(name):
                flowables.append(Columns(part, self.page_height, gutter=self.style.grid.column_gutter))
            else:
                flowables.append(Strips(part, self.page_height))
        return self._on_pages(flowables, [name for name, _ in parts])

    @property
    def _rooms(self) -> Rooms:
        page = self.style.page
        return Rooms(page.width, self.page_height, self.page_height + page.top - page.top_next)

    def _left_over(self, *parts: list[Slice]) -> float:
        """Return the room under these parts on the page on which they end."""
        above = paged([Strips(part, self.page_height) for part in parts], self._rooms)
        return (self._rooms.first if above.pages == 1 else self._rooms.next) - above.used

    def _on_pages(self, flowables: list[Flowable], names: list[str]) -> list[Flowable]:
        """Return the flowables with a table of contents where there are many pages, and the last page well filled."""
        rooms, spare = self._rooms, self.style.page.tighten > 0
        listed = [name for name in names if name not in _ON_PAGE_ONE]
        loose = next((place for place, name in enumerate(names, 1) if name not in _ON_PAGE_ONE), len(names) + 1)
        found = balanced(flowables, rooms, loose=loose, spare=spare)
        if not listed or paged(found, rooms).pages < _LONG:
            return found
        entries = [(self._title(key), key) for key in listed]
        table = Strips(contents.contents_slices(self.full, entries, self.root), self.page_height)
        flowables.insert(self._place_of_contents(flowables, table, loose), table)
        return balanced(flowables, rooms, loose=loose + 1, spare=spare)

    def _place_of_contents(self, flowables: list[Flowable], table: Strips, loose: int) -> int:
        """Return the place of the contents: where a page of the front has room left, else before what they list."""
        for place, (page, height) in enumerate(paged(flowables[:loose], self._rooms).starts):
            if page > 1 and not height and paged([*flowables[:place], table], self._rooms).pages < page:
                return place
        return loose

    def _in_columns(self, name: str) -> bool:
        return self.style.grid.columns > 1 and name in _IN_COLUMNS

    def _title(self, name: str) -> str:
        return str(getattr(self.style.words, name))

    def _part(self, name: str, setting: Setting) -> list[Slice]:
        parts: dict[str, Callable[[Setting], list[Slice]]] = {
            "bottom_line": self._bottom_line,
            "new": lambda here: front.new_slices(here, self.brief, self.root),
            "chart": self._chart,
            "timeline": self._timeline,
            "differences": self._differences,
            "coming_up": self._coming_up,
            "background": self._background,
            "sources": self._sources,
            "undated": self._undated,
            "annex": self._annex,
        }
        return parts[name](setting)

    def _bottom_line(self, setting: Setting) -> list[Slice]:
        return front.bottom_line_slices(setting, self.brief.bottom_line, self.root, cites=self.only_above)

    def _chart(self, setting: Setting) -> list[Slice]:
        assert self.brief.chart is not None
        return chart_section.chart_slices(setting, self.brief.chart, self.root, self.chart_most)

    def _measure_chart(self, left_over: float) -> None:
        """Decide how high the chart is, and so which words it leaves to the timeline."""
        from briefing.render.chart import numbers

        assert self.brief.chart is not None
        self.chart_most = chart_section.chart_room(self.full, self.brief.chart, left_over, self._rooms.next)
        self.numbers = numbers(self.brief.chart, self.style, self.style.page.width, self.chart_most)

    def _timeline(self, setting: Setting) -> list[Slice]:
        words, node = setting.words, self.root.child("Sect")
        if not self.brief.days:
            head = section_head(setting, words.timeline, node, "timeline", note=words.nothing_dated)
            head[-1].keep = False
            return head

        many = len(self.brief.sources)
        sources = words.source_one if many == 1 else words.source_many.format(n=many)
        told = words.timeline_note_numbers if self.numbers else words.timeline_note
        note = PageNote(told.replace("{sources}", sources), "sources")
        head = section_head(setting, words.timeline, node, "timeline", note=note)
        return head + timeline_slices(setting, self.brief.days, node, len(self.brief.sources), self.numbers)

    def _differences(self, setting: Setting) -> list[Slice]:
        if not self.brief.differences:
            return []
        node = self.root.child("Sect")
        head = section_head(setting, setting.words.differences, node, "differences", alert=True)
        return head + difference_slices(setting, self.brief.differences, node)

    def _coming_up(self, setting: Setting) -> list[Slice]:
        if not self.brief.coming_up:
            return []
        node = self.root.child("Sect")
        head = section_head(setting, setting.words.coming_up, node, "coming_up")
        return head + rows.row_slices(setting, self.brief.coming_up, node)

    def _background(self, setting: Setting) -> list[Slice]:
        if not self.brief.background:
            return []
        node = self.root.child("Sect")
        head = section_head(setting, setting.words.background, node, "background")
        return head + rows.row_slices(setting, self.brief.background, node)

    def _sources(self, setting: Setting) -> list[Slice]:
        node = self.root.child("Sect")
        head = section_head(setting, setting.words.sources, node, "sources", note=setting.words.sources_note)
        return head + back.source_slices(setting, self.brief.sources, node, self.cited)

    def _undated(self, setting: Setting) -> list[Slice]:
        node = self.root.child("Sect")
        body = rows.undated_slices(setting, self.brief, node)
        return section_head(setting, setting.words.undated, node, "undated") + body if body else []

    def _annex(self, setting: Setting) -> list[Slice]:
        brief = self.brief
        if not brief.audit and not brief.corrections:
            return []
        node = self.root.child("Sect")
        events = frozenset(entry.key for day in brief.days for entry in day.entries)
        for name, listed in (("coming_up", brief.coming_up), ("background", brief.background)):
            if name in self.shown:  # a style may leave the section out, and then nothing can lead there
                events |= {row.key for row in listed}
        head = section_head(setting, setting.words.annex, node, "annex", note=setting.words.annex_note)
        body = back.audit_slices(setting, brief.audit, node, events) if brief.audit else []
        decided = rows.correction_slices(setting, brief.corrections, node)
        if decided and body:
            decided[0].gap = 10.0
        return head + body + decided


def _cited(brief: Brief, shown: list[str]) -> set[int]:
    """Return the sources that some passage on the page cites."""
    held = {
        "bottom_line": list(brief.bottom_line),
        "timeline": [item for day in brief.days for entry in day.entries for item in entry.items],
        "coming_up": [item for row in brief.coming_up for item in row.items],
        "background": [item for row in brief.background for item in row.items],
    }
    items: list[Item] = [item for name, told in held.items() if name in shown for item in told]
    return {number for item in items for number in item.references}
