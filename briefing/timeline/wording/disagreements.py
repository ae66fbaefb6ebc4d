"""Where sources differ: numbers, days and names that cannot all be true of one event, side by side.

Only words that cannot be reconciled count: "at least 18" and "20" can, and what a report of a later day counts brings
an earlier one up to date. Opinions never differ here.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from briefing.dates.wording import date_phrase
from briefing.each import Each, in_turn
from briefing.model import Account, Disagreement, Document, Event, EventBasis, Modality, Precision, Span
from briefing.timeline.language.lexicon import table
from briefing.timeline.language.morphology import stem, stopwords
from briefing.timeline.language.tokens import tokenize
from briefing.timeline.names import gazetteer
from briefing.timeline.names.profile import kinds_in
from briefing.timeline.wording import attributions, quantities
from briefing.timeline.wording.quantities import Quantity

_SENTENCE = 160  # code points of a statement
_WIDEST = 900
_CLAUSE_MARKS = frozenset(',;:—–()"“”„\n')
_CROWDED = 12  # events of one day and place beyond which nobody can say which is which
_ALIKE = 3  # words that the tellings of one happening share, beside its place
_DAYS = 10  # between two days that sources give for one death
_END = re.compile(r"[.!?][\"”’)]*(?=[ \u00a0\n])|\n")


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of a source about an event."""

    text: str
    document: str
    speaker: str | None = None


def differing(events: Sequence[Event], documents: Sequence[Document], each: Each = in_turn) -> tuple[Event, ...]:
    """Return the events, each with the points on which its sources differ; the order of neither matters."""
    by_id = {document.id: document for document in documents}
    uses: Counter[tuple[str | None, Span]] = Counter(
        (bullet.document, bullet.span) for event in events for bullet in event.bullets
    )
    own = {(b.document, b.text) for event in events for b in event.bullets if uses[b.document, b.span] == 1}
    found: defaultdict[str, list[Disagreement]] = defaultdict(list)
    rows = each(lambda event: _points(event, by_id, lambda words: (words.document, words.text) in own), events)
    for event, points in zip(events, rows, strict=True):
        found[event.id] += points
    for event, point in (*_counts_between(events, by_id, each), *_days_between(events)):
        found[event.id].append(point)
    return tuple(
        replace(event, disagreements=tuple(dict.fromkeys((*event.disagreements, *found[event.id])))) for event in events
    )


def disagreements(event: Event, documents: Sequence[Document]) -> tuple[Disagreement, ...]:
    """Return the points on which the sources of one event differ."""
    return _points(event, {document.id: document for document in documents}, lambda words: True)


def _points(event: Event, documents: Mapping[str, Document], own: Callable[[_Words], bool]) -> tuple[Disagreement, ...]:
    """Return the points of one event. What stands under two events (not ``own``) may count for either."""
    if len(event.documents) < 2:
        return ()
    passages = _passages(event, documents)
    bullets = {(bullet.document, bullet.text) for bullet in event.bullets}
    counted = [words for words in passages if own(words) or (words.document, words.text) not in bullets]
    return (
        *_numbers(_counts(event, counted), documents, event.documents),
        *_authors(passages, event.documents),
        *_speakers(passages, event.documents),
    )


def _passages(event: Event, documents: Mapping[str, Document]) -> tuple[_Words, ...]:
    """Return the bullets, and the sentences that date the event and are not shown."""
    rows = [_Words(b.text, b.document, b.speaker) for b in event.bullets if b.document is not None]
    for resolution in event.resolutions:
        document, (start, end) = documents.get(resolution.document), resolution.expression.span
        shown = any(b.document == resolution.document and b.span[0] <= start < b.span[1] for b in event.bullets)
        if document is not None and document.text and not shown:
            rows.append(_Words(_sentence(document.text, (start, end)), document.id))
    return tuple(dict.fromkeys(rows))


def _sentence(text: str, span: Span) -> str:
    low = max(0, span[0] - _WIDEST)
    before = [match.end() for match in _END.finditer(text, low, span[0])]
    after = _END.search(text, span[1], span[1] + _WIDEST)
    return text[before[-1] if before else low : after.end() if after else span[1] + _WIDEST].strip()


@dataclass(frozen=True, slots=True)
class _Count:
    """What one document counts."""

    document: str
    quantity: Quantity
    statement: str
    passage: str


def _counts(event: Event, passages: Sequence[_Words]) -> tuple[_Count, ...]:
    """Return the counts of each document; one that gives two for the same counts something else as well."""
    year = event.interval.start.year if event.interval.start else None
    rows: defaultdict[tuple[str, str, str], dict[tuple[float, float], _Count]] = defaultdict(dict)
    for words in passages:
        for quantity in quantities.find(words.text, year):
            key = words.document, quantity.kind, quantity.unit
            statement = _slice(words.text, quantity.span)
            rows[key].setdefault((quantity.low, quantity.high), _Count(words.document, quantity, statement, words.text))
    return tuple(next(iter(values.values())) for values in rows.values() if len(values) == 1)


def _numbers(
    counts: Sequence[_Count], documents: Mapping[str, Document], order: Sequence[str]
) -> Iterator[Disagreement]:
    kinds: defaultdict[tuple[str, str], list[_Count]] = defaultdict(list)
    for count in sorted(counts, key=lambda c: (c.quantity.kind, c.quantity.unit, _place(c.document, order))):
        kinds[count.quantity.kind, count.quantity.unit].append(count)
    for (kind, _), rows in kinds.items():
        kept = [row for row in rows if any(_contradict(row, other, documents) for other in rows)]
        values: dict[tuple[float, float], list[_Count]] = defaultdict(list)
        for row in kept:
            values[row.quantity.low, row.quantity.high].append(row)
        if len(values) > 1:
            yield Disagreement(
                quantities.topic(kind),
                tuple(Account(v[0].statement, tuple(c.document for c in v)) for _, v in sorted(values.items())),
            )


def _contradict(one: _Count, other: _Count, documents: Mapping[str, Document]) -> bool:
    if one.document == other.document or not one.quantity.contradicts(other.quantity):
        return False
    return not quantities.is_running(one.quantity.kind) or _together(one.document, other.document, documents)


def _together(one: str, other: str, documents: Mapping[str, Document]) -> bool:
    """Whether neither document is known to be of a later day than the other."""
    a, b = (documents[id].published if id in documents else None for id in (one, other))
    return a is None or b is None or a.intersection(b) is not None


def _counts_between(
    events: Sequence[Event], documents: Mapping[str, Document], each: Each
) -> Iterator[tuple[Event, Disagreement]]:
    """Yield what documents count that tell one happening apart.

    Of one day, place and kind, in much the same words; or of one day and person whom a price or sentence is about.
    """
    where: defaultdict[tuple[object, str, str], list[Event]] = defaultdict(list)
    for event in sorted(events, key=lambda e: (-len(e.documents), e.id)):
        if event.precision is Precision.DAY and event.modality is Modality.ASSERTED:
            for place in event.places:
                if place not in gazetteer.countries():
                    where[event.interval.start, place, ""].append(event)
            for actor in event.actors[:1]:
                if not attributions.is_shipped(actor):
                    where[event.interval.start, "", actor].append(event)
    few = {key: rows for key, rows in where.items() if 1 < len(rows) <= _CROWDED}
    told = {event.id: event for rows in few.values() for event in rows}
    counts = dict(zip(told, each(lambda e: _counts(e, _passages(e, documents)), told.values()), strict=True))
    seen: set[tuple[str, str]] = set()
    for (_, _, actor), rows in sorted(few.items(), key=lambda item: (str(item[0][0]), item[0][1:])):
        for at, event in enumerate(rows):
            for other in rows[at + 1 :]:
                if (event.id, other.id) in seen or set(event.documents) & set(other.documents):
                    continue
                order = (*event.documents, *other.documents)
                for a, b in product(counts[event.id], counts[other.id]):
                    if _contradict(a, b, documents) and _one_matter(a, b, actor):
                        seen.add((event.id, other.id))
                        for point in _numbers((a, b), documents, order):
                            yield event, point


def _one_matter(one: _Count, other: _Count, actor: str) -> bool:
    if actor:
        personal = quantities.is_of_a_person(one.quantity.kind) and not _of_others(one.passage, other.passage)
        return personal and actor in one.passage and actor in other.passage
    return _alike(one.passage, other.passage)


def _of_others(one: str, other: str) -> bool:
    """Whether each passage names somebody or something that the other does not: two rivals bought on one day."""
    calendar = table("english")["calendar"]
    rows = (tokenize(text)[1:] for text in (one, other))
    mine, theirs = ({t.text for t in row if t.capital and t.kind == "word" and t.lower not in calendar} for row in rows)
    return not (mine <= theirs or theirs <= mine)


def _alike(one: str, other: str) -> bool:
    """Whether two passages tell one sort of happening in much the same words."""
    a, b = tokenize(one), tokenize(other)
    kinds = kinds_in(a, (0, len(a))) & kinds_in(b, (0, len(b)))
    left, right = (
        {stem(t.lower) for t in row if t.kind == "word" and t.lower not in stopwords() and not t.capital}
        for row in (a, b)
    )
    return bool(kinds) and len(left & right) >= _ALIKE


def _authors(passages: Sequence[_Words], order: Sequence[str]) -> Iterator[Disagreement]:
    named: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for words in passages:
        for name, span in attributions.authors(words.text):
            named[words.document].setdefault(name, _slice(words.text, span))
    single = {document: next(iter(names.items())) for document, names in named.items() if len(names) == 1}
    topic = str(table("accounts")["author"]["topic"])
    yield from _parties(single, attributions.same_author, topic, order)


def _speakers(passages: Sequence[_Words], order: Sequence[str]) -> Iterator[Disagreement]:
    """Yield quotations that sources give to two speakers, of whom neither stands in the other's passage."""
    said: defaultdict[tuple[str, ...], dict[str, tuple[str, str]]] = defaultdict(dict)
    speakers = {words.speaker.split()[-1] for words in passages if words.speaker}
    for words in passages:
        if words.speaker and not any(name in words.text for name in speakers - {words.speaker.split()[-1]}):
            for quotation, span in attributions.quotations(words.text):
                statement = f"{words.speaker}: {' '.join(words.text[span[0] : span[1]].split())}"
                said[quotation].setdefault(words.document, (words.speaker, statement))
    for quotation in sorted(said):
        yield from _parties(said[quotation], attributions.same_speaker, "Who said it", order)


def _parties(
    named: Mapping[str, tuple[str, str]], same: Callable[[str, str], bool], topic: str, order: Sequence[str]
) -> Iterator[Disagreement]:
    """Yield a disagreement when documents name parties none of which can be another."""
    groups: list[tuple[str, str, list[str]]] = []
    for document in sorted(named, key=lambda id: _place(id, order)):
        name, statement = named[document]
        group = next((row for row in groups if same(row[0], name)), None)
        if group is None:
            groups.append((name, statement, [document]))
        else:
            group[2].append(document)
    if len(groups) > 1 and not any(same(a[0], b[0]) for a, b in pairwise(groups)):
        yield Disagreement(topic, tuple(Account(statement, tuple(rows)) for _, statement, rows in groups))


def _days_between(events: Sequence[Event]) -> Iterator[tuple[Event, Disagreement]]:
    """Yield the days that sources give for what a person can do once: "died on Monday", "died on Tuesday"."""
    told: defaultdict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        exact = event.precision is Precision.DAY and event.date_basis is EventBasis.TEXT
        if not exact or event.modality is not Modality.ASSERTED:
            continue
        for deed in dict.fromkeys(deed for b in event.bullets for deed in attributions.once(b.text, event.actors)):
            told[deed].append(event)
    for (_, act), rows in sorted(told.items()):
        rows.sort(key=lambda e: (str(e.interval.start), e.id))
        for one, other in pairwise(rows):
            first, second = one.interval.start, other.interval.start
            if first is None or second is None or not 0 < (second - first).days <= _DAYS:
                continue
            if set(one.documents) & set(other.documents):
                continue
            accounts = tuple(
                Account(date_phrase(e.interval, e.precision).replace("\u00a0", " "), e.documents) for e in (one, other)
            )
            yield one, Disagreement(str(table("accounts")["once"][act]["topic"]), accounts)


def _place(document: str, order: Sequence[str]) -> tuple[int, str]:
    return (order.index(document) if document in order else len(order)), document


def _slice(text: str, span: Span) -> str:
    """Return the words around ``span`` that make a statement: the passage, or its clause when that is long."""
    start, end = 0, len(text)
    if len(text) > _SENTENCE:
        start, end = span
        while start > 0 and not _ends_clause(text, start - 1) and end - start < _SENTENCE:
            start -= 1
        while end < len(text) and not _ends_clause(text, end) and end - start < _SENTENCE:
            end += 1
        while start < span[0] and start > 0 and text[start - 1].isalnum() and text[start].isalnum():
            start += 1
        while end > span[1] and end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
            end -= 1
    return " ".join(text[start:end].split()).rstrip(".")


def _ends_clause(text: str, at: int) -> bool:
    return text[at] in _CLAUSE_MARKS and not text[at + 1 : at + 2].isdigit()
