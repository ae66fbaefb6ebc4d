"""The decisions of a person, as the brief file writes them."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.job.nodes import Faults, Node
from briefing.job.section import Section
from briefing.model import Correction, CorrectionKind

_KEYS = ("match", "id", "date", "drop", "rename", "merge", "split")
_DECISIONS = ("date", "drop", "rename", "merge", "split")


def read_correction(node: Node, path: str, faults: Faults) -> tuple[Correction, ...]:
    """Return the decisions of one item of ``corrections``; each of its keys but ``match`` and ``id`` is one."""
    item = Section(node, path, _KEYS, faults)
    where = faults.place(node)
    if not item.require(*_DECISIONS):
        return ()
    if "merge" in item:
        return _merge(item, where)
    if not item.require("match", "id"):
        return ()
    if "match" in item and "id" in item:
        item.refuse("id", "match and id exclude each other")
    identity, words = item.text("id", longest=60), item.text("match")
    match = (f"id:{identity}" if identity else words or "",)
    return tuple(_decisions(item, match, where))


def _decisions(item: Section, match: tuple[str, ...], where: str) -> Iterator[Correction]:
    if (read := item.date("date")) is not None:
        yield Correction(CorrectionKind.DATE, match, interval=read[0], precision=read[1], where=where)
    if item.flag("drop") is not None:
        if "date" in item or "rename" in item or "split" in item:
            item.refuse("drop", "an event that is dropped cannot be changed as well")
        elif item.flag("drop"):
            yield Correction(CorrectionKind.DROP, match, where=where)
    if (text := item.text("rename", longest=200)) is not None:
        yield Correction(CorrectionKind.RENAME, match, text=text, where=where)
    if "split" in item:
        parts = item.texts("split")
        if len(parts) < 2:
            item.wrong("split", "a list of two texts or more, each a part of a bullet")
        yield Correction(CorrectionKind.SPLIT, match, parts=parts, where=where)


def _merge(item: Section, where: str) -> tuple[Correction, ...]:
    for key in ("match", "id", "date", "drop", "rename", "split"):
        if key in item:
            item.refuse(key, f"merge stands alone; give {key} in an item of its own")
    events = item.texts("merge")
    if len(events) < 2:
        item.wrong("merge", "a list of two texts or more, each a part of a headline or bullet")
    return (Correction(CorrectionKind.MERGE, events, where=where),)
