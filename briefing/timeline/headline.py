"""Headlines: ours, but of the sources' words, in their order (see ``compression``), or an article's title."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefing.timeline import compression
from briefing.timeline.clauses import Clause
from briefing.timeline.compression import LONGEST, clause_words, finite_form, is_plural, shortened, spelled
from briefing.timeline.extract import governor, subject_clause
from briefing.timeline.lexicon import words
from briefing.timeline.morphology import Form, present, readings, reporting, stem, stopwords
from briefing.timeline.names import NameBook
from briefing.timeline.profile import kinds_in
from briefing.timeline.telling import Parsed, Telling
from briefing.timeline.titles import from_title
from briefing.timeline.tokens import tokenize

_VAGUE = words("vague")
_CALLS = frozenset({"call", "point", "rule"})  # verbs of saying that take a small word: "calls for"


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
    bonus: float
    key: tuple[str, int, int]


def headline(tellings: Sequence[Telling], titles: Mapping[str, str], book: NameBook) -> str:
    """Return the headline of an event: the candidate whose words most of its passages share, short and finite."""
    central = _central(tellings)
    candidates = [c for told in tellings for c in _candidates(told, titles, book)]
    sites, sorts = _sites(tellings), _sorts(tellings)
    scored = [(_score(c, central, sites, book) + 0.9 * bool(_kinds(c.text) & sorts), c) for c in candidates]
    if scored:
        best = min(scored, key=lambda row: (-round(row[0], 6), row[1].key, row[1].text))
        return best[1].text
    return _plain(tellings)


def _central(tellings: Sequence[Telling]) -> Mapping[str, float]:
    """Return for each word how many of the event's articles use it in telling the event."""
    seen: Counter[str] = Counter()
    documents = {told.parsed.sentence.document for told in tellings}
    for document in documents:
        terms: set[str] = set()
        for told in tellings:
            if told.parsed.sentence.document == document:
                terms |= told.stems | {part for name in told.names for part in _parts(name)}
        seen.update(terms)
    return {term: count / len(documents) for term, count in seen.items()}


def _parts(name: str) -> Iterator[str]:
    return (stem(word.casefold()) for word in name.split())


def _sites(tellings: Sequence[Telling]) -> frozenset[str]:
    """Return the places that at least half of the event's articles give."""
    documents = {told.parsed.sentence.document for told in tellings}
    found = Counter(place for document, place in {(t.parsed.sentence.document, p) for t in tellings for p in t.places})
    return frozenset(place for place, count in found.items() if 2 * count >= len(documents))


def _sorts(tellings: Sequence[Telling]) -> frozenset[str]:
    """Return the kinds of happening that most of the event's articles name, where there are several articles."""
    documents = {told.parsed.sentence.document for told in tellings}
    found = Counter(kind for document, kind in {(t.parsed.sentence.document, k) for t in tellings for k in t.kinds})
    return frozenset(kind for kind, count in found.items() if len(documents) > 1 and 2 * count > len(documents))


def _kinds(text: str) -> frozenset[str]:
    tokens = tokenize(text)
    return kinds_in(tokens, (0, len(tokens)))


def _score(candidate: _Candidate, central: Mapping[str, float], sites: frozenset[str], book: NameBook) -> float:
    tokens = tokenize(candidate.text)
    content = [stem(t.lower) for t in tokens if t.kind in ("word", "abbreviation") and t.lower not in stopwords()]
    if not content:
        return -9.0
    shared = math.fsum(central.get(word, 0.0) for word in content)
    score = candidate.bonus + 1.2 * shared / math.sqrt(len(content)) + 0.5 * shared / len(content)
    score -= 0.8 * sum(t.lower in _VAGUE for t in tokens)
    score -= 0.02 * max(0, 24 - len(candidate.text)) + 0.02 * max(0, len(candidate.text) - 62)
    uses = book.spot(tokens)
    score += 0.5 if uses and uses[0].first == 0 else 0.0
    score += 0.7 if any(use.key in sites for use in uses) else 0.0
    score -= 1.2 * (len(content) < 3) + 0.4 * any(t.lower in ("is", "are") for t in tokens[:6])
    score -= 0.8 * any(t.lower == "so" for t in tokens)
    score -= 2.0 * any(r.base in reporting() and r.form is Form.THIRD for r in readings(tokens[-1].lower))
    return score


def _candidates(told: Telling, titles: Mapping[str, str], book: NameBook) -> Iterator[_Candidate]:
    if told.role == "context":
        return
    parsed = told.parsed
    if told.lead and (title := titles.get(parsed.sentence.document)):
        heading = from_title(title, book)
        if heading:
            yield _Candidate(heading, 2.6, told.key)
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
            yield _Candidate(text, -0.8, told.key)


def _statement(told: Telling) -> Iterator[_Candidate]:
    """Yield "Lavrov: no meeting is planned", or "Trump proposes guarantees" where no clause is reported."""
    parsed, report = told.parsed, told.parsed.report
    if report is None or report.verb < 0:
        if report is not None and report.speaker:
            yield from (_Candidate(c.text, c.bonus - 0.3, c.key) for c in _clause(told))
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
                yield _Candidate(text, 1.0 - 0.5 * rank, told.key)
    if (
        saying is not None
        and saying.group.main == report.verb
        and report.frame[0] <= (saying.subject or (-1, 0))[0]
        and not inside
    ):
        text = clause_words(parsed, saying, len(parsed.tokens))
        if text:
            yield _Candidate(text, 1.0, told.key)


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
    if parsed.tokens[first].lower in (
        "it",
        "this",
        "that",
        "they",
        "he",
        "she",
        "these",
        "those",
        "such",
        "what",
    ):
        return None
    forms = compression.present_forms(parsed, clause, limit)
    if forms is None:
        return None
    named = any(use.first == first for use in parsed.uses) or parsed.tokens[first].text in ("I",)
    if not spelled(parsed, clause.subject, {}, compression.drops(parsed)):
        return None  # "the years ahead": the subject is a date
    head = compression.capital(speaker) + ": "
    text = shortened(parsed, head, first, clause.group.last, limit, forms)
    text = text or shortened(parsed, head, first, clause.group.last, limit, forms, LONGEST + 10)
    if text is None:
        return None
    place = len(head)
    return text if named else text[:place] + text[place : place + 1].lower() + text[place + 1 :]


def _clause(told: Telling) -> Iterator[_Candidate]:
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
        name = spelled(parsed, compression.subject_words(parsed, clause.subject), {}, compression.drops(parsed))
        if (form and name and clause.group.main < told.focus[0] + 1) or (form and name and _by(parsed, ing.first)):
            text = shortened(
                parsed, f"{compression.capital(name)} ", ing.main, ing.last, told.focus[1], {ing.main: form or ""}
            )
            if text:
                yield _Candidate(text, 1.5, told.key)
                return
    text = clause_words(parsed, clause, max(told.focus[1], clause.end), told.antecedent)
    if text:
        yield _Candidate(text, 1.2 if not clause.relative else 0.8, told.key)
    main = subject_clause(parsed)
    if main is not None and main is not clause:
        text = clause_words(parsed, main, main.end, told.antecedent)
        if text:
            yield _Candidate(text, 0.2, told.key)


def _by(parsed: Parsed, position: int) -> bool:
    return position > 0 and parsed.tokens[position - 1].lower == "by"


def _on_topic(told: Telling) -> Iterator[_Candidate]:
    """Yield "Meeting between Chad and Mali: Chad backs it" for a sentence whose "this" is told before it."""
    assert told.before is not None
    assert told.topic is not None
    clause = subject_clause(told.parsed)
    body = clause_words(told.parsed, clause, len(told.parsed.tokens)) if clause else None
    topic = spelled(told.before, told.topic, {}, compression.drops(told.before))
    if not body or not topic:
        return
    for cut in (" for this", " of this", " to this", " this"):
        if cut in body:
            body = body[: body.index(cut)]
    text = f"{compression.capital(topic)}: {body}"
    if len(text) <= LONGEST + 5:
        yield _Candidate(text, 2.0, told.key)


def _noun(told: Telling) -> Iterator[_Candidate]:
    """Yield "Summit in Alaska includes talks with Putin" for an event named in passing."""
    parsed = told.parsed
    first, last = compression.subject_words(parsed, told.focus)
    relative = next(
        (c for c in parsed.clauses if c.relative and first < c.group.first <= last + 3 and c.start <= last), None
    )
    gone = compression.drops(parsed)
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
                f"{compression.capital(name)} ",
                relative.group.first,
                relative.group.last,
                len(parsed.tokens),
                forms,
            )
            if text:
                yield _Candidate(text, 1.0, told.key)
    text = spelled(parsed, (first, last), {}, gone)
    if 8 < len(text) <= LONGEST:
        yield _Candidate(compression.capital(text), 0.0, told.key)


def _plain(tellings: Sequence[Telling]) -> str:
    """Return the clause of the passages that is easiest to read, when no candidate fits."""
    options: list[tuple[float, tuple[str, int, int], str]] = []
    for told in tellings:
        parsed = told.parsed
        gone = compression.drops(parsed)
        for clause in parsed.clauses:
            if clause.subject is None or clause.relative:
                continue
            for end, _ in compression.ends(parsed, clause.group.last, clause.end):
                text = compression.capital(spelled(parsed, (clause.subject[0], end), {}, gone))
                if len(text) >= compression.SHORTEST and not compression.dangles(text):
                    opening = text.split(" ", 1)[0].casefold()
                    options.append((abs(len(text) - 60) + 60 * (opening in _VAGUE), told.key, text))
    if options:
        return min(options)[2]
    return tellings[0].parsed.sentence.text.rstrip(".")
