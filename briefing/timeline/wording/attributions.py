"""Who did it, and who did what on which day, in the words of a passage: what sources may tell differently."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from briefing.model import Span
from briefing.timeline.language.lexicon import table
from briefing.timeline.language.tokens import tokenize
from briefing.timeline.names import gazetteer
from briefing.timeline.names.gazetteer import fold
from briefing.timeline.names.profile import kinds_in

_GAP = r"[ \u00a0\n]{1,3}"
_WORD = r"[A-Z][\w.’'-]{1,20}"
_NAME = rf"(?:[Tt]he{_GAP})?(?P<name>{_WORD}(?:{_GAP}(?:(?:of|al|in|the|and){_GAP})?{_WORD}){{0,4}})"
_NO_NAME = frozenset(table("accounts")["author"]["no_names"])
_QUOTATION = re.compile(r"[\"“„]([^\"“”„\n]{12,300})[\"”“]")
_AGE = re.compile(rf",{_GAP}\d{{1,3}},$")  # "Holm, 84, died"
_LEAST_WORDS = 4


def authors(text: str) -> tuple[tuple[str, Span], ...]:
    """Return who is said to have done the deed that the passage tells, with the words that say so.

    >>> authors("The shooting was blamed on the Northern League.")
    (('Northern League', (17, 47)),)
    """
    row = table("accounts")["author"]
    if "laim" not in text and "blame" not in text and "carried out" not in text and "behind" not in text:
        return ()
    tokens = tokenize(text)
    if not kinds_in(tokens, (0, len(tokens))) & set(row["kinds"]):
        return ()
    found: dict[str, Span] = {}
    for pattern in _author_patterns():
        for match in pattern.finditer(text):
            name = match["name"].strip(".")
            if name.split()[0].casefold() not in _NO_NAME:
                found.setdefault(name, match.span())
    return tuple(found.items())


def same_author(one: str, other: str) -> bool:
    """Whether two names may mean one party: words in common, one the initials of the other, a capital and its country.

    >>> same_author("Islamic State", "IS"), same_author("Moscow", "Russia"), same_author("Red Dawn", "Blue Dusk")
    (True, True, False)
    """
    a, b = _key(one), _key(other)
    left, right = ({fold(word) for word in _words(name)} for name in (a, b))
    initials = {"".join(word[0] for word in _words(name)).casefold() for name in (a, b) if len(_words(name)) > 1}
    return a == b or bool(left & right) or any(short in initials for short in (fold(a), fold(b)))


def once(text: str, actors: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return who does in the passage what happens once, and what that is.

    >>> once("On Monday, president Ada Holm resigned.", ("Holm", "Berg"))
    (('Holm', 'resignation'),)
    """
    found: dict[tuple[str, str], None] = {}
    for match in _once_pattern().finditer(text):
        before = _AGE.sub("", text[: match.start()])
        for actor in actors:
            if before.endswith(actor) and _leads(before.removesuffix(actor)):
                found[actor, next(act for act, words in match.groupdict().items() if words)] = None
    return tuple(found)


def _leads(before: str) -> bool:
    """Whether the name after these words begins a clause, but for names and titles: "..., former president Ada"."""
    words = before[-80:].split()
    while words and (words[-1][0].isupper() or words[-1].casefold() in _before_name()):
        if words.pop()[-1] in ".,":
            return True
    return not words or words[-1][-1] in ',.;:“"„' or words[-1] in ("that", "and", "but")


@functools.cache
def _before_name() -> frozenset[str]:
    return frozenset(word.casefold() for title in gazetteer.titles() for word in title.split()) | {"the", "former"}


def quotations(text: str) -> tuple[tuple[tuple[str, ...], Span], ...]:
    """Return what stands in quotation marks, as its words; short ones, which anybody may say, are left out."""
    rows = ((tuple(re.findall(r"[^\W_]+", fold(m[1]))), m.span()) for m in _QUOTATION.finditer(text))
    return tuple((words, span) for words, span in rows if len(words) >= _LEAST_WORDS)


def same_speaker(one: str, other: str) -> bool:
    """Whether two names may mean one speaker; words ("officials"), countries and bodies speak through persons."""
    if any(not name[:1].isupper() or is_shipped(name) for name in (one, other)):
        return True
    return fold(one.split()[-1]) == fold(other.split()[-1])


def _words(name: str) -> list[str]:
    return [word for word in name.split() if word.casefold() not in ("the", "of", "in", "al", "and")]


def _key(name: str) -> str:
    known = _shipped_key(name)
    return gazetteer.seat_of(known or name)


def is_shipped(name: str) -> bool:
    """Whether the name is that of a country, a body or a place which every newsroom knows."""
    return bool(_shipped_key(name)) or gazetteer.seat_of(name) != name


@functools.lru_cache(maxsize=1000)
def _shipped_key(name: str) -> str:
    words = tuple(token.text for token in tokenize(name))
    rows = gazetteer.shipped().get(words[0], ()) if words else ()
    return next((row.key for row in rows if row.tokens == words), "")


@functools.cache
def _author_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(_compile(source) for source in table("accounts")["author"]["patterns"])


def _compile(source: str) -> re.Pattern[str]:
    parts = [_NAME if word == "{name}" else f"(?:{_either(word)})" for word in source.split()]
    return re.compile(rf"(?<![\w-]){_GAP.join(parts)}(?![\w-])")


def _either(word: str) -> str:
    return "|".join(re.escape(other).replace("_", _GAP) for other in word.split("|"))


@functools.cache
def _once_pattern() -> re.Pattern[str]:
    rows = table("accounts")["once"].items()
    acts = (
        f"(?P<{act}>{'|'.join(re.escape(verb).replace(chr(92) + ' ', _GAP) for verb in row['verbs'])})"
        for act, row in rows
    )
    return re.compile(rf"{_GAP}(?:{'|'.join(acts)})(?![\w-])")
