"""Mails and mail folders: an article in the body, forwarded, or attached."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from briefing.errors import SourceError
from briefing.model import Furniture
from briefing.sources.declared import Declared, language_tag, plain_fact, publication_date
from briefing.sources.forwarded import Forwarded, bare_subject, find_forwarded, unquoted
from briefing.sources.limits import USUAL, Limits
from briefing.sources.lines import alphanumeric, words
from briefing.sources.moment import moment
from briefing.sources.part import Found, Packed, Part, Refusal
from briefing.sources.text import decode

if TYPE_CHECKING:
    from email.message import Message

HEADER = "mail header"
SIGNATURE = "signature"

_FIELD = rb"[!-9;-~]{1,70}:[ \t]"
_HEAD = re.compile(rb"(?:" + _FIELD + rb"[^\n]*\n(?:[ \t][^\n]*\n)*)+\r?\n")
_KNOWN = re.compile(rb"(?im)^(?:from|received|return-path|message-id|mime-version|delivered-to|x-mailer):")
_ANY = re.compile(rb"(?im)^(?:subject|date|to|content-type):")
_POSTMARK = re.compile(
    rb"From (?:(?<=\n\nFrom )|(?<=\n\r\nFrom ))[^\r\n]{1,200}?\d\d:\d\d[^\r\n]{0,20}\d{4}[^\r\n]{0,20}\r?\n(?=>?"
    + _FIELD
    + rb")"
)
_LONG_FIELD = re.compile(rb"(?im)^content-[a-z-]{1,40}:[^\n]*(?:\n[ \t][^\n]*)*")
_LONGEST_FIELD = 4_000  # characters of a header field that is looked into
_MOST_BOUNDARIES = 100  # of multipart bodies in one mail
_COVER = 40  # words of a mail that only says what is attached
_BESIDE = ("image/", "audio/", "video/", "font/", "text/calendar", "application/pgp-", "application/pkcs7-signature")
_SEALED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")


def is_mbox(data: bytes) -> bool:
    """Whether ``data`` is a folder of mails, one after the other."""
    return data.startswith(b"From ") and _POSTMARK.match(b"\n\n" + data[:1_000], 2) is not None


def is_mail(data: bytes) -> bool:
    """Whether ``data`` begins with the header of a mail."""
    head = _HEAD.match(data[:100_000])
    return head is not None and bool(_KNOWN.search(head[0])) and bool(_ANY.search(head[0]))


def read_mbox(data: bytes, limits: Limits = USUAL) -> Iterator[Found]:
    """Yield the mails of a folder in their order."""
    data = b"\n\n" + data
    starts = list(_POSTMARK.finditer(data))
    ends = [match.start() for match in starts[1:]] + [len(data)]
    for n, (match, end) in enumerate(zip(starts, ends, strict=True), 1):
        yield Packed(re.sub(rb"(?m)^>(>{0,20}From )", rb"\1", data[match.end() : end]), "", (n,))


def read_mail(data: bytes, limits: Limits = USUAL) -> Iterator[Found]:
    """Yield the article in a mail's body, then what is attached. Raises ``SourceError`` when the mail is encrypted."""
    from email import message_from_bytes

    odd = data.lower().count(b"boundary=") > _MOST_BOUNDARIES
    if odd or any(len(field[0]) > _LONGEST_FIELD for field in _LONG_FIELD.finditer(data)):
        raise SourceError("is a mail of too many parts", hint="save the article alone")
    try:
        message = message_from_bytes(data)
        bodies, attached = _contents(message, limits.markup)
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise SourceError("is a mail that cannot be parsed", hint="save the article as plain text") from error
    body = "\n\n".join(bodies)
    if attached and len(words(body)) < _COVER:
        if words(body):
            yield Refusal("its own words only cover what is attached", "", note=True)
    elif words(body):
        yield _article(message, body)
    elif not attached:
        raise SourceError("is a mail without text", hint="leave it out of the folder")
    for n, (content, name) in enumerate(attached, 1):
        yield Packed(content, name, (n,))


def _article(message: Message, body: str) -> Part:
    subject, was_forwarded = bare_subject(_header(message, "subject"))
    found = find_forwarded(body)
    title = plain_fact((bare_subject(found.subject)[0] if found else "") or subject)
    before, story = (body[: found.end], unquoted(body[found.end :]).lstrip("\n")) if found else ("", body)
    top = "" if title is None or alphanumeric(title) == alphanumeric(story.lstrip().partition("\n")[0]) else title
    text = "\n\n".join(piece for piece in (top, before.strip(), story.strip()) if piece) + "\n"
    furniture: tuple[Furniture, ...] = ()
    if before.strip():
        start = len(top) + 2 if top else 0
        furniture += (Furniture((start, start + len(before.strip())), HEADER),)
    signature = re.search(r"\n-- ?\n(?=(?:[^\n]*\n){1,12}\Z)", text)
    if signature is not None and signature.end() < len(text.rstrip()):
        furniture += (Furniture((signature.start() + 1, len(text.rstrip())), SIGNATURE),)
    return Part(text, _stated(message, title, found, was_forwarded), furniture=furniture)


def _stated(message: Message, title: str | None, found: Forwarded | None, was_forwarded: bool) -> Declared:
    """Return the facts of a mail; of one that was forwarded without the date of what it forwards, no date."""
    from email.utils import parseaddr

    date, note = (found.date, "date of the forwarded mail") if found else (_header(message, "date"), "mail Date")
    published = publication_date(date) if found or not was_forwarded else None
    to_a_list = bool(message["list-id"] or message["list-unsubscribe"]) and found is None and not was_forwarded
    return Declared(
        title=title,
        publisher=plain_fact(parseaddr(_header(message, "from"))[0]) if to_a_list else None,
        published=published,
        published_note=note if published is not None else "",
        published_at=moment(date) if published is not None else None,
        language=language_tag(_header(message, "content-language").split(",")[0]),
    ).read_in(
        title="subject of the forwarded mail" if found and bare_subject(found.subject)[0] else "mail Subject",
        publisher="mail From",
        language="mail Content-Language",
    )


def _contents(message: Message, largest: int) -> tuple[list[str], list[tuple[bytes, str]]]:
    """Return the texts of a mail's body and the files that are attached, in their order."""
    bodies: list[str] = []
    attached: list[tuple[bytes, str]] = []
    pending = [message]
    while pending:
        part = pending.pop()
        kind = part.get_content_type()
        inner: Any = part.get_payload()
        if kind in _SEALED:
            raise SourceError("the mail is encrypted", hint="decrypt it first")
        if kind == "multipart/alternative" and isinstance(inner, list):
            texts = [leaf for leaf in part.walk() if leaf.get_content_type() in ("text/plain", "text/html")]
            bodies += [_preferred([_body(leaf, largest) for leaf in texts])]
        elif kind.startswith("message/") and isinstance(inner, list):
            attached += [(_bytes(mail), _header(mail, "subject")) for mail in inner[:1]]
        elif isinstance(inner, list):
            pending += reversed(inner[:1] if kind == "multipart/related" else inner)
        elif kind in ("text/plain", "text/html") and part.get_filename() is None:
            bodies += [_body(part, largest)]
        elif not kind.startswith(_BESIDE):
            content = part.get_payload(decode=True)
            attached += [(content, part.get_filename() or "")] if isinstance(content, bytes) else []
    return bodies, attached


def _preferred(texts: list[str]) -> str:
    """Return the first text, which is the plain one, unless it only points to a longer one."""
    longest = max((len(text) for text in texts), default=0)
    return next((text for text in texts if len(text) * 3 >= longest), "")


def _body(part: Message, largest: int) -> str:
    content = part.get_payload(decode=True)
    charset = part.get_content_charset()
    decoded = decode(content, charset) if isinstance(content, bytes) else None
    if decoded is None:
        return ""
    if decoded.text.lstrip().startswith("-----BEGIN PGP MESSAGE"):
        raise SourceError("the mail is encrypted", hint="decrypt it first")
    if part.get_content_type() == "text/html" and decoded.text.strip():
        from briefing.sources.html import read_page

        try:
            return read_page(decoded.text, largest)[0].strip()
        except SourceError:
            return ""
    return decoded.text.strip()


def _header(message: Message, name: str) -> str:
    """Return a field of the header, decoded; of a long one its beginning."""
    from email.errors import HeaderParseError
    from email.header import decode_header, make_header

    values = (str(value) for key, value in message.raw_items() if key.lower() == name)
    value = next(values, "")[:_LONGEST_FIELD].encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    try:
        return " ".join(str(make_header(decode_header(value))).split())
    except (HeaderParseError, LookupError, ValueError):
        return " ".join(value.split())


def _bytes(message: Message) -> bytes:
    from email.generator import BytesGenerator

    written = io.BytesIO()
    BytesGenerator(written, mangle_from_=False).flatten(message)
    return written.getvalue()
