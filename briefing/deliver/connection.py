"""The way to a mail server: connected, encrypted as the brief asks, and logged in."""

from __future__ import annotations

import smtplib
import socket
import ssl

from briefing.deliver.distribution import Security, SmtpServer
from briefing.deliver.secret import Secret
from briefing.deliver.summary import clean
from briefing.errors import DeliveryError

TIMEOUT = 60.0
"""Seconds for which an answer of the server is awaited."""

_CALL = 30.0
"""Seconds within which it takes a connection and greets."""

_LONGEST = 200  # characters of what a server says


def connect(
    server: SmtpServer,
    password: Secret | None = None,
    *,
    context: ssl.SSLContext | None = None,
    timeout: float = TIMEOUT,
) -> smtplib.SMTP:
    """Return a connection on which a message can be begun.

    Raises ``DeliveryError`` when there can be none until somebody changes something, and ``OSError`` (of which
    ``SMTPException`` is one) when there is none now.
    """
    smtp: smtplib.SMTP | None = None
    try:
        smtp = _called(server, context, min(_CALL, timeout))
        if server.security is Security.STARTTLS:
            smtp.starttls(context=context or ssl.create_default_context())
        if smtp.sock is not None:
            smtp.sock.settimeout(timeout)
            smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # the final dot must not wait for more
        if server.user is not None:
            smtp.login(server.user, password.reveal() if password else "")
        else:
            smtp.ehlo_or_helo_if_needed()
    except BaseException as error:
        if smtp is not None:
            smtp.close()
        final = _final(error, f"{server.host}:{server.port}")
        if final is None:
            raise
        raise final from None
    return smtp


def _called(server: SmtpServer, context: ssl.SSLContext | None, seconds: float) -> smtplib.SMTP:
    if server.security is Security.TLS:
        secured = context or ssl.create_default_context()
        return smtplib.SMTP_SSL(server.host, server.port, timeout=seconds, context=secured)
    return smtplib.SMTP(server.host, server.port, timeout=seconds)


def _final(error: BaseException, where: str) -> DeliveryError | None:
    """Return what to tell of an error that the next try would meet again; None of any other."""
    if isinstance(error, ssl.SSLCertVerificationError):
        words = f"the certificate is not trusted: {error.verify_message}"
        return DeliveryError(words, where, "name the host as its certificate does; SSL_CERT_FILE adds an authority")
    if isinstance(error, ssl.SSLError) and error.reason == "WRONG_VERSION_NUMBER":
        words = "the server does not begin with TLS on this port"
        return DeliveryError(words, where, "security: starttls, commonly on port 587, or another port")
    if isinstance(error, smtplib.SMTPNotSupportedError):
        words = f"the server does not offer what the brief asks for: {str(error).rstrip('.')}"
        return DeliveryError(words, where, "change security or user under distribution.smtp, or the server")
    if isinstance(error, smtplib.SMTPAuthenticationError) and error.smtp_code >= 500:
        words = f"the login was refused: {reply(error.smtp_code, error.smtp_error)}"
        return DeliveryError(words, where, "correct the user in the brief, or the password")
    if isinstance(error, smtplib.SMTPResponseException):
        words = f"refused: {reply(error.smtp_code, error.smtp_error)}"
        return None if 400 <= error.smtp_code < 500 else DeliveryError(words, where, "ask who runs the server")
    if isinstance(error, UnicodeEncodeError):
        return DeliveryError("the login is not possible: user and password must be ASCII", where, "choose others")
    if isinstance(error, smtplib.SMTPException) and not isinstance(error, smtplib.SMTPServerDisconnected):
        words = f"the login is not possible: {reason(error)}"
        return DeliveryError(words, where, "ask who runs the server")
    return None


def reply(code: int, text: bytes | str) -> str:
    """Return an answer of a server on one line, shortened."""
    words = text.decode("ascii", "replace") if isinstance(text, bytes) else text
    return f"{code} {clean(words)[:_LONGEST]}"


def reason(error: Exception) -> str:
    """Return why a connection was not made or was lost, on one line."""
    if isinstance(error, smtplib.SMTPResponseException):
        return reply(error.smtp_code, error.smtp_error)
    words = error.strerror if isinstance(error, OSError) and isinstance(error.strerror, str) else str(error)
    return clean(words)[:_LONGEST] or type(error).__name__
