"""Shorter sentences from a sentence's own words: some dropped, names in house spelling, the verb in the present.

Nothing is added but a colon after a speaker. Where a phrase cannot be cut without breaking it, there is no result.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefing.timeline.language.lexicon import words
from briefing.timeline.language.morphology import Form, readings, shape
from briefing.timeline.telling.records import Parsed
from briefing.timeline.telling.spelling import (
    drops,
    spelled,
    tidy,
)
from briefing.timeline.wording.cuts import DANGLING, PARTICLES, before_bare_participle, ends, joins

LONGEST = 72  # characters of a headline
WIDEST = 82  # of one that ends with its clause
SHORTEST = 10
_ENOUGH = 22  # characters at which a cut between clauses is better than a longer one inside a clause
_PARTING = frozenset({"off", "out", "up", "down", "away"})  # "called the strike off"
_LENGTH_LEFT = re.compile(r", (?:[\w-]+ )?(?:minutes?|hours?|days?|weeks?|months?|years?)$")  # "..., three days"


def shortened(
    parsed: Parsed, head: str, start: int, after: int, limit: int, verbs: Mapping[int, str], longest: int = LONGEST
) -> str | None:
    """Return ``head`` and the words from ``start``, cut where a phrase ends so that all fits; else None."""
    gone = drops(parsed) | _asides(parsed, start, after)
    best: dict[bool, str] = {}
    wider = ""  # a whole clause that is a little longer

    def words_up_to(end: int, strong: bool) -> str:
        body = _whole_phrase(spelled(parsed, (start, end), verbs, gone))
        bare = not any(k not in gone for k in range(after, end))
        text = f"{head}{body}"
        return "" if not body or (bare and not strong) or len(text) < SHORTEST or _broken(body, strong) else text

    for found, strong in ends(parsed, after, limit):
        text = words_up_to(before_bare_participle(parsed, found, after, gone), strong)
        if not text or len(text) > (max(longest, WIDEST) if strong else longest):
            continue
        if len(text) > longest:
            wider = wider or text
            continue
        if len(text) > len(best.get(strong, "")):
            best[strong] = text
    strong_text, weak = best.get(True), best.get(False)
    if strong_text and (len(strong_text) >= _ENOUGH or not (weak or wider)):
        return strong_text
    if wider or weak or strong_text or longest < WIDEST:
        return wider or weak or strong_text
    rest = (words_up_to(end, False) for end in reversed(joins(parsed, after, limit)))
    return next((text for text in rest if text and len(text) <= longest), None)


def _broken(body: str, strong: bool) -> bool:
    """Whether words end within a phrase: "controls the port of", "between the army"."""
    last = body.rsplit(" ", 1)[-1].casefold().strip(",")
    loose = last in DANGLING and not _particle(body) and not (strong and last in _PARTING)
    before = body.casefold().split()[-2:-1]
    loose = loose or (last in ("it", "them", "him", "this") and before != [] and before[0] in words("preposition"))
    loose = loose or (
        last.endswith("ly") and before in (["and"], ["but"], ["or"], ["against"], ["with"], ["a"], ["an"])
    )
    apart = " between " in body and " and " not in body
    return loose or apart or _hangs(body, strong) or bool(_LENGTH_LEFT.search(body))


def _particle(body: str) -> bool:
    """Whether the last word belongs to the verb before it: "is called off", "sworn in"."""
    parts = body.casefold().split()
    verb = len(parts) > 1 and any(r.form in (Form.PAST, Form.PARTICIPLE) for r in readings(parts[-2]))
    return verb and parts[-1] in PARTICLES


def _whole_phrase(body: str) -> str:
    """Return the words without an infinitive that lost its date: "another event to be held"."""
    parts = body.split()
    if len(parts) > 4 and parts[-3:-1] == ["to", "be"]:
        return tidy(" ".join(parts[:-3]))
    return body


def _hangs(body: str, strong: bool) -> bool:
    """Whether the last word wants another: "a sell-off stemming", "their first and"."""
    parts = body.split()
    last = parts[-1].casefold()
    if (
        len(parts) > 1
        and parts[-2].casefold() in ("a", "an")
        and last.endswith("ed")
        and (readings(last) or shape(last))
    ):
        return True  # "comes with an updated"
    participle = last.endswith("ing") and any(r.form is Form.ING for r in readings(last))
    base = len(parts) > 2 and parts[-2] == "to" and any(r.form is Form.BASE for r in readings(last))
    if base and not strong and last not in words("intransitive"):
        return True  # "fired into the air to try"
    before = words("preposition", "determiner")
    return len(parts) > 1 and participle and not strong and parts[-2].casefold() not in before


def dangles(text: str) -> bool:
    """Whether a headline ends in a word that wants another."""
    return text.rsplit(" ", 1)[-1].casefold() in DANGLING or bool(_LENGTH_LEFT.search(text))


def _asides(parsed: Parsed, start: int, end: int) -> frozenset[int]:
    """Return the tokens of asides between subject and verb: ", in particular,"."""
    commas = [k for k in range(start, end) if parsed.tokens[k].text in ",–—"]
    if len(commas) >= 2:
        return frozenset(range(commas[0], commas[-1] + 1))
    return frozenset()
