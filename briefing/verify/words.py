"""The words that a style adds to every page: headings, notes, the heads of tables, heads and feet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields

from briefing.brief.numbers import number_word
from briefing.render.style import Style
from briefing.verify.pattern import key

_NAME = re.compile(r"\\{(\w+)\\}")
_COUNT = rf"(?:\d+|(?i:{'|'.join(map(number_word, range(13)))}))"
_FILLED = {
    "n": _COUNT,
    "m": r"\d+",
    "attached": _COUNT,
    "page": r"\d+",
    "pages": r"\d+",
    "first": r"[A-Z]?[a-z]{0,2}\d*",
    "last": r"[A-Z]?[a-z]{0,2}\d*",
    "characters": r"[U+0-9A-F,…]+",
    "mark": "\N{REPLACEMENT CHARACTER}",
}
_CHART = (  # what the axis and the labels of the chart say by themselves
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon(?:day)?|Tue|Wed|Thu|Fri|Sat|Sun|Q[1-4]"
    "|day|weeks?|months?|quarters?|years?|decade|century|millennium|sources?|events?"
    "|before|after|from|to|by|\\d++(?:sources?|s|st|nd|rd|th)?|[+,.–…→←-]"
)
_OWN = frozenset({"gone", "as_of_head"})  # hold words of the briefing: compared with them


class House:
    """The words of the styles that are known."""

    def __init__(self, styles: Iterable[Style]) -> None:
        self.styles = tuple(styles)
        every = [style.words for style in self.styles]
        forms = {
            _form(str(getattr(words, one.name)), (words.source_one, words.source_many))
            for words in every
            for one in fields(words)
            if one.name not in _OWN
        }
        forms.discard("")
        union = "|".join(sorted(forms, key=lambda form: (-len(form), form)))
        self._one = re.compile(f"(?:{union})")
        # Possessive: a text that a stranger wrote must not be tried in every division into words.
        self._several = re.compile(f"(?:{union}|\\d++)++")
        self._chart = re.compile(f"(?:{union}|{_CHART})++")
        self.sections = frozenset.intersection(*(frozenset(style.sections) for style in self.styles))

    def all_of(self, name: str) -> frozenset[str]:
        """Return what the styles call a thing, as keys."""
        return frozenset(key(str(getattr(style.words, name))) for style in self.styles)

    def forms_of(self, name: str, **values: object) -> tuple[str, ...]:
        """Return a sentence in the words of each style, filled in, as keys."""
        return tuple(sorted({key(str(getattr(style.words, name)).format(**values)) for style in self.styles}))

    def says(self, text: str) -> bool:
        """Return whether a text, as a key, is one that some style prints by itself."""
        return self._one.fullmatch(text) is not None

    def says_all(self, text: str) -> bool:
        """Return whether a text is made of such words and numbers alone, as the head of a table is."""
        return self._several.fullmatch(text) is not None

    def says_on_chart(self, text: str) -> bool:
        """Return whether a text is made of numbers, names of days and months, and words of the style."""
        return self._chart.fullmatch(text) is not None


def _form(template: str, sources: tuple[str, ...]) -> str:
    """Return the regular expression of a sentence with names in it; each stands for a few characters of its own.

    ``sources`` are the words for {sources}: for one, for several.
    """
    if "{sources}" in template:
        return "|".join(_form(template.replace("{sources}", words), ()) for words in sources)
    return _NAME.sub(lambda name: _FILLED.get(name[1], "(?!)"), re.escape(key(template)))
