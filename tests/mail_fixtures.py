"""Fixtures that start a real mail server."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import trustme
from mail_server import AnyPort, Handler, Server, login

from briefing.deliver.distribution import Security, SmtpServer


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def serve(authority: trustme.CA) -> Iterator[Callable[..., Server]]:
    """Start a server: plain, with STARTTLS, or with TLS from the first byte.

    ``user`` makes it want a login; ``largest`` is how many bytes of a message it takes.
    """
    running: list[AnyPort] = []

    def start(
        security: Security = Security.NONE,
        *,
        user: str | None = None,
        host: str = "127.0.0.1",
        largest: int = 33_554_432,
    ) -> Server:
        handler = Handler()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("127.0.0.1").configure_cert(context)
        trusted = ssl.create_default_context()
        authority.configure_trust(trusted)
        options: dict[str, Any] = {}
        if security is Security.STARTTLS:
            options |= {"tls_context": context, "require_starttls": True}
        if user is not None:
            options |= {"auth_required": True, "authenticator": login(handler)}
            options |= {"auth_require_tls": security is Security.STARTTLS}
        controller = AnyPort(
            handler,
            hostname=host,
            port=0,
            ssl_context=context if security is Security.TLS else None,
            data_size_limit=largest,
            **options,
        )
        controller.start()
        running.append(controller)
        return Server(handler, SmtpServer(host, controller.port, security, user), trusted)

    yield start
    for controller in running:
        controller.stop()
