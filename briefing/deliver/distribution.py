"""To whom a briefing goes, from whom, and through which server."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefing.deliver.address import Mailbox


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
class SmtpServer:
    """A mail server. The password stands in the environment variable ``password_env``, never here."""

    host: str
    port: int
    security: Security = Security.STARTTLS
    user: str | None = None
    password_env: str = "BRIEFING_SMTP_PASSWORD"


@dataclass(frozen=True, slots=True)
class Distribution:
    """The list of a brief. ``subject`` holds ``{title}``, ``{as_of}`` and ``{name}``; no recipient stands twice."""

    sender: Mailbox
    recipients: tuple[Mailbox, ...]
    subject: str = "{title} - {as_of}"
    in_doubt: InDoubt = InDoubt.RESEND
    smtp: SmtpServer | None = None
