"""What the documents themselves say about names: full names, initials in parentheses, and who holds which office."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from briefing.timeline.language.morphology import readings, reporting, stopwords
from briefing.timeline.language.tokens import Token, tokenize
from briefing.timeline.names import gazetteer
from briefing.timeline.names.book import NameBook, Use, office_at, runs
from briefing.timeline.names.gazetteer import NAME, ORGANISATION, PEOPLE, PERSON, PLACE, Known, fold
from briefing.timeline.names.given import one_person, same_given, without_nickname

Texts = Sequence[tuple[str, Sequence[Sequence[Token]]]]
Spans = Sequence[Sequence[tuple[tuple[int, int], ...]]]  # of names, in each sentence of each document


def gather(texts: Iterable[tuple[str, Sequence[Sequence[Token]]]], names: Sequence[Sequence[str]]) -> NameBook:
    """Return the book of a collection. Every count is over all of it: the order of documents does not matter."""
    rows: Texts = [(document, tuple(sentences)) for document, sentences in texts]
    lower = frozenset(
        t.text for _, sentences in rows for tokens in sentences for t in tokens if t.kind == "word" and t.text.islower()
    )
    small = lower | stopwords()
    known, surnames = _given(names)
    full: Counter[tuple[str, ...]] = Counter()
    alone: Counter[str] = Counter()
    opening: Counter[str] = Counter()  # single words that open a sentence, and are written small nowhere
    titled: Counter[tuple[str, ...]] = Counter()
    places: Counter[str] = Counter()
    speaks: set[str] = set()
    initials: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    nicknames: dict[tuple[str, str], tuple[str, ...]] = {}
    by_document: dict[str, Counter[tuple[str, ...]]] = {}
    found = [[tuple(runs(tokens, known, lower)) for tokens in sentences] for _, sentences in rows]
    for (document, sentences), row in zip(rows, found, strict=True):
        own = by_document.setdefault(document, Counter())
        for tokens, spans in zip(sentences, row, strict=True):
            for first, last in spans:
                name, nickname = without_nickname(tuple(t.text for t in tokens[first:last]))
                if nickname:
                    nicknames[nickname, name[-1]] = name
                if any(item.tokens == name for item in known.get(name[0], ())):
                    continue
                if _has_title(tokens, first, last):
                    titled[name] += 1
                numbered = last < len(tokens) and tokens[last].kind == "number"
                if first > 0 and tokens[first - 1].lower in ("in", "at", "near") and not numbered:
                    places[" ".join(name)] += 1
                if _says(tokens, first, last):
                    speaks.add(name[-1])
                if len(name) == 1:
                    inside = first > 0 and tokens[first - 1].text not in '"“„'
                    alone[name[0]] += inside
                    opening[name[0]] += not inside and name[0].casefold() not in small
                else:
                    full[name] += 1
                    own[name] += 1
                    _acronym(tokens, last, name, initials)
    family = {name[-1] for name in nicknames.values()}
    titled.update(name for name in full if len(name) == 2 and name[1] in family and name not in nicknames)
    people = {name for name in full if _is_person(name, titled, _by_itself(name, speaks, alone, opening), surnames)}
    people |= _kin(people, full)
    keys = _person_keys(people, full, surnames)
    whole = {fold(" ".join(name)): key for name, key in keys.items()}
    kinds = dict.fromkeys(keys.values(), PERSON)
    for short, name in sorted(nicknames.items()):
        whole.setdefault(fold(" ".join(short)), keys.get(name, " ".join(name)))
    for name in titled:
        if len(name) == 1:
            kinds.setdefault(surnames.get(fold(name[0]), name[0]), PERSON)
    shared = _surnames(keys)
    _short_names(full, alone, people, lower, whole, kinds, shared)
    for spelling, house in surnames.items():
        bearers = {key for name, key in keys.items() if fold(surnames.get(fold(name[-1]), name[-1])) == fold(house)}
        shared[spelling] = next(iter(bearers)) if len(bearers) == 1 else house
        kinds.setdefault(shared[spelling], PERSON)
    for name in titled:
        if len(name) == 1:
            shared.setdefault(fold(name[0]), name[0])
    for spelling, count in places.items():
        often = 2 * count > full[tuple(spelling.split())] + alone[spelling]
        if often and spelling not in kinds and fold(spelling) not in whole:
            kinds[spelling] = PLACE
    for spelling, owners in sorted(initials.items()):
        if len(owners) == 1 and spelling not in known:
            owner = " ".join(next(iter(owners)))
            known = {**known, spelling: (Known((spelling,), owner, ORGANISATION),)}
            kinds[owner] = ORGANISATION
    local = {document: _local(own, keys) for document, own in by_document.items()}
    book = NameBook(known, kinds, shared, local, whole, lower, {}, alone)
    return replace(book, roles=_roles(rows, found, book))


def _has_title(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether an office stands by the name: "Minister Ann Lee", "its minister, Ann Lee", "Ann Lee, the minister"."""
    before = [t.lower for t in tokens[max(0, first - 2) : first]]
    if before and before[-1] != "of" and before[-1] in gazetteer.titles():
        return True
    if len(before) == 2 and before[1] == "," and before[0] != "of" and before[0] in gazetteer.titles():
        return True
    if last + 1 < len(tokens) and tokens[last].text == ",":
        start = last + (2 if tokens[last + 1].lower == "the" else 1)
        return bool(office_at(tokens, start)[0])
    return False


def _says(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a verb of saying stands beside the name: people speak, products do not."""
    near = [tokens[k].lower for k in (first - 1, last, last + 1) if 0 <= k < len(tokens)]
    return any(form.base in reporting() for word in near for form in readings(word))


def _by_itself(
    name: tuple[str, ...], speaks: set[str], alone: Mapping[str, int], opening: Mapping[str, int]
) -> Mapping[str, int]:
    """Return where the last word of a full name stands by itself, as a surname does."""
    if name[-1] in speaks and alone.get(name[-1]):
        return alone
    return opening if len(name) == 2 else {}


def _short_names(
    full: Mapping[tuple[str, ...], int],
    alone: Mapping[str, int],
    people: set[tuple[str, ...]],
    lower: frozenset[str],
    whole: dict[str, str],
    kinds: dict[str, str],
    shared: dict[str, str],
) -> None:
    """Read "Harrow" as "Harrow Foods" where one such name alone begins with it; the more frequent is the house name."""
    starters: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name in full:
        if name not in people and len(name) == 2:
            starters[name[0]].append(name)
    for name in sorted(full):
        if len(name) > 2 and name[-1] in gazetteer.heads("legal_forms") and full.get(name[:-1]) and name not in people:
            whole[fold(" ".join(name))] = " ".join(name[:-1])
            kinds.setdefault(" ".join(name[:-1]), ORGANISATION)
    for first, names in sorted(starters.items()):
        if len(names) > 1 or not alone.get(first) or first.casefold() in lower or fold(first) in shared:
            continue
        name = names[0]
        if name[1] not in gazetteer.heads("company_heads"):
            continue
        key = first if alone[first] >= full[name] else " ".join(name)
        whole[fold(" ".join(name))] = key
        shared[fold(first)] = key
        kinds[key] = ORGANISATION


def _given(names: Sequence[Sequence[str]]) -> tuple[dict[str, tuple[Known, ...]], dict[str, str]]:
    """Return spellings and surnames of the shipped list, the brief's own names put before them."""
    shipped, surnames = gazetteer.shipped(), dict(gazetteer.surnames())
    houses: dict[str, str] = {}
    own: list[Known] = []
    for house, *others in names:
        for spelling in (house, *others):
            tokens = tuple(t.text for t in tokenize(spelling))
            match = (
                next((item for item in shipped.get(tokens[0], ()) if item.tokens == tokens), None) if tokens else None
            )
            if match:
                houses[match.key] = house
            elif fold(spelling) in surnames:
                old = surnames[fold(spelling)]
                surnames.update({other: house for other, value in surnames.items() if value == old})
            elif len(tokens) == 1:
                surnames[fold(spelling)] = house
            elif tokens:
                own.append(Known(tokens, house, NAME))
    everything = [*own, *(Known(k.tokens, houses.get(k.key, k.key), k.kind) for row in shipped.values() for k in row)]
    return gazetteer.index(everything), surnames


def _is_person(
    name: tuple[str, ...], titled: Mapping[tuple[str, ...], int], alone: Mapping[str, int], surnames: Mapping[str, str]
) -> bool:
    heads = gazetteer.heads("organisation_heads") | gazetteer.heads("outlet_heads")
    if (
        name[-1] in heads
        or "of" in name
        or "for" in name
        or len(name) > 5
        or any(len(part) > 1 and part.isupper() for part in name)
    ):
        return False
    return bool(titled.get(name)) or bool(alone.get(name[-1])) or fold(name[-1]) in surnames


def _kin(people: set[tuple[str, ...]], full: Mapping[tuple[str, ...], int]) -> set[tuple[str, ...]]:
    """Return the names that differ from a person's only by a short or transcribed given name."""
    families: dict[str, list[str]] = defaultdict(list)
    for name in people:
        families[fold(name[-1])].append(name[0])
    pairs = (name for name in full if len(name) == 2 and name not in people)
    return {name for name in pairs if any(same_given(name[0], given) for given in families.get(fold(name[1]), ()))}


def _person_keys(
    people: set[tuple[str, ...]], counts: Mapping[tuple[str, ...], int], surnames: Mapping[str, str]
) -> dict[tuple[str, ...], str]:
    """Return the house name of each full name: the surname, with the given name where two people share it."""
    families: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name in sorted(people):
        families[fold(surnames.get(fold(name[-1]), name[-1]))].append(name)
    keys: dict[tuple[str, ...], str] = {}
    for members in families.values():
        bearers = one_person(members)
        spelled: Counter[str] = Counter()
        for name in members:
            spelled[name[-1]] += counts[name]
        most = min(spelled, key=lambda word: (-spelled[word], word))
        surname = surnames.get(fold(most), most)
        for bearer in bearers:
            given = min(bearer, key=lambda name: (-counts[name], name))[0]
            keys.update(dict.fromkeys(bearer, surname if len(bearers) == 1 else f"{given} {surname}"))
    return keys


def _surnames(keys: Mapping[tuple[str, ...], str]) -> dict[str, str]:
    owners: dict[str, set[str]] = defaultdict(set)
    for name, key in keys.items():
        owners[fold(name[-1])].add(key)
    return {surname: next(iter(found)) for surname, found in owners.items() if len(found) == 1}


def _local(own: Mapping[tuple[str, ...], int], keys: Mapping[tuple[str, ...], str]) -> dict[str, str]:
    """Return what a bare surname or given name means in one document that has the full name."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in own:
        if name in keys:
            found[fold(name[-1])].add(keys[name])
            found[fold(name[0])].add(keys[name])
    return {word: next(iter(people)) for word, people in found.items() if len(people) == 1}


def _acronym(
    tokens: Sequence[Token], last: int, name: tuple[str, ...], initials: dict[str, Counter[tuple[str, ...]]]
) -> None:
    """Note "World Food Programme (WFP)"."""
    if last + 2 < len(tokens) and tokens[last].text == "(" and tokens[last + 2].text == ")":
        short = tokens[last + 1].text
        if short.isupper() and short == "".join(part[0] for part in name if part[0].isupper()):
            initials[short][name] += 1


def _roles(rows: Texts, spans: Spans, book: NameBook) -> dict[tuple[str, str], str]:
    """Return who holds which office, where all documents agree: ("NATO", "head") is Rutte."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (document, sentences), row in zip(rows, spans, strict=True):
        for tokens, places in zip(sentences, row, strict=True):
            uses = book.named(tokens, document, places)
            for before, after in pairwise(uses):
                if before.kind in (PLACE, PEOPLE, ORGANISATION) and after.kind == PERSON:
                    _before(tokens, before, after, found)
                elif before.kind == PERSON and after.kind in (PLACE, PEOPLE, ORGANISATION):
                    _after(tokens, before, after, found)
    return {role: next(iter(people)) for role, people in found.items() if len(people) == 1}


def _before(tokens: Sequence[Token], holder: Use, person: Use, found: dict[tuple[str, str], set[str]]) -> None:
    start = holder.last + (1 if tokens[holder.last].kind == "clitic" else 0)
    office, size = office_at(tokens, start)
    if (
        office
        and start + size == person.first
        and (start == 0 or tokens[holder.first - 1].lower not in ("former", "ex"))
    ):
        found[holder.key, office].add(person.key)


def _after(tokens: Sequence[Token], person: Use, holder: Use, found: dict[tuple[str, str], set[str]]) -> None:
    """Read "Mark Rutte, the NATO chief" and "Mark Rutte, head of NATO"."""
    gap = [t.lower for t in tokens[person.last : holder.first]]
    if gap in ([","], [",", "the"]):
        start = holder.last + (1 if holder.last < len(tokens) and tokens[holder.last].kind == "clitic" else 0)
        office, size = office_at(tokens, start)
        if office and not (start + size < len(tokens) and tokens[start + size].capital):
            found[holder.key, office].add(person.key)
    elif gap[:1] == [","] and len(gap) > 2 and (gap[-1] == "of" or gap[-2:] == ["of", "the"]):
        start = person.last + (2 if gap[1] == "the" else 1)
        office, size = office_at(tokens, start)
        if office and start + size < len(tokens) and tokens[start + size].lower == "of":
            found[holder.key, office].add(person.key)
