"""Verbs of a sentence with their auxiliaries, found without a tagger: by their forms and by the words beside them."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from briefing.timeline.language.fullverbs import Group, full_verb, is_adverb
from briefing.timeline.language.lexicon import words
from briefing.timeline.language.morphology import Form, readings, reporting, shape
from briefing.timeline.language.participles import auxiliary_later, finite_later, has_agent
from briefing.timeline.language.tokens import Token

_BE = frozenset(["is", "are", "was", "were", "be", "been", "being", "am", "'s", "’s", "'re", "’re"])
_HAVE = frozenset(["has", "have", "had", "having", "'ve", "’ve"])
_DO = frozenset({"do", "does", "did"})
_AUXILIARIES = frozenset(verb + end for verb in _BE | _HAVE | _DO for end in ("", "n't", "n’t"))
OPENERS = words("opener")


def groups(
    tokens: Sequence[Token], masked: frozenset[int] = frozenset(), peoples: frozenset[int] = frozenset()
) -> tuple[Group, ...]:
    """Return the verb groups. ``masked`` tokens (names, dates) are no verbs; after ``peoples`` stand nouns."""
    return tuple(_scan(tokens, masked, peoples))


def _scan(tokens: Sequence[Token], masked: frozenset[int], peoples: frozenset[int]) -> Iterator[Group]:
    position, seen_finite = 0, False
    passive = False  # the last verb was one, and no mark stands behind it
    last: Group | None = None  # the last finite verb
    owed = 0  # verbs to come behind the subject and its relative pronoun
    while position < len(tokens):
        token = tokens[position]
        passive = passive and (token.kind != "mark" or _lists_verbs(tokens, position))
        opens = token.kind == "mark" or token.lower in OPENERS
        if opens and not (position - 1 in masked and position + 1 in masked):  # "between 2016 and 2019"
            seen_finite = False if token.text in ",;:()–—" or token.lower in OPENERS else seen_finite
        if token.lower in ("who", "which", "that") and last is None and _follows_noun(tokens, position):
            owed = 2  # verbs: that of "the man who left the house", and that of the sentence
        group = None
        if token.kind in ("word", "clitic") and position not in masked and _may_be_verb(token.lower):
            group = _auxiliary(tokens, position, masked) or full_verb(tokens, position, masked, peoples, seen_finite)
            group = group or (_shares_modal(tokens, position, masked, last) if last else None)
        if group is None:
            position += 1
            continue
        if passive and group.tense == "participle" and tokens[position - 1].lower in ("and", "or", "but", ","):
            group = group._replace(tense="past", passive=True)  # "who was held on Monday and freed on Friday said"
        if owed == 1 and group.tense == "participle" and _of_sentence(tokens, group):
            group = group._replace(tense="past")  # "the number of firms that failed declined"
        owed -= owed > 0 and group.finite
        last = group if group.finite else last
        passive = group.passive or (passive and group.finite)
        seen_finite = (
            seen_finite or group.finite
        ) and group.base not in reporting()  # "said the pair discussed": a new clause
        yield group
        position = group.last


def _follows_noun(tokens: Sequence[Token], position: int) -> bool:
    before = tokens[position - 1] if position > 0 else None
    return before is not None and before.kind == "word" and not is_adverb(before) and position > 1


def _of_sentence(tokens: Sequence[Token], group: Group) -> bool:
    """Whether a form that can be a past is the verb of the sentence, as no other follows."""
    at = group.main
    past = _form(tokens[at], Form.PAST) is not None and tokens[at - 1].kind == "word"
    apart = tokens[at - 1].lower in words("preposition", "determiner", "conjunction")
    later = auxiliary_later(tokens, at) or finite_later(tokens, at) or has_agent(tokens, at, group.base)
    return past and not apart and not later


@functools.lru_cache(maxsize=100_000)
def _may_be_verb(word: str) -> bool:
    return bool(word in words("modal") or word in _AUXILIARIES or readings(word) or shape(word))


def _lists_verbs(tokens: Sequence[Token], comma: int) -> bool:
    """Whether a comma stands between verbs that share their passive: "was held, questioned and freed"."""
    if tokens[comma].text != "," or comma + 1 >= len(tokens) or _form(tokens[comma + 1], Form.PARTICIPLE) is None:
        return False
    for k in range(comma + 2, min(comma + 12, len(tokens) - 1)):
        if tokens[k].lower == "and":
            return _form(tokens[k + 1], Form.PARTICIPLE) is not None
        if tokens[k].kind == "mark":
            return False
    return False


def _shares_modal(tokens: Sequence[Token], position: int, masked: frozenset[int], last: Group) -> Group | None:
    """Return a verb with its own date that shares the modal before it: "will sit on Monday and vote on Friday"."""
    base = _form(tokens[position], Form.BASE)
    if base is None or last.tense not in ("future", "modal") or tokens[position - 1].lower not in ("and", "or"):
        return None
    before, after = range(last.last, position), range(position + 1, min(position + 8, len(tokens)))
    dated = all(any(k in masked and _is_date(tokens[k]) for k in part) for part in (before, after))
    return Group(position, position + 1, position, base, last.tense) if dated else None


def _is_date(token: Token) -> bool:
    return token.kind == "number" or token.lower in words("calendar")


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
    if not modal and lower not in _AUXILIARIES:
        return None
    if lower in ("'s", "’s") and not _is_verbal_clitic(tokens, start):
        return None
    if lower == "having":
        return _having(tokens, start, masked)
    if lower in ("being", "be", "been") and not modal:
        return None
    if lower == "have" and start > 0 and tokens[start - 1].lower == "to":
        inner = _having(tokens, start, masked)  # "suspected to have been paid"
        return inner._replace(first=start - 1, tense="infinitive") if inner else None
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
            return Group(start, after + 1, after, verb, _perfect(tense, had), False, negated)
        if base == "have" and (verb := _form(token, Form.PARTICIPLE)):
            return Group(start, after + 1, after, verb, _perfect(tense, True), False, negated)
        if base in ("", "do") and (verb := _form(token, Form.BASE)):
            return Group(start, after + 1, after, verb, tense, False, negated)
        break
    return Group(start, last, main, base or lower, _perfect(tense, had and base == "be"), passive, negated)


def _having(tokens: Sequence[Token], start: int, masked: frozenset[int]) -> Group | None:
    """Return "having been seen", "to have left": no verb of a sentence."""
    last = _skip(tokens, start + 1)
    been = last < len(tokens) and tokens[last].lower == "been"
    last = _skip(tokens, last + 1) if been else last
    verb = _form(tokens[last], Form.PARTICIPLE) if last < len(tokens) and last not in masked else None
    return Group(start, last + 1, last, verb, "ing", been) if verb else None


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
