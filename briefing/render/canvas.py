"""The tagged canvas: reportlab's canvas, on which everything belongs to the structure or is an artifact.

``use(node)`` says to which structure element the next drawing belongs; ``use(None)`` says to none: a rule, a running
head, an ornament. Nothing is ever outside of both, so whoever draws without a thought draws an artifact. The order of
drawing is the reading order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from briefing.errors import RenderError
from briefing.render.cleaning import clean
from briefing.render.drawn import Roots
from briefing.render.fonts import Face, role_face
from briefing.render.structure import Node, Structure
from briefing.render.style import Fonts, Style
from briefing.render.syntax import Objects, array, literal, number, reference, string

_ARTIFACT = "/Artifact BMC"
_PRINTED = 4  # annotation flag: a link is printed with its page
_LONGEST_BOOKMARK = 120

Later = Callable[["TaggedCanvas"], None]
"""Draws what can be known only when all pages are made: a page number."""


@dataclass(frozen=True, slots=True)
class _Link:
    """An annotation that waits for the place to which it leads."""

    number: int
    box: tuple[float, float, float, float]
    target: str
    words: str
    key: int


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A document under construction. Pages wait until ``save``, when their number and all places are known."""

    _code: list[Any]

    def __init__(self, filename: Any, style: Style, language: str, root: Node, **options: Any) -> None:
        self.style = style
        face = role_face("sans", style.fonts)
        # Without a first font of ours the standard one, which is not embedded, stays in the resources.
        super().__init__(filename, **{**options, "invariant": 1, "initialFontName": face.fontName})
        self._objects = Objects(self._doc)
        self._structure = Structure(self._objects, root, language)
        self._owners: list[Node] = []  # of the marked contents of this page
        self._keys = 0  # used in the parent tree
        self._page_keys: list[int] = []
        self._node: Node | None = None
        self._links: list[_Link] = []
        self._places: dict[str, tuple[int, float]] = {}
        self._bookmarks: list[tuple[int, str, str]] = []
        self._waiting: list[tuple[list[Any], list[Any]]] = []  # code and annotations of the pages so far
        self.roots: Roots | None = None
        self._code.append(_ARTIFACT)

    @property
    def fonts(self) -> Fonts:
        """The fonts of the style by role."""
        return self.style.fonts

    @property
    def pages(self) -> int:
        """How many pages there are so far."""
        return len(self._waiting)

    def page_of(self, key: str) -> int:
        """Return the page, from 1, on which the place ``key`` stands; 0 when on none."""
        return self._places[key][0] + 1 if key in self._places else 0

    # Structure

    def use(self, node: Node | None) -> None:
        """Let what is drawn next belong to ``node``, or be an artifact."""
        if node is self._node:
            return
        self._end_mark()
        self._node = node
        if node is None:
            self._code.append(_ARTIFACT)
            return
        self._structure.content(node, len(self._waiting), len(self._owners))
        self._code.append(f"/{node.tag} <</MCID {len(self._owners)}>> BDC")
        self._owners.append(node)

    def _end_mark(self) -> None:
        if self._code and self._code[-1] is _ARTIFACT:
            self._code.pop()
        else:
            self._code.append("EMC")

    def place(self, node: Node) -> None:
        """Give ``node`` its place in the reading order, even if nothing is drawn for it."""
        self._structure.attach(node)

    # Drawing in the words of the style

    def fill(self, colour: str) -> None:
        """Fill, and write, in this colour of the style from now on."""
        rgb = self.style.rgb(colour)
        if self._fillColorObj != rgb:
            self.setFillColorRGB(*rgb)

    def stroke(self, colour: str) -> None:
        """Draw lines in this colour of the style from now on."""
        rgb = self.style.rgb(colour)
        if self._strokeColorObj != rgb:
            self.setStrokeColorRGB(*rgb)

    def show(self, x: float, y: float, stretches: Iterable[tuple[Face, str]], size: float) -> None:
        """Write stretches of text, each in its face, from (x, y) on the baseline in the fill colour."""
        parts = [f"BT {number(x)} {number(y)} Td"]
        for face, text in stretches:
            for subset, codes in face.splitString(text, self._doc):
                name = face.getSubsetInternalName(subset, self._doc)
                parts.append(f"{name} {number(size)} Tf ({literal(codes)}) Tj")
        parts.append("ET")
        self._code.append(" ".join(parts))

    def stamp(self, code: str, x: float, y: float, scale: float = 1.0) -> None:
        """Paint prepared operators with their origin at (x, y), in a state of their own: equal ones pack well."""
        size = number(scale)
        self._code.append(f"q {size} 0 0 {size} {number(x)} {number(y)} cm {code} Q")

    def later(self, draw: Later) -> None:
        """Let ``draw`` draw here, for the node in use, when all pages are made."""
        self._code.append(draw)

    # Links and places

    def link(self, node: Node, box: tuple[float, float, float, float], target: str, words: str) -> None:
        """Make ``box`` a link: to a place of this document (``#key``), or to an address; ``words`` describe it."""
        annotation = self._objects.reserve()
        key = self._key()
        self._structure.annotation(node, len(self._waiting), annotation, key)
        self._annotationrefs.append(self._objects.annotation(annotation))
        self._links.append(_Link(annotation, box, target, words, key))

    def anchor(self, key: str, y: float) -> None:
        """Let ``#key`` lead to the height ``y`` of this page; the first place of a key counts."""
        self._places.setdefault(key, (len(self._waiting), y))

    def bookmark(self, level: int, title: str, key: str) -> None:
        """Add a line of the outline that leads to the place ``key``; level 0 is the highest."""
        title = clean(title).strip()
        shown = title if len(title) <= _LONGEST_BOOKMARK else f"{title[:_LONGEST_BOOKMARK]}…"
        self._bookmarks.append((level, shown, key))

    # Pages

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """End this page and begin another; the page is written by ``save``."""
        self.use(None)
        self._end_mark()
        key = self._key()
        self._page_keys.append(key)
        self._structure.close_page(key, self._owners)
        self._owners = []
        self._waiting.append((self._code, self._annotationrefs))
        self._startPage()
        self._code.append(_ARTIFACT)

    def _key(self) -> int:
        self._keys += 1
        return self._keys - 1

    def save(self) -> None:
        """Write the pages, the links, the outline and the structure.

        Raises ``RenderError`` when a link leads to a place that was never set.
        """
        if self._code != [_ARTIFACT]:
            self.showPage()
        self._pageNumber = 1
        for code, links in self._waiting:
            lines: list[str] = []
            for entry in code:
                lines += self._drawn(entry) if callable(entry) else [entry]
            self._code, self._annotationrefs = lines, links
            super().showPage()
        self._code = []
        for link in self._links:
            self._objects.put(link.number, self._annotation(link))
        outline = self._outline()
        structure = self._structure.write([self._objects.page(place) for place in range(self.pages)])
        self.roots = Roots(structure, outline, tuple(self._page_keys))
        super().save()

    def _drawn(self, draw: Later) -> list[str]:
        self._code = []
        self._fillColorObj = self._strokeColorObj = None  # unknown at this place of the page
        self._code.append("q")
        draw(self)
        self._code.append("Q")
        return self._code

    def _annotation(self, link: _Link) -> str:
        if link.target.startswith("#"):
            leads = f"/Dest{self._destination(link.target[1:])}"
        else:
            leads = f"/A<</S/URI/URI{string(link.target)}>>"
        return (
            f"<</Type/Annot/Subtype/Link/Rect{array(link.box)}/Border[0 0 0]/F {_PRINTED}"
            f"/Contents{string(link.words)}/StructParent {link.key}{leads}>>"
        )

    def _destination(self, key: str) -> str:
        if key not in self._places:
            raise RenderError(f"a link leads to {key!r}, which stands on no page")
        page, y = self._places[key]
        return f"[{reference(self._objects.page(page))}/XYZ 0 {number(y)} null]"

    def _outline(self) -> int:
        """Write the bookmarks as a tree; return its number, 0 when there are none."""
        if not self._bookmarks:
            return 0
        root = self._objects.reserve()
        numbers = [self._objects.reserve() for _ in self._bookmarks]
        above: list[int] = []  # places of the bookmarks that hold the next one
        families: dict[int, list[int]] = {-1: []}
        for place, (level, _, _) in enumerate(self._bookmarks):
            del above[level:]
            families[above[-1] if above else -1].append(place)
            families[place] = []
            above.append(place)
        for parent, kids in families.items():
            for order, place in enumerate(kids):
                _, title, key = self._bookmarks[place]
                entries = [f"<</Title{string(title)}/Dest{self._destination(key)}"]
                entries.append(f"/Parent {reference(root if parent < 0 else numbers[parent])}")
                if order:
                    entries.append(f"/Prev {reference(numbers[kids[order - 1]])}")
                if order + 1 < len(kids):
                    entries.append(f"/Next {reference(numbers[kids[order + 1]])}")
                if own := families[place]:  # a negative count: closed when the file is opened
                    first, last = reference(numbers[own[0]]), reference(numbers[own[-1]])
                    entries.append(f"/First {first}/Last {last}/Count -{len(own)}")
                self._objects.put(numbers[place], "".join([*entries, ">>"]))
        top = families[-1]
        first, last = reference(numbers[top[0]]), reference(numbers[top[-1]])
        self._objects.put(root, f"<</Type/Outlines/First {first}/Last {last}/Count {len(top)}>>")
        return root
