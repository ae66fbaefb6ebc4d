"""What the articles share, and what stands among them without belonging to it."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from briefing.timeline.language.morphology import readings, stem, stopwords
from briefing.timeline.language.tokens import tokenize
from briefing.timeline.names import gazetteer
from briefing.timeline.names.book import NameBook
from briefing.timeline.names.gazetteer import NAME, OUTLET, PEOPLE
from briefing.timeline.telling.records import Parsed

_TERMS = 6
_LEADING = 2  # names before the noun
_ARTICLES = frozenset({"a", "an", "the"})
_MEASURES = frozenset({"million", "billion", "trillion", "thousand", "hundred", "dozen", "percent", "cent"})
_SHARED = 0.6  # part of the documents that must share a term
_COHERENT = 0.7  # part of the documents that must be on topic before any is set aside
_COMMON = 0.3  # part of the documents that makes a word one of the subject
_STRANGE = 0.3  # part of the usual number of such words below which a document is of another subject
_FEWEST = 4  # documents below which nothing is set aside


def topic(documents: Mapping[str, Sequence[Parsed]], titles: Mapping[str, str], book: NameBook) -> tuple[str, ...]:
    """Return the terms that most documents share, the most telling first: a phrase, names, and a noun of the titles.

    Where articles have titles, a phrase stands in one of them, and so does a name of which nothing more is known. How
    long something lasts is no topic, and neither is what somebody is by office.
    """
    names, phrases, nouns = (_Tally() for _ in range(3))
    plain: set[str] = set()  # names that could be anything
    for document, parsed in documents.items():
        for p in parsed:
            taken = set(p.timed)
            for use in p.uses:
                taken |= set(range(use.first, use.last))
                if use.kind not in (PEOPLE, OUTLET):
                    names.add(use.key, document)
                    plain |= {use.key} if use.kind == NAME else set()
            words = [t.lower if t.kind == "word" and k not in taken else "" for k, t in enumerate(p.tokens)]
            for one, other in pairwise(words):
                if _noun(one) and _noun(other):
                    phrases.add(f"{one} {other}", document)
                if one in _ARTICLES and _noun(other):
                    nouns.add(other, document)
    rows = {id: tokenize(title) for id, title in titles.items()}
    keys = Counter(key for id, row in rows.items() for key in {use.key for use in book.spot(row, id)})
    titled = Counter(word for row in rows.values() for word in {t.lower for t in row})
    pairs = Counter(pair for row in rows.values() for pair in {f"{a.lower} {b.lower}" for a, b in pairwise(row)})
    least = max(2, round(_SHARED * len(documents)))
    phrase = [pair for pair in phrases.best(least, pairs) if pairs[pair] or not titles][:1]
    shared = [name for name in names.best(least, keys) if keys[name] or name not in plain]
    noun = [word for word in nouns.best(least, titled) if titled[word] and not phrase][:1]
    return tuple([*phrase, *shared[:_LEADING], *noun, *shared[_LEADING:]][:_TERMS])


class _Tally:
    """In which documents terms stand, and how often."""

    def __init__(self) -> None:
        self.documents: defaultdict[str, set[str]] = defaultdict(set)
        self.often: Counter[str] = Counter()

    def add(self, term: str, document: str) -> None:
        self.documents[term].add(document)
        self.often[term] += 1

    def best(self, least: int, titles: Mapping[str, int]) -> list[str]:
        """Return the terms of so many documents: those of most titles, then of most documents, first."""
        found = [term for term, where in self.documents.items() if len(where) >= least]
        return sorted(found, key=lambda term: (-titles[term], -len(self.documents[term]), -self.often[term], term))


@functools.lru_cache(maxsize=50_000)
def _noun(word: str) -> bool:
    return (
        len(word) > 3
        and word not in stopwords()
        and word not in _MEASURES
        and word not in gazetteer.titles()
        and word not in gazetteer.trades()
        and not (word.endswith(("ed", "ly")))
        and not any(r.base in ("say", "tell", "make", "take") for r in readings(word))
    )


def aside(documents: Mapping[str, Sequence[Parsed]], terms: Sequence[str], given: bool) -> frozenset[str]:
    """Return the documents off topic: none of its terms, and hardly any of the words that most documents share.

    With a topic that the brief gives, having none of its terms is enough.
    """
    if not terms or (len(documents) < _FEWEST and not given):
        return frozenset()
    wanted = {term.casefold() for term in terms}
    shares = {document: _share(parsed, wanted) for document, parsed in documents.items()}
    without = frozenset(document for document, count in shares.items() if count == 0)
    if given or not without:
        return without
    if len(documents) - len(without) < _COHERENT * len(documents):
        return frozenset()
    vocabularies = {document: _vocabulary(parsed) for document, parsed in documents.items()}
    seen = Counter(word for vocabulary in vocabularies.values() for word in vocabulary)
    common = {word for word, count in seen.items() if count >= _COMMON * len(documents)}
    parts = {document: len(vocabulary & common) for document, vocabulary in vocabularies.items()}
    usual = sorted(parts.values())[len(parts) // 2]
    return frozenset(document for document in without if parts[document] < _STRANGE * usual)


def _vocabulary(parsed: Sequence[Parsed]) -> frozenset[str]:
    words = (t.lower for p in parsed for t in p.tokens if t.kind == "word")
    return frozenset(stem(word) for word in words if len(word) > 3 and word not in stopwords())


def _share(parsed: Sequence[Parsed], wanted: set[str]) -> int:
    found: set[str] = set()
    for p in parsed:
        found |= {use.key.casefold() for use in p.uses} & wanted
        lower = p.sentence.text.casefold()
        found |= {term for term in wanted if term not in found and term in lower}
        if len(found) >= 2:
            break
    return len(found)
