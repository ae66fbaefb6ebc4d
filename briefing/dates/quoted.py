"""Direct speech counts from the day on which it was spoken: 'He said on Monday: "We will be back tomorrow."'"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.model.time import Mention, Precision, Span, TimeExpression

_LONGEST = 600  # characters of a quotation, and of the sentence that frames it
_OPENING, _CLOSING = "“«„", "”»"
_MARK = re.compile(r"[\"“”«»„]")
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[^\W\d_a-z])|\n\s*\n")
_WORD = re.compile(r"[^\W\d_]+")
_FINE = (Precision.DAY, Precision.WEEK, Precision.WITHIN)


def quotation(text: str, start: int) -> Span | None:
    """Return the quotation in whose words ``start`` lies, marks included, or None. It does not leave its paragraph."""
    left = max(0, start - _LONGEST, text.rfind("\n", 0, start) + 1)
    opened = None
    for mark in _MARK.finditer(text, left, start):
        opens = mark[0] in _OPENING or (mark[0] == '"' and opened is None)
        opened = mark.start() if opens else None
    if opened is None:
        return None
    end = min(len(text), start + _LONGEST)
    newline = text.find("\n", start, end)
    for mark in _MARK.finditer(text, start, newline if newline >= 0 else end):
        if mark[0] in _CLOSING or mark[0] == '"':
            return opened, mark.end()
    return None


def spoken_before(
    text: str, quoted: Span, resolved: Sequence[TimeExpression], saying: frozenset[str]
) -> TimeExpression | None:
    """Return the time at which a quotation was spoken, where the words before it tell: 'told me last week: "..."'."""
    for expression in reversed(resolved[-6:]):
        if expression.span[1] > quoted[0]:
            continue
        before = text[max(0, quoted[0] - _LONGEST) : quoted[0]]
        frame = _SENTENCE_END.split(before)[-1]
        in_frame = quoted[0] - len(frame) <= expression.span[0]
        return expression if in_frame and expression.precision in _FINE and _says(frame, saying) else None
    return None


def spoken_after(
    text: str, quoted: Span, mentions: Sequence[Mention], index: int, saying: frozenset[str]
) -> int | None:
    """Return the mention after a quotation that tells when it was spoken: '"... tomorrow," she said on Monday'."""
    for follower in range(index + 1, min(index + 6, len(mentions))):
        other = mentions[follower]
        if other.span[0] < quoted[1]:
            continue
        between = text[quoted[1] : other.span[0]]
        ended = text[quoted[1] - 2] in ".!?" or _SENTENCE_END.search(between) is not None
        return None if ended or len(between) > _LONGEST // 4 or not _says(between, saying) else follower
    return None


def _says(words: str, saying: frozenset[str]) -> bool:
    return any(word.lower() in saying for word in _WORD.findall(words))
