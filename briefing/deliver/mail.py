"""A briefing as an e-mail message: pure, and the same bytes for the same edition and reader."""

from __future__ import annotations

import datetime as dt
import hashlib
import textwrap
from base64 import b64decode
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from briefing.deliver.address import Mailbox
from briefing.deliver.body import CHART_ID, Pdf, html_of, text_of
from briefing.deliver.distribution import Template
from briefing.deliver.links import filled, for_reader, list_headers
from briefing.deliver.summary import Summary, clean

LONGEST_SUBJECT = 200

_UNFOLDED = 78  # a longer line of a header is folded


@dataclass(frozen=True, slots=True)
class Edition:
    """A briefing as it goes out: the same for every reader.

    ``series`` names the brief in the outbox; ``revision`` counts from 1; ``date`` is that of the ``Date`` header,
    which is left out without one.
    """

    series: str
    summary: Summary
    sender: Mailbox
    subject: str
    pdf: bytes
    date: dt.datetime | None
    revision: int = 1
    link: str = ""  # where the PDF lies that is too large to be attached; may hold {file}, {name}, {day}
    unsubscribe: tuple[str, ...] = ()
    html: Template | None = None  # in place of the one that is shipped
    text: Template | None = None


def subject_of(template: str, summary: Summary, *, corrected: bool = False) -> str:
    """Return the subject: the template of the brief with its fields filled in, on one line."""
    text = clean(template.format(title=summary.title, as_of=summary.as_of, name=summary.name))
    if len(text) > LONGEST_SUBJECT:
        text = textwrap.shorten(text, LONGEST_SUBJECT, placeholder=" ...")
    return f"{text} (corrected)" if corrected else text


def message_id(series: str, day: str, revision: int, sender: str, reader: Mailbox) -> str:
    """Return the Message-ID of the one message that brings this edition to this reader; ``sender`` is an address."""
    words = "\0".join((series, day, str(revision), reader.key))
    return f"<{hashlib.sha256(words.encode()).hexdigest()[:32]}@{sender.rpartition('@')[2]}>"


def thread_id(series: str, sender: str, reader: Mailbox) -> str:
    """Return the Message-ID to which all editions of a series refer, so that a mail program shows them as one thread.

    No message bears it; the first edition has nothing to go before it.
    """
    return message_id(series, "", 0, sender, reader)


def compose(edition: Edition) -> bytes:
    """Return the message, complete but for the reader: text, HTML alternative, and the PDF.

    Nothing in it needs the network. The boundaries come from the content, so that equal editions are equal bytes.
    """
    summary = edition.summary
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(edition.sender.name, addr_spec=edition.sender.address)
    message["Subject"] = edition.subject
    if edition.date is not None:
        message["Date"] = edition.date
    message["Auto-Submitted"] = "auto-generated"
    pdf = _pdf(edition)
    leave = next((link for link in edition.unsubscribe if "{" not in link), "")
    message.set_content(text_of(summary, pdf, leave, edition.text), cte="quoted-printable")
    html = html_of(summary, pdf, leave, edition.html)
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    if summary.chart and f"cid:{CHART_ID}" in html:
        (_, part) = message.iter_parts()
        assert isinstance(part, EmailMessage)
        part.add_related(b64decode(summary.chart), "image", "png", disposition="inline", cid=f"<{CHART_ID}>")
    if not pdf.link:
        message.add_attachment(edition.pdf, maintype="application", subtype="pdf", filename=pdf.name)
    digest = hashlib.sha256(edition.pdf + html.encode()).hexdigest()[:24]
    for n, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{digest}_{n}")  # "=_" stands in no quoted-printable or base64 text
    list_id = f"{summary.name}.{edition.sender.address.rpartition('@')[2]}"
    return list_headers(list_id, edition.unsubscribe).encode("ascii") + message.as_bytes()


def addressed(message: bytes, identity: str, reader: Mailbox, thread: str) -> bytes:
    """Return the bytes of ``compose(edition)`` as they go to one reader, who sees no other address.

    ``identity`` is the Message-ID, ``thread`` the one of ``thread_id``.
    """
    listed, sender, rest = message.partition(b"From: ") if message.startswith(b"List-Id: ") else (b"", b"", message)
    lines = (f"To: {reader.address}", f"Message-ID: {identity}", f"References: {thread}")
    if not reader.name and max(map(len, lines)) <= _UNFOLDED:  # what the library would make of it, many times slower
        top = "\r\n".join((*lines, "")).encode("ascii")
    else:
        head = EmailMessage(policy=SMTP)
        head["To"] = Address(reader.name, addr_spec=reader.address)
        head["Message-ID"] = identity
        head["References"] = thread
        top = head.as_bytes().removesuffix(b"\r\n")
    return b"".join((top, for_reader(listed, reader), sender, rest))


def pdf_name(summary: Summary) -> str:
    """Return the name under which the PDF is attached: ``NAME-2025-08-22.pdf``."""
    return f"{summary.name}-{summary.day}.pdf" if summary.day else f"{summary.name}.pdf"


def _pdf(edition: Edition) -> Pdf:
    summary, size = edition.summary, len(edition.pdf)
    name = pdf_name(summary)
    return Pdf(
        name=name,
        size=f"{size / 1e6:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB",
        sha256=hashlib.sha256(edition.pdf).hexdigest(),
        link=filled(edition.link, file=name, name=summary.name, day=summary.day),
    )
