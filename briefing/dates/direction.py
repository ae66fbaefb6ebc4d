"""On which side of its anchor a time lies, told from the words around it."""

from __future__ import annotations

import re
from dataclasses import replace

from briefing.dates.rules import Table
from briefing.dates.tokens import Tokens
from briefing.model.time import Direction, Mention

_OPEN = re.compile(r"XXXX-(?:WXX-\d|\d\d|Q\d|H\d|SP|SU|FA|WI)|XXXX-WXX-WE")
_REACH = 24  # tokens looked at on either side


def direction_of(table: Table, tokens: Tokens, mention: Mention, first: int, last: int) -> Mention:
    """Return ``mention`` with its direction, where its template leaves one open; ``first`` to ``last`` are its tokens."""
    if mention.shift is not None or not _OPEN.match(mention.template):
        return mention
    return replace(mention, direction=look(table, tokens.codes, first, last))


def look(table: Table, codes: str, first: int, last: int) -> Direction:
    """Return past or future by the nearest verb before the expression, else after it, within the sentence."""
    past, ahead, ends = table.classes["past"], table.classes["ahead"], table.classes["sentence_end"]
    for index in range(first - 1, max(-1, first - _REACH), -1):
        code = codes[index]
        if code in ends:
            break
        if code in ahead:
            return Direction.FUTURE
        if code in past:
            return Direction.PAST
    for index in range(last, min(len(codes), last + _REACH)):
        code = codes[index]
        if code in ends:
            break
        if code in ahead:
            return Direction.FUTURE
        if code in past:
            return Direction.PAST
    return Direction.UNKNOWN
