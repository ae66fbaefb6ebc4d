"""The subject of a headline: without its article, with the words of its count, a name without its office."""

from __future__ import annotations

from briefing.timeline.language.fullverbs import is_adverb
from briefing.timeline.language.lexicon import words
from briefing.timeline.language.tokens import Range
from briefing.timeline.names.gazetteer import NAME, PERSON
from briefing.timeline.telling.records import Parsed

_QUANTITIES = frozenset({"series", "number", "group", "range", "variety", "host"})


def subject_words(parsed: Parsed, subject: Range) -> Range:
    """Return the subject without its article and without what stands before a name in apposition."""
    first, last = subject
    dated = parsed.timed
    while first + 2 < last and is_adverb(parsed.tokens[first]) and parsed.tokens[first + 1].text == ",":
        first += 2  # "Still, the union's members"
    whole = all(k in dated for k in range(first, last))
    while not whole and first < last - 1 and _dated(parsed, first):
        first += 1  # "Last week the union's members"
    measured = _measured(parsed, first)
    if measured < first:
        return measured, last
    lowers = [t.lower for t in parsed.tokens[first : first + 3]]
    if lowers[1:] in (["last", "time"], ["first", "time"], ["next", "time"]) and last - first > 3:
        first += 3  # "the last time workers stopped the trains"
    opening = next((use for use in parsed.uses if use.first == first and use.kind == PERSON), None)
    if opening is not None and opening.last < last and parsed.tokens[opening.last].text == ",":
        return first, opening.last  # "Ann Lee, head of the agency"
    name = next(
        (use for use in parsed.uses if use.last == last and use.first > first and use.kind in (PERSON, NAME)), None
    )
    joined = name is not None and any(parsed.tokens[k].lower == "and" for k in range(first, name.first))
    if name is not None and not joined and parsed.tokens[name.first - 1].text == ",":
        return name.first, last  # "its foreign minister, Ann Lee"
    if is_article(parsed, first) and last - first > 1:
        first += 1
        many = parsed.tokens[first - 1].lower != "the" and last - first > 2
        if many and parsed.tokens[first].lower in _QUANTITIES and parsed.tokens[first + 1].lower == "of":
            first += 2
    return first, last


def _dated(parsed: Parsed, k: int) -> bool:
    """Whether a token is of a date before a subject; the day of "Wednesday's meeting" is of the subject."""
    if k + 1 < len(parsed.tokens) and parsed.tokens[k + 1].kind == "clitic":
        return k in parsed.timed and parsed.tokens[k].lower not in words("weekday")
    return k in parsed.timed or (
        k - 1 in parsed.timed and (parsed.tokens[k].text == "," or parsed.tokens[k].kind == "clitic")
    )


def _measured(parsed: Parsed, first: int) -> int:
    """Return where a count begins with the words before it: "More than a third of the voters"."""
    token = parsed.tokens[first]
    if first == 0 or not (
        token.kind == "number" or token.lower in words("plural_first") or token.lower in ("a", "half")
    ):
        return first
    start = first
    while start > 0 and parsed.tokens[start - 1].lower in words("measure"):
        start -= 1
    compared = any(t.lower in ("than", "least", "most", "about", "some", "nearly") for t in parsed.tokens[start:first])
    return start if compared else first


def is_article(parsed: Parsed, position: int) -> bool:
    """Whether the token is "the" or "a"."""
    return parsed.tokens[position].lower in ("the", "a", "an")
