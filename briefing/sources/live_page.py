"""The entries of a live blog on a web page: from its JSON-LD, or from the elements that hold a time each."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import Any

from briefing.sources.html import markup_text, parsed_page, scripts_of
from briefing.sources.jsonld import Article, live_updates
from briefing.sources.lines import alphanumeric
from briefing.sources.live import Entry
from briefing.sources.passages import passages
from briefing.sources.written import CHANGED

_NAME = r"(?<![a-z])(?:live[-_]?(?:blog|feed|ticker|page|updates|coverage|text)|newsticker)"
_LIVE = re.compile(rf"LiveBlogPosting|(?:class|id)=[\"'][^\"'<>]{{0,300}}?{_NAME}", re.IGNORECASE)
_HOLDS_ENTRIES = re.compile(rf"LiveBlogPosting|{_NAME}", re.IGNORECASE)
_FEWEST = 2  # entries of a live blog
_MOST = 2_000
_SHORTEST = 20  # letters and digits of an entry
_STAMP = re.compile(r"[\d:.,/ -]*(?:[A-Za-z]{1,9}[ ,.]*){0,6}[\d:.,/ -]*(?:[A-Za-z]{0,5}[ .]*){0,3}[\d:]*")


def read_live_page(markup: str, largest: int) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """Return the entries of a live blog and the lines above them; nothing where a page is none."""
    if _LIVE.search(markup) is None:
        return (), ()
    tree = parsed_page(markup)
    if tree is None:
        return (), ()
    described = [found for update in live_updates(scripts_of(tree)) if (found := _described(update, largest))]
    elements = _elements(tree)
    printed = [found for element, when in elements if (found := _printed(element, when)) is not None]
    entries = max((described, printed), key=lambda found: sum(len(line) for entry in found for line in entry.lines))
    if len(entries) < _FEWEST:
        return (), ()
    return tuple(entries), _before(tree, entries)


def _described(update: Article, largest: int) -> Entry | None:
    when = _moment(update.published)
    lines = [line for line in markup_text(update.body, largest).split("\n") if line]
    if update.headline and (not lines or alphanumeric(lines[0]) != alphanumeric(update.headline)):
        lines.insert(0, " ".join(update.headline.split()))
    return Entry(when, tuple(lines)) if when is not None and len(alphanumeric("".join(lines))) >= _SHORTEST else None


def _elements(tree: Any) -> list[tuple[Any, dt.datetime]]:
    """Return the largest elements that hold one time each, in the order of the page."""
    times = [(element, when) for element in tree.iter("time") if (when := _moment(element.get("datetime") or ""))]
    times = [(element, when) for element, when in times if not CHANGED.search(_names(element)) and _is_live(element)]
    times = times[:_MOST]
    held = Counter(ancestor for element, _ in times for ancestor in element.iterancestors())
    found = []
    for element, when in times:
        own = [ancestor for ancestor in element.iterancestors() if held[ancestor] == 1]
        if own:
            found.append((own[-1], when))
    return found


def _is_live(element: Any) -> bool:
    """Whether an element stands in one that is marked as a live blog."""
    marks = (f"{e.get('class')} {e.get('id')} {e.get('itemtype')}" for e in element.iterancestors() if e.tag != "html")
    return any(_HOLDS_ENTRIES.search(mark) for mark in marks)


def _printed(element: Any, when: dt.datetime) -> Entry | None:
    lines = [line for line in passages(element) if line]
    stamp = next((line for line in lines if len(line) <= 60 and re.search(r"\d[:.]\d\d", line)), "")
    own = tuple(line for line in lines if line != stamp or not _STAMP.fullmatch(line))
    return Entry(when, own) if len(alphanumeric("".join(own))) >= _SHORTEST else None


def _before(tree: Any, entries: list[Entry]) -> tuple[str, ...]:
    """Return the lines of the page from its heading to its first entry."""
    inside = {line for entry in entries for line in entry.lines}
    head: list[str] = []
    for line in (line for line in passages(_root(tree)) if line):
        if line in inside:
            break
        head.append(line)
    else:
        return ()
    headings = {alphanumeric("".join(heading.itertext())) for heading in tree.iter("h1")}
    start = next((n for n, line in enumerate(head) if alphanumeric(line) in headings), None)
    return () if start is None else tuple(head[start:])


def _root(tree: Any) -> Any:
    return next(iter(tree.xpath("//main") or tree.xpath("//body")), tree)


def _names(element: Any) -> str:
    parent = element.getparent()
    return " ".join(e.get("class") or "" for e in (element, parent) if e is not None)


def _moment(value: str) -> dt.datetime | None:
    """Return the time that a machine wrote, with its zone where it states one; a day alone is no time."""
    value = value.strip()[:40]
    if not re.match(r"\d{4}-\d\d-\d\d[T ]\d\d:?\d\d", value):
        return None
    try:
        return dt.datetime.fromisoformat(value)
    except ValueError:
        return None
