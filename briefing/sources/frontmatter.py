"""YAML front matter: the few facts that stand between two ``---`` lines at the top of an article.

Only events of the YAML parser are read, never objects built from them: a scalar keeps the characters that were typed
(``NO`` is no boolean, ``2022-02-30`` no error of the parser), and an alias is refused before it can grow.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import Any

from briefing.sources.declared import Declared, language_tag, plain_fact, publication_date, web_address
from briefing.sources.moment import moment

KEYS = ("title", "publisher", "published", "url", "author", "language")
LONGEST = 16_384
"""Characters of front matter that are read."""

_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_KEY = re.compile(rf"^(?:{'|'.join(KEYS)})[ \t]*:", re.MULTILINE | re.IGNORECASE)
_MEANT = {"date": "published", "source": "publisher", "outlet": "publisher", "link": "url", "lang": "language"}
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_DEEPEST = 20  # collections within each other


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What front matter says: where it ends in the text, its facts, and what was wrong with it."""

    end: int  # offset of the first character after its closing line
    declared: Declared
    notes: tuple[tuple[str, str], ...] = ()  # reason, remedy


def read_front_matter(text: str) -> FrontMatter | None:
    """Return the front matter at the top of ``text``, or None when the text begins with none.

    A text that merely begins with a rule of dashes has none: there must be a closing line, and either valid YAML with
    keys or one of the known keys between the two.

    >>> read_front_matter("---\\ntitle: Rail strike\\n---\\nTrains stood still.").declared.title
    'Rail strike'
    """
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end(), opening.end() + LONGEST) if opening else None
    if opening is None or closing is None:
        return None
    import yaml

    block, end = text[opening.end() : closing.start()], min(closing.end() + 1, len(text))
    try:
        pairs, notes = _pairs(block)
    except (yaml.YAMLError, _RefusedError) as error:
        if not _KEY.search(block):
            return None
        return FrontMatter(end, Declared(), ((f"front matter could not be read: {_reason(error)}", _REMEDY),))
    if not pairs:
        return None
    declared, faults = _facts(pairs)
    return FrontMatter(end, declared, (*notes, *faults))


class _RefusedError(Exception):
    """YAML that is valid and that front matter has no use for."""


def _pairs(block: str) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Return the keys of a flat mapping with their scalars, and what is noted of it; nothing when it is none."""
    import yaml

    mapping = _FlatMapping()
    # The pure-Python loader is twenty times slower, and is taken only where libyaml is missing.
    for event in yaml.parse(block, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _RefusedError("anchors and aliases are not allowed")
        if not mapping.open and isinstance(event, yaml.SequenceStartEvent | yaml.ScalarEvent):
            return {}, []
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            mapping.begin("map" if isinstance(event, yaml.MappingStartEvent) else "list")
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            mapping.end()
        elif isinstance(event, yaml.ScalarEvent):
            mapping.take("" if not event.style and event.value in _NULLS else event.value, event.start_mark)
    return mapping.pairs, mapping.notes[:1]


class _FlatMapping:
    """A mapping of scalars, put together from the events of its YAML; a list of scalars is joined by commas."""

    def __init__(self) -> None:
        self.open: list[str] = []  # collections, "map" or "list", outermost first
        self.pairs: dict[str, str] = {}
        self.notes: list[tuple[str, str]] = []
        self._key: str | None = None
        self._values: list[str] = []

    def begin(self, kind: str) -> None:
        if len(self.open) == 1 and self._key is None:
            raise _RefusedError("a key is a list or a mapping")
        self.open.append(kind)
        if len(self.open) > 2 or self.open == ["map", "map"]:
            self.notes.append((f"front matter: {self._key!r} holds more than a text or a list of texts", _REMEDY))
        if len(self.open) > _DEEPEST:
            raise _RefusedError("it is nested too deeply")

    def end(self) -> None:
        self.open.pop()
        if len(self.open) == 1 and self._key is not None:
            self.pairs[self._key] = ", ".join(self._values)
            self._key, self._values = None, []

    def take(self, value: str, mark: Any) -> None:
        if self.open == ["map", "list"]:
            self._values.append(value)
        elif len(self.open) == 1 and self._key is not None:
            self.pairs[self._key], self._key = value, None
        elif len(self.open) == 1:
            self._key = value.strip()
            if self._key in self.pairs:
                raise _RefusedError(f"the key {self._key!r} stands twice, again in line {_line(mark)}")


def _facts(pairs: dict[str, str]) -> tuple[Declared, list[tuple[str, str]]]:
    notes: list[tuple[str, str]] = []
    known: dict[str, str] = {}
    for key, value in pairs.items():
        if key.lower() in KEYS:
            known.setdefault(key.lower(), value)
            continue
        near = (
            [_MEANT[key.lower()]] if key.lower() in _MEANT else difflib.get_close_matches(key.lower()[:40], KEYS, n=1)
        )
        remedy = f"did you mean {near[0]!r}?" if near else f"known keys are {', '.join(KEYS)}"
        notes.append((f"front matter: the key {key[:60]!r} is not known and is left out", remedy))
    date = known.get("published", "")
    found = publication_date(date)
    if date and found is None:
        notes.append((f"front matter: published is {date[:60]!r}, which is no date", "write it as 2025-08-22"))
    url = known.get("url", "")
    if url and web_address(url) is None:
        notes.append(("front matter: the url is no http or https address and is left out", ""))
    language = known.get("language", "")
    if language and language_tag(language) is None:
        notes.append((f"front matter: the language {language[:60]!r} is no language tag", "write it as en or pt-BR"))
    declared = Declared(
        title=plain_fact(known.get("title", "")),
        publisher=plain_fact(known.get("publisher", "")),
        published=found,
        published_note="front matter, published" if found else "",
        published_at=moment(date) if found else None,
        url=web_address(url),
        author=plain_fact(known.get("author", "")),
        language=language_tag(language),
    )
    return declared.read_in(**{key: f"front matter, {key}" for key in KEYS}), notes


def _reason(error: Exception) -> str:
    import yaml

    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        return f"line {_line(error.problem_mark)}: {error.problem or 'it is no YAML'}"
    return str(error).splitlines()[0] if str(error) else "it is no YAML"


def _line(mark: Any) -> int:
    return int(mark.line) + 2  # from 1, and after the opening dashes


_REMEDY = f"write one 'key: value' a line, with the keys {', '.join(KEYS)}"
