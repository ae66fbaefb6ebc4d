"""The dates of undated documents, by constraints over the whole collection."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefing.dating import company, facts, habits, stamps
from briefing.dating.clues import Reading, read
from briefing.dating.constraint import Constraint, Rank
from briefing.dating.days import DaySet
from briefing.dating.events import Day
from briefing.dating.links import Link, links
from briefing.dating.proof import Finding, Step, passages, proofs
from briefing.dating.reasons import reasons
from briefing.model import DateBasis, Document, Evidence, Interval, Mention, Problem

NARROW = 3  # days that may stay open in an answer
GATE = 3 * 366  # days within which the year must be known before a likely pair may choose it
ROUNDS = 6  # how far knowledge travels from document to document


@dataclass(slots=True)
class _State:
    """What is known so far of one document."""

    reading: Reading
    days: DaySet
    fixed: bool
    steps: tuple[Step, ...] = ()
    own: list[Constraint] = field(default_factory=list)

    @property
    def linked(self) -> bool:
        """Whether the days rest on another document."""
        return any(step.constraint.rank is Rank.SAME for step in self.steps)

    def apply(self, constraint: Constraint, because: tuple[Step, ...] = ()) -> bool:
        """Narrow the days by ``constraint``, unless it leaves none; return whether anything changed."""
        narrowed = self.days & constraint.days
        if self.fixed or not narrowed or narrowed == self.days:
            return False
        self.days = narrowed
        self.steps = (*self.steps, Step(constraint, because))
        return True


def date_documents(documents: Sequence[Document], mentions: Mapping[str, tuple[Mention, ...]]) -> tuple[Document, ...]:
    """Return ``documents`` in their order, with a date wherever evidence in the collection settles one.

    A document that has a date keeps it and helps to date the others. The answer is a day, or a few days; where the
    evidence leaves more, there is none. The order of ``documents`` does not matter.
    """
    if all(document.published is not None for document in documents):
        return tuple(documents)
    order = sorted(range(len(documents)), key=lambda n: (documents[n].sha256, documents[n].path, documents[n].id))
    readings = [read(documents[n], mentions.get(documents[n].id, ())) for n in order]
    states = [_start(reading) for reading in readings]
    found = links(readings)
    _gather(states)
    _apply(states, Rank.FACT, Rank.COUNT)
    told = [state.days for state in states]
    _spread(states, found)
    _apply(states, Rank.PAIR, Rank.PAGE)
    _spread(states, found)
    _apply(states, Rank.HABIT, Rank.HABIT)
    _same_day(states, found)
    _spread(states, found)
    _company(states, told)
    answers = {n: state for n, state in enumerate(states) if state.fixed or state.days.length <= NARROW}
    findings = {n: Finding(state.days, tuple(state.own), state.steps, state.fixed) for n, state in answers.items()}
    proven = proofs(findings, found)
    dated = list(documents)
    for n, state in answers.items():
        if not state.fixed:
            dated[order[n]] = _dated(state, passages(proven[n], state.days))
    return tuple(dated)


def undated(documents: Iterable[Document]) -> tuple[Problem, ...]:
    """Return a note on every document that has no date, with what to do about it."""
    return tuple(
        Problem(
            document.path,
            "no date and no evidence that settles one, so its relative dates stay open",
            "set it with --date D, or `published:` in the brief file or front matter",
            note=True,
        )
        for document in documents
        if document.published is None
    )


def _start(reading: Reading) -> _State:
    published = reading.document.published
    days = DaySet.all() if published is None else DaySet.interval(published)
    return _State(reading, days, published is not None)


def _gather(states: Sequence[_State]) -> None:
    began = [b for state in states for b in facts.beginnings(state.reading)]
    for state in states:
        if not state.fixed:
            state.own = [
                *stamps.date_line(state.reading),
                *stamps.remarks(state.reading),
                *facts.weekday_with_month_day(state.reading),
                *facts.not_before(state.reading),
                *facts.reported_month_day(state.reading),
                *facts.counted_years(state.reading, began),
                *habits.reported_on_its_day(state.reading),
                *habits.soon_after_its_date(state.reading),
            ]


def _company(states: Sequence[_State], told: Sequence[DaySet]) -> None:
    """Give documents that are still open the day that their company makes nearly certain.

    Where dates are given, a day that only a link to another document proves must not be unlikely in that company.
    """
    given = [days if state.fixed or days.length <= NARROW else None for state, days in zip(states, told, strict=True)]
    to_prove = any(given) and any(state.linked for state in states)
    if not to_prove and all(state.days.length <= NARROW for state in states):
        return
    readings = [state.reading for state in states]
    found = company.company(readings, told, [days is not None for days in given])
    if found is None:
        return
    for number, state in enumerate(states):
        if state.days.length <= NARROW:
            if state.linked and any(given) and found.chance(number, state.days) < company.UNLIKELY:
                state.days = DaySet.all()
        elif (days := found.answer(number)) and days & told[number]:
            evidence = tuple(reasons(readings, found, given, number))
            state.own.append(Constraint(days, Rank.GUESS, evidence))
            state.days = days


def _apply(states: Sequence[_State], first: Rank, last: Rank) -> None:
    """Narrow each document by what it says itself, from one rank of constraints to another."""
    for state in states:
        _narrow(state, [c for c in state.own if first <= c.rank <= last])


def _narrow(state: _State, constraints: Iterable[Constraint]) -> None:
    for constraint in sorted(constraints, key=lambda c: c.key):
        if constraint.rank is not Rank.PAIR or state.days.length <= GATE:
            state.apply(constraint)


def _same_day(states: Sequence[_State], found: Sequence[Link]) -> None:
    """Give an article that says "today" the weekday that another names for the same news."""
    for link in found:
        if link.opening:
            for one, other in ((link.first, link.second), (link.second, link.first)):
                constraint = habits.today_is(states[one].reading, states[other].reading)
                if constraint is not None and not states[one].fixed:
                    states[one].own.append(constraint)
                    states[one].apply(constraint)


def _spread(states: Sequence[_State], found: Sequence[Link]) -> None:
    """Let what is known of one document bind the others that tell of the same days.

    All hear at once what the others knew before, so that nobody's place in the sequence matters.
    """
    beside: defaultdict[int, list[tuple[int, Link]]] = defaultdict(list)
    for link in found:
        if not states[link.second].fixed:
            beside[link.second].append((link.first, link))
        if not states[link.first].fixed:
            beside[link.first].append((link.second, link))
    news = set(range(len(states)))
    for _ in range(ROUNDS):
        known = {number: (states[number].days, states[number].steps) for number in news}
        heard: dict[tuple[int, Day | None, bool], DaySet] = {}
        changed = set()
        for number in sorted(beside):
            told = [(neighbour, link) for neighbour, link in beside[number] if neighbour in known]
            for neighbour, link in sorted(told, key=lambda pair: (len(known[pair[0]][0]), -pair[1].weight, pair[0])):
                days, steps = known[neighbour]
                key = (neighbour, link.day, neighbour == link.first)
                if key not in heard:
                    heard[key] = link.days(days, neighbour)
                if states[number].apply(Constraint(heard[key], Rank.SAME, link.told_to(number)), steps):
                    changed.add(number)
        if not changed:
            return
        news = changed


def _dated(state: _State, evidence: tuple[Evidence, ...]) -> Document:
    return replace(
        state.reading.document,
        published=Interval.closed(state.days.first, state.days.last),
        published_basis=DateBasis.INFERRED,
        evidence=evidence,
    )
