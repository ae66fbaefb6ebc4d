"""The paragraphs of a text as it was scraped, and what can be told of one by its shape alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from briefing.model import Document, Span
from briefing.sources.text import ends_like_a_sentence

FIRST_LINE = "first line of the article"
"""Where a title stands that no other place states."""

FRONT_MATTER = "front matter"
"""The reason why front matter is furniture."""

LONGEST_HEADLINE = 160
"""Characters of a line that can be a headline."""

_WIDEST = 100  # characters of the lines of a text that was wrapped by hand
_BLANKS = ("\t", "\xa0", "\u202f")
_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"(?:\(?\d{1,3}[.)]|[•·▪▶►→‣◦*+–—-]) +")
_HEADING = re.compile(r"#{1,6} +")
_INNER_END = re.compile(r"[a-zà-ÿ0-9)\]\"'”’][.!?][\"'”’)]*\s+[\"'“‘(]*[A-ZÀ-Þ]")
_CHRONOLOGY = re.compile(
    r"\W*(?:\d|(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.? \d"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a text, without the blanks around it; every kind of blank inside it is a space."""

    start: int
    end: int
    text: str
    bare: str  # without the bullet, the number or the marks of Markdown around it
    bullet: bool  # whether it began with a number or a bullet, as in a list
    heading: bool  # whether Markdown marks it as a heading
    headline_like: bool  # whether it has the shape of a headline: short, one phrase, no full stop at its end

    @property
    def span(self) -> Span:
        """Where it stands in the document."""
        return self.start, self.end

    @property
    def prose(self) -> bool:
        """Whether it is running text."""
        return not self.headline_like

    @property
    def chronology(self) -> bool:
        """Whether it begins with a date, as the rows of a chronology do."""
        return _CHRONOLOGY.match(self.bare) is not None


def paragraphs(text: str, start: int = 0) -> tuple[Paragraph, ...]:
    """Return the paragraphs of ``text`` from ``start`` on: its lines, or its blocks where lines were wrapped by hand.

    >>> [p.text for p in paragraphs("One.\\nTwo.\\n\\nThree lines that were\\nwrapped by\\nhand.")]
    ['One.', 'Two.', 'Three lines that were wrapped by hand.']
    """
    smooth = text
    for blank in _BLANKS:  # many times as fast as str.translate
        smooth = smooth.replace(blank, " ")
    found: list[Paragraph] = []
    for block in _blocks(smooth, start):
        if _wrapped(smooth, block):
            first, last = block[0][0], block[-1][1]
            found.append(_paragraph(smooth[first:last].replace("\n", " "), first))
        else:
            found += (_paragraph(smooth[first:last], first) for first, last in block)
    return tuple(found)


def paragraphs_of(document: Document) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a document, furniture among them, front matter not."""
    ends = (item.span[1] for item in document.furniture if item.reason == FRONT_MATTER)
    return paragraphs(document.text, max(ends, default=0))


def alphanumeric(text: str) -> str:
    """Return the letters and digits of ``text``, case-folded: what two spellings of one headline share.

    >>> alphanumeric("'Robust' pledge?")
    'robustpledge'
    """
    return _NO_LETTER.sub("", text.casefold())


def words(text: str) -> tuple[str, ...]:
    """Return the words of ``text`` as written."""
    return tuple(_WORD.findall(text))


def content_words(text: str) -> frozenset[str]:
    """Return the words of four letters and more, case-folded and cut to six letters, so that inflections meet."""
    return frozenset(word.casefold()[:6] for word in words(text) if len(word) >= 4)


def _paragraph(text: str, start: int) -> Paragraph:
    bullet = _BULLET.match(text)
    heading = _HEADING.match(text)
    mark = bullet or heading
    bare = (text[mark.end() :] if mark else text).strip("*_ ") or text
    return Paragraph(
        start, start + len(text), text, bare, bullet is not None, heading is not None, is_headline_like(bare)
    )


def is_headline_like(text: str) -> bool:
    """Whether ``text`` has the shape of a headline: short, one phrase, no full stop at its end."""
    if len(text) > LONGEST_HEADLINE or text[-1] in ":;,…" or _INNER_END.search(text):
        return False
    return not ends_like_a_sentence(text) or (text[-1] == "?" and len(text) <= 100)


def _blocks(text: str, start: int) -> Iterator[list[Span]]:
    """Yield the lines that stand together, without a blank line between them."""
    block: list[Span] = []
    for match in _LINE.finditer(text, start):
        line = match.group()
        bare = line.strip()
        if not bare:
            continue
        first = match.start() + len(line) - len(line.lstrip())
        if block and text.count("\n", block[-1][1], first) > 1:
            yield block
            block = []
        block.append((first, first + len(bare)))
    if block:
        yield block


def _wrapped(text: str, block: list[Span]) -> bool:
    """Whether the lines of a block are one paragraph: short lines, many of which go on in small letters."""
    if len(block) < 2 or max(last - first for first, last in block) > _WIDEST:
        return False
    on = sum(
        1
        for (first, last), after in pairwise(block)
        if text[after[0]].islower() and not ends_like_a_sentence(text[first:last])
    )
    return on * 4 >= len(block) - 1
