"""Files of many formats, made of one article."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
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


def pdf(title: str, paragraphs: Sequence[str], made: str) -> bytes:
    """Return a PDF as a word processor prints it; ``made`` is when, as in ``20240313``."""
    import pikepdf
    from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    styles = getSampleStyleSheet()
    body = ParagraphStyle("body", styles["Normal"], spaceAfter=7)
    printed, out = io.BytesIO(), io.BytesIO()
    SimpleDocTemplate(printed).build(
        [Paragraph(escape(title), styles["Title"]), *(Paragraph(escape(text), body) for text in paragraphs)]
    )
    with pikepdf.open(printed) as opened:
        opened.docinfo["/CreationDate"] = f"D:{made}"
        opened.save(out)
    return out.getvalue()


def mail(subject: str, body: str, date: str) -> bytes:
    """Return a mail of plain text."""
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = "Harbour Post <news@example.org>", subject, date
    message.set_content(body)
    return message.as_bytes()


def warc(
    page: bytes, *, head: str = "Content-Type: text/html", status: str = "200 OK", kind: str = "response"
) -> bytes:
    """Return a record of a web archive: a page as it was answered."""
    block = f"HTTP/1.1 {status}\r\n{head}\r\n\r\n".encode() + page
    fields = f"WARC-Type: {kind}\r\nWARC-Target-URI: https://example.org/1\r\nContent-Type: application/http"
    return f"WARC/1.0\r\n{fields}\r\nContent-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"
