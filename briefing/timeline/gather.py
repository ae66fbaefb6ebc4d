"""The tellings of each event: merged across documents, what follows them, and what order alone dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.model import EventBasis, Precision
from briefing.timeline.context import Story
from briefing.timeline.merge import merge
from briefing.timeline.order import ordered
from briefing.timeline.telling import Parsed, Telling

Cluster = list[Telling]


def gather(stories: Sequence[Story], *, states: bool) -> list[Cluster]:
    """Return the clusters of a collection; ``states`` (what only is so) are events when everything is asked for."""
    heads = [
        (s, k)
        for s, story in enumerate(stories)
        for k, target in enumerate(story.follows)
        if target < 0 and (states or (story.tellings[k].role != "state" and k not in story.leaning))
    ]
    place = {id(stories[s].tellings[k]): (s, k) for s, k in heads}
    clusters = [list(members) for members in merge([stories[s].tellings[k] for s, k in heads])]
    home = {place[id(told)]: members for members in clusters for told in members}
    dated: list[tuple[Parsed, Telling | None]] = []
    for s, story in enumerate(stories):
        dated += _dated(s, story, home)
    for s, story in enumerate(stories):
        for k, target in enumerate(story.follows):
            target = story.leaning.get(k, target) if not states else target
            if target >= 0 and (s, target) in home:
                home[s, target].append(replace(story.tellings[k], role="context"))
    named = [[t for t in members if t.role != "context"] for members in clusters if members[0].basis is EventBasis.TEXT]
    return [*clusters, *(list(members) for members in merge(ordered(dated, named)))]


def _dated(s: int, story: Story, home: dict[tuple[int, int], Cluster]) -> list[tuple[Parsed, Telling | None]]:
    """Return each sentence with the most exact telling of its event; one that only goes on with the story has none."""
    found: dict[int, tuple[Parsed, Telling | None]] = {}
    for k, told in enumerate(story.tellings):
        target = k if story.follows[k] < 0 else story.follows[k]
        index = told.parsed.sentence.index
        if found.get(index, (None, None))[1] is not None:
            continue
        goes_on = target != k and story.tellings[target].lead
        best = None if goes_on else min(home.get((s, target), [told]), key=exactness)
        found[index] = (told.parsed, best)
    return [found[index] for index in sorted(found)]


def exactness(told: Telling) -> tuple[bool, int, bool, tuple[str, int, int]]:
    """Return by which telling an event is dated: one with a date of its own, the shortest time, a lead, by content."""
    start, end = told.interval.start, told.interval.end
    days = (end - start).days if start and end else 1_000_000
    return told.basis is not EventBasis.TEXT, days, not told.lead, told.key


def dating(heads: Sequence[Telling]) -> Telling:
    """Return the telling that dates an event: the most exact, or the one that tells how long what began then lasted."""
    best = min(heads, key=exactness)
    start, last = best.interval.start, best.interval.last
    lasting = [
        told
        for told in heads
        if told.precision is Precision.SPAN
        and best.interval.is_day
        and told.basis is EventBasis.TEXT
        and start in (told.interval.start, told.interval.last)
    ]
    return min(lasting, key=exactness) if lasting and last is not None else best


def set_aside(clusters: Sequence[list[Telling]]) -> tuple[list[list[Telling]], list[Telling]]:
    """Part the events that only the date of one article dates, and that are not what it reports, from the rest."""
    kept: list[list[Telling]] = []
    loose: list[Telling] = []
    for members in clusters:
        if all(told.role in ("alone", "context") for told in members):
            loose += members
        else:
            kept.append(members)
    return kept, loose
