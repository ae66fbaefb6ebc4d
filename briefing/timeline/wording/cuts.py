"""Where a clause may be cut so that no phrase is broken."""

from __future__ import annotations

from briefing.timeline.language.lexicon import words
from briefing.timeline.language.morphology import Form, readings, reporting
from briefing.timeline.language.participles import on_condition
from briefing.timeline.telling.records import Parsed
from briefing.timeline.telling.spelling import bracketed

DANGLING = words("preposition", "determiner", "conjunction", "modal", "dangling")
PARTICLES = frozenset({"in", "off", "down", "up", "out", "over"})
_STRONG = words("boundary")
_RELATIVE = frozenset({"who", "whose", "which", "whom"})
_AFTER_PARTICLE = frozenset({",", ".", ";", ":", "and", "but", "or", "after", "before", "because", "when", "while"})


def ends(parsed: Parsed, after: int, limit: int) -> tuple[tuple[int, bool], ...]:
    """Return where a clause may be cut after token ``after``, each with whether it is a clause boundary."""
    tokens = parsed.tokens
    named = {k for use in parsed.uses for k in range(use.first + 1, use.last)}
    verbs = {g.first for g in parsed.groups if g.finite}
    aside = bracketed(tokens)
    later = [c for c in parsed.clauses if c.group.first >= after]
    found: list[tuple[int, bool]] = []
    between = False
    for k in range(after, limit):
        lower, text = tokens[k].lower, tokens[k].text
        between = between or lower == "between"
        if tokens[k].text == ";":
            found.append((k, True))
            return tuple(found)
        if (
            k in named
            or k in aside
            or any(c.start <= k < c.group.last and not (k == c.start and lower in _STRONG) for c in later)
        ):
            continue
        if (
            text == ","
            and k + 1 < limit
            and k > after
            and (_says(tokens[k + 1].lower) or tokens[k + 1].lower == "compared")
        ):
            found.append((k, True))
            return tuple(found)  # "..., said the lawyer"
        if lower in _RELATIVE and _starts_anew(parsed, k, after):
            continue
        if text in "–—-" and not tokens[k].glued and k > after:
            found.append((k, True))
            return tuple(found)
        if (
            text in ":("
            or (text == "," and not _list(parsed, k, limit))
            or (lower in _STRONG and tokens[k - 1].lower not in ("as", "such", "so"))
            or (lower in ("and", "or") and not between and any(v in verbs for v in range(k + 1, min(k + 4, limit))))
        ):
            found.append((k, True))
        elif k > after and (
            (_opens_phrase(parsed, k) and not _wants_more(tokens[k - 1].lower)) or _describes_noun(parsed, k)
        ):
            found.append((k, False))
        elif k > after and on_condition(tokens, k):
            found.append((k, True))
    if limit - 1 > after and tokens[limit - 1].lower in DANGLING:
        found.append((limit - 1, True))
    if limit == len(tokens) or tokens[limit].lower not in _RELATIVE or not _starts_anew(parsed, limit, after):
        found.append((limit, True))
    return tuple(found)


def _starts_anew(parsed: Parsed, k: int, after: int) -> bool:
    """Whether "who" goes with the subject of a new clause: "many cheered, but a man who ... said"."""
    start = k - 1 - (parsed.tokens[k - 1].text == ",")
    while (
        start > after and parsed.tokens[start].kind != "mark" and parsed.tokens[start].lower not in ("and", "but", "so")
    ):
        start -= 1
    apart = start > after and (parsed.tokens[start].text == "," or parsed.tokens[start - 1].text == ",")
    verb = any(g.finite and start < g.first < k for g in parsed.groups)
    later = any(c.group.first > k and not c.relative for c in parsed.clauses)
    return apart and not verb and later


def joins(parsed: Parsed, after: int, limit: int) -> tuple[int, ...]:
    """Return where a clause too long for any other cut may end before "and": "controls the port and the refinery"."""
    tokens = parsed.tokens
    named = {k for use in parsed.uses for k in range(use.first + 1, use.last)}
    inside = [t.lower for t in tokens[after:limit]]
    if "between" in inside or "both" in inside:
        return ()
    return tuple(k for k in range(after + 2, limit) if tokens[k].lower == "and" and k not in named)


def _describes_noun(parsed: Parsed, k: int) -> bool:
    """Whether a participle goes with the noun before it: "rockets landing", "a deal reached"; it can be left out."""
    if any(g.first == k and g.tense == "participle" for g in parsed.groups):
        return True
    before = parsed.tokens[k - 1]
    ing = any(r.form is Form.ING for r in readings(parsed.tokens[k].lower))
    noun = before.kind == "word" and before.lower.endswith("s") and not readings(before.lower)
    return ing and noun and before.lower not in DANGLING


def before_bare_participle(parsed: Parsed, end: int, after: int, gone: frozenset[int]) -> int:
    """Return where to cut before a participle whose own words are cut off: "the deal reached (on Friday)"."""
    last = end - 1
    while last > after and (last in gone or parsed.tokens[last].kind == "mark"):
        last -= 1
    alone = any(g.tense == "participle" and g.first == last == g.last - 1 for g in parsed.groups)
    alone = alone and not any(g.last == last for g in parsed.groups)  # "feels satisfied"
    cut_off = last < end - 1 or (end < len(parsed.tokens) and parsed.tokens[end].kind != "mark")
    return last if last > after and alone and cut_off else end


def _says(word: str) -> bool:
    return any(r.base in reporting() and r.form is Form.PAST for r in readings(word))


def _opens_phrase(parsed: Parsed, k: int) -> bool:
    word = parsed.tokens[k].lower
    if word in PARTICLES and (k + 1 == len(parsed.tokens) or parsed.tokens[k + 1].lower in _AFTER_PARTICLE):
        return False  # "called the strike off and ..."
    return (word in words("preposition") or word == "to") and word not in ("of", "than")


def _wants_more(word: str) -> bool:
    return word in words("preposition", "wants_infinitive")


def _list(parsed: Parsed, comma: int, limit: int) -> bool:
    """Whether a comma stands between the members of a list."""
    tokens = parsed.tokens
    following = tokens[comma + 1].lower if comma + 1 < limit else ""
    if following == "or" and not any(token.text == "," for token in tokens[max(0, comma - 4) : comma]):
        return False  # "2.5 million dollars, or seven cents a share"
    if (
        following in _STRONG
        or following in ("and", "but", "with", "including", "saying", "adding")
        or any(g.first == comma + 1 for g in parsed.groups)
    ):
        verb = any(g.tense != "infinitive" and comma < g.first <= comma + 4 for g in parsed.groups)
        return following == "and" and not verb
    for k in range(comma + 1, min(comma + 9, limit)):
        if tokens[k].lower in ("and", "or"):
            return True
        if any(g.first == k for g in parsed.groups):
            return False
        if tokens[k].text == ",":
            return _list(parsed, k, limit)
    return False
