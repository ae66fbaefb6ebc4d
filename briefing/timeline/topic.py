"""What the articles share, and what stands among them without belonging to it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from briefing.timeline.morphology import readings, stem, stopwords
from briefing.timeline.telling import Parsed

_TERMS = 6
_SHARED = 0.6  # part of the documents that must share a term
_COHERENT = 0.7  # part of the documents that must be on topic before any is set aside
_COMMON = 0.3  # part of the documents that makes a word one of the subject
_STRANGE = 0.3  # part of the usual number of such words below which a document is of another subject
_FEWEST = 4  # documents below which nothing is set aside


def topic(documents: Mapping[str, Sequence[Parsed]]) -> tuple[str, ...]:
    """Return the terms that most documents share, the most telling first: a phrase, then names."""
    names: dict[str, set[str]] = defaultdict(set)
    pairs: dict[tuple[str, str], set[str]] = defaultdict(set)
    often: Counter[str] = Counter()
    counted: Counter[tuple[str, str]] = Counter()
    for document, parsed in documents.items():
        for p in parsed:
            named = set()
            for use in p.uses:
                named |= set(range(use.first, use.last))
                if use.kind not in ("people", "outlet", "name"):
                    names[use.key].add(document)
                    often[use.key] += 1
            for k in range(len(p.tokens) - 1):
                one, other = p.tokens[k], p.tokens[k + 1]
                if (
                    k not in named
                    and k + 1 not in named
                    and _noun(one.lower)
                    and _noun(other.lower)
                    and one.kind == other.kind == "word"
                ):
                    pairs[one.lower, other.lower].add(document)
                    counted[one.lower, other.lower] += 1
    least = max(2, round(_SHARED * len(documents)))
    phrases = [pair for pair in pairs if len(pairs[pair]) >= least]
    phrases.sort(key=lambda pair: (-len(pairs[pair]), -counted[pair], pair))
    shared = [name for name in names if len(names[name]) >= least]
    shared.sort(key=lambda name: (-len(names[name]), -often[name], name))
    return tuple([" ".join(pair) for pair in phrases[:1]] + shared[: _TERMS - 1])


def _noun(word: str) -> bool:
    return (
        len(word) > 3
        and word not in stopwords()
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
