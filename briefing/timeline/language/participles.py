"""Participles that only describe a noun, so that they are no verb of a clause: by the words beside them."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.timeline.language.lexicon import words
from briefing.timeline.language.morphology import Form, readings
from briefing.timeline.language.tokens import Token

NOMINATIVE = words("nominative")
_ADJECTIVES = tuple(sorted(words("adjective_end")))
_NEXT_CLAUSE = words("next_clause")
_PHRASE = words("behind_verb")


def describes(tokens: Sequence[Token], position: int, after: Token | None, people: bool, seen_finite: bool) -> bool:
    """Whether a participle describes the noun behind it: "UN-mandated", "18 wounded people", "Libyan armed groups"."""
    before = tokens[position - 1] if position > 0 else None
    if before is None:
        return False
    if before.text == "-" and tokens[position].glued:
        return True
    noun = after is not None and after.kind == "word" and not after.capital and not _closed(after.lower)
    if not noun:
        return False
    behind_verb = position > 1 and bool(readings(tokens[position - 2].lower))
    counted = before.kind == "number" and (seen_finite or behind_verb)  # "has reported 95 confirmed cases"
    if (people and tokens[position].lower in words("attributive")) or counted:
        return True
    if any(r.form is Form.ING for r in readings(before.lower)):
        return True  # "citing expected losses"
    adjective = not before.capital and before.lower.endswith(_ADJECTIVES)
    return adjective and position > 1 and tokens[position - 2].lower in words("preposition")


def _closed(word: str) -> bool:
    return any(
        word in words(name)
        for name in ("determiner", "preposition", "conjunction", "subordinator", "adverb", "pronoun")
    )


def in_opening_phrase(tokens: Sequence[Token], position: int) -> bool:
    """Whether the noun before belongs to a phrase that opens its sentence: "Under a deal signed on Monday, ..."."""
    start = position
    while start > 0 and tokens[start - 1].kind != "mark":
        start -= 1
    opens = tokens[start].lower in ("under", "in", "at", "with", "by", "during", "despite")
    short = 0 < position - start <= 5 and tokens[start + 1].lower in words("determiner")
    return opens and short and any(t.text == "," for t in tokens[position : position + 9])


def in_circumstance(tokens: Sequence[Token], position: int) -> bool:
    """Whether the noun before belongs to words beside a clause: "fell to 76, trading near a low reached in May"."""
    start = position
    while start > 0 and tokens[start - 1].kind != "mark":
        start -= 1
    if start < 2 or not any(r.form is Form.ING for r in readings(tokens[start].lower)):
        return False
    told = (Form.PAST, Form.THIRD)
    return any(
        t.lower in words("auxiliary") or any(r.form in told for r in readings(t.lower)) for t in tokens[: start - 1]
    )


def in_later_phrase(tokens: Sequence[Token], position: int) -> bool:
    """Whether the noun before belongs to a phrase behind a verb: "said in an interview shown on Friday"."""
    if takes_object(tokens, position):
        return False  # "missiles fired by a drone hit the house"
    start = position - 1
    while start > 0 and start > position - 4 and tokens[start].lower not in words("determiner"):
        if tokens[start].kind != "word" or tokens[start].lower in words("preposition"):
            return False
        start -= 1
    if start < 3 or tokens[start].lower not in ("a", "an") or tokens[start - 1].lower not in _PHRASE:
        return False
    for k in range(start - 2, -1, -1):
        if tokens[k].kind == "mark" or tokens[k].lower in words("opener"):
            return False
        if any(r.form is Form.PAST for r in readings(tokens[k].lower)):
            return True
    return False


def on_condition(tokens: Sequence[Token], position: int) -> bool:
    """Whether "provided" opens a clause: "will sign provided the border stays open"."""
    after = tokens[position + 1] if position + 1 < len(tokens) else None
    return (
        tokens[position].lower == "provided"
        and after is not None
        and (after.lower in words("determiner") or after.lower in NOMINATIVE or after.lower == "that")
    )


def has_agent(tokens: Sequence[Token], position: int, base: str) -> bool:
    """Whether "by" and who did it follow: "now owned by a bank", "led mostly by teachers"; not "fell by 3 percent"."""
    k = position + 1
    while k < len(tokens) and (tokens[k].lower in words("adverb", "largely") or tokens[k].lower.endswith("ly")):
        k += 1
    if k + 1 >= len(tokens) or tokens[k].lower != "by" or base in words("intransitive", "by_amount"):
        return False
    first = tokens[k + 1].lower
    return not (first[:1].isdigit() or first[:1] in "$€£" or first in words("measure") - {"a", "an"})


def in_named_time(tokens: Sequence[Token], position: int) -> bool:
    """Whether the noun before is a time behind a preposition: "sales for the quarter ended 29 September"."""
    before = [t.lower for t in tokens[max(0, position - 5) : position]]
    times = ("quarter", "quarters", "year", "months", "half", "weeks", "period", "month", "week")
    return before[-1] in times and any(word in ("for", "in", "during", "of") for word in before[:-1])


def auxiliary_later(tokens: Sequence[Token], position: int) -> bool:
    """Whether "is", "has" or the like follows with no new clause between: the verb of the same subject."""
    for k in range(position + 1, min(position + 14, len(tokens) - 1)):
        token = tokens[k]
        listed = tokens[k - 1].capital and tokens[k + 1].capital  # "in Oslo, Bergen and Molde"
        if (token.kind == "mark" or token.lower in ("and", "or")) and not listed:
            return False
        if token.lower in ("is", "are", "was", "were", "has", "have"):
            return tokens[k - 1].lower not in words("pronoun")
        if token.lower in words("opener") - {"and", "or"} or token.lower in NOMINATIVE:
            return False
    return False


def takes_object(tokens: Sequence[Token], position: int) -> bool:
    """Whether "the port" or the like stands right behind: a verb that does something, and no participle."""
    after = tokens[position + 1] if position + 1 < len(tokens) else None
    if after is None:
        return False
    return after.lower in words("determiner") or (after.capital and after.lower not in words("calendar"))


def finite_later(tokens: Sequence[Token], position: int) -> bool:
    """Whether another finite verb follows before the next mark or conjunction: then this one is a participle."""
    for place, token in enumerate(tokens[position + 1 : position + 14], position + 1):
        if token.kind == "mark" or token.lower in _NEXT_CLAUSE:
            return False
        if token.lower in ("was", "were", "is", "are", "has", "have", "had", "will", "would", "that", "which"):
            return True
        options = readings(token.lower)
        if (
            options
            and options[0].form is Form.PAST
            and (
                len(options) == 1
                or options[0].base in words("main_verbs", "intransitive")
                or takes_object(tokens, place)  # "rockets launched from the south struck the port"
            )
        ):
            return True
    return False
