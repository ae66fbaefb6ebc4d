"""Articles that were forwarded by mail: where the forwarded text begins, and what the mail program wrote above it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from briefing import resources

_LINE = re.compile(r"[>\s*_]{0,20}([^\W\d_][^\W\d_-]{0,11})[*_]{0,2}[ \xa0]?:[*_]{0,2}[ \t\xa0]{1,8}(\S.*)")
_MARKER = re.compile(r"[>\s]*(?:-{2,}.{3,60}-{2,}|[^\n]{5,60}:)\s*")
_WORD = re.compile(r"\w")
_MOST_FIELDS = 12  # lines of what stands above a forwarded text


@dataclass(frozen=True, slots=True)
class Forwarded:
    """A forwarded text: where what stands above it begins and ends, and what it says."""

    start: int
    end: int
    subject: str
    date: str


def find_forwarded(text: str) -> Forwarded | None:
    """Return the innermost forwarded text of a mail, or None when nothing was forwarded.

    >>> found = find_forwarded("FYI\\n\\nFrom: Desk\\nDate: 13 March 2024\\nSubject: Ferries sail\\n\\nThey sailed.")
    >>> found.subject, found.date
    ('Ferries sail', '13 March 2024')
    """
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    found = None
    n = 0
    while n < len(lines):
        stated, after = _fields(lines, n)
        if {"from", "date", "subject"} <= stated.keys():
            first = next((m for m in range(n - 1, max(n - 4, -1), -1) if lines[m].strip(" >\r\n\t")), None)
            marked = first is not None and len(lines[first]) < 200 and _MARKER.fullmatch(lines[first])
            top = first if first is not None and marked else n
            if _WORD.search(text, starts[after]):
                found = Forwarded(starts[top], starts[after], stated["subject"], stated["date"])
            n = after
        else:
            n += 1
    return found


def unquoted(text: str) -> str:
    """Return ``text`` without the marks of quotation, when nearly every line has one."""
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines or sum(line.startswith(">") for line in lines) * 10 < len(lines) * 8:
        return text
    return re.sub(r"(?m)^>[ \t]?", "", text)


def bare_subject(subject: str) -> tuple[str, bool]:
    """Return a subject without what mail programs put before it, and whether that says that it was forwarded.

    >>> bare_subject("Fwd: Re: Ferries sail again")
    ('Ferries sail again', True)
    """
    known, forwarded = _prefixes(), False
    while (mark := re.match(r"\s*\[?(\w{1,6})(?:\[\d{1,3}\])?\s?:\s*", subject)) and mark[1].lower() in known:
        forwarded |= known[mark[1].lower()] == "forwarded"
        subject = subject[mark.end() :]
    return subject.strip(), forwarded


def _fields(lines: list[str], first: int) -> tuple[dict[str, str], int]:
    """Return the known fields in the lines from ``first`` on, and the line after them, single blank lines apart."""
    stated: dict[str, str] = {}
    if _field(lines[first]) is None:
        return stated, first
    n, after = first, first
    while n < len(lines) and n - first < 2 * _MOST_FIELDS:
        match = _LINE.match(lines[n])
        if match is not None:
            key = _field(lines[n])
            if key in stated and n > after:
                break  # another forwarded mail begins
            if key is not None:
                stated.setdefault(key, match[2].strip("*_ \t\r\n"))
            after = n + 1
        elif lines[n].strip(" >\r\n\t") or n > after:
            break
        n += 1
    return stated, after


def _field(line: str) -> str | None:
    match = _LINE.match(line)
    return _names().get(match[1].lower()) if match else None


@cache
def _table() -> Any:
    return resources.table("sources/tables/mail.yaml")


@cache
def _names() -> dict[str, str]:
    return {word: field for field, words in _table()["fields"].items() for word in words}


@cache
def _prefixes() -> dict[str, str]:
    return {word: kind for kind, words in _table()["prefixes"].items() for word in words}
