"""The dates of the timeline against the texts: each expression is read and resolved once more by the same rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from briefing.dates.wording import date_phrase
from briefing.model import (
    AnchorKind,
    DateBasis,
    Document,
    Event,
    EventBasis,
    Furniture,
    Interval,
    Mention,
    Resolution,
    TimeExpression,
    Timeline,
)
from briefing.verify.attached import Attached
from briefing.verify.brackets import check_brackets
from briefing.verify.record import Check, State, shortened

_MOST_COMPARED = 50  # expressions of one event, each with each
_CALENDAR = "calendar"  # rule of a resolution that a calendar of named events made
_BY_A_PERSON = {DateBasis.BRIEF: "set in the brief file", DateBasis.GIVEN: "given with --date"}

Read = Mapping[str, Mapping[tuple[int, int], TimeExpression]]


def check_dates(timeline: Timeline, texts: Mapping[str, Attached]) -> tuple[Check, ...]:
    """Return one check for each date: in brackets, of the sources, of the expressions, of the events."""
    numbers = {document.id: number for number, document in enumerate(timeline.documents, 1)}
    mentions = _mentions(timeline, texts)
    read = _resolved(timeline, texts, mentions)
    days = _known(read)
    _count(timeline, read)
    checks = list(check_brackets(timeline, texts, read))
    checks += list(_publications(timeline, texts, mentions))
    edges = Counter(day for event in timeline.events for day in _edges([event.interval]))
    for event in timeline.events:
        for one in event.resolutions:
            checks.append(_expression(one, event, numbers[one.document], texts.get(one.document), read, days))
        checks.append(_event(event, timeline, texts, read, edges))
    return tuple(checks)


def _mentions(timeline: Timeline, texts: Mapping[str, Attached]) -> dict[str, tuple[Mention, ...]]:
    from briefing.dates.find import find

    return {
        document.id: find(texts[document.id].text, language=document.language or timeline.language)
        for document in timeline.documents
        if document.id in texts
    }


def _resolved(
    timeline: Timeline, texts: Mapping[str, Attached], mentions: Mapping[str, Sequence[Mention]]
) -> dict[str, dict[tuple[int, int], TimeExpression]]:
    from briefing.dates.resolve import resolve

    found: dict[str, dict[tuple[int, int], TimeExpression]] = {}
    for document in timeline.documents:
        if document.id in texts:
            language = document.language or timeline.language
            text = texts[document.id].text
            expressions = resolve(text, mentions[document.id], document.published, language=language)
            found[document.id] = {expression.span: expression for expression in expressions}
    return found


def _known(read: Read) -> frozenset[Interval]:
    """Return the days that the texts name, and those of the shipped calendar."""
    from briefing.timeline.merging.calendar import shipped

    named = {found.interval for rows in read.values() for found in rows.values() if found.interval is not None}
    return frozenset(named | {row.interval for row in shipped()})


def _count(timeline: Timeline, read: dict[str, dict[tuple[int, int], TimeExpression]]) -> None:
    """Count what counts from an event once more, from the days that the timeline states for that."""
    from briefing.dates.events import resolve_back, resolve_event

    for event in timeline.events:
        for one in event.resolutions:
            anchor, again = one.expression.anchor, read.get(one.document, {}).get(one.expression.span)
            if again is None or again.anchor.kind is not AnchorKind.EVENT or again.interval is not None:
                continue
            if anchor.kind is AnchorKind.EVENT and anchor.interval is not None:
                read[one.document][one.expression.span] = resolve_event(again, anchor.interval)
            came_then = read[one.document].get(anchor.span) if anchor.span is not None else None
            if anchor.kind is AnchorKind.EXPRESSION and came_then is not None and came_then.interval is not None:
                read[one.document][one.expression.span] = resolve_back(again, came_then.interval)


def _expression(
    one: Resolution, event: Event, number: int, source: Attached | None, read: Read, days: frozenset[Interval]
) -> Check:
    said = one.expression
    place = f"event {event.id}, {shortened(said.text, 40)} (S{number} {said.span[0]}-{said.span[1]})"
    if source is None:
        return Check("expression", place, State.ABSENT, "its source is not in the file")
    there = source.text[slice(*said.span)]
    if there != said.text:
        if not source.full and not there.strip():
            return Check("expression", place, State.ABSENT, "this part of its source is not in the file")
        return Check("expression", place, State.FALSE, f"the source has {shortened(there)} there")
    if said.rule == _CALENDAR:
        return Check(
            "expression", place, State.EDITOR, f"stands in its source; a calendar dates it: {said.explanation}"
        )
    again = read[one.document].get(said.span)
    if again is not None and _meaning(again) == _meaning(said):
        if said.anchor.kind is AnchorKind.EVENT and said.anchor.interval not in {*days, None}:
            state = State.EDITOR if source.full else State.ABSENT
            return Check("expression", place, state, f"stands in its source; what it counts from is not: {_days(said)}")
        return Check("expression", place, State.PROVEN, f"stands in its source and means {_days(said)}")
    if not source.full:
        message = f"stands in its source; what it counts from is not in the file, so {_days(said)} is not read again"
        return Check("expression", place, State.ABSENT, message)
    other = f"it means {_days(again)}" if again is not None else "there is no date in it"
    return Check("expression", place, State.FALSE, f"the timeline says {_days(said)}; by the rules {other}")


def _meaning(found: TimeExpression) -> tuple[object, ...]:
    return found.type, found.value, found.mod, found.interval, found.range


def _days(found: TimeExpression) -> str:
    return _worded(found.interval) if found.interval is not None else found.value


def _worded(interval: Interval) -> str:
    return date_phrase(interval).replace("\u00a0", " ")


def _event(
    event: Event, timeline: Timeline, texts: Mapping[str, Attached], read: Read, edges: Mapping[object, int]
) -> Check:
    """Check that something carries the date of an event, and say what; ``edges`` tallies the ends of all events."""
    place = f"event {event.id}"
    days = _worded(event.interval)
    if event.date_basis is EventBasis.EDITOR:
        return Check("date", place, State.EDITOR, f"{days}: set by a person")
    if event.date_basis is EventBasis.CALENDAR:
        return Check("date", place, State.EDITOR, f"{days}: by a calendar of named events, not by the sources")
    meant = [days for one in event.resolutions for days in (one.expression.interval, one.expression.range) if days]
    published = [d.published for d in timeline.documents if d.id in event.documents and d.published is not None]
    whole = all(id in texts and texts[id].full for id in event.documents)
    if event.date_basis is EventBasis.TEXT:
        reason = _by_text(event, meant, [*published, *_said_in(event, read)])
        if not reason and not whole:
            return Check(
                "date", place, State.ABSENT, f"{days}: the texts from which it follows are not all in the file"
            )
        message = reason or "none of its expressions says so"
        return Check("date", place, State.PROVEN if reason else State.FALSE, f"{days}: {message}")
    if event.date_basis is EventBasis.DOCUMENT:
        if event.interval in published or any(_until(one) == event.interval for one in published):
            return Check("date", place, State.PROVEN, f"{days}: by the date of its article")
        return Check("date", place, State.FALSE, f"{days}: none of its articles has that date")
    known = _edges([*meant, *published])
    if all(day in known or edges[day] > 1 for day in _edges([event.interval])):  # its own edge is one of them
        return Check("date", place, State.PROVEN, f"{days}: by the order in which it is told")
    return Check("date", place, State.ABSENT, f"{days}: by order; the event that bounds it is not in this briefing")


def _by_text(event: Event, meant: Sequence[Interval], told_on: Sequence[Interval]) -> str:
    """Return how the expressions of an event carry its date, or nothing; ``told_on`` is when it may have been told."""
    if event.interval in meant:
        return "as its expressions say"
    several = list(dict.fromkeys(meant))[:_MOST_COMPARED]
    if any(one.intersection(other) == event.interval for one in several for other in several):
        return "what two of its expressions have in common"
    open_ended = any(
        found.expression.interval is None or found.expression.interval.end is None for found in event.resolutions
    )
    if event.interval.end is None and open_ended and any(days.end == event.interval.start for days in told_on):
        return "after the day on which it was told, as its expression says"
    if any(event.interval == Interval(days.start, due.end) for days in told_on for due in meant):
        return "from the day on which it was told to the end that its expression names"
    return ""


def _said_in(event: Event, read: Read) -> Iterable[Interval]:
    """Yield the days that the passages of an event name."""
    for bullet in event.bullets:
        for (start, end), found in read.get(bullet.document or "", {}).items():
            if found.interval is not None and bullet.span[0] <= start and end <= bullet.span[1]:
                yield found.interval


def _until(published: Interval) -> Interval:
    """Return the days up to the last on which an article appeared."""
    return Interval(None, published.end)


def _edges(intervals: Iterable[Interval]) -> set[object]:
    return {day for days in intervals for day in (days.start, days.end) if day is not None}


def _publications(
    timeline: Timeline, texts: Mapping[str, Attached], mentions: Mapping[str, tuple[Mention, ...]]
) -> Iterable[Check]:
    again = _dated_again(timeline, texts, mentions)
    for number, document in enumerate(timeline.documents, 1):
        place = f"S{number} {document.path}"
        for evidence in document.evidence:
            yield _evidence(evidence.text, evidence.span, texts.get(evidence.document), place)
        yield _publication(document, texts.get(document.id), again, place)


def _evidence(words: str, span: tuple[int, int], source: Attached | None, place: str) -> Check:
    if source is None or (not source.full and not source.text[slice(*span)].strip()):
        return Check("evidence", place, State.ABSENT, f"its passage is not in the file: {shortened(words)}")
    if source.text[slice(*span)] == words:
        return Check("evidence", place, State.PROVEN, f"stands in its source: {shortened(words)}")
    return Check("evidence", place, State.FALSE, f"does not stand in its source: {shortened(words)}")


def _publication(
    document: Document, source: Attached | None, again: Mapping[str, Interval | None], place: str
) -> Check:
    basis = document.published_basis
    if document.published is None:
        return Check("published", place, State.PROVEN, "no date, and none is claimed")
    days = _worded(document.published)
    if basis is DateBasis.INFERRED:
        if document.id not in again:
            return Check("published", place, State.ABSENT, f"{days}: inferred from texts that are not all in the file")
        if again[document.id] == document.published:
            return Check("published", place, State.PROVEN, f"{days}: inferred again from the attached texts")
        found = again[document.id]
        other = _worded(found) if found is not None else "no date"
        return Check("published", place, State.FALSE, f"{days}: by the rules the texts lead to {other}")
    if basis is DateBasis.DECLARED and source is not None and source.full:
        from briefing.sources.frontmatter import read_front_matter

        front = read_front_matter(source.text)
        if front is not None and front.declared.published is not None:
            same = front.declared.published == document.published
            message = f"{days}: " + ("declared in the text" if same else "its text declares another date")
            return Check("published", place, State.PROVEN if same else State.FALSE, message)
    if basis is None or basis in _BY_A_PERSON:
        how = _BY_A_PERSON[basis] if basis is not None else "nothing says how it is known"
        return Check("published", place, State.EDITOR, f"{days}: {how}")
    return Check("published", place, State.ABSENT, f"{days}: declared outside the text, in the article's own file")


def _dated_again(
    timeline: Timeline, texts: Mapping[str, Attached], mentions: Mapping[str, tuple[Mention, ...]]
) -> dict[str, Interval | None]:
    """Infer the inferred dates once more; nothing when not all texts are at hand as they were read."""
    if not any(document.published_basis is DateBasis.INFERRED for document in timeline.documents):
        return {}
    whole = {passage.document for passage in timeline.left_out if passage.span == _all(texts.get(passage.document))}
    if whole or not all(document.id in texts and texts[document.id].full for document in timeline.documents):
        return {}
    from briefing.dating.infer import date_documents

    set_aside: dict[str, list[Furniture]] = {}
    for passage in timeline.left_out:
        set_aside.setdefault(passage.document, []).append(Furniture(passage.span, passage.reason))
    documents = [
        replace(
            document,
            text=texts[document.id].text,
            furniture=tuple(set_aside.get(document.id, ())),
            evidence=(),
            published=None if document.published_basis is DateBasis.INFERRED else document.published,
        )
        for document in timeline.documents
    ]
    return {document.id: document.published for document in date_documents(documents, mentions)}


def _all(source: Attached | None) -> tuple[int, int] | None:
    return (0, len(source.text)) if source is not None else None
