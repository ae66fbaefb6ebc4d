"""Finds the words that name times, before anybody knows when they were written."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace

from briefing.dates import calendar
from briefing.dates.direction import is_open, look
from briefing.dates.era import settle_eras
from briefing.dates.names import is_name, runs_on
from briefing.dates.rules import Meaning, Row, Table, load
from briefing.dates.slashes import settle
from briefing.dates.slots import read_slots
from briefing.dates.tokens import Tokens
from briefing.model.time import Direction, Mention, TimexType

_MEMORY = 20_000  # matches whose meaning is remembered
_SLOT = re.compile(r"\{(\w+)\}")
UNIT_TEMPLATES = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "half": "XXXX-HX",
    "season": "XXXX-SX",
    "year": "XXXX",
    "decade": "XXX",
    "century": "XX",
    "hour": "XXXX-XX-XXTXX",
    "minute": "XXXX-XX-XXTXX:XX",
    "second": "XXXX-XX-XXTXX:XX:XX",
    "fortnight": "XXXX-WXX",
    "night": "XXXX-XX-XXTNI",
}


def find(text: str, *, language: str = "en") -> tuple[Mention, ...]:
    """Return the time expressions of ``text`` in their order, unanchored and never overlapping.

    A language without a table gets what all share; raises `RuleError` for what is no language tag.

    >>> [(m.text, m.template) for m in find("On Friday they met, as in 1994.")]
    [('Friday', 'XXXX-WXX-5'), ('1994', '1994')]
    """
    return find_in(load(language), text)


def find_in(table: Table, text: str) -> tuple[Mention, ...]:
    """Return the time expressions of ``text`` by the rows of ``table``."""
    tokens = table.alphabet.read(text)
    codes, vocabulary, size, known = tokens.codes, table.vocabulary, len(tokens.codes), table.by_pair
    found: list[Mention] = []
    done = 0
    for trigger in table.trigger.finditer(codes):
        if trigger.start() < done:
            continue
        at = trigger.start()
        while at > done and codes[at - 1] in vocabulary:
            at -= 1
        while at < size and codes[at] in vocabulary:
            step = at + 1
            pair = codes[at : at + 2]
            rows = known.get(pair)
            if rows is None:
                rows = table.rows_at(pair)
            for row, match in _candidates(rows, codes, at) if rows else ():
                mentions = _mentions(table, tokens, text, row, match)
                if mentions:
                    found += mentions
                    step = max(match.end(), step)
                    break
            at = step
        done = at
    return settle(settle_eras(found))


def _candidates(rows: tuple[Row, ...], codes: str, at: int) -> list[tuple[Row, re.Match[str]]]:
    """Return those of ``rows`` that match at a token, the longest match first, in their order among equals."""
    found = []
    for row in rows:
        match = (row.regex or row.prepare()).match(codes, at)
        if match is not None:
            found.append((row, match))
    if len(found) > 1:
        found.sort(key=lambda pair: -pair[1].end())
    return found


def _mentions(table: Table, tokens: Tokens, text: str, row: Row, match: re.Match[str]) -> tuple[Mention, ...]:
    """Return what a match of a row mentions; nothing when its words cannot mean it here."""
    meanings = _meanings(table, tokens, row, match)
    reach = tokens.start(match.start()), tokens.end(match.end() - 1)
    result = []
    for index, meaning in enumerate(meanings):
        first, last = match.span(f"mark{index}") if row.marks else match.span()
        if first == last:
            continue
        start, end = tokens.start(first), tokens.end(last - 1)
        if meaning is None or runs_on(text, start, end, row.marks > 1) or is_name(table, tokens, first, last):
            return ()
        direction, captures = row.direction, meaning.captures
        waits = (meaning.shift is None and is_open(meaning.template)) or row.anchor in ("coming", "near", "within")
        if direction is Direction.UNKNOWN and waits:
            direction, hints = look(table, tokens.codes, first, last)
            captures = (*captures, *((hint, direction.value) for hint in hints))
        result.append(
            Mention(
                text[start:end],
                (start, end),
                meaning.type,
                meaning.template,
                row.name,
                direction,
                meaning.shift,
                meaning.mod,
                captures,
                reach if row.marks == 1 and reach != (start, end) else None,
            )
        )
    return tuple(result)


def _meanings(table: Table, tokens: Tokens, row: Row, match: re.Match[str]) -> tuple[Meaning | None, ...]:
    """Return what the words of a match mean by themselves; remembered, for the same words come again and again."""
    key = (row.name, *tokens.words[match.start() : match.end()])
    known = table.meanings.get(key)
    if known is None:
        slots = read_slots(table, tokens, row, match)
        count = len(row.values)
        known = (None,) * count if slots is None else tuple(_meaning(row, index, slots) for index in range(count))
        if count > 1:
            known = _in_order(known) if row.range else _in_half(known)
        if len(table.meanings) < _MEMORY:
            table.meanings[key] = known
    return known


def _in_order(ends: tuple[Meaning | None, ...]) -> tuple[Meaning | None, ...]:
    """Put the first of two dates into the year before, when they share a year that only the second can have.

    "From 7 December to 8 January 1940".
    """
    first, last = ends[0], ends[-1]
    if first is None or last is None or first.template <= last.template or first.template[:5] != last.template[:5]:
        return ends
    if _YEAR_OF.match(first.template) is None or _YEAR_OF.match(last.template) is None:
        return ends
    return (replace(first, template=f"{int(first.template[:4]) - 1:04d}{first.template[4:]}"), *ends[1:])


def _in_half(ends: tuple[Meaning | None, ...]) -> tuple[Meaning | None, ...]:
    """Put the first of two hours into the afternoon of the second, when it lies before it there too: "3 to 4 p.m."."""
    first, last = ends[0], ends[-1]
    if first is None or last is None:
        return ends
    early, late = _HOUR.fullmatch(first.template), _HOUR.fullmatch(last.template)
    if early is None or late is None or not int(early[2]) < _NOON <= int(late[2]):
        return ends
    hour = f"{int(early[2]) + _NOON:02d}{early[3]}"
    if hour > late[2] + late[3]:
        return ends
    return (replace(first, template=early[1] + hour), *ends[1:])


def _fill(template: str, slots: Mapping[str, str]) -> str:
    return _SLOT.sub(lambda m: slots.get(m[1], ""), template)


def _meaning(row: Row, index: int, slots: dict[str, str]) -> Meaning | None:
    if any(slots.get(name) != value for name, value in row.only):
        return None
    value = _fill(row.values[index], slots)
    shift = None
    if row.shift:
        shift = _shift(_fill(row.shift, slots))
        if shift is None:
            return None
    if row.lengths[index]:
        value = _length(_fill(row.lengths[index], slots).split())
    elif not value and shift is not None:
        value = UNIT_TEMPLATES[shift[1]]
    value = _complete(value, slots)
    if not _valid(value):
        return None
    told = "" if row.direction is Direction.UNKNOWN else row.direction.value
    captures = {**slots, "part": _fill(row.part, slots), "anchor": row.anchor, "told": told}
    held = tuple(sorted((k, v) for k, v in captures.items() if v))
    kind = TimexType.TIME if row.type is TimexType.DATE and "T" in value and value.startswith("X") else row.type
    return Meaning(kind, value, shift, _fill(row.mod, slots), held)


def _length(words: list[str]) -> str:
    """Return the value of a length: "3 month", or more units of it: "2 hour 39 minute 54 second"."""
    value = "P"
    for count, unit in zip(words[::2], words[1::2], strict=True):
        part = calendar.length_value(count if count == "X" else float(count), unit).removeprefix("P")
        value += part.removeprefix("T") if "T" in value else part
    return value


def _complete(value: str, slots: Mapping[str, str]) -> str:
    """Write out the second year of a range ("1961-62"), a year before Christ or after, and a century before Christ."""
    if value.startswith("YY") and "year" in slots:
        year = int(slots["year"])
        second = year // 100 * 100 + int(value[2:])
        return f"{second if second > year else second + 100:04d}"
    if value.startswith("CBC"):
        return value[1:]
    era = _ERA.fullmatch(value)
    return value if era is None else f"{era[1].removeprefix('AD')}{int(era[2]):04d}{era[3] or ''}"


def _shift(words: str) -> tuple[int, str] | None:
    """Read "-2 week"; parts of a unit count in the unit below ("2.5 year": 30 months); None when no number is told."""
    sign, count, unit = _DISTANCE.fullmatch(words).groups()  # type: ignore[union-attr]
    if count == "X":
        return None
    number = float(count) * (-1 if sign == "-" else 1)
    if number != int(number) and unit in calendar.PARTS_OF_UNIT:
        factor, unit = calendar.PARTS_OF_UNIT[unit]
        number = round(number * factor)
    return (int(number), unit) if abs(number) < 100_000 else None


_HOUR = re.compile(r"(.*T)(\d\d)(:.*)")
_NOON = 12
_YEAR_OF = re.compile(r"\d{4}-\d\d")
_ERA = re.compile(r"(BC|AD)(\d{1,4})(-.*)?")
_DISTANCE = re.compile(r"([+-]?)([\dX.e+-]+) (\w+)")
_MONTH_DAY = re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)(?:T.*)?")
_WELL_FORMED = re.compile(
    r"(?:BC\d{2,4}|[\dX]{2,4})"
    r"(?:-(?:[\dX]{2}(?:-[\dX]{2})?|W[\dX]{2}(?:-[1-7X]|-WE)?|Q[1-4X]|H[12X]|SP|SU|FA|WI|easter[+-]\d+|\d+/-?\d/\d(?:\+\d)?))?"
    r"(?:T(?:MO|AF|EV|NI|[\dX]{2}(?::[\dX]{2}(?::[\dX]{2}(?:\.\d+)?)?)?)(?:Z|[+-]\d\d:?\d\d)?)?"
    r"|P(?:[\dX.]+(?:WE|TNI|[YMWDQ]))*(?:T(?:[\dX.]+[HMS])+)?|(?:PAST|PRESENT|FUTURE)_REF"
)


def _valid(value: str) -> bool:
    """Whether a value is well-formed, and can be a date at all: no 31 June."""
    if _WELL_FORMED.fullmatch(value) is None:
        return False
    found = _MONTH_DAY.fullmatch(value)
    if found is None:
        return True
    try:
        dt.date(2024 if found[1] == "XXXX" else int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return False
    return True
