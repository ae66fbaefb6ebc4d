"""The paragraphs of a text as it was scraped, and what can be told of one by its shape alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from briefing.model import Span
from briefing.sources.text import ends_like_a_sentence

LONGEST_HEADLINE = 160
"""Characters of a line that can be a headline."""

_WIDEST = 100  # characters of the lines of a text that was wrapped by hand
_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"(?:\(?\d{1,3}[.)]|[•·▪▶►→‣◦*+–—-])[ \t\xa0]+")
_INNER_END = re.compile(r"[a-zà-ÿ0-9)\]\"'”’][.!?][\"'”’)]*\s+[\"'“‘(]*[A-ZÀ-Þ]")
_CHRONOLOGY = re.compile(
    r"\W*(?:\d|(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.? \d"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: ``text == document.text[start:end]``, without the blanks around it."""

    start: int
    end: int
    text: str

    @property
    def span(self) -> Span:
        """Where it stands in the document."""
        return self.start, self.end

    @property
    def bullet(self) -> bool:
        """Whether it begins with a number or a bullet, as in a list."""
        return _BULLET.match(self.text) is not None

    @property
    def bare(self) -> str:
        """The text without the bullet or number before it."""
        return _BULLET.sub("", self.text, count=1) if self.bullet else self.text

    @property
    def headline_like(self) -> bool:
        """Whether it has the shape of a headline: short, one phrase, no full stop at its end."""
        text = self.bare
        if not text or len(text) > LONGEST_HEADLINE or text[-1] in ":;,…" or _INNER_END.search(text):
            return False
        return not ends_like_a_sentence(text) or (text[-1] == "?" and len(text) <= 100)

    @property
    def prose(self) -> bool:
        """Whether it is running text."""
        return not self.headline_like

    @property
    def chronology(self) -> bool:
        """Whether it begins with a date, as the rows of a chronology do."""
        return _CHRONOLOGY.match(self.bare) is not None

    @property
    def key(self) -> str:
        """Letters and digits alone, case-folded: what two spellings of one headline share."""
        return alphanumeric(self.bare)


def paragraphs(text: str, start: int = 0) -> tuple[Paragraph, ...]:
    """Return the paragraphs of ``text`` from ``start`` on: its lines, or its blocks where lines were wrapped by hand.

    >>> [p.text for p in paragraphs("One.\\nTwo.\\n\\nThree lines that were\\nwrapped by\\nhand.")]
    ['One.', 'Two.', 'Three lines that were\\nwrapped by\\nhand.']
    """
    found: list[Paragraph] = []
    for block in _blocks(text, start):
        if _wrapped(block):
            first, last = block[0].start, block[-1].end
            found.append(Paragraph(first, last, text[first:last]))
        else:
            found += block
    return tuple(found)


def alphanumeric(text: str) -> str:
    """Return the letters and digits of ``text``, case-folded."""
    return "".join(c for c in text.casefold() if c.isalnum())


def words(text: str) -> tuple[str, ...]:
    """Return the words of ``text`` as written."""
    return tuple(_WORD.findall(text))


def content_words(text: str) -> frozenset[str]:
    """Return the words of four letters and more, case-folded and cut to six letters, so that inflections meet."""
    return frozenset(word.casefold()[:6] for word in words(text) if len(word) >= 4)


def _blocks(text: str, start: int) -> Iterator[list[Paragraph]]:
    block: list[Paragraph] = []
    for match in _LINE.finditer(text, start):
        line = match.group()
        if not line.strip():
            continue
        first = match.start() + len(line) - len(line.lstrip())
        paragraph = Paragraph(first, match.start() + len(line.rstrip()), line.strip())
        if block and text.count("\n", block[-1].end, paragraph.start) > 1:
            yield block
            block = []
        block.append(paragraph)
    if block:
        yield block


def _wrapped(block: list[Paragraph]) -> bool:
    """Whether the lines of a block are one paragraph: short lines, many of which go on in small letters."""
    if len(block) < 2 or max(len(line.text) for line in block) > _WIDEST:
        return False
    on = sum(1 for line, after in pairwise(block) if after.text[0].islower() and not ends_like_a_sentence(line.text))
    return on * 4 >= len(block) - 1
