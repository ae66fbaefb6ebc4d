"""Texts compared as a person means them: without regard to case, white space and the shape of quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.model import Span

_QUOTES = str.maketrans("‘’‚“”„«»", '\'\'\'"""""')
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Return ``text`` for comparison.

    >>> fold("Monday’s  talks") == fold("MONDAY'S TALKS")
    True
    """
    return " ".join(text.translate(_QUOTES).casefold().split())


def tokens(text: str) -> list[tuple[str, Span]]:
    """Return the words of ``text``, case-folded, each with its span."""
    return [(match[0].casefold(), match.span()) for match in _WORD.finditer(text)]


def phrase_at(words: Sequence[str], phrase: Sequence[str]) -> int:
    """Return where ``phrase`` begins among ``words``, or -1."""
    size = len(phrase)
    for place in range(len(words) - size + 1):
        if words[place] == phrase[0] and list(words[place : place + size]) == list(phrase):
            return place
    return -1


def closest(words: Sequence[str], wanted: Sequence[str]) -> tuple[int, int] | None:
    """Return the shortest stretch of ``words``, end exclusive, that holds every one of ``wanted``; None without one.

    >>> closest("the summit that was held in alaska ended the summit".split(), ["alaska", "summit"])
    (6, 10)
    """
    places: dict[str, int] = {}
    best: tuple[int, int] | None = None
    for place, word in enumerate(words):
        if word in wanted:
            places[word] = place
            if len(places) == len(set(wanted)):
                first = min(places.values())
                if best is None or place + 1 - first < best[1] - best[0]:
                    best = (first, place + 1)
    return best
