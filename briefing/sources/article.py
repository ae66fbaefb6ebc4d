"""A file that is one article: plain text, Markdown with front matter, or a web page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from briefing.errors import SourceError
from briefing.model import DateBasis, Furniture
from briefing.sources.declared import Declared
from briefing.sources.frontmatter import read_front_matter
from briefing.sources.limits import USUAL, Limits
from briefing.sources.lines import FIRST_LINE, FRONT_MATTER
from briefing.sources.live import live_parts
from briefing.sources.live_text import read_live_text, title_before
from briefing.sources.part import Part
from briefing.sources.text import Decoded, decode

_MADE_HERE = b"<pdf:Producer>briefing "
_PLAIN = "save the article as plain text or HTML"
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"-----BEGIN PGP MESSAGE", "the file is encrypted", "decrypt it first"),
    (b"age-encryption.org/", "the file is encrypted", "decrypt it first"),
    (b"Salted__", "the file is encrypted", "decrypt it first"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or encrypted office document", _PLAIN),
    (b"{\\rtf", "a rich text document", _PLAIN),
    (b"%!PS", "a PostScript document", _PLAIN),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
    (b"BZh", "a compressed file", "unpack it first"),
    (b"\xfd7zXZ\x00", "a compressed file", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a compressed file", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file", "unpack it first"),
    (b"\x89PNG\r\n", "an image", "leave it out of the folder"),
    (b"\xff\xd8\xff", "an image", "leave it out of the folder"),
    (b"GIF8", "an image", "leave it out of the folder"),
    (b"\x7fELF", "a program", "leave it out of the folder"),
    (b"SQLite format 3\x00", "a database", "leave it out of the folder"),
)
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,300}\?>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}<(?:!doctype\s+html|html|head|body|meta|title|article|script|h1|div)\b",
    re.IGNORECASE | re.DOTALL,
)


def read_article(data: bytes, limits: Limits = USUAL, timezone: str | None = None) -> Iterator[Part]:
    """Yield the one article in ``data``, of a live blog one for each day. Raises ``SourceError`` when it holds none.

    >>> [part.text for part in read_article(b"Trains ran again on Monday.")]
    ['Trains ran again on Monday.']
    """
    decoded = _text(data)
    notes: list[tuple[str, str]] = []
    furniture: tuple[Furniture, ...] = ()
    basis, found = DateBasis.METADATA, Declared()
    text = decoded.text
    page = is_page(text)
    if page:
        from briefing.sources.html import read_page

        markup, (text, found) = text, read_page(text, limits.markup)
        if days := _live_page(markup, found, limits, timezone):
            yield from days
            return
        notes += found.notes
    elif (front := read_front_matter(text)) is not None:
        basis, found = DateBasis.DECLARED, front.declared
        furniture = (Furniture((0, len(text[: front.end].rstrip())), FRONT_MATTER),)
        notes += front.notes
    if not re.search(r"\w", text[furniture[0].span[1] if furniture else 0 :]):
        raise SourceError("holds no text", hint="leave it out of the folder")
    if not page and (days := _live_text(text, furniture, found, basis)):
        yield from days
        return
    if "\ufffd" in text:
        notes.append((_lost(decoded, text.count("\ufffd")), "save it as UTF-8 if that matters"))
    yield Part(text, found, basis, furniture, tuple(notes))


def _live_page(markup: str, stated: Declared, limits: Limits, timezone: str | None) -> tuple[Part, ...]:
    from briefing.sources.live_page import read_live_page

    entries, before = read_live_page(markup, limits.markup)
    return live_parts(entries, before, stated, where="times of the entries", timezone=timezone) if entries else ()


def _live_text(text: str, front: tuple[Furniture, ...], stated: Declared, basis: DateBasis) -> tuple[Part, ...]:
    entries, before = read_live_text(text, front[0].span[1] if front else 0, stated.language or "en")
    if not entries:
        return ()
    if not stated.title:
        stated = stated.or_else(Declared(title=title_before(before)).read_in(title=FIRST_LINE))
    return live_parts(entries, before, stated, where="times of the entries", basis=basis)


def is_page(text: str) -> bool:
    """Whether ``text`` is the markup of a web page."""
    return _PAGE.match(text, 0, 10_000) is not None


def no_article(name: str, data: bytes) -> str:
    """Return why the file ``name`` is passed over: it is one of ours, so that no briefing quotes an earlier one.

    >>> no_article("brief.yaml", b"sources: articles"), no_article("note.txt", b"sources: two men")
    ('holds YAML keys and is no article', '')
    """
    if name.lower().endswith((".yaml", ".yml")) and _holds_keys(data):
        return "holds YAML keys and is no article"
    return "was made by briefing and is no article" if data.startswith(b"%PDF") and _MADE_HERE in data else ""


def _holds_keys(data: bytes) -> bool:
    """Whether ``data``, called YAML by its name, begins with a key: a brief, a calendar or a timeline."""
    lines = (line for line in data[:10_000].splitlines() if line.strip() and not line.startswith((b"#", b"---", b"%")))
    return re.match(rb"[^\s:{}\[\]][^:]{0,200}:(?:\s|$)|[{]", next(lines, b"")) is not None


def _text(data: bytes) -> Decoded:
    if not data.strip(b" \t\r\n\x00"):
        raise SourceError("is empty", hint="leave it out of the folder")
    for signature, what, remedy in _SIGNATURES:
        if data.startswith(signature):
            raise SourceError(f"is no article: {what}" if remedy == _PLAIN else what, hint=remedy)
    charset = re.search(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})", data[:4096], re.IGNORECASE)
    decoded = decode(data, charset.group(1).decode("ascii") if charset else None)
    if decoded is None:
        raise SourceError("is no text: binary, or in an encoding that is not known", hint="save it as UTF-8 text")
    start = decoded.text[:200].lstrip()
    if start[:1] in ("{", "[") and _is_json(decoded.text):
        raise SourceError("holds JSON data and no article", hint=_PLAIN)
    if start.startswith("<?xml") and not is_page(decoded.text):
        raise SourceError("holds XML and no web page", hint=_PLAIN)
    return decoded


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _lost(decoded: Decoded, count: int) -> str:
    characters = "1 character" if count == 1 else f"{count} characters"
    return f"{characters} could not be read as {decoded.encoding} and stand as U+FFFD"
