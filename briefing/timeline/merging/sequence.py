"""Orders that cannot all be true: before and after told round in a circle, or against the dates.

"The mayor resigned before the vote" and "The mayor resigned after the vote" both stay in the timeline, side by side, as
what their sources say of one order. Nothing is moved or dropped for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from briefing.model import Account, Disagreement, Document, EventBasis, Interval, Modality, Problem
from briefing.timeline.language.clauses import Clause
from briefing.timeline.merging.gather import dating
from briefing.timeline.merging.labels import Happenings, Label, acts_of, label_at, names_of
from briefing.timeline.merging.order import cues, phrase_end
from briefing.timeline.telling.extract import subject_clause
from briefing.timeline.telling.governing import governor
from briefing.timeline.telling.records import Parsed, Telling

_MOST = 20  # contradictions that are told of one collection
_LONGEST = 160  # code points of a statement
_QUOTED = 60  # and of what a note quotes of it
_DAYS = 14  # between two events of which another article than the named one's tells the order
_NAMED_DAYS = 31  # the same where it names a name: of two a month apart, it means another
_DATED = (EventBasis.TEXT, EventBasis.CALENDAR)

Cluster = Sequence[Telling]
Node = tuple[int, str]  # a cluster, and the sort of happening in it: two that were taken for one stay two here
Edge = tuple[Node, Node]  # the earlier, the later


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Passages that cannot all be true, and the clusters that they put in an order."""

    passages: tuple[Parsed, ...]
    clusters: tuple[int, ...]  # places in the list of all
    dates: bool  # it is a date that an order contradicts


def contradictions(clusters: Sequence[Cluster], parsed: Mapping[str, Sequence[Parsed]]) -> tuple[Contradiction, ...]:
    """Return where the articles contradict each other on what came first. The order of files does not matter."""
    edges = _edges(clusters, parsed)
    found = [*_against_dates(edges, clusters), *_circles(edges)]
    return tuple(found[:_MOST])


def disagreements(
    found: Sequence[Contradiction], clusters: Sequence[Cluster], kept: Sequence[Cluster]
) -> dict[int, tuple[Disagreement, ...]]:
    """Return the contradictions as disagreements, by the identity of the first cluster concerned that is kept."""
    shown = {id(members) for members in kept}
    rows: dict[int, tuple[Disagreement, ...]] = {}
    for one in found:
        home = next((id(clusters[n]) for n in one.clusters if id(clusters[n]) in shown), None)
        if home is not None:
            accounts = tuple(Account(_words(p, _LONGEST), (p.sentence.document,)) for p in one.passages)
            rows[home] = (*rows.get(home, ()), Disagreement("What came first", accounts))
    return rows


def notes(found: Sequence[Contradiction], documents: Mapping[str, Document]) -> tuple[Problem, ...]:
    """Return a note on each contradiction, with its documents and a few words of each passage."""
    rows = []
    for one in found:
        first, *others = ((documents[p.sentence.document].path, _words(p, _QUOTED)) for p in one.passages)
        said = ", ".join(f"“{words}” ({path})" for path, words in others)
        against = "contradicts the dates of" if one.dates else "contradicts the order of"
        rows.append(Problem(first[0], f"“{first[1]}” {against} {said}", "both are kept", note=True))
    return tuple(rows)


def _words(parsed: Parsed, longest: int) -> str:
    text = " ".join(parsed.sentence.text.split())
    return text.rstrip(".") if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


# What is told in an order


@dataclass(frozen=True, slots=True)
class _Order:
    """A sentence that tells one event before or after another that it names."""

    told: Telling
    label: Label
    earlier: bool  # what is named came first


def _edges(clusters: Sequence[Cluster], parsed: Mapping[str, Sequence[Parsed]]) -> dict[Edge, Parsed]:
    """Return which cluster a sentence puts before which, with the first sentence that does."""
    home = {id(told): n for n, members in enumerate(clusters) for told in members}
    heads = [told for members in clusters for told in members if told.role != "context"]
    orders = [order for told in heads for order in _orders(told)]
    happenings = Happenings(heads, [order.label for order in orders])
    around = {order.label.parsed.sentence.document: frozenset[str]() for order in orders}
    around = {id: names_of(parsed[id]) for id in around}
    nodes = _Nodes(clusters, home)
    edges: dict[Edge, Parsed] = {}
    for order in sorted(orders, key=lambda o: (_key(o.label.parsed), o.label.part)):
        document = order.label.parsed.sentence.document
        meant = happenings.meant(order.label, earlier=order.earlier, around=around[document])
        named, own = {nodes.of(told) for told in meant if _near(order, told)}, nodes.of(order.told)
        if len(named) == 1 and (other := named.pop()) != own:
            edge = (other, own) if order.earlier else (own, other)
            edges.setdefault(edge, order.label.parsed)
    return edges


def _orders(told: Telling) -> Iterator[_Order]:
    if told.role not in ("clause", "lead", "alone") or told.modality is not Modality.ASSERTED:
        return
    parsed = told.parsed
    clause = subject_clause(parsed)
    if told.expression is not None:
        clause = governor(parsed, parsed.token_range(told.expression.span))
    for at, start, earlier in cues(parsed):
        label = label_at(parsed, start)
        if at > 0 and parsed.tokens[at - 1].lower == "not":
            continue
        if clause is None or clause.group.negated or label is None or label.clause is clause:
            continue
        if _ordered(parsed, at, start) is clause:
            yield _Order(told, label, earlier)


def _ordered(parsed: Parsed, at: int, start: int) -> Clause | None:
    """Return the clause that "after" at a token puts in an order: the one before it, at the top the next."""
    before = [c for c in parsed.clauses if c.group.first < at]
    if before:
        return before[-1]
    end = phrase_end(parsed, start)
    return next((c for c in parsed.clauses if c.group.first >= end), None)


def _near(order: _Order, named: Telling) -> bool:
    """Whether the days allow that the sentence means this telling, and not another happening of its sort."""
    mine, theirs = order.told.interval.start, named.interval.start
    if named.parsed.sentence.document == order.label.parsed.sentence.document or named.basis is EventBasis.ORDER:
        return True
    days = _NAMED_DAYS if order.label.names else _DAYS
    return mine is not None and theirs is not None and abs((mine - theirs).days) <= days


class _Nodes:
    """The happenings in clusters. What only its order dates stands in several clusters, by day, and is one here."""

    def __init__(self, clusters: Sequence[Cluster], home: Mapping[int, int]) -> None:
        self._clusters, self._home = clusters, home
        self._first: dict[object, int] = {}
        for n, members in enumerate(clusters):
            if members[0].basis is EventBasis.ORDER:
                self._first.setdefault(_identity(members[0]), n)
        self._sorts: dict[int, list[frozenset[str]]] = {}

    def of(self, told: Telling) -> Node:
        n = self._home[id(told)]
        first = self._clusters[n][0]
        if first.basis is EventBasis.ORDER:
            return self._first.get(_identity(first), n), ""
        if n not in self._sorts:
            self._sorts[n] = _apart(acts_of(t) for t in self._clusters[n] if t.role != "context")
        acts = acts_of(told)
        return n, min(next((row for row in self._sorts[n] if row & acts), frozenset[str]()), default="")


def _identity(told: Telling) -> object:
    return told.places, told.kinds


def _apart(rows: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """Return the sorts of happening, those that one telling tells together as one."""
    found: list[frozenset[str]] = []
    for acts in rows:
        near = [row for row in found if row & acts]
        found = [row for row in found if not row & acts] + ([acts.union(*near)] if acts else [])
    return found


def _key(parsed: Parsed) -> tuple[str, int]:
    return parsed.sentence.document, parsed.sentence.index


# What cannot be


def _against_dates(edges: Mapping[Edge, Parsed], clusters: Sequence[Cluster]) -> Iterator[Contradiction]:
    """Yield orders that the dates of their events contradict: said to come before, and wholly after."""
    days = {n: _dated(clusters[n]) for edge in edges for n, _ in edge}
    for ((one, _), (other, _)), passage in sorted(edges.items(), key=lambda item: (_key(item[1]), item[0])):
        mine, theirs = days[one], days[other]
        if mine is None or theirs is None:
            continue
        (earlier, first), (later, last) = mine, theirs
        if earlier.start is not None and later.end is not None and earlier.start >= later.end:
            dated = dict.fromkeys(told.parsed for told in (first, last))
            passages = (passage, *(p for p in dated if p.sentence != passage.sentence))
            if len(passages) > 1:
                yield Contradiction(passages, (one, other), True)


def _dated(members: Cluster) -> tuple[Interval, Telling] | None:
    told = dating([t for t in members if t.role != "context"] or members)
    return (told.interval, told) if told.basis in _DATED else None


def _circles(edges: Mapping[Edge, Parsed]) -> Iterator[Contradiction]:
    """Yield circles of orders, each edge in one of them: those of two first."""
    rest = dict(edges)
    for edge in sorted(edges, key=lambda e: (_key(edges[e]), e)):
        back = edge[1], edge[0]
        if edge in rest and back in rest:
            yield Contradiction(_unique([rest.pop(edge), rest.pop(back)]), tuple(n for n, _ in edge), False)
    for _ in range(_MOST):
        graph: defaultdict[Node, list[Node]] = defaultdict(list)
        for one, other in sorted(rest):
            graph[other].append(one)
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            nodes: list[Node] = error.args[1]
            circle = [edge for edge in pairwise(nodes) if edge in rest]
            low = circle.index(min(circle, key=lambda e: (_key(rest[e]), e)))
            circle = circle[low:] + circle[:low]
            yield Contradiction(_unique([rest[e] for e in circle]), tuple(e[0][0] for e in circle), False)
            for edge in circle:
                del rest[edge]
        else:
            return


def _unique(passages: Sequence[Parsed]) -> tuple[Parsed, ...]:
    return tuple({_key(p): p for p in passages}.values())
