"""JSON-LD: what a page says of its article to search engines (schema.org, NewsArticle and its kin)."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

LARGEST = 1_000_000
"""Characters of one script that are read."""

MOST_NODES = 20_000
"""Objects of one page that are looked at."""

_ARTICLE = re.compile(r"(?:^|[/#:])(?:\w*Article|\w*BlogPosting|LiveBlogPosting|Report)$")
_STATED = re.compile(r'"datePublished"\s*:\s*"?(\d{4}-\d\d-\d\d[T\d:.Z+-]{0,30})')


@dataclass(frozen=True, slots=True)
class Article:
    """An article as a page describes it; empty where it is silent."""

    headline: str = ""
    published: str = ""
    publisher: str = ""
    author: str = ""
    url: str = ""
    language: str = ""
    body: str = ""
    depth: int = 0  # 0: at the top, in the list at the top, or in @graph
    keys: tuple[str, str] = ("headline", "url")  # under which the headline and the address stand


def articles(scripts: Iterator[str]) -> tuple[Article, ...]:
    """Return every article that the ``application/ld+json`` scripts of a page describe, in order.

    ``@graph``, lists and nested objects are followed, and a publisher or author given by ``@id`` is looked up. A script
    that is no JSON is passed over.
    """
    nodes = tuple(_nodes(scripts))
    named = {node["@id"]: node for node, _ in nodes if isinstance(node.get("@id"), str) and "name" in node}
    return tuple(_article(node, depth, named) for node, depth in nodes if _is_article(node))


def live_updates(scripts: Iterator[str]) -> tuple[Article, ...]:
    """Return the entries of every live blog that the scripts of a page describe, in their order."""
    nodes = tuple(_nodes(scripts))
    named = {node["@id"]: node for node, _ in nodes if isinstance(node.get("@id"), str) and "name" in node}
    updates = (node.get("liveBlogUpdate") for node, _ in nodes)
    entries = (entry for found in updates for entry in (found if isinstance(found, list) else [found]))
    return tuple(_article(entry, 1, named) for entry in entries if isinstance(entry, dict))


def page_date(scripts: Iterator[str]) -> str:
    """Return the date of publication of the page itself, where no article on it has one: of a WebPage, or in a script
    that is no JSON and names one date alone.
    """
    kept = tuple(script[:LARGEST] for script in scripts)
    pages = {_word(node.get("datePublished")) for node, depth in _nodes(iter(kept)) if depth == 0 and _is_page(node)}
    broken = {match[1] for script in kept if not _parses(script) for match in _STATED.finditer(script)}
    found = (pages or broken) - {""}
    return found.pop() if len(found) == 1 else ""


def _is_page(node: dict[str, Any]) -> bool:
    return node.get("@type") in ("WebPage", "ItemPage", ["WebPage"], ["WebPage", "ItemPage"])


def _parses(script: str) -> bool:
    try:
        json.loads(_bare(script), strict=False)
    except (ValueError, RecursionError):
        return False
    return True


def _nodes(scripts: Iterator[str]) -> Iterator[tuple[dict[str, Any], int]]:
    pending: list[tuple[Any, int]] = []
    for script in scripts:
        try:
            # strict=False: line breaks inside strings are common, and harmless.
            pending.append((json.loads(_bare(script[:LARGEST]), strict=False), 0))
        except (ValueError, RecursionError):
            continue
    pending.reverse()
    seen = 0
    while pending and seen < MOST_NODES:
        node, depth = pending.pop()
        seen += 1
        if isinstance(node, list):
            pending += ((item, depth) for item in reversed(node[:MOST_NODES]))
        elif isinstance(node, dict):
            yield node, depth
            pending += (
                (child, depth if key == "@graph" else depth + 1)
                for key, child in reversed(node.items())
                if isinstance(child, dict | list)
            )


def _bare(script: str) -> str:
    """Return the JSON inside the wrappings that publishers put around it: comments, CDATA, a last semicolon."""
    script = script.strip()
    for opening, closing in (
        ("<!--", "-->"),
        ("/*<![CDATA[*/", "/*]]>*/"),
        ("//<![CDATA[", "//]]>"),
        ("<![CDATA[", "]]>"),
    ):
        script = script.removeprefix(opening).removesuffix(closing).strip()
    return script.rstrip(";")


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and _ARTICLE.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _article(node: dict[str, Any], depth: int, named: dict[str, dict[str, Any]]) -> Article:
    page = node.get("mainEntityOfPage")
    url = _word(node.get("url"))
    return Article(
        headline=_word(node.get("headline") or node.get("name")),
        published=_word(node.get("datePublished")),
        publisher=_name(node.get("publisher"), named),
        author=_name(node.get("author"), named),
        url=url or _word(page.get("@id") if isinstance(page, dict) else page),
        language=_word(node.get("inLanguage")),
        body=_word(node.get("articleBody")),
        depth=depth,
        keys=("headline" if node.get("headline") else "name", "url" if url else "mainEntityOfPage"),
    )


def _name(value: Any, named: dict[str, dict[str, Any]]) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, (_name(item, named) for item in value[:20] if not isinstance(item, list))))
    if isinstance(value, dict):
        key = value.get("@id")
        return _word(value.get("name") or (named.get(key, {}).get("name") if isinstance(key, str) else ""))
    return _word(value)


def _word(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return html.unescape(value) if isinstance(value, str) else ""
