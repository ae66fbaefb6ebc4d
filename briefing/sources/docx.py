"""Word documents (.docx): their paragraphs as they read with all changes accepted, and their core properties."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any

from briefing.errors import SourceError
from briefing.sources.archive import BROKEN, is_zip, opened
from briefing.sources.confirmed import confirmed_day, confirmed_title
from briefing.sources.declared import Declared, language_tag, plain_fact, publication_date
from briefing.sources.limits import USUAL, Limits
from briefing.sources.part import Part

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MAIN = "word/document.xml"
_CORE = "docProps/core.xml"
_LEFT_OUT = ("del", "moveFrom", "pict", "object", "instrText", "txbxContent")  # deleted, drawn, or computed
_TITLES = ("Title", "Heading1")


def is_docx(data: bytes) -> bool:
    """Whether ``data`` is a Word document."""
    if not is_zip(data) or _MAIN.encode() not in data:
        return False
    try:
        with opened(data) as archive:
            return _MAIN in archive.namelist()
    except SourceError:
        return False


def read_docx(data: bytes, limits: Limits = USUAL) -> Iterator[Part]:
    """Yield the article of a Word document. Raises ``SourceError`` when it is broken or too large."""
    from lxml import etree

    # Nothing outside is read, and no entity grows: a document type definition is not even opened.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        with opened(data, limits) as archive:
            body = etree.fromstring(_member(archive, _MAIN, limits.word), parser)
            core = (
                etree.fromstring(_member(archive, _CORE, limits.word), parser) if _CORE in archive.namelist() else None
            )
    except etree.XMLSyntaxError as error:
        raise SourceError("is a Word document that cannot be parsed", hint="save it as plain text") from error
    except BROKEN as error:
        raise SourceError("is a Word document that cannot be unpacked", hint="save it again") from error
    found = list(_paragraphs(body))
    if not any(char.isalnum() for _, text in found for char in text):
        raise SourceError("is a Word document without text", hint="leave it out of the folder")
    text = "\n\n".join(text for _, text in found) + "\n"
    yield Part(text, _stated(core, found, text))


def _stated(core: Any, found: list[tuple[str, str]], text: str) -> Declared:
    facts: dict[str, str] = {}
    for element in core if core is not None else ():
        if isinstance(element.tag, str) and element.text:
            facts.setdefault(element.tag.rpartition("}")[2], element.text)
    own = confirmed_title(facts.get("title", ""), text)
    marked = next((line for style, line in found[:5] if style in _TITLES), "")
    published = confirmed_day(publication_date(facts.get("created", "")), text)
    return Declared(
        title=own or plain_fact(marked),
        author=plain_fact(facts.get("creator", "")),
        language=language_tag(facts.get("language", "")),
        published=published,
        published_note="date created, as the article says" if published else "",
    ).read_in(
        title="document property title, as the article says" if own else "paragraph in the style of a title",
        author="document property creator",
        language="document property language",
    )


def _paragraphs(body: Any) -> Iterator[tuple[str, str]]:
    """Yield the style and the text of every paragraph that says something, tables cell by cell."""
    from lxml import etree

    style, pieces = "", list[str]()
    walker = etree.iterwalk(body, events=("start", "end"))
    for event, element in walker:
        name = _name(element)
        if event == "start" and (name in _LEFT_OUT or element.tag == _FALLBACK):
            walker.skip_subtree()
        elif event == "start" and name == "p":
            style, pieces = "", []
        elif event == "start" and name == "pStyle":
            style = element.get(f"{element.tag.partition('}')[0]}}}val") or ""
        elif event == "end" and name == "t":
            pieces.append(element.text or "")
        elif event == "end" and name in ("tab", "br", "cr"):
            pieces.append(" ")
        elif event == "end" and name == "noBreakHyphen":
            pieces.append("-")
        elif event == "end" and name == "p" and (line := " ".join("".join(pieces).split())):
            yield style, line
            pieces = []


def _name(element: Any) -> str:
    """Return the name of an element of a Word document, without its namespace; empty for those of others."""
    tag = element.tag if isinstance(element.tag, str) else ""
    return next((tag.removeprefix(space) for space in (_WORD, _STRICT) if tag.startswith(space)), "")


def _member(archive: zipfile.ZipFile, name: str, largest: int) -> bytes:
    with archive.open(name) as stream:
        data = stream.read(largest + 1)
    if len(data) > largest:
        raise SourceError(f"is too large a Word document: at most {largest:,} bytes of text", hint="split it")
    return data


_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # says the same a second time
