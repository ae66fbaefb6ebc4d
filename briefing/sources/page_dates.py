"""When a web page was published: everything that it states, the surest first."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from briefing.model import Interval
from briefing.sources.declared import publication_date
from briefing.sources.moment import moment
from briefing.sources.near_heading import day_near_heading
from briefing.sources.written import CHANGED, day_of, days_in

_DATES = (  # where pages state when they were published, surest first; a date of change is none
    *(("property", name) for name in ("article:published_time", "og:article:published_time", "datePublished")),
    *(("itemprop", name) for name in ("datePublished", "dateCreated")),
    *(("name", name) for name in ("article:published_time", "datePublished", "publishdate", "publish-date", "pubdate")),
    *(
        ("name", name)
        for name in ("article_date_original", "publication_date", "publish_date", "originalpublicationdate")
    ),
    *(("name", name) for name in ("parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued")),
    *(("name", name) for name in ("citation_publication_date", "dc.date", "dcterms.date", "date")),
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ADDRESS = re.compile(
    rf"/((?:19|20)\d\d)(?:[/-](\d\d?|{'|'.join(_MONTHS)})[/-](\d\d?)(?![\d])|(\d\d)(\d\d)(?=[/_-]|$))", re.IGNORECASE
)
_DATE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:(?:publi(?:sh|shed|cation)|post(?:ed)?|article|entry|story|submitted)[_-]?(?:date|time|on|by)"
    r"|(?:date|fecha|datum)(?:line|stamp|header)?|dt-published|publi(?:shed|cation)|posted|submitted|timestamp)(?:$|[\s_-])",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"comment|reply|related|teaser|sidebar|widget|footer|popular|recommend|more-", re.IGNORECASE)
_WORDS_BEFORE = re.compile(
    r"^(?:first )?(?:published|posted|issued|submitted|written|date)?(?: on| at)?\s*:?\s*", re.IGNORECASE
)
_LONGEST_LINE = 80  # characters of a line that is a date
_UTC = dt.timedelta(0)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of publication as a page states it."""

    days: Interval
    where: str
    at: dt.datetime | None = None  # the moment, where it is stated with its zone


def dates_of(
    tree: Any, metadata: dict[tuple[str, str], str], in_json: str, *, url: str, title: str, language: str
) -> list[Dated]:
    """Return every date of publication that a page states, the surest first.

    ``metadata`` are its marked values, by attribute and name; ``in_json`` is the date in its JSON-LD. A moment in UTC
    whose neighbour is the day in the page's own address happened on that day at the outlet.
    """
    stated = [(in_json, "JSON-LD datePublished")]
    stated += ((metadata.get((key[0], key[1].lower()), ""), f"meta {key[0]} {key[1]}") for key in _DATES)
    times = _times(tree)
    stated += ((_in_address(url), "address of the page"), (_time(times), "time element"))
    found = [Dated(day, where, moment(value)) for value, where in stated if (day := publication_date(value))]
    return _as_in_address(found) or _printed(tree, times, title, language)


def differing(found: list[Dated]) -> tuple[tuple[str, str], ...]:
    """Return a note when a page states two days that no difference of time zones explains."""
    first, *others = found
    for other in others:
        one, two = first.days.start, other.days.start
        if first.days.is_day and other.days.is_day and one and two and abs((one - two).days) > 1:
            return (
                (
                    f"states two dates of publication: {one} ({first.where}) counts, {two} ({other.where}) does not",
                    "give published in the brief if that is wrong",
                ),
            )
    return ()


def _as_in_address(found: list[Dated]) -> list[Dated]:
    address = next((dated for dated in found if dated.where == "address of the page"), None)
    first = found[0] if found else None
    if first is None or address is None or first.at is None or first.at.utcoffset() != _UTC:
        return found
    one, two = first.days.start, address.days.start
    if one is None or two is None or abs((one - two).days) != 1:
        return found
    if not (first.at.hour < 12 if two < one else first.at.hour >= 10):  # no place on earth had that day then
        return found
    where = f"{first.where}, {one} {first.at:%H:%M} UTC; the address of the page has {two}"
    return [replace(first, days=address.days, where=where, at=None), *found[1:]]


def _in_address(url: str) -> str:
    """Return the day in the path of an address ("/2024/03/13/", "/2024/mar/13/", "/20240313/"), if it is one."""
    match = _ADDRESS.search(url[:2000].split("?")[0], 9)
    if match is None:
        return ""
    year, month, day = match[1], match[2] or match[4], match[3] or match[5]
    number = _MONTHS.index(month.lower()) + 1 if month.lower() in _MONTHS else int(month)
    try:
        return dt.date(int(year), number, int(day)).isoformat()
    except ValueError:
        return ""


def _printed(tree: Any, times: list[tuple[Any, str]], title: str, language: str) -> list[Dated]:
    """Return the day that a page prints without marking it, unless the places in which it may stand disagree."""
    line, near = _date_line(tree, language), day_near_heading(tree, title, language)
    if times and line is not None and str(line.start) not in {value[:10] for _, value in times}:
        line = None
    if line is not None and near in (None, line):
        return [Dated(line, "date line of the page")]
    return [Dated(near, "date beside the heading")] if near is not None and line is None else []


def _times(tree: Any) -> list[tuple[Any, str]]:
    """Return the <time> elements of the article with their dates."""
    times = [(time, str(time.get("datetime")).strip()) for time in tree.iter("time") if time.get("datetime")]
    return [(time, value) for time, value in times[:500] if not _beside(time)]


def _time(own: list[tuple[Any, str]]) -> str:
    """Return the date of the page's <time>: the one marked as publication, else the only day that any of them names."""
    stated = {value[:10]: value for time, value in own if _is_publication(time)}
    if len(stated) == 1:
        return stated.popitem()[1]
    marked = {value[:10]: value for time, value in own if _marked(time)}
    if len(marked) == 1:
        return marked.popitem()[1]
    inside = [(time, value) for time, value in own if next(time.iterancestors("article"), None) is not None]
    days = {value[:10]: value for _, value in inside or own}
    return days.popitem()[1] if len(days) == 1 else ""


def _is_publication(time: Any) -> bool:
    return time.get("pubdate") is not None or time.get("itemprop") == "datePublished"


def _marked(element: Any) -> bool:
    names = " ".join(filter(None, (_names(element), _names(element.getparent()))))
    return _DATE_CLASS.search(names) is not None and not CHANGED.search(names)


def _beside(element: Any) -> bool:
    """Whether an element belongs to a comment, a list of other stories, or the frame of the page."""
    for ancestor in element.iterancestors():
        if ancestor.tag in ("body", "html", "main"):
            return False
        if ancestor.tag in ("aside", "footer", "nav") or _OTHERS.search(_names(ancestor)):
            return True
    return False


def _names(element: Any) -> str:
    return "" if element is None else f"{element.get('class') or ''} {element.get('id') or ''}".strip()


def _date_line(tree: Any, language: str) -> Interval | None:
    """Return the one day that stands in elements whose class says that it is the date of publication."""
    days: dict[Interval, None] = {}
    for element in tree.iter("p", "div", "span", "li", "small", "abbr", "td", "h5", "h6", "em", "strong", "a"):
        if (names := _names(element)) and _DATE_CLASS.search(names) and not CHANGED.search(names):
            text = " ".join("".join(_texts(element)).split())
            line = _WORDS_BEFORE.sub("", text)
            if len(text) > _LONGEST_LINE or CHANGED.search(text) or _beside(element):
                continue
            whole = day_of(line, language)
            days |= dict.fromkeys((whole,) if whole else days_in(text, language))
    return next(iter(days)) if len(days) == 1 else None


def _texts(element: Any) -> Iterator[str]:
    """Yield the text in an element until it is too long to be a line."""
    length = 0
    for text in element.itertext():
        yield text
        length += len(text)
        if length > 4 * _LONGEST_LINE:
            return
