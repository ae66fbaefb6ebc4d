"""What a speaker is called: by name, by whose paper it is, or by the noun of the source ("prosecutors")."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.timeline.language.lexicon import words
from briefing.timeline.language.tokens import Range, Token
from briefing.timeline.names import gazetteer
from briefing.timeline.names.book import Use


def name_speaker(tokens: Sequence[Token], uses: Sequence[Use], subject: Range) -> tuple[str | None, bool, bool]:
    """Return the speaker of a subject, whether it is a name, and whether it is a pronoun."""
    first, last = subject
    if last - first == 1 and tokens[first].lower in ("he", "she", "it", "they"):
        return None, False, True
    while last > first and (tokens[last - 1].kind == "mark" or tokens[last - 1].lower in ("also", "later")):
        last -= 1
    inside = [use for use in uses if use.first >= first and use.last <= last]
    ending = next((use for use in inside if use.last == last), None)
    if ending and not _modified(tokens, first, ending):
        return ending.key, True, False
    people = [use for use in inside if use.kind == "person" and not _modified(tokens, first, use)]
    if people:
        return people[0].key, True, False
    if written := _paper_of(tokens, inside, first, last):
        return written, True, False
    noun = _source(tokens, uses, first, last)
    if noun >= 0:
        start = noun
        while start > first and _goes_with(tokens, start - 1):
            start -= 1
        return _text(tokens, start, noun + 1), False, False
    if inside and inside[0].kind != "people" and not _modified(tokens, first, inside[0]):
        return inside[0].key, True, False
    written_end = next((k for k in range(first, last) if not tokens[k].capital and "-" not in tokens[k].text), last)
    if written_end - first > 1:  # a name that stands nowhere else
        return _text(tokens, first, written_end), False, False
    return None, False, False


def by_noun(tokens: Sequence[Token], subject: Range) -> str | None:
    """Return a short phrase with an article as it is written: "the exchange said", "a neighbour said"."""
    first, last = subject
    stop = next((k for k in range(first + 1, last) if not _goes_with(tokens, k)), last)
    article = tokens[first].lower in ("the", "a", "an", "its", "his", "her", "their")
    article = article and (first == 0 or tokens[first - 1].text != ",")
    return _text(tokens, first + 1, stop) if article and 1 < stop - first <= 4 else None


def _paper_of(tokens: Sequence[Token], inside: Sequence[Use], first: int, last: int) -> str:
    """Return whose paper speaks: "a statement from Velor", "figures released by the NPD Group"."""
    paper = any(token.lower in words("paper") for token in tokens[first:last])
    by = (use for use in inside if use.kind not in (gazetteer.PLACE, gazetteer.PEOPLE) and use.first > first)
    named = (use for use in by if _before(tokens, use.first) in ("from", "by", "of"))
    return next((use.key for use in named), "") if paper else ""


def _before(tokens: Sequence[Token], position: int) -> str:
    position -= 1
    while position > 0 and tokens[position].lower in words("determiner"):
        position -= 1
    return tokens[position].lower


def _source(tokens: Sequence[Token], uses: Sequence[Use], first: int, last: int) -> int:
    """Return the noun of a subject that can speak, not "the mayor's office" nor "airline shares"; -1: none."""
    owners = {k for k in range(first, last - 1) if tokens[k + 1].kind == "clitic"}
    named = {k for use in uses for k in range(use.first, use.last)}
    stop = next((k for k in range(first + 1, last) if tokens[k].lower in words("preposition")), last)
    nouns = [k for k in range(first, last) if tokens[k].lower in words("source_noun") and k not in owners]
    nouns = [k for k in nouns if k + 1 >= stop or not _plain_noun(tokens[k + 1]) or k + 1 in named]
    return next((k for k in reversed(nouns) if k < stop), nouns[0] if nouns else -1)


def _plain_noun(token: Token) -> bool:
    return (
        token.kind == "word" and not token.capital and token.lower not in words("postposed", "adverb", "subordinator")
    )


def _goes_with(tokens: Sequence[Token], k: int) -> bool:
    known = tokens[k].kind in ("word", "clitic", "abbreviation")
    return known and tokens[k].lower not in words("determiner") and tokens[k].lower not in words("preposition")


def _modified(tokens: Sequence[Token], first: int, use: Use) -> bool:
    """Whether the name only belongs to another noun: "the army of Chad", "Ukraine's parliament"."""
    owner = use.last < len(tokens) and tokens[use.last].kind == "clitic"
    part = use.first - 1 > first and tokens[use.first - 1].lower in words("preposition")
    part = part or (
        use.first - 2 > first
        and tokens[use.first - 1].lower == "the"
        and tokens[use.first - 2].lower in words("preposition")
    )
    return owner or part


def _text(tokens: Sequence[Token], first: int, last: int) -> str:
    parts: list[str] = []
    for k in range(first, last):
        parts.append(tokens[k].text if tokens[k].glued or not parts else " " + tokens[k].text)
    return "".join(parts)
