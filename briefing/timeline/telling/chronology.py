"""Chronologies: articles that list days, and tell in a line what mattered on each.

"14 May - Dockers walk out." Whoever wrote such a line chose the day and the words for readers of a timeline.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from briefing.timeline.telling.records import Parsed

Place = tuple[str, int]  # a document, and where in it a passage begins

_LINES = 5  # that make a chronology
_BEFORE = 3  # code points before the day: a bullet
_MARKS = ("-", "–", "—", ":")


def entries(sentences: Iterable[Parsed]) -> frozenset[Place]:
    """Return the passages that are lines of a chronology."""
    found: defaultdict[str, list[Place]] = defaultdict(list)
    for parsed in sentences:
        if opens_with_day(parsed):
            found[parsed.sentence.document].append((parsed.sentence.document, parsed.sentence.span[0]))
    return frozenset(place for lines in found.values() if len(lines) >= _LINES for place in lines)


def opens_with_day(parsed: Parsed) -> bool:
    """Whether the sentence opens with a day, and a mark parts it from what happened: "14 May - Dockers walk out"."""
    text, begins = parsed.sentence.text, parsed.sentence.span[0]
    for expression in parsed.expressions:
        start, end = expression.span[0] - begins, expression.span[1] - begins
        if start <= _BEFORE and expression.interval is not None and expression.interval.is_day:
            return text[end:].lstrip().startswith(_MARKS)
    return False
