"""What "he", "it" and "this" stand for: only where one person, thing or happening can be meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.timeline.language.clauses import Clause
from briefing.timeline.language.lexicon import words
from briefing.timeline.language.morphology import stopwords
from briefing.timeline.names import gazetteer
from briefing.timeline.names.book import Use
from briefing.timeline.names.gazetteer import NAME, ORGANISATION, PERSON, PLACE
from briefing.timeline.names.profile import kind_at, profile
from briefing.timeline.telling.agreement import is_plural
from briefing.timeline.telling.extract import subject_clause
from briefing.timeline.telling.records import Parsed, Telling
from briefing.timeline.telling.spelling import capital, drops, spelled
from briefing.timeline.telling.subjects import subject_words

_EMPTY = words("empty_it")
_NAME = 40  # code points of a noun that takes the place of "it"
_PASSAGE = 420  # code points of a passage made of two sentences
_NO_OFFICE = frozenset({"of", "general", "state", "former", "foreign", "special", "press", "deputy"})  # of titles


def pronouns(body: Sequence[Parsed], titled: str | None = None) -> dict[int, str]:
    """Return who "he", "she" or "it" is as a subject: who acts or speaks just before, if only one can.

    Before anybody is named, that is ``titled``, the one person whom the article's title names.
    """
    found: dict[int, str] = {}
    known: dict[str, str] = {}  # whom the article calls "he", and whom "she"
    person = titled
    thing: str | None = None
    firm: tuple[str, int] = "", 0  # the one body that acted or spoke last, and its paragraph
    paragraph = body[0].sentence.paragraph if body and titled else -1
    for p in body:
        clause = subject_clause(p)
        subject = clause.subject if clause else None
        lone = p.tokens[subject[0]].lower if subject is not None and subject[1] - subject[0] == 1 else ""
        near = p.sentence.paragraph - paragraph
        if _speaks_for_firm(p):
            if firm[0] and p.sentence.paragraph - firm[1] <= 1:
                found[p.sentence.index] = firm[0]
                firm = firm[0], p.sentence.paragraph
            continue
        if lone in ("he", "she") or (p.report and p.report.pronoun):
            said = lone if lone in ("he", "she") else _pronoun(p)
            if person and near <= 1 and known.setdefault(person, said) == said:
                found[p.sentence.index] = person
                paragraph = p.sentence.paragraph
            continue
        if lone == "it" and clause is not None and clause.group.base != "be":
            if thing and near <= 1:
                found[p.sentence.index] = thing
            continue
        people = {u.key for u in p.uses if u.kind == PERSON}
        acting = [u for u in p.uses if subject and subject[0] <= u.first < subject[1]]
        speaker = p.report.speaker if p.report and p.report.speaker in people else None
        named = [u.key for u in acting if u.kind == PERSON]
        if speaker or len(set(named)) == 1:
            person, paragraph = speaker or named[-1], p.sentence.paragraph
        elif people:
            person = None
        if p.report and p.report.verb >= 0 and _holds_office(p):
            person = None  # a judge said of a mayor: "he" may be either
        things = [u.key for u in acting if u.kind in (PLACE, ORGANISATION)]
        thing = things[0] if len(acting) == len(things) == 1 else None
        paragraph = p.sentence.paragraph if thing else paragraph
        bodies = _bodies(p, acting)
        if bodies or p.uses:
            firm = (bodies[0] if len(bodies) == 1 else ""), p.sentence.paragraph
    return found


def _bodies(p: Parsed, acting: Sequence[Use]) -> list[str]:
    """Return the firms, bodies and things by name that act or speak in a sentence; none where several are named."""
    known = (ORGANISATION, NAME)
    named = {u.key for u in p.uses if u.kind in known}
    doing = {u.key for u in acting if u.kind in known}
    doing |= {p.report.speaker} & named if p.report and p.report.speaker else set()
    return sorted(doing) if named == doing else []


def _speaks_for_firm(p: Parsed) -> bool:
    """Whether "it", "the brewer" or "a spokesman" says the sentence."""
    if p.report is None or p.report.named or p.report.verb < 0:
        return False
    if p.report.pronoun:
        return _pronoun(p) == "it"
    noun = (p.report.speaker or "").casefold()
    return noun in words("firm_noun", "spoken_for")


def _pronoun(p: Parsed) -> str:
    """Return the pronoun of "he said"."""
    verb = p.report.verb if p.report else -1
    around = (verb - 1, verb + 1, verb - 2, verb - 3) if verb >= 0 else ()
    near = [p.tokens[k].lower for k in around if 0 <= k < len(p.tokens)]
    return next(
        (word for word in near if word in ("he", "she", "it", "they")),
        "he" if "him" in [t.lower for t in p.tokens] else "she",
    )


def _holds_office(p: Parsed) -> bool:
    """Whether what is said is about somebody by office, who is not named: "the former mayor"."""
    assert p.report is not None
    named = {k for use in p.uses for k in range(use.first - 1, use.last)}
    offices = gazetteer.titles()
    said = ((k, p.tokens[k].lower) for k in range(*p.report.content))
    return any(word in offices and word not in _NO_OFFICE and k not in named for k, word in said)


def spoken(p: Parsed, speakers: dict[int, str]) -> Parsed:
    """Return the sentence with "he said" and "the brewer said" given their speaker."""
    who = speakers.get(p.sentence.index)
    if who is None or p.report is None:
        return p
    noun = (p.report.speaker or "").casefold()
    if noun in words("spoken_for") and _speaks_for_firm(p):
        return replace(p, report=replace(p.report, speaker=f"{who} {noun}"))
    if p.report.pronoun or (noun in words("firm_noun") and _speaks_for_firm(p)):
        return replace(p, report=replace(p.report, speaker=who, named=True))
    return p


def with_topic(told: Telling, before: Parsed | None) -> Telling:
    """Return the telling with the sentence before it, when "this" in it stands for what that one tells."""
    p = told.parsed
    if before is None or before.sentence.paragraph != p.sentence.paragraph or before.report is not None:
        return told
    bare = any(
        t.lower == "this"
        and k > 2
        and (
            k + 1 >= len(p.tokens)
            or p.tokens[k + 1].kind == "mark"
            or p.tokens[k + 1].lower in ("earlier", "on", "in", "last", "at")
        )
        for k, t in enumerate(p.tokens)
    )
    if not bare or p.sentence.span[1] - before.sentence.span[0] > _PASSAGE:
        return told
    noun = next((k for k, t in enumerate(before.tokens) if kind_at(t)), None)
    if noun is None:
        return told
    end = next(
        (
            k
            for k in range(noun, len(before.tokens))
            if before.tokens[k].kind == "mark" or any(g.first == k for g in before.groups)
        ),
        len(before.tokens),
    )
    extra = profile(before.tokens, before.uses, (0, len(before.tokens)), before.timed)
    return replace(
        told,
        extent=(before.sentence.span[0], p.sentence.span[1]),
        before=before,
        topic=(noun, end),
        stems=told.stems | extra.stems,
        names=told.names | extra.names,
        actors=tuple(dict.fromkeys([*told.actors, *extra.actors])),
    )


def referring(told: Telling, speakers: dict[int, str]) -> Telling:
    """Return the telling with whom its "he" or "it" stands for, who then acts in it."""
    who = speakers.get(told.parsed.sentence.index, "")
    if not who or told.principals:
        return told
    acting = gazetteer.seat_of(who)
    actors = tuple(dict.fromkeys([acting, *told.actors]))
    return replace(told, antecedent=who, principals=frozenset({acting}), actors=actors)


def leaning_on(told: Telling, before: Parsed | None) -> Telling:
    """Return the telling with the noun for which its "it" or "they" stands, where the sentence before has one only.

    "The inquiry, led by Ann Lee, was announced on Sunday. It is to begin in May": a headline may name the inquiry.
    """
    p = told.parsed
    if before is None or told.principals or told.antecedent or before.sentence.paragraph != p.sentence.paragraph:
        return told
    clause, main = subject_clause(p), subject_clause(before)
    if clause is None or clause.subject is None or main is None or main.subject is None or main.relative:
        return told
    word = p.tokens[clause.subject[0]].lower
    if word not in ("it", "they") or clause.subject[1] - clause.subject[0] > 1 or _empty_it(p, clause):
        return told
    nouns = _nouns(before, many=word == "they")
    first, last = subject_words(before, main.subject)
    alone = nouns and all(first <= k < last for k in nouns) and is_plural(before, main.subject) == (word == "they")
    name = spelled(before, (first, last), {}, drops(before)) if alone else ""
    return replace(told, antecedent=capital(name)) if 0 < len(name) <= _NAME else told


def _empty_it(p: Parsed, clause: Clause) -> bool:
    """Whether "it" stands for nothing: "it rained", "it is feared that", "it took two days"."""
    following = p.tokens[clause.group.last].lower if clause.group.last < len(p.tokens) else ""
    to_come = clause.group.base == "be" and following in ("to", "due", "expected", "scheduled", "set")
    return (
        following in ("that", "whether", "how")
        or clause.group.base in _EMPTY
        or (clause.group.base == "be" and not to_come)
    )


def _nouns(p: Parsed, *, many: bool) -> list[int]:
    """Return the nouns of a sentence that "they" or "it" could stand for, people by name left out."""
    dated = p.timed
    people = {k for use in p.uses if use.kind == PERSON for k in range(use.first, use.last)}
    named = {use.first for use in p.uses if use.kind != PERSON}
    verbs = {k for g in p.groups for k in range(g.first, g.last)}
    found: list[int] = []
    for k, token in enumerate(p.tokens):
        if k in dated | people | verbs or token.kind != "word" or token.lower in gazetteer.titles():
            continue
        plural = token.lower.endswith("s") and not token.lower.endswith(("ss", "us", "is"))
        plural = plural or token.lower in ("people", "men", "women", "children", "police")
        ends_phrase = k + 1 == len(p.tokens) or p.tokens[k + 1].kind != "word" or k + 1 in verbs | dated | people
        ends_phrase = ends_phrase or p.tokens[k + 1].lower in stopwords()
        if k in named or (ends_phrase and token.lower not in stopwords()):
            found += [k] if plural == many or k in named else []
    return found
