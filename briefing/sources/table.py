"""Tables of articles: CSV with a line of column names, JSON lines, or a JSON list of objects."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from briefing import resources
from briefing.errors import SourceError
from briefing.sources.declared import Declared, language_tag, plain_fact, publication_date, web_address
from briefing.sources.html import markup_text
from briefing.sources.limits import USUAL, Limits
from briefing.sources.lines import alphanumeric
from briefing.sources.moment import moment
from briefing.sources.part import Found, Part, Refusal
from briefing.sources.text import decode

_DELIMITERS = (",", ";", "\t", "|")
_LONGEST_HEAD = 2_000  # characters of the line with the names of the columns
_NAME = re.compile(r"[\w .-]{1,40}")
_MARKUP = re.compile(r"\s*<(?:p|div|article|html|!doctype|h[1-6]|section|span|ul)\b", re.IGNORECASE)


def is_table(data: bytes) -> bool:
    """Whether ``data`` is a CSV file whose first line names a column of texts and another that is known."""
    line = data[: 2 * _LONGEST_HEAD].replace(b"\0", b"").lower().partition(b"\n")[0]
    if not any(name.encode() in line for name in _table()["text"]):
        return False  # before a guess at the encoding, which takes time
    decoded = decode(data[: 4 * _LONGEST_HEAD])
    return decoded is not None and _columns(decoded.text) is not None


def is_records(data: bytes) -> bool:
    """Whether ``data`` begins with a JSON object, or a list of them, that has a text."""
    start = data[: 4 * _LONGEST_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip(b"[ \t\r\n")
    if not start.startswith(b"{"):
        return False
    keys = {key.lower().decode("ascii") for key in re.findall(rb'"([A-Za-z_ -]{1,40})"\s{0,20}:', data[:100_000])}
    return bool(keys & set(_table()["text"]))


def read_table(data: bytes, limits: Limits = USUAL) -> Iterator[Found]:
    """Yield an article for each row of a CSV file. Raises ``SourceError`` when it cannot be decoded."""
    text = _decoded(data)
    columns = _columns(text)
    if columns is None:
        raise SourceError("is a table without a column of texts", hint="name one column text")
    delimiter, names = columns
    for n, row in enumerate(_rows(text, delimiter, limits.markup)):
        if n:
            yield _article(dict(zip(names, row, strict=False)), n, limits)


def _rows(text: str, delimiter: str, longest: int) -> Iterator[list[str]]:
    """Yield the rows that hold something, cells of ``longest`` characters at most."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    while True:
        # The limit is one of the whole process, and too low for an article: it is raised for no more than a row.
        usual = csv.field_size_limit()
        csv.field_size_limit(max(usual, longest))
        try:
            row = next(rows, None)
        except csv.Error as error:
            problem = f"is a table with a fault in line {rows.line_num}: {error}"
            raise SourceError(problem, hint="save it again") from error
        finally:
            csv.field_size_limit(usual)
        if row is None:
            return
        if row:
            yield row


def read_records(data: bytes, limits: Limits = USUAL) -> Iterator[Found]:
    """Yield an article for each object of JSON lines or of a JSON list."""
    for n, value in enumerate(_records(_decoded(data)), 1):
        if isinstance(value, dict):
            yield _article({str(key): _scalar(item) for key, item in value.items()}, n, limits)
        else:
            yield Refusal("is no JSON object", "write one object for each article", "", (n,))


def _records(text: str) -> Iterator[Any]:
    """Yield the values of a JSON list, of the list inside one object, or of JSON lines."""
    try:
        whole = json.loads(text)
    except RecursionError as error:
        raise SourceError("is a JSON file that is nested too deeply", hint="write one object a line") from error
    except ValueError as error:
        if text.lstrip().startswith("["):
            raise SourceError("is a JSON file that cannot be parsed", hint="save it again") from error
        yield from (_parsed(line) for line in text.split("\n") if line.strip())
        return
    if isinstance(whole, dict) and not any(_names().get(_key(key)) == "text" for key in whole):
        whole = next((value for value in whole.values() if isinstance(value, list)), whole)
    yield from whole if isinstance(whole, list) else (whole,)


def _article(cells: Mapping[str, str], n: int, limits: Limits) -> Found:
    facts: dict[str, str] = {}
    origins: dict[str, str] = {}
    for key, value in cells.items():
        if (name := _names().get(_key(key))) is not None and value.strip() and name not in facts:
            facts[name], origins[name] = value.strip(), f"table, {key.strip()}"
    title = plain_fact(facts.get("title", ""))
    body = facts.get("text", "")
    if _MARKUP.match(body):
        body = markup_text(body, limits.markup)
    body = re.sub("[\x00\ud800-\udfff]", "\ufffd", body.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if not any(char.isalnum() for char in body):
        return Refusal("has no text", "fill its column text", title or "", (n,))
    if title and alphanumeric(title) != alphanumeric(body.partition("\n")[0]):
        body = f"{title}\n\n{body}"
    stated = facts.get("published", "")
    published = publication_date(stated)
    faults = ((f"{stated[:60]!r} is no date of publication", "write it as 2025-08-22"),) if stated else ()
    declared = Declared(
        title=title,
        publisher=plain_fact(facts.get("publisher", "")),
        published=published,
        published_note=origins["published"] if published else "",
        published_at=moment(stated) if published else None,
        url=web_address(facts.get("url", "")),
        author=plain_fact(facts.get("author", "")),
        language=language_tag(facts.get("language", "")),
    ).read_in(**origins)
    return Part(body + "\n", declared, notes=() if published else faults, number=(n,))


def _decoded(data: bytes) -> str:
    decoded = decode(data)
    if decoded is None:
        raise SourceError("is no text: binary, or in an encoding that is not known", hint="save it as UTF-8")
    return decoded.text


def _columns(text: str) -> tuple[str, list[str]] | None:
    """Return the delimiter and the names of the columns in the first line, or None when it does not hold names."""
    line = text[:_LONGEST_HEAD].partition("\n")[0]
    for delimiter in _DELIMITERS:
        names = [name.strip().strip('"') for name in line.split(delimiter)]
        known = {_names()[key] for name in names if (key := _key(name)) in _names()}
        if "text" in known and len(known) > 1 and all(_NAME.fullmatch(name) or not name for name in names):
            return delimiter, names
    return None


def _parsed(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _scalar(value: Any) -> str:
    """Return a value as text: names in a list are joined, an object gives its name."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_plain, value[:20])))
    return _plain(value.get("name", "") if isinstance(value, dict) else value)


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else str(value) if type(value) is int else ""


def _key(name: str) -> str:
    return re.sub(r"[ -]", "_", name.strip().lower())


@cache
def _table() -> dict[str, list[str]]:
    table: dict[str, list[str]] = resources.table("sources/tables/columns.yaml")
    return table


@cache
def _names() -> dict[str, str]:
    return {name: column for column, names in _table().items() for name in names}
