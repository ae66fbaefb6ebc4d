"""Which event words mean that name one in passing: "after the summit in Oslo", "before the minister resigned".

Likeness of words is not enough: the sort of happening must be one, every place and name in the words must be the
event's, and words without a name mean an event of their own article, or one that shares a name with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from briefing.model import Modality
from briefing.timeline.language.clauses import Clause
from briefing.timeline.language.lexicon import words
from briefing.timeline.language.morphology import stem, stopwords
from briefing.timeline.language.tokens import Range
from briefing.timeline.merging.order import phrase_end
from briefing.timeline.names.gazetteer import PLACE
from briefing.timeline.names.profile import places_agree, profile
from briefing.timeline.telling.deeds import Deed, groups_of, words_of
from briefing.timeline.telling.happenings import clause_deed, deed_of
from briefing.timeline.telling.objects import head_of
from briefing.timeline.telling.records import Parsed, Telling

_CROWDED = 40  # events of one sort in a collection among which words without a name mean none
_TELLS = frozenset({"clause", "noun", "lead", "alone", "order"})


@dataclass(frozen=True, slots=True)
class Label:
    """Words that name an event: what happens there, by whom and where, and what else they say of it."""

    parsed: Parsed
    part: Range
    clause: Clause | None  # of "the minister resigned"
    acts: frozenset[str]
    edge: str  # "begins", "ends"
    names: frozenset[str]
    places: frozenset[str]
    things: frozenset[str]  # what else a noun is told with
    deed: Deed  # of a clause

    @property
    def text(self) -> str:
        return " ".join(self.parsed.words(self.part).split())


def label_at(parsed: Parsed, start: int) -> Label | None:
    """Return the event that the words from token ``start`` name, or None where they name none, or date it."""
    end = phrase_end(parsed, start)
    if end <= start or any(start <= parsed.token_range(e.span)[0] < end for e in parsed.expressions):
        return None
    about = profile(parsed.tokens, parsed.uses, (start, end), frozenset())
    uses = [use for use in parsed.uses if start <= use.first < end]
    places = frozenset(use.key for use in uses if use.kind == PLACE)
    clause = next((c for c in parsed.clauses if start <= c.group.first < end and not c.relative), None)
    definite = bool(uses) or parsed.tokens[start].lower in words("definite")
    if clause is not None:
        deed = clause_deed(parsed, clause)
        telling = bool(groups_of(stem(clause.group.base))) or clause.group.base in words_of("light")
        if not telling or all(c.relative or c is clause for c in parsed.clauses):
            return None  # "after the summit the minister resigned": where the name ends, nobody tells
        acts, edge, things = deed.acts, deed.edge, deed.things
        definite = definite or parsed.tokens[start].lower not in ("a", "an")
    else:
        verb = next((g for g in parsed.groups if g.first == start and g.tense == "ing"), None)
        head = verb.main if verb is not None else head_of(parsed, (start, end))
        word = stem(verb.base if verb is not None else parsed.tokens[head].lower)
        if head < start or parsed.tokens[head].lower in stopwords():
            return None
        deed, acts, edge, things = Deed(), groups_of(word), "", about.stems - {word}
    if not acts or not definite:
        return None
    return Label(parsed, (start, end), clause, acts, edge, about.names, places, things, deed)


class Happenings:
    """The tellings of a collection, by the sort of what happens and by name."""

    def __init__(self, tellings: Iterable[Telling], labels: Iterable[Label]) -> None:
        wanted = frozenset(act for label in labels for act in label.acts)
        self._named: defaultdict[tuple[str, str], list[Telling]] = defaultdict(list)
        self._own: defaultdict[tuple[str, str], list[Telling]] = defaultdict(list)
        self._all: defaultdict[str, list[Telling]] = defaultdict(list)
        for told in tellings:
            if told.role not in _TELLS or told.modality is not Modality.ASSERTED:
                continue
            if not any(groups_of(word) & wanted for word in told.stems):
                continue
            for act in sorted(acts_of(told) & wanted):
                self._all[act].append(told)
                self._own[act, told.parsed.sentence.document].append(told)
                for name in sorted(_names(told)):
                    self._named[act, name].append(told)

    def meant(self, label: Label, *, earlier: bool, around: frozenset[str]) -> list[Telling]:
        """Return the tellings of what ``label`` names, which lies before (``earlier``) or after what it stands by.

        ``around`` are the names of its article. Those of the article itself come before all others.
        """
        rows: dict[int, Telling] = {}
        for act in sorted(label.acts):
            if label.names:
                some = next((n for n in sorted(label.names) if (act, n) in self._named), None)
                found = self._named[act, some] if some is not None else self._near(act, label)
            else:
                found = self._own.get((act, label.parsed.sentence.document), [])
                found = [t for t in found if is_named_by(label, t, earlier=earlier)] or self._near(act, label)
            rows.update((id(told), told) for told in found)
        named = [told for told in rows.values() if is_named_by(label, told, earlier=earlier)]
        own = [t for t in named if t.parsed.sentence.document == label.parsed.sentence.document]
        if label.names:
            return named
        return own or [told for told in named if _names(told) & around]

    def _near(self, act: str, label: Label) -> list[Telling]:
        found = self._all.get(act, [])
        return found if len(found) <= _CROWDED else []


def acts_of(told: Telling) -> frozenset[str]:
    """Return the sorts of happening that a telling tells; for a noun phrase, by its noun alone."""
    if told.role in ("noun", "order"):
        head = head_of(told.parsed, told.focus)
        return groups_of(stem(told.parsed.tokens[head].lower)) if head >= 0 else frozenset()
    return deed_of(told).acts


def is_named_by(label: Label, told: Telling, *, earlier: bool) -> bool:
    """Whether ``told`` is of what ``label`` names."""
    if told.parsed.sentence == label.parsed.sentence and told.role != "order":
        return False
    deed = deed_of(told)
    if deed.edge != label.edge and (label.edge or deed.edge == ("begins" if earlier else "ends")):
        return False  # "after the siege" counts from its end, "before the siege" from its beginning
    names = _names(told)
    for name in label.names:
        near = name in label.places and any(places_agree(name, place) for place in told.places)
        if name not in names and not near:
            return False
    if label.clause is None:
        return label.things <= told.stems | names
    if label.acts & deed.acts & words_of("calamities"):
        return bool(label.names)
    acting, done = label.deed.doers, label.deed.objects
    agrees = (not acting or acting & (deed.doers | told.principals)) and (not done or done & (deed.objects | names))
    return bool(agrees and (acting or done))


def _names(told: Telling) -> frozenset[str]:
    return told.names.union(told.actors, told.principals, told.places)


def names_of(rows: Iterable[Parsed]) -> frozenset[str]:
    """Return all names of an article."""
    return frozenset(use.key for parsed in rows for use in parsed.uses)
