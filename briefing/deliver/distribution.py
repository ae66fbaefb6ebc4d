"""To whom a briefing goes, from whom, and through which server."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from briefing.deliver.address import Mailbox
from briefing.model import Problem


class Security(StrEnum):
    """How the connection to the server is protected; there is no way back from what is asked for."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"

    @property
    def port(self) -> int:
        """The usual port."""
        return {"starttls": 587, "tls": 465, "none": 25}[self.value]


class InDoubt(StrEnum):
    """What becomes of a message whose last answer never came."""

    RESEND = "resend"  # nobody is lost; somebody may get it twice
    HOLD = "hold"  # nobody gets it twice; somebody waits for a person


@dataclass(frozen=True, slots=True)
class Template:
    """The text of a template of messages; ``name`` is what messages call it."""

    name: str
    text: str
    html: bool


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """A mail server. The password stands in a file or in an environment variable, never here."""

    host: str
    port: int
    security: Security = Security.STARTTLS
    user: str | None = None
    password_env: str = "BRIEFING_SMTP_PASSWORD"
    password_file: Path | None = None  # counts instead of the variable
    per_minute: int | None = None  # messages that it may be asked to take


@dataclass(frozen=True, slots=True)
class Distribution:
    """The list of a brief. ``subject`` holds ``{title}``, ``{as_of}`` and ``{name}``; no recipient stands twice."""

    sender: Mailbox
    recipients: tuple[Mailbox, ...]
    subject: str = "{title} - {as_of}"
    in_doubt: InDoubt = InDoubt.RESEND
    smtp: SmtpServer | None = None
    tags: Mapping[str, frozenset[str]] = field(default_factory=dict)  # of recipients, by their key
    problems: tuple[Problem, ...] = ()  # rows of lists that name nobody
    html: Template | None = None  # in place of the one that is shipped
    text: Template | None = None
    unsubscribe: tuple[str, ...] = ()  # may hold {address}
    attachment_limit: int = 18  # MB of the PDF; in base64 a third more, and servers commonly refuse what is above 25
    link: str = ""  # where a PDF above the limit lies; may hold {file}, {name}, {day}

    def tagged(self, tags: Collection[str]) -> tuple[Mailbox, ...]:
        """Return the recipients who bear one of ``tags``; all of them when there are none."""
        if not tags:
            return self.recipients
        wanted = frozenset(tag.casefold() for tag in tags)
        return tuple(reader for reader in self.recipients if wanted & self.tags.get(reader.key, frozenset()))
