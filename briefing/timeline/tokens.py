"""Words and marks of a sentence, each with its place in the document."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?P<abbreviation>(?:[A-Za-z]\.){2,})"
    r"|(?P<clitic>['’](?:s|re|ve|ll|d|m)\b)"
    r"|(?P<number>[$€£]?\d+(?:[.,]\d+)*(?:st|nd|rd|th|%)?\b)"
    r"|(?P<word>[^\W\d_]+(?:['’](?!(?:s|re|ve|ll|d|m)\b)[^\W\d_]+|-\w+)*)"
    r"|(?P<mark>\S)"
)


class Token(NamedTuple):
    """A word, number or mark; ``lower`` is its text case-folded, ``start`` and ``end`` are offsets in the document."""

    text: str
    lower: str
    start: int
    end: int
    kind: str  # word, number, abbreviation, clitic, mark
    capital: bool  # a word that begins with a capital


def tokenize(text: str, offset: int = 0) -> tuple[Token, ...]:
    """Return the tokens of ``text``, their offsets counted from ``offset``.

    >>> [t.text for t in tokenize("The U.S. didn't wait for Monday's talks.")]
    ['The', 'U.S.', "didn't", 'wait', 'for', 'Monday', "'s", 'talks', '.']
    """
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind, word = match.lastgroup or "mark", match.group()
        capital = word[0].isupper() and kind in ("word", "abbreviation")
        found.append(Token(word, word.casefold(), match.start() + offset, match.end() + offset, kind, capital))
    return tuple(found)
