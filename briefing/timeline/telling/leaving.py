"""Whether the dates of a sentence leave its main verb without one, which is then told of another day."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.timeline.language.clauses import Clause
from briefing.timeline.language.lexicon import words
from briefing.timeline.telling.extract import subject_clause
from briefing.timeline.telling.governing import governor
from briefing.timeline.telling.records import Parsed, Telling


def leaves_main(parsed: Parsed, found: Sequence[Telling], *, nouns: bool = False) -> bool:
    """Whether no date of the sentence is that of its main verb, or of its saying: "... when it hit a low yesterday".

    With ``nouns`` that of a noun is not either: "Lee praised Monday's talks"; but "Monday's talks brought peace".
    """
    if parsed.report is not None:
        return not any(told.role == "statement" or _says_then(parsed, told) for told in found)
    return all(
        hangs_on(parsed, told) != "" or _arranges(parsed, told) or (nouns and _beside_subject(parsed, told))
        for told in found
    )


def _beside_subject(parsed: Parsed, told: Telling) -> bool:
    """Whether the date is that of a noun which is not what the main verb is about."""
    main = subject_clause(parsed)
    subject = main.subject if main is not None else None
    return told.role == "noun" and not (subject is not None and subject[0] <= told.focus[0] < subject[1])


def _says_then(parsed: Parsed, told: Telling) -> bool:
    """Whether the saying goes on with what is dated: "the board met on Tuesday and told the staff to go"."""
    assert parsed.report is not None
    clause = governor_of(told)
    says = next((c for c in parsed.clauses if c.group.main == parsed.report.verb), None)
    if clause is None or says is None or told.ahead or told.role != "clause" or clause.subject != says.subject:
        return False
    return clause.end == says.start == says.group.first and parsed.tokens[says.start - 1].lower == "and"


def _arranges(parsed: Parsed, told: Telling) -> bool:
    """Whether the date is that of what the main verb arranges: "the two sides agreed to meet again on Monday"."""
    clause = governor_of(told)
    if clause is None or told.role != "clause" or not told.ahead or clause.group.passive:
        return False
    return clause is subject_clause(parsed) and clause.group.tense in ("past", "perfect")


def governor_of(told: Telling) -> Clause | None:
    """Return the clause with whose verb the date of a telling goes."""
    return governor(told.parsed, told.parsed.token_range(told.expression.span)) if told.expression else None


def looks_back(told: Telling) -> bool:
    """Whether the date is that of what was before the story: "she had left on Tuesday"."""
    clause = governor_of(told)
    if clause is None or told.expression is None or clause.group.tense != "perfect":
        return False
    before = told.parsed.tokens[clause.start - 1].lower if clause.start > 0 else ""
    own = not (clause.relative or before in ("which", "whom"))
    inside = own or clause.start <= told.parsed.token_range(told.expression.span)[0]
    return inside and told.parsed.tokens[clause.group.first].lower in ("had", "'d", "’d", "hadn't", "hadn’t")


def hangs_on(parsed: Parsed, told: Telling) -> str:
    """Return the word by which the clause of a date hangs on another ("which", "when"), or nothing."""
    clause = governor_of(told)
    if told.role != "clause" or clause is None or clause is subject_clause(parsed):
        return ""
    before = parsed.tokens[clause.start - 1].lower if clause.start > 0 else ""
    return "which" if clause.relative else before if before in words("subordinator") else ""
