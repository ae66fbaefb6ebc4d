"""Which words a date governs: a verb of saying, another clause, or a noun ("Monday's talks")."""

from __future__ import annotations

from itertools import pairwise

from briefing.model import Direction, Precision, TimeExpression, TimexType
from briefing.timeline.language.clauses import Clause
from briefing.timeline.language.lexicon import words
from briefing.timeline.language.morphology import reporting
from briefing.timeline.language.tokens import Range
from briefing.timeline.names.profile import kinds_in
from briefing.timeline.telling.adjuncts import beside
from briefing.timeline.telling.chronology import opens_with_day
from briefing.timeline.telling.records import Parsed

_BOUNDS = frozenset({"since", "until", "till"})
_RANKING = frozenset({"worst", "first", "most", "least", "best", "low", "high", "level"})
_ARRANGED = words("arranged")
_MEASURED = words("measured")
_NEAR = 5  # tokens
_COARSE = (Precision.DECADE, Precision.CENTURY)


def inside(part: Range, other: Range) -> bool:
    return other[0] <= part[0] and part[1] <= other[1]


def counts(parsed: Parsed, expression: TimeExpression, part: Range) -> bool:
    """Whether the expression can date an event: a point of the calendar, not a bound, a length or a repetition."""
    if expression.type is TimexType.SET or expression.precision in _COARSE:
        return False
    before = parsed.tokens[part[0] - 1].lower if part[0] > 0 else ""
    if before == "since" and _begins(parsed, part):
        return True
    if before == "for" and not _arranged(parsed, part):
        return False  # "the plans for 2011": not the time of what is told
    if _compares(parsed, part):
        return False
    if before in _BOUNDS or expression.value in ("PRESENT_REF", "PAST_REF"):
        return False
    if expression.interval is None:
        return expression.direction is Direction.FUTURE and expression.value[-1:] in ("D", "W", "M")
    return expression.interval.start is not None or expression.interval.end is not None


def _compares(parsed: Parsed, part: Range) -> bool:
    """Whether the date is that of what something is compared with: "down from 74 a year earlier"."""
    lowers = [t.lower for t in parsed.tokens[max(0, part[0] - 7) : part[0]]]
    later = parsed.tokens[part[1]].lower if part[1] < len(parsed.tokens) else ""
    if "from" in lowers[-_NEAR:] and _measures(parsed, part):
        return True
    level = any(word in ("versus", "compared") for word in lowers) or "than" in lowers[-3:]
    level = level or any(b in ("above", "below") and _is_amount(a) for a, b in pairwise(lowers))
    moved = any(a in ("up", "down") and b in ("from", "on") for a, b in pairwise(lowers))
    return level or (
        moved and (later in ("earlier", "before", "ago") or parsed.tokens[part[1] - 1].lower in ("earlier", "ago"))
    )


def _measures(parsed: Parsed, part: Range) -> bool:
    """Whether the date is that from which a change is counted: "a 3 percent rise from the close on Wednesday"."""
    lowers = [t.lower for t in parsed.tokens[: part[0]]]
    opened = len(lowers) - 1 - lowers[::-1].index("from")
    until = parsed.tokens[part[1]].lower if part[1] < len(parsed.tokens) else ""
    verbs = any(g.finite and opened < g.first < part[0] for g in parsed.groups)
    if verbs or until in ("to", "until", "till", "through"):
        return False
    return any(word in _MEASURED or word.endswith("%") for word in lowers[max(0, opened - _NEAR) : opened])


def _is_amount(word: str) -> bool:
    """Whether "above" after the word compares: "38 percent above", "well below"; not "the hills above"."""
    return word[:1].isdigit() or word in (
        "%",
        "percent",
        "cent",
        "points",
        "degrees",
        "well",
        "far",
        "just",
        "slightly",
    )


def _arranged(parsed: Parsed, part: Range) -> bool:
    """Whether "for" names a date that is set: "scheduled for Monday"."""
    before = [t.lower for t in parsed.tokens[max(0, part[0] - 6) : part[0]]]
    return any(word in _ARRANGED for word in before)


def _begins(parsed: Parsed, part: Range) -> bool:
    """Whether "since" says when what is told began: "has been on leave since May"; not "the lowest since 1997"."""
    clause = governor(parsed, part)
    if clause is None or clause.group.tense != "perfect":
        return False
    between = parsed.tokens[clause.group.last : part[0]]
    return not any(t.lower.endswith("est") or t.lower in _RANKING for t in between)


def governor(parsed: Parsed, part: Range) -> Clause | None:
    """Return the clause whose verb a date at tokens ``part`` goes with."""
    before: Clause | None = None
    for clause in parsed.clauses:
        if _counts_from(parsed, part, clause) or _ends_time(parsed, part, clause):
            continue
        if clause.group.first < part[0]:
            before = clause
            continue
        start = clause.subject[0] if clause.subject is not None and not clause.relative else len(parsed.tokens)
        own = start <= part[0] and (before is None or before.group.first < start)
        if before is None or own or _opens(parsed, part, clause, before):
            return clause
        return before
    return before


def _counts_from(parsed: Parsed, part: Range, clause: Clause) -> bool:
    """Whether a clause only says from what a length counts: "three days after the dam burst, the river rose"."""
    cue = parsed.tokens[part[1]].lower if part[1] < len(parsed.tokens) else ""
    return cue in ("after", "before") and clause.subject is not None and part[1] < clause.start <= part[1] + 1


def _ends_time(parsed: Parsed, part: Range, clause: Clause) -> bool:
    """Whether a clause only says that a time ends: "before the week is out"."""
    cue = parsed.tokens[part[0] - 1].lower if part[0] > 0 else ""
    return clause.subject == part and cue in ("before", "until") and clause.group.base == "be"


def _opens(parsed: Parsed, part: Range, clause: Clause, before: Clause) -> bool:
    """Whether a date after the last verb opens the next clause: "..., and on Friday he flew"."""
    preposition = part[0] - 1 if part[0] > 0 and parsed.tokens[part[0] - 1].lower in words("preposition") else part[0]
    lead = parsed.tokens[preposition - 1].lower if preposition > before.group.last else ""
    return lead in ("and", "but", ";", "that") and part[1] <= clause.group.first


def role_of(parsed: Parsed, part: Range, clause: Clause | None, edge: dict[int, int]) -> tuple[str, Range]:
    """Return how a date at ``part`` stands in its sentence, and the words that it dates."""
    report = parsed.report
    noun = _noun(parsed, part)
    if report and report.verb >= 0 and clause and clause.group.main == report.verb and inside(part, report.frame):
        setting = noun is not None and {t.lower for t in parsed.tokens[max(0, part[0] - 3) : part[0]]} & {
            "at",
            "during",
            "in",
        }
        if noun is None or setting:
            return "statement", (0, len(parsed.tokens))
    aside = beside(parsed, part, clause) if noun is None else None
    if aside is not None:
        return "noun", aside
    if noun is not None and kinds_in(parsed.tokens, noun):
        if clause is not None and _fronted(parsed, noun, part, clause):
            return "clause", (0, clause.end)
        return "noun", noun
    told = _noun_told_of(parsed, part) if noun is None else None
    if told is not None:
        return "noun", told
    if clause is None:
        return ("clause", (part[1], len(parsed.tokens))) if opens_with_day(parsed) else ("", (0, 0))
    if report and report.verb == clause.group.main and report.verb >= 0 and noun is None:
        return "statement", (0, len(parsed.tokens))  # "proposed a plan on Friday": the date of the saying
    if _in_aside(parsed, part, clause):
        return "", (0, 0)
    if report and report.verb >= 0 and noun is None and _introduces(parsed, clause):
        return "statement", (0, len(parsed.tokens))
    if noun is not None and not _setting(parsed, part):
        return "", (0, 0)
    if (
        clause.group.base in reporting()
        and not clause.group.passive
        and clause.group.base not in ("call", "post", "recall")
        and not clause.relative
    ):
        return "statement", (clause.start, max(clause.end, part[1]))
    start = max(min(clause.start, part[0]), edge.get(clause.group.main, 0))
    later = [parsed.token_range(e.span) for e in parsed.expressions]
    same = [p for p in later if p[0] > part[0] and governor(parsed, p) is clause]
    return "clause", (start, part[1] if same else max(clause.end, part[1]))


def _noun_told_of(parsed: Parsed, part: Range) -> Range | None:
    """Return the noun with its date of which a clause tells: "angry about the raid on 7 June, in which nine died"."""
    lowers = [t.lower for t in parsed.tokens[part[1] : part[1] + 3]]
    if lowers[:1] != [","] or lowers[1:] not in (["in", "which"], ["at", "which"]) or part[0] < 3:
        return None
    verbs = {k for group in parsed.groups for k in range(group.first, group.last)}
    dated = parsed.tokens[part[0] - 1].lower in words("preposition") and part[0] - 2 not in verbs
    start = _phrase_start(parsed, part[0] - 2) if dated else 0
    return (start, part[1]) if start > 0 and parsed.tokens[start - 1].lower in words("preposition") else None


def _introduces(parsed: Parsed, clause: Clause) -> bool:
    """Whether a clause without a named subject leads up to what is said: "there came a refusal on Friday: ..."."""
    report, subject = parsed.report, clause.subject
    if (
        report is None
        or clause.group.main == report.verb
        or clause.group.first >= min(report.content[0] or 10_000, report.frame[0])
    ):
        return False
    named = subject is not None and any(subject[0] <= use.first < subject[1] for use in parsed.uses)
    return not named and any(
        one.text == ":" and other.kind != "number" for one, other in pairwise(parsed.tokens[clause.group.last :])
    )


def _in_aside(parsed: Parsed, part: Range, clause: Clause) -> bool:
    """Whether a date belongs to a participle beside the subject: "Lee, born in Bern on 3 May 1960, has built ..."."""
    if clause.group.first < part[1] or clause.subject is None or part[0] < clause.subject[1]:
        return False
    between = [g for g in parsed.groups if clause.subject[1] <= g.first < part[0]]
    return bool(between) and not between[-1].finite and parsed.tokens[clause.subject[1]].text == ","


def _setting(parsed: Parsed, part: Range) -> bool:
    """Whether the phrase says where the clause takes place: "in a Wednesday hearing"."""
    return any(t.lower in ("in", "at", "during") for t in parsed.tokens[max(0, part[0] - 2) : part[0]])


def _fronted(parsed: Parsed, noun: Range, part: Range, clause: Clause) -> bool:
    """Whether the phrase opens the sentence and dates its main clause: "In the pact of 1994, Ukraine renounced ..."."""
    first = next((k for k, t in enumerate(parsed.tokens) if t.kind == "word"), 0)
    opens = parsed.tokens[first].lower in ("in", "at", "during", "under", "with") and min(noun[0], part[0]) <= first + 3
    return opens and part[1] <= clause.start and clause.group.tense in ("past", "perfect")


def _noun(parsed: Parsed, part: Range) -> Range | None:
    """Return the noun phrase that a date belongs to: "Monday's talks", "the 1994 memorandum", "the pact of 1994"."""
    tokens = parsed.tokens
    after = part[1]
    if after + 1 < len(tokens) and tokens[after].lower in ("'s", "’s"):
        return (after + 1, _phrase_end(parsed, after + 1))
    before = tokens[part[0] - 1].lower if part[0] > 0 else ""
    following = tokens[after] if after < len(tokens) else None
    if (
        following is not None
        and following.kind == "word"
        and following.lower not in words("preposition", "conjunction", "subordinator")
    ):
        verb = any(g.first == after for g in parsed.groups)
        name = any(u.first == after for u in parsed.uses)
        if not verb and (before in words("determiner") or (name and before in ("", "the"))):
            return (after, _phrase_end(parsed, after))
    if before == "of" and part[0] >= 2 and tokens[part[0] - 2].kind == "word":
        return (_phrase_start(parsed, part[0] - 2), part[1])
    held = next((g for g in parsed.groups if g.tense == "participle" and g.last <= part[0] <= g.last + 2), None)
    if held is not None:
        last = held.first - (2 if held.first > 1 and tokens[held.first - 1].text == "," else 1)
        if last >= 0 and tokens[last].kind == "word":
            return (_phrase_start(parsed, last), part[1])
    return None


def _phrase_end(parsed: Parsed, start: int) -> int:
    verbs = {g.first for g in parsed.groups}
    end = start
    while (
        end < len(parsed.tokens)
        and end not in verbs
        and parsed.tokens[end].kind != "mark"
        and parsed.tokens[end].lower not in words("subordinator")
    ):
        end += 1
    return end


def _phrase_start(parsed: Parsed, position: int) -> int:
    verbs = {k for g in parsed.groups for k in range(g.first, g.last)}
    start = position
    while (
        start > 0
        and start - 1 not in verbs
        and parsed.tokens[start - 1].kind != "mark"
        and parsed.tokens[start - 1].lower not in words("subordinator")
    ):
        start -= 1
        if parsed.tokens[start].lower in words("determiner"):
            break
    return start
