"""Documents and their dates -> Timeline: read, tell, merge, order, word, choose."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.model import (
    Bullet,
    Document,
    Event,
    EventBasis,
    Interval,
    Modality,
    Passage,
    Plan,
    Problem,
    Resolution,
    Status,
    TimeExpression,
    Timeline,
)
from briefing.timeline import bullets, corrections, gazetteer
from briefing.timeline.calendar import sharpen
from briefing.timeline.context import Story, tell
from briefing.timeline.gazetteer import OUTLET
from briefing.timeline.headline import headline
from briefing.timeline.ids import event_id, sort_key
from briefing.timeline.limits import limit
from briefing.timeline.merge import merge
from briefing.timeline.names import NameBook
from briefing.timeline.order import ordered
from briefing.timeline.parse import read
from briefing.timeline.rank import salience
from briefing.timeline.telling import Parsed, Telling
from briefing.timeline.topic import aside, topic
from briefing.timeline.voices import independent, voices

_TOP = 3000  # code points from the top within which a title stands
_BACKGROUND = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class _Collection:
    """What events are made from."""

    documents: Mapping[str, Document]
    place: Mapping[str, int]  # of each document in the timeline
    speakers: Mapping[str, Mapping[int, str]]
    titles: Mapping[str, str]
    voice: Mapping[str, str]
    book: NameBook
    plan: Plan
    as_of: dt.date | None


def build(
    documents: Sequence[Document], expressions: Mapping[str, tuple[TimeExpression, ...]], plan: Plan
) -> tuple[Timeline, tuple[Problem, ...]]:
    """Return the timeline that ``plan`` asks for, and notes on corrections that found nothing.

    The order of ``documents`` does not matter.
    """
    rows = sorted(documents, key=_document_key)
    parsed, book = read(rows, expressions, plan.names)
    terms = plan.topic or topic(parsed)
    off = aside(parsed, terms, bool(plan.topic))
    stories = [tell(document, parsed[document.id], book) for document in rows if document.id not in off]
    as_of = plan.as_of or _newest(rows)
    collection = _Collection(
        documents={document.id: document for document in rows},
        place={document.id: number for number, document in enumerate(rows)},
        speakers={story.document.id: story.speakers for story in stories},
        titles={document.id: document.title for document in rows if document.title},
        voice=voices({story.document.id: parsed[story.document.id] for story in stories}),
        book=book,
        plan=plan,
        as_of=as_of,
    )
    everything = plan.events is None or plan.days is not None or plan.per_day is not None
    clusters = _gather(stories, states=everything)
    undated = [
        _passage(p, "no date in the passage, and none for its article") for story in stories for p in story.undated
    ]
    if not everything:
        clusters, loose = _set_aside(clusters)
        reason = "no date in the passage; that of its article is only the latest possible"
        undated += [_passage(told.parsed, reason) for told in loose]
    found = _events(clusters, collection)
    found = sharpen(found, plan.calendar)
    found, notes, words = corrections.apply(found, plan.corrections, as_of=as_of, language=plan.language)
    found = tuple(replace(event, background=_in_background(event, collection)) for event in found)
    timeline = Timeline(
        documents=tuple(rows),
        events=tuple(sorted(found, key=sort_key)),
        undated=tuple(sorted(undated, key=lambda p: (collection.place[p.document], p.span))),
        left_out=_left_out(rows, off),
        topic=tuple(terms),
        as_of=as_of,
        timezone=plan.timezone,
        language=plan.language,
        corrections=words,
    )
    timeline = limit(timeline, plan, salience)
    return replace(timeline, title=plan.title or _top(timeline)), notes


def _document_key(document: Document) -> tuple[dt.date, str, str]:
    published = document.published
    day = (published.start or published.last) if published else None
    return day or dt.date.max, document.sha256, document.path


def _newest(documents: Sequence[Document]) -> dt.date | None:
    return max((d.published.last for d in documents if d.published and d.published.last), default=None)


def _top(timeline: Timeline) -> str | None:
    front = [event for event in timeline.events if not event.background] or list(timeline.events)
    best = max(front, key=lambda event: (salience(event, timeline), event.id), default=None)
    return best.headline if best else None


def _gather(stories: Sequence[Story], *, states: bool) -> list[list[Telling]]:
    """Return the tellings of each event: merged, with what follows them, and what order alone dates."""
    heads = [
        (s, k)
        for s, story in enumerate(stories)
        for k, target in enumerate(story.follows)
        if target < 0 and (states or story.tellings[k].role != "state")
    ]
    number = {id(stories[s].tellings[k]): (s, k) for s, k in heads}
    clusters = [list(members) for members in merge([stories[s].tellings[k] for s, k in heads])]
    home = {number[id(told)]: at for at, members in enumerate(clusters) for told in members}
    own: list[tuple[Parsed, Telling | None]] = []
    for s, story in enumerate(stories):
        first: dict[int, Telling] = {}
        for k, told in enumerate(story.tellings):
            if story.follows[k] >= 0 and (s, story.follows[k]) in home:
                clusters[home[s, story.follows[k]]].append(told)
            first.setdefault(told.parsed.sentence.index, told)
        sentences = {told.parsed.sentence.index: told.parsed for told in story.tellings}
        own += [(sentences[index], first.get(index)) for index in sorted(sentences)]
    dated = [[t for t in members if t.role != "context"] for members in clusters if members[0].basis is EventBasis.TEXT]
    fresh = ordered(own, dated)
    return [*clusters, *(list(members) for members in merge(fresh))]


def _set_aside(clusters: Sequence[list[Telling]]) -> tuple[list[list[Telling]], list[Telling]]:
    """Part the events that only the date of one article dates, and that are not what it reports, from the rest."""
    kept: list[list[Telling]] = []
    loose: list[Telling] = []
    for members in clusters:
        if all(told.role in ("alone", "context") for told in members):
            loose += members
        else:
            kept.append(members)
    return kept, loose


def _passage(parsed: Parsed, reason: str) -> Passage:
    return Passage(parsed.sentence.text, parsed.sentence.document, parsed.sentence.span, reason)


def _left_out(documents: Sequence[Document], off: frozenset[str]) -> tuple[Passage, ...]:
    """Return furniture and documents off topic, each with its reason."""
    rows: list[Passage] = []
    for document in documents:
        if document.id in off:
            rows.append(
                Passage(
                    document.text,
                    document.id,
                    (0, len(document.text)),
                    "off topic: shares none of the names of the others",
                )
            )
            continue
        for item in document.furniture:
            start, end = item.span
            rows.append(Passage(document.text[start:end], document.id, (start, end), item.reason))
    return tuple(rows)


def _events(clusters: Sequence[list[Telling]], collection: _Collection) -> tuple[Event, ...]:
    uses: Counter[tuple[str, int]] = Counter()
    for members in clusters:
        uses.update({(told.parsed.sentence.document, told.parsed.sentence.index) for told in members})
    made: dict[str, Event] = {}
    for members in clusters:
        event = _event(members, uses, collection)
        if event is not None and (event.id not in made or len(event.documents) > len(made[event.id].documents)):
            made[event.id] = event
    return tuple(sorted(made.values(), key=sort_key))


def _event(members: Sequence[Telling], uses: Mapping[tuple[str, int], int], collection: _Collection) -> Event | None:
    heads = [told for told in members if told.role != "context"] or list(members)
    best = min(heads, key=_exactness)
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
    return Event(
        id=event_id(best.interval, best.precision, first.text),
        interval=best.interval,
        precision=best.precision,
        date_basis=best.basis,
        headline=headline(heads, collection.titles, collection.book),
        bullets=rows,
        status=Status.PLANNED if planned else Status.PAST,
        background=not planned and _is_background(best.interval, collection),
        modality=_modality(heads),
        approximate=all(told.approximate for told in heads if told.interval == best.interval),
        actors=_actors(heads, collection.book),
        places=_common(place for told in heads for place in told.places),
        documents=tuple(documents),
        voices=independent(documents, collection.voice),
        resolutions=_resolutions(heads, collection),
    )


def _titles(members: Sequence[Telling], collection: _Collection) -> Iterator[Bullet]:
    """Yield the titles of the articles that report the event, where the text holds them: the last of all passages."""
    for id in sorted(
        {told.parsed.sentence.document for told in members if told.lead}, key=collection.place.__getitem__
    ):
        document = collection.documents[id]
        title = document.title or ""
        start = document.text.find(title, 0, _TOP) if title else -1
        if start >= 0:
            yield Bullet(title, id, (start, start + len(title)))


def _exactness(told: Telling) -> tuple[bool, int, bool, tuple[str, int, int]]:
    start, end = told.interval.start, told.interval.end
    days = (end - start).days if start and end else 1_000_000
    return told.basis is not EventBasis.TEXT, days, not told.lead, told.key


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
    return any(told.ahead for told in heads) and (end is None or end - dt.timedelta(days=1) >= as_of)


def _in_background(event: Event, collection: _Collection) -> bool:
    return event.status is not Status.PLANNED and _is_background(event.interval, collection)


def _is_background(interval: Interval, collection: _Collection) -> bool:
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


def _actors(heads: Sequence[Telling], book: NameBook) -> tuple[str, ...]:
    """Return who acts or speaks, then who else takes part, the most told first."""
    weight: defaultdict[str, float] = defaultdict(float)
    for told in heads:
        for name in told.actors:
            acts = name in told.principals
            kind = book.kinds.get(name, "")
            country = name in gazetteer.countries()
            kind = kind or _kind_of(name)
            if (name not in told.names and name != told.speaker) or (name == told.speaker and not _is_named(told)):
                continue
            if not acts and (kind == OUTLET or name in gazetteer.holders() or name in told.places or _is_paper(name)):
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


def _resolutions(heads: Sequence[Telling], collection: _Collection) -> tuple[Resolution, ...]:
    found = {
        (told.parsed.sentence.document, told.expression.span): told.expression for told in heads if told.expression
    }
    order = sorted(found, key=lambda key: (collection.place[key[0]], key[1]))
    return tuple(Resolution(document, found[document, span]) for document, span in order)
