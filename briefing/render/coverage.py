"""What the fonts cannot show of a briefing: said on the page, never passed over."""

from __future__ import annotations

import dataclasses
import unicodedata
from typing import Any

from briefing.model import Brief
from briefing.render.cleaning import clean
from briefing.render.fonts import REPLACEMENT, missing
from briefing.render.style import Style

_MOST_NAMED = 12
_FROM_THE_RIGHT = ("R", "AL")


def coverage(brief: Brief, style: Style) -> tuple[str, ...]:
    """Return one sentence for each way in which the page falls short of the text; none when it does not."""
    characters = set(clean("".join(sorted(_characters(brief)))))
    words = style.words
    notices = []
    if lost := missing("".join(characters), style.fonts):
        named = ", ".join(f"U+{ord(character):04X}" for character in lost[:_MOST_NAMED])
        more = " …" if len(lost) > _MOST_NAMED else ""
        notices.append(words.not_shown.format(mark=REPLACEMENT, characters=named + more))
    if any(unicodedata.bidirectional(character) in _FROM_THE_RIGHT for character in characters):
        notices.append(words.right_to_left)
    return tuple(notices)


def _characters(record: Any) -> set[str]:
    """Return every character of every text in a record."""
    if isinstance(record, str):
        return set(record)
    if isinstance(record, tuple):
        parts = record
    elif dataclasses.is_dataclass(record):
        parts = tuple(getattr(record, field.name) for field in dataclasses.fields(record))
    else:
        return set()
    return set().union(*map(_characters, parts))
