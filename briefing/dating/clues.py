"""Reading: the time expressions of one document, each with its sentence and what the sentence makes of it."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.dating.language import Language, language_of
from briefing.model import Direction, Document, Evidence, Mention, Span

_WORD = re.compile(r"[^\W\d_]+(?:['’‑-][^\W\d_]+)*|\d+(?:[.,]\d+)*")
_END = re.compile(r"[.!?…][\"'”’)\]]*[ \t\u00a0]+(?=[\"'“‘(\[]?[^\W\d_])|(?<!,)\n(?![a-z0-9])\s*|\n\n\s*")
_LONGEST = 260  # characters of a passage that is shown as evidence
_OPENING = 3  # sentences in which news says when
_REACH = 24  # words between a time and the verb that governs it
_PROSE = 8  # words that make a line a sentence rather than a title


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its words, lower case, and their offsets."""

    span: Span
    words: tuple[str, ...]
    starts: tuple[int, ...]
    furniture: bool  # on the page, but not of the article
    opening: bool  # among the first sentences of the article


@dataclass(frozen=True, slots=True)
class Clue:
    """A time expression in its sentence."""

    mention: Mention
    sentence: Sentence
    tense: Direction  # as the sentence tells it
    within: bool  # after "in" or "since": a time, and not a name like "the 2012 budget"

    @property
    def past(self) -> bool:
        """Whether it is told as past."""
        return self.tense is Direction.PAST

    @property
    def ahead(self) -> bool:
        """Whether it is told as still to come."""
        return self.tense is Direction.FUTURE

    @property
    def year(self) -> int | None:
        """The year, where it is named alone or with its month, as one that the text has seen."""
        match = re.fullmatch(r"(\d{4})(-\d\d)?", self.mention.template)
        return int(match[1]) if match and self.past and (match[2] or self.within) else None

    @property
    def weekday(self) -> int | None:
        """The weekday named, Monday is 1."""
        template = self.mention.template
        return int(template[9]) if template.startswith("XXXX-WXX-") and template[9:10].isdigit() else None

    @property
    def month_day(self) -> tuple[int, int] | None:
        """Month and day, where the year is left open."""
        match = re.match(r"XXXX-(\d\d)-(\d\d)(?:T|$)", self.mention.template)
        return (int(match[1]), int(match[2])) if match else None


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as the constraints see it."""

    document: Document
    sentences: tuple[Sentence, ...]
    clues: tuple[Clue, ...]
    language: Language

    def passage(self, *spans: Span) -> Span:
        """Return the span that covers ``spans``: their whole sentence, when that is short enough to show."""
        start, end = min(s[0] for s in spans), max(s[1] for s in spans)
        place = bisect.bisect_right(self.sentences, start, key=lambda sentence: sentence.span[0]) - 1
        if place >= 0:
            left, right = self.sentences[place].span
            if end <= right and right - left <= _LONGEST:
                return left, right
        text = self.document.text
        left, right = max(0, start - 60), min(len(text), end + 60)
        while left and left < start and not text[left - 1].isspace():
            left += 1
        while right < len(text) and right > end and not text[right].isspace():
            right -= 1
        while text[left : left + 1].isspace() and left < start:
            left += 1
        return left, right

    def evidence(self, constraint: str, *spans: Span) -> Evidence:
        """Return the passage around ``spans`` as evidence for ``constraint``."""
        start, end = self.passage(*spans)
        return Evidence(self.document.text[start:end], self.document.id, (start, end), constraint)


def read(document: Document, mentions: Sequence[Mention]) -> Reading:
    """Return the sentences and clues of ``document``."""
    language = language_of(document.language)
    sentences = _sentences(document)
    starts = [sentence.span[0] for sentence in sentences]
    clues = []
    for mention in sorted(mentions, key=lambda m: (m.span, m.template)):
        place = bisect.bisect_right(starts, mention.span[0]) - 1
        if place < 0:
            continue
        sentence = sentences[place]
        at = bisect.bisect_left(sentence.starts, mention.span[0])
        within = at > 0 and sentence.words[at - 1] in language.since | language.within
        clues.append(Clue(mention, sentence, _tense(mention, sentence, language), within))
    return Reading(document, sentences, tuple(clues), language)


def words_before(clue: Clue, count: int = 1) -> tuple[str, ...]:
    """Return the ``count`` words before a time expression in its sentence."""
    at = bisect.bisect_left(clue.sentence.starts, clue.mention.span[0])
    return clue.sentence.words[max(0, at - count) : at]


def says_which_week(clue: Clue, reading: Reading) -> bool:
    """Return whether a weekday says which week it means."""
    other = reading.language.other
    return bool(set(words_before(clue)) & other or set(clue.mention.text.lower().split()) & other)


def _sentences(document: Document) -> tuple[Sentence, ...]:
    text = document.text
    furniture = sorted(part.span for part in document.furniture)
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        if match[0][0] != "\n" and _abbreviated(text, match.start()):
            continue
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(text)))
    spans = [piece for span in spans for piece in _without_label(span, furniture)]
    found: list[Sentence] = []
    prose = 0
    for left, right in spans:
        while left < right and text[left].isspace():
            left += 1
        while right > left and text[right - 1].isspace():
            right -= 1
        tokens = [(m[0].lower(), m.start()) for m in _WORD.finditer(text, left, right)]
        if not tokens:
            continue
        set_aside = _inside((left, right), furniture)
        of_prose = not set_aside and (len(tokens) >= _PROSE and text[right - 1] in ".!?…\"'”’)")
        prose += of_prose
        found.append(
            Sentence(
                (left, right),
                tuple(word for word, _ in tokens),
                tuple(start for _, start in tokens),
                set_aside,
                of_prose and prose <= _OPENING,
            )
        )
    return tuple(found)


def _without_label(span: Span, parts: list[Span]) -> Iterator[Span]:
    """Yield a sentence, and before it the furniture with which its line begins: a date line is none of its words."""
    start, end = span
    at = bisect.bisect_right(parts, (start, 1 << 60)) - 1
    if at >= 0 and parts[at][0] <= start < parts[at][1] < end:
        yield start, parts[at][1]
        start = parts[at][1]
    yield start, end


def _abbreviated(text: str, dot: int) -> bool:
    # "U.S. President", "Mr. Doe", "J. Doe": a full stop after one or two letters, the first a capital, ends nothing.
    start = dot
    while start > 0 and dot - start < 3 and text[start - 1].isalpha():
        start -= 1
    return text[dot] == "." and 0 < dot - start <= 2 and text[start].isupper()


def _inside(span: Span, parts: list[Span]) -> bool:
    at = bisect.bisect_right(parts, (span[0], 1 << 60)) - 1
    return at >= 0 and parts[at][0] <= span[0] < parts[at][1]


def _tense(mention: Mention, sentence: Sentence, language: Language) -> Direction:
    """Return past or future where the expression and the verb that governs it do not contradict each other."""
    told = _of_verb(mention, sentence, language)
    if Direction.UNKNOWN in (told, mention.direction) or told is mention.direction:
        return mention.direction if told is Direction.UNKNOWN else told
    return Direction.UNKNOWN


def _of_verb(mention: Mention, sentence: Sentence, language: Language) -> Direction:
    # The verb that governs a time is the nearest before it, else the nearest after it.
    at = bisect.bisect_left(sentence.starts, mention.span[0])
    end = bisect.bisect_left(sentence.starts, mention.span[1])
    words = sentence.words
    if at and words[at - 1] in language.since:
        return Direction.PAST
    if at and words[at - 1] in language.until:
        return Direction.UNKNOWN
    for place in (*range(at - 1, max(-1, at - _REACH), -1), *range(end, min(len(words), end + _REACH // 3))):
        if words[place] in language.ahead or (
            place and words[place] == language.to and words[place - 1] in language.be
        ):
            return Direction.FUTURE
        if language.tells_past(words[place]):
            before = words[max(0, place - 3) : place]
            looks_ahead = bool(before) and (before[-1] in language.passive or any(w in language.ahead for w in before))
            return Direction.FUTURE if looks_ahead else Direction.PAST
    return Direction.UNKNOWN
