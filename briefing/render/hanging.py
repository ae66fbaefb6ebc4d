"""Small words that say nothing without the next one: no line of a title and no shortened label ends with them."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.render.fonts import NO_BREAK_SPACE

_SMALL = (
    "a an the of in on at to for from by with as into over under off than and or but nor that which who whose if when"
    " while after before until since is are was were be been will would can could may might must shall should has have"
    " had not no its his her their our your my least most about some nearly almost"
)
_HANGING = frozenset(_SMALL.split())
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve more"
_COUNTS = frozenset(_NUMBERS.split())


def held_together(text: str) -> str:
    """Return a title in which small words are held to the word that follows.

    >>> held_together("Fire on the pier").replace(NO_BREAK_SPACE, "~")
    'Fire on~the~pier'
    """
    words = text.split(" ")
    kept = [word + (NO_BREAK_SPACE if word in _HANGING else " ") for word in words[:-1]]
    return "".join([*kept, *words[-1:]])


def telling(words: Sequence[str]) -> Sequence[str]:
    """Return the words without the small ones, and counts of nothing, at their end.

    >>> telling(["Ferry", "will", "be", "held", "in", "the"])
    ['Ferry', 'will', 'be', 'held']
    >>> telling(["Court", "frees", "11"])
    ['Court', 'frees']
    """
    last = len(words)
    while last and _hangs(words[last - 1].lower()):
        last -= 1
    return words[:last]


def _hangs(word: str) -> bool:
    return word in _HANGING or word in _COUNTS or word.replace(",", "").replace(".", "").isdigit()
