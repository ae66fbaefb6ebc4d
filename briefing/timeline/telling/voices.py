"""Independent texts: papers that print one agency text are many documents and one voice.

Two documents share a voice when most of the shorter one's word sequences stand in the longer one. They are found
through the sequences themselves, never by comparing all pairs.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from briefing.each import Each, in_turn
from briefing.model import Document
from briefing.timeline.telling.records import Parsed

_PLACES = 32  # bits for the place of a document beside the code of a sequence
_LAST = (1 << _PLACES) - 1
_LENGTH = 5  # words of a sequence
_KEPT = 4  # one sequence in so many is kept, chosen by its hash
_SHARED = 0.5  # part of the shorter text's sequences
_COMMON = 40  # documents beyond which a sequence is a formula of the trade


def voices(
    documents: Mapping[str, Sequence[Parsed]], sources: Iterable[Document] = (), each: Each = in_turn
) -> dict[str, str]:
    """Return for each document the voice it belongs to: the smallest id of its group.

    What stands at one address is one voice, whatever it says: the days of a live blog, an article saved twice.
    """
    kept = dict(zip(documents, each(_sequences, documents.values()), strict=True))
    parent = {document: document for document in kept}
    for (one, other), count in _shared(kept):
        if count >= 3 and count >= _SHARED * min(len(kept[one]), len(kept[other])):
            _join(parent, one, other)
    pages: dict[str, str] = {}
    for source in sources:
        if source.id in parent and (page := _page(source)):
            _join(parent, source.id, pages.setdefault(page, source.id))
    return {document: _root(parent, document) for document in kept}


def _shared(kept: Mapping[str, frozenset[int]]) -> Iterator[tuple[tuple[str, str], int]]:
    """Yield the pairs of documents that share sequences, and how many, in the order of their ids."""
    ids = sorted(kept)
    rows = sorted((code << _PLACES) + place for place, id in enumerate(ids) for code in kept[id])
    shared: Counter[int] = Counter()
    for _, group in groupby(rows, key=lambda row: row >> _PLACES):
        row = [number & _LAST for number in group]
        if 1 < len(row) <= _COMMON:
            shared.update((a << _PLACES) + b for position, a in enumerate(row) for b in row[position + 1 :])
    for pair, count in sorted(shared.items()):
        yield (ids[pair >> _PLACES], ids[pair & _LAST]), count


def _page(document: Document) -> str:
    """Return what names the page of a document: its address, or its file and title where that holds several."""
    if document.url and document.url.rstrip("/").count("/") > 2:  # the front page of a site is no article
        return document.url.partition("#")[0]
    return f"{document.sha256} {document.title}" if document.is_part and document.title else ""


def independent(documents: Iterable[str], voice: Mapping[str, str]) -> int:
    """Return how many voices tell something."""
    return len({voice.get(document, document) for document in documents})


def _sequences(parsed: Sequence[Parsed]) -> frozenset[int]:
    words = [t.lower for p in parsed for t in p.tokens if t.kind in ("word", "number", "abbreviation")]
    codes = (zlib.crc32(" ".join(words[k : k + _LENGTH]).encode()) for k in range(len(words) - _LENGTH + 1))
    return frozenset(code for code in codes if code % _KEPT == 0)


def _root(parent: dict[str, str], document: str) -> str:
    while parent[document] != document:
        parent[document] = parent[parent[document]]
        document = parent[document]
    return document


def _join(parent: dict[str, str], one: str, other: str) -> None:
    first, second = sorted((_root(parent, one), _root(parent, other)))
    parent[second] = first
