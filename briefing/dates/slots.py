"""What the words that a row has caught mean: "March" is 03, "the 1990s" 199, "two and a half" 2.5."""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefing.dates.clock import read_clock
from briefing.dates.numbers import Count, read_number
from briefing.dates.rules import Row, Table
from briefing.dates.tokens import Tokens

_PIVOT = 30  # "'29" is 2029 and "'30" is 1930
_NUMBERS: dict[str, Mapping[str, Count]] = {}


def read_slots(table: Table, tokens: Tokens, row: Row, match: re.Match[str]) -> dict[str, str] | None:
    """Return what the slots of a row hold, or None when one holds nothing that can be."""
    slots: dict[str, str] = {}
    for group, name, kind in row.slots:
        first, last = match.span(group)
        if first < 0 or name in slots:
            continue
        words = [w.strip() for w in tokens.words[first:last]]
        value = _slot_value(table, name, kind, words)
        if value is None:
            return None
        slots[name] = value
    return slots


def _slot_value(table: Table, name: str, kind: str, words: list[str]) -> str | None:
    settings = table.settings
    macro = settings.get("macros", {}).get(kind)
    if kind in settings.get("clocks", ()):
        return read_clock(words, settings.get("halves", {}), numbers(table), settings.get("beside", {}))
    names = [kind] if macro is None else re.findall(r"\{(\w+)", macro)
    value = None
    if kind in settings.get("phrases", ()):
        return table.values[kind].get(" ".join(words).lower().replace("’", "'"))
    if len(words) == 1:
        lower = words[0].lower()
        value = next((known[lower] for n in names if lower in (known := table.values.get(n, {}))), None)
    if value is None:
        value = (
            str(read_number(words, numbers(table)))
            if kind in settings.get("counts", ())
            else _first(table, names, words)
        )
    if name == "decade" and value.isdecimal() and len(value) != 3:  # "the 1960's", "the 60's"
        return _figure(f"{value}s") if value.endswith("0") else None
    return f"{int(value) - 1:02d}" if name.startswith("century") and value.isdecimal() else value


def _first(table: Table, names: list[str], words: list[str]) -> str:
    """Return the value of the first of several words that has one ("mid-"), else the figure."""
    for word in words:
        for name in names:
            value = table.values.get(name, {}).get(word.lower())
            if value is not None:
                return value
    return _figure(words[0])


def numbers(table: Table) -> Mapping[str, Count]:
    """Return the number words of a table."""
    known = _NUMBERS.get(table.language)
    if known is None:
        merged: dict[str, Count] = {}
        for name in table.settings.get("number_classes", ()):
            for word, value in table.values[name].items():
                merged[word] = "X" if value == "X" else float(value)
        known = _NUMBERS[table.language] = merged
    return known


def _figure(word: str) -> str:
    """Return a figure as TIMEX3 writes it: a day in two digits, a decade as "199"."""
    short = re.fullmatch(r"['’]?(\d\d)s?", word)
    if short is not None and not word.isdecimal():
        full = ("20" if int(short[1]) < _PIVOT else "19") + short[1]
        return full[:3] if word.endswith("s") else full
    digits = re.sub(r"(?:st|nd|rd|th|s)$", "", word)
    if word.endswith("s") and digits.isdecimal():
        return digits[:2] if digits.endswith("00") and digits < "2000" else digits[:3]  # "the 1800s" is a century
    if len(word) == 2 and ("Q" in word or "H" in word):
        return word if word[0].isalpha() else word[::-1]  # "3Q"
    if digits.isdecimal():
        return digits if len(digits) > 2 else f"{int(digits):02d}"
    if re.fullmatch(r"\d{1,2}\.\d{1,2}\.\d{2,4}", word):
        day, month, year = (int(part) for part in word.split("."))
        return f"{_full_year(year):04d}-{month:02d}-{day:02d}"
    if word.count("/") == 2:
        return _slash_date(word)
    if "/" in word:  # "the night of 3/4 October", "the 2019/20 season"
        return f"{int(word.partition('/')[0]):02d}"
    return word.replace(" ", "T")


def _full_year(year: int) -> int:
    return year if year > 99 else year + (2000 if year < _PIVOT else 1900)


def _slash_date(word: str) -> str:
    """Read 12/31/2019 and 31/12/2019; of 3/4/2019 the order is left open."""
    if max(len(part) for part in word.split("/")) > 4:
        return word
    first, second, year = (int(part) for part in word.split("/"))
    year = _full_year(year)
    if first <= 12 and second <= 12 and first != second:
        return f"{year:04d}-XX-XX"
    month, day = (second, first) if first > 12 else (first, second)
    return f"{year:04d}-{month:02d}-{day:02d}"
