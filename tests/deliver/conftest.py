"""A running mail server, and something to send through it."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme
from mail_server import ONE, TWO, AnyPort, Handler, Server, login

from briefing.deliver.address import Mailbox
from briefing.deliver.dispatch import Draft
from briefing.deliver.distribution import Distribution, Security, SmtpServer
from briefing.deliver.summary import Cited, Line, Summary


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def serve(authority: trustme.CA) -> Iterator[Callable[..., Server]]:
    """Start a server: plain, with STARTTLS, or with TLS from the first byte; ``user`` makes it want a login."""
    running: list[AnyPort] = []

    def start(security: Security = Security.NONE, *, user: str | None = None, host: str = "127.0.0.1") -> Server:
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
            **options,
        )
        controller.start()
        running.append(controller)
        return Server(handler, SmtpServer(host, controller.port, security, user), trusted)

    yield start
    for controller in running:
        controller.stop()


@pytest.fixture
def distribution() -> Distribution:
    return Distribution(Mailbox("desk@example.org", "Desk"), (ONE, TWO))


@pytest.fixture
def summary() -> Summary:
    return Summary(
        name="ferry-strike",
        title="Ferry strike ends",
        as_of="Friday 8 March 2024",
        day="2024-03-08",
        zone="",
        language="en",
        bottom_line=(Line("Crews return to work on Monday [11 March].", (1, 2)),),
        sources=(Cited(1, "Harbour Post", "Crews vote", "8 March 2024"),),
        all_sources=2,
    )


@pytest.fixture
def draft(summary: Summary, tmp_path: Path) -> Draft:
    return Draft("ferry-strike", summary, b"%PDF-1.7 first\n", str(tmp_path / "ferries.yaml"))
