"""The same briefing by WeasyPrint from HTML, as PDF/UA-1 (it makes one standard at a time); its chart is SVG."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from briefing.model import Brief, Item, Row, Voice

from . import chart_svg

_LOOK = """
@page { size: A4; margin: 62pt 20mm 44pt;
  @top-left { content: "Briefing"; font: 8pt Source Sans Pro }
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt Source Sans Pro } }
body { font: 10pt/14pt Source Serif Pro; color: #1B2730 }
h1, h2, h3, h4, th, td, .side, .sans { font-family: Source Sans Pro; margin: 0 }
h1 { font-size: 24pt; line-height: 28pt } h2 { font-size: 14.5pt; border-top: 2.2pt solid #0F5A73; margin-top: 14pt }
h3 { font-size: 11.5pt } h4 { font-size: 10.5pt; font-weight: 600 } p { margin: 0 0 5pt }
ul { margin: 0; padding-left: 10pt; list-style: '– ' } li { margin-bottom: 2pt }
.row { display: grid; grid-template-columns: 113.4pt 351.5pt; column-gap: 17pt; margin-bottom: 10pt }
.figures { display: grid; grid-template-columns: 130.4pt repeat(5, 1fr) }
.side, .sans { font-size: 8pt; line-height: 10.5pt } .line { font-size: 11.5pt; line-height: 16pt }
i { font: normal 8.8pt Source Sans Pro; color: #56646E } a { font: 600 7.8pt Source Sans Pro; color: #0F5A73 }
table { width: 100%; border-collapse: collapse; font-size: 8.5pt; line-height: 11pt } td { vertical-align: top }
tr { border-top: .5pt solid #CBD3D8 } b { font-size: 18pt } svg { width: 100% }
"""


def html(brief: Brief) -> str:
    """Return the briefing as one page of HTML."""
    parts = [f"<html lang=en><head><title>{escape(brief.title)}</title><style>{_LOOK}</style></head><body>"]
    parts.append(f"<h1>{escape(brief.title)}</h1><div class=figures><div class=sans>As of {escape(brief.as_of)}</div>")
    parts += [f"<div class=sans><b>{one.number}</b><br>{escape(one.words)}</div>" for one in brief.figures]
    lines = "".join(f"<p>{_item(item)}</p>" for item in brief.bottom_line)
    parts.append(f"</div><div class=row><h4>Bottom line</h4><div class=line>{lines}</div></div>")
    if brief.chart is not None:
        parts.append(f"<h2>{escape(brief.chart.finding)}</h2><p class=sans>{escape(brief.chart.note)}</p>")
        drawn = chart_svg.svg(brief.chart).decode()
        parts.append(f'<div role=img aria-label="{escape(brief.chart.alt)}">{drawn[drawn.index("<svg") :]}</div>')
    parts.append("<h2>Timeline</h2>")
    for day in brief.days:
        for place, entry in enumerate(day.entries):
            told = f"<div class=side>{entry.sources} of {len(brief.sources)} sources</div>"
            date = f"<h3>{escape(day.date)}</h3><div class=side>{escape(day.weekday)}</div>" if not place else ""
            body = f"<h4>{escape(entry.headline)}</h4>{_bullets(entry.items)}"
            parts.append(f"<div class=row><div>{date}{told}</div><div>{body}</div></div>")
    rows = [[escape(one.topic), *[_item(item) for item in one.accounts]] for one in brief.differences]
    parts += ["<h2>Where sources differ</h2>", _table(("On", "One account", "The other"), rows)]
    for title, told_rows in (("Coming up", brief.coming_up), ("Background", brief.background)):
        parts += [f"<h2>{title}</h2>", *map(_row, told_rows)]
    parts += ["<h2>Sources</h2>", _sources(brief), "<h2>Undated</h2>", _bullets(brief.undated)]
    audited = [
        [
            f'<a href="#s{one.source}">S{one.source}</a>',
            *map(escape, (f"“{one.words}”", one.span, one.date, one.rule, one.reason)),
        ]
        for one in brief.audit
    ]
    parts += ["<h2>Annex: date audit</h2>", _table(("", "Words", "Characters", "Date", "Rule", "Reason"), audited)]
    return "".join([*parts, "</body></html>"])


def _item(item: Item) -> str:
    told = "".join(f"<i>{escape(run.text)}</i>" if run.voice is Voice.OURS else escape(run.text) for run in item.runs)
    return " ".join([told, *[f'<a href="#s{number}">S{number}</a>' for number in item.references]])


def _bullets(items: Iterable[Item]) -> str:
    return f"<ul>{''.join(f'<li>{_item(item)}</li>' for item in items)}</ul>"


def _row(row: Row) -> str:
    body = f"<h4>{escape(row.headline)}</h4>{_bullets(row.items)}"
    return f"<div class=row><h4>{escape(row.date)}</h4><div>{body}</div></div>"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f"<th scope=col>{title}</th>" for title in heads)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _sources(brief: Brief) -> str:
    rows = [
        [
            f'<span id="s{one.number}">S{one.number}</span>',
            f'{escape(one.title)}<br>{escape(one.outlet)}<br><a href="{escape(one.url)}">{escape(one.url)}</a>',
            f"{escape(one.date)}<br>{escape(one.evidence)}",
            f"{one.sha256[:8]} {one.sha256[8:12]} …",
        ]
        for one in brief.sources
    ]
    return _table(("", "Title and outlet", "Published", "Attached"), rows)


def render(brief: Brief) -> bytes:
    """Return the PDF of a briefing."""
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    faces = "".join(
        f"@font-face {{ font-family: {family}; font-weight: {weight}; src: url('{path.as_uri()}') }}"
        for folder, family in zip(chart_svg.folders(), ("Source Sans Pro", "Source Serif Pro"), strict=True)
        for name, weight in (("Regular", 400), ("Semibold", 600), ("Bold", 700))
        for path in folder.glob(f"*-{name}.ttf")
    )
    page = html(brief).replace("<style>", f"<style>{faces}")
    made: bytes = HTML(string=page).write_pdf(pdf_variant="pdf/ua-1", font_config=FontConfiguration())
    return made
