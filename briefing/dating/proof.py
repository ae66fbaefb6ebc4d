"""The proof of a date: of all that narrowed it, the few steps from which it follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefing.dating.constraint import Constraint, Rank
from briefing.dating.days import DaySet
from briefing.dating.links import Link
from briefing.model import Evidence

LONGEST = 12  # passages that are shown for one date


@dataclass(frozen=True, slots=True)
class Step:
    """A constraint that narrowed the days, and the steps on which it rests in another document."""

    constraint: Constraint
    because: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of a document: its days, its own constraints, and the steps that were taken to them."""

    days: DaySet
    own: tuple[Constraint, ...]
    steps: tuple[Step, ...]
    given: bool  # its date was known before


def proofs(findings: Mapping[int, Finding], links: Sequence[Link]) -> dict[int, tuple[Step, ...]]:
    """Return for each document the steps that prove its days.

    The steps as they were taken wander through the collection. So the documents that prove their own date come first,
    then those that need one link to a proven one; the rest keep the steps that were taken.
    """
    proven: dict[int, tuple[Step, ...]] = {}
    for number, finding in findings.items():
        own = tuple(Step(c) for c in finding.own if _allows(c, finding))
        if finding.given:
            proven[number] = ()
        elif _meet(own) == finding.days:
            proven[number] = _needed(own)
    beside: defaultdict[int, list[tuple[int, Link]]] = defaultdict(list)
    for link in links:
        for one, other in ((link.first, link.second), (link.second, link.first)):
            if one in findings and other in findings:
                beside[one].append((other, link))
    while True:
        found = {
            number: steps
            for number in findings
            if number not in proven and (steps := _by_one_link(number, beside[number], findings, proven))
        }
        if not found:
            break
        proven |= found
    return proven | {number: _needed(f.steps) for number, f in findings.items() if number not in proven}


def passages(steps: Sequence[Step], answer: DaySet) -> tuple[Evidence, ...]:
    """Return the passages of a proof, each once: first those of the document itself, then those on which they rest."""
    shown = dict.fromkeys(_passages(steps, answer))
    return tuple(shown)[:LONGEST]


def _passages(steps: Sequence[Step], answer: DaySet) -> Iterator[Evidence]:
    for step in sorted(steps, key=lambda s: (bool(s.because), s.constraint.rank is Rank.SAME, s.constraint.key)):
        yield from step.constraint.worded(answer)
    for step in steps:
        yield from _passages(step.because, answer)


def _by_one_link(
    number: int,
    beside: Sequence[tuple[int, Link]],
    findings: Mapping[int, Finding],
    proven: Mapping[int, tuple[Step, ...]],
) -> tuple[Step, ...]:
    finding = findings[number]
    own = tuple(Step(c) for c in finding.own if _allows(c, finding))
    near = [(other, link) for other, link in beside if other in proven]
    for other, link in sorted(near, key=lambda pair: (len(proven[pair[0]]), -pair[1].weight, pair[0])):
        days = link.days(findings[other].days, other)
        steps = (*own, Step(Constraint(days, Rank.SAME, link.told_to(number)), proven[other]))
        if _meet(steps) == finding.days:
            return _needed(steps)
    return ()


def _allows(constraint: Constraint, finding: Finding) -> bool:
    return finding.days & constraint.days == finding.days


def _needed(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Return the steps that no other makes superfluous, leaving out the least trusted and the widest first."""
    goal = _meet(steps)
    kept = list(steps)
    for step in sorted(steps, key=lambda s: (-len(s.constraint.days), s.constraint.key)):
        rest = [other for other in kept if other is not step]
        if _meet(rest) == goal:
            kept = rest
    return tuple(kept)


def _meet(steps: Sequence[Step]) -> DaySet:
    days = DaySet.all()
    for step in steps:
        days = days & step.constraint.days
    return days
