"""Pages that are drawn and want their last step: records that need none of the libraries that draw."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.render.metadata import Metadata


@dataclass(frozen=True, slots=True)
class Roots:
    """What the catalog and the pages of the finished file have to hold."""

    structure: int  # object numbers
    outline: int  # 0: none
    page_keys: tuple[int, ...]  # StructParents of each page


@dataclass(frozen=True, slots=True)
class Drawn:
    """The pages as reportlab wrote them, and what ``briefing.render.archive.finish`` adds to the file."""

    data: bytes
    roots: Roots
    about: Metadata
