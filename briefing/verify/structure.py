"""The tagged text of a PDF: its paragraphs, list items and table rows in reading order, by section."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from briefing.verify.container import Streams
from briefing.verify.content import Fonts, Stretch, stretches
from briefing.verify.record import Fault

if TYPE_CHECKING:
    import pikepdf

MOST_PAGES = 5_000
_MOST_NODES = 1_000_000
_DEEPEST = 40
_MOST_SECTIONS = 100  # on the highest level: a briefing has a dozen
_WHOLE = ("TR", "LI", "TOCI", "Figure")  # read as one, whatever they are made of
_INLINE = ("/Link", "/Span")


@dataclass(slots=True)
class Unit:
    """A paragraph, a heading, an item of a list or a row of a table."""

    section: int  # number of the section on the highest level; -1: before the first
    tag: str
    page: int = 0  # from 1, on which it begins
    alt: str = ""
    parts: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)  # of all elements inside
    links: list[tuple[str, str]] = field(default_factory=list)  # words of a link, and where it leads

    @property
    def text(self) -> str:
        """All its text."""
        return "".join(self.parts)


@dataclass(frozen=True, slots=True)
class Pages:
    """What stands on the pages: tagged text, text beside the structure (heads and feet), and what is laid over it."""

    units: tuple[Unit, ...]
    beside: tuple[tuple[int, str], ...]  # page from 1, text
    faults: tuple[Fault, ...]
    outline: tuple[str, ...]


def read_pages(pdf: pikepdf.Pdf, streams: Streams) -> Pages:
    """Return the text of all pages. Raises ``ValueError`` and the like for a PDF of another make."""
    pages = list(pdf.pages)
    if len(pages) > MOST_PAGES:
        raise ValueError("too many pages")
    fonts = Fonts(streams)
    drawn: list[dict[int | None, list[str]]] = []
    faults: list[Fault] = []
    for number, page in enumerate(pages, 1):
        streams.read(page.obj["/Contents"])  # counts what it unpacks to
        found, wrong = stretches(page, fonts, number)
        drawn.append(_by_mark(found))
        faults += wrong + _laid_over(page, number)
    walk = _Walk(drawn, {page.obj.objgen: place for place, page in enumerate(pages)})
    walk.read(pdf.Root["/StructTreeRoot"]["/K"])
    beside = [
        (number, text)
        for number, marks in enumerate(drawn, 1)
        for mark, texts in marks.items()
        if mark is None or (number - 1, mark) not in walk.used
        for text in texts
    ]
    return Pages(tuple(walk.units), tuple(beside), tuple(faults), tuple(_outline(pdf)))


def _by_mark(found: list[Stretch]) -> dict[int | None, list[str]]:
    marks: dict[int | None, list[str]] = {}
    for stretch in found:
        marks.setdefault(stretch.mark, []).append(stretch.text)
    return marks


def _laid_over(page: pikepdf.Page, number: int) -> list[Fault]:
    kinds = {str(note.get("/Subtype")) for note in page.obj.get("/Annots", [])} - {"/Link"}
    return [Fault(number, f"an annotation ({', '.join(sorted(kinds))[:60]}) is laid over the page")] if kinds else []


def _outline(pdf: pikepdf.Pdf) -> list[str]:
    """Return the titles of the bookmarks."""
    titles: list[str] = []
    seen: set[tuple[int, int]] = set()
    top = pdf.Root.get("/Outlines")
    waiting = [top["/First"]] if top is not None and "/First" in top else []
    while waiting:
        item = waiting.pop()
        if item.objgen in seen:
            raise ValueError("an outline without end")
        seen.add(item.objgen)
        titles.append(str(item["/Title"]))
        waiting += [item[key] for key in ("/Next", "/First") if key in item]
    return titles


class _Walk:
    """A walk through the structure, in reading order."""

    def __init__(self, drawn: list[dict[int | None, list[str]]], places: dict[Any, int]) -> None:
        self._drawn, self._places = drawn, places
        self.units: list[Unit] = []
        self.used: set[tuple[int, int]] = set()
        self._sections = -1
        self._nodes = 0

    def read(self, kids: Any) -> None:
        """Read the elements at the top."""
        for element in _several(kids):
            self._element(element, 0, None, -1)

    def _element(self, element: Any, depth: int, unit: Unit | None, section: int) -> None:
        self._nodes += 1
        if depth > _DEEPEST or self._nodes > _MOST_NODES:
            raise ValueError("a structure without end")
        tag = str(element["/S"])[1:]
        if tag == "Sect" and section < 0:
            section = self._next_section()
        if unit is not None:
            unit.tags.add(tag)
        elif tag in _WHOLE:
            unit = self._unit(tag, element, section)
        self._kids(element, tag, depth, unit, section)

    def _next_section(self) -> int:
        self._sections += 1
        if self._sections > _MOST_SECTIONS:
            raise ValueError("too many sections")
        return self._sections

    def _kids(self, element: Any, tag: str, depth: int, unit: Unit | None, section: int) -> None:
        """Read what an element holds; text that belongs to no unit makes one of this element."""
        page = self._places.get(element["/Pg"].objgen, -1) if "/Pg" in element else -1
        before = len(unit.parts) if unit is not None else 0
        target = ""
        for kid in _several(element.get("/K", [])):
            content = self._content(kid, page)
            if content is not None:
                unit = unit or self._unit(tag, element, section)
                self._text(unit, *content)
            elif "/Obj" in kid:
                target = target or _target(kid["/Obj"])
            elif "/S" in kid:
                if unit is None and str(kid["/S"]) in _INLINE:
                    unit = self._unit(tag, element, section)
                self._element(kid, depth + 1, unit, section)
        if target and unit is not None:
            unit.links.append(("".join(unit.parts[before:]), target))

    def _content(self, kid: Any, page: int) -> tuple[int, int] | None:
        """Return page and mark of a marked content; None for an element or an annotation."""
        if isinstance(kid, int):
            return page, kid
        return (self._places[kid["/Pg"].objgen], int(kid["/MCID"])) if "/MCID" in kid else None

    def _unit(self, tag: str, element: Any, section: int) -> Unit:
        made = Unit(section, tag, alt=str(element.get("/Alt", "")))
        self.units.append(made)
        return made

    def _text(self, unit: Unit, page: int, mark: int) -> None:
        if page < 0 or (page, mark) in self.used:
            raise ValueError("a structure that does not fit its pages")
        self.used.add((page, mark))
        unit.page = unit.page or page + 1
        unit.parts += self._drawn[page].get(mark, [])


def _several(kids: Any) -> list[Any]:
    import pikepdf

    return list(kids) if isinstance(kids, (pikepdf.Array, list)) else [kids]


def _target(annotation: Any) -> str:
    """Return where a link leads, as text that is equal for equal places."""
    if "/Dest" in annotation:
        place = annotation["/Dest"]
        return f"{place[0].objgen}" + "".join(f" {part}" for part in list(place)[1:])
    return str(annotation.get("/A", {}).get("/URI", ""))
