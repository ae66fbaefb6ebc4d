"""What no line parts: a date, an amount and what it counts in, a title and its name.

Only the spaces change, to ones at which no line ends; on the page, and to whoever copies from it, they are the same.
"""

from __future__ import annotations

import re

from briefing.render.fonts import NO_BREAK_SPACE

_UNITS = (
    "hundred|thousand|million|billion|trillion|percent|per|pc|dollars?|euros?|pounds?|roubles?|rubles?|yen|yuan"
    "|[kcm]?m|[km]?g|km/h|mph|miles?|metres?|meters?|feet|tons?|tonnes?|litres?|barrels?|degrees?|[kMGT]?Wh?"
    "|seconds?|minutes?|hours?|days?|weeks?|months?|years?|[ap]\\.?m"
)
_HELD = re.compile(
    r"(?<![\w.])[A-Z][a-z]{0,2}\. (?=[A-Z0-9])"  # Mr. Reyes, J. Reyes, No. 5
    r"|(?<!\w)(?:Mrs?|Ms|Dr|St) (?=[A-Z])"
    r"|(?<!\w)[A-Z][a-z]+\.? (?=\d{1,3}(?:st|nd|rd|th)?(?![\w.,]*\d))"  # August 19, Article 5
    r"|(?<![\w.,])(?:[$€£¥])?\d{1,3}(?:[.,]\d+)*(?:st|nd|rd|th|\.)? "  # 19 August, $4 billion, 1,500 km
    rf"(?=(?:[A-Z][a-z]{{2,}}|(?:{_UNITS}))(?!\w))"
    rf"|(?<!\w)(?:million|billion|trillion) (?=(?:{_UNITS})(?!\w))"
)


def bound(text: str, most: int) -> str:
    """Return ``text`` with such spaces inside what belongs together, in ``most`` characters at a time.

    >>> bound("On August 19 Mr. Reyes gave $4 billion", 20).replace(NO_BREAK_SPACE, "~")
    'On August~19 Mr.~Reyes gave $4~billion'
    """
    tied = _HELD.sub(lambda found: found[0][:-1] + NO_BREAK_SPACE, text)
    if tied == text:
        return text
    return " ".join([_loosened(part, most) for part in tied.split(" ")])


def _loosened(tied: str, most: int) -> str:
    """Return words with the first of them set free, until the others are short enough: "Monday" before "19 August"."""
    free, rest = "", tied
    while len(rest) > most and NO_BREAK_SPACE in rest:
        word, _, rest = rest.partition(NO_BREAK_SPACE)
        free += f"{word} "
    return free + rest
