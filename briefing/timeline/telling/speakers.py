"""Who says so: the speaker of a sentence, the outlet to which it was said, and which words are the frame."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.timeline.language.clauses import Clause
from briefing.timeline.language.lexicon import words
from briefing.timeline.language.morphology import reporting, reporting_phrases
from briefing.timeline.language.tokens import Range, Token
from briefing.timeline.names import gazetteer
from briefing.timeline.names.book import Use
from briefing.timeline.telling.records import Report
from briefing.timeline.telling.speaker_names import by_noun, name_speaker

_OPEN_QUOTES = frozenset('"“„«')
_QUOTES = frozenset('"“”„«»')
_SENTENCE = 6  # tokens before ", the airline said" that are a sentence


def find_report(tokens: Sequence[Token], uses: Sequence[Use], clauses: Sequence[Clause]) -> Report | None:
    """Return who says the sentence, or None when nobody is named as saying it."""
    asked = _asked(tokens, uses, clauses)
    if asked is not None:
        return asked
    for clause in clauses:
        verb = clause.group.main
        if clause.relative or clause.group.passive or not _says(tokens, clause) or _quoted(tokens, verb):
            continue
        if _suffers(tokens, clauses, clause):
            continue
        if _told_of(tokens, clause):
            continue
        found = _from_clause(tokens, uses, clauses, clause)
        if found:
            return found
    return _to_say(tokens, uses, clauses) or _according(tokens, uses)


def _suffers(tokens: Sequence[Token], clauses: Sequence[Clause], clause: Clause) -> bool:
    """Whether the verb goes on with a passive: "Lee was arrested and accused of theft"; not "was freed and said"."""
    first, last = clause.group.first, clause.group.last
    if first < 1 or last - first > 1 or tokens[first - 1].lower not in ("and", "or"):
        return False
    before = next((c.group for c in reversed(clauses) if c.group.last <= first), None)
    return before is not None and before.passive and last < len(tokens) and tokens[last].lower == "of"


def _told_of(tokens: Sequence[Token], clause: Clause) -> bool:
    """Whether the clause only describes what was said before it: "the inquiry, which the minister announced, ..."."""
    start, last = (clause.subject or (0, 0))[0], clause.group.last
    after = tokens[last] if last < len(tokens) else None
    gap = after is None or after.kind == "mark" or after.lower in words("preposition", "calendar")
    return start > 2 and tokens[start - 1].lower in ("which", "whom") and gap and (after is None or after.text != ":")


def _says(tokens: Sequence[Token], clause: Clause) -> bool:
    base, last = clause.group.base, clause.group.last
    following = tokens[last].lower if last < len(tokens) else ""
    if base == "call" and following != "for" and not any(t.text in _QUOTES for t in tokens[last:]):
        return False  # "called a meeting", unlike "called it 'a gift'"
    if base == "go" and following == "on" and not any(t.text in _QUOTES for t in tokens[last:]):
        return False  # "went on trial", "went on sale"
    if base == "recall" and last < len(tokens) and (tokens[last].kind == "number" or following in words("determiner")):
        return False  # "recalled 9,000 cars", unlike "recalled how ..."
    return base in reporting() or (base, following) in reporting_phrases()


def _quoted(tokens: Sequence[Token], position: int) -> bool:
    """Whether the token stands inside quotation marks of the sentence."""
    depth = 0
    for token in tokens[:position]:
        if token.text == '"':
            depth = 1 - depth
        elif token.text in "“„«":
            depth += 1
        elif token.text in "”»":
            depth = max(0, depth - 1)
    return depth > 0


def _from_clause(
    tokens: Sequence[Token], uses: Sequence[Use], clauses: Sequence[Clause], clause: Clause
) -> Report | None:
    group = clause.group
    closed = group.first > 0 and tokens[group.first - 1].text in ',"”“’'
    listens = reporting().get(group.base, False) and clause.subject is not None  # "Lee, a clerk, told NBC"
    subject = (_inverted(tokens, uses, group.last) if closed and not listens else None) or clause.subject
    subject = subject or _inverted(tokens, uses, group.last)
    if subject is None:
        return None
    inverted = subject[0] >= group.last
    speaker, named, pronoun = name_speaker(tokens, uses, subject)
    if speaker is None and not pronoun and group.base in words("plain_saying"):
        speaker = by_noun(tokens, subject)
    if pronoun and not inverted:
        people = {use.key for use in uses if use.kind == "person" and use.last <= subject[0]}
        if len(people) == 1 and not any(t.text in _QUOTES for t in tokens[: subject[0]]):
            speaker, named, pronoun = people.pop(), True, False
    if speaker is None and not pronoun:
        return None
    first = group.first if inverted else subject[0]
    after = max(group.last, subject[1])
    content = _content_after(tokens, clauses, after)
    before = first > 2 and (tokens[first - 1].text in _QUOTES or tokens[first - 1].text == ",")
    finite_before = any(other.group.first < first for other in clauses) or any(
        t.text in _QUOTES for t in tokens[:first]
    )
    finite_before = finite_before or (first >= _SENTENCE and content is None)  # a verb that was not found is one too
    if before and finite_before and (content is None or inverted):
        frame, told = (first, len(tokens)), (0, first)
    else:
        start = content if content is not None else after
        frame, told = (0, start), (start, len(tokens))
    return Report(speaker, named, pronoun, _via(tokens, uses, group.base, after, frame), group.main, frame, told)


def _content_after(tokens: Sequence[Token], clauses: Sequence[Clause], after: int) -> int | None:
    """Return where the words begin that are said, when they follow the verb."""
    following = next((c for c in clauses if c.group.first >= after and (c.start >= after or c.subject is None)), None)
    limit = following.start if following else len(tokens)
    for k in range(after, min(limit + 1, len(tokens))):
        if tokens[k].lower == "that" and k + 1 < len(tokens):
            return k + 1
        if tokens[k].text in _OPEN_QUOTES and any(t.text in _QUOTES for t in tokens[k + 1 :]):
            return k
        if tokens[k].text == ":":
            return k + 1
    if following is not None and following.subject is not None and following.start >= after:
        conjunction = tokens[following.start - 1].lower if following.start > 0 else ""
        return None if conjunction in ("when", "while", "as", "after", "before", "which", "who") else following.start
    return None


def _inverted(tokens: Sequence[Token], uses: Sequence[Use], after: int) -> Range | None:
    """Return the subject of "said Mark Rutte", "said the minister"; the verb must close a quotation or a comma."""
    for use in uses:
        if (
            use.first >= after
            and use.kind != "place"
            and _ends_phrase(tokens, use.last)
            and all(
                t.lower in gazetteer.titles() or t.lower in words("determiner") or t.capital
                for t in tokens[after : use.first]
            )
        ):
            return (after, use.last)
    if (
        after + 1 < len(tokens)
        and tokens[after].lower in ("the", "a", "an")
        and tokens[after + 1].lower in words("source_noun")
    ):
        return (after, after + 2)
    return None


def _ends_phrase(tokens: Sequence[Token], position: int) -> bool:
    """Whether no noun goes on with a name: "said Ann Lee on Friday", unlike "said the Norvian fleet had left"."""
    after = tokens[position] if position < len(tokens) else None
    if after is None or after.kind != "word" or after.capital:
        return True
    return any(
        after.lower in words(name) for name in ("preposition", "conjunction", "subordinator", "calendar", "adverb")
    )


def _via(tokens: Sequence[Token], uses: Sequence[Use], base: str, after: int, frame: Range) -> str | None:
    """Return the outlet that was told: "told NBC", "to Fox News", "in an interview with the BBC"."""
    listener = reporting().get(base, False)
    for use in uses:
        if not frame[0] <= use.first < frame[1] or use.first < after or use.kind in ("person", "place", "people"):
            continue
        lead = [t.lower for t in tokens[max(after, use.first - 6) : use.first]]
        direct = listener and use.first - after <= 5 and all(word not in words("preposition") for word in lead)
        spoken = (
            "interview" in lead
            and lead[-1:]
            and (lead[-1] in ("with", "for", "to", "on", "by", "a", "an", "the") or lead[-1] in gazetteer.titles())
        )
        to_outlet = use.kind == "outlet" and any(word in ("to", "with") for word in lead[-3:])
        if (direct and use.kind != "name") or spoken or to_outlet:
            return use.key
    return None


def _to_say(tokens: Sequence[Token], uses: Sequence[Use], clauses: Sequence[Clause]) -> Report | None:
    """Read "Lee used the occasion to say that ..."."""
    for k in range(1, len(tokens) - 2):
        if tokens[k - 1].lower != "to" or tokens[k].lower not in reporting() or tokens[k + 1].lower != "that":
            continue
        clause = next((c for c in reversed(clauses) if c.group.last <= k), None)
        if clause is None or clause.subject is None or _quoted(tokens, k):
            return None
        speaker, named, pronoun = name_speaker(tokens, uses, clause.subject)
        if speaker:
            return Report(speaker, named, pronoun, None, clause.group.main, (0, k + 2), (k + 2, len(tokens)))
    return None


def _asked(tokens: Sequence[Token], uses: Sequence[Use], clauses: Sequence[Clause]) -> Report | None:
    """Read "Lee, asked by NBC on Friday, knew of no plan"."""
    for clause in clauses:
        if clause.subject is None or clause.relative:
            continue
        last = clause.subject[1]
        between = [t.lower for t in tokens[last : clause.group.first]]
        outlet = next((u for u in uses if last < u.first < clause.group.first and u.kind == "outlet"), None)
        if outlet is not None and between[:3] == [",", "asked", "by"]:
            speaker, named, pronoun = name_speaker(tokens, uses, clause.subject)
            if speaker:
                content = (clause.group.first, len(tokens))
                return Report(speaker, named, pronoun, outlet.key, clause.group.main, (0, clause.group.last), content)
    return None


def _according(tokens: Sequence[Token], uses: Sequence[Use]) -> Report | None:
    """Read "according to X", "as per X", "as reported by X"."""
    lowers = [t.lower for t in tokens]
    for k in range(len(tokens) - 2):
        size = 0
        if (lowers[k] == "according" and lowers[k + 1] == "to") or (lowers[k] == "as" and lowers[k + 1] == "per"):
            size = 2
        elif lowers[k] == "as" and lowers[k + 1] in ("reported", "stated", "told", "said") and lowers[k + 2] == "by":
            size = 3
        if not size:
            continue
        stop = next((j for j in range(k + size, len(tokens)) if tokens[j].text in ",.;:"), len(tokens))
        pronoun = lowers[k + size] in ("him", "her") if k + size < len(tokens) else False
        speaker, named, _ = name_speaker(tokens, uses, (k + size, stop))
        if lowers[k] == "according" and speaker is None and not pronoun:
            continue
        content = (stop + 1, len(tokens)) if k == 0 else (0, k)
        return Report(speaker, named, pronoun, None, -1, (k, stop), content)
    return None
