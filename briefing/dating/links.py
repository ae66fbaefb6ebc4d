"""Articles that tell of the same days: they share a passage word for word, or open with the same names."""

from __future__ import annotations

import bisect
import hashlib
import itertools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from briefing.dates.wording import plain_date
from briefing.dating.clues import Reading
from briefing.dating.days import DaySet
from briefing.dating.events import Day, SameEvent, same_events
from briefing.dating.facts import WEEKDAYS
from briefing.dating.habits import opening_today, opening_weekday
from briefing.model import Evidence, Span

ALIKE = 0.3  # how alike two openings, or two tellings of an event, must be ...
STEP = 0.04  # ... and how much more each time that the collection doubles
SAME_DAYS = 3  # days between two reports of the same days
WORDS = 8  # words that two texts do not share by chance
COMMON = 6  # documents that share a passage or a name before it tells nothing
NAMES = 4  # names that two openings share when they tell the same
_LINE = re.compile(r"[^\n]+")
_MARK = re.compile(r"[\"“”„«»]")


@dataclass(frozen=True, slots=True)
class Link:
    """Two documents, by their place in the sequence of readings, that tell of the same days."""

    first: int
    second: int
    weight: int
    evidence: tuple[Evidence, Evidence]
    opening: bool = False  # their openings tell the same event
    day: Day | None = None  # of an event that both tell

    def told_to(self, number: int) -> tuple[Evidence, Evidence]:
        """Return the evidence as the document at ``number`` sees it: its own passage first."""
        mine, other = self.evidence
        return (mine, other) if number == self.first else (other, mine)

    def days(self, known: DaySet, of: int) -> DaySet:
        """Return the days of one document that suit the days ``known`` of the other, which stands at ``of``."""
        if self.day is None:
            return known.spread(before=SAME_DAYS, after=SAME_DAYS)
        return self.day.days(known, 0 if of == self.first else 1)


def links(readings: Sequence[Reading]) -> tuple[Link, ...]:
    """Return the links between ``readings``, in the order of their content."""
    found: dict[tuple[int, int], Link] = {}
    for link in (*_shared_passages(readings), *_shared_openings(readings)):
        old = found.get((link.first, link.second))
        if old is None:
            found[link.first, link.second] = link
        else:
            found[link.first, link.second] = Link(
                link.first, link.second, old.weight + link.weight, old.evidence, old.opening or link.opening
            )
    told = [_of_event(readings, event) for event in same_events(readings, ALIKE + STEP * (1 + _breadth(readings)))]
    return (*(found[pair] for pair in sorted(found)), *told)


def _of_event(readings: Sequence[Reading], event: SameEvent) -> Link:
    first, second = readings[event.first], readings[event.second]
    day = WEEKDAYS[event.day.weekday - 1]
    return Link(
        event.first,
        event.second,
        1,
        (
            first.evidence(f"tells the same of {day} as {_named(second)}", event.clues[0].mention.span),
            second.evidence(f"tells the same of {day} as {_named(first)}", event.clues[1].mention.span),
        ),
        day=event.day,
    )


def _shared_passages(readings: Sequence[Reading]) -> list[Link]:
    holders: defaultdict[bytes, list[tuple[int, Span]]] = defaultdict(list)
    for number, reading in enumerate(readings):
        for key, span in _quoted_passages(reading).items():
            holders[key].append((number, span))
    shared: Counter[tuple[int, int]] = Counter()
    where: dict[tuple[int, int], tuple[Span, Span]] = {}
    for places in holders.values():
        if not 2 <= len(places) <= COMMON:
            continue
        for (a, span_a), (b, span_b) in itertools.combinations(places, 2):
            shared[a, b] += 1
            where[a, b] = min(where.get((a, b), (span_a, span_b)), (span_a, span_b))
    least = 1 + round(_breadth(readings))
    return [
        _link(readings, a, b, count, *where[a, b], opening=False) for (a, b), count in shared.items() if count >= least
    ]


def _quoted_passages(reading: Reading) -> dict[bytes, Span]:
    """Return where each passage of ``WORDS`` words between quotation marks stands first, by a hash of its words."""
    found: dict[bytes, Span] = {}
    quoted = _quotations(reading.document.text)
    for sentence in reading.sentences:
        if sentence.furniture:
            continue
        for at in range(len(sentence.words) - WORDS + 1):
            if not quoted(sentence.starts[at]):
                continue
            words = sentence.words[at : at + WORDS]
            key = hashlib.blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=8).digest()
            end = sentence.starts[at + WORDS - 1] + len(words[-1])
            found.setdefault(key, (sentence.starts[at], end))
    return found


def _quotations(text: str) -> Callable[[int], bool]:
    """Return a test whether an offset lies between quotation marks; a line break ends what was left open."""
    marks: list[int] = []
    for line in _LINE.finditer(text):
        places = [m.start() for m in _MARK.finditer(text, *line.span())]
        marks.extend(places if len(places) % 2 == 0 else [*places, line.end()])
    return lambda offset: bisect.bisect_right(marks, offset) % 2 == 1


def _shared_openings(readings: Sequence[Reading]) -> list[Link]:
    openings = [_opening_names(reading) for reading in readings]
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, (names, _) in enumerate(openings):
        for name in sorted(names):
            holders[name].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for places in holders.values():
        if len(places) <= COMMON:
            shared.update(itertools.combinations(places, 2))
    least = ALIKE + STEP * _breadth(readings)
    rarity = {name: math.log(1 + len(readings) / len(places)) for name, places in holders.items()}
    return [
        _link(readings, a, b, count, openings[a][1], openings[b][1], opening=True)
        for (a, b), count in shared.items()
        if count >= NAMES
        and _same_news(readings[a], readings[b])
        and _alike(openings[a][0], openings[b][0], rarity) >= least
    ]


def _breadth(readings: Sequence[Reading]) -> float:
    """Return how often a collection of twenty articles, and of two weeks, has doubled.

    In a larger one more is alike by chance, and in a longer one the same words return.
    """
    known = [r.document.published.start for r in readings if r.document.published and r.document.published.start]
    days = (max(known) - min(known)).days if known else 0
    return math.log2(max(20, len(readings)) / 20) + math.log2(max(14, days) / 14)


def _alike(first: set[str], second: set[str], rarity: Mapping[str, float]) -> float:
    """Return how much two sets of names are alike, between 0 and 1, rare names above all (the cosine)."""
    both, one, other = (math.fsum(sorted(rarity[name] for name in names)) for names in (first & second, first, second))
    return both / math.sqrt(one * other) if both else 0.0


def _same_news(first: Reading, second: Reading) -> bool:
    """Return whether two openings tell their news as of one weekday, or one of them as of today."""
    named, other = opening_weekday(first), opening_weekday(second)
    if named is not None and other is not None:
        return named.weekday == other.weekday
    return (named is None and opening_today(first) is not None) or (other is None and opening_today(second) is not None)


def _opening_names(reading: Reading) -> tuple[set[str], Span]:
    names: set[str] = set()
    spans: list[Span] = []
    text = reading.document.text
    for sentence in reading.sentences:
        if not sentence.opening:
            continue
        spans.append(sentence.span)
        for word, start in zip(sentence.words, sentence.starts, strict=True):
            capital = text[start].isupper() and re.match(r"[^\W\d_]", text[start])
            if capital and word not in reading.language.small and word not in reading.language.weekdays:
                names.add(word.removesuffix("'s").removesuffix("’s"))
    return names, spans[0] if spans else (0, 0)


def _link(readings: Sequence[Reading], a: int, b: int, weight: int, left: Span, right: Span, *, opening: bool) -> Link:
    first, second = readings[a], readings[b]
    what = "opens with the same names as" if opening else "shares these words with"
    return Link(
        a,
        b,
        weight,
        (
            first.evidence(f"{what} {_named(second)}, so both appeared about the same day", left),
            second.evidence(f"{what} {_named(first)}, so both appeared about the same day", right),
        ),
        opening=opening,
    )


def _named(reading: Reading) -> str:
    """Return the path of a document, with its date where one is given."""
    published = reading.document.published
    return reading.document.path if published is None else f"{reading.document.path} of {plain_date(published)}"
