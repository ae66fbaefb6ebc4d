"""The words in [brackets] added to passages: each is a date that the rules give, or a name that its source uses."""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefing.model import Bullet, Insertion, TimeExpression, Timeline
from briefing.verify.attached import Attached
from briefing.verify.record import Check, State, shortened

_WORD = re.compile(r"\w+")
_POSSESSIVE = 2  # characters of "'s", after which an insertion stands
_LONGEST_WORD = 20  # characters
_LONGEST_FOLLOWER = 24
_FOLLOWER = re.compile(r"\s+(?:later|earlier|afterwards|before|after|ago)\Z", re.IGNORECASE)
"""The word that ends "two days later": the bracket stands behind it, the expression ends before it."""


def check_brackets(
    timeline: Timeline, texts: Mapping[str, Attached], read: Mapping[str, Mapping[tuple[int, int], TimeExpression]]
) -> tuple[Check, ...]:
    """Return one check for each insertion; ``read`` are the expressions of each source, read once more."""
    ends = {id: {span[1]: found for span, found in expressions.items()} for id, expressions in read.items()}
    known = {id: frozenset(_WORD.findall(source.text)) for id, source in texts.items()}
    house = frozenset(word for event in timeline.events for name in event.actors for word in _WORD.findall(name))
    checks: list[Check] = []
    for event in timeline.events:
        for number, bullet in enumerate(event.bullets, 1):
            for added in bullet.insertions:
                place = f"event {event.id}, bullet {number}, [{added.text[:60]}]"
                state, message = _judged(
                    added,
                    bullet,
                    texts.get(bullet.document or ""),
                    ends.get(bullet.document or "", {}),
                    known.get(bullet.document or "", frozenset()) | house,
                )
                checks.append(Check("bracket", place, state, message))
    return tuple(checks)


def _judged(
    added: Insertion,
    bullet: Bullet,
    source: Attached | None,
    ends: Mapping[int, TimeExpression],
    known: frozenset[str],
) -> tuple[State, str]:
    if source is None:
        return State.ABSENT, "its source is not in the file"
    at = bullet.span[0] + added.at
    before = source.text.rfind(
        " ", max(0, at - _LONGEST_WORD), at
    )  # "two days later [6 May]": one word may stand between
    found = ends.get(at) or ends.get(at - _POSSESSIVE) or ends.get(before)
    if found is not None and added.text in _wordings(found):
        return State.PROVEN, f"what {shortened(found.text, 40)} means by the rules"
    words = _WORD.findall(added.text)
    if words and not any(word.isdigit() for word in words) and known.issuperset(words):
        return State.PROVEN, "a name that the sources use"
    if not source.full:
        return State.ABSENT, "the text from which it follows is not all in the file"
    if found is not None:
        return State.FALSE, f"{shortened(found.text, 40)} means {' or '.join(sorted(_wordings(found)))}"
    return State.FALSE, "no date ends there, and the sources use no such name"


def _wordings(found: TimeExpression) -> frozenset[str]:
    """Return the days of an expression in words, with and without the day of the week."""
    from briefing.timeline.wording.bullets import in_words

    if found.interval is None:
        return frozenset()
    return frozenset(in_words(found, weekday) for weekday in (True, False))
