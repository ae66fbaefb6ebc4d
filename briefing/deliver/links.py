"""Addresses of the net that a brief names: where a reader leaves the list, where a large PDF lies."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit

from briefing.deliver.address import Mailbox, read_mailbox

LONGEST = 500
"""Characters; a line of a header holds 998."""

_SAFE = re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+;=%{}-]+")  # a comma parts the addresses of a header
_CONTROL = re.compile(r"%(?:[01][0-9a-f]|7f)", re.IGNORECASE)
_FIELD = re.compile(r"\{([^{}]*)\}")


def check_link(text: str, schemes: tuple[str, ...], fields: tuple[str, ...]) -> None:
    """Raise ``ValueError`` unless ``text`` is an address of one of ``schemes``, with no braces but ``{field}``.

    What could end the line of a header, or begin another one, is refused, also when it is percent-encoded.

    >>> check_link("https://example.org/leave?who={address}", ("https", "mailto"), ("address",))
    """
    named = " or ".join(f"{scheme}:" for scheme in schemes)
    if len(text) > LONGEST or not _SAFE.fullmatch(text):
        raise ValueError(f"an address that begins with {named}, of up to {LONGEST} characters, others percent-encoded")
    if _CONTROL.search(text):
        raise ValueError("an address without control characters, percent-encoded or not")
    braces = _FIELD.sub(lambda match: "x" if match[1] in fields else "{", text)
    if "{" in braces or "}" in braces:
        allowed = " or ".join("{" + field + "}" for field in fields)
        raise ValueError(f"an address that may hold {allowed}, and no other braces")
    try:
        parts = urlsplit(braces)
        host = parts.hostname  # also checks brackets
        _ = parts.port
    except ValueError:
        raise ValueError(f"an address that begins with {named}") from None
    if parts.scheme not in schemes or (parts.scheme != "mailto" and not host):
        raise ValueError(f"an address that begins with {named}")
    if parts.scheme == "mailto":
        if parts.path != text.partition(":")[2].partition("?")[0]:
            raise ValueError("mailto: and an address of one's own; {address} may stand after ?subject=")
        read_mailbox(unquote(parts.path))


def filled(link: str, **values: str) -> str:
    """Return the link with its fields percent-encoded in.

    >>> filled("https://example.org/leave?who={address}", address="a+b@example.org")
    'https://example.org/leave?who=a%2Bb%40example.org'
    """
    return _FIELD.sub(lambda match: quote(values[match[1]], safe=""), link)


def list_headers(list_id: str, unsubscribe: tuple[str, ...]) -> str:
    """Return the header lines of a list (RFC 2919, 2369, 8058), each ended; ``{address}`` still stands in them."""
    lines = [f"List-Id: <{list_id}>"]
    if unsubscribe:
        lines.append("List-Unsubscribe: " + ",\r\n ".join(f"<{link}>" for link in unsubscribe))
    if any(link.startswith("https:") for link in unsubscribe):
        lines.append("List-Unsubscribe-Post: List-Unsubscribe=One-Click")
    return "".join(f"{line}\r\n" for line in lines)


def for_reader(headers: bytes, reader: Mailbox) -> bytes:
    """Return what ``list_headers`` made, for one reader."""
    return headers.replace(b"{address}", quote(reader.address, safe="").encode("ascii"))
