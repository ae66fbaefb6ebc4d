"""The table of what happens, and two happenings compared: one deed, or done to another, or a step of one case."""

from __future__ import annotations

import functools
from dataclasses import dataclass, fields
from operator import attrgetter

from briefing.timeline.language.lexicon import table
from briefing.timeline.language.morphology import stem, stopwords
from briefing.timeline.language.tokens import interned
from briefing.timeline.names import gazetteer
from briefing.timeline.names.given import same_given

Entry = tuple[tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class Deed:
    """What happens (``acts``), to what (``objects``), what does it (``doers``), and whether it begins or ends."""

    acts: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    doers: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()  # whose it is: "a strike by bakers", "talks between Chad and Mali"
    edge: str = ""  # "begins", "ends"
    cause: frozenset[str] = frozenset()  # the calamity or attack that does it: "a landslide buried a village"
    sort: bool = False  # the objects say of what sort it is: "won the presidential election"
    named_objects: frozenset[str] = frozenset()
    named_doers: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        for name in _SETS:  # most are empty, or as those of many others
            object.__setattr__(self, name, interned(getattr(self, name)))

    def __reduce__(self) -> tuple[type[Deed], tuple[object, ...]]:
        return Deed, _values(self)

    @property
    def things(self) -> frozenset[str]:
        return self.objects | self.doers

    @property
    def happens(self) -> frozenset[str]:
        """What happens, and what causes it."""
        return self.acts | self.cause


_values = attrgetter(*(row.name for row in fields(Deed)))
_SETS = tuple(row.name for row in fields(Deed) if isinstance(row.default, frozenset))


def opposed(one: Deed, other: Deed) -> bool:
    """Whether two deeds cannot be one: what was approved was not rejected; a strike may cancel flights."""
    if one.acts & other.acts or _opposites(one.acts).isdisjoint(other.acts):
        return False
    return not (_does(one.acts, other) or _does(other.acts, one))


def _does(acts: frozenset[str], deed: Deed) -> bool:
    """Whether one of ``acts`` is what does the deed, and nothing that it is done to."""
    return any(f"={act}" in deed.doers - deed.objects for act in acts)


def other_object(one: Deed, other: Deed) -> bool:
    """Whether both are done to something, and not to one thing, or are of other parties: two schools, two strikes."""
    if one.acts & other.acts & words_of("calamities"):
        return False  # a quake strikes a valley, and a country
    if one.parties and other.parties and not one.parties & other.parties:
        return True
    if not (one.objects and other.objects):
        return False
    own = _own(one.acts, other.acts)
    mine, theirs = _which(one, other) - own, _which(other, one) - own
    if one.sort != other.sort and (mine & other.doers or theirs & one.doers):
        return False  # "Ann Lee won the presidential election" and "Ann Lee was elected"
    return bool(mine and theirs) and not mine & theirs


def _which(deed: Deed, other: Deed) -> frozenset[str]:
    """Return the objects, without the name of whose they are where the other deed names nobody: "rates in Norvania"."""
    bare = deed.objects - deed.named_objects
    return bare if bare and not other.named_objects else deed.objects


def one_object(one: Deed, other: Deed) -> bool:
    """Whether both are done to one thing that says which: the shepherd, the museum."""
    objects = one.objects & other.objects
    return bool(objects and objects - {f"={act}" for act in one.acts | other.acts} - _generic())


def other_one(one: Deed, other: Deed, names: frozenset[str], others: frozenset[str]) -> bool:
    """Whether both are one deed, done to two that have names of their own, or each to the other: A sued B, B sued A.

    ``names`` and ``others`` are all that the two sentences name.
    """
    acts = one.acts & other.acts
    if not acts or not acts & (words_of("done_to", "undergone", "directed", "won")):
        return False
    if one.objects & other.doers and one.doers & other.objects and not one.objects & other.objects:
        return True
    if acts & words_of("won") and one.named_doers and other.named_doers and not one.named_doers & other.named_doers:
        return not (one.named_doers & others or other.named_doers & names)  # two prizes of one evening
    if not acts & (words_of("done_to", "undergone")):
        return False
    mine, theirs = _whom(one, acts), _whom(other, acts)
    return bool(mine and theirs) and not any(_alike(a, b) for a in mine for b in theirs)


def done_to_one(one: Deed, other: Deed) -> bool:
    """Whether both are one deed that befalls one man or thing with a name, who suffers it once a day."""
    acts = one.acts & other.acts & words_of("done_to", "undergone")
    return bool(acts) and any(_alike(a, b) for a in _whom(one, acts) for b in _whom(other, acts))


def other_trade(one: Deed, other: Deed) -> bool:
    """Whether one deed befalls two people without a name whose trades differ: a minister and a bus driver killed."""
    acts = one.acts & other.acts & words_of("done_to", "undergone")
    if not acts or _whom(one, acts) or _whom(other, acts):
        return False
    mine, theirs = ((deed.objects or deed.doers) & _trades() for deed in (one, other))
    return bool(mine and theirs) and not mine & theirs


@functools.cache
def _trades() -> frozenset[str]:
    titles = ("minister", "mayor", "president", "judge", "senator", "governor", "ambassador", "bishop", "professor")
    return frozenset(stem(word) for word in (*gazetteer.trades(), *titles))


def _whom(deed: Deed, acts: frozenset[str]) -> frozenset[str]:
    """Return the names of those whom a deed befalls: "Lee was shot", "Lee died"."""
    if deed.named_objects or deed.objects:
        return deed.named_objects
    return deed.named_doers if acts & words_of("undergone") else frozenset()


def _alike(one: str, other: str) -> bool:
    """Whether two names may be one: they share a word, and no given names differ."""
    mine, theirs = one.casefold().split(), other.casefold().split()
    if len(mine) > 1 and len(theirs) > 1 and mine[-1] == theirs[-1]:
        return same_given(mine[0], theirs[0])
    return bool(set(mine) & set(theirs))


def other_step(one: Deed, other: Deed) -> bool:
    """Whether the deeds are two steps that a case takes one after the other: charge, trial, verdict."""
    steps = words_of("steps")
    return not (steps.isdisjoint(one.acts) or steps.isdisjoint(other.acts)) and not one.acts & other.acts


def groups_of(word: str) -> frozenset[str]:
    """Return the groups that a stem can stand for."""
    return single().get(word, frozenset())


def sorts(stems: frozenset[str]) -> frozenset[str]:
    """Return the sorts of calamity that the words name: a flood is no earthquake."""
    return frozenset(name for word in stems for name in single().get(word, ())) & words_of("calamities")


@functools.cache
def words_of(*names: str) -> frozenset[str]:
    """Return the verbs of lists of the table."""
    return frozenset(word for name in names for word in table("happenings")[name])


@functools.cache
def _entries() -> tuple[Entry, ...]:
    groups: dict[str, list[str]] = table("happenings")["groups"]
    return tuple((tuple(str(word).casefold().split()), name) for name, row in groups.items() for word in row)


@functools.cache
def single() -> dict[str, frozenset[str]]:
    """Return the groups that one stem can stand for."""
    found: dict[str, set[str]] = {}
    for parts, name in _entries():
        if len(parts) == 1:
            found.setdefault(stem(parts[0]), set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


@functools.cache
def several() -> dict[str, tuple[Entry, ...]]:
    """Return the entries of several words, by their first stem."""
    found: dict[str, list[Entry]] = {}
    for parts, name in _entries():
        if len(parts) > 1:
            plain = tuple(p if p == "~" or p in stopwords() else stem(p) for p in parts)
            found.setdefault(plain[0], []).append((plain, name))
    return {first: tuple(rows) for first, rows in found.items()}


@functools.lru_cache(maxsize=10_000)
def entry_words(acts: frozenset[str]) -> frozenset[str]:
    """Return the words of the entries of groups: "hit ~ rock", "run aground"."""
    return frozenset(stem(part) for parts, group in _entries() if group in acts and len(parts) > 1 for part in parts)


@functools.cache
def _generic() -> frozenset[str]:
    return frozenset(stem(word) for word in table("happenings")["generic"])


@functools.lru_cache(maxsize=10_000)
def _own(mine: frozenset[str], theirs: frozenset[str]) -> frozenset[str]:
    """Return what is no object of two deeds: words of the deeds themselves, and those that say nothing."""
    own = frozenset(f"={act}" for act in mine | theirs)
    return own | _generic() | entry_words(mine & theirs)


@functools.lru_cache(maxsize=10_000)
def _opposites(acts: frozenset[str]) -> frozenset[str]:
    """Return what cannot be one deed with ``acts``."""
    rows = [(str(a), str(b)) for a, b in table("happenings")["opposed"]]
    return frozenset([b for a, b in rows if a in acts] + [a for a, b in rows if b in acts])
