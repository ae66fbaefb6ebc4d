"""The last resort of a headline: the clause that is easiest to read, else the opening of a sentence as written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.timeline.language.clauses import Clause
from briefing.timeline.language.lexicon import words
from briefing.timeline.language.morphology import Form, readings, reporting
from briefing.timeline.language.tokens import Token, tokenize
from briefing.timeline.telling.records import Parsed, Telling
from briefing.timeline.telling.spelling import QUOTES, capital, drops, present_forms, spelled
from briefing.timeline.wording import cuts
from briefing.timeline.wording.clause_headlines import lacks_object, lacks_words
from briefing.timeline.wording.compression import SHORTEST, WIDEST, dangles
from briefing.timeline.wording.sayings import BARE

_BEST = 60  # code points
_VAGUE = 60  # code points away from the best that an opening pronoun weighs as much as
_EMPTY = 90  # the same of a saying without what is said


def easiest(tellings: Sequence[Telling]) -> str:
    """Return the clause of the passages that is easiest to read."""
    options = [
        (_effort(text), told.key, text)
        for told in tellings
        for clause in told.parsed.clauses
        if clause.subject is not None and not clause.relative
        for text in _texts(told.parsed, clause)
    ]
    return min(options)[2] if options else _opening(tellings[0].parsed)


def _effort(text: str) -> int:
    vague = text.split(" ", 1)[0].casefold() in words("vague")
    return abs(len(text) - _BEST) + _VAGUE * vague + _EMPTY * says_nothing(tokenize(text))


def _texts(parsed: Parsed, clause: Clause) -> Iterator[str]:
    """Yield a clause with its verb in the present, up to each place where it may be cut."""
    assert clause.subject is not None
    if lacks_object(parsed, clause) or lacks_words(parsed, clause):
        return
    gone = drops(parsed)
    forms = present_forms(parsed, clause, clause.end) or {}
    between = clause.subject[1], clause.group.first
    shared = any(g.finite and between[0] <= g.first < between[1] for g in parsed.groups)
    gap = frozenset(range(*between)) if shared else frozenset()  # "came, saw and won": she wins
    for end, _ in cuts.ends(parsed, clause.group.last, clause.end):
        bare = clause.group.base in reporting() and gone.issuperset(range(clause.group.last, end))
        text = capital(spelled(parsed, (clause.subject[0], end), forms, gone | gap))
        if len(text) >= SHORTEST and not dangles(text) and not bare:
            yield _attributed(parsed, clause, text)


def _attributed(parsed: Parsed, clause: Clause, text: str) -> str:
    """Return "Lee: he is well" for a clause whose pronoun only its speaker explains."""
    report = parsed.report
    if report is None or not report.speaker or text.split(" ", 1)[0].casefold() not in BARE | words("first_person"):
        return text
    if not report.content[0] <= clause.group.first < report.content[1]:
        return text
    return f"{capital(report.speaker)}: {text[:1].lower()}{text[1:]}"


def _opening(parsed: Parsed) -> str:
    """Return a sentence without a clause as it is written, without quotation marks, up to where it can be cut."""
    marks = frozenset(k for k, token in enumerate(parsed.tokens) if token.text in QUOTES)
    first = 1 if parsed.tokens[0].lower in words("conjunction") else 0
    for end, _ in reversed(cuts.ends(parsed, min(4, len(parsed.tokens) - 1), len(parsed.tokens))):
        text = spelled(parsed, (first, end), {}, marks)
        if SHORTEST <= len(text) <= WIDEST and not dangles(text):
            return capital(text)
    return parsed.sentence.text.rstrip(".")


def says_nothing(tokens: Sequence[Token]) -> bool:
    """Whether a headline has a verb of saying and nothing that is said: "Minister tells reporters"."""
    at = next((k for k, t in enumerate(tokens) if k > 0 and _bare_saying(t.lower)), 0)
    if at == 0 or any(t.text == ":" for t in tokens[:at]):
        return False
    rest = tokens[at + 1 :]
    object = bool(rest) and (rest[0].kind == "number" or rest[0].lower in words("determiner"))
    if object and not any(r.base in ("say", "tell") for r in readings(tokens[at].lower)):
        return False  # "The firm adds 9,000 jobs"
    said = any(t.lower in ("that", "to", "how", "why", "goodbye") or t.text == ":" for t in rest)
    forms = (Form.THIRD, Form.PAST, Form.BASE)
    said = said or any(t.lower in words("auxiliary", "modal") for t in rest)
    return not said and not any(r.form in forms for k, t in enumerate(rest) if k > 0 for r in readings(t.lower))


def _bare_saying(word: str) -> bool:
    return any(r.base in words("bare_saying") and r.form in (Form.THIRD, Form.BASE) for r in readings(word))
