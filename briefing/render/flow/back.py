"""The last pages: the sources, the audit of dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from briefing.model import AuditRow, SourceRow
from briefing.render.canvas import TaggedCanvas
from briefing.render.cleaning import clean, safe_address
from briefing.render.flow.setting import Setting, lines, write
from briefing.render.flow.table import Cell, Column, Table
from briefing.render.marks import draw_mark
from briefing.render.paragraph import Piece, TaggedParagraph
from briefing.render.strips import Slice
from briefing.render.structure import Node
from briefing.render.style import Text

_SHOWN_HASH = 12
_WHOLE = 300.0  # points: a source that needs no more stands on one page
_MARK_SCALE = 0.62
_BETWEEN = 10.0  # columns, in points
_SEMIBOLD = 1.06  # semibold type is so much wider than regular


def strong(look: Text) -> Text:
    """Return a look in semibold."""
    return replace(look, font="sans-semibold")


def source_slices(setting: Setting, sources: Sequence[SourceRow], section: Node, cited: frozenset[int]) -> list[Slice]:
    """Return the list of sources: title and outlet, date and how it is known, attachment and hash.

    ``cited`` are the numbers that a passage cites: they lead back to the first of these passages.
    """
    if setting.stacked and setting.style.grid.tables == "stacked":
        return _stacked_sources(setting, sources, section, cited)
    words = setting.words
    scale = setting.width / 481.9
    stub = _stub(setting, "table", [source.number for source in sources], scale)
    columns = [
        Column("", 0.0, stub - 2.0),
        Column(words.title_and_outlet, stub, 168.0 * scale - stub),
        Column(words.published, 178.0 * scale, 200.0 * scale),
        Column(words.attached, 390.0 * scale, setting.width - 390.0 * scale),
    ]
    table = Table(setting, columns, section.child("Table"))
    table.head()
    for place, source in enumerate(sources):
        row = table.node.child("TR")
        table.row(
            _cells(setting, source, columns, row, cited),
            row,
            rule=place > 0,
            place=lambda canvas, left, top, number=source.number: canvas.anchor(f"s{number}", top + 3),  # type: ignore[misc]
        )
    return table.slices


def _cells(
    setting: Setting, source: SourceRow, columns: Sequence[Column], row: Node, cited: frozenset[int]
) -> list[Cell]:
    """Return the cells of a source; its address runs on under its date where that takes fewer lines."""
    number, title, date, file = (row.child("TD") for _ in columns)
    name = _title(setting, source, columns[1].width, title)
    beside = [
        Cell(_date(setting, source, columns[2].width, date), date),
        Cell(_file(setting, source, columns[3].width, file), file),
    ]
    address = _address(setting, source, columns[1].width, title)
    across = _address(setting, source, columns[3].x - columns[1].x - _BETWEEN, title)
    if address is not None and across is not None:
        lowest = max(map(_tall, (name, *(cell.paragraphs for cell in beside))))
        if lowest + across.all_lines >= max(lowest, _tall([*name, address])):
            name, across = [*name, address], None
    shown = Cell([_number(setting, source, columns[0].width, number, cited)], number)
    return [shown, Cell(name, title, across), *beside]


def _tall(paragraphs: Sequence[TaggedParagraph]) -> float:
    return sum(paragraph.all_lines for paragraph in paragraphs)


def _stub(setting: Setting, use: str, numbers: Iterable[int], scale: float) -> float:
    """Return the width of the column that holds the numbers of sources."""
    widest = setting.measure(f"S{max(numbers, default=0)}", use) * _SEMIBOLD
    return max(18.0 * scale, widest + 5.0)


def _number(setting: Setting, source: SourceRow, room: float, node: Node, cited: frozenset[int]) -> TaggedParagraph:
    look = replace(strong(setting.look("table")), colour="accent")
    text = f"S{source.number}"
    words = setting.words.link_citation.format(n=source.number)
    piece = Piece(text, look, f"#cite{source.number}", words) if source.number in cited else Piece(text, look)
    return setting.paragraph([piece], room + 8.0, node)


def _title(setting: Setting, source: SourceRow, room: float, node: Node) -> list[TaggedParagraph]:
    look, small = setting.look("table"), setting.look("note")
    title = [Piece(clean(source.title).strip(), strong(look))]
    if source.title_is_opening:
        title.append(Piece(f" {setting.words.opening}", replace(small, leading=look.leading)))
    paragraphs = [
        setting.paragraph(title, room, node.child("P")),
        setting.plain(source.outlet, "note", room, node.child("P")),
    ]
    return [paragraph for paragraph in paragraphs if paragraph.lines]


def _address(setting: Setting, source: SourceRow, room: float, node: Node) -> TaggedParagraph | None:
    shown, small = clean(source.url).strip(), setting.look("note")
    if not shown:
        return None
    address = safe_address(source.url.strip())
    words = setting.words.link_address.format(address=address)
    piece = Piece(shown, replace(small, colour="accent"), address, words) if address else Piece(shown, small)
    return setting.paragraph([piece], room, node.child("P"))


def _date(setting: Setting, source: SourceRow, room: float, node: Node) -> list[TaggedParagraph]:
    made = [
        setting.plain(source.date, "table", room, node.child("P")),
        setting.plain(source.evidence, "note", room, node.child("P")),
    ]
    return [paragraph for paragraph in made if paragraph.lines]


def _file(setting: Setting, source: SourceRow, room: float, node: Node) -> list[TaggedParagraph]:
    look = setting.look("table")
    name = source.attachment or setting.words.not_attached
    shown = source.sha256[:_SHOWN_HASH]
    shown = f"{shown[:8]} {shown[8:]} …" if shown else ""
    made = [
        setting.paragraph([Piece(clean(name), strong(look) if source.attachment else look)], room, node.child("P")),
        setting.plain(shown, "note", room, node.child("P")),
    ]
    return [paragraph for paragraph in made if paragraph.lines]


def _stacked_sources(
    setting: Setting, sources: Sequence[SourceRow], section: Node, cited: frozenset[int]
) -> list[Slice]:
    slices: list[Slice] = []
    indent = setting.look("table").size * 2.1
    room = setting.width - indent
    listed = section.child("L")
    for source in sources:
        entry = listed.child("LI")
        label, body = entry.child("Lbl"), entry.child("LBody")
        number = _number(setting, source, indent, label, cited)
        address = _address(setting, source, room, body)
        parts = [*_title(setting, source, room, body), *([address] if address is not None else [])]
        parts += _date(setting, source, room, body) + _file(setting, source, room, body)
        made: list[Slice] = []
        for paragraph in parts:
            made += lines(paragraph, indent, keep=paragraph is not parts[-1])
        if sum([one.height for one in made]) <= _WHOLE:  # a source stands together
            for one in made[:-1]:
                one.keep = True
        made[0].gap = 8.0 if slices else 0.0
        _numbered(made[0], number, source.number)
        slices += made
    return slices


def _numbered(first: Slice, number: TaggedParagraph, source: int) -> None:
    draw = first.draw

    def drawn(canvas: TaggedCanvas, left: float, top: float) -> None:
        canvas.anchor(f"s{source}", top)
        number.draw_at(canvas, left, top)
        if draw is not None:
            draw(canvas, left, top)

    first.draw = drawn


def audit_slices(setting: Setting, rows: Sequence[AuditRow], section: Node, events: frozenset[str]) -> list[Slice]:
    """Return the audit: one line for each expression, grouped by source; ``events`` have a place to lead to."""
    if setting.style.grid.tables == "stacked":
        return _stacked_audit(setting, rows, section, events)
    words = setting.words
    scale = setting.width / 481.9
    stub = _stub(setting, "annex", [row.source for row in rows], scale) / scale
    spots = ((0, stub - 2), (stub, 102 - stub), (102, 40), (166, 90), (259, 58), (320, 162))
    heads = ("", words.annex_words, words.annex_characters, words.annex_date, words.annex_rule, words.annex_reason)
    columns = [
        Column(head, x * scale, room * scale, right=place == 2)
        for place, (head, (x, room)) in enumerate(zip(heads, spots, strict=True))
    ]
    table = Table(setting, columns, section.child("Table"), above=1.2, below=1.4, rule_above=2.2)
    table.head()
    for _, members in groupby(rows, key=lambda row: row.source):
        group = list(members)
        for place, row in enumerate(group):
            _audit_row(
                setting, table, row, new_source=place == 0, rule=place == 0 and len(table.slices) > 1, events=events
            )
            # No row of a source stands alone at the end or at the beginning of a page.
            table.slices[-1].keep = len(group) > 1 and place in (0, len(group) - 2)
    return table.slices


def _audit_row(
    setting: Setting, table: Table, row: AuditRow, *, new_source: bool, rule: bool, events: frozenset[str]
) -> None:
    node = table.node.child("TR")
    nodes = [node.child("TD") for _ in table.columns]
    look = setting.look("annex")
    muted = replace(look, colour="muted")
    texts = (
        Piece(f"“{clean(row.words).strip()}”", look),
        Piece(clean(row.span), muted),
        _audit_date(row, look, events),
        Piece(clean(row.rule), look),
        Piece(clean(row.reason), muted),
    )
    source = [setting.reference(row.source, replace(strong(look), colour="accent"))] if new_source else []
    cells = [
        Cell([setting.paragraph(source, table.columns[0].width + 8.0, nodes[0])] if source else [], nodes[0]),
        *(
            Cell([setting.paragraph([piece], column.width, cell)] if piece.text else [], cell)
            for piece, column, cell in zip(texts, table.columns[1:], nodes[1:], strict=True)
        ),
    ]

    def mark(canvas: TaggedCanvas, left: float, top: float) -> None:
        canvas.use(None)
        middle = top - look.size + 0.243 * look.size
        x = left + table.columns[3].x - 12.0
        draw_mark(canvas, row.mark, x, middle, setting.style, scale=_MARK_SCALE)

    def numbered(canvas: TaggedCanvas, left: float, top: float) -> None:
        canvas.use(None)
        baseline = top - table.rule_above - table.above - look.size
        write(canvas, left, baseline, f"S{row.source}", replace(strong(look), colour="accent"))

    again = None if new_source else lambda: [Slice(table.rule_above, numbered, keep=True)]
    table.row(cells, node, rule=rule, place=mark, again=again)


def _audit_date(row: AuditRow, look: Text, events: frozenset[str]) -> Piece:
    if row.event not in events:
        return Piece(clean(row.date), look)
    return Piece(clean(row.date), replace(look, colour="accent"), f"#event-{row.event}", f"Event of {clean(row.date)}")


def _stacked_audit(setting: Setting, rows: Sequence[AuditRow], section: Node, events: frozenset[str]) -> list[Slice]:
    slices: list[Slice] = []
    look = setting.look("annex")
    muted = replace(look, colour="muted")
    listed = section.child("L")
    for row in rows:
        body = listed.child("LI").child("LBody")
        pieces = [
            setting.reference(row.source, replace(strong(look), colour="accent")),
            Piece(f" “{clean(row.words).strip()}” ", strong(look)),
            Piece(f"{clean(row.span)} → ", muted),
            _audit_date(row, look, events),
            Piece(f" {clean(row.rule)}: {clean(row.reason)}", muted),
        ]
        first = not slices  # does not stand alone under the head
        slices += lines(setting.paragraph(pieces, setting.width, body), 0.0, gap=0.0 if first else 5.0, keep=first)
    return slices
