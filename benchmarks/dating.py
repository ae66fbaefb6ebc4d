#!/usr/bin/env python3
"""Hide the publication dates of dated corpora, infer them again, and count.

    dating.py BENCH [--size 5] [--days 7] [--whole] [--datelines] [--known SHARE] [--held-out] [--show]
    dating.py BENCH --limits

BENCH holds ``timeline_meantime.py``, ``timeline_t17.py``, ``detok.py`` and ``data``. Publication date, dateline and
file name are hidden: date lines, time stamps and the names of files are gone, what the articles themselves tell stays.
A cluster is five or more articles of one topic within seven days; with ``--whole`` it is the whole topic. A claim is
right when every day of it lies within one day of the true one. With ``--held-out`` the counts by which days are weighed
(``dating_tables.py``) are taken from the other topics. ``--limits`` counts what there is to know the week by.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

from briefing.dates.find import find
from briefing.dating import tables
from briefing.dating.infer import date_documents
from briefing.dating.tables import Counts
from briefing.model import DateBasis, Document, Interval

_WEEKDAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
STAMP = re.compile(
    rf"\|? ?{_WEEKDAY},? (?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH}),? \d{{4}},? ?\d{{1,2}}:\d\d ?(?:am|pm)?"
    r" ?[A-Z]{2,4}"
    rf"|\d{{1,2}}:\d\d [A-Z]{{2,4}},? {_WEEKDAY},? \d{{1,2}} {_MONTH} \d{{4}}(?: \d{{1,2}}:\d\d [A-Z]{{2}})?"
    rf"|^\d{{1,2}} {_MONTH} \d{{4}} Last updated at \d\d:\d\d(?: [A-Z]{{2,4}})?"
    rf"|^{_WEEKDAY},? \d{{1,2}} {_MONTH} \d{{4}} (?:\d\d:\d\d [A-Z]{{2}} )?"
    rf"|,? ?{_MONTH} \d{{1,2}}(?= +(?:\([A-Z]|[A-Z]{{3}}))"  # CITY, May 4 (Agency)
    r"|\d{4} \d\d \d\d(?: \d\d:\d\d [A-Z]{3})?",  # 2009 05 04 08:50 JST
    re.MULTILINE,
)


def articles(bench: Path, *, datelines: bool = False) -> Iterator[tuple[str, dt.date, str]]:
    """Yield topic, publication date and text of every article, without its date line and stamps."""
    sys.path.insert(0, str(bench))
    import timeline_meantime  # type: ignore[import-not-found]
    import timeline_t17  # type: ignore[import-not-found]
    from detok import detokenise  # type: ignore[import-not-found]

    data = str(bench / "data")
    for article in timeline_meantime.load(timeline_meantime.Store(data), "meantime-dev")[0]:
        sentences = [
            detokenise(words) for number, words in article["sentences"].items() if datelines or int(number) != 1
        ]
        if article["date"]:
            yield article["corpus"], dt.date.fromisoformat(article["date"]), "\n\n".join(sentences)
    topics = timeline_t17.load(SimpleNamespace(data=data, root="t17-dev", topic=None, merge=False), articles=True)
    for topic, held in topics.items():
        for article in held["articles"]:
            text = "\n\n".join(filter(None, map(detokenise, article["sentences"])))
            if text:
                yield topic, dt.date.fromisoformat(article["date"]), text if datelines else STAMP.sub("", text)


def clusters(rows: list[tuple[dt.date, str]], size: int, days: int) -> Iterator[list[tuple[dt.date, str]]]:
    """Yield runs of articles of which all lie within ``days`` days."""
    rows = sorted(rows)
    while rows:
        end = rows[0][0] + dt.timedelta(days=days)
        cluster = [row for row in rows if row[0] < end]
        rows = rows[len(cluster) :]
        if len(cluster) >= size:
            yield cluster


def document(text: str, day: dt.date | None = None) -> Document:
    """Return the text as a document, whose date is ``day`` or unknown."""
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    given = None if day is None else Interval.day(day)
    basis = None if day is None else DateBasis.DECLARED
    name = digest[:8] + ".txt"
    return Document("d" + digest[:12], name, digest, digest, text, published=given, published_basis=basis)


def keeps_its_date(text: str, share: float) -> bool:
    """Return whether a text is of the ``share`` that keeps its date, by its hash."""
    return int(hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:4], 16) < share * 0x10000


def measure(cluster: list[tuple[dt.date, str]], show: bool, known: float) -> Counter[str]:
    """Return how many documents of a cluster were claimed, and how far the claims are off."""
    truth = {document(text).id: day for day, text in cluster}
    texts = {text: day for day, text in cluster}
    documents = [document(text, day if keeps_its_date(text, known) else None) for text, day in texts.items()]
    given = {d.id for d in documents if d.published is not None}
    count: Counter[str] = Counter()
    for dated in date_documents(documents, {d.id: find(d.text) for d in documents}):
        if dated.id in given:
            continue
        count["documents"] += 1
        if dated.published is None:
            continue
        assert dated.published.start is not None
        assert dated.published.last is not None
        day = truth[dated.id]
        off = max(abs((day - dated.published.start).days), abs((day - dated.published.last).days))
        count["claims"] += 1
        count["exact"] += off == 0
        count["right"] += off <= 1
        if off > 1 and show:
            print(f"\n{day} ({day:%a}) dated {dated.published.start} to {dated.published.last}: {dated.text[:160]!r}")
            for evidence in dated.evidence:
                mine = "own" if evidence.document == dated.id else f"of {truth[evidence.document]}"
                print(f"   {mine}: {evidence.text[:150]!r} | {evidence.constraint}")
    return count


def others(topics: dict[str, list[tuple[dt.date, str]]], topic: str) -> Counts:
    """Return the counts over all articles but those of a topic."""
    from dating_tables import count, said_of

    kept = {text: day for name, rows in sorted(topics.items()) if name != topic for day, text in rows}
    return count([(day, said_of(text)) for text, day in kept.items()])


def limits(cluster: list[tuple[dt.date, str]]) -> Counter[str]:
    """Return how many articles of a cluster name a weekday, and are in company that names days of the week in full."""
    from dating_tables import said_of

    told = [(day, said_of(text)) for day, text in cluster]
    near = sum(any(-1 <= (day - date).days <= 3 for date in each.dated) for day, each in told)
    return Counter(
        {
            "documents": len(told),
            "name a weekday": sum(bool(each.weekdays) for _, each in told),
            "name a day near their own with its year": near,
            "in clusters where one does": len(told) * (near >= 1),
            "in clusters where two do": len(told) * (near >= 2),
        }
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--size", type=int, default=5)
    parser.add_argument("--days", type=int, default=7)
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--show", action="store_true", help="print the evidence of every wrong claim")
    parser.add_argument("--datelines", action="store_true", help="leave date lines and time stamps in place")
    parser.add_argument("--known", type=float, default=0.0, help="share of the articles that keep their date")
    parser.add_argument("--limits", action="store_true", help="count what there is to know the week by")
    parser.add_argument("--held-out", action="store_true", help="weigh by counts over the other topics")
    parser.add_argument("--topic")
    options = parser.parse_args()
    topics: dict[str, list[tuple[dt.date, str]]] = {}
    for topic, day, text in articles(options.bench, datelines=options.datelines):
        topics.setdefault(topic, []).append((day, text))
    total: Counter[str] = Counter()
    start = time.perf_counter()
    for topic, rows in sorted(topics.items()):
        if options.topic and options.topic not in topic:
            continue
        if options.held_out:
            tables.COUNTS = others(topics, topic)
        held: Counter[str] = Counter()
        for cluster in [rows] if options.whole else clusters(rows, options.size, options.days):
            held += limits(cluster) if options.limits else measure(cluster, options.show, options.known)
        print(json.dumps({"topic": topic, **held}))
        total += held
    if options.limits:
        print(json.dumps(total))
        return
    claims = total["claims"] or 1
    print(
        json.dumps(
            {
                **total,
                "claimed": round(claims / max(1, total["documents"]), 3),
                "within one day": round(total["right"] / claims, 3),
                "seconds": round(time.perf_counter() - start, 1),
            }
        )
    )


if __name__ == "__main__":
    main()
