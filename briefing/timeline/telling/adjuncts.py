"""Dates of words beside the verb: "left after his arrest on Monday", "fell, having climbed to a record on Friday"."""

from __future__ import annotations

from briefing.timeline.language.clauses import Clause
from briefing.timeline.language.tokens import Range
from briefing.timeline.names.profile import kinds_in
from briefing.timeline.telling.records import Parsed

_REACH = 8  # tokens between "after" and its date
_OWN = frozenset({"his", "her", "its", "their"})
_SAME_DAY = frozenset({"gathering", "visit", "press"})  # "spoke after her meeting with Lee on Monday": that Monday


def beside(parsed: Parsed, part: Range, clause: Clause | None) -> Range | None:
    """Return the words beside the verb of ``clause`` that a date at tokens ``part`` belongs to."""
    return _having(parsed, part) or (_after(parsed, part, clause) if clause is not None else None)


def _having(parsed: Parsed, part: Range) -> Range | None:
    """Return "having climbed to a record on Friday": it was so before what the sentence tells."""
    last = next((g for g in reversed(parsed.groups) if g.first < part[0]), None)
    if last is None or last.finite or parsed.tokens[last.first].lower != "having":
        return None
    return (last.first, part[1])


def _after(parsed: Parsed, part: Range, clause: Clause) -> Range | None:
    """Return "his arrest on Monday" of "after his arrest on Monday", or of "but after a loss on Monday" that loss.

    Of "after a raid on Monday" nobody can say whether both were on that day.
    """
    tokens = parsed.tokens
    stop = max(clause.group.last, part[0] - _REACH) if clause.group.first < part[0] else part[0]
    for k in range(part[0] - 1, stop - 1, -1):
        lower = tokens[k].lower
        if tokens[k].kind == "mark":
            return None
        if lower in ("after", "following"):
            phrase = (k + 1, part[0])
            kinds = kinds_in(tokens, phrase)
            own = phrase[0] < part[0] and tokens[k + 1].lower in _OWN
            contrast = tokens[k - 1].lower in ("but", "though", "although")
            return (k + 1, part[1]) if kinds and (contrast or (own and not kinds & _SAME_DAY)) else None
    return None
