"""Words and marks of a sentence, and where each begins."""

from __future__ import annotations

import functools
import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from briefing.timeline.language.lexicon import words

Range = tuple[int, int]  # of tokens, end exclusive

_TOKEN = re.compile(
    r"(?P<abbreviation>(?:[A-Za-z]\.){2,})"
    r"|(?P<clitic>['’](?:s|re|ve|ll|d|m)\b)"
    r"|(?P<number>[$€£]?\d+(?:[.,]\d+)*(?:st|nd|rd|th|%)?\b)"
    r"|(?P<word>[^\W\d_]+(?:['’](?!(?:s|re|ve|ll|d|m)\b)[^\W\d_]+|-\w+)*)"
    r"|(?P<mark>\S)"
)
_INITIALS = frozenset(word.upper() for word in words("initials"))


class Token(NamedTuple):
    """A word, number or mark; ``lower`` is its text case-folded, save for initials that would be another word: WHO.

    Equal ones are one object: a large collection has millions of tokens and some ten thousand words.
    """

    text: str
    lower: str
    kind: str  # word, number, abbreviation, clitic, mark
    capital: bool  # a word that begins with a capital
    glued: bool  # no space before it

    def __reduce__(self) -> tuple[Callable[..., Token], tuple[str, str, bool, bool]]:
        return _known, (self.text, self.kind, self.glued, self.lower in _INITIALS)


def tokenize(text: str) -> tuple[Token, ...]:
    """Return the tokens of ``text``.

    >>> [t.text for t in tokenize("The U.S. didn't wait for Monday's talks.")]
    ['The', 'U.S.', "didn't", 'wait', 'for', 'Monday', "'s", 'talks', '.']
    """
    return placed(text)[0]


@functools.lru_cache(maxsize=2_000)  # a sentence is looked at by many, one after the other
def placed(text: str) -> tuple[tuple[Token, ...], tuple[int, ...]]:
    """Return the tokens of ``text``, and where each begins."""
    found: list[Token] = []
    starts: list[int] = []
    last = -1
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        word = match.group()
        initials = word in _INITIALS and not text.isupper()
        found.append(_known(word, match.lastgroup or "mark", start == last, initials))
        starts.append(start)
        last = end
    return tuple(found), tuple(starts)


def covered(tokens: Sequence[Token], starts: Sequence[int], low: int, high: int) -> tuple[int, int]:
    """Return the tokens that a stretch of their text covers, end exclusive; (0, 0) when it covers none."""
    last = bisect_left(starts, high)
    first = bisect_right(starts, low, 0, last)
    if first > 0 and starts[first - 1] + len(tokens[first - 1].text) > low:
        first -= 1
    return (first, last) if first < last else (0, 0)


@functools.lru_cache(maxsize=100_000)
def _known(word: str, kind: str, glued: bool, as_is: bool) -> Token:
    lower = word if as_is else word.casefold()
    capital = word[0].isupper() and kind in ("word", "abbreviation")
    return Token(word, word if lower == word else lower, sys.intern(kind), capital, glued)


@functools.lru_cache(maxsize=50_000)
def interned(words: frozenset[str]) -> frozenset[str]:
    """Return words that another process found as those that this one has: comparing them is quick then."""
    return frozenset(map(sys.intern, words))
