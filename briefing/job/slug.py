"""The name of the files that a brief makes."""

from __future__ import annotations

import hashlib
import re
import unicodedata

LONGEST = 80
"""Characters; leaves room for ``.new.timeline.yaml`` on every file system."""

_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


def slug(name: str) -> str:
    """Return a file name of small ASCII letters, digits, hyphens and underscores.

    Letters lose their accents. Where a letter has no ASCII form, or the name is too long, eight hex digits of its hash
    keep two names apart. Names of devices, which some systems reserve, get a tail.

    >>> slug("Café & Politics: Week 34")
    'cafe-politics-week-34'
    >>> slug("nul")
    'nul-briefing'
    """
    plain = unicodedata.normalize("NFKD", name)
    ascii_only = "".join(char for char in plain if char.isascii())
    lost = any(not char.isascii() and unicodedata.category(char)[0] in "LN" for char in plain)
    words = re.sub(r"[^a-z0-9_]+", "-", ascii_only.lower()).strip("-_")
    if lost or len(words) > LONGEST or not words:
        digest = hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        return f"{words[: LONGEST - 9].rstrip('-_') or 'briefing'}-{digest}"
    return f"{words}-briefing" if words in _DEVICES else words
