"""The password of a mail server: where it comes from, and that it is told to nobody else."""

from __future__ import annotations

import os
import stat
from base64 import b64encode
from collections.abc import Mapping

from briefing.errors import DeliveryError

HIDDEN = "[hidden]"
_SHORTEST = 3  # a shorter one is a part of any text
_LONGEST = 4096  # bytes of its file


class Secret:
    """A password that shows itself in no message, log or traceback.

    >>> Secret("open sesame")
    Secret([hidden])
    """

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def __repr__(self) -> str:
        return f"Secret({HIDDEN})"

    def reveal(self) -> str:
        """Return the password itself, for the server alone."""
        return self._value

    def hide(self, text: str, user: str) -> str:
        """Return ``text`` without the password, in each form in which a server is given it and might give it back."""
        raw, name = self._value.encode(), user.encode()
        coded = (
            b64encode(form).decode() for form in (b"\0%b\0%b" % (name, raw), b"%b\0%b\0%b" % (name, name, raw), raw)
        )
        for form in (self._value, *coded):
            if len(self._value) >= _SHORTEST:
                text = text.replace(form, HIDDEN)
        return text


def read_secret(variable: str, environment: Mapping[str, str] = os.environ) -> Secret | None:
    """Return what stands in the variable, or in the file that ``VARIABLE_FILE`` names; None when there is neither.

    Raises ``DeliveryError`` when others may read the file.
    """
    if value := environment.get(variable):
        return Secret(value)
    path = environment.get(f"{variable}_FILE")
    return read_secret_file(path) if path else None


def read_secret_file(path: str | os.PathLike[str]) -> Secret | None:
    """Return the password in a file, or None when it is empty; ``DeliveryError`` when others may read the file."""
    where = os.fspath(path)
    try:
        with open(path, "rb") as stream:
            if os.name == "posix" and stat.S_IMODE(os.fstat(stream.fileno()).st_mode) & 0o077:
                raise DeliveryError("others may read the file of the password", where, "chmod 600 it")
            words = stream.read(_LONGEST).decode("utf-8").strip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "is not UTF-8"
        raise DeliveryError(f"the file of the password cannot be read: {reason}", where) from None
    return Secret(words) if words else None
