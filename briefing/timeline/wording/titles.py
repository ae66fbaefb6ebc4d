"""Titles of articles as headlines: the site's name left out, names in house spelling, capitals as in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefing.timeline.language.lexicon import words
from briefing.timeline.language.morphology import Form, readings, shape
from briefing.timeline.language.tokens import Token, placed, tokenize
from briefing.timeline.names.book import NameBook
from briefing.timeline.names.gazetteer import NAME, PEOPLE
from briefing.timeline.telling.spelling import shown
from briefing.timeline.wording.compression import LONGEST

_CUTS = (" | ", " - ", " – ", " — ", " :: ")
_SLUG = re.compile(r"([A-Z]{2,12}(?=(?: \d{1,2})?-)|[A-Za-z]{2,12}(?=: | [-–—|] ))(?: \d{1,2})?(?:: | [-–—|] |-)(?=\S)")
_SHORTEST = 15
_QUESTIONS = frozenset({"how", "why", "what", "when", "where", "who", "which"})


def from_title(title: str, book: NameBook) -> str | None:
    """Return an article's title as a headline, when it is one: a verb, not too long, no question.

    >>> from briefing.timeline.names.book import build_book
    >>> from_title("Storm Hits Coast | Example News", build_book([]))
    'Storm hits coast'
    """
    for piece in sorted(_pieces(_without_slug(title)), key=lambda text: (-len(text), text)):
        lowered = _sentence_case(piece, book)
        tokens = tokenize(lowered)
        uses = book.spot(tokens)
        masked = frozenset(k for use in uses for k in range(use.first, use.last))
        peoples = frozenset(use.last - 1 for use in uses if use.kind == PEOPLE)
        fits = _SHORTEST <= len(lowered) <= LONGEST + 5 and not lowered.endswith(("?", "…", "..."))
        fits = fits and tokens[0].lower not in _QUESTIONS
        if fits and any(_is_verb(tokens, k, masked, peoples) for k in range(1, len(tokens))):
            return _house(lowered, book)
    return None


def _without_slug(title: str) -> str:
    """Return a title without what an agency puts before it.

    >>> [_without_slug(title) for title in ("UPDATE 2-Bank cuts rates", "Live: Dam bursts", "Focus-group picks logo")]
    ['Bank cuts rates', 'Dam bursts', 'Focus-group picks logo']
    """
    slug = _SLUG.match(title)
    return title[slug.end() :] if slug and slug[1].casefold() in words("slug") else title


def _pieces(title: str) -> Iterable[str]:
    pieces = [title]
    for mark in _CUTS:
        pieces = [part for piece in pieces for part in piece.split(mark)]
    return [piece.strip() for piece in pieces if piece.strip()]


def _is_verb(tokens: Sequence[Token], k: int, masked: frozenset[int], peoples: frozenset[int]) -> bool:
    """Whether a word of a title is its verb; titles drop "is" and "has", so that a participle will do."""
    token, before = tokens[k], tokens[k - 1]
    if k in masked or token.kind != "word":
        return False
    if token.lower in words("auxiliary", "modal"):
        return True
    forms = {reading.form for reading in readings(token.lower) or shape(token.lower)}
    if before.lower == "to":
        return Form.BASE in forms
    if not forms or before.lower in words("determiner", "preposition") or before.kind in ("number", "clitic"):
        return False
    if forms & {Form.PAST, Form.PARTICIPLE}:
        return True
    if k - 1 in peoples:
        return False
    plural = before.lower.endswith("s") or before.lower in ("people", "police")
    return Form.THIRD in forms or (Form.BASE in forms and plural)


def _sentence_case(piece: str, book: NameBook) -> str:
    """Return a title written With Capitals as a sentence; other titles as they are. Names keep theirs."""
    tokens, starts = placed(piece)
    masked: set[int] = set()
    for k in range(len(tokens)):
        if k not in masked and (size := book.known_at(tokens, k)):
            masked |= set(range(k, k + size))
    long = [t for k, t in enumerate(tokens) if t.kind == "word" and len(t.text) > 3 and k not in masked and k > 0]
    if len(long) < 2 or sum(t.text[0].isupper() for t in long) < 0.8 * len(long):
        return piece
    out = list(piece)
    for k, (token, start) in enumerate(zip(tokens, starts, strict=True)):
        if k > 0 and k not in masked and token.kind == "word" and not token.text.isupper():
            out[start] = out[start].lower()
    return "".join(out)


def _house(text: str, book: NameBook) -> str:
    tokens, starts = placed(text)
    out: list[str] = []
    position = 0
    for use in book.spot(tokens):
        start, end = starts[use.first], starts[use.last - 1] + len(tokens[use.last - 1].text)
        out.append(text[position:start] + (shown(use, text[start:end]) if use.kind != NAME else text[start:end]))
        position = end
    return "".join(out) + text[position:]
