"""What the headline of an event could be: one or a few candidates for each sentence that tells it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefing.timeline import compression, spelling
from briefing.timeline.clauses import Clause
from briefing.timeline.compression import LONGEST, clause_words, shortened
from briefing.timeline.extract import subject_clause
from briefing.timeline.governing import governor
from briefing.timeline.morphology import present
from briefing.timeline.names import NameBook
from briefing.timeline.spelling import finite_form, is_plural, spelled
from briefing.timeline.telling import Parsed, Telling
from briefing.timeline.titles import from_title

_CALLS = frozenset({"call", "point", "rule"})  # verbs of saying that take a small word: "calls for"


@dataclass(frozen=True, slots=True)
class Candidate:
    text: str
    bonus: float
    key: tuple[str, int, int]


def candidates_of(told: Telling, titles: Mapping[str, str], book: NameBook) -> Iterator[Candidate]:
    if told.role == "context":
        return
    parsed = told.parsed
    if told.lead and (title := titles.get(parsed.sentence.document)):
        heading = from_title(title, book)
        if heading:
            yield Candidate(heading, 2.6, told.key)
    if told.topic is not None and told.before is not None:
        yield from _on_topic(told)
        return
    if told.role in ("statement", "lead", "alone", "state"):
        yield from _statement(told)
    if told.role in ("clause", "lead", "alone", "state"):
        yield from _clause(told)
    if told.role == "order":
        yield from _noun(told)
    if told.role == "noun":
        clause = governor(parsed, told.focus)
        text = clause_words(parsed, clause, clause.end) if clause else None
        if text:
            yield Candidate(text, -0.8, told.key)


def _statement(told: Telling) -> Iterator[Candidate]:
    """Yield "Lavrov: no meeting is planned", or "Trump proposes guarantees" where no clause is reported."""
    parsed, report = told.parsed, told.parsed.report
    if report is None or report.verb < 0:
        if report is not None and report.speaker:
            yield from (Candidate(c.text, c.bonus - 0.3, c.key) for c in _clause(told))
        return
    saying = next((c for c in parsed.clauses if c.group.main == report.verb), None)
    inside = [
        c
        for c in parsed.clauses
        if report.content[0] <= (c.subject or (-1, 0))[0]
        and c.group.first < report.content[1]
        and not c.relative
        and c.subject
        and not _subordinate(parsed, c)
    ]
    if inside and report.speaker and (report.named or len(report.speaker) < 30):
        for rank, clause in enumerate(inside[:2]):
            text = _reported(parsed, clause, report.speaker, report.content[1])
            if text:
                yield Candidate(text, 1.0 - 0.5 * rank, told.key)
    if (
        saying is not None
        and saying.group.main == report.verb
        and report.frame[0] <= (saying.subject or (-1, 0))[0]
        and not inside
    ):
        text = clause_words(parsed, saying, len(parsed.tokens), report.speaker or "")
        if text:
            yield Candidate(text, 1.0, told.key)


def _subordinate(parsed: Parsed, clause: Clause) -> bool:
    """Whether the clause hangs on another: "when the time comes"."""
    return clause.start > 0 and parsed.tokens[clause.start - 1].lower in (
        "when",
        "if",
        "while",
        "because",
        "as",
        "once",
        "unless",
        "until",
        "after",
        "before",
    )


def _reported(parsed: Parsed, clause: Clause, speaker: str, limit: int) -> str | None:
    assert clause.subject is not None
    first = compression.subject_words(parsed, clause.subject)[0]
    if parsed.tokens[first].lower in ("this", "that", "these", "those", "such", "what"):
        return None
    forms = spelling.present_forms(parsed, clause, limit)
    if forms is None:
        return None
    named = any(use.first == first for use in parsed.uses) or parsed.tokens[first].text in ("I",)
    head = spelling.capital(speaker) + ": "
    if not spelled(parsed, clause.subject, {}, spelling.drops(parsed)):
        head += spelled(parsed, (first, clause.subject[1]), {}, frozenset()) + " "  # "the second quarter"
        first = clause.group.first
    text = shortened(parsed, head, first, clause.group.last, limit, forms)
    text = text or shortened(parsed, head, first, clause.group.last, limit, forms, LONGEST + 10)
    if text is None:
        return None
    place = len(head)
    return text if named else text[:place] + text[place : place + 1].lower() + text[place + 1 :]


def _clause(told: Telling) -> Iterator[Candidate]:
    parsed = told.parsed
    clause: Clause | None = None
    if told.expression is not None:
        clause = governor(parsed, parsed.token_range(told.expression.span))
    clause = clause or subject_clause(parsed)
    if clause is None:
        return
    ing = next(
        (
            g
            for g in parsed.groups
            if g.tense == "ing" and told.focus[0] <= g.first < told.focus[1] and g.first > clause.group.first
        ),
        None,
    )
    if (
        ing is not None
        and clause.subject
        and told.expression
        and parsed.token_range(told.expression.span)[0] > ing.first
    ):
        form = present(parsed.tokens[ing.main].text, is_plural(parsed, clause.subject))
        name = spelled(parsed, compression.subject_words(parsed, clause.subject), {}, spelling.drops(parsed))
        if (form and name and clause.group.main < told.focus[0] + 1) or (form and name and _by(parsed, ing.first)):
            text = shortened(
                parsed, f"{spelling.capital(name)} ", ing.main, ing.last, told.focus[1], {ing.main: form or ""}
            )
            if text:
                yield Candidate(text, 1.5, told.key)
                return
    text = clause_words(parsed, clause, max(told.focus[1], clause.end), told.antecedent)
    if text:
        yield Candidate(text, 1.2 if not clause.relative else 0.8, told.key)
    report = parsed.report
    said = report is not None and report.content[0] <= clause.group.first < report.content[1]
    if text is None and report is not None and said and report.speaker and clause.subject is not None:
        text = _reported(parsed, clause, report.speaker, report.content[1])
        if text:
            yield Candidate(text, 0.9, told.key)
    main = subject_clause(parsed)
    if main is not None and main is not clause:
        text = clause_words(parsed, main, main.end, told.antecedent)
        if text:
            yield Candidate(text, 0.2, told.key)


def _by(parsed: Parsed, position: int) -> bool:
    return position > 0 and parsed.tokens[position - 1].lower == "by"


def _on_topic(told: Telling) -> Iterator[Candidate]:
    """Yield "Meeting between Chad and Mali: Chad backs it" for a sentence whose "this" is told before it."""
    assert told.before is not None
    assert told.topic is not None
    clause = subject_clause(told.parsed)
    body = clause_words(told.parsed, clause, len(told.parsed.tokens)) if clause else None
    topic = spelled(told.before, told.topic, {}, spelling.drops(told.before))
    if not body or not topic:
        return
    for cut in (" for this", " of this", " to this", " this"):
        if cut in body:
            body = body[: body.index(cut)]
    text = f"{spelling.capital(topic)}: {body}"
    if len(text) <= LONGEST + 5:
        yield Candidate(text, 2.0, told.key)


def _noun(told: Telling) -> Iterator[Candidate]:
    """Yield "Summit in Alaska includes talks with Putin" for an event named in passing."""
    parsed = told.parsed
    first, last = compression.subject_words(parsed, told.focus)
    relative = next(
        (c for c in parsed.clauses if c.relative and first < c.group.first <= last + 3 and c.start <= last), None
    )
    gone = spelling.drops(parsed)
    if relative is not None:
        participles = {
            k
            for g in parsed.groups
            if g.tense == "participle" and first < g.first < relative.start
            for k in range(g.first, g.last)
        }
        name = spelled(parsed, (first, relative.start), {}, gone | frozenset(participles))
        forms = finite_form(parsed, relative.group, is_plural(parsed, (first, relative.start)))
        if name and forms is not None:
            text = shortened(
                parsed,
                f"{spelling.capital(name)} ",
                relative.group.first,
                relative.group.last,
                len(parsed.tokens),
                forms,
            )
            if text:
                yield Candidate(text, 1.0, told.key)
    text = spelled(parsed, (first, last), {}, gone)
    if 8 < len(text) <= LONGEST:
        yield Candidate(spelling.capital(text), 0.0, told.key)
