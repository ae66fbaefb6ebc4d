"""A finite clause as a headline: subject, verb in the present, what follows; nothing, where it lacks something."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.timeline.language.clauses import Clause
from briefing.timeline.language.lexicon import words
from briefing.timeline.language.morphology import Form, readings, reporting, shape
from briefing.timeline.language.participles import takes_object
from briefing.timeline.language.tokens import Range
from briefing.timeline.names.gazetteer import NAME, PERSON
from briefing.timeline.telling.agreement import takes_plural
from briefing.timeline.telling.records import Parsed
from briefing.timeline.telling.spelling import (
    capital,
    drops,
    present_forms,
    spelled,
)
from briefing.timeline.telling.subjects import is_article, subject_words
from briefing.timeline.wording.compression import WIDEST, shortened
from briefing.timeline.wording.cuts import PARTICLES

_NO_SUBJECT = frozenset({"there", "what", "those", "some", "both", "according", "including", "such", "one"})


def _with_complement(parsed: Parsed, clause: Clause, limit: int) -> int:
    """Return where a clause ends with what its verb is about: "noticed in May that pages were missing"."""
    after = next((c for c in parsed.clauses if c.start == limit and not c.relative and c.subject), None)
    gone = drops(parsed)
    if clause.group.base in reporting() and after is not None and gone.issuperset(range(clause.group.last, limit)):
        return len(parsed.tokens)  # "announced on Friday they had formed a league"
    last = limit - 1
    if not clause.group.last <= last < len(parsed.tokens) or parsed.tokens[last].lower != "that":
        return limit
    between = [k for k in range(clause.group.last, last) if k not in gone]
    return len(parsed.tokens) if not between else limit


def _shared_auxiliary(parsed: Parsed, clause: Clause) -> str:
    """Return "is" or "will" that the verb shares with the one before: "was built and refitted", "will sit and vote"."""
    before = next((c for c in reversed(parsed.clauses) if c.group.last <= clause.group.first), None)
    own = clause.group.last - clause.group.first > 1 or clause.subject is None
    if own or before is None or before.subject != clause.subject or clause.relative:
        return ""
    word = parsed.tokens[clause.group.main].lower
    if clause.group.tense in ("future", "modal") and parsed.tokens[clause.group.first].lower not in words("modal"):
        return next(
            (
                t.text
                for c in reversed(parsed.clauses)
                if c.group.last <= clause.group.first
                for t in parsed.tokens[c.group.first : c.group.first + 1]
                if t.lower in words("modal")
            ),
            "",
        )
    done = takes_object(parsed.tokens, clause.group.main) and clause.group.base not in words("two_objects")
    if done or not before.group.passive or not any(r.form is Form.PARTICIPLE for r in readings(word) or shape(word)):
        return ""
    return "are" if before.subject and takes_plural(parsed, before.group, before.subject) else "is"


def lacks_object(parsed: Parsed, clause: Clause) -> bool:
    """Whether the object stands before the clause: "the inquiry, which the minister announced"."""
    start = clause.subject[0] if clause.subject else 0
    following = parsed.tokens[clause.group.last] if clause.group.last < len(parsed.tokens) else None
    if clause.group.base == "do" and clause.group.last < len(parsed.tokens):
        after = parsed.tokens[clause.group.last]
        if after.kind == "mark" or after.lower in words("preposition"):
            return True  # "just as Velor is doing in the gulf"
    opened = not clause.relative and start > 1 and parsed.tokens[start - 1].lower in ("which", "that", "whom", "what")
    if not opened or (parsed.tokens[start - 1].lower == "that" and parsed.tokens[start - 2].kind == "mark"):
        return False
    if parsed.tokens[start - 2].lower in words("preposition"):
        return False  # "the raid in which nine people were held"
    said = any(g.last == start - 1 for g in parsed.groups)  # "said that he left" is no relative clause
    rest = following is None or following.kind == "mark" or following.lower in words("preposition") | PARTICLES
    return not said and rest


def _tells(parsed: Parsed, k: int) -> bool:
    """Whether the words that somebody is told begin at a token: "that", a colon, a quotation, "to leave", a clause."""
    token = parsed.tokens[k]
    opened = token.lower in ("that", "to", "how", "why", "what", "of", "about") or token.text in (":", '"', "“")
    return opened or any(g.finite and g.first == k for g in parsed.groups)


def lacks_words(parsed: Parsed, clause: Clause) -> bool:
    """Whether a verb of saying stands without what is said: "88 people who, the group said, were killed"."""
    group = clause.group
    if group.passive or group.base not in reporting() or group.base in words("intransitive"):
        return False
    gone = drops(parsed)
    rest = [k for k in range(group.last, len(parsed.tokens)) if k not in gone]
    if not rest or parsed.tokens[rest[0]].text in ".;":
        return True
    verb = next((k for k in rest if parsed.tokens[k].kind != "mark"), -1)
    if reporting()[group.base] and not any(_tells(parsed, k) for k in rest):
        return True  # "told reporters in Karsk"
    return any(g.finite and g.first == verb for g in parsed.groups)


def clause_words(parsed: Parsed, clause: Clause, limit: int, name: str = "", *, whole: bool = False) -> str | None:
    """Return a finite clause as a headline: subject, verb in the present, what follows; None when it cannot be one.

    ``name`` takes the place of "he", "she" or "it" as the subject. ``whole`` leaves the verbs after the first as they
    are: "denies that it knew".
    """
    if clause.subject is None:
        return None
    subject = subject_words(parsed, clause.subject)
    head_word = parsed.tokens[subject[0]].lower
    named = head_word != "i" and any(use.first == subject[0] for use in parsed.uses)
    pronoun = not named and head_word in ("he", "she", "it", "they") and subject[1] - subject[0] == 1 and bool(name)
    lead_in = parsed.tokens[0].lower in words("preposition") and not any(
        t.text == "," for t in parsed.tokens[: subject[0]]
    )
    if clause.group.base == "be" and lead_in and subject[0] > 0:
        return None  # "Among the losers were two banks"
    if clause.group.passive and not name and head_word in ("he", "she", "it", "they") and len(range(*subject)) == 1:
        word, last = capital(parsed.tokens[clause.group.main].text), clause.group.last
        return shortened(parsed, word + " ", last, last, limit, {})  # "Elected at the age of 38"
    if not pronoun and ((not named and head_word in words("pronoun")) or head_word in _NO_SUBJECT):
        following = parsed.tokens[subject[0] + 1] if subject[0] + 1 < subject[1] else None
        noun = following is not None and following.kind == "word" and following.lower not in words("preposition")
        counted = following is not None and (following.kind == "number" or noun)
        if head_word not in ("some", "one", "both") or not counted:
            return None
    limit = _with_complement(parsed, clause, limit)
    forms = present_forms(parsed, clause, clause.group.last if whole else limit)
    if forms is None:
        return None
    forms |= _whom(parsed, clause) | _written_out(parsed, clause)
    name = name if pronoun else capital(spelled(parsed, subject, {}, drops(parsed) | _office(parsed, subject)))
    auxiliary = _shared_auxiliary(parsed, clause)
    if auxiliary and name:
        return shortened(
            parsed, f"{name} {auxiliary} ", clause.group.main, clause.group.last, limit, _whom(parsed, clause)
        )
    if not name or len(name) > 55 or lacks_object(parsed, clause) or lacks_words(parsed, clause):
        return None
    head, first, last = f"{name} {_hedge(parsed, clause)}", clause.group.first, clause.group.last
    if whole:
        return _said(parsed, head, (first, last, limit), forms)
    return shortened(parsed, head, first, last, limit, forms) or shortened(
        parsed, head, first, last, limit, forms, WIDEST
    )


def _written_out(parsed: Parsed, clause: Clause) -> dict[int, str]:
    """Return the auxiliary of "he's expected" as a word, for a name takes the place of "he"."""
    group, first = clause.group, parsed.tokens[clause.group.first]
    if first.kind != "clitic":
        return {}
    end = first.lower.replace("’", "'")
    long = {"'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'m": "am"}
    return {group.first: long.get(end, "has" if group.tense == "perfect" else "is")}


def _hedge(parsed: Parsed, clause: Clause) -> str:
    """Return the adverb before the verb without which the clause says something else: "nearly broke the record"."""
    before = parsed.tokens[clause.group.first - 1] if clause.group.first > 0 else None
    return f"{before.text} " if before is not None and before.lower in words("hedge") else ""


def _office(parsed: Parsed, subject: Range) -> frozenset[int]:
    """Return the tokens of an office before the last of two names: "Menk and the president, Ulla Brandt, met"."""
    name = next((use for use in parsed.uses if use.last == subject[1] and use.first > subject[0]), None)
    if name is None or parsed.tokens[name.first - 1].text != ",":
        return frozenset()
    joins = [k for k in range(subject[0], name.first) if parsed.tokens[k].lower == "and"]
    if joins and parsed.tokens[joins[-1] + 1].lower not in words("determiner"):
        return frozenset(range(subject[0], name.first))  # "the savings and loan chief, Ulla Brandt"
    return frozenset(range(joins[-1] + 1, name.first)) if joins else frozenset()


def _whom(parsed: Parsed, clause: Clause) -> dict[int, str]:
    """Return a name for "him" behind a verb, and the thing for "it", where the sentence has one before it."""
    subject = clause.subject or (0, 0)
    at = next((k for k in (clause.group.last, clause.group.last + 1) if k < clause.end and _stands_in(parsed, k)), -1)
    following = parsed.tokens[at + 1].lower if at + 1 < len(parsed.tokens) else "."
    alone = following in words("preposition", "conjunction", "subordinator") or not following.isalpha()
    if at < 0 or not alone:
        return {}
    if parsed.tokens[at].lower == "it":
        return {at: thing} if (thing := _object_before(parsed, clause)) else {}
    people = {
        use.key: parsed.words((use.first, use.last))
        for use in parsed.uses
        if use.last <= clause.group.first and use.kind in (PERSON, NAME) and not subject[0] <= use.first < subject[1]
    }
    if len(people) != 1:
        return {}
    ((key, written),) = people.items()
    return {at: key if len(key) <= len(written) else written}


def _stands_in(parsed: Parsed, k: int) -> bool:
    return parsed.tokens[k].lower in ("him", "her", "it")


def _object_before(parsed: Parsed, clause: Clause) -> str:
    """Return the object of the verb before, of the same subject: "will debate the bill and vote on it"."""
    before = next((c for c in reversed(parsed.clauses) if c.group.last <= clause.group.first), None)
    if before is None or before.subject != clause.subject or before.relative:
        return ""
    first = before.group.last
    last = first
    while last < clause.group.first and parsed.tokens[last].kind == "word" and not _ends_object(parsed, last):
        last += 1
    article = last - first > 1 and parsed.tokens[first].lower in ("the", "a", "an")
    return parsed.words((first, last)) if article and last - first <= 4 else ""


def _ends_object(parsed: Parsed, k: int) -> bool:
    return any(parsed.tokens[k].lower in words(name) for name in ("preposition", "conjunction", "subordinator"))


def _said(parsed: Parsed, head: str, parts: tuple[int, int, int], forms: Mapping[int, str]) -> str | None:
    """Return who says what with all that is said, without "that" where it is long; else what fits of it."""
    first, last, limit = parts
    that = next((k for k in range(last, limit - 1) if parsed.tokens[k].lower == "that"), last)
    bare = {k: "" for k in (that, that + 1) if that > last and (k == that or is_article(parsed, k))}
    long = shortened(parsed, head, first, last, limit, dict(forms) | bare, WIDEST)
    short = shortened(parsed, head, first, last, limit, forms)
    return short if long is None or (short and len(short) >= len(long)) else long
