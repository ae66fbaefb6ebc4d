"""The lines of a web page by its elements: a block is a line, what stands inside one is not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_BESIDE = frozenset({"nav", "footer", "aside", "form", "noscript", "script", "style", "template", "button", "svg"})
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span", "strong", "sub"}
    | {"sup", "time", "u", "var"}
)
_FRAME = frozenset(  # classes of elements that stand beside an article on pages of many makers
    {"sidebar", "footer", "site-footer", "comments", "comments-area", "comment-list", "related", "related-posts"}
    | {"share", "social", "sharedaddy", "breadcrumb", "breadcrumbs", "navbar", "cookie-banner", "cookie-notice"}
)


def passages(root: Any) -> Iterator[str]:
    """Yield the lines of an element, some of them empty, without those of the page's frame and forms."""
    from lxml import etree

    pieces: list[str] = []
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        edge = "" if element.tag in _INLINE else "\n"
        if event == "end":
            pieces += (edge, (element.tail or "").replace("\n", " ") if element is not root else "")
        elif element.tag in _BESIDE or _is_frame(element):
            walker.skip_subtree()
        else:
            pieces += (edge, (element.text or "").replace("\n", " "))
    for line in "".join(pieces).split("\n"):
        yield " ".join(line.split())


def _is_frame(element: Any) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()
    return not _FRAME.isdisjoint(names) and element.tag != "body" and next(element.iter("h1", "article"), None) is None
