"""The small language in which the rows of a table say what they match.

``last {weekday}`` is the word "last" and then any word of the class ``weekday``; ``( | )`` are alternatives, ``?``
makes the thing before it optional, ``[ ]`` mark the expression when the row needs to see more than that. A pattern is
compiled to a regular expression over the characters of `Tokens.codes`. There is no repetition, so none can run away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from briefing.errors import RuleError

_PIECE = re.compile(r"\s*(?:\{(?P<slot>[a-z]\w*)(?::(?P<alias>\w+))?\}|(?P<op>[()|?\[\]])|(?P<word>[^\s(){}|?\[\]]+))")


@dataclass(slots=True)
class Compiled:
    """A pattern as a regular expression, the characters that may stand first and second in it, and its groups."""

    source: str = ""
    first: frozenset[str] = frozenset()
    second: frozenset[str] = frozenset()
    single: bool = False  # whether it can be one token long
    optional: bool = False
    slots: dict[str, str] = field(default_factory=dict)  # group name -> class name


class PatternCompiler:
    """Compiles patterns against one table's classes, macros and words."""

    def __init__(
        self, classes: Mapping[str, str], macros: Mapping[str, str], code_of_word: Callable[[str], str | None]
    ) -> None:
        self.classes, self.macros, self.code_of_word = classes, macros, code_of_word
        self._pieces: list[tuple[str, str, str]] = []
        self._at = 0
        self._marks = 0
        self._named = True
        self._slots: dict[str, str] = {}
        self._inner: dict[str, Compiled] = {}  # macros compiled before
        self._classes: dict[str, Compiled] = {}  # classes compiled before

    def compile(self, pattern: str, *, named: bool = True) -> Compiled:
        """Return ``pattern`` compiled; raise `RuleError` for what is not in the language."""
        self._pieces, self._at, self._marks, self._named, self._slots = self._split(pattern), 0, 0, named, {}
        result = self._alternatives()
        if self._at < len(self._pieces):
            raise RuleError(f"unexpected {self._pieces[self._at][1]!r} in pattern {pattern!r}")
        if result.optional:
            raise RuleError(f"pattern {pattern!r} can match nothing at all")
        result.slots = dict(self._slots)
        return result

    def _split(self, pattern: str) -> list[tuple[str, str, str]]:
        pieces, at = [], 0
        pattern = pattern.strip()
        while at < len(pattern):
            found = _PIECE.match(pattern, at)
            if found is None:
                raise RuleError(f"cannot read pattern {pattern!r} at {pattern[at:]!r}")
            kind = str(found.lastgroup)
            if found["slot"]:
                pieces.append(("slot", found["slot"], found["alias"] or found["slot"]))
            else:
                pieces.append((kind, found[kind], ""))
            at = found.end()
        return pieces

    def _peek(self) -> str:
        return self._pieces[self._at][1] if self._at < len(self._pieces) else ""

    def _alternatives(self) -> Compiled:
        branches = [self._sequence()]
        while self._peek() == "|":
            self._at += 1
            branches.append(self._sequence())
        return Compiled(
            "|".join(b.source for b in branches),
            frozenset().union(*(b.first for b in branches)),
            frozenset().union(*(b.second for b in branches)),
            any(b.single for b in branches),
            any(b.optional for b in branches),
        )

    def _sequence(self) -> Compiled:
        parts: list[Compiled] = []
        while self._at < len(self._pieces) and self._peek() not in ("|", ")", "]"):
            parts.append(self._item())
        return _join(parts)

    def _item(self) -> Compiled:
        kind, value, alias = self._pieces[self._at]
        self._at += 1
        if value in ("(", "[") and kind == "op":
            item = self._group(value)
        elif kind == "slot":
            item = self._slot(value, alias)
        elif kind == "word":
            item = self._word(value)
        else:
            raise RuleError(f"{value!r} stands where a word should")
        if self._peek() == "?":
            self._at += 1
            item = Compiled(f"(?:{item.source})?", item.first, item.second, item.single, True)
        return item

    def _group(self, opening: str) -> Compiled:
        head = "(?:"
        if opening == "[":
            head = f"(?P<mark{self._marks}>" if self._named else "(?:"
            self._marks += 1
        inner = self._alternatives()
        if self._peek() != {"(": ")", "[": "]"}[opening]:
            raise RuleError(f"{opening!r} is not closed")
        self._at += 1
        return Compiled(f"{head}{inner.source})", inner.first, inner.second, inner.single, inner.optional)

    def _slot(self, name: str, alias: str) -> Compiled:
        if name in self.macros:
            inner = self._known(name)
        elif name in self.classes:
            inner = self._classes.get(name) or self._class(name)
        else:
            raise RuleError(f"no class or macro is called {name!r}")
        group = "?:" if not self._named or alias == "_" else f"?P<{self._group_name(name, alias)}>"
        return Compiled(f"({group}{inner.source})", inner.first, inner.second, inner.single, inner.optional)

    def _known(self, name: str) -> Compiled:
        """Return a macro compiled; each is compiled once."""
        inner = self._inner.get(name)
        if inner is None:
            other = PatternCompiler(self.classes, self.macros, self.code_of_word)
            other._inner, other._classes = self._inner, self._classes
            inner = self._inner[name] = other.compile(self.macros[name], named=False)
        return inner

    def _class(self, name: str) -> Compiled:
        letters = self.classes[name]
        made = self._classes[name] = Compiled(f"[{re.escape(letters)}]", frozenset(letters), single=True)
        return made

    def _group_name(self, name: str, alias: str) -> str:
        """Return a name for a slot's group; the same slot in another branch is numbered, and read as one."""
        group, number = alias, 2
        while group in self._slots:
            group, number = f"{alias}_{number}", number + 1
        self._slots[group] = name
        return group

    def _word(self, word: str) -> Compiled:
        code = self.code_of_word(word)
        if not code:
            raise RuleError(f"the word {word!r} has no character")
        return Compiled(f"[{re.escape(code)}]" if len(code) > 1 else re.escape(code), frozenset(code), single=True)


def _join(parts: list[Compiled]) -> Compiled:
    """Return parts that follow each other as one."""
    whole = Compiled(optional=True)
    for part in reversed(parts):
        second = part.second | (whole.first if part.single else frozenset())
        whole = Compiled(
            part.source + whole.source,
            part.first | (whole.first if part.optional else frozenset()),
            second | (whole.second if part.optional else frozenset()),
            (part.single and whole.optional) or (part.optional and whole.single),
            part.optional and whole.optional,
        )
    return whole
