"""The words of a headline: names in house spelling, verbs in the present, dates and linking words left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefing.model import TimexType
from briefing.timeline.language.clauses import Clause
from briefing.timeline.language.fullverbs import Group, is_adverb
from briefing.timeline.language.lexicon import words
from briefing.timeline.language.morphology import present
from briefing.timeline.language.tokens import Range, Token
from briefing.timeline.names import gazetteer
from briefing.timeline.names.book import Use
from briefing.timeline.names.gazetteer import NAME, PEOPLE, PERSON, PLACE
from briefing.timeline.telling.agreement import takes_plural
from briefing.timeline.telling.records import Parsed

_LINKING = words("linking")
_BEFORE_DATES = frozenset(
    {
        "on",
        "in",
        "at",
        "by",
        "during",
        "since",
        "from",
        "until",
        "of",
        "for",
        "between",
        "late",
        "early",
        "over",
        "before",
        "after",
    }
)
_FUNCTION = ("preposition", "conjunction", "subordinator", "adverb", "pronoun", "determiner", "person_pronoun")
QUOTES = frozenset('"“”„«»`')


def drops(parsed: Parsed) -> frozenset[int]:
    """Return the tokens that a headline leaves out: dates with their prepositions, linking adverbs, quotation marks."""
    tokens = parsed.tokens
    gone: set[int] = set()
    for expression in parsed.expressions:
        clock = expression.type is TimexType.TIME
        if expression.interval is None and not clock and not expression.value.endswith("_REF"):
            continue
        first, last = parsed.token_range(expression.span)
        if last < len(tokens) and tokens[last].kind == "clitic":
            named = tokens[last - 1].lower in words("weekday")
            gone |= set(range(first, last - 1 if named else last + 1))  # "in last Sunday's vote" keeps "in Sunday's"
            continue
        if last < len(tokens) and tokens[last].lower in ("later", "earlier", "afterwards", "ago"):
            last += 1
        if clock and [t.lower for t in tokens[last : last + 2]] == ["local", "time"]:
            last += 2
        if first > 0 and tokens[first - 1].lower == "since":
            continue  # "has been closed since May", "for the first time since 1987"
        if (
            last + 1 < len(tokens)
            and tokens[last].lower in ("is", "was")
            and tokens[last + 1].lower in ("out", "over", "up")
        ):
            last += 2  # "before the week is out"
        gone |= set(range(first, last))
        if _noun_after(parsed, last) and not (first > 0 and tokens[first - 1].lower == "on"):
            continue  # "in the 1994 treaty", unlike "on Tuesday unanimously"
        if first > 0 and tokens[first - 1].lower == "the":
            first -= 1
            gone.add(first)
        if first > 0 and tokens[first - 1].lower in _BEFORE_DATES:
            first -= 1
            gone.add(first)
        if first > 0 and tokens[first - 1].lower in ("late", "early", "shortly", "just", "later", "earlier"):
            first -= 1
            gone.add(first)
        if _bare_participle(parsed, first - 1, last):
            gone.add(first - 1)
    gone |= {k for k in range(1, len(tokens) - 1) if _joins_dates(tokens[k].lower) and {k - 1, k + 1} <= gone}
    gone |= bracketed(tokens)
    gone |= {k for k, t in enumerate(tokens) if t.text in QUOTES or t.lower in _LINKING}
    return frozenset(gone)


def _bare_participle(parsed: Parsed, k: int, last: int) -> bool:
    """Whether a participle has only the date behind it: "the warrant issued on Monday names two men"."""
    after = parsed.tokens[last] if last < len(parsed.tokens) else None
    ends = after is None or after.kind == "mark" or any(g.finite and g.first == last for g in parsed.groups)
    alone = any(g.tense == "participle" and g.first == k == g.last - 1 for g in parsed.groups)
    told = parsed.tokens[k].lower
    return alone and (told == "ended" or (ends and told in words("dated_participle")))


def bracketed(tokens: Sequence[Token]) -> frozenset[int]:
    """Return the tokens that stand in brackets, with these: an aside that a headline leaves out."""
    found: set[int] = set()
    opened = -1
    for k, token in enumerate(tokens):
        if token.text == "(":
            opened = k
        elif token.text == ")" and opened > 0:
            found |= set(range(opened, k + 1))
            opened = -1
    return frozenset(found)


def _joins_dates(word: str) -> bool:
    return word in ("and", "or", "to", "until", "till", "-", "–")


def _noun_after(parsed: Parsed, last: int) -> bool:
    """Whether the date stands before a noun that it describes: "the 1994 treaty"."""
    if last >= len(parsed.tokens) or parsed.tokens[last].kind != "word" or any(g.first == last for g in parsed.groups):
        return False
    lower = parsed.tokens[last].lower
    if is_adverb(parsed.tokens[last]):
        return False
    return not any(lower in words(name) for name in _FUNCTION)


def shown(use: Use, text: str) -> str:
    """Return a name as the briefing spells it."""
    if text.rsplit(" ", 1)[-1].islower() and use.kind == PLACE:
        return text  # "the Chadian capital"
    short = text.replace(".", "") if text.replace(".", "").isupper() else text
    if use.kind in (PEOPLE, NAME) or (short.isupper() and len(short) < len(use.key)):
        return short
    if use.key in gazetteer.countries():
        return short  # Britain and the UK are both right
    if use.key.startswith(f"{text} ") and use.kind != PERSON:
        return text  # "Harrow" for Harrow Foods
    if use.kind == PERSON and _is_office(text):
        return text
    return use.key


def _is_office(text: str) -> bool:
    """Whether a person is named by office: "NATO chief", "head of NATO"."""
    return any(word.casefold() in gazetteer.titles() for word in text.replace("-", " ").split())


def spelled(parsed: Parsed, part: Range, verbs: Mapping[int, str], gone: frozenset[int]) -> str:
    """Return the words of ``part`` without ``gone``, names in house spelling, ``verbs`` in their new form."""
    starts, inside = _names(parsed, part)
    out: list[str] = []
    previous = -1
    for k in range(part[0], part[1]):
        if k in inside and k not in starts:
            previous = k if previous == k - 1 else previous
            continue
        if k in gone:
            continue
        token = parsed.tokens[k]
        text = starts.get(k) or verbs.get(k, token.text)
        together = k > 0 and previous == k - 1 and token.glued
        if not text or (text == "-" and not together):
            continue
        clitic = token.kind == "clitic" and text == token.text
        glued = bool(out) and (token.text in ",.;:!?)%" or clitic or (together and token.kind != "clitic"))
        if out and not glued:
            out.append(" ")
        out.append(text)
        previous = k
    return tidy("".join(out))


def _names(parsed: Parsed, part: Range) -> tuple[dict[int, str], set[int]]:
    """Return the first token of each name with its house spelling, and all tokens of names and of the titles before."""
    starts: dict[int, str] = {}
    inside: set[int] = set()
    for use in parsed.uses:
        if not part[0] <= use.first < part[1]:
            continue
        first = use.first
        if use.kind == PERSON:
            while first > part[0] and _is_title(parsed, first - 1):
                first -= 1
            if first < use.first and first > part[0] and _field_of_office(parsed, first):
                first -= 1
            if first < use.first and first > part[0]:
                holder = next(
                    (u for u in parsed.uses if u.last == first and u.first >= part[0] and u.kind != PERSON), None
                )
                first = holder.first if holder else first
                if first > part[0] and parsed.tokens[first - 1].lower == "the":
                    first -= 1
        for k in range(first, use.last):
            inside.add(k)
            starts.pop(k, None)
        if use.kind == PERSON and first < use.first and first > part[0] and parsed.tokens[first - 1].kind == "clitic":
            owner = first - 2  # "the company's chief executive Ann Lee"
            owner -= owner > part[0] and parsed.tokens[owner - 1].lower in words("determiner")
            first = max(part[0], owner)
            inside |= set(range(first, use.first))
        text = parsed.words((use.first, use.last))
        starts[first] = text if _in_office(parsed, use) else shown(use, text)
    return starts, inside


def _in_office(parsed: Parsed, use: Use) -> bool:
    """Whether a name is an office of somebody named before it: "Lee, who took over as Velor's boss"."""
    before = any(other.key == use.key and other.first < use.first for other in parsed.uses)
    text = parsed.words((use.first, use.last))
    return before and use.kind == PERSON and not any(word in text for word in use.key.split())


def _field_of_office(parsed: Parsed, title: int) -> bool:
    """Whether the word before a title belongs to it: "Transport minister Ann Lee", "Union leader Ann Lee"."""
    before = parsed.tokens[title - 1]
    taken = any(use.first <= title - 1 < use.last for use in parsed.uses)
    taken = taken or any(group.first <= title - 1 < group.last for group in parsed.groups)
    return before.kind == "word" and not taken and not any(before.lower in words(name) for name in _FUNCTION)


def _is_title(parsed: Parsed, position: int) -> bool:
    """Whether a token belongs to the title before a name: "Secretary of State Ann Lee"."""
    tokens = parsed.tokens
    if tokens[position].lower == "of":
        return (
            position > 0 and tokens[position - 1].lower in gazetteer.titles() and tokens[position + 1].lower == "state"
        )
    return tokens[position].lower in gazetteer.titles()


def tidy(text: str) -> str:
    text = " ".join(text.split())
    for wrong, right in ((" ,", ","), (",,", ","), (", ,", ","), ("( ", "("), (" )", ")")):
        text = text.replace(wrong, right)
    text = text.strip(" ,;:–—-.(")
    return text.rstrip(" .)") if text.endswith(")") and "(" not in text else text


def finite_form(parsed: Parsed, group: Group, plural: bool) -> dict[int, str] | None:
    """Return the new words of a verb group: the past becomes the present; "" drops a token. None: leave it alone."""
    if group.tense not in ("past", "perfect"):
        return {}
    first = parsed.tokens[group.first].lower
    if group.negated and first in ("did", "had"):
        return (
            {group.first: "do" if plural else "does"} if first == "did" else {group.first: "have" if plural else "has"}
        )
    if first in ("was", "were", "is", "are"):
        return {group.first: "are" if plural else "is"}
    if group.tense == "perfect":
        return _perfect(parsed, group, plural)
    form = present(parsed.tokens[group.main].text, plural)
    return {group.main: form} if form else None


def _perfect(parsed: Parsed, group: Group, plural: bool) -> dict[int, str] | None:
    """Return "has died" as "dies", "had been told" as "is told"; "has been fighting" stays."""
    between = range(group.first + 1, group.main)
    been = next((k for k in between if parsed.tokens[k].lower == "been"), None)
    if group.negated or (been is not None and not group.passive):
        return {group.first: "have" if plural else "has"}
    if been is not None:
        return {group.first: "are" if plural else "is", been: ""}
    if group.base == "be":
        return {group.first: "", group.main: "are" if plural else "is"}
    form = present(parsed.tokens[group.main].text, plural)
    return {group.first: "", group.main: form} if form else {}


def capital(text: str) -> str:
    """Return the text with a capital, save for a name like iCloud."""
    return text if any(c.isupper() for c in text.split(" ", 1)[0]) else text[:1].upper() + text[1:]


def _since(parsed: Parsed, clause: Clause) -> bool:
    """Whether the clause says since when it is so."""
    dated = {parsed.token_range(e.span)[0] for e in parsed.expressions}
    return any(parsed.tokens[k].lower == "since" and k + 1 in dated for k in range(clause.start, clause.end))


def present_forms(parsed: Parsed, clause: Clause, limit: int) -> dict[int, str] | None:
    """Return the present of a clause's verb and of those that follow up to ``limit``; None when its own has none."""
    assert clause.subject is not None
    forms = finite_form(parsed, clause.group, takes_plural(parsed, clause.group, clause.subject))
    if clause.group.tense == "perfect" and _since(parsed, clause):
        plural = takes_plural(parsed, clause.group, clause.subject)
        forms = {clause.group.first: "have" if plural else "has"}  # "has governed since 2014"
    if forms is None:
        return None
    for other in parsed.clauses:
        if clause.group.first < other.group.first < limit and other.subject is not None:
            forms |= finite_form(parsed, other.group, takes_plural(parsed, other.group, other.subject)) or {}
    return forms
