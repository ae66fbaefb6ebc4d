"""The tagged canvas: every page, its structure, its links and its attachments in one PDF/UA-1 and PDF/A-3a file.

``use(node)`` says to which structure element the next drawing belongs; ``use(None)`` says to none: a rule, a running
head, an ornament, which becomes an artifact. Nothing is ever outside of both. The order of drawing is the reading
order.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.errors import RenderError
from briefing.render.drawing import Drawing
from briefing.render.metadata import Metadata, srgb_profile, xmp
from briefing.render.pdf_file import PdfFile, array, date, name, number, reference, string
from briefing.render.structure import Node, Structure
from briefing.render.style import Style

_ARTIFACT = "/Artifact BMC"
_PRINTED = 4  # annotation flag: a link is printed with its page


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the PDF; ``relationship`` is one of Source, Data, Alternative, Supplement, Unspecified."""

    name: str
    mime: str
    data: bytes
    relationship: str
    description: str


@dataclass(frozen=True, slots=True)
class _Link:
    """An annotation that waits for the place to which it leads."""

    number: int
    page: int
    box: tuple[float, float, float, float]
    target: str
    words: str
    key: int


class TaggedCanvas(Drawing):
    """A document under construction; ``to_bytes`` ends it."""

    def __init__(self, style: Style, language: str) -> None:
        super().__init__(style)
        self.width, self.height = style.page.sheet
        self._file = PdfFile()
        self._structure = Structure(self._file, language)
        self._language = language
        self._pages: list[int] = [self._file.reserve()]
        self._streams: list[int] = []
        self._owners: list[Node] = []  # of the marked contents of this page
        self._keys = 0  # used in the parent tree
        self._page_keys: list[int] = []
        self._node: Node | None = None
        self._links: list[_Link] = []
        self._places: dict[str, tuple[int, float]] = {}
        self._bookmarks: list[tuple[int, str, str]] = []
        self.code = [_ARTIFACT]

    @property
    def root(self) -> Node:
        """The structure element of the whole document."""
        return self._structure.root

    @property
    def page(self) -> int:
        """The page at hand, from 0."""
        return len(self._pages) - 1

    # Structure

    def use(self, node: Node | None) -> None:
        """Let what is drawn next belong to ``node``, or be an artifact."""
        if node is self._node:
            return
        self._close()
        self._node = node
        if node is None:
            self.code.append(_ARTIFACT)
            return
        self._structure.content(node, self.page, len(self._owners))
        self.code.append(f"/{node.tag} <</MCID {len(self._owners)}>> BDC")
        self._owners.append(node)

    def _close(self) -> None:
        if self.code and self.code[-1] == _ARTIFACT:
            self.code.pop()
        else:
            self.code.append("EMC")

    def place(self, node: Node) -> None:
        """Give ``node`` its place in the reading order before anything is drawn for it."""
        self._structure.attach(node)

    # Links and places

    def link(self, node: Node, box: tuple[float, float, float, float], target: str, words: str) -> None:
        """Make ``box`` a link: to a place of this document (``#key``), or to an address; ``words`` describe it."""
        annotation = self._file.reserve()
        key = self._key()
        self._structure.annotation(node, self.page, annotation, key)
        self._links.append(_Link(annotation, self.page, box, target, words, key))

    def anchor(self, key: str, y: float) -> None:
        """Let ``#key`` lead to the height ``y`` of this page; the first place of a key counts."""
        self._places.setdefault(key, (self.page, y))

    def bookmark(self, level: int, title: str, key: str) -> None:
        """Add a line of the outline that leads to the place ``key``; level 0 is the highest."""
        self._bookmarks.append((level, title, key))

    # Pages

    def next_page(self) -> None:
        """End this page and begin another."""
        self._end_page()
        self._pages.append(self._file.reserve())
        self.code = [_ARTIFACT]
        self._node = self._fill = self._stroke = None

    def _end_page(self) -> None:
        self._close()
        key = self._key()
        self._page_keys.append(key)
        self._structure.close_page(key, self._owners)
        self._owners = []
        self._streams.append(self._file.add_stream("\n".join(self.code).encode("latin-1")))

    def _key(self) -> int:
        self._keys += 1
        return self._keys - 1

    # The end

    def to_bytes(self, about: Metadata, attachments: Sequence[Attachment] = ()) -> bytes:
        """Return the finished file.

        Raises ``RenderError`` when a link leads to a place that was never set.
        """
        self._end_page()
        file = self._file
        resources = self._resources()
        tree = file.reserve()
        for place, page in enumerate(self._pages):
            links = " ".join([reference(link.number) for link in self._links if link.page == place])
            file.put(
                page,
                f"<</Type/Page/Parent {reference(tree)}/MediaBox{array((0, 0, self.width, self.height))}"
                f"/Resources {reference(resources)}/Contents {reference(self._streams[place])}"
                f"/StructParents {self._page_keys[place]}/Tabs/S{f'/Annots[{links}]' if links else ''}>>",
            )
        kids = " ".join(map(reference, self._pages))
        file.put(tree, f"<</Type/Pages/Count {len(self._pages)}/Kids[{kids}]>>")
        for link in self._links:
            file.put(link.number, self._annotation(link))
        structure = self._structure.write(self._pages, {link.number: link.page for link in self._links})
        profile = file.add_stream(srgb_profile(), "/N 3")
        metadata = file.add_stream(xmp(about), "/Type/Metadata/Subtype/XML", compressed=False)
        catalog = file.add(
            f"<</Type/Catalog/Pages {reference(tree)}/Lang{string(self._language)}/MarkInfo<</Marked true>>"
            f"/StructTreeRoot {reference(structure)}/Metadata {reference(metadata)}"
            "/ViewerPreferences<</DisplayDocTitle true>>/PageLabels<</Nums[0<</S/D>>]>>"
            "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
            f"/Info(sRGB IEC61966-2.1)/DestOutputProfile {reference(profile)}>>]"
            f"{self._outline()}{self._attached(attachments, about.created)}>>"
        )
        info = file.add(
            f"<</Title{string(about.title)}/Creator{string(about.creator)}/Producer{string(about.producer)}"
            f"{f'/Keywords{string(about.keywords)}' if about.keywords else ''}"
            f"/CreationDate{date(about.created)}/ModDate{date(about.created)}>>"
        )
        return file.to_bytes(catalog, info)

    def _resources(self) -> int:
        fonts: dict[str, int] = {}
        for embedded in self._embedded.values():
            fonts.update(embedded.write(self._file))
        entries = " ".join(f"/{resource} {reference(font)}" for resource, font in fonts.items())
        return self._file.add(f"<</Font<<{entries}>>/ProcSet[/PDF/Text]>>")

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
        return f"[{reference(self._pages[page])}/XYZ 0 {number(y)} null]"

    def _outline(self) -> str:
        """Write the bookmarks as a tree; return the catalog's entry for it."""
        if not self._bookmarks:
            return ""
        file = self._file
        root = file.reserve()
        numbers = [file.reserve() for _ in self._bookmarks]
        above: list[int] = []  # places of the bookmarks that hold the next one
        families: dict[int, list[int]] = {-1: []}
        for place, (level, _, _) in enumerate(self._bookmarks):
            del above[level:]
            parent = above[-1] if above else -1
            families[parent].append(place)
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
                file.put(numbers[place], "".join([*entries, ">>"]))
        top = families[-1]
        first, last = reference(numbers[top[0]]), reference(numbers[top[-1]])
        file.put(root, f"<</Type/Outlines/First {first}/Last {last}/Count {len(top)}>>")
        return f"/Outlines {reference(root)}/PageMode/UseOutlines"

    def _attached(self, attachments: Sequence[Attachment], created: dt.datetime) -> str:
        """Write the embedded files, each an associated file of the document (ISO 19005-3, 6.8)."""
        specifications, names = [], []
        for attachment in sorted(attachments, key=lambda one: one.name):
            digest = hashlib.md5(attachment.data, usedforsecurity=False).hexdigest()
            stream = self._file.add_stream(
                attachment.data,
                f"/Type/EmbeddedFile/Subtype{name(attachment.mime)}/Params<</Size {len(attachment.data)}"
                f"/ModDate{date(created)}/CheckSum<{digest}>>>",
            )
            shown = string(attachment.name)
            specification = reference(
                self._file.add(
                    f"<</Type/Filespec/F{shown}/UF{shown}/Desc{string(attachment.description)}"
                    f"/AFRelationship{name(attachment.relationship)}"
                    f"/EF<</F {reference(stream)}/UF {reference(stream)}>>>>"
                )
            )
            specifications.append(specification)
            names.append(f"{shown} {specification}")
        if not specifications:
            return ""
        return f"/AF[{' '.join(specifications)}]/Names<</EmbeddedFiles<</Names[{' '.join(names)}]>>>>"
