"""The noun phrase that a verb takes, and the noun on which a phrase turns."""

from __future__ import annotations

import re

from briefing.timeline.language.fullverbs import Group
from briefing.timeline.language.lexicon import words
from briefing.timeline.language.tokens import Range
from briefing.timeline.telling.records import Parsed

_PHRASE = 7  # tokens of an object
_LENGTH = re.compile(r"-(?:year|month|week|day|hour|minute)\b")
_GOES_TO = frozenset({"to", "on", "into", "in", "for", "under"})
_UNCHANGED = frozenset({"bid", "cut", "hit", "set", "bet", "cast", "split", "spread"})  # participles that are nouns too


def head_of(parsed: Parsed, part: Range) -> int:
    """Return the noun of a phrase: the last word before "of", "between"; -1 when there is none."""
    inner = {k for use in parsed.uses for k in range(use.first, use.last)}
    stop = next(
        (k for k in range(part[0] + 1, part[1]) if k not in inner and parsed.tokens[k].lower in words("preposition")),
        part[1],
    )
    return stop - 1 if stop > part[0] else -1


def object_of(parsed: Parsed, group: Group, *, over: bool = False) -> Range:
    """Return the noun phrase after a verb; ``over``: behind its preposition, as in "agreed to a truce"."""
    nouns = _nouns_of(parsed, group)
    verbs = {g.first for g in parsed.groups if g.first not in nouns} | parsed.timed
    start = group.last
    if over and start < len(parsed.tokens) and parsed.tokens[start].lower in _GOES_TO:
        start += 1
    while start in parsed.timed:
        start += 1  # "announced Wednesday the resignation of"
    while start < len(parsed.tokens) and parsed.tokens[start].lower in ("a", "an", "the"):
        start += 1
    lengths = (e for e in parsed.expressions if "-" in e.text and _LENGTH.search(e.text))
    before = {k for e in lengths for k in range(*parsed.token_range(e.span))}
    while start in before:
        start += 1  # "arrested a 34-year-old shepherd", "received a two-year ban"
    end = start
    while (
        end < len(parsed.tokens)
        and end - start < _PHRASE
        and end not in verbs
        and parsed.tokens[end].kind != "mark"
        and parsed.tokens[end].lower not in words("preposition", "subordinator", "conjunction")
    ):
        end += 1
    return start, _apposition(parsed, start, end)


def _nouns_of(parsed: Parsed, group: Group) -> frozenset[int]:
    """Return what is a noun after the article of an object, though it may be a participle: "made a $3 billion bid"."""
    first = group.last
    if first >= len(parsed.tokens) or parsed.tokens[first].lower not in ("a", "an"):
        return frozenset()
    same = (g.first for g in parsed.groups if g.tense == "participle" and first < g.first <= first + _PHRASE)
    return frozenset(k for k in same if parsed.tokens[k].lower in _UNCHANGED and parsed.tokens[k - 1].kind == "word")


def _apposition(parsed: Parsed, start: int, end: int) -> int:
    """Return where an object ends that a name goes on with: "a tanker, the Aegira, in the gulf"."""
    tokens = parsed.tokens
    if start == end or end + 1 >= len(tokens) or tokens[end].text != ",":
        return end
    first = end + (2 if tokens[end + 1].lower == "the" else 1)
    use = next((use for use in parsed.uses if use.first == first), None)
    if use is None:
        return end
    closed = (
        use.last >= len(tokens) or tokens[use.last].kind == "mark" or tokens[use.last].lower in words("preposition")
    )
    return use.last if closed else end
