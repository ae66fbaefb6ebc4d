"""Whether two given names before one surname are of one person: "J.", "Bill" and "William", "Sergei" and "Sergey"."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from briefing.timeline.language.lexicon import table
from briefing.timeline.language.tokens import Token
from briefing.timeline.names.gazetteer import fold

# Letters by which transcriptions differ, and what remains of them.
_LETTERS = (
    ("x", "ks"),
    ("q", "k"),
    ("ck", "k"),
    ("c", "k"),
    ("ph", "f"),
    ("w", "v"),
    ("j", "y"),
    ("dz", "z"),
    ("tz", "z"),
)
_VOWELS = re.compile(r"[aeiouyh'’-]")
_QUOTES = ('"', "“", "”")
_TWICE = re.compile(r"(.)\1+")


def same_given(one: str, other: str) -> bool:
    """Whether two given names can be one person's.

    >>> same_given("William", "Bill"), same_given("Sergei", "Sergey"), same_given("J", "John")
    (True, True, True)
    >>> same_given("Michael", "Mary"), same_given("Andy", "Billy")
    (False, False)
    """
    mine, theirs = fold(one).rstrip("."), fold(other).rstrip(".")
    if len(mine) == 1 or len(theirs) == 1:
        return mine[:1] == theirs[:1]
    if mine == theirs or _formal(mine) & _formal(theirs):
        return True
    return _skeleton(mine) == _skeleton(theirs)


def without_nickname(name: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Return a name without the short one that stands in it in quotation marks, and that one.

    >>> without_nickname(("William", '"', "Billy", '"', "Croft"))
    (('William', 'Croft'), 'Billy')
    """
    at = next((k for k in range(1, len(name) - 3) if name[k] in _QUOTES and name[k + 2] in _QUOTES), 0)
    return (name[:at] + name[at + 3 :], name[at + 1]) if at else (name, "")


def is_nickname(tokens: Sequence[Token]) -> bool:
    """Whether four tokens are a short name in quotation marks and the word with a capital that goes on with it."""
    if len(tokens) < 4 or not (tokens[1].capital and tokens[3].capital):
        return False
    return tokens[0].text in _QUOTES and tokens[2].text in _QUOTES


def one_person(names: Sequence[tuple[str, ...]]) -> list[list[tuple[str, ...]]]:
    """Part full names of one surname by person; an initial goes with the only one whom it can mean."""
    groups: list[list[tuple[str, ...]]] = []
    for name in sorted(names, key=lambda name: (len(name[0].rstrip(".")) == 1, name)):
        near = [group for group in groups if any(same_given(name[0], other[0]) for other in group)]
        if len(near) == 1:
            near[0].append(name)
        else:
            groups.append([name])
    return groups


@functools.cache
def _skeleton(name: str) -> str:
    """Return what all transcriptions of a name have in common: "dmtr" of Dmitry and Dimitri."""
    first = name[:1]
    for letters, plain in _LETTERS:
        name = name.replace(letters, plain)
    bones = _TWICE.sub(r"\1", _VOWELS.sub("", name))
    return bones if len(bones) > 1 else f"{first}:{name}"


@functools.cache
def _formal(name: str) -> frozenset[str]:
    """Return the names for which a short form can stand, and the name itself."""
    return _nicknames().get(name, frozenset()) | {name}


@functools.cache
def _nicknames() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for formal, short in table("names")["nicknames"].items():
        for name in short:
            found.setdefault(fold(name), set()).add(fold(formal))
    return {name: frozenset(formal) for name, formal in found.items()}
