"""Whether a passage says that something happens, may happen, does not happen, or happens again and again."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Modality
from briefing.timeline.language.clauses import Clause
from briefing.timeline.language.lexicon import words
from briefing.timeline.language.tokens import Range, Token

_SCHEDULED = frozenset({"plan", "schedule", "expect", "intend", "prepare", "aim", "hope", "set", "slate", "propose"})
_CALLS_OFF = frozenset({"cancel", "scrap", "abandon", "axe"})


def calls_off(tokens: Sequence[Token], clauses: Sequence[Clause], clause: Clause | None) -> bool:
    """Whether what ``clause`` tells of will not be: "called off a strike", "a march on Sunday was cancelled"."""
    if clause is None:
        return False
    at = clauses.index(clause)
    around = [clause, *clauses[max(0, at - 1) : at], *clauses[at + 1 : at + 2]]
    near = [c for c in around if c is clause or c.subject == clause.subject or c.end == clause.start]
    return any(_calls_off(tokens, c) for c in near)


def _calls_off(tokens: Sequence[Token], clause: Clause) -> bool:
    group = clause.group
    following = tokens[group.last].lower if group.last < len(tokens) else ""
    done = group.tense in ("past", "perfect", "present") and not group.negated
    return done and (group.base in _CALLS_OFF or (group.base == "call" and following == "off"))


def looks_ahead(tokens: Sequence[Token], clause: Clause | None, part: Range) -> bool:
    """Whether the words tell of something to come: "will meet", "is due to", "are planned", "might take place"."""
    if clause is not None:
        group = clause.group
        if group.tense in ("future", "modal"):
            return True
        if group.passive and group.base in _SCHEDULED and group.tense == "present":
            return True
        if group.tense == "present" and group.base in _SCHEDULED:
            return True
        following = tokens[group.last].lower if group.last < len(tokens) else ""
        if group.base == "be" and following in ("due", "set", "scheduled", "expected", "likely"):
            return True
    window = [t.lower for t in tokens[part[0] : part[1]]]
    return any(word in ("upcoming", "forthcoming") for word in window)


def modality(tokens: Sequence[Token], clause: Clause | None, part: Range) -> Modality:
    """Return how far the words assert the event of ``clause``."""
    if clause is None:
        return Modality.ASSERTED
    group = clause.group
    before = tokens[clause.start - 1].lower if clause.start > 0 else ""
    if group.negated or (clause.subject and tokens[clause.subject[0]].lower in ("no", "neither", "nobody", "none")):
        return Modality.NEGATED
    if group.tense == "modal" or before in ("if", "unless", "whether"):
        return Modality.HYPOTHETICAL
    near = {t.lower for t in tokens[max(part[0], group.first - 3) : group.last + 2]}
    if near & words("habitual") and group.tense in ("present", "past"):
        return Modality.HABITUAL
    return Modality.ASSERTED
