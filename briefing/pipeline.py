"""The whole way, stage by stage: sources -> dates -> dating -> timeline -> brief -> PDF."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.each import MANY, Each, in_turn
from briefing.errors import SourceError
from briefing.model import Brief, DateBasis, Document, Interval, Mention, Plan, Problem, TimeExpression, Timeline
from briefing.render.beside import Render, render_here
from briefing.sources.limits import USUAL, Limits
from briefing.sources.read import Source


@dataclass(frozen=True, slots=True)
class Made:
    """A timeline, and what was met on the way to it."""

    timeline: Timeline
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Tags:
    """The time expressions of one document: as found, and as they resolve when it is of the date ``published``."""

    mentions: tuple[Mention, ...]
    published: Interval | None
    expressions: tuple[TimeExpression, ...]


Reading = Callable[[Iterable[Source], Limits], tuple[tuple[Document, ...], tuple[Problem, ...], Mapping[str, Tags]]]
"""Returns the documents in sources, the problems met, and the tags by document id of those that are tagged already."""


def read_here(
    sources: Iterable[Source], limits: Limits, each: Each = in_turn
) -> tuple[tuple[Document, ...], tuple[Problem, ...], Mapping[str, Tags]]:
    """Read the sources in this process; nothing is tagged yet."""
    from briefing.sources.read import read_sources

    return *read_sources(sources, limits=limits, each=each), {}


def tag(document: Document, given: Interval | None, language: str) -> Tags:
    """Return the time expressions of a document; ``given`` is its date when it has none of its own."""
    from briefing.dates.find import find
    from briefing.dates.resolve import resolve

    language = document.language or language
    mentions, published = find(document.text, language=language), document.published or given
    return Tags(mentions, published, resolve(document.text, mentions, published, language=language))


def make_timeline(
    sources: Iterable[Source],
    plan: Plan,
    *,
    given: Interval | None = None,
    since: Timeline | None = None,
    limits: Limits = USUAL,
    reading: Reading | None = None,
    each: Each | None = None,
) -> Made:
    """Read, date and order the articles.

    ``given`` is the date of documents that have none of their own, ``limits`` what is read of one file. Of very many
    documents, ``each`` goes through them. Raises ``SourceError`` when nothing can be read.
    """
    from briefing.dating.infer import undated
    from briefing.timeline.build import build
    from briefing.timeline.choice.since import compare

    documents, problems, tags = reading(sources, limits) if reading else read_here(sources, limits, each or in_turn)
    if not documents:
        if not problems:
            raise SourceError("there is no article in it", hint="hidden files, and links that lead out, are skipped")
        raise SourceError("\n".join(["no source could be read", *map(str, problems)]))
    each = in_turn if each is None or len(documents) < MANY else each
    tags = _tagged(documents, tags, given, plan.language, each)
    documents, expressions = _date(documents, tags, given, plan.language)
    del tags  # those of very many documents are large
    plan, late = _as_of(plan, newest_day(documents))
    timeline, notes = build(documents, expressions, plan, each=each)
    if since is not None:
        timeline = compare(timeline, since)
    return Made(timeline, (*problems, *undated(documents), *late, *notes))


def _as_of(plan: Plan, newest: dt.date | None) -> tuple[Plan, tuple[Problem, ...]]:
    """Return the plan with its day, the newest one where it names none; and a note when it lies before that."""
    if plan.as_of is None:
        return replace(plan, as_of=newest), ()
    if newest is None or newest <= plan.as_of:
        return plan, ()
    words = f"the newest article is of {newest}, after the day of the briefing: its news may count as planned"
    return plan, (Problem("as of", f"{plan.as_of}: {words}", note=True),)


def _tagged(
    documents: Sequence[Document], tags: Mapping[str, Tags], given: Interval | None, language: str, each: Each
) -> Mapping[str, Tags]:
    """Return the tags of all documents, where there is more than one process to find them; else those there are."""
    if each is in_turn:
        return tags
    waiting = [document for document in documents if document.id not in tags]
    found = each(lambda document: tag(document, given, language), waiting)
    return {**tags, **{document.id: row for document, row in zip(waiting, found, strict=True)}}


def _date(
    documents: tuple[Document, ...], tags: Mapping[str, Tags], given: Interval | None, language: str
) -> tuple[tuple[Document, ...], Mapping[str, tuple[TimeExpression, ...]]]:
    """Find the mentions of each document, date those without a date from all of them, and resolve each once.

    What stands in ``tags`` is taken from there, unless the document turns out to be of another date.
    """
    from briefing.dates.find import find
    from briefing.dates.resolve import resolve
    from briefing.dating.infer import date_documents

    if given is not None:
        documents = tuple(
            document
            if document.published is not None
            else replace(document, published=given, published_basis=DateBasis.GIVEN)
            for document in documents
        )
    mentions = {
        document.id: tags[document.id].mentions
        if document.id in tags
        else find(document.text, language=document.language or language)
        for document in documents
    }
    documents = date_documents(documents, mentions)
    return documents, {
        document.id: tags[document.id].expressions
        if document.id in tags and tags[document.id].published == document.published
        else resolve(document.text, mentions[document.id], document.published, language=document.language or language)
        for document in documents
    }


def newest_day(documents: Iterable[Document]) -> dt.date | None:
    """Return the newest date of the documents, or None when none is dated."""
    days = [document.published.last for document in documents if document.published and document.published.last]
    return max(days, default=None)


def make_pdf(
    timeline: Timeline,
    *,
    name: str,
    style: str,
    sources_inside: str = "full",
    created: dt.datetime | None = None,
    render: Render = render_here,
) -> tuple[Brief, bytes]:
    """Return the briefing of a timeline and its PDF, which ``render`` makes.

    ``sources_inside`` tells what is attached beside the timeline: ``full`` texts, ``quoted`` passages, or ``none``.
    ``created`` is the time in the file's metadata; without one, the day of the briefing.
    """
    from briefing.brief.compose import compose
    from briefing.render.attach import source_attachments, timeline_attachments
    from briefing.render.style import load_style
    from briefing.timeline.choice.rank import salience

    weights: dict[str, float] = {event.id: salience(event, timeline) for event in timeline.events}
    attached = source_attachments(timeline, sources_inside)
    brief = compose(
        timeline,
        name=name,
        attachment=lambda number: attached[number].name if number in attached else "",
        salience=weights.__getitem__,
        created=created,
    )
    files = (*attached.values(), *timeline_attachments(timeline, sources_inside))
    return brief, render(brief, load_style(style), files)
