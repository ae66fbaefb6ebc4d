"""Other stories on the page: lists of headlines, teasers, and headlines that stand twice.

A scraped page names other stories in ways that need no words to be known: the same headline twice in a row (once as the
text of a picture, once as a link), a heading such as "Most read" with headlines under it, a section's name before a
headline, one paragraph under a headline that tells what it tells. The article's own title, said again, is set aside as
well; the first stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.sources.lines import Paragraph, alphanumeric, content_words, words
from briefing.sources.phrases import Where, whole_line

OTHER = "list of other stories"
REPEATED = "repeated headline"
SECTION = "section label"

_FEWEST_WORDS = 3  # of a headline that is known by being repeated
_SHORTEST_REPEAT = 25  # characters of a line that counts as repeated
_FEWEST_TEASERS = 3  # after a heading, where no headline stands twice
_SHARED = 2  # content words that a teaser shares with its headline
_LABEL = re.compile(r"([A-ZÀ-Þ&. ]{2,20}) (?=\S)")


def label_stories(lines: Sequence[Paragraph], reasons: list[str | None], title: str | None) -> None:
    """Fill ``reasons``, one for each of ``lines``, where a line belongs to another story or repeats the title."""
    keys = [_headline_key(line) for line in lines]
    first = next((key for key, reason in zip(keys, reasons, strict=True) if reason is None), "")
    own = {key for key in (first, alphanumeric(title or "")) if key}
    seen: set[str] = set()
    for n, key in enumerate(keys):
        if key and key in seen and key in own:
            reasons[n] = reasons[n] or REPEATED
        seen.add(key)
    twice, closing = _pairs(lines, keys, own), _closing_teasers(lines, reasons)
    n = 0
    while n < len(lines):
        if _is_heading(lines[n]) or n in twice or _is_label(lines, n, twice):
            n = _region(lines, reasons, n, twice, closing)
        else:
            n += 1
    _repeats(lines, keys, reasons)
    _closing_list(lines, reasons)


def _headline_key(line: Paragraph) -> str:
    """The key of a headline, without the name of a section before it; empty for prose and for a word or two."""
    if not line.headline_like:
        return ""
    text = line.bare
    label = _LABEL.match(text)
    if label and whole_line(label.group(1), Where.SECTION):
        text = text[label.end() :]
    return alphanumeric(text) if len(words(text)) >= _FEWEST_WORDS else ""


def _pairs(lines: Sequence[Paragraph], keys: Sequence[str], own: set[str]) -> frozenset[int]:
    """Return the lines whose headline stands twice within three lines, and is not the article's own."""
    found: set[int] = set()
    for n, key in enumerate(keys):
        if key and key not in own:
            for other in range(n + 1, min(n + 3, len(keys))):
                # The first of the two may begin with something else: template code, a label.
                if keys[other] and key.endswith(keys[other]):
                    found |= {n, other}
    return frozenset(found)


def _region(
    lines: Sequence[Paragraph], reasons: list[str | None], first: int, twice: frozenset[int], closing: int
) -> int:
    """Label the list of other stories that begins with line ``first``; return the line after it.

    It holds headlines, and a paragraph under a headline when it is a teaser: alone, about what the headline says, and
    the headline stands twice - or nothing but three or more teasers follows. Two paragraphs in a row are the article
    again.
    """
    n = first
    while n < len(lines):
        teaser = n > first and _is_teaser(lines, n) and (n - 1 in twice or n >= closing > first)
        if lines[n].prose and not teaser and not _is_heading(lines[n]):
            break
        reasons[n] = reasons[n] or OTHER
        n += 1
    return max(n, first + 1)


def _is_teaser(lines: Sequence[Paragraph], n: int) -> bool:
    """Whether a paragraph stands alone under a headline and says what the headline says."""
    alone = n + 1 == len(lines) or lines[n + 1].headline_like or _is_heading(lines[n + 1])
    shared = content_words(lines[n].text) & content_words(lines[n - 1].text)
    return alone and lines[n - 1].headline_like and len(shared) >= _SHARED


def _closing_teasers(lines: Sequence[Paragraph], reasons: Sequence[str | None]) -> int:
    """Return the first of three or more teasers after which no other paragraph follows; the length if there is none."""
    closing: list[int] = []
    for n in range(len(lines) - 1, 0, -1):
        if lines[n].prose and reasons[n] is None and not _is_heading(lines[n]):
            if not _is_teaser(lines, n):
                break
            closing.append(n)
    return closing[-1] if len(closing) >= _FEWEST_TEASERS else len(lines)


def _repeats(lines: Sequence[Paragraph], keys: Sequence[str], reasons: list[str | None]) -> None:
    """Label a line that stands a second time, wherever it does; the first one stays as it is."""
    seen: set[str] = set()
    for n, line in enumerate(lines):
        key = keys[n] or (line.text if len(line.text) >= _SHORTEST_REPEAT else "")
        if key and key in seen:
            reasons[n] = reasons[n] or (REPEATED if line.headline_like else "repeated paragraph")
        seen.add(key)


def _closing_list(lines: Sequence[Paragraph], reasons: list[str | None]) -> None:
    """Label three or more numbered or bulleted headlines after the last paragraph, unless a colon announces them."""
    last = max((n for n, line in enumerate(lines) if line.prose and reasons[n] is None), default=-1)
    closing = range(last + 1, len(lines))
    listed = [n for n in closing if lines[n].bullet and lines[n].headline_like and len(words(lines[n].bare)) > 3]
    if last < 0 or len(listed) < 3 or lines[last].text.endswith(":"):
        return
    if any(lines[n].text.endswith(":") for n in range(last, listed[0])):
        return
    for n in listed:
        reasons[n] = reasons[n] or OTHER


def _is_heading(line: Paragraph) -> bool:
    return len(line.bare) <= 60 and whole_line(line.bare, Where.HEADING) is not None


def _is_label(lines: Sequence[Paragraph], n: int, twice: frozenset[int]) -> bool:
    """Whether a line is the name of a section that stands before a headline of another story."""
    return n + 1 in twice and whole_line(lines[n].bare, Where.SECTION) is not None
