"""A text as a string of one character a token, so that a rule over words is a regular expression over characters.

Every word that a table knows has a character of its own; all other tokens share a few characters by their shape
(a year, a number below 32, a word in "-ed"). The string is as long as the list of tokens, so a match in it is a span
of tokens.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

_TOKEN = r"""(?:
      [a-z]{2,}+(?![^\W\d_])               # most tokens by far: plain words come first
    | [A-Z][a-z]++(?![^\W\d_]|[.'’])
    | \d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-])
    | \d++(?:/\d++)+
    | \d++(?:[.:,]\d++)+
    | \d++(?:st|nd|rd|th|s)(?!\w)
    | [1-4][QH](?!\w) | [QH][1-4](?!\w) | FY(?=['’]?\d)
    | \d++
    | ['’](?:s(?!\w)|ll(?!\w)|\d\ds?(?!\w))
    | [AaPp](?:\.\ ?[Mm]\.|[Mm](?![\w]))
    | (?:[Bb][Cc][Ee]?|[Bb]\.\ ?[Cc]\.(?:\ ?[Ee]\.)?|[Aa]\.[Dd]\.|[Oo]['’]clock)(?!\w)
    | [A-Z]?[a-z]++(?=[A-Z][a-z])
    | (?:%s)\.
    | [^\W\d_]++
    | [^\s\w] | _
    )[^\S\n]*+(?:\n[^\S\n]*+(?!\n))?
    | \s+"""  # %s: words that end in a dot

BREAK = "¶"
WORD, CAPITAL, PUNCTUATION = "w", "C", "."
SHAPES: Mapping[str, str] = {
    # class -> the shape characters it covers; a digit token has exactly one of them
    "small": "abcd",  # 1-31: a day of the month
    "zeroday": "z",  # 01-09, as stamps and forms write it
    "hour": "0abz",
    "minutes": "zabcde",
    "twodigit": "zabcdef",
    "year": "yYZ",
    "modernyear": "y",
    "oldyear": "Y",
    "integer": "0abcdefghyYZWz",
    "military": "W",
    "plain": "0abcdefghz",
    "hundreds": "g",
    "common": "0abcdefhz",  # figures at which no expression is looked for
    "decimal": "m",
    "clock": "k",
    "isodate": "i",
    "isotime": "I",
    "slashdate": "s",
    "fraction": "r",
    "yearpair": "S",
    "dotted": "t",
    "ordinalday": "op",
    "ordinalnumber": "opq",
    "decade": "x",
    "shortyear": "u",
    "shortdecade": "v",
    "plaindecade": "V",
    "ampm": "n",
    "quarterletter": "Q",
    "halfletter": "H",
    "unknown": "wCE",
    "capital": "C",
    "break": BREAK,
}
_MEMORY = 60_000  # known tokens; beyond it they are worked out each time


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text (each with the white space that follows it), their offsets and their characters."""

    words: list[str]
    offsets: list[int]
    codes: str

    def start(self, index: int) -> int:
        return self.offsets[index]

    def end(self, index: int) -> int:
        """Return where the token ends, white space left out."""
        return self.offsets[index] + len(self.words[index].rstrip())


class Alphabet(dict[str, str]):
    """Token -> character; fills itself as tokens come."""

    def __init__(self, known: Mapping[str, str], suffixes: Mapping[str, str]) -> None:
        super().__init__()
        self.known, self.suffixes = known, suffixes
        dotted = sorted(
            {re.escape(w[:-1]) for w in known if w.endswith(".") and len(w) > 2}, key=lambda w: (-len(w), w)
        )
        choice = "|".join(f"{w[0].upper()}{w[1:]}|{w[0].upper()}{w[1:].upper()}" for w in dotted) or r"(?!)"
        self._token = re.compile(_TOKEN.replace("%s", choice), re.VERBOSE)

    def __missing__(self, token: str) -> str:
        code = self._code(token.strip().replace("’", "'"))
        if len(self) < _MEMORY and len(token) < 40:
            self[token] = code
        return code

    def _code(self, token: str) -> str:
        if not token:
            return BREAK
        if token[0].isdigit():
            return (self.known.get(token) if "/" in token else None) or number_shape(token)
        known = self.known
        lower = token.lower()
        if token[0].isupper():
            code = known.get(token) or known.get(token[0] + lower[1:]) or known.get(lower)
        else:
            code = known.get(token) or known.get(lower if lower == token else "")
        if code is None:
            code = self._unknown(token, lower)
        return code

    def _unknown(self, token: str, lower: str) -> str:
        if token[0] == "'" and token[1:3].isdigit():
            return "v" if token.endswith("s") else "u"
        if token[0] in "aApP" and re.fullmatch(r"[ap]\.? ?m\.?", lower):
            return "n"
        if token[0] in "QH1234" and len(token) == 2:
            return "Q" if "Q" in token else "H"
        if not token[0].isalpha():
            return PUNCTUATION
        for suffix, code in self.suffixes.items():
            if lower.endswith(suffix) and len(lower) > len(suffix) + 2 and token[0].islower():
                return code
        return CAPITAL if token[0].isupper() else WORD

    def read(self, text: str) -> Tokens:
        """Return the tokens of ``text``; time and memory grow with its length alone."""
        words = self._token.findall(text)
        offsets = [0, *accumulate(map(len, words))]
        return Tokens(words, offsets, "".join(map(self.__getitem__, words)))


def number_shape(token: str) -> str:
    """Return the shape character of a token that begins with a digit.

    >>> [number_shape(t) for t in ("7", "31", "1994", "1,250", "9:30", "1/2", "1990s", "23rd", "2024-02-29")]
    ['a', 'd', 'y', 'h', 'k', 'r', 'x', 'p', 'i']
    """
    if token.isdecimal():
        return _integer_shape(token)
    if token[-1] in "QH" and len(token) == 2:
        return token[-1]
    head = token.rstrip("stndrh")
    if head.isdecimal():
        if token.endswith("s") and len(head) + 1 == len(token):
            return "x" if len(head) == 4 and head.endswith("0") else "V" if len(head) == 2 and head[1] == "0" else "h"
        value = int(head) if len(head) < 4 else 9999
        return "o" if value <= 12 else "p" if value <= 31 else "q"
    if "-" in token:
        return "I" if ":" in token else "i"
    if "/" in token:
        parts = token.split("/")
        if len(parts) == 2:
            return "S" if _are_years(*parts) else "r"
        return "s" if len(parts) == 3 else "h"
    if ":" in token:
        return "k"
    if "," in token:
        return "h"
    return "t" if token.count(".") == 2 else "m" if token.count(".") == 1 else "h"


def _are_years(first: str, second: str) -> bool:
    """Whether "2019/20" are a year and the next."""
    return len(first) == 4 and len(second) in (2, 4) and int(first[-2:]) + 1 == int(second[-2:] or 0)


def _integer_shape(token: str) -> str:
    if len(token) > 4:
        return "h"
    value = int(token)
    if token[0] == "0":
        return {1: "0", 2: "z", 4: "W"}.get(len(token), "h")
    for limit, shape in (
        (12, "a"),
        (24, "b"),
        (29, "c"),
        (31, "d"),
        (59, "e"),
        (99, "f"),
        (999, "g"),
        (1699, "Y"),
        (2100, "y"),
        (2999, "Z"),
    ):
        if value <= limit:
            return shape
    return "h"
