"""Whether two places that state a fact of an article mean the same, however each of them writes it."""

from __future__ import annotations

import re
import unicodedata

from briefing.sources.lines import alphanumeric
from briefing.sources.text import printable_line

_LONGEST = 200  # characters of a name that are compared
_LONGEST_SHOWN = 80
_WORD = re.compile(r"[^\W_]+")
_SMALL = 3  # letters of a word that does not tell one name from another: "the", "and"


def differ(fact: str, one: str, other: str) -> bool:
    """Whether two values of a fact are clearly not the same; a part or an abbreviation of a name is the same.

    >>> differ("publisher", "The Harbour Post", "harbourpost.example"), differ("publisher", "Harbour Post", "Hill Echo")
    (False, True)
    >>> differ("language", "en-GB", "en"), differ("url", "https://www.example.org/1/", "http://example.org/1")
    (False, False)
    """
    if fact == "language":
        return one[:2].lower() != other[:2].lower()
    if fact == "url":
        return _place(one) != _place(other)
    return not _same_name(_plain(one), _plain(other))


def quoted(value: str) -> str:
    """Return a value as a note quotes it: what cannot be seen is escaped, of a long one the beginning stands.

    >>> quoted("Harbour Post")
    '“Harbour Post”'
    """
    line = printable_line(" ".join(value.split()))
    return f"“{line}”" if len(line) <= _LONGEST_SHOWN else f"“{line[:_LONGEST_SHOWN].rstrip()}…”"


def _place(url: str) -> str:
    """Return an address without what changes from link to link: scheme, "www", the last slash."""
    host, slash, path = re.sub(r"^https?://", "", url, flags=re.IGNORECASE).partition("#")[0].partition("/")
    return f"{host.lower().removeprefix('www.')}{slash}{path}".rstrip("/")


def _plain(name: str) -> str:
    """Return a name without accents; of the address of a site, its name."""
    folded = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", name[:_LONGEST]))
    return re.sub(r"\A(?:www\.)?(\S{2,})\.[A-Za-z]{2,}\Z", r"\1", folded[:_LONGEST])


def _same_name(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=lambda name: (len(alphanumeric(name)), name))
    first, second = _telling(shorter), _telling(longer)
    short, long = sorted(("".join(first), "".join(second)), key=len)
    if long.startswith(short) or long.endswith(short) or set(first) <= set(second) or set(second) <= set(first):
        return True
    return _abbreviates(alphanumeric(shorter), longer)


def _telling(name: str) -> list[str]:
    words = _WORD.findall(name)
    return [word.casefold() for word in words if len(word) > _SMALL or word.isupper()] or list(map(str.casefold, words))


def _abbreviates(short: str, name: str) -> bool:
    """Whether ``short`` is made of the beginnings of words of ``name``, in their order."""
    reached = {0}
    for word in _WORD.findall(name):
        key = alphanumeric(word)
        for start in sorted(reached):
            for length in range(1, len(key) + 1):
                if short[start : start + length] != key[:length]:
                    break
                reached.add(start + length)
    return len(short) in reached
