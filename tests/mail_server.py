"""A real mail server in this process, which can be told to misbehave."""

from __future__ import annotations

import asyncio
import datetime as dt
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from briefing.deliver.address import Mailbox
from briefing.deliver.distribution import SmtpServer

NOW = dt.datetime(2024, 3, 9, 6, 0, tzinfo=dt.UTC)
ONE, TWO, THREE = (Mailbox(f"{name}@example.org", name.title()) for name in ("one", "two", "three"))


@dataclass
class Handler:
    """Keeps what it accepts; answers come from ``at_rcpt`` and ``at_data``, by address, first come first taken."""

    received: list[tuple[str, bytes]] = field(default_factory=list)
    at_rcpt: dict[str, list[str]] = field(default_factory=dict)
    at_data: dict[str, list[str]] = field(default_factory=dict)
    logins: list[str] = field(default_factory=list)
    watch: Callable[[str, str], bool] = lambda point, address: False  # called at each point; true: lose the message

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        self.watch("rcpt", address)
        answers = self.at_rcpt.get(address, [])
        if answers and (answer := answers.pop(0)):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802
        (address,) = envelope.rcpt_tos
        if self.watch("data", address):
            return "451 lost"
        answers = self.at_data.get(address, [])
        answer = answers.pop(0) if answers else "250 taken"
        if answer in ("250 taken", "lost"):
            self.received.append((address, envelope.original_content))
            self.watch("taken", address)
        if answer in ("lost", "dropped"):  # with the message, or without it; the client cannot tell
            server.transport.abort()
            await asyncio.sleep(0)
        return answer

    def readers(self) -> list[str]:
        return [address for address, _ in self.received]


class AnyPort(Controller):
    """Listens on a port that the system picks."""

    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class Server:
    """The handler, and how to reach it."""

    def __init__(self, handler: Handler, smtp: SmtpServer, context: ssl.SSLContext | None) -> None:
        self.handler, self.smtp, self.context = handler, smtp, context


def login(handler: Handler) -> Callable[..., AuthResult]:
    def check(server: SMTP, session: Any, envelope: Any, mechanism: str, auth_data: Any) -> AuthResult:
        assert isinstance(auth_data, LoginPassword)
        handler.logins.append(auth_data.login.decode())
        return AuthResult(success=auth_data.password == b"open sesame", handled=False)

    return check
