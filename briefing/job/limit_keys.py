"""The keys of a brief that say how much is read of one file."""

from __future__ import annotations

from dataclasses import replace

from briefing.job.section import Section
from briefing.sources.limits import USUAL, Limits

_MEGABYTE = 1_000_000
_KEYS: dict[str, tuple[str, int, int]] = {  # key: the limit, what one of it is, the most that may be asked for
    "file_mb": ("file", _MEGABYTE, 1_000),
    "unpacked_mb": ("unpacked", _MEGABYTE, 10_000),
    "word_mb": ("word", _MEGABYTE, 1_000),
    "page_characters": ("markup", 1, 100_000_000),
    "pdf_pages": ("pages", 1, 100_000),
    "articles": ("articles", 1, 100_000),
    "entries": ("entries", 1, 1_000_000),
    "depth": ("depth", 1, 10),
    "seconds": ("seconds", 1, 3_600),
    "memory_mb": ("memory", _MEGABYTE, 64_000),
}


def read_limits(brief: Section) -> Limits:
    """Return the limits that stand under ``reading``, the usual ones for what is not there."""
    section = brief.section("reading", tuple(_KEYS))
    if section is None:
        return USUAL
    asked = {name: (section.whole(key, 1, most), unit) for key, (name, unit, most) in _KEYS.items()}
    return replace(USUAL, **{name: number * unit for name, (number, unit) in asked.items() if number is not None})
