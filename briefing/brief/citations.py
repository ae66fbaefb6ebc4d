"""Passages as printed: whose words they are, what we add in brackets, and which sources hold them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from briefing.model import Bullet, Document, Item, Passage, Run, Voice

_SPACE = re.compile(r"\s+")
_CLOSING = (",", ".", ";", ":", "?", "!", ")", "’", "'", "”", "»")


def number_sources(documents: Sequence[Document]) -> dict[str, int]:
    """Return the number, from 1, under which each document id is cited."""
    return {document.id: number for number, document in enumerate(documents, 1)}


def bullet_item(bullet: Bullet, numbers: Mapping[str, int]) -> Item:
    """Return a bullet as printed: its words, our insertions between them, its sources.

    A bullet without a document is a person's note and never looks like a quotation.
    """
    if bullet.document is None:
        return Item((Run(_fold(bullet.text).strip(), Voice.EDITOR),))
    runs: list[Run] = []
    done = 0
    for insertion in sorted(bullet.insertions, key=lambda added: added.at):
        at = min(max(insertion.at, done), len(bullet.text))
        runs += [Run(_fold(bullet.text[done:at])), Run(f"[{_fold(insertion.text)}]", Voice.OURS)]
        done = at
    runs.append(Run(_fold(bullet.text[done:])))
    return Item(_spaced(runs), references((bullet.document, *bullet.also), numbers))


def passage_item(passage: Passage, numbers: Mapping[str, int]) -> Item:
    """Return a passage that is no event, as printed."""
    return Item((Run(_fold(passage.text).strip()),), references((passage.document,), numbers))


def references(documents: Iterable[str], numbers: Mapping[str, int]) -> tuple[int, ...]:
    """Return the numbers of the documents that are listed, sorted, each once."""
    return tuple(sorted({numbers[document] for document in documents if document in numbers}))


def _fold(text: str) -> str:
    return _SPACE.sub(" ", text)


def _spaced(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Set one space on each side of an insertion, none before a mark that closes, and none at the ends."""
    kept = [run for run in runs if run.text.strip()]
    out: list[Run] = []
    for place, run in enumerate(kept):
        text = run.text.strip()
        closes = text.startswith(_CLOSING) or (text.startswith('"') and run.text.startswith('"'))
        out.append(Run(f" {text}" if place and not closes else text, run.voice))
    return tuple(out)


def typographic(text: str) -> str:
    """Return a headline of ours with typographic quotation marks and apostrophes; passages keep theirs.

    >>> typographic("Mayor's plan: 'no' to \\"towers\\"")
    'Mayor’s plan: ‘no’ to “towers”'
    """
    text = re.sub(r"(?<![\w.,!?%)])\"(?=\S)", "“", text).replace('"', "”")
    return re.sub(r"(?<![\w.,!?%)])'(?=\S)", "‘", text).replace("'", "’")
