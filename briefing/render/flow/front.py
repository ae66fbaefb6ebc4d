"""The first page: title, figures, bottom line, what is new, the chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.model import Brief, Chart, Figure, Item
from briefing.render.canvas import TaggedCanvas
from briefing.render.cleaning import clean
from briefing.render.flow.bullets import bullet_list
from briefing.render.flow.section import section_head
from briefing.render.flow.setting import Setting, lines, write
from briefing.render.fonts import NO_BREAK_SPACE, runs
from briefing.render.paragraph import Piece, TaggedParagraph
from briefing.render.strips import Slice
from briefing.render.structure import Node
from briefing.render.style import Text

_TITLE_LINES = 2
_MOST_TITLE_LINES = 4  # what is longer is cut; the whole title stands in the metadata
_STRIP = 42.0
_CELL_CLEAR = 8.0
_CELL_LINES = 4
_LABEL_LINES = 12
_SENTENCE_GAP = 5.0
_PADDING = 8.0
_CELLS = 5
_LEAST_CHART = 190.0  # points: a lower chart would hide too much


def title_slices(setting: Setting, brief: Brief, root: Node) -> list[Slice]:
    """Return the title: two lines at most in its large size, else smaller."""
    node = root.child("H1")
    words = clean(brief.title).strip() or clean(brief.name).strip() or setting.words.kind
    title = setting.plain(words, "title", setting.width, node)
    if len(title.lines) > _TITLE_LINES:
        title = setting.plain(words, "title_long", setting.width, node)
    if len(title.lines) > _MOST_TITLE_LINES:
        shown = "".join([part.text for line in title.lines[:_MOST_TITLE_LINES] for part in line])
        title = setting.plain(f"{shown[:-4].rstrip()} …", "title_long", setting.width, node)
    made = lines(title.balance(setting.width), 0.0, keep=True)
    draw = made[0].draw

    def drawn(canvas: TaggedCanvas, left: float, top: float) -> None:
        canvas.anchor("title", top + 12)
        canvas.bookmark(0, words, "title")
        if draw is not None:
            draw(canvas, left, top)

    made[0].draw = drawn
    return made


def figures_slices(setting: Setting, brief: Brief, root: Node) -> list[Slice]:
    """Return the strip of figures between two hairlines: as of when, and on what evidence."""
    stacked = setting.stacked
    node = root.child("Sect")
    small = setting.look("note")
    number, words = setting.look("figure"), setting.look("figure_words")
    scale = number.size / 18.0
    facts = node.child("P")
    cells = brief.figures[:_CELLS]
    start = 0.0 if stacked else setting.main
    cell = (setting.width - start) / max(len(cells), 1)
    room = cell - _CELL_CLEAR
    texts = [
        setting.plain(_halved(setting, figure.words, room), "figure_words", room, node.child("P"))
        .balance(room)
        .limited(_CELL_LINES)
        for figure in cells
    ]
    deepest = max((len(text.lines) for text in texts), default=0)
    below = 6.8 + number.size * 0.85
    dated = [] if stacked else as_of_lines(setting, brief, setting.main - _CELL_CLEAR)
    beside = 13.8 + sum(_advance(look is small) for _, look in dated[:-1]) + 6.0
    height = max(_STRIP * scale, below + deepest * words.leading + 2.7, beside)

    def draw(canvas: TaggedCanvas, left: float, top: float) -> None:
        canvas.use(None)
        canvas.stroke("hairline")
        canvas.setLineWidth(0.5)
        canvas.line(left, top, left + setting.width, top)
        canvas.line(left, top - height, left + setting.width, top - height)
        if not stacked:
            canvas.use(facts)
            y = top - 13.8
            for line, look in dated:
                write(canvas, left, y, f"{line} ", look)
                y -= _advance(look is small)
        for place, (figure, text) in enumerate(zip(cells, texts, strict=True)):
            _figure(canvas, setting, figure, text, left + start + place * cell, top, cell, below)

    strip = Slice(height, draw, gap=11.0)
    if not stacked:
        return [strip]
    told = " ".join(part for part in (setting.words.as_of, brief.as_of) if part)
    line = setting.plain(f"{told}{f', {brief.zone}' if brief.zone else ''}", "note", setting.width, facts)
    made = lines(line, 0.0, keep=True)
    made[0].gap = 6.0
    strip.gap = 4.0
    return [*made, strip]


def as_of_lines(setting: Setting, brief: Brief, room: float) -> list[tuple[str, Text]]:
    """Return the lines that say as of when: the weekday apart where both do not fit beside the figures."""
    small, date = setting.look("note"), setting.look("headline")
    weekday, _, rest = brief.as_of.replace(NO_BREAK_SPACE, " ").partition(" ")
    fits = setting.measure(brief.as_of, "headline") <= room or not rest
    dates = [brief.as_of] if fits else [weekday, rest]
    lines = [(setting.words.as_of, small), *((line, date) for line in dates), (brief.zone, small)]
    return [(line, look) for line, look in lines if line]


def _advance(small: bool) -> float:
    return 11.6 if small else 10.6


def _halved(setting: Setting, words: str, room: float) -> str:
    """Return the words of a figure, to be broken at their comma where what follows it fits on a line."""
    first, comma, second = clean(words).strip().partition(", ")
    if comma and setting.measure(second, "figure_words") <= room:
        second = second.replace(" ", NO_BREAK_SPACE)
    return first + comma + second


def _figure(
    canvas: TaggedCanvas,
    setting: Setting,
    figure: Figure,
    text: TaggedParagraph,
    x: float,
    top: float,
    cell: float,
    below: float,
) -> None:
    number, bar = setting.look("figure"), setting.style.grid.bar
    if figure.alert:
        canvas.use(None)
        canvas.fill("alert")
        canvas.rect(x, top - bar, cell - _CELL_CLEAR, bar, stroke=0, fill=1)
    canvas.use(text.node)
    colour = "alert" if figure.alert else number.colour
    baseline = top - 6.8 - number.size * 0.65
    canvas.fill(colour)
    canvas.show(x, baseline, runs(f"{figure.number} ", number.font, canvas.fonts), number.size)
    text.draw_at(canvas, x, top - below)


def side_label(setting: Setting, slices: list[Slice], label: TaggedParagraph, size: float) -> list[Slice]:
    """Put a label beside the first of ``slices``, on its baseline; above it where there is no side column."""
    if not slices:
        return []
    label.limited(_LABEL_LINES)
    if setting.stacked:
        slices[0].gap, gap = 2.0, slices[0].gap
        above = lines(label, 0.0, gap=gap, keep=True)
        return [*above, *slices]
    draw = slices[0].draw
    height = size - label.size + label.all_lines

    def drawn(canvas: TaggedCanvas, left: float, top: float) -> None:
        label.draw_at(canvas, left, top - size + label.size)
        if draw is not None:
            draw(canvas, left, top)

    slices[0].draw = drawn
    covered = 0.0
    for place, one in enumerate(slices):
        covered += one.height + (one.gap if place else 0.0)
        if covered >= height:
            return slices
        one.keep = True
    return [*slices, Slice(height - covered)]


def bottom_line_slices(setting: Setting, items: Sequence[Item], root: Node, *, cites: bool) -> list[Slice]:
    """Return the two or three sentences that a reader in a hurry takes away."""
    if not items:
        return []
    node = root.child("Sect")
    look = setting.look("bottom_line")
    label = setting.plain(setting.words.bottom_line, "headline", _side_room(setting), node.child("H2"))
    slices: list[Slice] = []
    for place, item in enumerate(items):
        paragraph = setting.paragraph(
            setting.item(item, "bottom_line", large=True), setting.width - _main(setting), node.child("P")
        )
        made = lines(paragraph, _main(setting), gap=_SENTENCE_GAP if place else 12.5)
        if made and cites:
            _cite(made[0], item)
        slices += made
    return side_label(setting, slices, label, look.size)


def _cite(first: Slice, item: Item) -> None:
    draw = first.draw

    def drawn(canvas: TaggedCanvas, left: float, top: float) -> None:
        for number in item.references:
            canvas.anchor(f"cite{number}", top + 4)
        if draw is not None:
            draw(canvas, left, top)

    first.draw = drawn


def _main(setting: Setting) -> float:
    return 0.0 if setting.stacked else setting.main


def _side_room(setting: Setting) -> float:
    return setting.width if setting.stacked else setting.style.grid.side - 4


def notice_slices(setting: Setting, notices: Sequence[str], root: Node) -> list[Slice]:
    """Return what the reader must know before all else."""
    if not notices:
        return []
    node = root.child("Sect")
    label = setting.plain(setting.words.notices, "headline", _side_room(setting), node.child("H2"))
    slices: list[Slice] = []
    for place, notice in enumerate(notices):
        paragraph = setting.plain(notice, "box", setting.width - _main(setting), node.child("P"))
        slices += lines(paragraph, _main(setting), gap=2.0 if place else 12.5)
    return side_label(setting, slices, label, setting.look("box").size)


def new_slices(setting: Setting, brief: Brief, root: Node) -> list[Slice]:
    """Return the box of what is new against an earlier edition, on a tint that hangs into both margins."""
    if not brief.since or not (brief.new or brief.gone):
        return []
    node = root.child("Sect")
    look = setting.look("box")
    main = _main(setting)
    label = setting.paragraph(_new_label(setting, brief), _side_room(setting), node.child("H2"))
    slices = bullet_list(setting, brief.new, node, x=main, use="box", cites=False)
    for headline in brief.gone:
        text = setting.words.gone.format(headline=headline)
        slices += lines(
            setting.plain(text, "box", setting.width - main, node.child("P")), main, gap=2.0 if slices else 0.0
        )
    if slices:
        slices[0].gap = 0.0
    slices = side_label(setting, slices, label, look.size)
    boxed = [Slice(_PADDING, gap=14.0, keep=True), *slices, Slice(_PADDING - 2.0)]
    boxed[-2].keep = True

    def under(canvas: TaggedCanvas, left: float, top: float, bottom: float) -> None:
        canvas.fill("tint")
        # The overlap hides the seam that some viewers draw between two areas.
        canvas.rect(left - _PADDING, bottom, setting.width + 2 * _PADDING, top - bottom, stroke=0, fill=1)

    for one in boxed:
        one.under = under
    return boxed


def _new_label(setting: Setting, brief: Brief) -> list[Piece]:
    look = setting.look("box")
    strong = replace(look, font="sans-semibold")
    return [Piece(f"{setting.words.new} ", strong), Piece(brief.since, look)]


def chart_room(setting: Setting, chart: Chart, left_over: float, page: float) -> float:
    """Return the height that the chart may have, so that it stands on the first page if that is reasonable.

    ``left_over`` is what the first page has left, ``page`` the room on a whole page.
    """
    head = sum([one.height + one.gap for one in _chart_head(setting, chart, Node("Sect"))])
    return left_over - head if left_over - head >= _LEAST_CHART else page - head


def chart_slices(setting: Setting, chart: Chart, root: Node, most: float) -> list[Slice]:
    """Return the chart, at most ``most`` high, under its finding."""
    from briefing.render.chart import measure

    node = root.child("Sect")
    style = setting.style
    tall = measure(chart, style, setting.width, most)
    head = _chart_head(setting, chart, node)
    figure = node.child("Figure", alt=clean(chart.alt))

    def draw(canvas: TaggedCanvas, left: float, top: float) -> None:
        from briefing.render.chart import draw as draw_chart

        figure.box = (left, top - tall, left + setting.width, top)
        canvas.use(figure)
        canvas.saveState()
        draw_chart(canvas, chart, style, left, top - tall, setting.width, most)
        canvas.restoreState()
        canvas.use(None)

    return [*head, Slice(tall, draw)]


def _chart_head(setting: Setting, chart: Chart, node: Node) -> list[Slice]:
    return section_head(setting, chart.finding, node, "chart", note=chart.note, below=True)
