"""How much is read of one file, so that no file fills the memory or holds up the rest: as ``docs/sources.md`` says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may hold and cost. A brief file sets others under ``reading``."""

    file: int = 20_000_000
    """Bytes of a file, and of each file inside it."""
    unpacked: int = 100_000_000
    """Bytes of everything together that is unpacked from one file."""
    articles: int = 2_000
    """Articles of one file."""
    depth: int = 3
    """Files inside files: a page in a mail in an archive is two deep."""
    markup: int = 5_000_000
    """Characters of a web page."""
    pages: int = 500
    """Pages of a PDF."""
    word: int = 20_000_000
    """Bytes of the text of a Word document, once it is unpacked."""
    entries: int = 10_000
    """Files of one archive, readable or not."""
    seconds: int = 60
    """Time to read one file that a library takes apart."""
    memory: int = 2_000_000_000
    """Bytes of address space of the process that does."""


USUAL = Limits()
"""The limits where nothing else is said."""
