"""The record of a constraint: which days a passage leaves open, how far to trust it, and the passage."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

from briefing.dating.days import DaySet
from briefing.model import Evidence

YEARS = "{years}"
"""Stands in a constraint's sentence for the years that fit, which are named around the answer."""


class Rank(IntEnum):
    """How far a constraint is to be trusted: where two contradict each other, the later one here is dropped."""

    FACT = 0  # arithmetic of the calendar over what stands in one phrase
    STAMP = 1  # the date line of the article
    TOLD = 2  # what is told as past is not after the publication
    COUNT = 3  # "in its fourth year" of what began in a year that is named
    PAIR = 4  # a weekday and a month-day in one sentence are the same day
    PAGE = 5  # what else stands on the page
    SAME = 6  # two articles tell of the same days
    HABIT = 7  # how news is written
    GUESS = 8  # the company that an article keeps


@dataclass(frozen=True, slots=True)
class Constraint:
    """Days on which a document may have been published, after some evidence."""

    days: DaySet
    rank: Rank
    evidence: tuple[Evidence, ...]
    pairs: DaySet | None = None  # the days whose years YEARS stands for

    @property
    def key(self) -> tuple[int, int, tuple[tuple[str, int, int, str], ...]]:
        """An order that depends on nothing but content; weak bounds first, so that of two the safe one survives."""
        return (
            self.rank,
            -len(self.days),
            tuple((e.document, *e.span, e.constraint) for e in self.evidence),
        )

    def worded(self, answer: DaySet) -> tuple[Evidence, ...]:
        """Return the evidence with the years that fit written out: the one of the answer and its neighbours."""
        if self.pairs is None or not answer:
            return self.evidence
        years = self.pairs.years()
        assert answer.first is not None
        here = min(range(len(years)), key=lambda n: (abs(years[n] - answer.first.year), n))  # type: ignore[union-attr]
        near = [str(year) for year in years[max(0, here - 1) : here + 2]]
        words = f"{', '.join(near[:-1])} and {near[-1]}" if len(near) > 1 else near[0]
        return tuple(replace(e, constraint=e.constraint.replace(YEARS, words)) for e in self.evidence)
