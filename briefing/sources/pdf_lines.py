"""From the lines of printed pages to paragraphs: by gaps, indents, sizes of type; running heads are left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing.sources.lines import alphanumeric
from briefing.sources.text import ends_like_a_sentence

HYPHEN = "\ufffe"
"""Stands where a word was parted at the end of a line."""

_EDGE = 2  # lines at the top and at the bottom of a page that may be running heads
_PAGE_NUMBER = re.compile(r"[-–—| ]{0,3}(?:[A-Za-z]{1,6}\.? )?\d{1,4}(?: ?(?:/|of|von|de|sur) ?\d{1,4})?[-–—| ]{0,3}")
_BULLET = re.compile(r"[•·▪▶►◦‣]\s")
_PARTED = re.compile(rf"(\w*){HYPHEN}(\w*)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; measures in points, upwards."""

    text: str
    left: float
    right: float  # of its last character
    first: float  # bottom of its first character
    last: float  # bottom of its last character, which is lower where a parted word goes on
    height: float


def running_heads(pages: Sequence[Sequence[Line]], title: str) -> frozenset[str]:
    """Return what stands at the edge of most pages, its digits aside; never the title, nor what is set as large."""
    counts: Counter[str] = Counter()
    usual = _usual_height(pages)
    for lines in pages:
        edges = {_masked(line.text) for line in (*lines[:_EDGE], *lines[-_EDGE:]) if line.height < 1.3 * usual}
        counts.update(edges)
    return frozenset(
        head
        for head, count in counts.items()
        if count > 1 and 2 * count > len(pages) and alphanumeric(head) != alphanumeric(title)
    )


def without(pages: Sequence[Sequence[Line]], heads: frozenset[str]) -> tuple[tuple[tuple[Line, ...], ...], list[str]]:
    """Return the pages without running heads and page numbers at their edges, and what was left out, once each."""
    kept: list[tuple[Line, ...]] = []
    removed: dict[str, str] = {}
    for lines in pages:
        first, last = 0, len(lines)
        for _ in range(_EDGE):
            if first < last and _is_head(lines[first].text, heads):
                removed.setdefault(_masked(lines[first].text), lines[first].text)
                first += 1
            if first < last and _is_head(lines[last - 1].text, heads):
                removed.setdefault(_masked(lines[last - 1].text), lines[last - 1].text)
                last -= 1
        kept.append(tuple(lines[first:last]))
    return tuple(kept), list(removed.values())


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[str]:
    """Return the paragraphs on the pages, each on one line; one may go on on the next page."""
    lines = [line for page in pages for line in page]
    pitches = [a.last - b.first for a, b in pairwise(lines) if 0 < a.last - b.first < 3 * a.height]
    usual = sorted(pitches)[len(pitches) // 4] if pitches else 0.0  # inside paragraphs, however short these are
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and _goes_on(blocks[-1], line, usual):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    texts = [" ".join(line.text for line in block) for block in blocks]
    words = Counter(re.findall(r"\w+(?:-\w+)*", " ".join(texts)))
    return [_PARTED.sub(lambda match: _joined(match, words), text) for text in texts]


def headline(pages: Sequence[Sequence[Line]]) -> str:
    """Return what is set in the largest type at the top of the first page, when it is larger than the text."""
    top = list(pages[0][:12]) if pages else []
    largest = max((line.height for line in top), default=0.0)
    if largest < 1.2 * _usual_height(pages):
        return ""
    first = next(n for n, line in enumerate(top) if line.height == largest)
    last = first
    while last < len(top) and abs(top[last].height - largest) < 0.05 * largest:
        last += 1
    return " ".join(line.text for line in top[first:last]).replace(HYPHEN, "-")


def middle(values: Sequence[float]) -> float:
    """Return the value in the middle, 0 of none.

    >>> middle([12.0, 9.0, 30.0])
    12.0
    """
    return sorted(values)[len(values) // 2] if values else 0.0


def _goes_on(block: Sequence[Line], line: Line, usual: float) -> bool:
    before = block[-1]
    pitch = before.last - line.first
    if _BULLET.match(line.text) or abs(before.height - line.height) > 0.15 * max(before.height, line.height):
        return False
    if pitch < -0.5 * line.height or pitch > 10 * line.height:  # the next column or page
        return not ends_like_a_sentence(before.text)
    hangs = len(block) == 1 and _BULLET.match(before.text) is not None
    if pitch > 1.25 * usual or (line.left > before.left + 0.8 * line.height and not hangs):
        return False
    widest = max(other.right for other in block)
    short = before.right < widest - 0.2 * (widest - before.left) if len(block) > 1 else False
    return not (short and ends_like_a_sentence(before.text))


def _joined(match: re.Match[str], words: Counter[str]) -> str:
    """Return a parted word as it stands elsewhere in the text, else without the hyphen if small letters follow."""
    whole, parted = match[1] + match[2], f"{match[1]}-{match[2]}"
    if words[parted] != words[whole]:
        return parted if words[parted] > words[whole] else whole
    return whole if match[2][:1].islower() and match[1] else parted


def _is_head(text: str, heads: frozenset[str]) -> bool:
    return _masked(text) in heads or _PAGE_NUMBER.fullmatch(text[:60]) is not None


def _masked(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _usual_height(pages: Sequence[Sequence[Line]]) -> float:
    return middle([line.height for lines in pages for line in lines])
