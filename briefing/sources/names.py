"""Names of files: text in outputs, and bytes on the disk, which need not be UTF-8."""

from __future__ import annotations

import re

_NO_TEXT = re.compile(r"\\udc([89a-f][0-9a-f])")  # a byte from 80 to FF, as Python reads the name (PEP 383)


def shown_name(path: str) -> str:
    r"""Return ``path`` as outputs call it: a byte that is no UTF-8 stands there as an escape.

    >>> shown_name("caf\udce9.txt")
    'caf\\udce9.txt'
    """
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def disk_names(shown: str) -> tuple[str, ...]:
    r"""Return the names on the disk of a file that outputs call ``shown``, the likelier first.

    >>> disk_names("caf\\udce9.txt") == ("caf\\udce9.txt", "caf\udce9.txt")
    True
    """
    bytewise = _NO_TEXT.sub(lambda byte: chr(0xDC00 + int(byte[1], 16)), shown)
    return (shown,) if bytewise == shown else (shown, bytewise)
