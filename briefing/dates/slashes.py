"""Dates of figures and slashes: 3/4/2019 is 4 March or 3 April, by the habit of its document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from briefing.model.time import Interval, Mention

_RULE = "slash-date"


def settle(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return ``mentions`` with the order of day and month that the sure dates of the document show ("31/12/2019")."""
    slashed = [m for m in mentions if m.rule == _RULE]
    if not any(_is_open(m) for m in slashed):
        return tuple(mentions)
    sure = {int(m.text.partition("/")[0]) > 12 for m in slashed if not _is_open(m)}
    if len(sure) != 1:
        return tuple(mentions)
    day_first = sure.pop()
    return tuple(_settled(m, day_first) if m.rule == _RULE and _is_open(m) else m for m in mentions)


def _is_open(mention: Mention) -> bool:
    return mention.template.endswith("-XX-XX")


def _settled(mention: Mention, day_first: bool) -> Mention:
    first, second, _ = mention.text.split("/")
    day, month = (first, second) if day_first else (second, first)
    return replace(mention, template=f"{mention.template[:4]}-{int(month):02d}-{int(day):02d}")


def both(mention: Mention) -> Interval | None:
    """Return the days from the earlier to the later reading of a date whose order nobody tells; None for any other."""
    if mention.rule != _RULE or not _is_open(mention):
        return None
    year = int(mention.template[:4])
    first, second, _ = (int(part) for part in mention.text.split("/"))
    days = sorted((dt.date(year, first, second), dt.date(year, second, first)))
    return Interval.closed(days[0], days[1])
