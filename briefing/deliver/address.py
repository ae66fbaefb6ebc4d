"""Mailboxes that are safe to write into a header and to name to a server."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 254
"""Characters of an address (RFC 5321, section 4.5.3.1.3)."""

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """One mailbox: its address in ASCII, and the name of its owner (may be empty)."""

    address: str
    name: str = ""

    @property
    def key(self) -> str:
        """What makes two mailboxes the same: the address, small letters."""
        return self.address.lower()

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>" if self.name else self.address


def read_mailbox(text: str) -> Mailbox:
    """Return the mailbox of ``Reader One <one@example.org>`` or ``one@example.org``.

    Raises ``ValueError``: a line break or another control character, two addresses, no address. A domain beyond ASCII
    is written in its ASCII form (IDNA).

    >>> str(read_mailbox("Desk <desk@example.org>"))
    'Desk <desk@example.org>'
    """
    if any(not char.isprintable() for char in text):
        raise ValueError("an address stands on one line, without control characters")
    text = text.strip()
    name, address = "", text
    if text.endswith(">"):
        name, _, address = text[:-1].rpartition("<")
        name = name.strip()
        if len(name) > 1 and name[0] == name[-1] == '"':
            name = name[1:-1].replace('\\"', '"').strip()
    if any(char in name for char in "<>@") or len(name) > 200:
        raise ValueError("one address, as in: Reader One <one@example.org>")
    local, at, domain = address.strip().rpartition("@")
    if not at or not local or not domain:
        raise ValueError("an address like one@example.org")
    if not local.isascii():
        raise ValueError("an address without accents before the @")
    address = f"{local}@{_domain(domain)}"
    if not _LOCAL.fullmatch(local) or len(local) > 64 or len(address) > LONGEST:
        raise ValueError("an address like one@example.org")
    return Mailbox(address, name)


def _domain(domain: str) -> str:
    if not domain.isascii():
        try:
            domain = domain.encode("idna").decode("ascii")
        except UnicodeError:
            raise ValueError("an address like one@example.org") from None
    if not all(_LABEL.fullmatch(label) for label in domain.split(".")):
        raise ValueError("an address like one@example.org")
    return domain.lower()
