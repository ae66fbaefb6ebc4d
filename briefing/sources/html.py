"""Web pages: the text of the article, and what the page states about it. Nothing is fetched, nothing is executed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from briefing.errors import SourceError
from briefing.model import Interval
from briefing.sources.declared import Declared, language_tag, one_line, publication_date, web_address
from briefing.sources.jsonld import Article, articles
from briefing.sources.limits import USUAL
from briefing.sources.lines import alphanumeric
from briefing.sources.moment import moment

_MOST_ELEMENTS = 20_000  # of a page that trafilatura weighs: its time grows faster than the page
_BESIDE = frozenset({"nav", "footer", "aside", "form", "noscript", "script", "style", "template", "button", "svg"})
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span", "strong", "sub"}
    | {"sup", "time", "u", "var"}
)
_DATE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:(?:publi(?:shed|cation)|post(?:ed)?|article|entry|story)[_-]?(?:date|time|on)|date(?:line|stamp)?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_DATES = (  # where pages state when they were published, surest first; a date of change is none
    *(("property", name) for name in ("article:published_time", "og:article:published_time", "datePublished")),
    *(("itemprop", name) for name in ("datePublished", "dateCreated")),
    *(("name", name) for name in ("article:published_time", "datePublished", "publishdate", "publish-date", "pubdate")),
    *(("name", name) for name in ("parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued")),
    *(("name", name) for name in ("citation_publication_date", "dc.date", "dcterms.date", "date")),
)

_Dated = tuple[Interval, str, dt.datetime | None]  # the days, where they are stated, the moment


def read_page(markup: str, largest: int = USUAL.markup) -> tuple[str, Declared]:
    """Return the article's text, its title first and a blank line between paragraphs, and what the page states.

    Raises ``SourceError`` when the page is too large or holds no article.
    """
    from lxml import etree

    if len(markup) > largest:
        raise SourceError(f"is too large a web page: at most {largest:,} characters", hint="save the article alone")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True)
    markup = re.sub(r"\A\s*<\?xml[^>]{0,300}\?>", "", markup)
    try:
        tree = etree.fromstring(markup.encode("utf-8"), parser)
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
    from lxml import etree

    root = next(iter(tree.xpath("//article") or tree.xpath("//main") or tree.xpath("//body")), tree)
    pieces: list[str] = []
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        edge = "" if element.tag in _INLINE else "\n"
        if event == "end":
            pieces += (edge, (element.tail or "").replace("\n", " ") if element is not root else "")
        elif element.tag in _BESIDE:
            walker.skip_subtree()
        else:
            pieces += (edge, (element.text or "").replace("\n", " "))
    for line in "".join(pieces).split("\n"):
        yield " ".join(line.split())


def _stated(tree: Any) -> Declared:
    title = _title(tree)
    canonical = _first(tree.xpath("//link[@rel='canonical']/@href")) or _meta(tree, "property", "og:url")
    data = _chosen(articles(_scripts(tree)), title, canonical)
    stated = _dates(tree, data)
    (date, note, when), notes = (stated[0], _differing(stated)) if stated else ((None, "", None), ())
    publisher = data.publisher or _meta(tree, "property", "og:site_name")
    return Declared(
        title=one_line(_without_site(title, publisher) or data.headline),
        publisher=one_line(publisher),
        published=date,
        published_note=note,
        published_at=when,
        notes=notes,
        url=web_address(canonical) or web_address(data.url),
        author=one_line(data.author or _meta(tree, "name", "author")),
        language=language_tag(data.language) or language_tag(_first(tree.xpath("/html/@lang"))),
    )


def _scripts(tree: Any) -> Iterator[str]:
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


def _dates(tree: Any, data: Article) -> list[_Dated]:
    """Return every date of publication that the page states, the surest first."""
    stated = [(data.published, "JSON-LD datePublished")]
    stated += ((_meta(tree, kind, name), f"meta {kind} {name}") for kind, name in _DATES)
    stated += ((_time(tree), "time element"), (_date_line(tree), "date line of the page"))
    found = ((publication_date(value), note, value) for value, note in stated)
    return [(day, note, moment(value)) for day, note, value in found if day is not None]


def _differing(stated: list[_Dated]) -> tuple[tuple[str, str], ...]:
    """Return a note when the page states two days that no difference of time zones explains."""
    (day, note, _), *others = stated
    for other, where, _ in others:
        if day.is_day and other.is_day and day.start and other.start and abs((day.start - other.start).days) > 1:
            return (
                (
                    f"states two dates of publication: {day.start} ({note}) counts, {other.start} ({where}) does not",
                    "give published in the brief if that is wrong",
                ),
            )
    return ()


def _time(tree: Any) -> str:
    """Return the date of the page's <time>: the one marked as publication, else the only day that any of them names."""
    marked = tree.xpath("//time[@pubdate or @itemprop='datePublished']/@datetime")
    if marked:
        return str(marked[0])
    days = {
        str(value).strip()[:10] for value in tree.xpath("//article//time/@datetime") or tree.xpath("//time/@datetime")
    }
    return days.pop() if len(days) == 1 else ""


def _date_line(tree: Any) -> str:
    """Return the one date that stands in elements whose class says that it is the date of publication."""
    days = {}
    for element in tree.iter("p", "div", "span", "li", "small"):
        if _DATE_CLASS.search(element.get("class") or element.get("id") or ""):
            text = " ".join("".join(element.itertext()).split())[:200]
            line = re.sub(r"^(?:published|posted|issued)(?: on| at)?\s*:?\s*", "", text, flags=re.IGNORECASE)
            if len(line) <= 60 and (day := publication_date(line)) is not None and day.is_day:
                days[day] = line
    return days.popitem()[1] if len(days) == 1 else ""


def _title(tree: Any) -> str:
    headings = [" ".join("".join(h.itertext()).split()) for h in tree.xpath("//article//h1") or tree.xpath("//h1")]
    heading = headings[0] if len(headings) == 1 else ""
    return _meta(tree, "property", "og:title") or heading or " ".join(_first(tree.xpath("//head/title/text()")).split())


def _without_site(title: str, publisher: str) -> str:
    """Return a title without the name of the site behind it ("Ferries sail again | Harbour Post")."""
    head, _, tail = re.sub(r" [-–—|·:] ", "\0", title).rpartition("\0")
    return (
        title[: len(title) - len(tail) - 3]
        if head and publisher and alphanumeric(tail) == alphanumeric(publisher)
        else title
    )


def _meta(tree: Any, kind: str, name: str) -> str:
    for element in tree.iter("meta", "time", "span"):
        if (element.get(kind) or "").lower() == name.lower():
            value = element.get("content") or element.get("datetime") or ""
            if value.strip():
                return str(value)
    return ""


def _first(values: Any) -> str:
    return str(values[0]) if values else ""
