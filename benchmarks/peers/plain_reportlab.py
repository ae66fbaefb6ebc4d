"""The same briefing in plain reportlab: its paragraphs, tables, links and chart, without tags or archival metadata.

What a person would write who needs a good-looking page and no more: platypus with Paragraph and Table, the faces and
sizes of the style, the chart drawn by the same code on an ordinary canvas, the number of pages from a second pass.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, KeepTogether, PageTemplate, Paragraph, Spacer, Table

from briefing.model import Brief, Chart, Item, Row, Voice
from briefing.render import chart as charts
from briefing.render.fonts import role_face
from briefing.render.style import Style

_SIDE, _SPINE, _MAIN = 113.4, 17.0, 351.5


def render(brief: Brief, style: Style) -> bytes:
    """Return the PDF of a briefing."""
    out = io.BytesIO()
    left = (style.page.sheet[0] - style.page.width) / 2
    height = style.page.sheet[1] - style.page.top_next - style.page.bottom
    document = BaseDocTemplate(out, pagesize=style.page.sheet, title=brief.title, pageCompression=1)
    frame = Frame(left, style.page.bottom, style.page.width, height, 0, 0, 0, 0)
    document.addPageTemplates([PageTemplate("page", [frame])])
    document.build(_Story(brief, style).flowables(), canvasmaker=partial(_NumberedCanvas, brief=brief, style=style))
    return out.getvalue()


class _NumberedCanvas(Canvas):  # type: ignore[misc]
    """Knows how many pages there are, by the usual recipe: keep the pages until the end."""

    def __init__(self, *args: Any, brief: Brief, style: Style, **options: Any) -> None:
        face = role_face("sans", style.fonts).fontName
        super().__init__(*args, **{**options, "initialFontName": face, "invariant": 1})
        self.brief, self.style, self.face = brief, style, face
        self.kept: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        self.kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for number, state in enumerate(self.kept, 1):
            self.__dict__.update(state)
            left = (self.style.page.sheet[0] - self.style.page.width) / 2
            right, top = left + self.style.page.width, self.style.page.sheet[1]
            self.setFont(self.face, 8)
            self.drawString(left, top - 44, f"Briefing    {self.brief.topic}")
            self.drawRightString(right, top - 44, f"As of {self.brief.as_of}")
            self.drawString(left, 26, f"Prepared from {len(self.brief.sources)} sources.")
            self.drawRightString(right, 26, f"{number} / {len(self.kept)}")
            super().showPage()
        super().save()


class _Chart(Flowable):  # type: ignore[misc]
    def __init__(self, chart: Chart, style: Style) -> None:
        super().__init__()
        self.chart, self.style = chart, style

    def wrap(self, *_room: float) -> tuple[float, float]:
        self.width = self.style.page.width
        self.height = charts.measure(self.chart, self.style, self.width)
        return self.width, self.height

    def draw(self) -> None:
        charts.draw(self.canv, self.chart, self.style, 0, 0, self.width)


class _Bookmark(Flowable):  # type: ignore[misc]
    """A line of the outline."""

    def __init__(self, title: str, level: int) -> None:
        super().__init__()
        self.title, self.level = title, level

    def wrap(self, *_room: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        key = f"o{id(self)}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(self.title, key, self.level)


class _Story:
    def __init__(self, brief: Brief, style: Style) -> None:
        self.brief, self.style = brief, style
        self.looks = {
            name: ParagraphStyle(
                name,
                fontName=role_face(text.font, style.fonts).fontName,
                fontSize=text.size,
                leading=text.leading,
                textColor=HexColor(getattr(style.colours, text.colour)),
            )
            for name in [
                "title",
                "section",
                "day",
                "headline",
                "bottom_line",
                "bullet",
                "note",
                "table",
                "table_head",
                "annex",
                "figure",
                "figure_words",
                "box",
                "ours",
            ]
            for text in [style.text(name)]
        }
        bullet = self.looks["bullet"]
        self.looks["bullet"] = ParagraphStyle("b", bullet, leftIndent=10, bulletIndent=0, spaceAfter=2)
        self.sans = self.looks["note"].fontName
        self.semibold = self.looks["headline"].fontName
        self.rule = [("LINEABOVE", (0, 1), (-1, -1), 0.5, HexColor(style.colours.hairline))]
        self.plain = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 8),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ]

    def flowables(self) -> list[Any]:
        brief = self.brief
        story: list[Any] = [self.text(brief.title, "title"), Spacer(0, 11)]
        cells = [
            [self.text(str(figure.number), "figure"), self.text(figure.words, "figure_words")]
            for figure in brief.figures
        ]
        story.append(
            self.table([[self.text(f"As of {brief.as_of}", "note"), *cells]], [_SIDE + _SPINE, *[_MAIN / 5] * 5])
        )
        lines = [Paragraph(self.markup(item), self.looks["bottom_line"]) for item in brief.bottom_line]
        story.append(self.beside(self.text("Bottom line", "headline"), lines))
        if brief.chart is not None:
            story += self.head(brief.chart.finding)
            story += [self.text(brief.chart.note, "note"), _Chart(brief.chart, self.style)]
        story += self.head("Timeline")
        for day in brief.days:
            story.append(_Bookmark(day.date, 1))
            for place, entry in enumerate(day.entries):
                side = [self.text(day.date, "day"), self.text(day.weekday, "note")] if place == 0 else []
                side.append(self.text(f"{entry.sources} of {len(brief.sources)} sources", "note"))
                story.append(self.beside(side, [self.text(entry.headline, "headline"), *self.bullets(entry.items)]))
        story += self.head("Where sources differ")
        rows = [
            [
                self.text(one.topic, "table"),
                *[Paragraph(self.markup(item), self.looks["table"]) for item in one.accounts],
            ]
            for one in brief.differences
        ]
        story.append(self.listed(("On", "One account", "The other"), rows, [_SIDE + _SPINE, _MAIN / 2, _MAIN / 2]))
        for title, told in (("Coming up", brief.coming_up), ("Background", brief.background)):
            story += [*self.head(title), *map(self.row, told)]
        story += [*self.head("Sources"), self.sources(), *self.head("Undated"), *self.bullets(brief.undated)]
        story += [*self.head("Annex: date audit"), self.audit()]
        return story

    def text(self, text: str, look: str) -> Paragraph:
        return Paragraph(escape(text), self.looks[look])

    def markup(self, item: Item) -> str:
        colours = self.style.colours
        parts = [
            f'<font name="{self.sans}" size="8.8" color="{colours.muted}">{escape(run.text)}</font>'
            if run.voice is Voice.OURS
            else escape(run.text)
            for run in item.runs
        ]
        font = f'<font name="{self.semibold}" size="7.8" color="{colours.accent}">'
        links = [f'<a href="#s{number}">{font}S{number}</font></a>' for number in item.references]
        return f"{''.join(parts)} {' '.join(links)}"

    def bullets(self, items: Iterable[Item]) -> list[Paragraph]:
        return [Paragraph(self.markup(item), self.looks["bullet"], bulletText="–") for item in items]

    def head(self, title: str) -> list[Flowable]:
        bar = Table(
            [[""]],
            [self.style.page.width],
            [2.2],
            style=[("LINEABOVE", (0, 0), (-1, -1), 2.2, HexColor(self.style.colours.accent))],
        )
        return [Spacer(0, 12), _Bookmark(title, 0), KeepTogether([bar, self.text(title, "section"), Spacer(0, 6)])]

    def table(self, rows: Sequence[Sequence[Any]], widths: Sequence[float], **options: Any) -> Table:
        rules = options.pop("rules", [])
        return Table([list(row) for row in rows], widths, style=[*self.plain, *rules], **options)

    def beside(self, side: Any, main: Any) -> Table:
        """Return a side column with a main column, which may break over pages."""
        return self.table([[side, main]], [_SIDE + _SPINE, _MAIN], splitInRow=1)

    def row(self, row: Row) -> Table:
        return self.beside(
            self.text(row.date, "headline"), [self.text(row.headline, "headline"), *self.bullets(row.items)]
        )

    def listed(self, heads: Sequence[str], rows: Sequence[Sequence[Any]], widths: Sequence[float]) -> Table:
        head = [self.text(title, "table_head") for title in heads]
        return self.table([head, *rows], widths, repeatRows=1, rules=self.rule)

    def sources(self) -> Table:
        rows = []
        for source in self.brief.sources:
            number = Paragraph(f'<a name="s{source.number}"/>S{source.number}', self.looks["table"])
            address = Paragraph(f'<a href="{escape(source.url)}">{escape(source.url)}</a>', self.looks["note"])
            title = [self.text(source.title, "table"), self.text(source.outlet, "note"), address]
            date = [self.text(source.date, "table"), self.text(source.evidence, "note")]
            rows.append([number, title, date, self.text(f"{source.sha256[:8]} {source.sha256[8:12]} …", "note")])
        return self.listed(("", "Title and outlet", "Published", "Attached"), rows, [22, 156, 212, 91.9])

    def audit(self) -> Table:
        rows = [
            [
                Paragraph(f'<a href="#s{row.source}">S{row.source}</a>', self.looks["annex"]),
                *[self.text(text, "annex") for text in (f"“{row.words}”", row.span, row.date, row.rule, row.reason)],
            ]
            for row in self.brief.audit
        ]
        return self.listed(("", "Words", "Characters", "Date", "Rule", "Reason"), rows, [22, 90, 60, 90, 60, 159.9])
