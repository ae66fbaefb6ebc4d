"""Passages of an event: the best first, none twice, with the dates and names that we add in brackets."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefing.dates.wording import month_names, plain_date
from briefing.model import AnchorKind, Bullet, Insertion, Precision, TimeExpression, TimexType
from briefing.timeline.language.lexicon import words
from briefing.timeline.language.morphology import stem, stopwords
from briefing.timeline.telling.records import Parsed, Telling

_SAME = 0.75  # part of the shorter passage's words that makes two passages one
_VARIED = 8  # passages that are chosen for what they add; nobody is shown more
_IDEAL = (70, 320)  # code points
_BARE = frozenset({"he", "she", "it"})


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of an event, and how well it tells it."""

    told: Telling
    score: float


def choose(
    tellings: Sequence[Telling], others: Mapping[tuple[str, int], int], *, copies: bool = False
) -> tuple[Passage, ...]:
    """Return the passages of an event, best first, near-copies dropped. ``others`` counts the events of each sentence.

    With ``copies``, what another document repeats is kept. After the first, a passage that adds something goes before
    one that says what was said.
    """
    single = _one_each(tellings)
    central = _central(single)
    scored = [Passage(told, _score(told, others) + _centrality(told, central)) for told in single]
    scored.sort(key=lambda passage: (-round(passage.score, 6), passage.told.key))
    kept: list[tuple[Passage, frozenset[str]]] = []
    for passage in scored:
        bag = _bag(passage.told)
        if copies or not any(_overlap(bag, other) >= _SAME for _, other in kept):
            kept.append((passage, bag))
    return tuple(_varied(kept))


def _varied(rows: Sequence[tuple[Passage, frozenset[str]]]) -> Iterator[Passage]:
    """Yield passages by their score less what they repeat of those before; the rest follow in order."""
    left = list(rows)
    chosen: list[tuple[Passage, frozenset[str]]] = []
    while left and len(chosen) < _VARIED:
        best = min(
            left,
            key=lambda row: (
                -round(row[0].score - 2.0 * max((_overlap(row[1], other) for _, other in chosen), default=0.0), 6),
                row[0].told.key,
            ),
        )
        left.remove(best)
        chosen.append(best)
    yield from (passage for passage, _ in chosen)
    yield from (passage for passage, _ in left)


def _central(tellings: Sequence[Telling]) -> Mapping[str, float]:
    """Return for each word the part of the event's documents that use it."""
    seen: dict[str, set[str]] = {}
    for told in tellings:
        for word in _bag(told):
            seen.setdefault(word, set()).add(told.parsed.sentence.document)
    total = len({told.parsed.sentence.document for told in tellings})
    return {word: (len(where) - 1) / total for word, where in seen.items()}


def _centrality(told: Telling, central: Mapping[str, float]) -> float:
    bag = _bag(told)
    return 3.0 * math.fsum(central[word] for word in sorted(bag)) / (len(bag) + 4)


def _one_each(tellings: Sequence[Telling]) -> list[Telling]:
    """Return one telling for each passage: the one that tells the event rather than names it."""
    ranks = {"statement": 0, "clause": 0, "lead": 0, "alone": 1, "order": 1, "noun": 2, "context": 3}
    best: dict[tuple[str, int], Telling] = {}
    for told in sorted(tellings, key=lambda t: (ranks.get(t.role, 4), t.key)):
        best.setdefault((told.parsed.sentence.document, told.parsed.sentence.index), told)
    return list(best.values())


def _score(told: Telling, others: Mapping[tuple[str, int], int]) -> float:
    parsed = told.parsed
    length = told.extent[1] - told.extent[0]
    score = {"statement": 3.0, "clause": 3.0, "lead": 3.0, "alone": 2.0, "order": 2.0, "noun": 1.5, "context": 1.0}.get(
        told.role, 0.0
    )
    score += 1.0 if told.lead else 0.0
    score -= 0.004 * max(0, _IDEAL[0] - length) + 0.004 * max(0, length - _IDEAL[1])
    first = parsed.tokens[0].lower if parsed.tokens else ""
    score -= 0.6 if first in words("pronoun") or first in ("but", "and", "however", "in", "it") else 0.0
    score -= 0.8 if first in ("when", "while", "after", "if", "as", "asked") else 0.0
    score += 0.4 if parsed.uses and parsed.uses[0].first <= 1 else 0.0
    score -= 0.5 if parsed.sentence.text[:1] in '"“„' and parsed.report is None else 0.0
    score += 0.3 if parsed.report and parsed.report.speaker else 0.0
    score += 0.1 * min(4, len({use.key for use in parsed.uses}))
    score -= 0.5 * (others.get((parsed.sentence.document, parsed.sentence.index), 1) > 1)
    score -= 0.02 * parsed.sentence.index
    return score


def _bag(told: Telling) -> frozenset[str]:
    """Return the words that tell, each name as one, and the numbers."""
    parsed = told.parsed
    named = {k for use in parsed.uses for k in range(use.first, use.last)}
    counts = {t.text for t in parsed.tokens if t.kind == "number"}
    rest = {
        stem(t.lower)
        for k, t in enumerate(parsed.tokens)
        if k not in named and t.kind == "word" and t.lower not in stopwords()
    }
    return frozenset(counts | rest | {use.key for use in parsed.uses})


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the part of the shorter passage's words that the other one has too."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def bullet(told: Telling, text: str, speakers: Mapping[int, str]) -> Bullet:
    """Return a passage as a bullet. ``text`` is the document's; ``speakers`` tells who "he" is in a sentence."""
    start, end = told.extent
    parts = [told.parsed] if told.before is None else [told.before, told.parsed]
    added = sorted((i for p in parts for i in insertions(p, start, speakers, told.expression)), key=lambda i: i.at)
    via = told.parsed.report.via if told.parsed.report else None
    speaker = told.parsed.report.speaker if told.parsed.report else None
    return Bullet(text[start:end], told.parsed.sentence.document, (start, end), speaker, via, tuple(added))


def insertions(
    parsed: Parsed, start: int, speakers: Mapping[int, str], own: TimeExpression | None = None
) -> list[Insertion]:
    """Return what we add to a sentence: the day after "on Friday", the name after a "He" that opens it.

    A length that counts from an event has its day only where the sentence stands under what it dates (``own``).
    """
    found: list[Insertion] = []
    for expression in parsed.expressions:
        counted = expression.anchor.kind in (AnchorKind.DCT, AnchorKind.EXPRESSION, AnchorKind.EVENT)
        if (
            expression.interval is None
            or not counted
            or expression.type is TimexType.SET
            or _says_itself(expression.text)
            or (expression.anchor.kind is AnchorKind.EVENT and (own is None or own.span != expression.span))
            or _has_its_day_beside(expression, parsed.expressions)
        ):
            continue
        at = expression.span[1]
        rest = parsed.sentence.text[at - parsed.sentence.span[0] :]
        if rest[:2] in ("'s", "’s"):
            at += 2
        following, _, behind = rest.strip().partition(" ")
        word = following.strip(".,;:")
        goes_on = word == following and behind != "" and word in ("after", "before")  # "Tuesday before the vote"
        if word in _AFTERWARDS and not goes_on:
            at += rest.index(word) + len(word)
        weekday = not any(word.casefold() in _WEEKDAYS for word in expression.text.split())
        found.append(Insertion(at - start, in_words(expression, weekday)))
    opening = next((k for k, t in enumerate(parsed.tokens) if t.kind == "word"), -1)
    first = parsed.tokens[opening] if opening >= 0 else None
    who = speakers.get(parsed.sentence.index)
    if first is not None and first.lower == "it" and parsed.report is not None:
        who = None  # "It was Lee, he said, who ..."
    if first is not None and first.lower in _BARE and parsed.starts[opening] <= 1 and who:
        found.append(Insertion(parsed.span_of((opening, opening + 1))[1] - start, who))
    return found


def _has_its_day_beside(expression: TimeExpression, others: Sequence[TimeExpression]) -> bool:
    """Whether an hour stands in one sentence with the day to which it belongs: "at 4:17 a.m. on Friday"."""
    return expression.type is TimexType.TIME and any(
        other.type is TimexType.DATE and other.interval == expression.interval for other in others
    )


_AFTERWARDS = frozenset({"later", "earlier", "afterwards", "before", "ago", "after"})
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _says_itself(text: str) -> bool:
    """Whether the words already hold a month or a year: "August 19", "1994"."""
    lower = text.casefold()
    return any(
        month.casefold() in lower or f"{month[:3].casefold()}." in lower or f"{month[:3].casefold()} " in lower
        for month in month_names()
    ) or any(word.isdigit() and len(word) == 4 for word in lower.replace("-", " ").split())


def in_words(found: TimeExpression, weekday: bool) -> str:
    """Return the days of an expression as the briefing adds them to a passage, in the words of all its dates.

    The year is said where it is not that of the day from which they were counted, and with months and longer times:
    "Monday 18 August", "18–21 August", "April–June 2025".
    """
    interval = found.interval
    assert interval is not None
    counted_from = found.anchor.interval or interval
    near = counted_from.start or counted_from.last
    days = found.precision in (None, Precision.DAY, Precision.SPAN, Precision.WITHIN, Precision.WEEK, Precision.WEEKEND)
    year = near.year if near is not None and (days or interval.start is None or interval.end is None) else None
    return plain_date(interval, weekday=weekday, year=year)
