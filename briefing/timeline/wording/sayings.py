"""What a saying is called: "Lavrov: no meeting is planned"; with its verb where that matters: "Lee denies that ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefing.timeline.language.clauses import Clause
from briefing.timeline.language.lexicon import words
from briefing.timeline.telling import spelling
from briefing.timeline.telling.extract import hangs
from briefing.timeline.telling.governing import counts, governor
from briefing.timeline.telling.records import Parsed, Report, Telling
from briefing.timeline.telling.spelling import spelled
from briefing.timeline.telling.subjects import subject_words
from briefing.timeline.wording.clause_headlines import clause_words
from briefing.timeline.wording.compression import WIDEST, shortened

BARE = frozenset({"he", "she", "it", "they"})
_LONG_SPEAKER = 30
_PREPOSITION = re.compile(r" (?:with|of|in|at|from|for|close|familiar|who) ")
_NEAR = 6  # tokens between a verb and what is said


def statement(told: Telling) -> Iterator[tuple[str, float]]:
    """Yield "Lavrov: no meeting is planned", or "Trump proposes guarantees" where no clause is reported."""
    parsed, report = told.parsed, told.parsed.report
    assert report is not None
    saying = next((c for c in parsed.clauses if c.group.main == report.verb), None)
    inside = [
        c
        for c in parsed.clauses
        if report.content[0] <= (c.subject or (-1, 0))[0]
        and c.group.first < report.content[1]
        and not c.relative
        and c.subject
        and not hangs(parsed, c)
    ]
    if saying is not None and _in_one(told, report, saying, inside):
        text = clause_words(parsed, saying, len(parsed.tokens), report.speaker or "", whole=True)
        if text:
            yield text, 1.0
            return
    denies = saying is not None and saying.group.base in words("denying")
    speaker = report.speaker or ""
    if not report.named and len(speaker) >= _LONG_SPEAKER:
        speaker = _PREPOSITION.split(speaker, maxsplit=1)[0]  # "two people with knowledge of the talks"
    if inside and not denies and speaker and (report.named or len(speaker) < _LONG_SPEAKER):
        for rank, clause in enumerate(inside[:2]):
            text = reported(parsed, clause, speaker, report.content[1])
            if text:
                yield text, 1.0 - 0.5 * rank
    if not inside and speaker and not denies:
        text = _unread(parsed, report, speaker)
        if text:
            yield text, 1.0
            return
    if (
        saying is not None
        and saying.group.main == report.verb
        and report.frame[0] <= (saying.subject or (-1, 0))[0]
        and (denies or not inside)
    ):
        text = clause_words(parsed, saying, len(parsed.tokens), report.speaker or "")
        if text:
            yield text, 1.0


def _unread(parsed: Parsed, report: Report, speaker: str) -> str | None:
    """Return what is said before the saying, where no verb was found in it: "Airline: Norvia plans new flights"."""
    first, last = report.content
    before = first == 0 and last <= report.frame[0] and last - first > _NEAR
    if not before or not parsed.tokens[0].capital or _leads_on(parsed.tokens[0].lower):
        return None
    return shortened(parsed, f"{spelling.capital(speaker)}: ", first, first + _NEAR // 2, last, {})


def _leads_on(word: str) -> bool:
    return any(word in words(name) for name in ("pronoun", "preposition", "conjunction", "subordinator"))


def _in_one(told: Telling, report: Report, saying: Clause, inside: Sequence[Clause]) -> bool:
    """Whether verb and words go together: "denies that it knew", "says it would resume flights"."""
    after = bool(inside) and saying.group.last <= inside[0].start <= saying.group.last + _NEAR
    if not after or report.frame[0] > (saying.subject or (-1, 0))[0] or report.frame[0] >= report.content[0]:
        return False
    return saying.group.base in words("denying") or _leans(told.parsed, inside) or _coming(told, inside)


def _coming(told: Telling, inside: Sequence[Clause]) -> bool:
    """Whether what is said has a date of its own: it is an event, and the saying another."""
    parsed = told.parsed
    others = ((e, parsed.token_range(e.span)) for e in parsed.expressions if e is not told.expression)
    return any(counts(parsed, e, part) and governor(parsed, part) in inside for e, part in others)


def _leans(parsed: Parsed, inside: Sequence[Clause]) -> bool:
    """Whether what is said begins with the speaker as "he" or "they": "said it would resume flights"."""
    subject = inside[0].subject if inside else None
    return subject is not None and subject[1] - subject[0] == 1 and parsed.tokens[subject[0]].lower in BARE


def reported(parsed: Parsed, clause: Clause, speaker: str, limit: int) -> str | None:
    assert clause.subject is not None
    first = subject_words(parsed, clause.subject)[0]
    if parsed.tokens[first].lower in ("this", "that", "these", "those", "such", "what"):
        return None
    if parsed.tokens[first].lower in BARE and clause.subject[1] - clause.subject[0] == 1:
        return None  # "Prosecutors: he took the money"
    forms = spelling.present_forms(parsed, clause, limit)
    if forms is None:
        return None
    named = any(first <= use.first < clause.subject[1] for use in parsed.uses) and not parsed.tokens[first].capital
    named = named or any(use.first == first for use in parsed.uses) or parsed.tokens[first].text in ("I",)
    head = spelling.capital(speaker) + ": "
    if not spelled(parsed, clause.subject, {}, spelling.drops(parsed)):
        head += spelled(parsed, (first, clause.subject[1]), {}, frozenset()) + " "  # "the second quarter"
        first = clause.group.first
    text = shortened(parsed, head, first, clause.group.last, limit, forms)
    text = text or shortened(parsed, head, first, clause.group.last, limit, forms, WIDEST)
    if text is None:
        return None
    place = len(head)
    named = named or text[place + 1 : place + 2].isupper()  # "VX", "NATO"
    return text if named else text[:place] + text[place : place + 1].lower() + text[place + 1 :]
