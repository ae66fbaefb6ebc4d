"""The logical structure of a document: what a screen reader reads, in the order in which it is drawn.

A ``Node`` becomes part of its parent when something is first drawn for it; a node for which nothing is drawn leaves no
trace. Text that one paragraph has on two pages, or a link has on two lines, belongs to one node.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefing.render.syntax import Objects, array, reference, string


class Node:
    """A structure element (ISO 32000-1, 14.8): its standard type, and what it says of itself."""

    __slots__ = ("alt", "box", "kids", "number", "page", "parent", "scope", "tag")

    def __init__(self, tag: str, parent: Node | None = None, *, alt: str = "", scope: str = "") -> None:
        self.tag, self.parent, self.alt, self.scope = tag, parent, alt, scope
        self.box: tuple[float, float, float, float] | None = None  # of a figure, on its page
        self.kids: list[Node | _Content | _Annotation] = []
        self.number = 0  # object number once attached
        self.page = -1  # of its first content

    def child(self, tag: str, *, alt: str = "", scope: str = "") -> Node:
        """Return a new node that becomes a part of this one when it is drawn."""
        return Node(tag, self, alt=alt, scope=scope)


class _Annotation(NamedTuple):
    """The object number of an annotation, and its page."""

    number: int
    page: int


class _Content(NamedTuple):
    """A marked content by its number on its page."""

    page: int
    mark: int


class Structure:
    """The tree of one document and its way back from pages and annotations."""

    def __init__(self, file: Objects, root: Node, language: str) -> None:
        self._file, self.root, self._language = file, root, language
        self._nodes: list[Node] = []
        self._parents: list[tuple[int, str]] = []  # the parent tree: key -> reference or array of references

    def attach(self, node: Node) -> None:
        """Hang ``node``, and those above it, into the tree at this point of the reading order."""
        while not node.number:
            node.number = self._file.reserve()
            self._nodes.append(node)
            if node is self.root:
                return
            parent = node.parent or self.root
            node.parent = parent
            parent.kids.append(node)
            node = parent

    def content(self, node: Node, page: int, mark: int) -> None:
        """Note that the marked content ``mark`` of ``page`` belongs to ``node``."""
        self.attach(node)
        if node.page < 0:
            node.page = page
        node.kids.append(_Content(page, mark))

    def annotation(self, node: Node, page: int, annotation: int, key: int) -> None:
        """Note that an annotation belongs to ``node``; ``key`` is its entry in the parent tree."""
        self.attach(node)
        if node.page < 0:
            node.page = page
        node.kids.append(_Annotation(annotation, page))
        self._parents.append((key, reference(node.number)))

    def close_page(self, key: int, owners: Sequence[Node]) -> None:
        """Note to which nodes the marked contents of a page belong; ``key`` is the page's StructParents."""
        self._parents.append((key, f"[{' '.join([reference(node.number) for node in owners])}]"))

    def write(self, pages: Sequence[int]) -> int:
        """Write the tree and return its number; ``pages`` are the object numbers of the pages."""
        root = self._file.reserve()
        self.attach(self.root)
        for node in self._nodes:
            parent = root if node is self.root else (node.parent or self.root).number
            self._file.put(node.number, self._element(node, parent, pages))
        parents = " ".join(f"{key} {value}" for key, value in sorted(self._parents))
        tree = self._file.add(f"<</Nums[{parents}]>>")
        self._file.put(
            root,
            f"<</Type/StructTreeRoot/K {reference(self.root.number)}/ParentTree {reference(tree)}"
            f"/ParentTreeNextKey {len(self._parents)}>>",
        )
        return root

    def _element(self, node: Node, parent: int, pages: Sequence[int]) -> str:
        entries = [f"<</Type/StructElem/S/{node.tag}/P {reference(parent)}"]
        if node is self.root:
            entries.append(f"/Lang{string(self._language)}")
        if node.page >= 0:
            entries.append(f"/Pg {reference(pages[node.page])}")
        if node.alt:
            entries.append(f"/Alt{string(node.alt)}")
        if node.scope:
            entries.append(f"/A<</O/Table/Scope/{node.scope}>>")
        if node.box is not None:
            entries.append(f"/A<</O/Layout/Placement/Block/BBox{array(node.box)}>>")
        kids = []
        for kid in node.kids:
            if isinstance(kid, Node):
                kids.append(reference(kid.number))
            elif isinstance(kid, _Annotation):
                kids.append(f"<</Type/OBJR/Pg {reference(pages[kid.page])}/Obj {reference(kid.number)}>>")
            elif kid.page == node.page:
                kids.append(str(kid.mark))
            else:
                kids.append(f"<</Type/MCR/Pg {reference(pages[kid.page])}/MCID {kid.mark}>>")
        if kids:
            entries.append(f"/K {kids[0]}" if len(kids) == 1 else f"/K[{' '.join(kids)}]")
        entries.append(">>")
        return "".join(entries)
