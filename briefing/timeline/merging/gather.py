"""The tellings of each event: merged across documents, what follows them, and what order alone dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing.each import Each, in_turn
from briefing.model import EventBasis, Precision
from briefing.timeline.merging.denied import contradicted
from briefing.timeline.merging.merge import merge
from briefing.timeline.merging.order import ordered
from briefing.timeline.telling.context import Story
from briefing.timeline.telling.deeds import words_of
from briefing.timeline.telling.extract import subject_clause
from briefing.timeline.telling.governing import governor
from briefing.timeline.telling.happenings import deed_of
from briefing.timeline.telling.records import Parsed, Telling

Cluster = list[Telling]


def gather(stories: Sequence[Story], *, states: bool, each: Each = in_turn) -> list[Cluster]:
    """Return the clusters of a collection; ``states`` (what only is so) are events when everything is asked for."""
    stories = [_once_dated(_opened(story)) for story in stories]
    heads = {(s, k): told for s, story in enumerate(stories) for k, told in _heads(story, states=states)}
    place = {id(told): at for at, told in heads.items()}
    clusters = [list(members) for members in merge(list(heads.values()), each)]
    if not states:  # what leans on the sentence before, and meets nothing, stands under that
        clusters = [
            members
            for members in clusters
            if any(told.antecedent or place[id(told)][1] not in stories[place[id(told)][0]].leaning for told in members)
        ]
    clusters = contradicted(clusters)
    home = {place[id(told)]: members for members in clusters for told in members}
    for members in clusters:
        members[:] = [stories[s].tellings[k] for s, k in (place[id(told)] for told in members)]
    best = {id(members): min(members, key=exactness) for members in clusters}
    exact = {at: best[id(members)] for at, members in home.items()}
    for (s, k), members in home.items():
        target = stories[s].leaning.get(k, -1)
        if (s, target) in home and len(members) == 1:
            members[0] = _as_led(members[0], stories[s].tellings[target], exact[s, target])
    dated = [row for s, story in enumerate(stories) for row in _dated(s, story, exact)]
    for s, story in enumerate(stories):
        for k, target in enumerate(story.follows):
            target = story.leaning.get(k, target) if not states and (s, k) not in home else target
            if target >= 0 and (s, target) in home:
                home[s, target].append(replace(story.tellings[k], role="context"))
    named = [[t for t in members if t.role != "context"] for members in clusters if members[0].basis is EventBasis.TEXT]
    return [*clusters, *(list(members) for members in merge(ordered(dated, named)))]


def _as_led(told: Telling, before: Telling, best: Telling) -> Telling:
    """Return what has the time of the telling before it, with the time that other articles give for that."""
    if told.role != "alone" or told.interval != before.interval or told.interval == best.interval:
        return told
    return replace(told, interval=best.interval, precision=best.precision)


def _once_dated(story: Story) -> Story:
    """Return the story with one date for each clause that gives two of one time: "on 4 March this year"."""
    follows = list(story.follows)
    rows: dict[int, list[int]] = {}
    for k, told in enumerate(story.tellings):
        rows.setdefault(told.parsed.sentence.index, []).append(k)
    for k, told in enumerate(story.tellings):
        for n in rows[told.parsed.sentence.index]:
            if follows[k] < 0 and n != k and follows[n] < 0 and _wider(told, story.tellings[n]):
                follows[k] = n
    return replace(story, follows=tuple(follows)) if tuple(follows) != story.follows else story


def _wider(told: Telling, other: Telling) -> bool:
    """Whether ``told`` has a longer time that holds the time of ``other``, in the same clause."""
    if told.expression is None or other.expression is None or told.role != other.role != "noun":
        return False
    if told.parsed.sentence != other.parsed.sentence or told.interval == other.interval:
        return False
    parsed = told.parsed
    clauses = [governor(parsed, parsed.token_range(e.span)) for e in (told.expression, other.expression)]
    return clauses[0] is not None and clauses[0] is clauses[1] and told.interval.contains(other.interval)


def said_once(clusters: Sequence[list[Telling]]) -> list[list[Telling]]:
    """Leave out that somebody without a name said what will be, where that is an event itself."""
    coming = {id(t.parsed) for members in clusters for t in members if t.ahead and t.role == "clause"}
    return [
        members
        for members in clusters
        if not (len(members) == 1 and _is_anonymous(members[0]) and id(members[0].parsed) in coming)
    ]


def _is_anonymous(told: Telling) -> bool:
    report = told.parsed.report
    return told.role == "statement" and report is not None and not report.named


def _opened(story: Story) -> Story:
    """Return the story with a first sentence that tells what happened as a telling of the day of its lead.

    "A judge has sent Ann Lee to prison. She had lied, the judge said on Friday": the lead is the saying, for it has the
    day; the sentence before it tells of that day.
    """
    lead = story.tellings[0] if story.tellings and story.tellings[0].lead else None
    if lead is None or lead.role != "statement":
        return story
    for k, told in enumerate(story.tellings):
        clause = subject_clause(told.parsed)
        first = (
            told.role == "context" and story.follows[k] == 0 and told.parsed.sentence.index < lead.parsed.sentence.index
        )
        if first and clause is not None and clause.group.tense in ("past", "perfect") and deed_of(told).acts:
            tellings, follows = list(story.tellings), list(story.follows)
            tellings[k] = replace(told, role="lead", basis=EventBasis.DOCUMENT, lead=True)
            follows[k] = -1
            return replace(story, tellings=tuple(tellings), follows=tuple(follows))
    return story


def _heads(story: Story, *, states: bool) -> Iterator[tuple[int, Telling]]:
    """Yield the tellings that may be events; those of "it" and "they" with what the sentence before lends them."""
    for k, told in enumerate(story.tellings):
        if story.follows[k] >= 0 or (told.role == "state" and not states):
            continue
        if k not in story.leaning:
            yield k, _suffered(told, story.tellings[k - 1]) if k else told
        elif told.expression is not None:
            before = story.tellings[story.leaning[k]]
            yield k, replace(told, names=told.names | before.names, lent=deed_of(before).things)
        elif states:
            yield k, told


def _suffered(told: Telling, before: Telling) -> Telling:
    """Return "four people were killed" with the place and the name of the fire or blast of the sentence before."""
    mine, cause = told.parsed.sentence, before.parsed.sentence
    if (
        told.names
        or told.interval != before.interval
        or (mine.index, mine.paragraph) != (cause.index + 1, cause.paragraph)
    ):
        return told
    deed = deed_of(told)
    if deed.doers or not deed.acts & words_of("suffered"):
        return told
    causes = frozenset(f"={name}" for name in deed_of(before).happens & words_of("causes"))
    causes |= deed_of(before).doers & {f"={name}" for name in words_of("causes")}
    return replace(told, names=before.names, lent=causes) if causes else told


def _dated(s: int, story: Story, exact: dict[tuple[int, int], Telling]) -> list[tuple[Parsed, Telling | None]]:
    """Return each sentence with the most exact telling of its event; one that only goes on with the story has none."""
    found: dict[int, tuple[Parsed, Telling | None]] = {}
    for k, told in enumerate(story.tellings):
        target = k if story.follows[k] < 0 else story.follows[k]
        index = told.parsed.sentence.index
        if found.get(index, (None, None))[1] is not None:
            continue
        goes_on = target != k and story.tellings[target].lead
        best = None if goes_on else exact.get((s, target), told)
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
