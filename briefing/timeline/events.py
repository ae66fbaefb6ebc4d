"""Clusters of tellings become events: date, passages, headline, actors, sources."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.each import Each, in_turn
from briefing.model import Bullet, Disagreement, Document, Event, Interval, Modality, Plan, Resolution, Status
from briefing.timeline.ids import event_id, sort_key
from briefing.timeline.merging.denied import affirmed, days_told, denials_told, doers_told
from briefing.timeline.merging.gather import dating
from briefing.timeline.names import gazetteer
from briefing.timeline.names.book import NameBook
from briefing.timeline.names.gazetteer import NAME, OUTLET, PLACE
from briefing.timeline.telling.records import Telling
from briefing.timeline.telling.voices import independent
from briefing.timeline.wording import bullets
from briefing.timeline.wording.announced import announced
from briefing.timeline.wording.headline import headline

_TOP = 3000  # code points from the top within which a title stands
_BACKGROUND = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Collection:
    """What events are made from."""

    documents: Mapping[str, Document]
    place: Mapping[str, int]  # of each document in the timeline
    speakers: Mapping[str, Mapping[int, str]]
    titles: Mapping[str, str]
    voice: Mapping[str, str]
    book: NameBook
    plan: Plan
    as_of: dt.date | None


def make_events(
    clusters: Sequence[list[Telling]],
    collection: Collection,
    orders: Mapping[int, tuple[Disagreement, ...]] | None = None,
    each: Each = in_turn,
) -> tuple[Event, ...]:
    """Return an event for each cluster; ``orders`` are points that belong to one, by its identity."""
    uses: Counter[tuple[str, int]] = Counter()
    for members in clusters:
        uses.update({(told.parsed.sentence.document, told.parsed.sentence.index) for told in members})
    sites = _sites(clusters, collection.book)
    made: dict[str, Event] = {}
    near = sorted(range(len(clusters)), key=lambda n: collection.place[clusters[n][0].parsed.sentence.document])
    found = dict(zip(near, each(lambda n: _event(clusters[n], uses, collection, sites), near), strict=True))
    for n, members in enumerate(clusters):
        event = found[n]
        if event is not None and orders and id(members) in orders:
            event = replace(event, disagreements=(*event.disagreements, *orders[id(members)]))
        if event is not None and (event.id not in made or len(event.documents) > len(made[event.id].documents)):
            made[event.id] = event
    return tuple(sorted(made.values(), key=sort_key))


def _event(
    members: Sequence[Telling], uses: Mapping[tuple[str, int], int], collection: Collection, sites: frozenset[str]
) -> Event | None:
    heads = [told for told in members if told.role != "context"] or list(members)
    best = dating(heads)
    shown = members if collection.plan.bullets is None else _without_echoes(members, uses)
    passages = bullets.choose(shown, uses, copies=collection.plan.bullets is None)
    rows = tuple(
        bullets.bullet(
            p.told,
            collection.documents[p.told.parsed.sentence.document].text,
            collection.speakers.get(p.told.parsed.sentence.document, {}),
        )
        for p in passages
    )
    if not rows:
        return None
    if collection.plan.bullets is None:
        rows += tuple(_titles(members, collection))
    documents = sorted({told.parsed.sentence.document for told in members}, key=collection.place.__getitem__)
    first = min(rows, key=lambda row: (collection.place[row.document or ""], row.span))
    planned = _planned(best, heads, collection.as_of)
    over = not planned and all(told.ahead for told in heads)
    return Event(
        id=event_id(best.interval, best.precision, first.text),
        interval=best.interval,
        precision=best.precision,
        date_basis=best.basis,
        headline=(announced(heads) if over else "") or headline(affirmed(heads), collection.titles, collection.book),
        bullets=rows,
        status=Status.PLANNED if planned else Status.PAST,
        background=not planned and _is_background(best.interval, collection),
        modality=_modality(heads),
        approximate=all(told.approximate for told in heads if told.interval == best.interval),
        actors=_actors(heads, collection.book, sites),
        places=_common(place for told in heads for place in told.places),
        documents=tuple(documents),
        voices=independent(documents, collection.voice),
        resolutions=_resolutions(heads, collection),
        disagreements=tuple(p for told in (days_told, denials_told, doers_told) for p in told(heads, collection.place)),
    )


def _titles(members: Sequence[Telling], collection: Collection) -> Iterator[Bullet]:
    """Yield the titles of the articles that report the event, where the text holds them: the last of all passages."""
    for id in sorted(
        {told.parsed.sentence.document for told in members if told.lead}, key=collection.place.__getitem__
    ):
        document = collection.documents[id]
        title = document.title or ""
        start = document.text.find(title, 0, _TOP) if title else -1
        if start >= 0:
            yield Bullet(title, id, (start, start + len(title)))


def _without_echoes(members: Sequence[Telling], uses: Mapping[tuple[str, int], int]) -> list[Telling]:
    """Leave out sentences that only name the event, where others tell it and they stand under another."""
    telling = [t for t in members if t.role not in ("noun", "context")]
    if not telling:
        return list(members)
    return [
        t
        for t in members
        if t.role not in ("noun", "context") or uses[t.parsed.sentence.document, t.parsed.sentence.index] == 1
    ]


def _planned(best: Telling, heads: Sequence[Telling], as_of: dt.date | None) -> bool:
    start, end = best.interval.start, best.interval.end
    if as_of is None:
        return best.ahead
    if start is not None and start > as_of:
        return True
    return all(told.ahead for told in heads) and (end is None or end - dt.timedelta(days=1) >= as_of)


def in_background(event: Event, collection: Collection) -> bool:
    """Whether an event that is no plan ended before the period of the briefing."""
    return event.status is not Status.PLANNED and _is_background(event.interval, collection)


def _is_background(interval: Interval, collection: Collection) -> bool:
    """Whether an event ended before the period of the briefing."""
    first = collection.plan.period[0]
    if first is None:
        if collection.as_of is None:
            return False
        first = collection.as_of - _BACKGROUND
    return interval.last is not None and interval.last < first


def _modality(heads: Sequence[Telling]) -> Modality:
    found = [told.modality for told in heads]
    return Modality.ASSERTED if Modality.ASSERTED in found else found[0]


def _common(names: object) -> tuple[str, ...]:
    counts = Counter(names)  # type: ignore[call-overload]
    return tuple(sorted(counts, key=lambda name: (-counts[name], name)))


def _sites(clusters: Sequence[list[Telling]], book: NameBook) -> frozenset[str]:
    """Return the names of which nothing is known but that things happen there: they act nowhere."""
    tellings = [told for members in clusters for told in members]
    located = {name for told in tellings for name in told.places}
    acting = {name for told in tellings for name in told.principals}
    return frozenset(name for name in located - acting if book.kinds.get(name, NAME) == NAME)


def _actors(heads: Sequence[Telling], book: NameBook, sites: frozenset[str]) -> tuple[str, ...]:
    """Return who acts or speaks, then who else takes part, the most told first."""
    weight: defaultdict[str, float] = defaultdict(float)
    for told in heads:
        for name in told.actors:
            acts = name in told.principals
            kind = book.kinds.get(name, "")
            country = name in gazetteer.countries()
            kind = kind or _kind_of(name)
            if name == told.speaker and not _is_named(told):
                continue
            aside = (kind in (OUTLET, PLACE) and not country) or name in gazetteer.holders() or name in told.places
            if not acts and (aside or name in sites or _is_paper(name)):
                continue
            name = gazetteer.seat_of(name) if acts else name
            weight[name] += 3.0 if acts else 1.0 if kind == "person" else 0.5 if country else 0.7
    return tuple(sorted(weight, key=lambda name: (-weight[name], name)))[:8]


def _is_named(told: Telling) -> bool:
    return told.parsed.report is None or told.parsed.report.named


def _kind_of(name: str) -> str:
    return OUTLET if name in gazetteer.outlets() else ""


def _is_paper(name: str) -> bool:
    """Whether the name is that of a treaty or the like, which does nothing by itself."""
    return name.rsplit(" ", 1)[-1] in gazetteer.heads("paper_heads")


def _resolutions(heads: Sequence[Telling], collection: Collection) -> tuple[Resolution, ...]:
    dates = ((told.parsed.sentence.document, told.expression or told.heading) for told in heads)
    found = {(document, date.span): date for document, date in dates if date is not None}
    order = sorted(found, key=lambda key: (collection.place[key[0]], key[1]))
    return tuple(Resolution(document, found[document, span]) for document, span in order)
