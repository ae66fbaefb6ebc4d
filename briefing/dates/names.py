"""Words that look like times and are parts of something else: of a longer word, of a name."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.dates.rules import Table
from briefing.dates.tokens import Tokens

_NEIGHBOURS = 4  # words looked at on either side to tell a headline
_OPENING = ('"', "“", "‘", "'", "`")
_POSSESSIVE = ("'", "’", "'s", "’s")
_ENDING = (".", "!", "?", "")
_CLOSING = ('"', "”", "’", "'")


def runs_on(text: str, start: int, end: int, part: bool) -> bool:
    """Whether letters or digits run on; a line that was glued to the next ("this yearIt") is let through.

    Figures after figures and a dash are a serial number ("555-1999"), but in a range, of which this is a ``part``.
    """
    if not part and start > 1 and text[start - 1] in "-–/." and text[start].isdigit() and text[start - 2].isdigit():
        return True
    if start and text[start - 1].isalnum() and text[start].isalnum():
        return not (text[start - 1].islower() and text[start].isupper() and text[max(0, start - 4) : start].isalpha())
    if end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        return not (text[end - 1].islower() and text[end].isupper())
    return False


def _is_given(word: str, known: Mapping[str, str]) -> bool:
    """Whether a common word has a capital."""
    return word[:1].isupper() and word not in known and word.lower() in known


def is_name(table: Table, tokens: Tokens, first: int, last: int) -> bool:
    """Whether common words stand with capitals where no sentence begins: "This Week", "USA Today", "Six Day War".

    In a headline, where most words have them, capitals tell nothing.
    """
    words = tokens.words
    inside = [w for w in words[first:last] if w[:1].isalpha()]
    known = table.alphabet.known
    opening = inside[0].strip() if inside else ""
    if (
        len(inside) == 1
        and first
        and last < len(words)
        and words[first - 1].strip().lower() in table.values.get("definite", ())
    ):
        return (
            opening.lower() in table.values["weekday"] and words[last][:1].isupper() and words[last].strip().isalpha()
        )
    named = [w.strip() for w in inside[1:]]
    if opening in table.values.get("definite", ()) and named and all(_is_given(w, known) for w in named):
        return last < len(words) and words[last][:1].isupper()  # "the Seven Days Battles"
    if not opening[:1].isupper() or opening in known or opening.lower() not in known or opening[1:].isupper():
        return False
    before, after = words[max(0, first - _NEIGHBOURS) : first], words[last : last + _NEIGHBOURS]
    quoted = before and after and before[-1].strip() in _OPENING and after[0].strip() in _CLOSING
    if quoted and len(inside) > 1 and all(w[0].isupper() for w in inside):
        return True  # a title of its own, in a headline too
    around = [w for w in (*before, *after) if w[:1].isalpha()]
    capitals = sum(w[0].isupper() for w in around)
    if capitals * 10 > len(around) * 6 and len(around) > 2:
        return False
    behind = after[1:] if after and after[0].strip() in _POSSESSIVE else after  # "The Thirty Years' War"
    follows = bool(behind) and behind[0][:1].isupper()
    if len(inside) > 1 and all(w[0].isupper() for w in inside):
        return follows or (bool(before) and before[-1].strip() in _OPENING)
    if len(inside) > 1 or not before or not before[-1].strip().isalpha():
        return False
    if follows and before[-1][:1].islower():  # "and Midnight Cowboy": no sentence begins here
        return True
    opens = len(before) < 2 or before[-2].strip() in _ENDING  # "In Spring the": the first word of a sentence
    return before[-1][:1].isupper() and not opens
