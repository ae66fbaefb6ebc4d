"""The proof of a date: of all that narrowed it, the steps without which it would not follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.dating.constraint import Constraint
from briefing.dating.days import DaySet
from briefing.model import Evidence

LONGEST = 10  # passages that are shown for one date


@dataclass(frozen=True, slots=True)
class Step:
    """A constraint that narrowed the days, and the steps on which it rests in another document."""

    constraint: Constraint
    because: tuple[Step, ...] = ()


def proof(steps: Sequence[Step], answer: DaySet) -> tuple[Evidence, ...]:
    """Return the passages from which ``answer`` follows, each once, the most trusted first."""
    shown: dict[Evidence, None] = {}
    for evidence in _passages(steps, answer):
        shown.setdefault(evidence)
    return tuple(shown)[:LONGEST]


def _passages(steps: Sequence[Step], answer: DaySet) -> Iterator[Evidence]:
    for step in _needed(steps):
        yield from step.constraint.worded(answer)
        yield from _passages(step.because, answer)


def _needed(steps: Sequence[Step]) -> list[Step]:
    """Return the steps that no other makes superfluous, leaving out the widest first."""
    goal = _meet(steps)
    kept = list(steps)
    for step in sorted(steps, key=lambda s: (-len(s.constraint.days), s.constraint.key)):
        rest = [other for other in kept if other is not step]
        if _meet(rest) == goal:
            kept = rest
    return kept


def _meet(steps: Sequence[Step]) -> DaySet:
    days = DaySet.all()
    for step in steps:
        days = days & step.constraint.days
    return days
