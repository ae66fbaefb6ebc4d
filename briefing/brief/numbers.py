"""Counts in words, as a desk writes them: one to twelve as words, the rest as digits."""

from __future__ import annotations

from collections.abc import Sequence

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def number_word(number: int) -> str:
    """Return ``number`` as printed in a sentence.

    >>> number_word(5), number_word(40)
    ('five', '40')
    """
    return _WORDS[number] if 0 <= number < len(_WORDS) else str(number)


def count(number: int, noun: str) -> str:
    """Return a count with its noun, in the plural where it is due.

    >>> count(1, "source"), count(3, "source")
    ('one source', 'three sources')
    """
    return f"{number_word(number)} {noun}{'' if number == 1 else 's'}"


def share(part: int, whole: int, noun: str) -> str:
    """Return a part of a count; both as words, or both as digits.

    >>> share(6, 12, "event"), share(12, 14, "event"), share(0, 5, "event")
    ('six of twelve events', '12 of 14 events', 'none of five events')
    """
    if not part:
        return f"none of {count(whole, noun)}"
    told = str(part) if whole >= len(_WORDS) else number_word(part)
    return f"{told} of {count(whole, noun)}"


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence lists them.

    >>> listed(["S1", "S2", "S5"])
    'S1, S2 and S5'
    """
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
