"""Foreign text made fit for a page: what cannot be seen is taken out, what never ends is cut.

Paragraphs are made of fragments, never of reportlab's markup, so no article can open a tag. What is left to escape are
the strings of the file format itself, and ``syntax.string`` does that.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

LONGEST_WORD = 600
LONGEST_TEXT = 20_000
_ELLIPSIS = "…"
_SCHEMES = ("http", "https", "mailto")
_LONGEST_ADDRESS = 2_000

# C0, C1, soft hyphen, zero-width and bidi controls, variation selectors, byte order mark, noncharacters, tags.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e0fff]"
)
_LONE = re.compile("[\ud800-\udfff]")
_SPACE = re.compile("[\t\n\x0b\x0c\r \u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]+")
_NO_BREAK = re.compile("[\u2007\u202f]")
_ODD = re.compile(r"[^ -~\xa0-\xac\xae-\u02ff\u2010-\u2027\u20ac]| {2}|[^ ]{600}")


def clean(text: str) -> str:
    """Return ``text`` as it can be printed: NFC, one space for each white space, no controls, bounded.

    >>> clean("one\\ttwo\\u202e three\\x00")
    'one two three'
    """
    if len(text) > LONGEST_TEXT:
        text = text[:LONGEST_TEXT] + _ELLIPSIS
    if not _ODD.search(text):
        return text
    text = _LONE.sub("\N{REPLACEMENT CHARACTER}", text)
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    text = _NO_BREAK.sub("\N{NO-BREAK SPACE}", text)
    text = _SPACE.sub(" ", text)
    if any(len(word) > LONGEST_WORD for word in text.split(" ")):
        text = " ".join(
            word if len(word) <= LONGEST_WORD else word[:LONGEST_WORD] + _ELLIPSIS for word in text.split(" ")
        )
    return text


def safe_address(address: str) -> str:
    """Return ``address`` when it may be a link, else nothing: http, https and mailto, ASCII, of bounded length."""
    if len(address) > _LONGEST_ADDRESS or not address.isascii() or not address.isprintable() or " " in address:
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme.lower() not in _SCHEMES or not (parts.netloc or parts.scheme.lower() == "mailto"):
        return ""
    return address
