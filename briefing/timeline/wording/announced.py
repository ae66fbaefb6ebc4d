"""What was announced for a day that has passed, and that nobody has told since: named, and not told as to come."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.timeline.language.clauses import Clause
from briefing.timeline.language.lexicon import words
from briefing.timeline.language.tokens import Range
from briefing.timeline.telling.records import Parsed, Telling
from briefing.timeline.telling.spelling import capital, drops, spelled
from briefing.timeline.telling.subjects import subject_words
from briefing.timeline.wording.compression import SHORTEST

_HOLDING = frozenset({"hold", "stage", "host"})  # their object is what happens
_HAPPENING = frozenset({"begin", "start", "open", "take"})  # ... their subject; "take place"


def announced(tellings: Sequence[Telling]) -> str:
    """Return what was to take place, in the words of a passage: "Annual meeting"; empty where they do not name it."""
    for told in sorted(tellings, key=lambda told: told.key):
        parsed = told.parsed
        for clause in parsed.clauses:
            if told.focus[0] <= clause.group.first < told.focus[1] and clause.group.tense == "future":
                named = _named(parsed, clause)
                text = capital(spelled(parsed, named, {}, drops(parsed))) if named is not None else ""
                if len(text) >= SHORTEST:
                    return text
    return ""


def _named(parsed: Parsed, clause: Clause) -> Range | None:
    base, following = clause.group.base, clause.group.last
    if base in _HOLDING and not clause.group.passive:
        return _object(parsed, following, clause.end)
    place = following < len(parsed.tokens) and parsed.tokens[following].lower == "place"
    held = base in _HOLDING or (base in _HAPPENING and (base != "take" or place))
    if not held or clause.subject is None or clause.relative:
        return None
    first, last = subject_words(parsed, clause.subject)
    return None if parsed.tokens[first].lower in words("pronoun") else (first, last)


def _object(parsed: Parsed, first: int, limit: int) -> Range | None:
    """Return the noun phrase behind a verb, without its article and what follows it."""
    while first < limit and parsed.tokens[first].lower in words("determiner"):
        first += 1
    last = first
    while last < limit and parsed.tokens[last].kind == "word" and not _ends(parsed.tokens[last].lower):
        last += 1
    return (first, last) if last > first else None


def _ends(word: str) -> bool:
    return word != "of" and (word in words("preposition") or word in words("conjunction") or word in words("boundary"))
