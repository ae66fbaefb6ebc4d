"""Full verbs without an auxiliary: whether a word that can be a verb is one, by the words beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefing.timeline.language.lexicon import words
from briefing.timeline.language.morphology import Form, readings, reporting, shape
from briefing.timeline.language.participles import (
    NOMINATIVE,
    auxiliary_later,
    describes,
    finite_later,
    has_agent,
    in_circumstance,
    in_later_phrase,
    in_named_time,
    in_opening_phrase,
    on_condition,
)
from briefing.timeline.language.tokens import Token

RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_REPUTED = words("reputed")
_OF_ADVERBS = tuple(sorted(words("adverb_end")))
_PLURAL_PRONOUN = frozenset({"they", "we", "you", "i"})


class Group(NamedTuple):
    """A verb with its auxiliaries: "had previously convened"."""

    first: int
    last: int
    main: int  # the token of the full verb
    base: str
    tense: str  # past, present, perfect, future, modal, infinitive, participle, ing
    passive: bool = False
    negated: bool = False

    @property
    def finite(self) -> bool:
        """Whether it can be the verb of a whole sentence."""
        return self.tense not in ("infinitive", "participle", "ing")


def is_adverb(token: Token) -> bool:
    """Whether a word is an adverb; with a capital, by a suffix that names do not have: "Reportedly", not "Italy"."""
    lower = token.lower
    if lower in words("adverb") or lower in ("not", "n't"):
        return True
    if token.capital:
        return len(lower) > 7 and lower.endswith(_OF_ADVERBS)
    return lower.endswith("ly") and len(lower) > 4 and not readings(lower)


def full_verb(
    tokens: Sequence[Token], position: int, masked: frozenset[int], peoples: frozenset[int], seen_finite: bool
) -> Group | None:
    token = tokens[position]
    lower = token.lower
    if token.text[0].isupper() and position > 0 and tokens[position - 1].kind != "mark":
        return None
    options = readings(lower) or shape(lower)
    if not options or _in_address(tokens, position) or (seen_finite and on_condition(tokens, position)):
        return None
    forms = {r.form: r.base for r in options}
    back = position - 1
    while back >= 0 and is_adverb(tokens[back]):
        back -= 1
    before = tokens[back] if back >= 0 else None
    after = tokens[position + 1] if position + 1 < len(tokens) else None
    if before is not None and before.lower == "to" and Form.BASE in forms:
        return Group(back, position + 1, position, forms[Form.BASE], "infinitive")
    if position + 1 in masked and forms.get(Form.PARTICIPLE) in ("name", "call", "dub") and back not in masked:
        return Group(position, position + 1, position, forms[Form.PARTICIPLE], "participle")  # "a clerk named Ann Lee"
    if Form.PAST in forms or Form.PARTICIPLE in forms:
        if describes(tokens, position, after, back in peoples, seen_finite):
            return None
        return _past(tokens, position, forms, before, after, back in masked, seen_finite)
    if (
        Form.THIRD in forms
        and not seen_finite
        and back not in peoples
        and _is_third(lower, before, after, back in masked, back == 0 or (back > 0 and tokens[back - 1].text in '"“„'))
    ):
        return Group(position, position + 1, position, forms[Form.THIRD], "present")
    if Form.BASE in forms and before is not None and before.lower in _PLURAL_PRONOUN:
        return Group(position, position + 1, position, forms[Form.BASE], "present")
    if Form.BASE in forms and _plural_noun(tokens, back) and after is not None and after.lower in words("determiner"):
        return Group(position, position + 1, position, forms[Form.BASE], "present")  # "voters need no reminder"
    if Form.ING in forms and (
        before is None
        or before.kind == "mark"
        or before.lower in words("preposition")
        or before.lower in ("while", "and")
    ):
        return Group(position, position + 1, position, forms[Form.ING], "ing")
    return None


def _in_address(tokens: Sequence[Token], position: int) -> bool:
    """Whether a word is of an address: "bit.ly/x"."""
    following = tokens[position + 1 : position + 3]
    return len(following) == 2 and following[0].text == "." and all(t.glued for t in following)


def _plural_noun(tokens: Sequence[Token], position: int) -> bool:
    if position < 1 or not tokens[position].lower.endswith("s") or tokens[position].lower.endswith("ss"):
        return False
    return tokens[position - 1].lower in words("determiner") or tokens[position - 1].kind == "mark"


def _past(
    tokens: Sequence[Token],
    position: int,
    forms: dict[Form, str],
    before: Token | None,
    after: Token | None,
    name: bool,
    seen_finite: bool,
) -> Group | None:
    base = forms.get(Form.PAST) or forms[Form.PARTICIPLE]
    whole = (position, position + 1, position, base)
    if before is None or Form.PAST not in forms or before.lower in ("be", "been", "being"):
        return Group(*whole, "participle")
    if base in _REPUTED and [t.lower for t in tokens[position + 1 : position + 3]] in (["to", "be"], ["to", "have"]):
        return Group(*whole, "participle")  # "a boat now believed to be lost"
    lower = before.lower
    attribute = lower in words("determiner") and lower not in (
        "that",
        "this",
        "these",
        "those",
        "all",
        "both",
        "some",
        "many",
        "most",
        "few",
    )
    if (
        attribute
        or (lower in words("preposition") and lower not in ("since", "after", "before", "as", "than"))
        or lower in ("'s", "’s")
    ):
        return None if attribute or lower in ("'s", "’s") else Group(*whole, "participle")
    if base == "end" and not before.capital and ((name and seen_finite) or in_named_time(tokens, position)):
        return Group(*whole, "participle")  # "its fourth quarter ended on Friday"
    if Form.PARTICIPLE in forms and lower not in NOMINATIVE | RELATIVE and has_agent(tokens, position, base):
        return Group(*whole, "participle")  # "a festival presented by the club"
    if lower in NOMINATIVE or lower in RELATIVE or name:
        return Group(*whole, "past")
    if before.kind == "mark" and before.text in ',;–—"”)':
        if Form.PARTICIPLE not in forms:
            return Group(*whole, "past")  # "landed on Monday, flew on and left"
        follows = _subject_skipping(tokens, position) and base != "compare"
        return Group(*whole, "past" if follows else "participle")
    if Form.PARTICIPLE in forms and (in_opening_phrase(tokens, position) or in_circumstance(tokens, position)):
        return Group(*whole, "participle")
    noun = before.kind in ("word", "abbreviation", "number", "clitic")
    if noun and not seen_finite and _goes_on_with_that(tokens, position):
        return Group(*whole, "past")
    if (
        noun
        and Form.PARTICIPLE in forms
        and base not in reporting()
        and after is not None
        and after.lower in words("preposition")
        and auxiliary_later(tokens, position)
    ):
        return Group(*whole, "participle")  # "hair stuffed into tights is used"
    if noun and Form.PARTICIPLE in forms and in_later_phrase(tokens, position):
        return Group(*whole, "participle")
    if noun and seen_finite and lower not in ("and", "but", "or", "then") and Form.PARTICIPLE in forms:
        return Group(*whole, "participle")
    if (
        noun
        and base not in reporting()
        and base not in words("complement_verbs", "intransitive")
        and Form.PARTICIPLE in forms
        and after is not None
        and (after.lower in ("in", "at", "on", "during", "from") or after.lower in words("calendar"))
        and finite_later(tokens, position)
    ):
        return Group(*whole, "participle")
    return Group(*whole, "past")


def _goes_on_with_that(tokens: Sequence[Token], position: int) -> bool:
    """Whether a verb takes what a clause says, a date or not between: "the court ruled on Tuesday that the law was"."""
    for token in tokens[position + 1 : position + 5]:
        if token.lower == "that":
            return True
        if token.lower not in words("calendar") and token.lower not in ("on", "late", "early", "this", "last", "in"):
            return False
    return False


def _subject_skipping(tokens: Sequence[Token], position: int) -> bool:
    """Whether words before the last comma but one can be the subject: "Trump, who hosted it, said"."""
    if tokens[position - 1].text in '"”':
        return True
    opened = next(
        (
            k
            for k in range(position - 2, -1, -1)
            if tokens[k].text == tokens[position - 1].text or tokens[k].text in ",–—("
        ),
        -1,
    )
    after = next((t for t in tokens[opened + 1 :] if t.kind != "mark"), None)
    said = (
        opened > 0
        and after is not None
        and any(r.base in reporting() and r.form is Form.PAST for r in readings(after.lower))
    )
    return opened > 0 and not said  # '"...," said a note, read at a rally'


def _is_third(lower: str, before: Token | None, after: Token | None, name: bool, opens: bool) -> bool:
    if before is None or before.kind == "number" or before.lower in words("plural_first"):
        return False
    if after is not None and (
        after.lower in words("auxiliary", "modal") or any(r.form is Form.PAST for r in readings(after.lower))
    ):
        return False  # "said that alarms did not sound", "Border guards fired"
    goes_on = after is None or after.kind == "mark" or after.lower not in words("auxiliary")
    if before.lower in ("he", "she", "it", "who", "which", "what"):
        return True
    if opens and lower not in words("noun_hint"):
        return True  # "Safety comes first"
    if name:
        noun = lower in words("noun_hint") and not (
            after is not None
            and (after.lower in ("to", "that", "for") or after.lower in words("determiner") or after.capital)
        )
        return goes_on and not noun
    if (
        lower in words("noun_hint")
        or before.kind == "mark"
        or before.lower in words("determiner")
        or before.lower in words("preposition")
    ):
        return before.lower == "that" and lower not in words("noun_hint")
    return after is not None and (after.lower in words("determiner") or after.lower in ("to", "that") or after.capital)
