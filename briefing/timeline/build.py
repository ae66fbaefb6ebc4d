"""Documents and their dates -> Timeline: read, tell, merge, order, word, choose."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefing.each import Each, in_turn
from briefing.model import Document, Event, Passage, Plan, Problem, TimeExpression, Timeline
from briefing.timeline import corrections
from briefing.timeline.choice.central import central, leads
from briefing.timeline.choice.days import day_weights
from briefing.timeline.choice.limits import limit
from briefing.timeline.choice.passages import passage_weights
from briefing.timeline.choice.rank import salience
from briefing.timeline.events import Collection, in_background, make_events
from briefing.timeline.ids import sort_key
from briefing.timeline.merging.anchored import anchored
from briefing.timeline.merging.calendar import sharpen
from briefing.timeline.merging.gather import gather, said_once, set_aside
from briefing.timeline.merging.named import named
from briefing.timeline.merging.sequence import Contradiction, contradictions, disagreements
from briefing.timeline.merging.sequence import notes as in_notes
from briefing.timeline.names.book import NameBook
from briefing.timeline.telling.chronology import entries
from briefing.timeline.telling.context import Story, tell
from briefing.timeline.telling.parse import read_one, split
from briefing.timeline.telling.records import Parsed
from briefing.timeline.telling.topic import aside, topic
from briefing.timeline.telling.voices import voices
from briefing.timeline.wording.disagreements import differing


def build(
    documents: Sequence[Document],
    expressions: Mapping[str, tuple[TimeExpression, ...]],
    plan: Plan,
    *,
    each: Each = in_turn,
) -> tuple[Timeline, tuple[Problem, ...]]:
    """Return the timeline that ``plan`` asks for, and notes: corrections that found nothing, orders that cannot be.

    The order of ``documents`` does not matter. ``each`` goes through documents, and through events.
    """
    rows = sorted(documents, key=_document_key)
    parsed, told, book = _read(rows, expressions, plan, each)
    titles = {document.id: document.title for document in rows if document.title}
    terms = plan.topic or topic(parsed, titles, book)
    off = aside(parsed, terms, bool(plan.topic))
    stories = [told[document.id] for document in rows if document.id not in off]
    again = anchored(stories, parsed, plan.calendar)
    parsed |= again
    stories = [tell(s.document, parsed[s.document.id], book) if s.document.id in again else s for s in stories]
    collection = Collection(
        documents={document.id: document for document in rows},
        place={document.id: number for number, document in enumerate(rows)},
        speakers={story.document.id: story.speakers for story in stories},
        titles=titles,
        voice=voices({story.document.id: parsed[story.document.id] for story in stories}, rows, each),
        book=book,
        plan=plan,
        as_of=plan.as_of or _newest(rows),
    )
    own = [p for story in stories for p in parsed[story.document.id]]
    found, undated, orders = _happened(stories, own, parsed, collection, each)
    found = differing(sharpen(found, plan.calendar), rows, each)
    found, notes, words = corrections.apply(found, plan.corrections, as_of=collection.as_of, language=plan.language)
    found = tuple(replace(event, background=in_background(event, collection)) for event in found)
    told_of = {(bullet.document, bullet.span) for event in found for bullet in event.bullets}
    undated = [passage for passage in undated if (passage.document, passage.span) not in told_of]
    timeline = Timeline(
        documents=tuple(rows),
        events=tuple(sorted(found, key=sort_key)),
        undated=tuple(sorted(undated, key=lambda p: (collection.place[p.document], p.span))),
        left_out=_left_out(rows, off),
        topic=tuple(terms),
        as_of=collection.as_of,
        timezone=plan.timezone,
        handling=plan.handling,
        language=plan.language,
        corrections=words,
    )
    timeline = _limited(timeline, plan, own, collection)
    return replace(timeline, title=plan.title or _top(timeline)), (*notes, *in_notes(orders, collection.documents))


def _happened(
    stories: Sequence[Story],
    own: Sequence[Parsed],
    parsed: Mapping[str, tuple[Parsed, ...]],
    collection: Collection,
    each: Each,
) -> tuple[tuple[Event, ...], list[Passage], Sequence[Contradiction]]:
    """Return the events of the stories, the passages that are none, and the orders that cannot all be true."""
    plan = collection.plan
    everything = plan.events is None or plan.days is not None or plan.per_day is not None
    clusters = named(gather(stories, states=everything, each=each), own, plan.calendar)
    orders = contradictions(clusters, parsed)
    kept = clusters
    reason = "no date in the passage, and none for its article"
    undated = [_passage(p, reason) for story in stories for p in story.undated]
    if not everything:
        kept, loose = set_aside(said_once(clusters))
        reason = "no date in the passage; that of its article is only the latest possible"
        undated += [_passage(told.parsed, reason) for told in loose]
    return make_events(kept, collection, disagreements(orders, clusters, kept), each), undated, orders


def _limited(timeline: Timeline, plan: Plan, own: Sequence[Parsed], collection: Collection) -> Timeline:
    """Return what the plan asks for: days that articles name, and passages that tell them best."""
    if plan.days is None and plan.per_day is None:
        return limit(timeline, plan, salience)
    listed = entries(own)
    matters = day_weights(own, timeline.documents, timeline.events, collection.voice, listed)
    return limit(timeline, plan, salience, matters, passage_weights(timeline, listed))


def _read(
    documents: Sequence[Document], expressions: Mapping[str, tuple[TimeExpression, ...]], plan: Plan, each: Each
) -> tuple[dict[str, tuple[Parsed, ...]], dict[str, Story], NameBook]:
    """Return the sentences of each document, what it tells, and the names of the collection."""
    rows, book = split(documents, plan.names)

    def read(document: Document) -> tuple[tuple[Parsed, ...], Story]:
        parsed = read_one(rows[document.id], expressions.get(document.id, ()), book)
        return parsed, tell(document, parsed, book)

    parsed: dict[str, tuple[Parsed, ...]] = {}
    told: dict[str, Story] = {}
    for document, (sentences, story) in zip(documents, each(read, documents), strict=True):
        parsed[document.id] = sentences
        told[document.id] = story if story.document is document else replace(story, document=document)
    return parsed, told, book


def _document_key(document: Document) -> tuple[dt.date, str, str]:
    published = document.published
    day = (published.start or published.last) if published else None
    return day or dt.date.max, document.sha256, document.path


def _newest(documents: Sequence[Document]) -> dt.date | None:
    return max((d.published.last for d in documents if d.published and d.published.last), default=None)


def _top(timeline: Timeline) -> str | None:
    """Return the headline of the event that the articles are about, of those that can stand over a briefing."""
    front = [event for event in timeline.events if not event.background] or list(timeline.events)
    front = [event for event in front if leads(event)] or front
    weight = central(front, timeline.documents)
    best = max(front, key=lambda event: (weight[event.id], salience(event, timeline), event.id), default=None)
    return best.headline if best else None


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
