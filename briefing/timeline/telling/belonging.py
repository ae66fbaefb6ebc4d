"""Whether an undated sentence belongs to what its article reports, or goes on with the sentence before it."""

from __future__ import annotations

from briefing.timeline.language.lexicon import phrases, words
from briefing.timeline.language.morphology import stem
from briefing.timeline.names.gazetteer import PERSON
from briefing.timeline.names.profile import kind_at
from briefing.timeline.telling.extract import first_tokens, subject_clause
from briefing.timeline.telling.records import Parsed, Telling

_POINTING = words("pointing")


def belongs(p: Parsed, opening: Telling, quoted: bool) -> bool:
    """Whether an undated sentence is of what its article reports: the same people, "he", "the announcement"."""
    speaker = p.report.speaker if p.report else None
    people = {speaker} if speaker and p.report and p.report.named else {u.key for u in p.uses if u.kind == PERSON}
    cast = opening.principals
    if people & cast:
        return True
    if people or (p.report is not None and p.report.verb < 0):
        return False
    clause = subject_clause(p)
    subject = clause.subject if clause else None
    if subject is None:
        return quoted
    names = {u.key for u in p.uses if subject[0] <= u.first < subject[1]}
    if names & opening.names:
        return True
    if p.tokens[subject[0]].lower in _POINTING or quoted:
        return not names
    heads = {stem(t.lower) for t in p.tokens[subject[0] : subject[1]]}
    return not names and bool(heads & opening.stems)


def continues(p: Parsed, last: Telling) -> bool:
    """Whether the sentence goes on with the one before: "In return, it received ...", "During the discussions ..."."""
    opening = tuple(first_tokens(p, 4))
    if any(opening[: len(phrase)] == phrase for phrase in phrases("continuation")):
        return True
    definite = next((k for k in range(min(6, len(p.tokens) - 1)) if p.tokens[k].lower in ("the", "that", "this")), None)
    return definite is not None and bool(kind_at(p.tokens[definite + 1]) & last.kinds)
