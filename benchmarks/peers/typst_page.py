"""The same briefing by typst, as PDF/UA-1 and PDF/A-3a in one file; its chart is made by matplotlib."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from briefing.model import Brief, Item, Row, Voice

from . import chart_svg

_HEAD = """
#set document(title: TITLE, date: datetime(year: 2024, month: 3, day: 15))
#set page(paper: "a4", margin: (x: 20mm, top: 62pt, bottom: 44pt),
  header: text(font: "Source Sans Pro", 8pt)[Briefing #h(1em) #TOPIC #h(1fr) #ASOF],
  footer: text(font: "Source Sans Pro", 8pt)[Prepared from these sources. #h(1fr)
    #context counter(page).display("1 / 1", both: true)])
#set text(font: "Source Serif Pro", size: 10pt, fill: rgb("#1B2730"), lang: "en", hyphenate: false, ligatures: false)
#set par(leading: 4.6pt, spacing: 6.6pt)
#set list(marker: [–], body-indent: 5pt, spacing: 6.6pt)
#show heading: set text(font: "Source Sans Pro")
#show heading.where(level: 1): set text(24pt, weight: 700)
#show heading.where(level: 2): it => block(sticky: true, above: 14pt, below: 8pt, stroke: (top: 2.2pt + rgb("#0F5A73")),
  width: 100%, inset: (top: 5pt), text(14.5pt, it.body))
#show heading.where(level: 3): it => block(sticky: true, above: 0pt, below: 0pt, text(11.5pt, weight: 600, it.body))
#let sans(size, weight: 400, ..rest) = text(font: "Source Sans Pro", size: size, weight: weight, ..rest)
#let ours(words) = sans(8.8pt, fill: rgb("#56646E"), words)
#let refer(n) = link(label("s" + n), sans(7.8pt, weight: 600, fill: rgb("#0F5A73"), "S" + n))
#let beside(side, main) = grid(columns: (113.4pt, 351.5pt), column-gutter: 17pt, side, main)
#set table(stroke: (x, y) => if y > 1 { (top: .5pt + rgb("#CBD3D8")) }, inset: (x: 0pt, y: 3pt))
"""


def source(brief: Brief) -> str:
    """Return the briefing in typst's language; the chart is a file beside it."""
    head = _HEAD.replace("TITLE", _text(brief.title)).replace("TOPIC", _text(brief.topic))
    parts = [head.replace("#ASOF", f"#{_text('As of ' + brief.as_of)}"), f"#heading(level: 1, {_text(brief.title)})"]
    cells = "".join(
        f"[#sans(18pt, weight: 600, {_text(str(one.number))}) \\ #sans(7.5pt, {_text(one.words)})],"
        for one in brief.figures
    )
    told = f"sans(8pt, {_text('As of ' + brief.as_of)})"
    parts.append(f"#grid(columns: (130.4pt, {'1fr, ' * len(brief.figures)}), {told}, {cells})")
    lines = "\n\n".join(_item(item) for item in brief.bottom_line)
    parts.append(f"#beside(sans(10.5pt, weight: 600)[Bottom line])[\n#set text(11.5pt)\n{lines}\n]")
    if brief.chart is not None:
        parts.append(f"{_title(brief.chart.finding)}\n#sans(8pt, {_text(brief.chart.note)})")
        parts.append(f'#image("chart.svg", width: 100%, alt: {_text(brief.chart.alt)})')
    parts.append(_title("Timeline"))
    for day in brief.days:
        for place, entry in enumerate(day.entries):
            told = _small(f"{entry.sources} of {len(brief.sources)} sources")
            side = f"#heading(level: 3, {_text(day.date)})\n{_small(day.weekday)} \\ {told}" if not place else told
            parts.append(f"#beside[{side}][\n{_strong(entry.headline)}\n{_bullets(entry.items)}\n]")
    parts.append(_title("Where sources differ"))
    rows = [[_cell(one.topic, 8.5), *[f"[{_item(item)}]" for item in one.accounts]] for one in brief.differences]
    parts.append(_table(("130.4pt", "1fr", "1fr"), ("On", "One account", "The other"), rows))
    for title, rows_told in (("Coming up", brief.coming_up), ("Background", brief.background)):
        parts += [_title(title), *map(_row, rows_told)]
    parts += [_title("Sources"), _sources(brief), _title("Undated"), _bullets(brief.undated)]
    parts += [_title("Annex: date audit"), _audit(brief)]
    return "\n".join(parts)


def _text(text: str) -> str:
    """Return a string of typst: what stands in it is never markup."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _title(text: str) -> str:
    return f"#heading(level: 2, {_text(text)})"


def _small(text: str) -> str:
    return f"#sans(8pt, {_text(text)})"


def _strong(text: str) -> str:
    return f"#sans(10.5pt, weight: 600, {_text(text)})\n"


def _item(item: Item) -> str:
    told = "".join(
        f"#ours({_text(run.text)})" if run.voice is Voice.OURS else f"#{_text(run.text)}" for run in item.runs
    )
    return " ".join([told, *[f'#refer("{number}")' for number in item.references]])


def _bullets(items: Iterable[Item]) -> str:
    return "\n".join(f"- {_item(item)}" for item in items)


def _row(row: Row) -> str:
    return f"#beside[{_strong(row.date)}][\n{_strong(row.headline)}\n{_bullets(row.items)}\n]"


def _cell(text: str, size: float) -> str:
    return f"sans({size}pt, {_text(text)})"


def _table(widths: Sequence[str], heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = ", ".join(f"sans(7.5pt, weight: 600, {_text(title)})" for title in heads)
    cells = ",\n".join(", ".join(row) for row in rows)
    return f"#table(columns: ({', '.join(widths)}), table.header({head}),\n{cells})"


def _sources(brief: Brief) -> str:
    rows = []
    for one in brief.sources:
        address = f"#link({_text(one.url)}, sans(8pt, {_text(one.url)}))"
        rows.append(
            [
                f"[#sans(8.5pt)[S{one.number}] <s{one.number}>]",
                f"[#sans(8.5pt, {_text(one.title)}) \\ {_small(one.outlet)} \\ {address}]",
                f"[#sans(8.5pt, {_text(one.date)}) \\ {_small(one.evidence)}]",
                _cell(f"{one.sha256[:8]} {one.sha256[8:12]} …", 8),
            ]
        )
    return _table(("22pt", "156pt", "212pt", "1fr"), ("", "Title and outlet", "Published", "Attached"), rows)


def _audit(brief: Brief) -> str:
    rows = [
        [
            f'refer("{one.source}")',
            *[_cell(text, 8) for text in (f"“{one.words}”", one.span, one.date, one.rule, one.reason)],
        ]
        for one in brief.audit
    ]
    heads = ("", "Words", "Characters", "Date", "Rule", "Reason")
    return _table(("22pt", "90pt", "60pt", "90pt", "60pt", "1fr"), heads, rows)


def render(brief: Brief) -> bytes:
    """Return the PDF of a briefing."""
    import typst

    fonts = [str(folder) for folder in chart_svg.folders()]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        if brief.chart is not None:
            (root / "chart.svg").write_bytes(chart_svg.svg(brief.chart))
        (root / "page.typ").write_text(source(brief), encoding="utf-8")
        made: bytes = typst.compile(
            str(root / "page.typ"),
            root=folder,
            font_paths=fonts,
            ignore_system_fonts=True,
            pdf_standards=["ua-1", "a-3a"],
            timestamp=int(dt.datetime(2024, 3, 15, tzinfo=dt.UTC).timestamp()),
        )
        return made
