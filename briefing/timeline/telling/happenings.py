"""What a telling says that happens, as groups of a table: "broke down" and "collapsed" are one, of talks both times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from briefing.timeline.language.clauses import Clause
from briefing.timeline.language.fullverbs import RELATIVE, Group, is_adverb
from briefing.timeline.language.lexicon import words
from briefing.timeline.language.morphology import stem, stopwords
from briefing.timeline.language.tokens import Range, Token
from briefing.timeline.names.gazetteer import NAME, OUTLET, PEOPLE, PERSON, PLACE
from briefing.timeline.telling.deeds import Deed, groups_of, several, single, words_of
from briefing.timeline.telling.extract import subject_clause
from briefing.timeline.telling.governing import governor
from briefing.timeline.telling.objects import head_of, object_of
from briefing.timeline.telling.records import Parsed, Telling

_GAP = 5  # tokens that "~" in an entry may stand for
_PARTICLES = frozenset({"down", "up", "away", "back", "forward", "together", "apart", "aside"})
_AMOUNTS = frozenset({"hundred", "thousand", "million", "billion", "trillion"})  # whose stems are those of other words
_PERCENT = frozenset({"%", "percent", "per"})
_PHRASE = 7  # tokens of an object


def deed_of(told: Telling) -> Deed:
    """Return what the words that a telling dates say that happens."""
    parsed = told.parsed
    if told.role in ("noun", "order"):
        part = told.focus
        return Deed(named_in(parsed, part), frozenset(), _content(parsed, part), _parties(parsed, part))
    clause = _clause(told)
    found = clause_deed(parsed, clause) if clause is not None else Deed()
    return replace(found, doers=found.doers | told.lent) if told.lent and not found.doers else found


def rates_in(told: Telling) -> frozenset[str]:
    """Return the percentages in the words of a telling."""
    tokens = told.parsed.tokens[slice(*told.focus)]
    rows = pairwise(tokens)
    return frozenset(one.text for one, other in rows if one.kind == "number" and other.lower in _PERCENT)


def _clause(told: Telling) -> Clause | None:
    parsed = told.parsed
    if told.expression is not None and told.role != "statement":
        found = governor(parsed, parsed.token_range(told.expression.span))
        if found is not None:
            return found
    report = parsed.report
    if report is not None and report.verb >= 0:
        inside = (
            c for c in parsed.clauses if report.content[0] <= c.group.first < report.content[1] and not c.relative
        )
        return next(inside, subject_clause(parsed))
    return subject_clause(parsed)


def clause_deed(parsed: Parsed, clause: Clause) -> Deed:
    """Return what a clause says that happens."""
    group = clause.group
    subject = clause.subject or (0, 0)
    taken = object_of(parsed, group)
    doers, objects = _content(parsed, subject), _content(parsed, taken)
    by, to = _named(parsed, subject), _named(parsed, taken)
    passive = group.passive or _also_passive(parsed, group, taken)
    if passive:
        doers, objects, by, to = objects, doers, to, by
    sort = False
    acts = _verb_groups(parsed, clause)
    parties = _parties(parsed, subject)
    after = parsed.tokens[group.last].lower if group.last < len(parsed.tokens) else ""
    breaks_out = f"{group.base} {after}" in words_of("begin_phrases") and bool(_head_groups(parsed, subject))
    if (group.base in words_of("light") and not (passive and acts)) or not acts or breaks_out:
        then = next((g for g in parsed.groups if g.tense == "infinitive" and group.last <= g.first < clause.end), None)
        inner, more = _infinitive(parsed, then) if then is not None else (frozenset(), frozenset())
        taken = object_of(parsed, group, over=True) if not passive and taken[1] <= taken[0] else taken
        named = _head_groups(parsed, taken)
        parties |= _parties(parsed, taken) if named else frozenset()
        if not inner or named:
            inner = named or _head_groups(parsed, subject)
        elif then is not None:
            objects |= more
        sort = bool(named) and not passive
        to = to or (_whose(parsed, taken) if sort else to)
        acts = (inner | _phrases(parsed, clause)) or acts
    edge = (
        "begins" if breaks_out or group.base in words_of("begins") else "ends" if group.base in words_of("ends") else ""
    )
    agent = _agent(parsed, group) if passive else subject if taken[1] > taken[0] else (0, 0)
    cause = (_head_groups(parsed, agent) | _brought_by(parsed, clause, acts)) & words_of("causes")
    return Deed(acts, objects, doers, parties, edge, cause - acts, sort, to, by)


def _brought_by(parsed: Parsed, clause: Clause, acts: frozenset[str]) -> frozenset[str]:
    """Return what people died or were hurt by, where a clause tells it: "died when a bus overturned"."""
    if not acts & words_of("suffered"):
        return frozenset()
    later = (c for c in parsed.clauses if c.group.first >= clause.group.last and not c.relative)
    then = next((c for c in later if c.start > 0 and parsed.tokens[c.start - 1].lower in ("when", "after", "as")), None)
    return _verb_groups(parsed, then) if then is not None else frozenset()


def _agent(parsed: Parsed, group: Group) -> Range:
    """Return who or what a passive is by: "was hit by a powerful tornado"."""
    tokens, start = parsed.tokens, group.last
    if start >= len(tokens) or tokens[start].lower != "by":
        return (0, 0)
    small = words("preposition", "subordinator", "conjunction") | RELATIVE
    dated = parsed.timed
    stop = (
        k for k in range(start + 1, len(tokens)) if k in dated or tokens[k].kind == "mark" or tokens[k].lower in small
    )
    end = next(stop, len(tokens))
    while end > start + 1 and is_adverb(tokens[end - 1]):
        end -= 1
    return start + 1, min(end, start + 1 + _PHRASE)


def _also_passive(parsed: Parsed, group: Group, taken: Range) -> bool:
    """Whether the verb goes on with a passive: "was arrested on Wednesday and freed on Friday"."""
    if group.tense not in ("past", "participle") or group.last - group.first > 1 or taken[1] > taken[0]:
        return False
    if group.first == 0 or parsed.tokens[group.first - 1].lower not in ("and", "or", "but", "then"):
        return False
    before = [g for g in parsed.groups if g.last <= group.first]
    return bool(before) and before[-1].passive


def _infinitive(parsed: Parsed, group: Group) -> tuple[frozenset[str], frozenset[str]]:
    """Return the deed of "to buy a rival", with what it is done to."""
    taken = object_of(parsed, group)
    end = max(taken[1], group.last)
    found = frozenset(_phrases_at(parsed.tokens, group.main, min(end + 3, len(parsed.tokens))))
    if not found and group.base in words_of("light"):
        return _head_groups(parsed, taken), _content(parsed, taken)
    return found or groups_of(stem(group.base)), _content(parsed, taken)


def _verb_groups(parsed: Parsed, clause: Clause) -> frozenset[str]:
    """Return the groups of the verb, with the small words after it: "broke down", "found guilty"."""
    return _phrases(parsed, clause) or groups_of(stem(clause.group.base))


def _phrases(parsed: Parsed, clause: Clause) -> frozenset[str]:
    tokens, group = parsed.tokens, clause.group
    end = min(max(clause.end, group.last), group.last + _GAP + 3, len(tokens))
    head = head_of(parsed, clause.subject) if clause.subject else -1
    first = head if 0 <= head == group.first - 1 else group.main  # "the ground shook"
    found = frozenset(n for k in (group.main, first) for n in _phrases_at(tokens, k, end))
    if group.passive and head >= 0:  # "jobs were cut" as "cut jobs"
        turned = (tokens[group.main], tokens[head])
        found |= frozenset(_phrases_at(turned, 0, 2))
    return found


def named_in(parsed: Parsed, part: Range) -> frozenset[str]:
    """Return the groups that the words of a stretch name, verbs and nouns alike."""
    dated = parsed.timed
    found: set[str] = set()
    for k in range(max(0, part[0]), min(part[1], len(parsed.tokens))):
        if k not in dated and parsed.tokens[k].lower not in _AMOUNTS:
            found |= groups_of(stem(parsed.tokens[k].lower))
            found.update(_phrases_at(parsed.tokens, k, min(part[1] + 2, len(parsed.tokens))))
    return frozenset(found)


def _head_groups(parsed: Parsed, part: Range) -> frozenset[str]:
    head = head_of(parsed, part)
    return named_in(parsed, (head, head + 1)) if head >= 0 else frozenset()


def _whose(parsed: Parsed, part: Range) -> frozenset[str]:
    """Return the people of whom a happening is told as a noun: "announced the resignation of its chief, Ann Lee"."""
    if part[1] >= len(parsed.tokens) or parsed.tokens[part[1]].lower != "of":
        return frozenset()
    end = next((k for k in range(part[1] + 1, len(parsed.tokens)) if _ends_whose(parsed, k)), len(parsed.tokens))
    return frozenset(use.key for use in parsed.uses if part[1] < use.first < end and use.kind in (PERSON, NAME))


def _ends_whose(parsed: Parsed, at: int) -> bool:
    token = parsed.tokens[at]
    return token.lower in words("preposition", "subordinator", "conjunction") or token.text in ".;:"


def _parties(parsed: Parsed, part: Range) -> frozenset[str]:
    """Return whose a happening is: "by bakers", "between Chad and Mali", "the bakers' strike"."""
    if not _head_groups(parsed, part):
        return frozenset()
    found: set[str] = set()
    for k in range(*part):
        token = parsed.tokens[k]
        if token.kind == "clitic" or token.text in "'’":
            found |= _content(parsed, (max(part[0], k - 1), k))
        elif token.lower in ("by", "between", "against", "with"):
            small = words("preposition", "subordinator")
            end = next((n for n in range(k + 1, part[1]) if parsed.tokens[n].lower in small), part[1])
            found |= _content(parsed, (k + 1, end))
    return frozenset(found)


def _phrases_at(tokens: Sequence[Token], at: int, end: int) -> Iterator[str]:
    for parts, name in several().get(stem(tokens[at].lower), ()):
        if _matches(tokens, at + 1, end, parts[1:]):
            yield name


def _matches(tokens: Sequence[Token], at: int, end: int, parts: tuple[str, ...]) -> bool:
    if not parts:
        return True
    if parts[0] != "~":
        return (
            at < end
            and parts[0] in (tokens[at].lower, stem(tokens[at].lower), tokens[at].lower.removesuffix("s"))
            and _matches(tokens, at + 1, end, parts[1:])
        )
    return any(_matches(tokens, k, end, parts[1:]) for k in range(at, min(end, at + _GAP + 1)))


def _named(parsed: Parsed, part: Range) -> frozenset[str]:
    """Return the names of people and things in a phrase, not those of places and peoples."""
    inside = (use for use in parsed.uses if part[0] <= use.first < part[1])
    return frozenset(use.key for use in inside if use.kind not in (PLACE, PEOPLE, OUTLET))


def _content(parsed: Parsed, part: Range) -> frozenset[str]:
    """Return the content words of a phrase, those of a group as its name, and names as the book has them."""
    dated = parsed.timed
    named = {k: use.key for use in parsed.uses for k in range(use.first, use.last)}
    found: set[str] = set()
    for k in range(*part):
        token = parsed.tokens[k]
        if k in dated or is_adverb(token) or token.lower in _PARTICLES or token.lower in _AMOUNTS:
            continue
        if k in named:
            found.add(named[k])
        elif token.kind in ("word", "abbreviation") and token.lower not in stopwords() and len(token.text) > 2:
            groups = single().get(stem(token.lower))
            found |= {f"={name}" for name in groups} if groups else {stem(token.lower)}
    return frozenset(found)
