"""Singular or plural: by the words of a subject, and by the auxiliary of its verb."""

from __future__ import annotations

from briefing.timeline.language.fullverbs import Group, is_adverb
from briefing.timeline.language.lexicon import words
from briefing.timeline.language.morphology import readings
from briefing.timeline.language.tokens import Range
from briefing.timeline.names.gazetteer import PEOPLE
from briefing.timeline.telling.records import Parsed

_PLURAL_FIRST = words("plural_first")
_TRAILING = frozenset({"worldwide", "abroad", "overall", "combined", "alike", "nationwide", "today", "together"})


def takes_plural(parsed: Parsed, group: Group, subject: Range) -> bool:
    """Whether the verb of a clause is plural: its auxiliary says so, or its subject."""
    first = parsed.tokens[group.first].lower
    if first in ("is", "was", "has", "does"):
        return False
    return first in ("are", "were", "have") or is_plural(parsed, subject)


def is_plural(parsed: Parsed, subject: Range) -> bool:
    """Whether a subject takes a plural verb, as far as its own words tell."""
    tokens = parsed.tokens[subject[0] : subject[1]]
    if any(t.lower == "and" for t in tokens) and not any(t.lower == "between" for t in tokens):
        return True
    inner = {k for use in parsed.uses for k in range(use.first + 1, use.last)}
    head = subject[1] - 1
    for k in range(subject[0] + 1, subject[1]):
        if parsed.tokens[k].lower in words("preposition") and k not in inner:
            head = k - 1
            break
    described = {g.first for g in parsed.groups if g.tense == "participle"}
    while head > subject[0] and (
        head in described or parsed.tokens[head].lower in words("postposed") or is_adverb(parsed.tokens[head])
    ):
        head -= 1  # "forces loyal to Gaddafi", "birds rescued from the spill"
    if (
        parsed.tokens[head].lower in words("fractions")
        and head + 1 < subject[1]
        and parsed.tokens[head + 1].lower == "of"
    ):
        return is_plural(parsed, (head + 2, subject[1]))
    while head > subject[0] and parsed.tokens[head].lower in _TRAILING:
        head -= 1
    word = parsed.tokens[head].lower
    label = head > subject[0] and parsed.tokens[head - 1].capital  # "Version 2", "Boeing 737"
    counted = parsed.tokens[head].kind == "number" and not parsed.tokens[head].glued and word != "1" and not label
    if word == "i" or counted:
        return True
    kinds = {use.kind for use in parsed.uses if use.first <= head < use.last}
    if kinds:
        return kinds == {PEOPLE} and word.endswith("s") and not word.endswith("ss")  # "Yemenis celebrate"
    opening = subject[0]
    while opening < head and parsed.tokens[opening].lower in ("not", "only", "almost", "nearly", "just"):
        opening += 1
    first = parsed.tokens[opening].lower
    if first in _PLURAL_FIRST or word in _PLURAL_FIRST:
        return True
    if first in ("a", "an", "one", "each", "every") or (first.endswith("ing") and readings(first)):
        return False
    men = word.endswith("men") and len(word) > 5
    return (
        men
        or (word.endswith("s") and not word.endswith(("ss", "us", "is")))
        or word
        in (
            "they",
            "we",
            "i",
            "you",
            "people",
            "police",
            "men",
            "women",
            "children",
        )
    )
