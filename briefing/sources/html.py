"""Web pages: the text of the article, and what the page states about it. Nothing is fetched, nothing is executed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from briefing.errors import SourceError
from briefing.sources.declared import Declared, first_stated, language_tag, plain_fact, web_address
from briefing.sources.jsonld import Article, articles, page_date
from briefing.sources.limits import USUAL
from briefing.sources.lines import alphanumeric
from briefing.sources.page_dates import dates_of, differing
from briefing.sources.passages import passages

_SHORTEST_HEADING = 15  # characters of a heading that is taken for the title
_MOST_ELEMENTS = 20_000  # of a page that trafilatura weighs: its time grows faster than the page


def read_page(markup: str, largest: int = USUAL.markup) -> tuple[str, Declared]:
    """Return the article's text, its title first and a blank line between paragraphs, and what the page states.

    Raises ``SourceError`` when the page is too large or holds no article.
    """
    from lxml import etree

    if len(markup) > largest:
        raise SourceError(f"is too large a web page: at most {largest:,} characters", hint="save the article alone")
    try:
        tree = parsed_page(markup)
        if tree is None:
            raise SourceError("is a web page without content", hint="save the article alone")
        declared = _stated(tree)
        body = _body(markup, tree)
    except (etree.LxmlError, ValueError, RecursionError) as error:
        raise SourceError("is a web page that cannot be parsed", hint="save the article as plain text") from error
    paragraphs = [line.strip() for line in body.split("\n") if line.strip()]
    if not paragraphs:
        raise SourceError("is a web page without an article that could be found", hint="save it as plain text")
    if declared.title and alphanumeric(declared.title) != alphanumeric(paragraphs[0]):
        paragraphs.insert(0, declared.title)
    return "\n\n".join(paragraphs) + "\n", declared


def parsed_page(markup: str) -> Any:
    """Return the tree of a page, None for an empty one. Raises ``LxmlError`` or ``ValueError`` for what is none."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True)
    return etree.fromstring(re.sub(r"\A\s*<\?xml[^>]{0,300}\?>", "", markup).encode("utf-8"), parser)


def markup_text(markup: str, largest: int = USUAL.markup) -> str:
    """Return the lines of a piece of markup, all of it, a blank line between them.

    >>> markup_text("<p>Ferries <b>sail</b> again.</p>They &amp; we.")
    'Ferries sail again.\\n\\nThey & we.'
    """
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True)
    kept = re.sub("[\x00\ud800-\udfff]", "\ufffd", markup[:largest])
    try:
        tree = etree.fromstring(f"<html><body>{kept}</body></html>".encode(), parser)
    except (etree.LxmlError, ValueError):
        return ""
    return "\n\n".join(line for line in _passages(tree) if line) if tree is not None else ""


def _body(markup: str, tree: Any) -> str:
    """Return the lines of the article: what trafilatura takes for it, else what the page's own elements hold.

    On short pages trafilatura runs all paragraphs together; where it only does that, the elements are followed too.
    """
    extracted = _extracted(markup) if sum(1 for _ in tree.iter()) <= _MOST_ELEMENTS else ""
    own = "\n".join(_passages(tree)).strip()
    if not extracted or (
        alphanumeric(extracted) in alphanumeric(own) and len(alphanumeric(own)) <= 1.3 * len(alphanumeric(extracted))
    ):
        extracted = own
    return re.sub("[\x00\ud800-\udfff]", "\ufffd", extracted)


def _extracted(markup: str) -> str:
    # Imported here: it takes longer to load than everything else that reads.
    import trafilatura

    try:
        return trafilatura.extract(markup, output_format="txt", include_comments=False, include_links=False) or ""
    except Exception:  # whatever a strange page does to it, the page's own elements are still there
        return ""


def _passages(tree: Any) -> Iterator[str]:
    """Yield the lines of the article by its elements alone: for pages that are too large to be weighed, or odd."""
    return passages(next(iter(tree.xpath("//article") or tree.xpath("//main") or tree.xpath("//body")), tree))


def _stated(tree: Any) -> Declared:
    """Return what a page states of its article, and where it states it."""
    metadata = _metadata(tree)
    printed = _title(tree, metadata)
    link, graph = _first(tree.xpath("//link[@rel='canonical']/@href")), metadata.get(("property", "og:url"), "")
    data = _chosen(articles(scripts_of(tree)), printed.text, link or graph)
    publisher, publisher_in = _publisher(data, metadata)
    title = _named(tree, printed, data, publisher or "")
    language, language_in = _language(data, tree)
    url, url_in = _address(data, link, graph)
    author, author_in = _author(data, metadata)
    in_json = data.published or page_date(scripts_of(tree))
    dates = dates_of(
        tree, metadata, in_json, url=link or graph or data.url, title=printed.text, language=language or ""
    )
    return Declared(
        title=plain_fact(title.text),
        publisher=publisher,
        published=dates[0].days if dates else None,
        published_note=dates[0].where if dates else "",
        published_at=dates[0].at if dates else None,
        notes=differing(dates) if dates else (),
        url=url,
        author=author,
        language=language,
    ).read_in(title=title.place, publisher=publisher_in, url=url_in, author=author_in, language=language_in)


def _named(tree: Any, printed: _Title, data: Article, publisher: str) -> _Title:
    """Return the title that a page gives its article, without the name of the site."""
    headline = _Title(data.headline, f"JSON-LD {data.keys[0]}")
    title = _as_headed(_without_site(printed, publisher), publisher, [*_headings(tree), headline])
    return title if plain_fact(title.text) else headline


def _publisher(data: Article, metadata: Mapping[tuple[str, str], str]) -> tuple[str | None, str]:
    return first_stated(
        "publisher",
        (plain_fact(data.publisher), "JSON-LD publisher"),
        (plain_fact(metadata.get(("property", "og:site_name"), "")), "meta property og:site_name"),
    )


def _language(data: Article, tree: Any) -> tuple[str | None, str]:
    return first_stated(
        "language",
        (language_tag(data.language), "JSON-LD inLanguage"),
        (language_tag(_first(tree.xpath("/html/@lang"))), "html lang"),
    )


def _address(data: Article, link: str, graph: str) -> tuple[str | None, str]:
    return first_stated(
        "url",
        (web_address(link), "link canonical"),
        (web_address(graph), "meta property og:url"),
        (web_address(data.url), f"JSON-LD {data.keys[1]}"),
    )


def _author(data: Article, metadata: Mapping[tuple[str, str], str]) -> tuple[str | None, str]:
    return first_stated(
        "author",
        (plain_fact(data.author), "JSON-LD author"),
        (plain_fact(metadata.get(("name", "author"), "")), "meta name author"),
    )


def scripts_of(tree: Any) -> Iterator[str]:
    for script in tree.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() == "application/ld+json":
            yield script.text or ""


def _chosen(found: tuple[Article, ...], title: str, url: str) -> Article:
    """Return the article that the page is about: by its address, by its headline, else the only one at the top."""
    for article in found:
        if url and article.url.rstrip("/") == url.rstrip("/"):
            return article
    for article in found:
        if title and alphanumeric(article.headline) and alphanumeric(title).startswith(alphanumeric(article.headline)):
            return article
    top = [article for article in found if article.depth == 0]
    return top[0] if len(top) == 1 else Article()


@dataclass(frozen=True, slots=True)
class _Title:
    """What may be the title, and where it stands."""

    text: str
    place: str


def _title(tree: Any, metadata: dict[tuple[str, str], str]) -> _Title:
    headings = _headings(tree)
    if title := metadata.get(("property", "og:title"), ""):
        return _Title(title, "meta property og:title")
    if len(headings) == 1 and headings[0].text:
        return headings[0]
    return _Title(" ".join(_first(tree.xpath("//head/title/text()")).split()), "title element")


def _without_site(title: _Title, publisher: str) -> _Title:
    """Return a title without the name of the site behind it ("Ferries sail again | Harbour Post")."""
    head, _, tail = re.sub(r" [-–—|·:] ", "\0", title.text).rpartition("\0")
    if head and publisher and alphanumeric(tail) == alphanumeric(publisher):
        return _Title(title.text[: len(title.text) - len(tail) - 3], f"{title.place}, without the name of the site")
    return title


def _headings(tree: Any) -> list[_Title]:
    found = tree.xpath("//article//h1") or tree.xpath("//h1")
    return [_Title(" ".join("".join(h.itertext()).split()), "heading of the page") for h in found]


def _as_headed(title: _Title, publisher: str, headings: list[_Title]) -> _Title:
    """Return the heading that a title begins with, or that stands where the title is only the name of the site."""
    name, key = alphanumeric(publisher), alphanumeric(title.text)
    for heading in headings:
        own = alphanumeric(heading.text)
        if len(heading.text) < _SHORTEST_HEADING or len(own) < _SHORTEST_HEADING or own == key:
            continue
        if key.startswith(own) and re.match(r"\s*[-–—|·:]\s", title.text[len(heading.text) :]):
            return heading
        if (
            len(headings) <= 2
            and name
            and key.startswith(name)
            and re.match(r"\s*[-–—|·:]\s|$", title.text[len(publisher) :])
        ):
            return heading
    return title


def _metadata(tree: Any) -> dict[tuple[str, str], str]:
    """Return the marked values of a page by attribute and name ("property", "og:title"), of each the first."""
    found: dict[tuple[str, str], str] = {}
    for element in tree.iter("meta", "time", "span"):
        value = element.get("content") or element.get("datetime") or ""
        if value.strip():
            for kind in ("property", "itemprop", "name"):
                if name := element.get(kind):
                    found.setdefault((kind, name.lower()), str(value))
    return found


def _first(values: Any) -> str:
    return str(values[0]) if values else ""
