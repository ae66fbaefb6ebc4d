"""Where sources differ: the point, and the accounts side by side."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Difference, Item
from briefing.render.cleaning import clean
from briefing.render.flow.back import strong
from briefing.render.flow.bullets import bullet_list
from briefing.render.flow.setting import Setting, lines
from briefing.render.flow.table import Cell, Column, Table
from briefing.render.paragraph import Piece
from briefing.render.strips import Slice
from briefing.render.structure import Node

_GUTTER = 12.0
_WHOLE = 240.0  # points: accounts that need no more stand on one page
_MOST_ACCOUNTS = 3  # side by side


def difference_slices(setting: Setting, differences: Sequence[Difference], section: Node) -> list[Slice]:
    """Return a row for each point: the topic, one account, the other."""
    if setting.stacked or setting.width < 400:
        return _stacked_differences(setting, differences, section)
    words = setting.words
    accounts = min(max(max((len(one.accounts) for one in differences), default=2), 2), _MOST_ACCOUNTS)
    heads = [words.account_one, words.account_other, words.account_more][:accounts]
    step = (setting.width - setting.main) / accounts
    columns = [Column(words.differences_on, 0.0, setting.main - _GUTTER)]
    columns += [Column(head, setting.main + place * step, step - _GUTTER) for place, head in enumerate(heads)]
    table = Table(setting, columns, section.child("Table"))
    table.head()
    for place, difference in enumerate(differences):
        row = table.node.child("TR")
        topic = row.child("TD")
        cells = [_topic(setting, difference, columns[0].width, topic)]
        for number, column in enumerate(columns[1:]):
            told = difference.accounts[number:] if number == accounts - 1 else difference.accounts[number : number + 1]
            cells.append(_accounts(setting, told, column.width, row.child("TD")))
        table.row(cells, row, rule=place > 0)
    return table.slices


def _topic(setting: Setting, difference: Difference, room: float, node: Node) -> Cell:
    named = [Piece(clean(difference.topic).strip(), strong(setting.look("table")))]
    event = _event_of(setting, difference)
    if not event.text:
        return Cell([setting.paragraph(named, room, node)], node)
    return Cell([setting.paragraph(told, room, node.child("P")) for told in (named, [event])], node)


def _event_of(setting: Setting, difference: Difference) -> Piece:
    return Piece(clean(difference.event).strip(), setting.look("note"))


def _accounts(setting: Setting, told: Sequence[Item], room: float, node: Node) -> Cell:
    several = len(told) > 1
    paragraphs = [
        setting.paragraph(setting.item(item, "table"), room, node.child("P") if several else node) for item in told
    ]
    return Cell(paragraphs, node)


def _stacked_differences(setting: Setting, differences: Sequence[Difference], section: Node) -> list[Slice]:
    slices: list[Slice] = []
    for difference in differences:
        topic = setting.plain(difference.topic, "label", setting.width, section.child("H3"))
        made = lines(topic, 0.0, gap=6.0 if slices else 0.0, keep=True)
        event = _event_of(setting, difference)
        if event.text:
            made += lines(setting.paragraph([event], setting.width, section.child("P")), 0.0, keep=True)
        made += bullet_list(setting, difference.accounts, section, x=0.0, use="table")
        if sum([one.height + one.gap for one in made]) <= _WHOLE:
            for one in made[:-1]:
                one.keep = True
        slices += made
    return slices
