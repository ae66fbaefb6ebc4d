"""Which sentences without a date tell an event: not who wrote the article, what a reader is asked, what "I" did."""

from __future__ import annotations

from briefing.timeline.language.clauses import Clause
from briefing.timeline.language.lexicon import words
from briefing.timeline.telling.records import Parsed

_NEAR = 8  # tokens between "is" and "columnist"


def tells_event(parsed: Parsed, clause: Clause) -> bool:
    """Whether a sentence that no date of its own dates can be an event: it reports, and it is no note of its writer."""
    if parsed.report is not None and (parsed.report.speaker or parsed.report.pronoun):
        return True
    return not (_asks(parsed) or _in_own_person(parsed, clause) or _is_byline(parsed, clause))


def _asks(parsed: Parsed) -> bool:
    return parsed.sentence.text.rstrip(" \"”'’").endswith("?")


def _in_own_person(parsed: Parsed, clause: Clause) -> bool:
    """Whether writer or reader is the subject, outside quotation marks: "We had a look", "You can see it here"."""
    quoted = parsed.sentence.text[:1] in "\"“„'‘"
    subject = clause.subject
    return subject is not None and not quoted and parsed.tokens[subject[0]].lower in words("own_person")


def _is_byline(parsed: Parsed, clause: Clause) -> bool:
    """Whether the sentence says who wrote the article: "Ann Lee is a columnist of the Example"."""
    if clause.group.base != "be" or clause.group.tense != "present" or clause.subject is None:
        return False
    named = any(clause.subject[0] <= use.first < clause.subject[1] for use in parsed.uses) or clause.subject[0] == 0
    after = parsed.tokens[clause.group.last : clause.group.last + _NEAR]
    article = bool(after) and after[0].lower in ("a", "an", "the")
    return named and article and any(token.lower in words("byline") for token in after)
