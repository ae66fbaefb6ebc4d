"""Bytes become text: the encoding is found, line ends are made one, nothing else is changed."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 32_768  # bytes from which an encoding is guessed
_LATIN = (
    "cp1252",
    "cp1250",
    "cp1254",
    "cp1257",
    "iso8859_2",
)  # commonest first: the first is read when it fits as well
_OTHER_SCRIPTS = (
    *("cp1251", "gb18030", "cp932", "euc_kr", "big5", "euc_jp", "cp1253", "cp1256", "cp1255", "cp1258"),
    *("koi8_r", "koi8_u", "iso8859_5", "iso8859_7", "cp866"),
)
_UNPRINTABLE = re.compile("[\x01-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_LONGEST_TITLE = 119
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]*_ ]*$")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding that it was written in, and how many characters could not be read (U+FFFD)."""

    text: str
    encoding: str
    lost: int


def decode(data: bytes, declared: str | None = None) -> Decoded | None:
    """Return the text of ``data``, or None when it is no text.

    Tried in turn: a byte order mark, UTF-8, the encoding that the page itself declares, UTF-8 with a few broken bytes,
    the guess of charset-normalizer. The mark is dropped, CRLF and CR become LF, NUL and lone surrogates become U+FFFD.

    >>> decode(b"a\\r\\nb").text
    'a\\nb'
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(encoding, "replace"), encoding)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return _checked(data.decode("utf-8", "surrogatepass"), "utf-8")
    except UnicodeDecodeError:
        pass
    if declared and (text := _strictly(data, declared)) is not None:
        return _checked(text, declared)
    broken = data.decode("utf-8", "replace")
    bad, beyond_ascii = broken.count("\ufffd"), sum(1 for c in broken[:_SAMPLE] if c > "\x7f" and c != "\ufffd")
    if beyond_ascii >= broken.count("\ufffd", 0, _SAMPLE) and bad * 20 < len(broken):
        return _checked(broken, "utf-8")
    return _guess(data)


def printable_line(text: str) -> str:
    """Return ``text`` on one line, every control and bidirectional character escaped, for messages.

    >>> printable_line("a\\nb")
    'a\\\\nb'
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def title_of(text: str, start: int = 0) -> str | None:
    """Return the first line with words from ``start`` on, when it reads as a title: short, and no sentence.

    >>> title_of("Rail strike ends\\n\\nTrains ran again on Monday.")
    'Rail strike ends'
    """
    span = first_line(text, start)
    if span is None:
        return None
    line = re.sub(r"^#{1,6}\s+", "", text[span[0] : span[1]]).strip()
    return None if not line or len(line) > _LONGEST_TITLE or ends_like_a_sentence(line) else line


def first_line(text: str, start: int = 0) -> tuple[int, int] | None:
    """Return the span of the first line that is not blank, without the blanks around it."""
    match = re.compile(r"\S[^\n]*").search(text, start)
    return (match.start(), match.start() + len(match.group().rstrip())) if match else None


def ends_like_a_sentence(line: str) -> bool:
    """Whether ``line`` ends with a full stop, a question or exclamation mark, quotation marks aside."""
    return bool(_SENTENCE_END.search(line[-8:]))


def _checked(text: str, encoding: str) -> Decoded | None:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")
    text = _SURROGATES.sub("\ufffd", text)
    unprintable = len(_UNPRINTABLE.findall(text))
    if unprintable * 10 > len(text) and (unprintable > 4 or unprintable * 2 > len(text)):
        return None
    return Decoded(text, encoding, text.count("\ufffd"))


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except (LookupError, ValueError, TypeError):
        return None
    return text if isinstance(text, str) else None


def _guess(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes

    sample = data[:_SAMPLE]
    letters = sum(1 for byte in sample if byte > 127 or chr(byte).isalpha())
    latin = sum(1 for byte in sample if byte > 127) * 10 < letters * 3
    candidates = _LATIN if latin else _OTHER_SCRIPTS
    matches = {match.encoding: match for match in from_bytes(sample, cp_isolation=list(candidates))}
    if not matches:
        return None
    rank = {name: (round(m.chaos, 2), -m.coherence) for name, m in matches.items()}
    best = min(rank, key=lambda name: (*rank[name], candidates.index(name)))
    common = candidates[0]
    if common in rank and rank[common][0] == rank[best][0] and rank[common][1] - rank[best][1] < 0.15:
        best = common
    return _checked(data.decode(best, "replace"), best)
