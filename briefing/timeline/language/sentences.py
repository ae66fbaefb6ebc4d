"""Whole sentences: what may stand as a bullet. Furniture and line breaks end one; a quotation is never cut in half."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.model import Document, Span
from briefing.sources.lines import paragraphs_of

LONGEST = 900  # code points; a longer "sentence" is a list or a table
_TERMINAL = re.compile(r"""[.!?…][\s)\]"”’'“»]*$""")
_DATELINE = re.compile(
    r"[A-Z][A-Za-z.'’\-]{1,30}(?:[ ,/][ ]?[A-Za-z.'’\-]{2,20}){0,4}"
    r"(?:,? (?:\w{3,9}\.? \d{1,2}|\d{1,2} \w{3,9})(?:, \d{4})?)?"
    r" ?(?:\([A-Z][A-Za-z/. \-]{1,40}\) ?[-–—:_]{0,2}|[-–—_]{1,2})[ ]+(?=[A-Z\"“'‘\d])"
)
_AGENCY = re.compile(
    r"[^()\n]{0,140}\([A-Z][A-Za-z/. \-]{1,24}\) ?[-–—_]{1,2} +(?=[A-Z\"“'‘\d])"
)  # "... LIMA (Agency) - "
_SHOUTED = re.compile(r"(?:[A-Z]{2,}[ ,'’-]{1,3}){3,12}(?=[A-Z][a-z])")  # a heading glued to its paragraph
_AFTER_MAY = re.compile(r"(?<=\bMay\. )(?=[A-Z])")  # no abbreviation, though the library takes it for one
_GLUED_QUOTE = re.compile(r"""(?<=[^\s.,;:!?(\["“][”"])(?=[A-Z][a-z]*[ ][a-z])""")
_CUTS = ((_AFTER_MAY, ("May. ",)), (_GLUED_QUOTE, ('"', "”")))  # each with what a line that it cuts must hold
_MARK = re.compile('["“”„«»]')
_PAIRS = {"“": "”", "„": "“”", "«": "»"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document; ``text == document.text[span[0]:span[1]]``."""

    document: str
    text: str
    span: Span
    paragraph: int  # counts the lines of the document that hold text
    index: int  # counts the sentences of the document
    whole: bool  # ends like a sentence, quotation marks in pairs


def balance(text: str) -> int:
    """Return how many quotation marks stay open; -1 when one closes that was never opened.

    >>> balance("He said “no"), balance('"Yes," he said'), balance("no” he said")
    (1, 0, -1)
    """
    stack: list[str] = []
    for mark in _MARK.findall(text):
        if mark == '"':
            if stack and stack[-1] == '"':
                stack.pop()
            else:
                stack.append('"')
        elif stack and mark in _closers(stack[-1]):
            stack.pop()
        elif mark in _PAIRS:
            stack.append(mark)
        elif mark in "”»":
            return -1
    return len(stack)


def _closers(opening: str) -> str:
    return _PAIRS.get(opening, '"') + ('"' if opening == "„" else "")


def sentences(document: Document) -> tuple[Sentence, ...]:
    """Return the sentences of the article itself, in order; furniture is skipped."""
    found: list[Sentence] = []
    for paragraph, (start, end) in enumerate(_lines(document)):
        line = document.text[start:end]
        first = _begins(line, paragraph)
        for low, high in _segments(line[first:]):
            text = line[first + low : first + high]
            whole = bool(_TERMINAL.search(text)) and balance(text) == 0 and _opens(text) and len(text) <= LONGEST
            begin = start + first + low
            found.append(Sentence(document.id, text, (begin, begin + len(text)), paragraph, len(found), whole))
    return tuple(found)


def _begins(line: str, paragraph: int) -> int:
    """Return where the first sentence of a line begins, after a dateline or a heading in capitals."""
    dateline = _DATELINE.match(line) if paragraph < 8 else None
    if dateline and dateline.group()[:2].isupper():
        return dateline.end()
    prefix = (_AGENCY.match(line) if paragraph < 8 else None) or _SHOUTED.match(line)
    return prefix.end() if prefix else 0


def _opens(text: str) -> bool:
    """Whether the text begins as a sentence does; a name like "iPhone" does too."""
    for mark in text[:3]:
        if mark.isalnum() or mark in "$€£":
            return not mark.islower() or any(c.isupper() for c in text.split(" ", 1)[0])
    return False


def _lines(document: Document) -> Iterator[Span]:
    """Yield the paragraphs between furniture, without the white space around them; one wrapped by hand stays whole."""
    furniture = sorted(item.span for item in document.furniture)
    at = 0
    for paragraph in paragraphs_of(document):
        position = paragraph.start
        while at < len(furniture) and furniture[at][1] <= position:
            at += 1
        n = at
        while n < len(furniture) and furniture[n][0] < paragraph.end:
            low, high = furniture[n]
            yield from _bare(document.text, position, low)
            position = max(position, high)
            n += 1
        yield from _bare(document.text, position, paragraph.end)


def _bare(text: str, low: int, high: int) -> Iterator[Span]:
    piece = text[low:high]
    if piece.strip():
        yield low + len(piece) - len(piece.lstrip()), low + len(piece.rstrip())


def _segments(line: str) -> Iterator[Span]:
    """Yield the sentences of a line, joined where a quotation or a lower-case word goes on."""
    from sentencex import get_sentence_boundaries

    pieces: list[Span] = []
    rules = [rule for rule, signs in _CUTS if any(sign in line for sign in signs)]
    for row in get_sentence_boundaries("en", line):
        low, high = row["start_index"], row["end_index"]
        cuts = [m.start() for rule in rules for m in rule.finditer(line, low, high)]
        for cut in sorted(set(cuts)):
            if balance(line[low:cut]) == 0:
                pieces.append((low, cut))
                low = cut
        pieces.append((low, high))
    start: int | None = None
    for position, (low, high) in enumerate(pieces):
        start = low if start is None else start
        text = line[start:high]
        more = position + 1 < len(pieces)
        following = line[pieces[position + 1][0] :].lstrip()[:1] if more else ""
        if more and len(text) < LONGEST and (balance(text) > 0 or following.islower() or following in set(",;)")):
            continue
        left = len(text) - len(text.lstrip())
        body = text.strip()
        if body:
            yield start + left, start + left + len(body)
        start = None
