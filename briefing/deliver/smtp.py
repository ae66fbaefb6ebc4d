"""Messages to a mail server, one at a time over one connection; what became of each is known."""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import replace
from types import TracebackType
from typing import Self

from briefing.deliver.address import Mailbox
from briefing.deliver.connection import TIMEOUT, connect, reason, reply
from briefing.deliver.distribution import SmtpServer
from briefing.deliver.pace import Pace, pace_of
from briefing.deliver.secret import Secret
from briefing.deliver.senders import SMALLER, Answer, Outcome
from briefing.errors import DeliveryError


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
            with contextlib.suppress(OSError):
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
        except OSError as error:  # SMTPException is one
            return self._lost(error, unreached=True)
        try:
            refused = self._all_but_the_end(smtp, sender, reader, message)
        except OSError as error:
            return self._lost(error)
        if refused is not None:
            return refused
        try:
            commit()
        except BaseException:
            self._close()  # without the final dot, the server drops what it has
            raise
        return self._end(smtp)

    def _connected(self) -> smtplib.SMTP:
        if self._smtp is None:
            self._smtp = connect(self._server, self._password, context=self._context, timeout=self._timeout)
        return self._smtp

    def _all_but_the_end(self, smtp: smtplib.SMTP, sender: Mailbox, reader: Mailbox, message: bytes) -> Answer | None:
        """Write a message without its final dot; an answer means that it is not wanted."""
        self._check_size(smtp, len(message))
        if self._pace is not None:
            self._pace.wait()
        refused = self._envelope(smtp, sender, reader)
        if refused is None:
            smtp.send(_stuffed(message))
        return refused

    def _check_size(self, smtp: smtplib.SMTP, size: int) -> None:
        limit = smtp.esmtp_features.get("size", "")
        if limit.isdecimal() and 0 < int(limit) < size:
            words = f"the message has {size / 1e6:.1f} MB, the server takes {int(limit) / 1e6:.1f} MB"
            raise DeliveryError(words, self._where, SMALLER)

    def _envelope(self, smtp: smtplib.SMTP, sender: Mailbox, reader: Mailbox) -> Answer | None:
        """Name sender and reader and ask for the message; an answer means that it is not wanted."""
        code, text = smtp.mail(sender.address)
        if code >= 500:
            words = f"the server refuses the sender {sender.address}: {reply(code, text)}"
            raise DeliveryError(words, self._where, "name another one under distribution.from")
        refused = _answer(code, text)
        if refused is None:
            refused = _answer(*smtp.rcpt(reader.address))
        if refused is None:
            smtp.putcmd("data")
            code, text = smtp.getreply()
            if code == 354:
                return None
            refused = _answer(code, text) or Answer(Outcome.LATER, reply(code, text))
        if refused.text.startswith("421"):
            self._close()
        else:
            try:
                smtp.rset()
            except OSError:
                self._close()  # what it said before it left counts
        return refused

    def _end(self, smtp: smtplib.SMTP) -> Answer:
        """Write the final dot, and return what the server makes of the message."""
        try:
            smtp.send(b".\r\n")
            code, text = smtp.getreply()
        except OSError as error:
            self._close()
            return Answer(Outcome.IN_DOUBT, f"no answer from {self._where}: {reason(error)}", broken=True)
        if code == 421 or not 200 <= code < 600:
            self._close()
        if not 200 <= code < 600:
            return Answer(Outcome.IN_DOUBT, f"an answer from {self._where} that means nothing: {reply(code, text)}")
        return _answer(code, text) or Answer(Outcome.SENT, reply(code, text))

    @property
    def _where(self) -> str:
        return f"{self._server.host}:{self._server.port}"

    def _lost(self, error: OSError, *, unreached: bool = False) -> Answer:
        self._close()
        words = f"no connection to {self._where}: {reason(error)}"
        return Answer(Outcome.LATER, words, broken=True, unreached=unreached)

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
    return Answer(Outcome.REFUSED if 500 <= code < 600 else Outcome.LATER, reply(code, text))
