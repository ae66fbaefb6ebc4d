"""What passes between the steps: a sentence read, and one telling of one event in it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any

from briefing.model import EventBasis, Interval, Modality, Precision, Span, TimeExpression
from briefing.timeline.language.clauses import Clause
from briefing.timeline.language.fullverbs import Group
from briefing.timeline.language.sentences import Sentence
from briefing.timeline.language.tokens import Range, Token, covered, interned
from briefing.timeline.names.book import Use

_NONE = frozenset[int]()


@functools.lru_cache(maxsize=10_000)
def _shared(places: frozenset[int]) -> frozenset[int]:
    return places


@dataclass(frozen=True, slots=True)
class Report:
    """Who says what in a sentence: "Lavrov told NBC on Friday that ...". Ranges count tokens."""

    speaker: str | None  # house spelling, or the words of the source: "European officials"
    named: bool  # the speaker is a name, not words
    pronoun: bool  # "he said": whose words it is, the sentence does not tell
    via: str | None  # the outlet to which it was said
    verb: int  # token of the verb; -1 for "according to"
    frame: Range
    content: Range


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence with its tokens, names, verbs, speaker and dates."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    uses: tuple[Use, ...]
    groups: tuple[Group, ...]
    clauses: tuple[Clause, ...]
    report: Report | None
    expressions: tuple[TimeExpression, ...]
    starts: tuple[int, ...]  # where each token begins in the sentence
    timed: frozenset[int] = field(init=False, compare=False, repr=False)  # tokens that stand in time expressions

    def __post_init__(self) -> None:
        spans = [self.token_range(expression.span) for expression in self.expressions]
        timed = _shared(frozenset(k for span in spans for k in range(*span))) if spans else _NONE
        object.__setattr__(self, "timed", timed)

    def token_range(self, span: Span) -> Range:
        """Return the tokens that a stretch of the document covers."""
        offset = self.sentence.span[0]
        return covered(self.tokens, self.starts, span[0] - offset, span[1] - offset)

    def span_of(self, part: Range) -> Span:
        """Return the stretch of the document that a range of tokens, not empty, covers."""
        offset, last = self.sentence.span[0], part[1] - 1
        return offset + self.starts[part[0]], offset + self.starts[last] + len(self.tokens[last].text)

    def words(self, part: Range) -> str:
        """Return the text of a range of tokens, as written."""
        if part[0] >= part[1]:
            return ""
        last = part[1] - 1
        return self.sentence.text[self.starts[part[0]] : self.starts[last] + len(self.tokens[last].text)]


@dataclass(frozen=True, slots=True)
class Telling:
    """One sentence that tells one event: when, who, where, and in which words."""

    parsed: Parsed
    role: str  # statement, clause, noun, lead, order, context
    focus: Range  # tokens that tell it
    interval: Interval
    precision: Precision
    basis: EventBasis
    expression: TimeExpression | None
    speaker: str | None = None
    via: str | None = None
    modality: Modality = Modality.ASSERTED
    ahead: bool = False  # told as lying in the future
    approximate: bool = False
    principals: frozenset[str] = frozenset()  # who acts or speaks
    head: str = ""  # stem of the noun that acts, where no name does: "talks" collapse
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()  # all names, "Budapest Memorandum" among them
    kinds: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    phrase: frozenset[str] = frozenset()  # content words of the noun phrase that names the event, for ``noun``
    numbers: frozenset[tuple[str, str]] = frozenset()  # (18, kill): a count and what it counts
    extent: Span = (0, 0)  # the passage: the sentence, or with the one before it
    lead: bool = False  # it is what its article is about
    antecedent: str = ""  # whom or what "he" or "it" as the subject stands for
    topic: Range | None = None  # tokens of ``before`` that "this" stands for
    before: Parsed | None = None  # the sentence that ``extent`` begins with
    heading: TimeExpression | None = None  # the day on a line of its own above it, which dates it
    lent: frozenset[str] = frozenset()  # what the sentence before is about, where "it" or "they" is the subject

    @property
    def key(self) -> tuple[str, int, int]:
        """Order by content: document, place in it, place in the sentence."""
        return self.parsed.sentence.document, self.extent[0], self.focus[0]

    def __reduce__(self) -> tuple[Callable[..., Telling], tuple[object, ...]]:
        return _come, _values(self)


_NAMES = tuple(row.name for row in fields(Telling))
_WORDS = tuple(_NAMES.index(name) for name in ("principals", "names", "kinds", "stems", "phrase", "lent"))
_values = attrgetter(*_NAMES)


def _come(*values: Any) -> Telling:
    """Return a telling that another process made; what is compared shares its words with all others."""
    row = list(values)
    for at in _WORDS:
        row[at] = interned(row[at])
    return Telling(*row)
