"""Counts in a passage: what is counted, between which numbers, in which words."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.model import Span
from briefing.timeline.language.lexicon import table

_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SCALES = {
    "dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "mln": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9,
}  # fmt: skip
_ABOUT = 0.1  # "about 75" is within a tenth of 75
_ROUND = 0.05  # so is "1,200", but for a twentieth, when it ends in two zeros or more
_LONGEST = 1000  # code points; what is longer is no passage
_APART = 4.0  # a toll of 18 and one of 1,100 are of an attack and of the war
_GAP = r"[ \u00a0\n]{1,3}"
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count: its kind, the numbers it allows (None: no limit), and of whom or in which money."""

    kind: str
    low: float
    high: float
    unit: str
    span: Span  # in the passage
    exact: bool

    def contradicts(self, other: Quantity) -> bool:
        """Whether both count the same and no number satisfies both; numbers far apart count different things."""
        if (self.kind, self.unit) != (other.kind, other.unit):
            return False
        lower, upper = sorted((self, other), key=lambda q: (q.low, q.high))
        return lower.high < upper.low <= _APART * max(lower.high, 1.0)


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A pattern of the table, and the words of which a text must hold one each: most texts need no more."""

    source: str
    needed: tuple[tuple[str, ...], ...]

    def may_read(self, folded: str) -> bool:
        for words in self.needed:
            for word in words:  # without a generator: asked of every passage, for every pattern
                if word in folded:
                    break
            else:
                return False
        return True


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    topic: str
    running: bool
    personal: bool
    money: bool
    patterns: tuple[_Pattern, ...]


def find(text: str, year: int | None = None) -> tuple[Quantity, ...]:
    """Return the counts of a passage; none where it speaks of other times, of totals, or of what may be.

    ``year`` is that of the event: a passage that names another one counts something else.

    >>> [(q.kind, q.low) for q in find("At least 20 people were killed and 45 injured.")]
    [('killed', 20.0), ('injured', 45.0)]
    """
    if len(text) > _LONGEST or not (_DIGIT.search(text) or _spelled().search(text)):
        return ()
    folded = text.casefold()
    likely = [(kind, pattern) for kind in _kinds() for pattern in kind.patterns if pattern.may_read(folded)]
    if not likely or _cues().search(text) or any(int(m[0]) != year for m in _YEAR.finditer(_without_counts(text))):
        return ()
    found: dict[tuple[str, float, float, str], Quantity] = {}
    for kind, pattern in likely:
        for match in _compile(pattern.source).finditer(text):
            quantity = _read(kind, match)
            if quantity is not None:
                found.setdefault((quantity.kind, quantity.low, quantity.high, quantity.unit), quantity)
    return tuple(found.values())


def topic(kind: str) -> str:
    """Return how a kind of count is headed: "Number killed"."""
    return next(row.topic for row in _kinds() if row.name == kind)


def is_running(kind: str) -> bool:
    """Whether the count grows from day to day, so that a later report brings an earlier one up to date."""
    return next(row.running for row in _kinds() if row.name == kind)


def is_of_a_person(kind: str) -> bool:
    """Whether the number is one person's: the price of a player, the length of a sentence."""
    return next(row.personal for row in _kinds() if row.name == kind)


def _without_counts(text: str) -> str:
    return re.sub(r"[$€£¥]\d+|\d+,\d+", "", text)


def _read(kind: _Kind, match: re.Match[str]) -> Quantity | None:
    groups = match.groupdict()
    number = _number(groups["number"])
    if number is None:
        return None
    scale = next((groups[name] for name in ("scale", "scale_after") if groups.get(name)), None)
    factor = _SCALES[scale.casefold()] if scale else 1.0
    value = number * factor
    mod = " ".join((groups["mod"] or "").casefold().split())
    unit = _currency(groups) if kind.money else _who(groups.get("who"))
    if unit is None or (groups["number"].casefold() == "one" and not groups.get("who", "-")):
        return None  # "one" alone is a pronoun
    low, high = _bounds(value, mod, _grain(groups["number"], factor) if scale else _zeros(groups["number"], value))
    return Quantity(kind.name, low, high, unit, match.span(), low == high)


def _bounds(value: float, mod: str, slack: float) -> tuple[float, float]:
    if mod in _listed("approximate"):
        return value * (1 - _ABOUT), value * (1 + _ABOUT)
    if mod in _listed("at_least"):
        return value - slack, math.inf
    if mod in _listed("at_most"):
        return 0.0, value + slack
    return value - slack, value + slack


def _grain(text: str, factor: float) -> float:
    """Return half of the last digit's worth: "2.4 billion" is within 50 million of it."""
    if not text[:1].isdigit():
        return 0.0 if factor < 100 else 0.5 * factor
    decimals = len(text.partition(".")[2])
    return 0.5 * factor / 10**decimals if factor >= 100 else 0.0


def _zeros(text: str, value: float) -> float:
    digits = text.replace(",", "")
    return _ROUND * value if digits.endswith("00") and "." not in digits and value >= 10_000 else 0.0


def _number(text: str) -> float | None:
    if not text[0].isdigit():
        return float(_spelled_values()[re.sub(r"[ \u00a0]", "-", text.casefold())])
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+", text):
        return float(text.replace(",", ""))
    if re.fullmatch(r"\d{1,9}(?:\.\d{1,2})?", text):
        return float(text)
    return None  # "1.200" is 1,200 in some countries


def _who(noun: str | None) -> str:
    if noun is None:
        return "people"
    return _people()[noun.casefold()]


def _currency(groups: dict[str, str | None]) -> str | None:
    for name in ("sign", "currency"):
        word = groups.get(name)
        if word:
            return _currencies().get(word.casefold().removeprefix("us"), _currencies().get(word.casefold()))
    return None


@functools.cache
def _people() -> dict[str, str]:
    return {noun: row[0] for row in table("quantities")["people"] for noun in row}


@functools.cache
def _currencies() -> dict[str, str]:
    return {str(word): str(name) for name, row in table("quantities")["currencies"].items() for word in row}


@functools.cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(table("quantities")[name])


@functools.cache
def _spelled_values() -> dict[str, int]:
    values = {word: number for number, word in enumerate(_ONES.split(), 1)}
    ones = list(values.items())[:9]
    for number, word in enumerate(_TENS.split(), 2):
        values[word] = 10 * number
        values |= {f"{word}-{one}": 10 * number + count for one, count in ones}
    return values


@functools.cache
def _spelled() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_either(_spelled_values())})\b", re.IGNORECASE)


@functools.cache
def _cues() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_either([*table('quantities')['elsewhere'], *table('quantities')['doubt']])})\b", re.I)


def _either(words: object) -> str:
    rows = sorted((str(word) for word in words), key=lambda word: (-len(word), word))  # type: ignore[attr-defined]
    return "|".join(re.escape(word).replace(r"\ ", _GAP) for word in rows)


@functools.cache
def _kinds() -> tuple[_Kind, ...]:
    return tuple(
        _Kind(
            name,
            row["topic"],
            bool(row.get("running")),
            bool(row.get("personal")),
            bool(row.get("money")),
            tuple(_Pattern(source, _needed(source)) for source in row["patterns"]),
        )
        for name, row in table("quantities")["kinds"].items()
    )


def _needed(source: str) -> tuple[tuple[str, ...], ...]:
    parts = [word for word in source.split() if word[0].isalpha() and not word.endswith("?")]
    return tuple(tuple(other.partition("_")[0] for other in part.split("|")) for part in parts)


@functools.cache
def _compile(pattern: str) -> re.Pattern[str]:
    """Return the expression of a pattern of the table. Every part is bounded."""
    parts: list[str] = []
    for word in pattern.split():
        body = (_GAP if parts else "") + "".join(_part(word.removesuffix("?")))
        lazy = "?" if word.startswith("...") else ""
        parts.append(f"(?:{body})?{lazy}" if word.endswith("?") else body)
    return re.compile(rf"(?<![\w.,$€£¥-]){''.join(parts)}(?![\w-])", re.IGNORECASE)


def _part(word: str) -> Iterator[str]:
    if word == "{n}":
        yield _amount()
    elif word == "{money}":
        yield _money()
    elif word == "{who}":
        yield rf"(?:[a-z]{{2,14}}{_GAP}){{0,2}}?(?P<who>{_either(_people())})"
    elif word.startswith("..."):
        yield rf"(?:[\w'’-]{{1,20}}{_GAP}){{0,{int(word[3:]) - 1}}}[\w'’-]{{1,20}}"
    else:
        yield f"(?:{_either(word.replace('_', ' ').split('|'))})"


def _mods() -> str:
    names = ("approximate", "at_least", "at_most")
    return f"(?:(?P<mod>{_either(sorted(set().union(*map(_listed, names))))}){_GAP})?"


def _digits() -> str:
    return rf"(?P<number>\d{{1,9}}(?:[.,]\d{{1,3}}){{0,3}}|{_either(_spelled_values())})"


def _amount() -> str:
    return rf"{_mods()}{_digits()}(?![\w-])(?:{_GAP}(?P<scale>dozen|hundred|thousand|million)(?![\w-]))?"


def _money() -> str:
    words = [word for word in _currencies() if word.isalpha() or " " in word]
    scale = _either(sorted(set(_SCALES) - {"dozen", "hundred"}))
    return (
        rf"{_mods()}(?P<sign>(?:us)?[$€£¥])?{_digits()}(?:[ \u00a0-]?(?P<scale>{scale})\b)?"
        rf"(?:[ \u00a0-](?P<currency>{_either(words)})\b)?"
    )
