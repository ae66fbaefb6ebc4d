"""What was checked and how it came out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How one item came out."""

    PROVEN = "proven"
    EDITOR = "editor's"  # a person's word: nothing in the sources can prove it or show it to be false
    ABSENT = "not attached"  # what would prove it is not in the file
    FALSE = "false"


@dataclass(frozen=True, slots=True)
class Check:
    """One item: what kind of thing it is, where it stands, how it came out and why."""

    kind: str  # "bullet", "source", "date" ...
    place: str  # "event 20250818-0a1b2c3d, bullet 2"
    state: State
    message: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something on the pages that no text can be compared with: a picture, a note laid over the words."""

    page: int  # from 1
    message: str


def shortened(text: str, most: int = 90) -> str:
    """Return the beginning of a text in quotation marks, on one line.

    >>> shortened("one\\ntwo")
    '“one two”'
    """
    folded = " ".join(text[: 4 * most].split())
    return f"“{folded[: most - 1]}…”" if len(folded) > most or len(text) > 4 * most else f"“{folded}”"
