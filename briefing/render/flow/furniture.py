"""Masthead, running head and foot: the same on every page, artifacts all of them."""

from __future__ import annotations

from dataclasses import replace

from briefing.brief.numbers import number_word
from briefing.model import Brief
from briefing.render.canvas import TaggedCanvas
from briefing.render.cleaning import clean
from briefing.render.flow.setting import write
from briefing.render.fonts import width
from briefing.render.structure import Node
from briefing.render.style import Style, Text

_BELOW_BAR = 3.0
_BAR_WITHOUT_SIDE = 72.0
_MARK_ABOVE_RULE = 8.0
_MARK_UNDER_FOOT = 4.0  # lower than the foot stands without a mark


def with_room_for_mark(style: Style) -> Style:
    """Return the style with its foot raised, so that a handling mark stands under it where printers still print."""
    by = style.types.handling.leading - _MARK_UNDER_FOOT
    return replace(style, page=replace(style.page, foot=style.page.foot + by, bottom=style.page.bottom + by))


def masthead(canvas: TaggedCanvas, brief: Brief, left: float) -> None:
    """Draw the head of the first page: the handling mark, which is read here once; rule, bar, kind, topic, date."""
    style = canvas.style
    _handling_above(canvas, brief, left, Node("P") if brief.handling else None)
    rule = style.page.sheet[1] - style.page.masthead
    canvas.use(None)
    canvas.fill("accent")
    bar = style.grid.masthead_bar
    canvas.rect(left, rule - bar, style.grid.side or _BAR_WITHOUT_SIDE, bar, stroke=0, fill=1)
    canvas.stroke("ink")
    canvas.setLineWidth(0.8)
    canvas.line(left, rule, left + style.page.width, rule)
    _line(canvas, brief.as_of, brief, left, rule - bar - _BELOW_BAR - style.types.masthead.size, style.types.masthead)


def running_head(canvas: TaggedCanvas, brief: Brief, left: float) -> None:
    """Draw the head of the other pages."""
    style = canvas.style
    _handling_above(canvas, brief, left, None)
    canvas.use(None)
    date = style.words.as_of_head.format(date=brief.as_of)
    _line(canvas, date, brief, left, style.page.sheet[1] - style.page.head, style.types.note)


def _handling_above(canvas: TaggedCanvas, brief: Brief, left: float, node: Node | None) -> None:
    page = canvas.style.page
    _handling(canvas, brief, left, page.sheet[1] - page.masthead + _MARK_ABOVE_RULE, node)


def _handling(canvas: TaggedCanvas, brief: Brief, left: float, y: float, node: Node | None) -> None:
    """Draw the handling mark in the middle; it is never cut, but set smaller where it is long."""
    text = clean(brief.handling).strip()
    if not text:
        return
    style = canvas.style
    look, room = style.types.handling, style.page.width
    wide = width(text, look.font, look.size, canvas.fonts)
    look = replace(look, size=look.size * min(1.0, room / wide))
    canvas.use(node)
    write(canvas, left + (room - min(wide, room)) / 2, y, f"{text} " if node is not None else text, look)


def _line(canvas: TaggedCanvas, date: str, brief: Brief, left: float, y: float, look: Text) -> None:
    style = canvas.style
    right = left + style.page.width
    kind = replace(look, font="sans-bold", colour="ink")
    plain = replace(look, colour="ink" if look is style.types.masthead else "muted")
    used = write(canvas, left, y, style.words.kind, kind)
    dated = write(canvas, right, y, date, replace(look, colour="muted"), right=True)
    start = left + max(style.grid.main if style.grid.side else 0.0, used + 14)
    write(canvas, start, y, _fitting(canvas, brief.topic, plain, right - dated - 14 - start), plain)


def foot(canvas: TaggedCanvas, brief: Brief, left: float) -> None:
    """Draw what the file was made from, where dates are audited, and the number of the page."""
    style = canvas.style
    number = canvas.pages + 1
    _handling(canvas, brief, left, style.page.foot - style.types.handling.leading, None)
    canvas.use(None)
    canvas.later(lambda finished: _foot(finished, brief, style, left, number))


def _foot(canvas: TaggedCanvas, brief: Brief, style: Style, left: float, page: int) -> None:
    look = style.types.note
    y = style.page.foot
    right = left + style.page.width
    strong = replace(look, font="sans-bold")
    shown = style.words.page.format(page=page, pages=canvas.pages)
    used = write(canvas, right, y, shown, strong, right=True)
    room = right - used - 14 - left
    prepared, audited = _prepared(brief, style), _audited(canvas, style)
    told = f"{prepared} {audited}".strip()
    if width(told, look.font, look.size, canvas.fonts) > room:
        told = audited or prepared
    write(canvas, left, y, _fitting(canvas, told, look, room), look)


def _prepared(brief: Brief, style: Style) -> str:
    words = style.words
    sources = len(brief.sources)
    attached = sum(bool(source.attachment) for source in brief.sources)
    n = number_word(sources)
    if 0 < attached < sources:
        told = words.prepared_some.format(n=n, attached=number_word(attached))
    elif attached:
        told = words.prepared_one if sources == 1 else words.prepared.format(n=n)
    else:
        told = words.prepared_alone_one if sources == 1 else words.prepared_alone.format(n=n)
    return told


def _audited(canvas: TaggedCanvas, style: Style) -> str:
    page = canvas.page_of("annex")
    return style.words.audited.format(page=page) if page else ""


def _fitting(canvas: TaggedCanvas, text: str, look: Text, room: float) -> str:
    """Return ``text``, shortened at a word when it is wider than ``room``."""
    text = clean(text).strip()
    if width(text, look.font, look.size, canvas.fonts) <= room:
        return text
    words = text[:400].split(" ")
    while len(words) > 1 and width(" ".join(words) + " …", look.font, look.size, canvas.fonts) > room:
        words.pop()
    shown = " ".join(words) + " …"
    return shown if width(shown, look.font, look.size, canvas.fonts) <= room else ""
