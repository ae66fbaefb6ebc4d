"""Files of many formats, made of one article."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    """Return a ZIP archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 3, 13, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def docx(paragraphs: Sequence[str], *, body: str = "", head: str = "", **facts: str) -> bytes:
    """Return a Word document; ``body`` is markup of more paragraphs, ``facts`` are core properties."""
    inner = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in paragraphs)
    core = "".join(f"<x:{name}>{escape(value)}</x:{name}>" for name, value in facts.items())
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"{head}<w:document {WORD}><w:body>{inner}{body}</w:body></w:document>",
            "docProps/core.xml": f'<x:coreProperties xmlns:x="http://purl.org/dc/terms/">{core}</x:coreProperties>',
        }
    )


def rss(*items: str, head: str = "", channel: str = "<title>Harbour Post</title>") -> bytes:
    """Return an RSS feed; ``items`` is the markup inside each item."""
    inner = "".join(f"<item>{item}</item>" for item in items)
    spaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f'<?xml version="1.0"?>{head}<rss version="2.0" {spaces}><channel>{channel}{inner}</channel></rss>'.encode()
