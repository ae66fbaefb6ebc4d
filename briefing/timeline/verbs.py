"""Verbs of a sentence with their auxiliaries, found without a tagger: by their forms and by the words beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.timeline.lexicon import words
from briefing.timeline.morphology import Form, readings, reporting, shape
from briefing.timeline.tokens import Token

_BE = frozenset(["is", "are", "was", "were", "be", "been", "being", "am", "'s", "’s", "'re", "’re"])
_HAVE = frozenset(["has", "have", "had", "having", "'ve", "’ve"])
_DO = frozenset({"do", "does", "did"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
NOMINATIVE = frozenset({"he", "she", "it", "they", "we", "i", "you"})
_PLURAL_PRONOUN = frozenset({"they", "we", "you", "i"})
OPENERS = words("opener")


@dataclass(frozen=True, slots=True)
class Group:
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


def groups(
    tokens: Sequence[Token], masked: frozenset[int] = frozenset(), peoples: frozenset[int] = frozenset()
) -> tuple[Group, ...]:
    """Return the verb groups. ``masked`` tokens (names, dates) are no verbs; after ``peoples`` stand nouns."""
    return tuple(_scan(tokens, masked, peoples))


def _scan(tokens: Sequence[Token], masked: frozenset[int], peoples: frozenset[int]) -> Iterator[Group]:
    position, seen_finite = 0, False
    while position < len(tokens):
        token = tokens[position]
        inner = position - 1 in masked and position + 1 in masked  # "between 2016 and 2019"
        if not inner and (token.kind == "mark" or token.lower in OPENERS):
            seen_finite = False if token.text in ",;:()–—" or token.lower in OPENERS else seen_finite
        group = None
        if token.kind in ("word", "clitic") and position not in masked:
            group = _auxiliary(tokens, position, masked) or _full(tokens, position, masked, peoples, seen_finite)
        if group is None:
            position += 1
            continue
        seen_finite = (
            seen_finite or group.finite
        ) and group.base not in reporting()  # "said the pair discussed": a new clause
        yield group
        position = group.last


def is_adverb(token: Token) -> bool:
    lower = token.lower
    return (
        lower in words("adverb")
        or (lower.endswith("ly") and len(lower) > 4 and not readings(lower))
        or lower in ("not", "n't")
    )


def _skip(tokens: Sequence[Token], position: int) -> int:
    while position < len(tokens) and is_adverb(tokens[position]):
        position += 1
    return position


def _form(token: Token, *forms: Form) -> str | None:
    options = readings(token.lower) or shape(token.lower)
    return next((r.base for r in options if r.form in forms), None)


def _auxiliary(tokens: Sequence[Token], start: int, masked: frozenset[int]) -> Group | None:
    lower = tokens[start].lower
    modal = lower in words("modal") and not (tokens[start].text[0].isupper() and start > 0)
    if lower in ("'s", "’s") and not _is_verbal_clitic(tokens, start):
        return None
    if not (
        modal
        or lower in _BE
        or lower in _HAVE
        or lower in _DO
        or lower.removesuffix("n't").removesuffix("n’t") in _BE | _HAVE | _DO
    ):
        return None
    if lower in ("being", "having", "be", "been") and not modal:
        return None
    negated = lower.endswith(("n't", "n’t")) or lower == "cannot"
    tense = {
        "will": "future",
        "shall": "future",
        "'ll": "future",
        "’ll": "future",
        "won't": "future",
        "won’t": "future",
    }.get(
        lower,
        "modal"
        if modal
        else "past"
        if lower in ("was", "were", "had", "did", "wasn't", "weren't", "didn't", "hadn't")
        else "present",
    )
    base = (
        "be"
        if lower.removesuffix("n't") in _BE
        else "have"
        if lower.removesuffix("n't") in _HAVE
        else "do"
        if not modal
        else ""
    )
    main, last, passive = start, start + 1, False
    had = base == "have"
    position = start + 1
    while position < len(tokens):
        after = _skip(tokens, position)
        negated = negated or any(tokens[k].lower in ("not", "never", "n't") for k in range(position, after))
        if (
            after + 1 < len(tokens)
            and tokens[after].text == ","
            and after > position
            and tokens[after - 1].lower in ("never", "not")
        ):
            after = _skip(tokens, after + 1)  # "will never, ever try"
        if after >= len(tokens) or after in masked:
            break
        token = tokens[after]
        if token.lower in ("be", "been", "being") or (token.lower == "have" and modal and base == ""):
            passive = False
            base, main, last, position = "be" if token.lower != "have" else "have", after, after + 1, after + 1
            had = had or token.lower == "have"
            continue
        if base == "be" and (verb := _form(token, Form.PARTICIPLE)) and not _adjective(tokens, after):
            return Group(start, after + 1, after, verb, _perfect(tense, had), True, negated)
        if base == "be" and (verb := _form(token, Form.ING)):
            return Group(start, after + 1, after, verb, tense, False, negated)
        if base == "have" and (verb := _form(token, Form.PARTICIPLE)):
            return Group(start, after + 1, after, verb, _perfect(tense, True), False, negated)
        if base in ("", "do") and (verb := _form(token, Form.BASE)):
            return Group(start, after + 1, after, verb, tense, False, negated)
        break
    return Group(start, last, main, base or lower, _perfect(tense, had and base == "be"), passive, negated)


def _perfect(tense: str, had: bool) -> str:
    return "perfect" if had and tense in ("present", "past") else tense


def _adjective(tokens: Sequence[Token], position: int) -> bool:
    return (
        tokens[position].lower in ("set", "interested", "concerned", "united", "limited")
        and tokens[position].lower != "set"
    )


def _is_verbal_clitic(tokens: Sequence[Token], position: int) -> bool:
    """Whether 's is "is" or "has": after it/he/that, or before a participle after a pronoun; else a possessive."""
    return position > 0 and tokens[position - 1].lower in ("it", "he", "she", "that", "what", "there", "who", "let")


def _full(
    tokens: Sequence[Token], position: int, masked: frozenset[int], peoples: frozenset[int], seen_finite: bool
) -> Group | None:
    token = tokens[position]
    lower = token.lower
    if token.text[0].isupper() and position > 0 and tokens[position - 1].kind != "mark":
        return None
    options = readings(lower) or shape(lower)
    if not options:
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
    if before is None or Form.PAST not in forms:
        return Group(*whole, "participle")
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
    if lower in NOMINATIVE or lower in RELATIVE or name:
        return Group(*whole, "past")
    if before.kind == "mark" and before.text in ',;–—"”)':
        follows = _subject_skipping(tokens, position)
        return Group(*whole, "past" if follows else "participle")
    if Form.PARTICIPLE in forms and after is not None and after.lower == "by":
        return Group(*whole, "participle")
    noun = before.kind in ("word", "abbreviation", "number", "clitic")
    if noun and seen_finite and lower not in ("and", "but", "or", "then") and Form.PARTICIPLE in forms:
        return Group(*whole, "participle")
    if (
        noun
        and base not in reporting()
        and Form.PARTICIPLE in forms
        and after is not None
        and (after.lower in ("in", "at", "on", "during", "from") or after.lower in words("calendar"))
        and _finite_later(tokens, position)
    ):
        return Group(*whole, "participle")
    return Group(*whole, "past")


def _finite_later(tokens: Sequence[Token], position: int) -> bool:
    """Whether another finite verb follows before the next mark or conjunction: then this one is a participle."""
    for token in tokens[position + 1 : position + 14]:
        if token.kind == "mark" or token.lower in ("and", "but", "when", "while", "after", "before", "as", "because"):
            return False
        if token.lower in ("was", "were", "is", "are", "has", "have", "had", "will", "would", "that", "which"):
            return True
        options = readings(token.lower)
        if (
            options
            and options[0].form is Form.PAST
            and (len(options) == 1 or options[0].base in ("say", "lead", "leave", "bring", "make", "kill"))
        ):
            return True
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
    return opened > 0


def _is_third(lower: str, before: Token | None, after: Token | None, name: bool, opens: bool) -> bool:
    if before is None or before.kind == "number":
        return False
    goes_on = after is None or after.kind == "mark" or after.lower not in words("auxiliary")
    if before.lower in ("he", "she", "it", "who", "which"):
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
