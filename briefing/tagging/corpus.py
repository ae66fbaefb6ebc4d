"""Tags a corpus: a manifest of texts and their dates in, a line of JSON for every expression out."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from briefing.cores import usable_cores
from briefing.dates.find import find
from briefing.dates.resolve import resolve
from briefing.dates.rules import load
from briefing.errors import SourceError
from briefing.model import Interval

_PAYS = 4_000_000
"""Bytes of text from which a second process is quicker than its start."""
_CHUNK = 400_000  # bytes that a process gets at a time


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of a manifest."""

    id: str
    file: Path
    dct: Interval | None
    size: int


def tag_corpus(manifest: Path, output: Path, *, jobs: int | None, language: str, timing: bool = False) -> None:
    """Tag every document of ``manifest`` and write ``output``.

    The lines stand in the order of the manifest, whatever the number of processes. Raises `SourceError` for a manifest
    or a text that cannot be read.
    """
    from briefing.deliver.files import write_atomic

    begun = time.perf_counter()
    entries = read_manifest(manifest)
    for row in load(language).rows:
        row.prepare()
    ready = time.perf_counter()
    lines = list(_tagged(entries, jobs or _processes(entries), language))
    if timing:
        done = time.perf_counter()
        lines.append(json.dumps({"meta": {"startup_s": ready - begun, "tagging_s": done - ready}}) + "\n")
    write_atomic(output, "".join(lines).encode("utf-8"))


def read_manifest(manifest: Path) -> tuple[Entry, ...]:
    """Return the documents that a manifest lists."""
    try:
        listed = json.loads(manifest.read_text(encoding="utf-8"))["documents"]
        return tuple(_entry(manifest.parent, item) for item in listed)
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror}", str(error.filename or manifest)) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        hint = 'it holds {"documents": [{"id": "a", "text": "a.txt", "dct": "2025-08-22"}]}'
        raise SourceError(f"is no manifest of texts: {error}", str(manifest), hint) from error


def _entry(folder: Path, item: dict[str, Any]) -> Entry:
    from briefing.dates.api import as_interval

    file = folder / item["text"]
    return Entry(str(item["id"]), file, as_interval(item.get("dct") or None), file.stat().st_size)


def _processes(entries: Iterable[Entry]) -> int:
    size = sum(entry.size for entry in entries)
    return max(1, min(usable_cores(), size // _PAYS + 1))


def _tagged(entries: tuple[Entry, ...], jobs: int, language: str) -> Iterator[str]:
    if jobs == 1:
        for entry in entries:
            yield _tag(entry, language)
        return
    chunks = list(_chunks(entries))
    with ProcessPoolExecutor(min(jobs, len(chunks) or 1), mp_context=get_context("spawn")) as pool:
        yield from pool.map(_tag_chunk, chunks, [language] * len(chunks))


def _chunks(entries: tuple[Entry, ...]) -> Iterator[tuple[Entry, ...]]:
    chunk: list[Entry] = []
    size = 0
    for entry in entries:
        chunk.append(entry)
        size += entry.size
        if size >= _CHUNK:
            yield tuple(chunk)
            chunk, size = [], 0
    if chunk:
        yield tuple(chunk)


def _tag_chunk(entries: tuple[Entry, ...], language: str) -> str:
    return "".join(_tag(entry, language) for entry in entries)


def _tag(entry: Entry, language: str) -> str:
    """Return the lines of one document."""
    try:
        text = entry.file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError("is no readable UTF-8 text", str(entry.file)) from error
    rows = []
    for expression in resolve(text, find(text, language=language), entry.dct, language=language):
        start, end = expression.span
        rows.append(
            {
                "doc": entry.id, "start": start, "end": end, "text": expression.text, "type": expression.type.value,
                "value": expression.value, "mod": expression.mod, "rule": expression.rule,
            }
        )  # fmt: skip
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
