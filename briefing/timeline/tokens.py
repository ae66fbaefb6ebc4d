"""Words and marks of a sentence, each with its place in the document."""

from __future__ import annotations

import functools
import re
import sys
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?P<abbreviation>(?:[A-Za-z]\.){2,})"
    r"|(?P<clitic>['’](?:s|re|ve|ll|d|m)\b)"
    r"|(?P<number>[$€£]?\d+(?:[.,]\d+)*(?:st|nd|rd|th|%)?\b)"
    r"|(?P<word>[^\W\d_]+(?:['’](?!(?:s|re|ve|ll|d|m)\b)[^\W\d_]+|-\w+)*)"
    r"|(?P<mark>\S)"
)


class Token(NamedTuple):
    """A word, number or mark; ``lower`` is its text case-folded, ``start`` and ``end`` are offsets in the document.

    Equal words share their strings: a large collection has millions of tokens and some ten thousand words.
    """

    text: str
    lower: str
    start: int
    kind: str  # word, number, abbreviation, clitic, mark
    capital: bool  # a word that begins with a capital

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@functools.lru_cache(maxsize=2_000)  # a sentence is looked at by many, one after the other
def tokenize(text: str, offset: int = 0) -> tuple[Token, ...]:
    """Return the tokens of ``text``, their offsets counted from ``offset``.

    >>> [t.text for t in tokenize("The U.S. didn't wait for Monday's talks.")]
    ['The', 'U.S.', "didn't", 'wait', 'for', 'Monday', "'s", 'talks', '.']
    """
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        word, lower, kind, capital = _known(match.group(), match.lastgroup or "mark")
        found.append(Token(word, lower, match.start() + offset, kind, capital))
    return tuple(found)


@functools.lru_cache(maxsize=100_000)
def _known(word: str, kind: str) -> tuple[str, str, str, bool]:
    """Return a word, its case-folded form, its kind, and whether it has a capital."""
    lower = word.casefold()
    return (
        word,
        word if lower == word else lower,
        sys.intern(kind),
        word[0].isupper() and kind in ("word", "abbreviation"),
    )
