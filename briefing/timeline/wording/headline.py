"""Headlines: ours, but of the sources' words, in their order (see ``compression``), or an article's title."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from briefing.timeline.language.lexicon import words
from briefing.timeline.language.morphology import Form, readings, reporting, stem, stopwords
from briefing.timeline.language.tokens import tokenize
from briefing.timeline.names.book import NameBook
from briefing.timeline.names.profile import kinds_in
from briefing.timeline.telling.records import Telling
from briefing.timeline.wording.candidates import Candidate, candidates_of
from briefing.timeline.wording.easiest import easiest, says_nothing

_MOST = 40  # tellings whose words may become a headline
_VAGUE = words("vague")
_COUNTED = re.compile(r"\b(?:hours|days|weeks|months|years) (?:after|before|later|earlier)\b")


def headline(tellings: Sequence[Telling], titles: Mapping[str, str], book: NameBook) -> str:
    """Return the headline of an event: the candidate whose words most of its passages share, short and finite."""
    tellings = [told for told in tellings if not told.ahead] or tellings  # what came true is told as done
    central = _central(tellings)
    candidates = [c for told in _nearest(tellings, central) for c in candidates_of(told, titles, book)]
    sites, sorts = _sites(tellings), _sorts(tellings)
    scored = [(_score(c, central, sites, book) + 0.9 * bool(_kinds(c.text) & sorts), c) for c in candidates]
    scored = [row for row in scored if not says_nothing(tokenize(row[1].text))]
    if scored:
        best = min(scored, key=lambda row: (-round(row[0], 6), row[1].key, row[1].text))
        return best[1].text
    return easiest(tellings)


def _central(tellings: Sequence[Telling]) -> Mapping[str, float]:
    """Return for each word how many of the event's articles use it in telling the event."""
    terms: dict[str, set[str]] = {}
    for told in tellings:
        own = told.stems | {part for name in told.names for part in _parts(name)}
        terms.setdefault(told.parsed.sentence.document, set()).update(own)
    seen = Counter(term for row in terms.values() for term in row)
    return {term: count / len(terms) for term, count in seen.items()}


def _nearest(tellings: Sequence[Telling], central: Mapping[str, float]) -> Sequence[Telling]:
    """Return the tellings that say most of what all say, where there are more than a headline needs."""
    if len(tellings) <= _MOST:
        return tellings

    def place(told: Telling) -> tuple[float, tuple[str, int, int]]:
        shared = math.fsum(central.get(word, 0.0) for word in told.stems) / math.sqrt(1 + len(told.stems))
        return -round(shared, 6), told.key

    return sorted(tellings, key=place)[:_MOST]


def _parts(name: str) -> Iterator[str]:
    return (stem(word.casefold()) for word in name.split())


def _sites(tellings: Sequence[Telling]) -> frozenset[str]:
    """Return the places that at least half of the event's articles give."""
    documents = {told.parsed.sentence.document for told in tellings}
    found = Counter(place for document, place in {(t.parsed.sentence.document, p) for t in tellings for p in t.places})
    return frozenset(place for place, count in found.items() if 2 * count >= len(documents))


def _sorts(tellings: Sequence[Telling]) -> frozenset[str]:
    """Return the kinds of happening that most of the event's articles name, where there are several articles."""
    documents = {told.parsed.sentence.document for told in tellings}
    found = Counter(kind for document, kind in {(t.parsed.sentence.document, k) for t in tellings for k in t.kinds})
    return frozenset(kind for kind, count in found.items() if len(documents) > 1 and 2 * count > len(documents))


def _kinds(text: str) -> frozenset[str]:
    tokens = tokenize(text)
    return kinds_in(tokens, (0, len(tokens)))


def _score(candidate: Candidate, central: Mapping[str, float], sites: frozenset[str], book: NameBook) -> float:
    tokens = tokenize(candidate.text)
    content = [stem(t.lower) for t in tokens if t.kind in ("word", "abbreviation") and t.lower not in stopwords()]
    if not content:
        return -9.0
    shared = math.fsum(central.get(word, 0.0) for word in content)
    score = candidate.bonus + 1.2 * shared / math.sqrt(len(content)) + 0.5 * shared / len(content)
    score -= 0.8 * sum(t.lower in _VAGUE for t in tokens)
    score -= 0.02 * max(0, 24 - len(candidate.text)) + 0.02 * max(0, len(candidate.text) - 62)
    uses = book.spot(tokens)
    score += 0.5 if uses and uses[0].first == 0 else 0.0
    score += 0.7 if any(use.key in sites for use in uses) else 0.0
    score -= 1.2 * (len(content) < 3) + 0.4 * any(t.lower in ("is", "are") for t in tokens[:6])
    score -= 0.8 * any(t.lower == "so" for t in tokens)
    score -= 0.6 * bool(_COUNTED.search(candidate.text))
    score -= 2.0 * (tokens[-1].lower in _VAGUE)
    score -= 2.0 * any(r.base in reporting() and r.form is Form.THIRD for r in readings(tokens[-1].lower))
    return score
