"""What a file holds: articles, files inside it, and what could not be read. Every reader yields these."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from briefing.model import DateBasis, Furniture
from briefing.sources.declared import Declared
from briefing.sources.limits import Limits

Number = tuple[int, ...]
"""Which article of a file, from 1, level by level; empty for a file that is one article."""


@dataclass(frozen=True, slots=True)
class Part:
    """An article in a file: its text, and what the file states about it."""

    text: str
    declared: Declared
    basis: DateBasis = DateBasis.METADATA  # of the date that is stated
    furniture: tuple[Furniture, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()  # what, remedy
    number: Number = ()


@dataclass(frozen=True, slots=True)
class Packed:
    """A file inside a file, still to be read."""

    data: bytes
    name: str  # as the outer file calls it, for messages alone
    number: Number
    declared: Declared | None = None  # what the outer file states about it


@dataclass(frozen=True, slots=True)
class Refusal:
    """A part that holds no article that can be read."""

    problem: str
    hint: str
    name: str = ""
    number: Number = ()
    note: bool = False  # whether nothing is missing without it


Found = Part | Packed | Refusal
Reader = Callable[[bytes, Limits], Iterator[Found]]
"""Reads a file of one format. Raises ``SourceError`` when the whole file cannot be read."""
