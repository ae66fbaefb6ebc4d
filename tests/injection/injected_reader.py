"""The reader of a process beside this one, with the network closed."""

from __future__ import annotations

import socket
from typing import Any


def read(data: bytes, path: str) -> Any:
    """Read a file where every socket raises."""
    from briefing.sources.contents import read_documents

    def closed(*_: object, **__: object) -> None:
        raise AssertionError("the network was touched")

    class Socket(socket.socket):
        __init__ = closed  # type: ignore[assignment]

    socket.socket = Socket  # type: ignore[misc]
    socket.create_connection = socket.getaddrinfo = closed  # type: ignore[assignment]
    return read_documents(data, path)
