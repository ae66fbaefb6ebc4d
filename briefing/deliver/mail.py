"""A briefing as an e-mail message: pure, and the same bytes for the same edition and reader."""

from __future__ import annotations

import datetime as dt
import hashlib
import textwrap
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from html import escape

from briefing.deliver.address import Mailbox
from briefing.deliver.summary import LONGEST_LINE, Line, Summary, clean, shortened

LONGEST_SUBJECT = 200
LARGEST_HTML = 95_000
"""Bytes; a well-known mail program cuts off what is longer than 102 kB."""

_CHART = "timeline@chart.invalid"  # the same in every message: it is looked for in the message alone
_UNFOLDED = 78  # a longer line of a header is folded
_WIDTH = 72  # columns of the plain text


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


def compose(edition: Edition) -> EmailMessage:
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
    name = pdf_name(summary)
    message.set_content(_text(summary, name), cte="quoted-printable")
    html = _fitting_html(summary, name)
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    if summary.chart:
        (_, part) = message.iter_parts()
        assert isinstance(part, EmailMessage)
        part.add_related(b64decode(summary.chart), "image", "png", disposition="inline", cid=f"<{_CHART}>")
    message.add_attachment(edition.pdf, maintype="application", subtype="pdf", filename=name)
    digest = hashlib.sha256(edition.pdf + html.encode()).hexdigest()[:24]
    for n, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{digest}_{n}")  # "=_" stands in no quoted-printable or base64 text
    return message


def addressed(message: bytes, identity: str, reader: Mailbox, thread: str) -> bytes:
    """Return the bytes of ``compose(edition)`` as they go to one reader, who sees no other address.

    ``identity`` is the Message-ID, ``thread`` the one of ``thread_id``.
    """
    lines = (f"To: {reader.address}", f"Message-ID: {identity}", f"References: {thread}")
    if not reader.name and max(map(len, lines)) <= _UNFOLDED:  # what the library would make of it, many times slower
        return "\r\n".join((*lines, "")).encode("ascii") + message
    head = EmailMessage(policy=SMTP)
    head["To"] = Address(reader.name, addr_spec=reader.address)
    head["Message-ID"] = identity
    head["References"] = thread
    return head.as_bytes().removesuffix(b"\r\n") + message


def pdf_name(summary: Summary) -> str:
    """Return the name under which the PDF is attached: ``NAME-2025-08-22.pdf``."""
    return f"{summary.name}-{summary.day}.pdf" if summary.day else f"{summary.name}.pdf"


def _text(summary: Summary, attached: str) -> str:
    parts = [_fill(summary.title), _as_of(summary)]
    parts += [_fill(f"Please note: {notice}") for notice in summary.notices]
    if _has_news(summary):
        parts += [_heading(_new_words(summary)), *(_bullet(words) for words in _news(summary))]
    parts += [_heading("Bottom line"), *(_bullet(words) for words in _bottom_line(summary))]
    if summary.sources:
        parts += [
            _heading("Sources"),
            "\n".join(_fill(row, subsequent_indent="    ") for row in _rows(summary)),
        ]
    parts.append(_fill(_attached(summary, attached)))
    return "\n\n".join(parts) + "\n"


def _fitting_html(summary: Summary, attached: str) -> str:
    """Return the HTML, shortened until no mail program cuts it off."""
    for longest, rows in ((LONGEST_LINE, 60), (500, 40), (200, 20), (60, 5)):
        html = _html(shortened(summary, longest, rows), attached)
        if len(html.encode()) <= LARGEST_HTML:
            break
    return html


def _html(summary: Summary, attached: str) -> str:
    body = [f'<h1 style="{_H1}">{escape(summary.title)}</h1>', f'<p style="{_MUTED}">{escape(_as_of(summary))}</p>']
    body += [f'<p style="{_P}"><strong>Please note:</strong> {escape(notice)}</p>' for notice in summary.notices]
    if _has_news(summary):
        body += [f'<h2 style="{_H2}">{escape(_new_words(summary))}</h2>', _list(_news(summary))]
    body += [f'<h2 style="{_H2}">Bottom line</h2>', _list(_bottom_line(summary))]
    if summary.chart:
        body.append(f'<p style="{_P}"><img src="cid:{_CHART}" width="600" style="{_IMG}" alt="{_alt(summary)}"></p>')
    if summary.sources:
        rows = "<br>\n".join(escape(row) for row in _rows(summary))
        body += [f'<h2 style="{_H2}">Sources</h2>', f'<p style="{_MUTED}">{rows}</p>']
    body.append(f'<p style="{_P}">{escape(_attached(summary, attached))}</p>')
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(summary.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(summary.title)}</title>\n</head>\n"
        f'<body style="{_BODY}">\n<div style="{_COLUMN}">\n' + "\n".join(body) + "\n</div>\n</body>\n</html>\n"
    )


_BODY = "margin:0;padding:16px;background:#ffffff;color:#1b2730"
_COLUMN = "max-width:600px;margin:0 auto;font-family:Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5"
_H1 = "font-size:24px;line-height:1.2;margin:0 0 8px"
_H2 = "font-size:17px;line-height:1.3;margin:24px 0 8px;padding-top:8px;border-top:2px solid #0f5a73"
_P = "margin:0 0 8px"
_MUTED = "margin:0 0 8px;font-size:14px;color:#56646e"
_IMG = "display:block;width:100%;max-width:600px;height:auto;margin:24px 0 0"
_UL = "margin:0;padding-left:20px"
_LI = "margin:0 0 8px"


def _alt(summary: Summary) -> str:
    return escape(summary.chart_words or "Timeline chart")


def _list(items: Sequence[str]) -> str:
    rows = "".join(f'<li style="{_LI}">{escape(item)}</li>\n' for item in items)
    return f'<ul style="{_UL}">\n{rows}</ul>'


def _fill(words: str, initial_indent: str = "", subsequent_indent: str = "") -> str:
    return textwrap.fill(
        words,
        _WIDTH,
        initial_indent=initial_indent,
        subsequent_indent=subsequent_indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _heading(words: str) -> str:
    return f"{words}\n{'-' * min(len(words), _WIDTH)}"


def _bullet(words: str) -> str:
    return _fill(words, initial_indent="* ", subsequent_indent="  ")


def _words(line: Line) -> str:
    numbers = "".join(f" [{number}]" for number in line.references)
    return f"{line.text}{numbers}"


def _bottom_line(summary: Summary) -> list[str]:
    return [_words(line) for line in summary.bottom_line] or ["No event could be dated."]


def _has_news(summary: Summary) -> bool:
    return bool(summary.since)


def _new_words(summary: Summary) -> str:
    return f"New since {summary.since}"


def _news(summary: Summary) -> list[str]:
    found = [_words(line) for line in summary.new]
    if summary.more_new:
        found.append(f"And {summary.more_new} more in the PDF.")
    found += [f"No longer told: {headline}" for headline in summary.gone]
    return found or ["Nothing."]


def _as_of(summary: Summary) -> str:
    zone = f", {summary.zone}" if summary.zone else ""
    return f"Information as of {summary.as_of}{zone}"


def _rows(summary: Summary) -> list[str]:
    return [
        f"[{row.number}] {', '.join(part for part in (row.outlet, row.title, row.date) if part)}"
        for row in summary.sources
    ]


def _attached(summary: Summary, attached: str) -> str:
    counted = "one source" if summary.all_sources == 1 else f"{summary.all_sources} sources"
    return f"The whole briefing, with every date and its reason, is attached: {attached} ({counted})."
