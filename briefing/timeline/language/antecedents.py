"""The noun phrase before a relative clause or a complement: what "who", "which" and "that" stand for."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.timeline.language.fullverbs import Group
from briefing.timeline.language.lexicon import words
from briefing.timeline.language.tokens import Range, Token
from briefing.timeline.language.verbs import OPENERS

STOPS = frozenset(',;:"“”„()[]–—«».!?')


def antecedent(tokens: Sequence[Token], position: int, found: Sequence[Group], masked: frozenset[int]) -> Range | None:
    end = position - 1 if position > 0 and tokens[position - 1].text == "," else position
    busy = {k for other in found for k in range(other.first, other.last) if other.finite}
    start = end
    while (
        start > 0
        and tokens[start - 1].text not in STOPS
        and start - 1 not in busy
        and (tokens[start - 1].lower not in OPENERS or tokens[start - 1].lower == "and")
    ):
        start -= 1
    if start < end and tokens[start].lower.endswith("ing"):
        last = max((k for k in range(start, end) if tokens[k].lower in words("preposition")), default=start - 1)
        start = last + 1  # "clearing the way for a strike that ..."
    if start + 1 < end and tokens[start].lower in words("preposition") and not is_counted(tokens[start + 1]):
        start += 1  # "rose most in the building trade, which ..."
    name = end
    while name > start and name - 1 in masked and tokens[name - 1].kind in ("word", "abbreviation"):
        name -= 1
    if tokens[position].lower == "who" and start < name < end:
        start = name  # "the evidence of Ann Lee, who testified"
    return (start, end) if start < end else None


def behind_relative(
    tokens: Sequence[Token], start: int, found: Sequence[Group], masked: frozenset[int]
) -> Range | None:
    """Return the subject before a relative clause: "people who were in the room have spoken"."""
    before = next((g for g in found if g.finite and g.last == start), None)
    if before is None or before.first < 2 or tokens[before.first - 1].lower not in ("who", "which", "that"):
        return None
    return antecedent(tokens, before.first - 1, found, masked)


def over_complement(
    tokens: Sequence[Token], led: Group, found: Sequence[Group], masked: frozenset[int]
) -> Range | None:
    """Return the subject before a clause that goes with it: "hopes that they will agree on aid lifted shares"."""
    k = led.first - 1
    while k > 0 and tokens[k].lower not in ("that", "who", "which", "what") and tokens[k].text not in STOPS:
        k -= 1
    if tokens[k].lower == "what":
        return k, led.last  # "What happens on the island matters"
    opened = k > 0 and tokens[k].lower in ("that", "who", "which")
    return antecedent(tokens, k, found, masked) if opened else None


def is_counted(token: Token) -> bool:
    return token.kind == "number" or token.lower in words("plural_first") | {"one", "all", "every", "everyone", "half"}
