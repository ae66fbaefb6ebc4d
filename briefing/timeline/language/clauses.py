"""Verbs of a sentence, their subjects and the stretch of words that each governs. Shallow, and sure before complete."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from briefing.timeline.language.antecedents import STOPS, antecedent, behind_relative, is_counted, over_complement
from briefing.timeline.language.fullverbs import RELATIVE, Group, is_adverb
from briefing.timeline.language.lexicon import words
from briefing.timeline.language.morphology import reporting
from briefing.timeline.language.participles import NOMINATIVE, on_condition
from briefing.timeline.language.tokens import Range, Token
from briefing.timeline.language.verbs import OPENERS

_BETWEEN_NOUNS = frozenset({"before", "after", "since"})
_ABOUT = frozenset({"about", "around", "over", "under"})  # "about 40 of the crew"


class Clause(NamedTuple):
    """A finite verb, its subject, and the tokens from the subject to the next clause."""

    group: Group
    subject: Range | None
    relative: bool  # its subject is "who", "which", "that"
    start: int
    end: int


def clauses(
    tokens: Sequence[Token], found: Sequence[Group], masked: frozenset[int] = frozenset()
) -> tuple[Clause, ...]:
    """Return the finite clauses, in order."""
    finite = [group for group in found if group.finite]
    rows: list[Clause] = []
    for group in finite:
        subject, relative = _subject(tokens, group, found, masked)
        if subject is None and rows and _joined(tokens, group.first):
            subject, shared = rows[-1].subject, True  # "came and saw": one subject
        else:
            shared = False
        holder = _held(tokens, rows[-2:], group) if subject and _is_day(tokens, subject, masked) else None
        if holder is not None:
            subject, shared = holder, True
        start = _pronoun_before(tokens, group.first) if relative else group.first
        if subject is not None and not relative and not shared:
            start = subject[0]
        rows.append(Clause(group, subject, relative, start, len(tokens)))
    starts = (after.start if after.start > row.start else after.group.first for row, after in pairwise(rows))
    ends = [*starts, len(tokens)] if rows else []
    return tuple(
        Clause(row.group, row.subject, row.relative, row.start, max(end, row.group.last))
        for row, end in zip(rows, ends, strict=True)
    )


def _held(tokens: Sequence[Token], rows: Sequence[Clause], group: Group) -> Range | None:
    """Return whom a verb behind a relative clause is about: "the clerk who was held and freed on Friday said"."""
    row = next((row for row in rows if row.relative), None)
    if row is None or any(token.kind == "mark" for token in tokens[row.start : group.first]):
        return None
    return row.subject


def _is_day(tokens: Sequence[Token], part: Range, masked: frozenset[int]) -> bool:
    """Whether the words are only a date, before which a preposition was left out: "(on) Friday"."""
    dated = (k in masked and (tokens[k].kind == "number" or tokens[k].lower in words("calendar")) for k in range(*part))
    return part[0] > 0 and tokens[part[0] - 1].lower in words("preposition") and all(dated)


def _joined(tokens: Sequence[Token], position: int) -> bool:
    """Whether the verb at ``position`` goes on with the subject before it: "and", "but", ", then" stand before it."""
    back = position - 1
    while back >= 0 and is_adverb(tokens[back]):
        back -= 1
    return back >= 0 and tokens[back].lower in ("and", "but", "or", ",")


def _pronoun_before(tokens: Sequence[Token], position: int) -> int:
    while position > 0 and tokens[position].lower not in RELATIVE:
        position -= 1
    return position


def _subject(
    tokens: Sequence[Token], group: Group, found: Sequence[Group], masked: frozenset[int]
) -> tuple[Range | None, bool]:
    position, named = group.first - 1, 0
    if _inverted(tokens, group):
        return None, False
    while position >= 0 and (is_adverb(tokens[position]) or tokens[position].text in '"“”'):
        position -= 1
    position = _before_date(tokens, position, masked)
    if position > 0 and _abbreviates(tokens, position):
        position -= 1
    if position >= 0 and tokens[position].lower in RELATIVE:
        return antecedent(tokens, position, found, masked), True
    if position >= 0 and tokens[position].text in ",–—)":
        mark = "(" if tokens[position].text == ")" else tokens[position].text
        opened = next((k for k in range(position - 1, -1, -1) if tokens[k].text == mark and k not in masked), -1)
        if opened <= 0:
            return None, False
        if position - opened > 1 and all(k in masked for k in range(opened + 1, position)):
            named = position  # "its foreign minister, Ann Lee, said"
        position = _before_age(tokens, opened - 1)
        if tokens[position].lower in RELATIVE:
            return antecedent(tokens, position, found, masked), True  # "who, the group said, were killed"
    busy = {
        k
        for other in found
        for k in range(other.first, other.last)
        if other is not group
        and (other.tense not in ("participle", "ing", "infinitive") or (other.tense == "ing" and other.base == "say"))
    }
    infinitive = {k for other in found if other.tense == "infinitive" for k in range(other.first, other.last)}
    end = position + 1
    start = end
    if position >= 0 and tokens[position].lower in NOMINATIVE:
        return (position, end), False
    while start > 0:
        token = tokens[start - 1]
        if start - 1 in infinitive and start - 2 not in busy:
            start -= 1
            continue  # "the plan to invade failed"
        if token.text == ")" and (opened := _bracket(tokens, start - 1)) > 0:
            start = opened
            continue  # "the Influenza A (H1N1) virus"
        noun = start < end and tokens[start].lower not in words("determiner")
        if token.lower in _BETWEEN_NOUNS and noun and _links_nouns(tokens, start - 2, busy):
            start -= 1
            continue  # "profit before tax"
        if (
            (token.text in STOPS and start - 1 not in masked)
            or start - 1 in busy
            or (token.lower in OPENERS and token.lower not in ("and", "or"))
            or on_condition(tokens, start - 1)
        ):
            break
        if token.lower in ("and", "or") and (
            start - 2 < 0 or start - 2 in busy or tokens[start - 2].text in STOPS or end - start < 1
        ):
            break
        start -= 1
    outer = behind_relative(tokens, start, found, masked)
    if outer is not None:
        return outer, False
    led = next((g for g in found if g.finite and g.last == start), None)
    start = _after_object(tokens, start, end, found, masked)
    goes_on = led is not None and led.last == start and led.base not in reporting()
    if led is not None and goes_on and tokens[start].lower in words("preposition") | {"up", "out", "down"}:
        return over_complement(tokens, led, found, masked), False
    while start < end and (is_adverb(tokens[start]) or tokens[start].lower in ("and", "or", "but", "then", "also")):
        if tokens[start].lower in words("measure") and start + 1 < end and is_counted(tokens[start + 1]):
            break  # "Not one of the houses", "Only three of the ministers"
        start += 1
    start = _after_opening_phrase(tokens, start, end, masked)
    if named and start < end:
        end = named
    return ((start, end), False) if start < end else (None, False)


def _inverted(tokens: Sequence[Token], group: Group) -> bool:
    """Whether a verb of saying closes a quotation and who says it stands behind: '"...", said the mayor'."""
    closed = group.first > 1 and tokens[group.first - 1].text in '"”' and group.base in reporting()
    after = tokens[group.last] if group.last < len(tokens) else None
    return closed and after is not None and (after.capital or after.lower in words("determiner"))


def _bracket(tokens: Sequence[Token], closed: int) -> int:
    """Return where a short aside in brackets begins, or -1."""
    after = tokens[closed + 1] if closed + 1 < len(tokens) else None
    if after is None or after.kind != "word" or after.capital:
        return -1  # "OSLO (Agency) -- Norvia ..."
    return next((k for k in range(closed - 1, max(closed - 7, -1), -1) if tokens[k].text == "("), -1)


def _before_age(tokens: Sequence[Token], position: int) -> int:
    """Return the end of the name before an age: "Holm, 52, a surgeon, was hurt"."""
    aged = position > 1 and tokens[position].kind == "number" and tokens[position - 1].text == ","
    return position - 2 if aged and tokens[position - 2].capital else position


def _after_object(tokens: Sequence[Token], start: int, end: int, found: Sequence[Group], masked: frozenset[int]) -> int:
    """Return where the subject begins behind what belongs to the verb before: "they left the talks and crews went"."""
    before = next((g for g in found if g.finite and g.last == start), None)
    if before is not None and reporting().get(before.base):
        return _after_listener(tokens, start, end, masked)
    says = before is not None and before.base in reporting() and before.base != "recall"
    if before is None or says or before.base in words("complement_verbs"):
        return start
    begun = next((k for k in range(start + 1, end - 1) if tokens[k].lower in _BETWEEN_NOUNS and k not in masked), None)
    if begun is not None:
        return begun + 1  # "took place before the guests arrived"
    reduced = next((k for k in range(end - 1, start + 1, -1) if _begins_reduced(tokens, k)), None)
    if reduced is not None:
        return reduced  # "released tapes from the night the plane went down"
    joins = [k for k in range(start + 1, end - 1) if tokens[k].lower == "and" and not {k - 1, k, k + 1} <= masked]
    if not joins or any(tokens[k].lower in ("between", "both") for k in range(start, joins[0])):
        return start
    new = (k for k in joins if is_counted(tokens[k + 1]) or tokens[k + 1].lower in words("determiner"))
    return next(new, joins[-1]) + 1


def _begins_reduced(tokens: Sequence[Token], k: int) -> bool:
    """Whether an article stands right behind a noun: a clause without its "that" begins."""
    before = tokens[k - 1]
    noun = before.kind == "word" and not before.capital and not is_adverb(before)
    closed = any(before.lower in words(name) for name in ("preposition", "determiner", "conjunction", "subordinator"))
    return tokens[k].lower in ("the", "a", "an") and noun and not closed


def _after_listener(tokens: Sequence[Token], start: int, end: int, masked: frozenset[int]) -> int:
    """Return where the subject begins behind whom somebody told: "told reporters the man had left"."""
    for k in range(start + 1, end):
        joined = tokens[k - 1].lower in words("preposition", "conjunction") or tokens[k - 1].kind != "word"
        name = k in masked and tokens[k].capital and k - 1 not in masked and not tokens[k - 1].capital
        if (tokens[k].lower in words("determiner") or name) and not joined:
            return k
    listener = start
    while listener < end and listener in masked and tokens[listener].capital:
        listener += 1
    return listener if listener < end and tokens[listener].kind == "word" else start


def _before_date(tokens: Sequence[Token], position: int, masked: frozenset[int]) -> int:
    """Return the comma before a date that stands between subject and verb: "Lee, a clerk, on Monday said"."""
    back = position
    while back >= 0 and back in masked and (tokens[back].kind != "word" or not _is_name(tokens[back])):
        back -= 1
    if back == position or back < 1:
        return position
    while tokens[back].lower in ("on", "in", "at", "late", "early", "by") and back > 0:
        back -= 1
    return back if tokens[back].text in ",)–—" or tokens[back].lower in ("which", "who") else position


def _abbreviates(tokens: Sequence[Token], position: int) -> bool:
    """Whether a full stop only ends a word: "Norvik Inc. reported"."""
    goes_on = position + 1 < len(tokens) and tokens[position + 1].kind == "word" and not tokens[position + 1].capital
    return tokens[position].text == "." and tokens[position].glued and goes_on


def _is_name(token: Token) -> bool:
    return token.capital and token.lower not in words("calendar")


def _links_nouns(tokens: Sequence[Token], position: int, busy: set[int]) -> bool:
    """Whether the word at ``position`` is a noun, so that "before" after it goes on with it; not "hours before"."""
    if position < 0 or position in busy or tokens[position].kind != "word":
        return False
    if tokens[position].capital and position > 0:
        return False  # "hit Peru before the vote ended"
    return tokens[position].lower.removesuffix("s") not in ("minute", "hour", "day", "week", "month", "year")


def _after_opening_phrase(tokens: Sequence[Token], start: int, end: int, masked: frozenset[int]) -> int:
    """Return where the subject begins after "On Friday" or "In a statement" without a comma."""
    counts = start + 1 < end and tokens[start + 1].kind == "number"
    if start < end and tokens[start].lower in words("preposition") and not (counts and tokens[start].lower in _ABOUT):
        dated = start + 1
        while (
            dated < end
            and dated in masked
            and (tokens[dated].kind == "number" or tokens[dated].lower in words("calendar"))
        ):
            dated += 1
        if start + 1 < dated < end:
            return dated  # "On Thursday her minister resigned"
        for k in range(end - 1, start, -1):
            if tokens[k].lower in NOMINATIVE or tokens[k].lower in ("the", "a", "an"):
                return k
        return end - 1 if tokens[end - 1].capital else end
    return start
