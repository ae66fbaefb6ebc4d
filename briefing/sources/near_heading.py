"""The date that a page prints beside its heading, for pages that mark none: blogs, old sites, ministries."""

from __future__ import annotations

from typing import Any

from briefing.model import Interval
from briefing.sources.lines import alphanumeric
from briefing.sources.passages import passages
from briefing.sources.written import CHANGED, days_in

_BEFORE, _AFTER = 4, 5  # lines around the heading
_MOST_HEADINGS = 3  # places at which the heading may stand
_LONGEST = 120  # characters of a line that holds a date and not a sentence
_MOST_LINES = 20_000


def day_near_heading(tree: Any, title: str, language: str) -> Interval | None:
    """Return the one day that the short lines around the heading of a page name, or None.

    A line that speaks of a change, a sentence, and a date in figures that may be read in two ways do not count.
    """
    headings = {alphanumeric(heading) for heading in (title, *_headings(tree))} - {""}
    lines = [line for line in passages(tree) if line][:_MOST_LINES]
    places = [n for n, line in enumerate(lines) if len(line) <= 500 and alphanumeric(line) in headings]
    near = {n for at in places[:_MOST_HEADINGS] for n in range(max(0, at - _BEFORE), min(len(lines), at + _AFTER + 1))}
    days: dict[Interval, None] = dict.fromkeys(days_in(title.rpartition("|")[2], language))
    for n in sorted(near - set(places)):
        line = lines[n]
        if len(line) > _LONGEST or CHANGED.search(line) or (len(line) > 60 and line[-1] in ".!?"):
            continue
        days |= dict.fromkeys(days_in(line, language))
    return next(iter(days)) if len(days) == 1 else None


def _headings(tree: Any) -> list[str]:
    """Return what the main headings of a page say, unless it has many."""
    found = ["".join(heading.itertext()) for heading in tree.iter("h1")]
    return found if len(found) <= _MOST_HEADINGS else []
