"""What the headline of an event could be: one or a few candidates for each sentence that tells it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from briefing.timeline.language.clauses import Clause
from briefing.timeline.language.lexicon import words
from briefing.timeline.language.morphology import present, reporting
from briefing.timeline.names.book import NameBook
from briefing.timeline.telling import spelling
from briefing.timeline.telling.agreement import is_plural
from briefing.timeline.telling.extract import subject_clause
from briefing.timeline.telling.governing import governor
from briefing.timeline.telling.records import Parsed, Telling
from briefing.timeline.telling.spelling import finite_form, spelled
from briefing.timeline.telling.subjects import subject_words
from briefing.timeline.wording.clause_headlines import clause_words
from briefing.timeline.wording.compression import LONGEST, shortened
from briefing.timeline.wording.sayings import reported, statement
from briefing.timeline.wording.titles import from_title

_BEHIND = 6  # tokens from a noun, over its date, to the clause that tells of it
_EDGES = frozenset({"open", "begin", "start", "end", "close", "conclude"})
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
        if told.parsed.report is not None and told.parsed.report.verb >= 0:
            yield from (Candidate(text, bonus, told.key) for text, bonus in statement(told))
        elif told.parsed.report is not None and told.parsed.report.speaker:
            yield from (Candidate(c.text, c.bonus - 0.3, c.key) for c in _clause(told))
    if told.role in ("clause", "lead", "alone", "state") or (told.role == "statement" and parsed.report is None):
        yield from _clause(told)
    if told.role == "order":
        yield from _noun(told)
    if told.role == "noun":
        clause = _told_of(told) or governor(parsed, told.focus)
        text = clause_words(parsed, _own_part(told, clause), clause.end) if clause else None
        if text:
            yield Candidate(text, -0.8, told.key)


def _told_of(told: Telling) -> Clause | None:
    """Return what a clause tells of a dated noun: "the raid on 7 June, in which nine people were held"."""
    tokens, end = told.parsed.tokens, told.focus[1]
    near = (c for c in told.parsed.clauses if end <= c.start <= end + _BEHIND and c.subject is not None)
    return next((c for c in near if not c.relative and tokens[c.start - 1].lower in ("which", "where")), None)


def _clause(told: Telling) -> Iterator[Candidate]:
    parsed = told.parsed
    clause: Clause | None = None
    if told.expression is not None:
        clause = governor(parsed, parsed.token_range(told.expression.span))
    elif told.heading is not None:
        clause = next((c for c in parsed.clauses if c.start == told.focus[0]), None)
    main = subject_clause(parsed)
    told_within = main is not None and main.group.finite and main.group.base != "be" and main.group.tense == "past"
    if clause is not None and told_within and _at_once(parsed, clause, main):
        clause = main  # "When the siren sounded on Tuesday, workers left"
    clause = clause or main
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
        name = spelled(parsed, subject_words(parsed, clause.subject), {}, spelling.drops(parsed))
        if (form and name and clause.group.main < told.focus[0] + 1) or (form and name and _by(parsed, ing.first)):
            text = shortened(
                parsed, f"{spelling.capital(name)} ", ing.main, ing.last, told.focus[1], {ing.main: form or ""}
            )
            if text:
                yield Candidate(text, 1.5, told.key)
                return
    clause = _own_part(told, clause)
    if deed := _opened_with(parsed, clause):
        yield Candidate(deed, 1.4, told.key)
        return
    own = _of_clause(told, clause)
    if own is not None:
        yield own
    if main is not None and main is not clause:
        yield from _of_sentence(told, main, clause, own)


def _of_clause(told: Telling, clause: Clause) -> Candidate | None:
    """Return the clause itself, or "Lee: it is closed" where only Lee says so or the clause cannot stand alone."""
    parsed, report = told.parsed, told.parsed.report
    inside = report is not None and report.content[0] <= clause.group.first < report.content[1]
    verb = next((c.group.base for c in parsed.clauses if report and c.group.main == report.verb), "")
    if inside and verb in words("refuting"):
        return None  # "Lee denies that it is closed"
    first = parsed.tokens[clause.subject[0]].lower if clause.subject is not None else ""
    claimed = inside and (verb in words("claiming") or first in words("first_person", "own_things"))
    limit = max(told.focus[1], clause.end)
    says = clause.group.base in reporting() and not clause.group.passive and _goes_on(parsed, clause)
    text = None if claimed else clause_words(_with_date(told, clause), clause, limit, told.antecedent, whole=says)
    if text:
        return Candidate(text, 1.2 if not clause.relative else 0.8, told.key)
    if inside and report is not None and report.speaker and clause.subject is not None:
        text = reported(parsed, clause, report.speaker, report.content[1])
    return Candidate(text, 0.9, told.key) if text else None


def _goes_on(parsed: Parsed, clause: Clause) -> bool:
    """Whether what is said stands in the next clause: "announced on Friday they had formed a league"."""
    after = next((c for c in parsed.clauses if c.group.first > clause.group.first), None)
    return after is not None and after.subject is not None and after.subject != clause.subject


def _of_sentence(told: Telling, main: Clause, clause: Clause, own: Candidate | None) -> Iterator[Candidate]:
    """Yield the main clause of a sentence whose date goes with another one.

    Not where the date goes with a relative clause that says enough: "The strike, which began on Monday, cost millions"
    begins on Monday, whenever it cost them.
    """
    parsed, report = told.parsed, told.parsed.report
    if own is not None and clause.relative and told.expression is not None:
        return
    after = parsed.tokens[main.group.last].lower if main.group.last < len(parsed.tokens) else ""
    saying = main.group.base in reporting() and not main.group.passive
    inside = report is not None and report.verb == main.group.main and report.content[0] <= clause.group.first
    saying = saying and (after == "that" or clause.start == main.group.last or inside)
    limit = len(parsed.tokens) if saying else main.end
    text = clause_words(parsed, main, limit, told.antecedent, whole=saying)
    if text:  # a saying, and what is so now, has another time
        apart = saying or (main.group.tense == "present" and clause.group.tense == "past")
        yield Candidate(text, -1.0 if own and apart else 0.2, told.key)


def _opened_with(parsed: Parsed, clause: Clause) -> str | None:
    """Return "Holm summit: Lee receives Diaz" for "The week began with the Holm summit, at which Lee received Diaz"."""
    gone, last = spelling.drops(parsed), clause.end
    first = next((k for k in range(clause.group.last, last) if k not in gone), last) + 1
    empty = clause.subject is not None and parsed.tokens[clause.subject[1] - 1].lower in words("course")
    if not empty or clause.group.base not in _EDGES or first >= last or parsed.tokens[first - 1].lower != "with":
        return None
    inner = next((c for c in parsed.clauses if c.start >= first and not c.relative and c.subject), None)
    if inner is None or parsed.tokens[inner.start - 1].lower not in ("which", "where"):
        return None
    comma = next((k for k in range(first, inner.start) if parsed.tokens[k].text == ","), inner.start)
    name = spelled(parsed, subject_words(parsed, (first, comma)), {}, gone)
    deed = clause_words(parsed, inner, inner.end)
    text = f"{spelling.capital(name)}: {deed}"
    return text if name and deed and len(text) <= LONGEST + 5 else None


def _own_part(told: Telling, clause: Clause) -> Clause:
    """Return the clause with the part of its subject that has the date: "the vote of 3 May and that of 9 May ..."."""
    parsed, subject = told.parsed, clause.subject
    if subject is None or told.expression is None or clause.group.tense not in ("past", "perfect"):
        return clause
    dated = [parsed.token_range(e.span) for e in parsed.expressions]
    inner = [part for part in dated if subject[0] <= part[0] and part[1] <= subject[1]]
    joins = [k for k in range(*subject) if parsed.tokens[k].lower == "and"]
    own = parsed.token_range(told.expression.span)
    if own not in inner or len(inner) != 2 or len(joins) != 1 or not inner[0][1] <= joins[0] < inner[1][0]:
        return clause
    first = subject[0] if own == inner[0] else joins[0] + 1
    part = (first, own[0] - (parsed.tokens[own[0] - 1].lower in words("preposition")))
    group = clause.group
    if group.tense == "perfect" and not group.passive and not group.negated:
        group = group._replace(first=group.main, tense="past")  # "have divided" -> "divides"
    return clause._replace(group=group, subject=part)


def _with_date(told: Telling, clause: Clause) -> Parsed:
    """Return the sentence with its second date as words to be kept: "agreed on Friday to resume talks in June"."""
    parsed = told.parsed
    if told.expression is None:
        return parsed
    first = parsed.token_range(told.expression.span)[0]
    later = any(g.tense == "infinitive" and clause.group.last <= g.first < first for g in parsed.groups)
    others = tuple(e for e in parsed.expressions if e is not told.expression)
    before = any(
        e.span[0] < told.expression.span[0] and governor(parsed, parsed.token_range(e.span)) is clause for e in others
    )
    return replace(parsed, expressions=others) if later and before else parsed


def _at_once(parsed: Parsed, clause: Clause, main: Clause | None) -> bool:
    """Whether a clause opens its sentence and only says when the main clause happened."""
    if main is None or not 0 < clause.start < main.start:
        return False
    return parsed.tokens[clause.start - 1].lower in ("when", "while", "as", "once")


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
    first, last = subject_words(parsed, told.focus)
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
