"""RSS, Atom and RDF feeds that were saved as files: each entry is an article. Nothing that they link to is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from briefing.errors import SourceError
from briefing.sources.declared import Declared, language_tag, plain_fact, publication_date, web_address
from briefing.sources.html import markup_text
from briefing.sources.limits import USUAL, Limits
from briefing.sources.lines import alphanumeric
from briefing.sources.moment import moment
from briefing.sources.part import Found, Part, Refusal

_ROOT = re.compile(
    rb"\s*(?:<\?xml[^>]{0,300}\?>\s*)?(?:<\?[^>]{0,500}\?>\s*|<!--.{0,2000}?-->\s*){0,9}"
    rb"(?:<!DOCTYPE[^>\[]{0,300}>\s*)?<(?:rss|feed|rdf:RDF|atom:feed)[\s>]",
    re.DOTALL,
)
_ENTRIES = frozenset({"item", "entry"})
_TEXTS = ("encoded", "content", "description", "summary")  # fullest first
_DATES = ("pubDate", "published", "issued", "date")  # a date of change is none of publication
_ATOM = "{http://www.w3.org/2005/Atom}"
_SHORT = 200  # characters of an entry that is no more than a teaser


def is_feed(data: bytes) -> bool:
    """Whether ``data`` is a feed."""
    start = data[:20_000].removeprefix(b"\xef\xbb\xbf")
    return _ROOT.match(start) is not None


def read_feed(data: bytes, limits: Limits = USUAL) -> Iterator[Found]:
    """Yield an article for each entry of a feed, in its order. Raises ``SourceError`` when it has none."""
    from lxml import etree

    # No entity grows, nothing outside is read; what is not well formed is read as far as it can be.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError("is a feed that cannot be parsed", hint="save the articles as HTML files") from error
    entries = [] if root is None else [element for element in root.iter() if _name(element) in _ENTRIES]
    if not entries:
        raise SourceError("is a feed without entries", hint="leave it out of the folder")
    channel = next((element for element in root if _name(element) == "channel"), root)
    whole = Declared(
        publisher=plain_fact(_text(channel, "title")),
        language=language_tag(_text(channel, "language")) or language_tag(_lang(root)),
    ).read_in(
        publisher="feed, its title",
        language="feed, language" if language_tag(_text(channel, "language")) else "feed, xml:lang",
    )
    for n, entry in enumerate(entries, 1):
        yield _entry(entry, n, whole, limits.markup)


def _entry(entry: Any, n: int, whole: Declared, largest: int) -> Found:
    title = plain_fact(markup_text(_text(entry, "title"), largest).replace("\n", " "))
    body = next((text for name in _TEXTS if (text := markup_text(_content(entry, name), largest).strip())), "")
    if not any(char.isalnum() for char in body):
        return Refusal("has no text, only a title", "save the article itself", title or "", (n,))
    if title and alphanumeric(title) != alphanumeric(body.partition("\n")[0]):
        body = f"{title}\n\n{body}"
    stated = ((name, _text(entry, name)) for name in _DATES)
    published, note, when = next(
        ((day, name, moment(value)) for name, value in stated if (day := publication_date(value))), (None, "", None)
    )
    notes = (("holds only the beginning of its article", "save the article itself"),) if len(body) < _SHORT else ()
    source = next((child for child in entry if _name(child) == "source"), None)
    author = next((child for child in entry if _name(child) in ("creator", "author")), None)
    link, where = _link(entry)
    declared = Declared(
        title=title,
        publisher=plain_fact(_source_title(source)),
        published=published,
        published_note=f"feed, {note}" if published else "",
        published_at=when,
        url=web_address(link),
        author=None if author is None else plain_fact(_text(author, "name") or "".join(author.itertext())),
        language=language_tag(_lang(entry)),
    ).read_in(
        title="feed, title",
        publisher="feed, source",
        url=f"feed, {where}",
        author="" if author is None else f"feed, {_name(author)}",
        language="feed, xml:lang of the entry",
    )
    missing = (fact for fact in ("publisher", "language") if getattr(declared, fact))
    return Part(body + "\n", declared.or_else(whole.without(*missing)), notes=notes, number=(n,))


def _source_title(source: Any) -> str:
    """Return the name of the outlet from which an entry was taken over."""
    return "" if source is None else _text(source, "title") or source.text or ""


def _link(entry: Any) -> tuple[str, str]:
    """Return the address of an entry and the name of the element that holds it."""
    links = [child for child in entry if _name(child) == "link"]
    for link in links:
        if link.get("href") and link.get("rel", "alternate") == "alternate":
            return str(link.get("href")), "link"
    plain = next((link.text for link in links if link.text), "")
    return (plain, "link") if plain else (_text(entry, "guid"), "guid")


def _content(entry: Any, name: str) -> str:
    """Return the markup in a child; that of Atom may be elements."""
    from lxml import etree

    for child in entry:
        if _name(child) != name:
            continue
        if len(child) and child.tag.startswith(_ATOM):
            return "".join(etree.tostring(inner, encoding="unicode", with_tail=True) for inner in child)
        if child.get("type") == "text":
            return _escaped("".join(child.itertext()))
        return "".join(child.itertext())
    return ""


def _text(element: Any, name: str) -> str:
    return next(("".join(child.itertext()).strip() for child in element if _name(child) == name), "")


def _lang(element: Any) -> str:
    return element.get("{http://www.w3.org/XML/1998/namespace}lang", "") if element is not None else ""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _name(element: Any) -> str:
    """Return the name of an element without its namespace; feeds use many for the same things."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
