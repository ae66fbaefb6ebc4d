"""Ways out for a message: a mail server, or a folder. Both are alike to the caller."""

from __future__ import annotations

import contextlib
import re
import smtplib
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from briefing.deliver.address import Mailbox
from briefing.deliver.distribution import Security, SmtpServer
from briefing.deliver.files import write_atomic
from briefing.deliver.pace import Pace, pace_of
from briefing.deliver.secret import Secret
from briefing.deliver.summary import clean
from briefing.errors import DeliveryError

TIMEOUT = 60.0
"""Seconds for which an answer of the server is awaited."""

SMALLER = "sources_inside: quoted, or none, in the brief makes it smaller"
"""What to do about a PDF that is too large for the mail."""


class Outcome(StrEnum):
    """What became of one message."""

    SENT = "sent"
    LATER = "later"  # refused for now (4xx), or the connection broke before the end
    REFUSED = "refused"  # for good (5xx)
    IN_DOUBT = "in doubt"  # given away whole, and no answer came


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one message, in the words of the server or ours."""

    outcome: Outcome
    text: str = ""
    broken: bool = False  # the connection, not the message


class Sender(Protocol):
    """Takes messages one at a time; used as a context manager."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def send(self, sender: Mailbox, reader: Mailbox, message: bytes, commit: Callable[[], None]) -> Answer:
        """Hand one message over. ``commit`` is called when all of it is written but the end that makes it count.

        Raises ``DeliveryError`` when no message can go this way at all.
        """


class FolderSender:
    """Writes each message into a folder, as ``STEM.READER.eml``; equal messages are equal files."""

    def __init__(self, folder: Path, stem: str) -> None:
        self.folder, self.stem = folder, stem
        self.written: list[Path] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None  # nothing to close

    def send(self, sender: Mailbox, reader: Mailbox, message: bytes, commit: Callable[[], None]) -> Answer:
        commit()
        path = self.folder / f"{self.stem}.{re.sub(r'[^a-z0-9@._+-]', '_', reader.key)}.eml"
        write_atomic(path, message)
        self.written.append(path)
        return Answer(Outcome.SENT)


class SmtpSender:
    """One connection to a mail server, opened when it is needed and again when it breaks."""

    def __init__(
        self,
        server: SmtpServer,
        password: Secret | None = None,
        *,
        context: ssl.SSLContext | None = None,
        timeout: float = TIMEOUT,
        pace: Pace | None = None,
    ) -> None:
        self._server, self._password, self._timeout = server, password, timeout
        if pace is None and server.per_minute is not None:
            pace = pace_of(server.host, server.port, server.per_minute)
        self._pace = pace
        self._context = context
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._smtp is not None and kind is None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                self._smtp.quit()
        self._close()

    def send(self, sender: Mailbox, reader: Mailbox, message: bytes, commit: Callable[[], None]) -> Answer:
        """Hand one message to the server; see ``Sender.send``. No word of the password comes back."""
        try:
            answer = self._send(sender, reader, message, commit)
        except DeliveryError as error:
            raise DeliveryError(self._hidden(error.problem), error.where, error.hint) from None
        return replace(answer, text=self._hidden(answer.text))

    def _hidden(self, text: str) -> str:
        return self._password.hide(text, self._server.user or "") if self._password else text

    def _send(self, sender: Mailbox, reader: Mailbox, message: bytes, commit: Callable[[], None]) -> Answer:
        try:
            smtp = self._connected()
            self._check_size(smtp, len(message))
            if self._pace is not None:
                self._pace.wait()
            answer = self._envelope(smtp, sender, reader)
            if answer is not None:
                return answer
            smtp.send(_stuffed(message))
        except (smtplib.SMTPException, OSError) as error:
            self._close()
            return Answer(Outcome.LATER, f"no connection to {self._where}: {_words(error)}", broken=True)
        try:
            commit()
        except BaseException:
            self._close()  # without the final dot, the server drops what it has
            raise
        try:
            smtp.send(b".\r\n")
            code, text = smtp.getreply()
        except (smtplib.SMTPException, OSError) as error:
            self._close()
            return Answer(Outcome.IN_DOUBT, f"no answer from {self._where}: {_words(error)}", broken=True)
        if code == 421 or not 200 <= code < 600:
            self._close()
        if not 200 <= code < 600:
            return Answer(Outcome.IN_DOUBT, f"an answer from {self._where} that means nothing: {_reply(code, text)}")
        return _answer(code, text) or Answer(Outcome.SENT, _reply(code, text))

    def _check_size(self, smtp: smtplib.SMTP, size: int) -> None:
        limit = smtp.esmtp_features.get("size", "")
        if limit.isdecimal() and 0 < int(limit) < size:
            words = f"the message has {size / 1e6:.1f} MB, the server takes {int(limit) / 1e6:.1f} MB"
            raise DeliveryError(words, self._where, SMALLER)

    @property
    def _where(self) -> str:
        return f"{self._server.host}:{self._server.port}"

    def _envelope(self, smtp: smtplib.SMTP, sender: Mailbox, reader: Mailbox) -> Answer | None:
        """Name sender and reader and ask for the message; an answer means that it is not wanted."""
        code, text = smtp.mail(sender.address)
        if code >= 500:
            raise DeliveryError(f"the server refuses the sender: {_reply(code, text)}", self._where)
        refused = _answer(code, text)
        if refused is None:
            refused = _answer(*smtp.rcpt(reader.address))
        if refused is None:
            smtp.putcmd("data")
            code, text = smtp.getreply()
            if code == 354:
                return None
            refused = _answer(code, text) or Answer(Outcome.LATER, _reply(code, text))
        if refused.text.startswith("421"):
            self._close()
        else:
            try:
                smtp.rset()
            except (smtplib.SMTPException, OSError):
                self._close()  # what it said before it left counts
        return refused

    def _connected(self) -> smtplib.SMTP:
        if self._smtp is not None:
            return self._smtp
        try:
            self._smtp = self._open()
            self._begin(self._smtp)
            return self._smtp
        except ssl.SSLCertVerificationError as error:
            self._close()
            raise DeliveryError(f"the certificate is not trusted: {error.verify_message}", self._where) from None
        except smtplib.SMTPNotSupportedError as error:
            self._close()
            raise DeliveryError(f"the server does not offer what the brief asks for: {error}", self._where) from None
        except smtplib.SMTPResponseException as error:
            self._close()
            if 400 <= error.smtp_code < 500:
                raise OSError(_reply(error.smtp_code, error.smtp_error)) from None
            what = "the login was refused" if isinstance(error, smtplib.SMTPAuthenticationError) else "refused"
            raise DeliveryError(f"{what}: {_reply(error.smtp_code, error.smtp_error)}", self._where) from None
        except UnicodeEncodeError:
            self._close()
            raise DeliveryError("the login is not possible: user and password must be ASCII", self._where) from None
        except smtplib.SMTPServerDisconnected:
            raise
        except smtplib.SMTPException as error:
            self._close()
            raise DeliveryError(f"the login is not possible: {_words(error)}", self._where) from None

    def _open(self) -> smtplib.SMTP:
        server = self._server
        if server.security is Security.TLS:
            return smtplib.SMTP_SSL(server.host, server.port, timeout=self._timeout, context=self._tls())
        return smtplib.SMTP(server.host, server.port, timeout=self._timeout)

    def _begin(self, smtp: smtplib.SMTP) -> None:
        """Say all that comes before the first message."""
        server = self._server
        if server.security is Security.STARTTLS:
            smtp.starttls(context=self._tls())
        if smtp.sock is not None:  # the final dot is a packet of its own, and must not wait for another
            smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if server.user is not None:
            smtp.login(server.user, self._password.reveal() if self._password else "")
        else:
            smtp.ehlo_or_helo_if_needed()

    def _tls(self) -> ssl.SSLContext:
        if self._context is None:
            self._context = ssl.create_default_context()
        return self._context

    def _close(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None


def _stuffed(message: bytes) -> bytes:
    """Return the message as it goes over the wire, all but the final dot (RFC 5321, section 4.5.2)."""
    whole = message if message.endswith(b"\r\n") else message + b"\r\n"
    return whole.replace(b"\r\n.", b"\r\n..")  # the first line is a header


def _answer(code: int, text: bytes) -> Answer | None:
    """Return what a refusal means, or None when there is none."""
    if 200 <= code < 300:
        return None
    return Answer(Outcome.REFUSED if 500 <= code < 600 else Outcome.LATER, _reply(code, text))


def _reply(code: int, text: bytes | str) -> str:
    words = text.decode("ascii", "replace") if isinstance(text, bytes) else text
    return f"{code} {clean(words)[:200]}"


def _words(error: Exception) -> str:
    return clean(str(error))[:200] or type(error).__name__
