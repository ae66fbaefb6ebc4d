"""The words that a style adds to every page: headings, notes, the heads of tables, heads and feet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields

from briefing.render.style import Style
from briefing.render.style import Words as StyleWords
from briefing.verify.pattern import key

_NAME = re.compile(r"\\{(\w+)\\}")
_FILLED = {
    "n": r"\d+",
    "m": r"\d+",
    "attached": r"\d+",
    "page": r"\d+",
    "pages": r"\d+",
    "characters": r"[U+0-9A-F,…]+",
    "mark": "\N{REPLACEMENT CHARACTER}",
}
_OWN = frozenset({"gone", "as_of_head"})  # hold words of the briefing: compared with them


class House:
    """The words of the styles that are known."""

    def __init__(self, styles: Iterable[Style]) -> None:
        self.styles = tuple(styles)
        every = [style.words for style in self.styles]
        forms = {
            _form(str(getattr(words, one.name)), words)
            for words in every
            for one in fields(words)
            if one.name not in _OWN
        }
        forms.discard("")
        union = "|".join(sorted(forms, key=lambda form: (-len(form), form)))
        self._one = re.compile(f"(?:{union})")
        self._several = re.compile(f"(?:{union}|\\d+)+")
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


def _form(template: str, words: StyleWords) -> str:
    """Return the regular expression of a sentence with names in it; each stands for a few characters of its own."""
    if "{sources}" in template:
        both = (template.replace("{sources}", words.source_one), template.replace("{sources}", words.source_many))
        return "|".join(_form(one, words) for one in both)
    return _NAME.sub(lambda name: _FILLED.get(name[1], "(?!)"), re.escape(key(template)))
